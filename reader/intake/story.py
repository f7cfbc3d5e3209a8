"""Which passages of a page are the story, and which are the furniture around it."""

import copy
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

import trafilatura
from lxml.html import HtmlElement
from msgspec import Struct

from reader.intake.bylines import is_byline
from reader.intake.captions import Figure
from reader.intake.dates import read_date_line
from reader.intake.elements import Passage, Walk
from reader.intake.metadata import Metadata

_WORDS = re.compile(r"\w+")
_EAST = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_SHINGLE = 4
_CERTAIN = 0.7
_HEAVIEST = 5_000
_MEASURED = 10_000  # of a paragraph; what is longer is told by its beginning
_CONTAINERS = ("div", "table", "ul", "aside", "header", "footer", "section")
_MOST_CONTAINERS = 3_000
_LONGEST_BOLD = 80
_LONGEST_LABEL = 40
_FEWEST_TITLE_WORDS = 4
_MOST_ON_CARD = 8
_LONGEST_CARD = 500
_ENDS = re.compile(r"[.:;,…!»”\"']\s*$")
OUTSIDE_NAMES = re.compile(
    r"(?<![a-z])(?:related|recommend(?:ed|ation)?s?|newsletter|subscri(?:be|ption)|sign-?up|promo(?:tion)?s?|outbrain|"
    r"taboola|comments?|kommentare|share|sharing|social|author-?(?:bio|box|info|card)|bio|tags?|tag-?list|topics|"
    r"read-?more|more-?on|most-?(?:read|popular)|trending|breadcrumbs?|cookies?|consent|paywall|"
    r"advert(?:isement)?s?|ad-?(?:slot|container|wrapper)|sponsored|disclaimer|footer|menu|navigation|toolbar|"
    r"next-?article|also-?read|see-?also|donat\w+|app-?(?:promo|download|banner)|forum|login|register|poll|survey|"
    r"relacionad[ao]s?|correlati|verwandt\w*|empfehlung\w*|sur-le-meme-sujet|a-lire|leia-?mais|mehr-?zum-?thema)"
    r"(?![a-z])",
    re.I,
)
FURNITURE = re.compile(
    r"^(?:tags?|topics?|filed under|more on|related|read (?:more|also|next)|see also|also read|don['’]t miss|"
    r"click here|sign up|subscribe|share this|follow us|advertisement|anzeige|werbung|publicidad|publicité|reklam\w*|"
    r"lesen sie (?:auch|mehr|dazu)|mehr zum thema|lest auch|auch interessant|lire aussi|à lire|lee también|"
    r"le(?:e|a|ia) (?:también|mais|más|também)|leggi anche|lees ook|läs (?:också|mer)|les også|czytaj także|"
    r"copyright|©|all rights reserved|photo gallery|watch:|listen:)\b|"
    r"\b(?:click here (?:to|for)|sign up (?:for|to) (?:our|the)|subscribe to (?:our|the)|download (?:our|the) app|"
    r"follow (?:us|\w+ \w+) on (?:twitter|facebook|instagram|x)|our newsletter|privacy policy|terms of (?:use|service)|"
    r"in your inbox|all rights reserved|tell us what you think|get the [\w ]+ app|"
    r"please enable javascript|kommentare? (?:schreiben|lesen)|newsletter abonnieren|"
    r"extern\w* (?:inhalt|content|innhold|innehåll)|contenu externe|contenuto esterno|contenido externo|"
    r"whatsapp[- ](?:kanal|channel|community|group|canal)|kostenlos testen|suscríbete|abonnez-vous|iscriviti all?a|"
    r"personenbezogene daten|data may be (?:transferred|shared)|klick für den datenschutz)\b|"
    r"有料(?:会員|記事)|会員限定|무단\s?전재",
    re.I,
)


