"""Which passages of a page are the story, and which are the furniture around it."""

import copy
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import trafilatura
from lxml.html import HtmlElement
from msgspec import Struct

from reader.intake.bylines import is_byline
from reader.intake.dates import read_date_line
from reader.intake.elements import Passage, Walk
from reader.intake.figures import Figure
from reader.intake.metadata import Metadata

_WORDS = re.compile(r"\w+")
_EAST = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_SHINGLE = 4
_CERTAIN = 0.7


class Chosen:
    """The words that extractors, or the page's own data, hold for the story."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._shingles = Counter[tuple[str, ...]]()
        for text in texts:
            self._shingles |= make_shingles(text)

    def share(self, text: str) -> float:
        """Return how much of a passage is in the story's words: 0 to 1."""
        own = make_shingles(text)
        whole = own.total()
        return (own & self._shingles).total() / whole if whole else 0.0


class Story(Struct):
    """The passages of the story in order, and the stretch of the page they stand in."""

    passages: list[Passage]
    first: int
    last: int

    def holds(self, figure: Figure) -> bool:
        """Say whether a photograph belongs to the story."""
        return self.first <= figure.number <= self.last and bool(figure.captions or figure.credits or figure.large)


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
    text = trafilatura.extract(copy.deepcopy(tree), include_comments=False) or ""
    chosen = Chosen([text, *(body for body in metadata.bodies if len(body) > 300)])
    framed = {number for figure in figures for number, _, _ in (*figure.captions, *figure.credits)}
    titles = {_key(title) for title in metadata.titles} | ({_key(headline.text)} if headline else set())
    top = headline.number if headline else -1
    seen: set[str] = set()
    found = []
    for passage in walk.passages:
        key = _key(passage.text)
        if passage.number in framed or not key or key in titles or key in seen:
            continue
        if is_byline(passage.text) or read_date_line(passage.text):
            continue
        if passage.number > top and chosen.share(passage.text) >= _CERTAIN:
            found.append(passage)
            if len(key) > 30:
                seen.add(key)
    first = min(found[0].number, top) if found and top >= 0 else found[0].number if found else 0
    return Story(found, first - 6, found[-1].number + 3 if found else 0)


def _key(text: str) -> str:
    return "".join(_WORDS.findall(text.lower()))
