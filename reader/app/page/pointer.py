"""What is under the pointer: a letter, a name, a link."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextLine

from reader.app.page.document import PageDocument
from reader.app.page.lines import Lines
from reader.app.page.marks import MarkedMention, PageMarks
from reader.app.page.painter import find_box
from reader.model.span import Span


class Letter(NamedTuple):
    """A letter of the document, the block it stands in, and that block's box."""

    position: int
    block: QTextBlock
    corner: QRectF


def find_letter(page: PageDocument, lines: Lines, place: QPointF) -> Letter | None:
    """Return the letter at a place of the document, None where there is none."""
    position = page.documentLayout().hitTest(place, Qt.HitTestAccuracy.FuzzyHit)
    block = page.findBlock(position)
    setting = page.settings.get(block.blockNumber())
    if position < 0 or setting is None:
        return None
    corner = page.documentLayout().blockBoundingRect(block)
    stretches = lines.boxes(block, corner, 0, block.length() - 1)
    if not any(find_box(setting, stretch).contains(place) for stretch in stretches):
        return None
    line = block.layout().lineForTextPosition(min(position - block.position(), max(block.length() - 2, 0)))
    unit = line.xToCursor(place.x() - corner.left(), QTextLine.CursorPosition.CursorOnCharacter)
    return Letter(block.position() + unit, block, corner)


def find_offset(page: PageDocument, letter: Letter) -> int | None:
    """Return the text offset of a letter, None for a line of our own."""
    piece = page.map.piece_at_position(letter.position)
    if piece is None or not piece.position <= letter.position < piece.position_end:
        return None
    return piece.offset_of(letter.position)


def find_mention(
    page: PageDocument, lines: Lines, marks: PageMarks, letter: Letter, place: QPointF
) -> MarkedMention | None:
    """Return the shortest mention whose box covers a place near a letter."""
    offset = find_offset(page, letter)
    if offset is None:
        return None
    near = marks.mentions_in(Span(max(offset - 1, 0), offset + 2))
    covering = (mention for mention in near if _covers(page, lines, mention.span, letter, place))
    return min(covering, key=lambda mention: mention.span.end - mention.span.start, default=None)


def find_link(page: PageDocument, letter: Letter) -> str:
    """Return the address that a letter leads to, or nothing."""
    unit = letter.position - letter.block.position()
    links = page.links.get(letter.block.blockNumber(), ())
    return next((address for start, end, address in links if start <= unit < end), "")


def _covers(page: PageDocument, lines: Lines, span: Span, letter: Letter, place: QPointF) -> bool:
    first, last = letter.block.position(), letter.block.position() + letter.block.length()
    setting = page.settings[letter.block.blockNumber()]
    return any(
        find_box(setting, stretch).contains(place)
        for position, end in page.map.positions_of(span)
        if first <= position < last
        for stretch in lines.boxes(letter.block, letter.corner, position - first, end - first)
    )
