"""What stands above the story of a page: its headline, standfirst and byline."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from reader.intake.bylines import is_byline, read_byline, read_names
from reader.intake.elements import Passage
from reader.intake.metadata import Metadata
from reader.intake.story import Chosen

_STANDFIRST = re.compile(
    r"standfirst|sub-?(?:title|headline|heading|head)|(?<![a-z])(?:dek|deck|lead|lede|intro|teaser|summary|abstract|excerpt|"
    r"chapeau|chapo|sottotitolo|occhiello|vorspann|bajada|entradilla|ingress|manchet|description|spot)(?![a-z])",
    re.I,
)
_BYLINE = re.compile(r"by-?line|author|autor|reporter|journalist|verfasser|redact", re.I)
_WORDS = re.compile(r"\w+")


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


def _likeness(words: set[str], title: str) -> float:
    other = set(_WORDS.findall(title.lower()))
    return 2 * len(words & other) / (len(words) + len(other)) if other else 0.0


def find_standfirst(before: Sequence[Passage], metadata: Metadata) -> Passage | None:
    """Return the passage between headline and story that sums the story up, or None."""
    told = Chosen([metadata.description]) if metadata.description else None
    for passage in before:
        words = len(passage.text.split())
        if not 5 <= words <= 110 or passage.linked > len(passage.text) / 2 or is_byline(passage.text):
            continue
        if told and told.share(passage.text) >= 0.8:
            return passage
        if _is_named(passage.element, _STANDFIRST) or passage.level == 2:
            return passage
    return None


def find_bylines(around: Sequence[Passage], metadata: Metadata) -> list[Passage]:
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


def read_printed_names(line: str) -> tuple[str, ...]:
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
