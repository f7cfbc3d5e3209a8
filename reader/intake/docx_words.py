"""One paragraph of a Word document: its words, its links, the pictures and text boxes anchored in it."""

import re
from collections.abc import Iterator, Mapping

from lxml.etree import _Element
from msgspec import Struct

from reader.intake.blocks import Piece, PieceLink

_UNREAD = ("del", "moveFrom", "Fallback", "pPr", "rPr", "footnoteReference", "endnoteReference", "delText")
_SPACES = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"(https?://[^"]+)"', re.I)
_BREAK = re.compile(r"[ \n]*\n[ \n]*(?![a-z])")


class Printed(Struct):
    """What a paragraph shows: pieces (one a line that ends by itself), images with their alternative text, boxes."""

    pieces: list[Piece]
    images: list[tuple[str, str]]
    boxes: list[_Element]


class _Reading:
    """The words of one paragraph as they are gathered."""

    def __init__(self, targets: Mapping[str, str]) -> None:
        self.targets = targets
        self.text = ""
        self.links: list[PieceLink] = []
        self.images: list[tuple[str, str]] = []
        self.boxes: list[_Element] = []
        self._fields: list[tuple[int, str, bool]] = []

    def enter(self, element: _Element) -> None:
        for child in element:
            self._visit(child)

    def _visit(self, element: _Element) -> None:
        tag = element.tag
        if tag in _UNREAD or not isinstance(tag, str):
            return
        if tag == "t":
            self.text += element.text or ""
        elif tag in _SPACES:
            self.text += _SPACES[tag]
        elif tag in ("hyperlink", "fldSimple"):
            self._read_link(element)
        elif tag == "fldChar":
            self._read_field(read_attribute(element, "fldCharType"))
        elif tag == "instrText" and self._fields and not self._fields[-1][2]:
            start, words, _ = self._fields[-1]
            self._fields[-1] = (start, words + (element.text or ""), False)
        elif tag == "drawing":
            self._read_drawing(element)
        elif tag == "txbxContent":
            self.boxes.extend(element.iter("p"))
        else:
            self.enter(element)

    def _read_link(self, element: _Element) -> None:
        field = _LINK.match(read_attribute(element, "instr"))
        address = field[1] if field else self.targets.get(read_attribute(element, "id"), "")
        start = len(self.text)
        self.enter(element)
        self._add_link(start, address)

    def _read_field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append((len(self.text), "", False))
        elif kind == "separate" and self._fields:
            self._fields[-1] = (len(self.text), self._fields[-1][1], True)
        elif kind == "end" and self._fields:
            start, words, _ = self._fields.pop()
            link = _LINK.match(words)
            if link:
                self._add_link(start, link[1])

    def _add_link(self, start: int, address: str) -> None:
        if address.lower().startswith(("http://", "https://")) and self.text[start:].strip():
            self.links.append(PieceLink(start, len(self.text), address))

    def _read_drawing(self, element: _Element) -> None:
        told = next(element.iter("docPr"), None)
        alt = " ".join((told.get("descr") or "").split()) if told is not None else ""
        for picture in element.iter("blip"):
            name = self.targets.get(read_attribute(picture, "embed") or read_attribute(picture, "link"))
            if name:
                self.images.append((name, alt))
        for box in element.iter("txbxContent"):
            self.boxes.extend(box.iter("p"))


def read_paragraph(paragraph: _Element, targets: Mapping[str, str]) -> Printed:
    """Return what a paragraph shows; `targets` are the addresses its relationships lead to."""
    reading = _Reading(targets)
    reading.enter(paragraph)
    return Printed(list(_split(reading.text, reading.links)), reading.images, reading.boxes)


def read_value(element: _Element | None) -> str:
    """Return the `val` of an element, "" for None."""
    return read_attribute(element, "val") if element is not None else ""


def read_attribute(element: _Element, name: str) -> str:
    """Return an attribute by its name without its namespace, or ""."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _split(text: str, links: list[PieceLink]) -> Iterator[Piece]:
    """Part the words at line breaks, but not where a sentence runs on."""
    start = 0
    for end, following in [*(match.span() for match in _BREAK.finditer(text)), (len(text), len(text))]:
        words = text[start:end].strip()
        if words:
            first = text.index(words, start)
            last = first + len(words)
            inside = [PieceLink(max(k.start, first), min(k.end, last), k.address) for k in links]
            kept = [PieceLink(k.start - first, k.end - first, k.address) for k in inside if k.start < k.end]
            yield Piece("paragraph", words.replace("\n", " "), links=tuple(kept))
        start = following
