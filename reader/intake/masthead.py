"""What stands above the story of a page: its headline, standfirst and byline."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement
from msgspec import Struct

from reader.intake.bylines import is_byline, read_byline, read_names
from reader.intake.elements import Passage
from reader.intake.metadata import Metadata, is_house
from reader.intake.story import FURNITURE, OUTSIDE_NAMES, Chosen
from reader.intake.titles import read_title

_STANDFIRST = re.compile(
    r"standfirst|sub-?(?:title|headline|heading|head)|(?<![a-z])(?:dek|deck|lead|lede|intro|teaser|summary|abstract|excerpt|"
    r"chapeau|chapo|sottotitolo|occhiello|vorspann|bajada|entradilla|ingress|manchet|description|spot)(?![a-z])",
    re.I,
)
_BYLINE = re.compile(r"by-?line|author|autor|reporter|journalist|verfasser|redact", re.I)
_WORDS = re.compile(r"\w+")
_NEAR = 40
_LONG_HEADING = 50
_CLOSE = 8
_SENTENCE = re.compile(r"(?:\S+\s+){9,110}\S+[.?!…][”»“\"']?")


class Masthead(Struct, frozen=True):
    """What stands above a story: title, the heading that prints it, standfirsts, lines that name authors, and these."""

    title: str
    headline: Passage | None
    standfirsts: tuple[Passage, ...]
    lines: tuple[Passage, ...]
    byline: tuple[str, ...]


def find_masthead(
    headline: Passage | None, passages: Sequence[Passage], body: Sequence[Passage], metadata: Metadata
) -> Masthead:
    """Return what stands between the headline and the `body` of a story; its first passage may be the standfirst."""
    first = body[0].number if body else 0
    headline = headline or _find_nearest_heading([p for p in passages if first - _CLOSE <= p.number < first])
    top = headline.number if headline else max(0, first - _NEAR)
    found = _find_standfirst([p for p in passages if top < p.number < first], metadata)
    count = _count_decks(body)
    if not found and not count and len(body) > 2 and _calls_itself_standfirst(body[0]):
        count = 1
    standfirsts, body = (*found, *body[:count]), body[count:]
    first = body[0].number if body else first
    taken = {p.number for p in (*body, *standfirsts)}
    lines = _find_bylines([p for p in passages if top < p.number < first and p.number not in taken], metadata)
    byline = metadata.byline
    if not byline or all(is_house(name, metadata) for name in byline):
        byline = next((names for line in lines if (names := _read_printed_names(line.text))), byline)
    return Masthead(
        read_title(metadata.titles, headline.text if headline else None), headline, standfirsts, tuple(lines), byline
    )


def find_headline(passages: Sequence[Passage], titles: Sequence[str]) -> Passage | None:
    """Return the heading that prints the story's title, or None."""
    headings = [passage for passage in passages if passage.kind == "subhead" and passage.level <= 2]
    best, most = None, 0.0
    for heading in headings:
        own = set(_WORDS.findall(heading.text.lower()))
        if not own:
            continue
        shared = max((_likeness(own, title) for title in titles), default=0.0) + (0.15 if heading.level == 1 else 0.0)
        if shared > most:
            best, most = heading, shared
    if best is not None and most >= 0.5:
        return best
    tops = [heading for heading in headings if heading.level == 1]
    return tops[0] if len(tops) == 1 and not titles else None


def _find_nearest_heading(before: Sequence[Passage]) -> Passage | None:
    """Return the last great heading close above a story none of whose titles is printed, or None."""
    headings = (p for p in reversed(before) if p.kind == "subhead" and p.level <= 2 and not p.linked and not p.hidden)
    return next((p for p in headings if len(p.text.split()) > 2 and not _is_named(p.element, OUTSIDE_NAMES)), None)


def _likeness(words: set[str], title: str) -> float:
    other = set(_WORDS.findall(title.lower()))
    return 2 * len(words & other) / (len(words) + len(other)) if other else 0.0


def _calls_itself_standfirst(passage: Passage) -> bool:
    """Say whether the markup of a passage itself calls it a standfirst."""
    named = (passage.element.get(name) or "" for name in ("class", "itemprop", "data-testid"))
    return passage.kind == "paragraph" and any(_STANDFIRST.search(name) for name in named)


def _count_decks(body: Sequence[Passage]) -> int:
    """Return how many headings the story opens with that head no part of it: a long one, or several of a kind."""
    count = next((i for i, passage in enumerate(body) if passage.kind != "subhead"), len(body))
    if count == len(body):
        return 0
    opening = body[:count]
    if count > 1 and all(len(passage.text) < _LONG_HEADING for passage in opening[:-1]):
        return count if len({(p.element.tag, p.element.getparent()) for p in opening}) == 1 else 0
    long = (i for i, passage in enumerate(opening, 1) if len(passage.text) >= _LONG_HEADING)
    return max(long, default=0)


def _find_standfirst(before: Sequence[Passage], metadata: Metadata) -> list[Passage]:
    """Return what sums a story up above it: a passage that is called so, else a heading and a sentence."""
    told = Chosen([metadata.description]) if metadata.description else None
    heading = None
    for passage in before:
        words = len(passage.text.split())
        if not 5 <= words <= 110 or passage.linked > len(passage.text) / 2 or is_byline(passage.text):
            continue
        if (told and told.share(passage.text) >= 0.8) or _is_named(passage.element, _STANDFIRST):
            return [passage]
        if heading is None and passage.level == 2:
            heading = passage
    sentence = next((passage for passage in reversed(before[-_CLOSE:]) if _says_a_sentence(passage)), None)
    return [passage for passage in (heading, sentence) if passage]


def _says_a_sentence(passage: Passage) -> bool:
    """Say whether a passage without a name that tells its part is words to a reader, and no furniture."""
    text = passage.text
    if passage.kind != "paragraph" or passage.hidden or passage.linked or not _SENTENCE.fullmatch(text):
        return False
    inside = any(
        element.tag in ("aside", "nav", "footer", "form", "figure") for element in passage.element.iterancestors()
    )
    return not inside and not FURNITURE.search(text) and not _is_named(passage.element, OUTSIDE_NAMES)


def _find_bylines(around: Sequence[Passage], metadata: Metadata) -> list[Passage]:
    """Return the passages near the headline that say who wrote the story."""
    names = [name.lower() for name in metadata.byline]
    found = []
    for passage in around:
        text = passage.text.lower()
        if len(text) > 160:
            continue
        named = any(name in text for name in names)
        called = _is_named(passage.element, _BYLINE)
        if read_byline(passage.text) or (called and (named or read_names(passage.text))) or text.strip() in names:
            found.append(passage)
    return found[:3]


def _read_printed_names(line: str) -> tuple[str, ...]:
    """Return the authors that a byline on the page names."""
    return read_byline(line) or read_names(line)


def _is_named(element: HtmlElement, names: re.Pattern[str]) -> bool:
    for _ in range(3):
        if element is None:
            return False
        if any(names.search(element.get(name) or "") for name in ("class", "itemprop", "rel", "data-testid")):
            return True
        element = element.getparent()
    return False