class Chosen:
    """The words that extractors, or the page's own data, hold for the story."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._shingles = Counter[tuple[str, ...]]()
        for text in texts:
            self._shingles |= make_shingles("\n".join(line[:_MEASURED] for line in text.split("\n")))

    def share(self, text: str) -> float:
        """Return how much of a passage is in the story's words: 0 to 1."""
        own = make_shingles(text[:_MEASURED])
        whole = own.total()
        return (own & self._shingles).total() / whole if whole else 0.0


class Story(Struct):
    """The passages of the story in order, and the stretch of the page they stand in."""

    passages: list[Passage]
    first: int
    last: int

    def holds(self, figure: Figure) -> bool:
        """Say whether a photograph belongs to the story."""
        told = bool(figure.captions and figure.credits)
        within = self.first - (40 if told else 0) <= figure.number <= self.last
        return within and not figure.linked and bool(figure.captions or figure.credits or figure.large)


def make_shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text; of four characters where words are not set apart."""
    words = _WORDS.findall(text.lower())
    if _EAST.search(text):
        words = [part for word in words for part in (word if _EAST.search(word) else [word])]
    size = min(_SHINGLE, max(1, len(words)))
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1)) if words else Counter()


def find_story(
    tree: HtmlElement, walk: Walk, figures: Sequence[Figure], headline: Passage | None, metadata: Metadata
) -> Story:
    """Return the story of a page.

    trafilatura chooses the words, and so does the JSON-LD of the page where it holds them; the passages of the page
    are measured against both, and the structure of the page settles what they leave open.
    """
    chosen = Chosen([_extract(tree), *(body for body in metadata.bodies if len(body) > 300)])
    framed = {number for figure in figures for number, _, _ in (*figure.captions, *figure.credits)}
    titles = {_key(title) for title in metadata.titles.all} | ({_key(headline.text)} if headline else set())
    top = headline.number if headline else -1
    framed |= _find_pointers(walk.passages)
    readable = [
        passage
        for passage in _without_repeats(walk.passages)
        if passage.number > top and passage.number not in framed and not _is_furniture(passage, titles)
    ]
    sure = [passage for passage in readable if chosen.share(passage.text) >= _CERTAIN]
    outside = _find_outside(walk, sure)
    readable = [passage for passage in readable if passage.number not in outside]
    sure = [passage for passage in sure if passage.number not in outside]
    story = _fill(walk, readable, sure)
    if not story:
        story = [passage for passage in readable if passage.linked < len(passage.text) / 2 and not passage.hidden]
    if not story:
        return Story([], 0, 0)
    opening = [headline, story[0]] if headline else [story[0]]
    _raise_bold_lines(story)
    return Story(story, _find_start(walk, opening, story[-1]), story[-1].number + 3)


def _find_start(walk: Walk, opening: Sequence[Passage], last: Passage) -> int:
    """Return the number from which photographs belong to the story: that of the element around all of it."""
    first = min(passage.number for passage in opening)
    around = set(last.element.iterancestors())
    for passage in opening:
        around &= set(passage.element.iterancestors())
    inmost = max(around, key=lambda element: walk.inside(element)[0], default=None)
    if inmost is None or inmost.tag in ("body", "html"):
        return first - 6
    return max(min(walk.inside(inmost)[0], first - 6), first - 40)


def _extract(tree: HtmlElement) -> str:
    try:
        # its second opinion takes time with the square of the number of containers
        fast = sum(1 for _ in tree.iter(*_CONTAINERS)) > _MOST_CONTAINERS
        return trafilatura.extract(copy.deepcopy(tree), include_comments=False, fast=fast) or ""
    except Exception:  # whatever an extractor stumbles over, the page's own structure is still there to be read
        return ""


def _without_repeats(passages: Sequence[Passage]) -> list[Passage]:
    """Leave out long passages said before, short ones that a page says over and over, and lists of its contents."""
    counts = Counter(passage.text for passage in passages)
    seen: set[str] = set()
    kept = []
    for passage in passages:
        if _leads_within_page(passage):
            continue
        short = len(passage.text) < 60
        repeated = len(passage.text) > 30 and passage.text in seen
        if not repeated and not (short and counts[passage.text] > 2 and passage.kind != "table_row"):
            kept.append(passage)
        seen.add(passage.text)
    return kept


def _is_card(inside: range, passages: Mapping[int, Passage]) -> bool:
    """Say whether an element shows another story: a picture, a title that is a link, few words beside."""
    if not 2 < len(inside) <= _MOST_ON_CARD:
        return False
    words = [passages[number] for number in inside if number in passages]
    titles = [p for p in words if p.linked == len(p.text) and len(p.text.split()) >= _FEWEST_TITLE_WORDS]
    pictured = len(words) < len(inside)
    beside = [passage for passage in words if not passage.linked]
    return len(titles) == 1 and pictured and len(beside) < 3 and sum(len(p.text) for p in beside) < _LONGEST_CARD


def _find_pointers(passages: Sequence[Passage]) -> set[int]:
    """Return the numbers of lines that point to other stories: a label, said more than once, and a link after it."""
    labels: dict[str, list[int]] = {}
    for passage in passages:
        label = _find_label(passage)
        if label:
            labels.setdefault(_key(label), []).append(passage.number)
    return {number for numbers in labels.values() if len(numbers) > 1 for number in numbers}


def _find_label(passage: Passage) -> str:
    """Return the few words before the one link that the rest of a line is, or ""."""
    if len(passage.links) != 1 or passage.linked < len(passage.text) / 3 or passage.text[-1] in ".!?":
        return ""
    link = passage.links[0]
    if len(passage.text[link.start : link.end].split()) < _FEWEST_TITLE_WORDS:
        return ""
    return passage.text[: link.start] if link.end >= len(passage.text) - 1 and link.start < _LONGEST_LABEL else ""


def _leads_within_page(passage: Passage) -> bool:
    """Say whether a passage is nothing but a link to another place of its own page."""
    return passage.linked == len(passage.text) and all(link.address.startswith("#") for link in passage.links)


def _weigh(passage: Passage) -> int:
    """Return how much a passage counts for: its length, but one without end outweighs no story."""
    return min(len(passage.text), _HEAVIEST)


def _find_outside(walk: Walk, sure: Sequence[Passage]) -> set[int]:
    """Return the numbers of all that stands in elements named as furniture which hold little of the story."""
    sizes = {passage.number: _weigh(passage) for passage in sure}
    whole = sum(sizes.values())
    numbered = {passage.number: passage for passage in walk.passages}
    outside: set[int] = set()
    for element, (first, last) in walk.ends.items():
        if first == last or element.tag in ("body", "html", "main"):
            continue
        named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
        inside = range(first, last)
        is_furniture = element.tag in ("aside", "footer", "nav", "form") or OUTSIDE_NAMES.search(named)
        little = (is_furniture or _is_card(inside, numbered)) and sum(sizes.get(n, 0) for n in inside) < 0.25 * whole
        outside.update(inside if little else ())
    return outside


def _is_furniture(passage: Passage, titles: set[str]) -> bool:
    """Say whether a passage is part of the page and not of a story, whatever the extractors say."""
    key = _key(passage.text)
    if not key or key in titles or (passage.level == 1 and any(key in title or title in key for title in titles)):
        return True
    if passage.linked > 0.85 * len(passage.text) and passage.kind != "table_row" and len(key) > 12:
        return True
    if len(passage.text) < 250 and FURNITURE.search(passage.text):
        return True
    return is_byline(passage.text) or read_date_line(passage.text) is not None


def _fill(walk: Walk, readable: Sequence[Passage], sure: Sequence[Passage]) -> list[Passage]:
    """Add to the passages that are surely of the story those that stand among them in the same homes.

    A home is the element around passages of the story; elements of the same tag and class are homes too.
    """
    homes: Counter[object] = Counter()
    for passage in sure:
        if passage.kind in ("paragraph", "list_item", "blockquote") and passage.linked < len(passage.text) / 2:
            for home in _homes(passage):
                homes[home] += _weigh(passage)
    whole = sum(map(_weigh, sure))
    lived = {home for home, size in homes.items() if size > max(min(200, whole / 2), whole * 0.1)}
    if not lived:
        return list(sure)
    story = {passage.number for passage in sure}
    first, last = sure[0].number, sure[-1].number
    for passage in readable:
        if passage.kind == "subhead" or passage.hidden or not _at_home(passage, lived):
            continue
        told = passage.linked <= len(passage.text) / 2 or (len(passage.text) > 150 and passage.text[-1] in ".!?…”»“")
        if (told and first < passage.number < last) or (
            len(passage.text) > 80 and passage.linked < len(passage.text) / 4
        ):
            story.add(passage.number)
    rooms = _Rooms(walk, readable, sure)
    for passage, following in reversed(list(pairwise(readable))):
        heads = passage.kind == "subhead" and following.number in story and passage.linked <= len(passage.text) / 2
        opens = passage.number > first or following.number == passage.number + 1
        if heads and opens and (_at_home(passage, lived) or rooms.holds_story(passage)):
            story.add(passage.number)
    return _trim([passage for passage in readable if passage.number in story], lived, whole)


class _Rooms:
    """How much of what stands in an element is surely of the story."""

    def __init__(self, walk: Walk, readable: Sequence[Passage], sure: Sequence[Passage]) -> None:
        self._walk = walk
        self._numbers = [passage.number for passage in readable]
        told = {passage.number for passage in sure}
        self._read = [0, *accumulate(map(_weigh, readable))]
        self._sure = [0, *accumulate(_weigh(p) if p.number in told else 0 for p in readable)]

    def holds_story(self, passage: Passage) -> bool:
        """Say whether the nearest element that holds more than this passage holds mostly story."""
        for element in passage.element.iterancestors():
            if element.tag in ("body", "html"):
                return False
            inside = self._walk.inside(element)
            if inside[1] - inside[0] > 1:
                first, last = (bisect_left(self._numbers, number) for number in inside)
                read, sure = (counts[last] - counts[first] for counts in (self._read, self._sure))
                return sure > 0.5 * read
        return False


def _raise_bold_lines(story: Sequence[Passage]) -> None:
    """Make subheads of bold lines that stand alone before paragraphs, in a story without subheads of its own."""
    if any(passage.kind == "subhead" for passage in story):
        return
    for passage, following in pairwise(story):
        if _is_bold_line(passage) and following.kind == "paragraph" and not _is_bold_line(following):
            passage.kind, passage.level = "subhead", 3


def _is_bold_line(passage: Passage) -> bool:
    if passage.kind != "paragraph" or len(passage.text) > _LONGEST_BOLD or passage.linked or _ENDS.search(passage.text):
        return False
    bold = (words for part in passage.element.iter("b", "strong") for words in part.itertext())
    return _key("".join(bold)) == _key(passage.text) != ""


def _trim(story: list[Passage], lived: set[object], whole: int) -> list[Passage]:
    """Take what follows the last passage at home off the story, where that is little."""
    end = len(story)
    while end and not _at_home(story[end - 1], lived):
        end -= 1
    rest = sum(map(_weigh, story[end:]))
    kept = story[:end] if rest < 0.15 * whole else story
    lonely = len(kept) > 1 and kept[-1].kind == "subhead" and kept[-2].kind != "subhead"
    return kept[:-1] if lonely else kept


def _at_home(passage: Passage, lived: set[object]) -> bool:
    return any(home in lived for home in _homes(passage))


def _homes(passage: Passage) -> list[object]:
    element = passage.element
    if passage.kind in ("list_item", "table_row", "blockquote"):
        element = next(element.iterancestors("ul", "ol", "blockquote"), element)
    parent = element.getparent()
    if parent is None:
        return [element]
    classes = (parent.get("class") or "").split()[:2]
    return [parent, (parent.tag, *classes)] if classes else [parent]


def _key(text: str) -> str:
    return "".join(_WORDS.findall(text.lower()))
