"""Whose photograph it is: credits in many languages, alone on a line or at the end of a caption."""

import re

from msgspec import Struct

_AGENCIES = """
AP|Associated Press|The Associated Press|AFP|Agence France-Presse|Reuters|EPA|EPA-EFE|EFE|ANSA|ANP|APA|Belga|Bloomberg|
CP|The Canadian Press|ddp|dpa|DPA|Getty|Getty Images|IMAGO|Imago Images|iStock|iStockphoto|Shutterstock|Alamy|
Alamy Stock Photo|Keystone|Keystone-SDA|Kyodo|Kyodo News|Lusa|LaPresse|NTB|NurPhoto|PA|PA Wire|PA Media|PA Images|PAP|
picture alliance|picture-alliance|PTI|ANI|Ritzau|Ritzau Scanpix|Scanpix|Sipa|Sipa USA|Sputnik|TASS|TT|UPI|USA TODAY|
USA TODAY Sports|USA TODAY NETWORK|Xinhua|Yonhap|Zuma|Zuma Press|WireImage|FilmMagic|WENN|Rex|Rex Features|Europa Press|
Magnum|Magnum Photos|Anadolu|Anadolu Agency|Anadolu Ajansı|AA|Unsplash|Pixabay|Pexels|Wikimedia|Wikimedia Commons|
Adobe Stock|AdobeStock|Depositphotos|NASA|Instagram|Facebook|Twitter|Newscom|MAXPPP|Abaca|Abacapress|Hans Lucas|Panos|
Redux|Eyevine|Pool|Handout|Action Images|SOPA Images|LightRocket|Corbis|Bettmann|Splash|Backgrid|Mega|Cover Images|
action press|epd|KNA|SDA|IPON|Profimedia|Lehtikuva|Agerpres|MTI|ČTK|CTK|TASR|STA|HINA|Tanjug|ANTARA|Bernama|AAP|Agência
Brasil|Folhapress|Estadão Conteúdo|Cuartoscuro|Agencia Uno|Aton|Contacto|ZUMAPRESS|GTRES|Icon Sport|Presse Sports|
USA Today|뉴시스|연합뉴스|뉴스1|로이터|게티이미지|게티이미지뱅크|時事通信|共同通信|共同|ロイター|新华社|中新社|视觉中国
"""
_AGENCY = "|".join(
    sorted((re.escape(name.replace("\n", " ").strip()) for name in _AGENCIES.split("|")), key=len, reverse=True)
)
_PHOTO = (
    r"(?:file |lead |cover |main |staff |handout |supplied )?"
    r"(?:photos?|photographs?|photography|pictures?|images?|illustrations?|graphics?|artwork)"
)
_BY = r"(?:credits?|by|courtesy(?: of)?|via|provided by|supplied by|source)"
_BEFORE_COLON = "|".join(
    (
        r"(?:(?:image|photo|picture|photograph)s? )?(?:credits?|courtesy(?: of)?|source|copyright)|picture by",
        r"(?:symbol|archiv|titel|beispiel|handout)?-?(?:fotos?|bild(?:er)?|bildquelle|bildnachweis|bildrechte|fotografie)",
        r"quelle|grafik|(?:foto|bild)(?:credit|rechte)|crédits?(?: photos?)?|photographie|droits|fotografías?",
        r"foto(?:grafia|credit)?s?|imagen|imagem|créditos?|cortesía|reprodução|divulgação|crediti|immagine|fonte|fuente",
        r"beeld|bron|fotograf|fotó|zdjęcie|źródło|fot\.?|kuva|lähde|fotoğraf|kaynak|bilde|billede|fotografi",
        r"dok\.?|isithombe|izithombe|umthombo|arkivfoto|illustrasjon(?:sfoto)?|illustration|legende|写真|画像|撮影|提供|출처|사진|제공|图片来源|来源|图|供图",
    )
)
_ROMANCE = r"(?:foto|fotografía|imagen|imagem|photo)s? (?:de|por|di|van|af|av)"
_LABEL = re.compile(
    rf"(?:{_PHOTO}\s*{_BY}\b|{_PHOTO}(?=\s*[:：©|=])|(?:{_BEFORE_COLON})(?=\s*[:：=©|／])|courtesy (?:of|photo)\b|"
    rf"(?P<of>{_ROMANCE})(?=\s)|©|\(c\)|ⓒ|copyright\b)\s*[:：=|©／–-]?\s*",
    re.I,
)
_REPORTER = re.compile(r"[가-힣]{2,4}\s?(?:선임|인턴|객원)?\s?(?=기자)기자|[가-힣]{2,6}\s?제공")
_ARCHIVE = re.compile(r"dok(?:umentasi)?\.\s?[A-Z]|screenshots? [A-Z]", re.I)
_TAIL = 240
_SIGNS = " \t\n/|·•–—-:"
_FILE_PHOTO = re.compile(
    r"(?:(?:[^\W\d_a-zà-ÿ][\w.'’-]*|&)(?:\s(?:[^\W\d_a-zà-ÿ][\w.'’-]*|&|of|de|and))*\s)?"
    r"(?i:(?:(?:file|archive|handout|stock|pool|courtesy|staff)\s+)?(?:photo(?:graph)?|picture|image|graphic)s?)|"
    r"(?i:supplied|submitted|handout|contributed|provided|archivbild|symbolbild|archivfoto|privat)"
)
_PARTS = re.compile(r"\s*[/|,;／・]\s*|\s+[–—-]\s+|\s+(?:via|for|para|pour|für|per|by)\s+|\s*[()（）]\s*", re.I)
_WITH_AGENCY = re.compile(
    rf"(?:{_AGENCY})(?:['’]s)?(?:\s+(?:file|archive|handout|photos?|images?|contributor|news|pool|stock|archivo|archiv))*",
    re.I,
)
_NAME = re.compile(r"[^\W\d_]\.|[^\W\d_][\w.'’-]*")
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){1,4}")
_LITTLE = re.compile(r"de|da|di|del|della|der|den|van|von|zu|bin|al|el|la|le|du|dos|das|the|of|and|und|et|y|e|i|for")
_TAIL_BRACKETS = re.compile(r"[(\[（［【]([^()\[\]（）［］【】]{2,120})[)\]）］】]\s*\.?$")
_SENTENCE_END = re.compile(
    r"(?<=다\.)\s*|[.!?…。][\"”’»)]*\s+|[。】」]\s*|\s*\n\s*|\s+[|•·]\s+|\s{3,}|\s+[–—/]\s+|\xa0+"
)


