"""Word documents (.docx): headings, lists, tables, links, photographs and captions, as their styles say."""

import re
from collections.abc import Iterator, Mapping

from lxml.etree import _Element
from msgspec import Struct
from msgspec.structs import replace

from reader.intake.agency import read_stamp
from reader.intake.archive import Archive, resolve_name
from reader.intake.blocks import Draft, Piece
from reader.intake.bylines import read_names
from reader.intake.docx_words import Printed, read_attribute, read_paragraph, read_value
from reader.intake.safe_xml import find_words, read_xml
from reader.intake.source import HandedIn
from reader.intake.wire import Line, make_draft
from reader.model.article import BlockKind
from reader.model.problem import Problem

_DOCUMENT = "word/document.xml"
_HEADING = re.compile(r"heading ([1-9])")
_QUOTE = ("quote", "intense quote", "block text")
_LONGEST_CHAIN = 12


class _Style(Struct, frozen=True):
    """What a paragraph is by its style."""

    kind: BlockKind = "paragraph"
    level: int = 0


def read_docx(handed: HandedIn) -> Draft:
    """Return the draft of a Word document; words struck out under change tracking are left out.

    Raises:
        Problem: it is damaged, holds no document, or is made to unpack without end.
    """
    archive = Archive(handed.data)
    document = archive.read(_DOCUMENT)
    if document is None:
        raise Problem("There is no text in this Word document.", "Save it once more in Word, or paste its text.")
    body = read_xml(document).find("body")
    if body is None:
        raise Problem("This Word document is damaged.", "Save it once more in Word, or paste its text.")
    styles = _read_styles(archive.read("word/styles.xml"))
    targets = _read_targets(archive.read("word/_rels/document.xml.rels"))
    lines = [line for group, block in enumerate(_blocks(body)) for line in _read_block(block, group, styles, targets)]
    draft = make_draft(_settle_headline(lines))
    core = archive.read("docProps/core.xml")
    if core is None:
        return draft
    told = read_xml(core)
    return replace(
        draft,
        byline=draft.byline or read_names(find_words(told, ".//creator")),
        published=draft.published or read_stamp(find_words(told, ".//created")),
    )


def _blocks(body: _Element) -> Iterator[_Element]:
    """Give paragraphs and tables in order, from within content controls too."""
    for element in body:
        if element.tag in ("p", "tbl"):
            yield element
        elif element.tag in ("sdt", "sdtContent", "customXml", "ins", "smartTag"):
            yield from _blocks(element)


def _read_block(
    block: _Element, group: int, styles: Mapping[str, _Style], targets: Mapping[str, str]
) -> Iterator[Line]:
    if block.tag == "p":
        yield from _read_lines(block, group, styles, targets)
        return
    for row in block.iterfind("tr"):
        cells = [list(cell.iter("p")) for cell in row.iter("tc")]
        if len(cells) == 1:  # a table that only frames its text
            for paragraph in cells[0]:
                yield from _read_lines(paragraph, group, styles, targets)
            continue
        words = [" ".join(_text(read_paragraph(p, targets)) for p in cell).strip() for cell in cells]
        text = "\t".join(words).strip()
        if text:
            yield Line(Piece("table_row", text), group)


def _text(printed: Printed) -> str:
    return " ".join(piece.text for piece in printed.pieces)


def _read_lines(
    paragraph: _Element, group: int, styles: Mapping[str, _Style], targets: Mapping[str, str]
) -> Iterator[Line]:
    style = _find_style(paragraph, styles)
    printed = read_paragraph(paragraph, targets)
    for image, alt in printed.images:
        name = image if image.startswith("http") else resolve_name(_DOCUMENT, image)
        if name:
            yield Line(Piece("paragraph", alt), group, name)
    for piece in printed.pieces:
        yield Line(replace(piece, kind=style.kind, level=style.level), group)
    for box in printed.boxes:
        yield from _read_lines(box, group, styles, targets)


def _settle_headline(lines: list[Line]) -> list[Line]:
    """Make the first heading of the first level the headline where no paragraph has the style of a title."""
    if any(line.piece.kind == "headline" for line in lines):
        return lines
    first = next((i for i, line in enumerate(lines) if line.piece.kind == "subhead"), None)
    if first is None or lines[first].piece.level != 1 or any(len(line.text) > 200 for line in lines[:first]):
        first = None
    settled = []
    for i, line in enumerate(lines):
        if line.piece.kind == "subhead":
            kind: BlockKind = "headline" if i == first else "subhead"
            level = 0 if i == first else max(2, line.piece.level)
            line = replace(line, piece=replace(line.piece, kind=kind, level=level))
        settled.append(line)
    return settled


def _find_style(paragraph: _Element, styles: Mapping[str, _Style]) -> _Style:
    named = paragraph.find("pPr/pStyle")
    style = styles.get(read_value(named), _Style()) if named is not None else _Style()
    outline = paragraph.find("pPr/outlineLvl")
    if style.kind == "paragraph" and outline is not None and read_value(outline) in "012345":
        return _Style("subhead", int(read_value(outline) or 0) + 1)
    number, depth = paragraph.find("pPr/numPr/numId"), paragraph.find("pPr/numPr/ilvl")
    if style.kind in ("paragraph", "list_item") and number is not None:
        if read_value(number) == "0":
            return _Style()
        level = read_value(depth) if depth is not None else "0"
        return _Style("list_item", int(level) + 1 if level.isdecimal() and len(level) < 3 else 1)
    return style


def _read_styles(data: bytes | None) -> dict[str, _Style]:
    """Return what each style makes of a paragraph; the names of Word's own styles are English in every language."""
    if data is None:
        return {}
    elements = {read_attribute(style, "styleId"): style for style in read_xml(data).iterfind("style")}
    return {name: _read_style(style, elements) for name, style in elements.items()}


def _read_style(style: _Element | None, elements: Mapping[str, _Element]) -> _Style:
    for _ in range(_LONGEST_CHAIN):
        if style is None:
            break
        name = read_value(style.find("name")).lower()
        heading = _HEADING.fullmatch(name)
        if heading:
            return _Style("subhead", min(6, int(heading[1])))
        if name in ("title", "subtitle", "caption"):
            return _Style("headline" if name == "title" else "standfirst" if name == "subtitle" else "caption")
        if name in _QUOTE:
            return _Style("blockquote")
        if name.startswith(("list bullet", "list number")):
            return _Style("list_item", int(name[-1]) if name[-1].isdecimal() else 1)
        if name in ("html preformatted", "plain text", "macro text"):
            return _Style()
        style = elements.get(read_value(style.find("basedOn")))
    return _Style()


def _read_targets(data: bytes | None) -> dict[str, str]:
    if data is None:
        return {}
    return {link.get("Id", ""): link.get("Target", "") for link in read_xml(data).iterfind("Relationship")}
