"""The tree of a page as a row of passages: every readable block in order, with where it stands and what it links to."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from lxml.html import HtmlElement
from msgspec import Struct

from reader.intake.blocks import PieceLink
from reader.intake.tags import BREAKING, INLINE, UNREAD
from reader.model.article import BlockKind

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_WITHIN_HEADING = frozenset(("div", "p", "center"))
_HOLDERS = {"button": ("figcaption",), "nav": ("article", "main")}  # what is read in them after all
IMAGES = frozenset(("img", "amp-img", "picture"))
_SPACE = re.compile(r"[ \t\n\r\f\v\xa0]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
CAPTION_NAMES = re.compile(
    r"caption|legend|l[eé]gende|bildunterschrift|bildtext|bildetekst|billedtekst|onderschrift|didascalia|epigrafe|"
    r"pie-?(?:de-?)?foto|podpis|popisek|(?:image|img|photo|media|picture|foto)[-_]{0,2}(?:desc|text|info|meta|title|details)",
    re.I,
)
CREDIT_NAMES = re.compile(
    r"credit|copyright|photograph|fotogra(?:f|ph)|urheber|(?<![a-z])(?:source|quelle|agency|rights|attribution|author|"
    r"autor|creator|byline|provider|licen[cs]e|courtesy|kredit|credito|fonte|fuente)(?![a-z])|(?<=[-_])by(?![a-z])",
    re.I,
)
_LONGEST_OVERLAY = 1_000
_LAID_OVER = re.compile(
    r"(?<![a-z])(?:tool-?tip|roll-?over-\w+|pop-?over|hover-?card|sr-only|screen-?reader)|visually-?hidden", re.I
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class Passage(Struct):
    """One block of words of a page: `number` counts passages and images in the order of the page.

    `element` is the block element around it, `linked` how many of its characters are links, `credits` the stretches
    whose markup calls them a credit, `captions` those it calls a caption, `inner` all in inline elements of their own.
    """

    kind: BlockKind
    text: str
    element: HtmlElement
    number: int
    level: int = 0
    links: tuple[PieceLink, ...] = ()
    linked: int = 0
    hidden: bool = False
    credits: tuple[tuple[int, int], ...] = ()
    captions: tuple[tuple[int, int], ...] = ()
    inner: tuple[tuple[int, int], ...] = ()


class _Words:
    """Words as they are gathered, white space collapsed, line breaks kept as newlines."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blank = True
        self.links: list[tuple[int, int, str]] = []
        self.credits: list[tuple[int, int, str]] = []
        self.captions: list[tuple[int, int, str]] = []
        self.inner: list[tuple[int, int, str]] = []

    def add(self, text: str) -> None:
        if not text:
            return
        text = _SPACE.sub(" ", text)
        if not text.isascii():
            text = _INVISIBLE.sub("", text)
        if self.blank and text[:1] == " ":
            text = text[1:]
        if text:
            self.parts.append(text)
            self.length += len(text)
            self.blank = text[-1] == " "

    def break_line(self) -> None:
        self.parts.append("\n")
        self.length += 1
        self.blank = True

    def take(self, element: HtmlElement, around: "_Surroundings") -> Iterator[Passage]:
        """Give the paragraphs gathered so far, with what lies inside each, and begin anew."""
        if self.length:
            text, links, found = "".join(self.parts), self.links, (self.credits, self.captions, self.inner)
            self._begin()
            paragraphs = list(_paragraphs(text)) if not text.isspace() else []
            ends = [end for _, end in paragraphs]
            rows = [_share_out(kind, paragraphs, ends) for kind in (links, *found)]
            for i, (start, end) in enumerate(paragraphs):
                inside = tuple(PieceLink(*link) for link in rows[0].get(i, ()))
                linked = sum(link.end - link.start for link in inside)
                words = text[start:end].replace("\n", " ")
                marks = [tuple((first, last) for first, last, _ in row.get(i, ())) for row in rows[1:]]
                yield Passage(around.kind, words, element, 0, around.level, inside, linked, around.hidden, *marks)