class Credit(Struct, frozen=True):
    """Where a credit stands in a text: `start` to `end` with brackets and label, `first` to `last` the bare words."""

    start: int
    end: int
    first: int
    last: int


def find_credit(text: str) -> Credit | None:
    """Return the credit that a whole line is, or None."""
    line = text.strip()
    if not line or len(line) > 140:
        return None
    bare = line.strip("()[]（）［］【】 ") if line[0] in "([（［【" or "(" not in line else line
    if _is_credit(bare):
        start = text.index(line)
        return _make(text, start, start + len(line))
    return None


def find_credit_tail(text: str) -> Credit | None:
    """Return the credit at the end of a caption, or None; what is before it is the caption."""
    whole, skipped = text.rstrip(), max(0, len(text.rstrip()) - _TAIL)
    text = whole[skipped:]
    found = _find_tail_start(text, skipped)
    return _make(whole, skipped + found, len(whole)) if found is not None else None


def _find_tail_start(text: str, skipped: int) -> int | None:
    brackets = _TAIL_BRACKETS.search(text)
    if brackets and (skipped or text[: brackets.start()].strip()):
        inside = brackets[1].strip()
        if _is_credit(inside) or _names_with_house(inside):
            return brackets.start()
    starts = {match.end() for match in _SENTENCE_END.finditer(text)}
    labels = {match.start() for match in _LABEL.finditer(text)}
    for start in sorted(starts | {start for start in labels if start and not text[start - 1].isalnum()}):
        rest = text[start:]
        if start and len(rest) <= 140 and rest and _is_credit(rest):
            return start
    return None


def _names_with_house(words: str) -> bool:
    """Say whether words are a person's name and, after a stroke, whom the photograph was made for."""
    parts = [part.strip() for part in words.split("/")]
    return 1 < len(parts) < 4 and all(_FULL_NAME.fullmatch(parts[0]) and part and _is_name(part) for part in parts)


def is_agency(words: str) -> bool:
    """Say whether the words are the name of a news or picture agency."""
    return _WITH_AGENCY.fullmatch(words.strip()) is not None


def _is_credit(words: str) -> bool:
    words = words.strip(" .")
    if not 1 < len(words) <= 140:
        return False
    label = _LABEL.match(words)
    if label:
        rest = words[label.end() :]
        return 0 < len(rest.split()) <= 14 and (label["of"] is None or _is_name(rest))
    if re.search(r"[!?]|[^\W\d_]{3,}[.。]\s", words):
        return False
    if _REPORTER.fullmatch(words) or _ARCHIVE.match(words):
        return True
    if _FILE_PHOTO.fullmatch(words):
        return len(words.split()) <= 5
    parts = [part for part in _PARTS.split(words) if part]
    return any(is_agency(part) for part in parts) and all(_is_name(part) or is_agency(part) for part in parts)


def _is_name(part: str) -> bool:
    words = part.split()
    return len(words) <= 6 and all(
        _LITTLE.fullmatch(word) or not word[0].islower() or word.lower() in ("photo", "file", "via") for word in words
    )


def _make(text: str, start: int, end: int) -> Credit:
    """Leave brackets, a label and the signs around them out of the bare words."""
    first, last = start, end
    while first < last and (text[first] in _SIGNS or text[first] in "([（［【"):
        first += 1
    while last > first and (text[last - 1] in _SIGNS or text[last - 1] in "]）］】"):
        last -= 1
    if last > first and text[last - 1] == ")" and "(" not in text[first:last]:
        last -= 1
    if _REPORTER.fullmatch(text[first:last]):
        last = first + len(re.sub(r"\s?(?:선임|인턴|객원)?\s?기자$|\s?제공$", "", text[first:last]))
    label = _LABEL.match(text[first:last])
    while label and text[first + label.end() : last].strip(" .:"):
        first += label.end()
        label = _LABEL.match(text[first:last])
    return Credit(start, end, first, last)
