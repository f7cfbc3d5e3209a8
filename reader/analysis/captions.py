"""What a caption says: who is in the photograph, where and when it was taken, and whether it is a file photo."""

import re
from collections.abc import Sequence

from reader.analysis.dates import FoundDate, find_dates
from reader.analysis.engine import Parse
from reader.model.analysis import Caption, Entity
from reader.model.article import Article, Photo
from reader.model.span import Span

_FILE_PHOTO = re.compile(
    r"\bfile[ -](?:photo|photograph|picture|pic|image|footage|shot)s?\b|^\W*FILE\b|\bFILE\W*$|[(\[]file[)\]]"
    r"|\b(?:photo|picture|image)s? (?:on|from) file\b|\barchiv(?:e|al|es)\b|\barchiv(?:bild|foto|aufnahme)|\barchivo\b"
    r"|\bd[’']archives?\b|\b(?:d[’'])?archivio\b|\barquivo\b|\bar[ck]hie?[fv]?(?:foto|beeld)|\barkiv(?:bild|foto)"
    r"|\barchiwaln|\bархив|\bархів",
    re.IGNORECASE | re.MULTILINE,
)
# photographers stand in brackets at the end: (AP Photo/Jane Roe)
_CREDIT = re.compile(
    r"[(\[][^()\[\]]{0,200}(?:photo|/|via|©|pool|getty|file|courtesy)[^()\[\]]{0,200}[)\]]", re.IGNORECASE
)
_NAME = r"[^\W\d_a-z][\w’'.-]*(?: (?:de|del|la|le|du|am|an der|of|the) [^\W\d_a-z][\w’'.-]*| [^\W\d_a-z][\w’'.-]*)*"
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|off|from|à|en|em|bei|nahe|aus|a|i|w|v|в)\s+(?:downtown |central |the )?"
    rf"(?P<place>{_NAME}(?:, {_NAME})?)"
)
_LEADING_PLACE = re.compile(r"^(?P<place>[^\W\d_a-z][^\W\d_a-z .,’'-]+(?:, [^\W\d_a-z][^\W\d_a-z .’'-]+)?) ?[-–—] ?")
_NOT_PLACES = {"this", "the", "a", "his", "her", "front"}


def read_captions(article: Article, parse: Parse | None, entities: Sequence[Entity]) -> tuple[Caption, ...]:
    """Read the caption and credit of each photograph that has either; `parse` is None outside English.

    Dates without a year stay None. The place is the last one named before the date: “attacking a candidate to head a
    body in the digital age in Geneva on Feb. 26, 2020” was taken in Geneva.
    """
    return tuple(
        _read(article, index, photo, entities, named=parse is not None)
        for index, photo in enumerate(article.photos)
        if photo.caption or photo.credit
    )


def _read(article: Article, index: int, photo: Photo, entities: Sequence[Entity], named: bool) -> Caption:
    span = photo.caption or Span(0, 0)
    words = span.cut(article.text)
    credit = photo.credit.cut(article.text) if photo.credit else ""
    dates = find_dates(words)
    taken = next((date for date in dates if len(date.iso) == 10), dates[0] if dates else None)
    return Caption(
        photo=index,
        place=_find_place(words, span, taken, entities, named),
        taken=taken.iso if taken else None,
        file_photo=bool(_FILE_PHOTO.search(words) or _FILE_PHOTO.search(credit)),
        people=_find_people(words, span, entities),
    )


def _find_people(words: str, span: Span, entities: Sequence[Entity]) -> tuple[str, ...]:
    credited = [Span(span.start + match.start(), span.start + match.end()) for match in _CREDIT.finditer(words)]
    found: dict[str, int] = {}
    for entity in entities:
        if entity.kind != "person":
            continue
        for mention in entity.mentions:
            inside = span.holds(mention.span) and not any(mention.span.overlaps(credit) for credit in credited)
            if inside and mention.form == "name":
                found[entity.key] = min(found.get(entity.key, mention.span.start), mention.span.start)
    return tuple(sorted(found, key=found.__getitem__))


def _find_place(words: str, span: Span, taken: FoundDate | None, entities: Sequence[Entity], named: bool) -> str | None:
    if (leading := _LEADING_PLACE.match(words)) and taken and leading.end() <= taken.span.start <= leading.end() + 3:
        return leading["place"].title()
    sentence = _sentence_of(words, taken)
    dates = [date.span for date in find_dates(words)]
    places = [
        match
        for match in _PLACE.finditer(words, 0, sentence)
        if not any(Span(*match.span("place")).overlaps(date) for date in dates)
        and match["place"].lower() not in _NOT_PLACES
    ]
    if named:
        places = [match for match in places if _is_place(match, span, entities)]
    return _tidy(places[-1]["place"]) if places else None


def _sentence_of(words: str, taken: FoundDate | None) -> int:
    """Return where the part of a caption ends that tells of the photograph: at its date, else its first sentence."""
    if taken and taken.span.start > len(words) // 4:
        return taken.span.start
    stop = re.search(r"(?<![A-Z])[.!?](?=\s+[^\W\d_a-z]|\s*$)", words[taken.span.end if taken else 0 :])
    return (taken.span.end if taken else 0) + stop.start() if stop else len(words)


def _is_place(match: re.Match[str], span: Span, entities: Sequence[Entity]) -> bool:
    place = Span(span.start + match.start("place"), span.start + match.end("place"))
    kinds = {entity.kind for entity in entities for mention in entity.mentions if mention.span.overlaps(place)}
    return "place" in kinds


def _tidy(place: str) -> str:
    return re.sub(r"[’']s$", "", place).rstrip(" ,.’'-")