def _share_out(
    marks: list[tuple[int, int, str]], paragraphs: list[tuple[int, int]], ends: list[int]
) -> dict[int, list[tuple[int, int, str]]]:
    """Return what of each mark lies in each paragraph, counted from the paragraph's start."""
    shares: dict[int, list[tuple[int, int, str]]] = {}
    for first, last, what in marks:
        for i in range(bisect_right(ends, first), len(paragraphs)):
            start, end = paragraphs[i]
            if start >= last:
                break
            cut = max(first, start) - start, min(last, end) - start
            if cut[0] < cut[1]:
                shares.setdefault(i, []).append((*cut, what))
    return shares


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Part words at their line breaks, but not where a sentence runs on over a single one."""
    start = 0
    for match in re.finditer(r"[ \n]*\n[ \n]*", text):
        rest = text[match.end() : match.end() + 1]
        if match.group().count("\n") == 1 and rest.islower() and text[match.start() - 1 : match.start()] not in ".!?:…":
            continue
        if match.start() > start:
            yield _trim(text, start, match.start())
        start = match.end()
    if text[start:].strip():
        yield _trim(text, start, len(text))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


class _Surroundings(Struct, frozen=True):
    kind: BlockKind = "paragraph"
    level: int = 0
    hidden: bool = False
    quoted: bool = False
    listed: int = 0
    captioned: bool = False


class Walk:
    """One walk over a page: `passages` in order, and for each image of the page the number it stands at."""

    def __init__(self, tree: HtmlElement) -> None:
        self.passages: list[Passage] = []
        self.images: list[tuple[int, HtmlElement]] = []
        self.ends: dict[HtmlElement, tuple[int, int]] = {}
        self._number = 0
        self._words = _Words()
        root = _find_root(tree)
        self._enter(root, _Surroundings())
        self._close(root, _Surroundings())

    def inside(self, element: HtmlElement) -> tuple[int, int]:
        """Return the numbers of the first thing inside an element and of the first one after it."""
        return self.ends.get(element, (0, 0))

    def _enter(self, element: HtmlElement, around: _Surroundings) -> None:
        first = self._number
        self._words.add(element.text or "")
        for child in element:
            self._visit(child, element, around)
            self._words.add(child.tail or "")
        self.ends[element] = (first, self._number)

    def _visit(self, element: HtmlElement, parent: HtmlElement, around: _Surroundings) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in UNREAD:
            holds_block = tag in _HOLDERS and next(element.iter(*_HOLDERS[tag]), None) is not None
            if holds_block:
                self._visit_block(element, tag, around)
            elif tag in ("noscript", "button"):
                self._find_images(element)
            elif tag == "video" and next(element.iter("img", "p"), None) is not None:
                # pages written for an old browser open a video around their images and never close it
                self._enter(element, around)
            return
        if tag == "br":
            self._words.break_line()
        elif tag in IMAGES:
            self._find_images(element)
        elif tag in BREAKING and not (around.captioned and parent.tag in INLINE):
            self._close(parent, around)
            self._visit_block(element, tag, around)
        elif tag == "a":
            start = self._words.length
            count = len(self.passages)
            self._enter(element, around)
            address = element.get("href")
            if address and len(self.passages) == count and self._words.length > start:
                self._words.links.append((start, self._words.length, address))
        elif not _is_laid_over(element):
            start, count = self._words.length, len(self.passages)
            self._enter(element, around)
            if len(self.passages) == count and self._words.length > start:
                self._mark(element, start)

    def _mark(self, element: HtmlElement, start: int) -> None:
        stretch = (start, self._words.length, "")
        self._words.inner.append(stretch)
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('data-testid') or ''}"
        if not names.isspace():
            if CREDIT_NAMES.search(names):
                self._words.credits.append(stretch)
            elif CAPTION_NAMES.search(names):
                self._words.captions.append(stretch)

    def _visit_block(self, element: HtmlElement, tag: str, around: _Surroundings) -> None:
        inner = _surroundings(element, tag, around)
        if tag == "table" and _is_data(element):
            self._read_rows(element, inner)
            return
        if tag == "pre":
            self._read_preformatted(element, inner)
            return
        self._enter(element, inner)
        self._close(element, inner)
        self.ends[element] = (self.ends[element][0], self._number)

    def _find_images(self, element: HtmlElement) -> None:
        found = [element] if element.tag in ("img", "amp-img") else list(element.iter("img", "amp-img"))
        for image in found:
            self.images.append((self._number, image))
            self._number += 1

    def _close(self, element: HtmlElement, around: _Surroundings) -> None:
        for passage in self._words.take(element, around):
            self._add(passage)

    def _add(self, passage: Passage) -> None:
        passage.number = self._number
        self._number += 1
        self.passages.append(passage)

    def _read_rows(self, table: HtmlElement, around: _Surroundings) -> None:
        first = self._number
        for row in table.iter("tr"):
            cells = [_SPACE.sub(" ", "".join(cell.itertext())).strip() for cell in row if cell.tag in ("td", "th")]
            text = "\t".join(cells).strip()
            if text:
                linked = sum(len("".join(link.itertext()).strip()) for link in row.iter("a"))
                self._add(Passage("table_row", text, table, 0, 0, (), linked, around.hidden))
        self.ends[table] = (first, self._number)

    def _read_preformatted(self, element: HtmlElement, around: _Surroundings) -> None:
        first = self._number
        text = "".join(element.itertext()).strip("\n").rstrip()
        if text.strip():
            self._add(Passage("preformatted", text, element, 0, 0, (), 0, around.hidden))
        self.ends[element] = (first, self._number)


def _find_root(tree: HtmlElement) -> HtmlElement:
    """Return the body of a page, or the whole of one whose broken head swallowed words."""
    body, head = tree.find("body"), tree.find("head")
    swallowed = head is not None and next(head.iter("p", "div", "article"), None) is not None
    return tree if body is None or swallowed else body


def _surroundings(element: HtmlElement, tag: str, around: _Surroundings) -> _Surroundings:
    hidden = around.hidden or element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
    quoted = around.quoted or tag == "blockquote"
    listed = around.listed + (tag in ("ul", "ol"))
    captioned = around.captioned or tag == "figcaption"
    if tag in _HEADINGS:
        return _Surroundings("subhead", _HEADINGS[tag], hidden, quoted, listed, captioned)
    if tag == "li" or around.kind == "list_item":
        return _Surroundings("list_item", max(1, listed), hidden, quoted, listed, captioned)
    if around.kind == "subhead" and tag in _WITHIN_HEADING:
        return _Surroundings("subhead", around.level, hidden, quoted, listed, captioned)
    return _Surroundings("blockquote" if quoted else "paragraph", 0, hidden, quoted, listed, captioned)


def _is_laid_over(element: HtmlElement) -> bool:
    """Say whether words lie over the page or are there for screen readers alone; broken markup holds more in such."""
    if not _LAID_OVER.search(element.get("class") or ""):
        return False
    return sum(map(len, element.itertext())) < _LONGEST_OVERLAY


def _is_data(table: HtmlElement) -> bool:
    """Say whether a table holds data, and not the layout of a page."""
    if next(table.iterdescendants("table", "figure", "article", "section", "form", "h1", "h2"), None) is not None:
        return False
    cells = [len("".join(cell.itertext()).strip()) for cell in table.iter("td", "th")]
    rows = sum(1 for _ in table.iter("tr"))
    return bool(cells) and rows > 1 and len(cells) > rows and sum(cells) / len(cells) < 120
