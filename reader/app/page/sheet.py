"""A document of Qt's that words of an article are set on: blocks, links, tables, and the map of where they stand."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTableFormat,
)

from reader.app.page.column import Column
from reader.app.page.map import PageMap
from reader.app.page.styles import find_line, find_scale, find_style, make_block_font
from reader.model.article import Link
from reader.model.span import Span

_CELL = 6
_LONGEST_WORD = 24
_LONGEST_CELL = 200
_WHOLE_BLOCK = 1 << 24

# what would end a block or stand for an object, if it were put into a document
_KEPT_INSIDE = {
    **dict.fromkeys(map(ord, "\n\r\x0b\x0c\u2029"), "\u2028"),
    **dict.fromkeys((0xFDD0, 0xFDD1, 0xFFFC, 0), "\ufffd"),
}


class Setting(NamedTuple):
    """How a block of the document is set: its kind, the size of its letters, the height of its lines."""

    kind: str
    px: float
    line: int


class Sheet(QTextDocument):
    """Holds words in a column; colours are put down beside them by role and never set into them."""

    def __init__(self, text: str, column: Column, parent: QObject) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.map = PageMap()
        self.column = column
        self.settings: dict[int, Setting] = {}
        self.colours: dict[int, list[tuple[int, int, str]]] = {}  # by block: first unit, length, role
        self.links: dict[int, list[tuple[int, int, str]]] = {}  # by block: first unit, end, address
        self._text = text
        self._cursor = QTextCursor(self)
        self._in_empty_block = True

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's names
        """Load nothing: a null image keeps Qt from looking for files itself."""
        return QImage()

    def is_set(self, block: QTextBlock) -> bool:
        """Say whether a block holds words (the one behind a table holds none)."""
        return block.blockNumber() in self.settings

    def stops(self) -> list[tuple[int, int, str]]:
        """Return the links in order: first and last position, address."""
        return [
            (first + start, first + end, address)
            for number, links in self.links.items()
            for first in (self.findBlockByNumber(number).position(),)
            for start, end, address in links
        ]

    def blocks_from(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
        """Yield the blocks between two heights, and one on either side, each with its box in the document."""
        layout = self.documentLayout()
        place = layout.hitTest(QPointF(self.column.left, top), Qt.HitTestAccuracy.FuzzyHit)
        cursor = QTextCursor(self)
        cursor.setPosition(max(place, 0))
        table = cursor.currentTable()
        block = table.firstCursorPosition().block() if table else cursor.block()
        if block.previous().isValid():
            block = block.previous()
        while block.isValid():
            box = layout.blockBoundingRect(block)
            yield block, box
            if box.top() > bottom and not QTextCursor(block).currentTable():
                return
            block = block.next()

    def _insert_block(self, form: QTextBlockFormat, kind: str, level: int = 0) -> int:
        """Begin a block set as its kind is, and return its number."""
        style, scale = find_style(kind, level), find_scale(kind, self.column)
        line = find_line(kind, level, self.column)
        form.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        letters = QTextCharFormat()
        letters.setFont(make_block_font(kind, level, scale, self.column.face))
        if self._in_empty_block:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(letters)
            self._in_empty_block = False
        else:
            self._cursor.insertBlock(form, letters)
        self._cursor.setCharFormat(letters)
        number = self._cursor.blockNumber()
        self.settings[number] = Setting(kind, style.px * scale, line)
        if style.role != "ink":
            self.colours[number] = [(0, _WHOLE_BLOCK, style.role)]
        return number

    def _write(self, words: str, letters: QTextCharFormat | None = None) -> None:
        """Add words of our own."""
        self._cursor.insertText(words.translate(_KEPT_INSIDE), letters or self._cursor.charFormat())

    def _write_span(self, span: Span, links: tuple[Link, ...]) -> None:
        """Add words of the article."""
        words = span.cut(self._text)
        self.map.add(span, self._cursor.position(), words)
        self._cursor.insertText(words.translate(_KEPT_INSIDE))
        for link in links:
            if link.span.overlaps(span):
                self._set_link(link)

    def _set_link(self, link: Link) -> None:
        """Put down where a link stands; nothing but http and https is one."""
        if QUrl(link.address).scheme() not in ("http", "https"):
            return
        block = self._cursor.block()
        number, first = block.blockNumber(), block.position()
        for position, end in self.map.positions_of(link.span):
            if position >= first:
                self.links.setdefault(number, []).append((position - first, end - first, link.address))
                self.colours.setdefault(number, []).append((position - first, end - position, "accent"))

    def _insert_table(self, rows: Sequence[Span], links: tuple[Link, ...], top: float, bottom: float) -> None:
        """Add a table of rows whose cells tabs separate."""
        cells = [list(find_cells(self._text, row)) for row in rows]
        widths = self._find_widths(cells)
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellSpacing(0)
        form.setCellPadding(_CELL)
        form.setTopMargin(top)
        form.setBottomMargin(bottom)
        share = QTextLength.Type.PercentageLength
        form.setWidth(QTextLength(share, 100))
        form.setColumnWidthConstraints([QTextLength(share, 100 * width / sum(widths)) for width in widths])
        table = self._cursor.insertTable(len(cells), len(widths), form)
        for row, spans in enumerate(cells):
            for column, span in enumerate(spans):
                self._cursor = table.cellAt(row, column).firstCursorPosition()
                self._in_empty_block = True
                self._insert_block(QTextBlockFormat(), "table_row")
                self._write_span(span, links)
        self._leave_table()

    def _leave_table(self) -> None:
        """Go on behind a table, where Qt wants a block: flat until words are set on it."""
        self._cursor = QTextCursor(self)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        flat = QTextBlockFormat()
        flat.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._cursor.setBlockFormat(flat)
        self._in_empty_block = True

    def _find_widths(self, rows: list[list[Span]]) -> list[float]:
        """Return the width each column of a table gets: its longest word's, and of the rest what its words need."""
        metrics = QFontMetricsF(make_block_font("table_row", 0, find_scale("table_row", self.column), self.column.face))
        columns = max(len(cells) for cells in rows)
        least, wanted = [4.0] * columns, [4.0] * columns
        edges = 2 * _CELL + 2
        for cells in rows:
            for i, span in enumerate(cells):
                words = span.cut(self._text)[:_LONGEST_CELL]
                longest = max(words.split(), key=len, default="")[:_LONGEST_WORD]
                least[i] = max(least[i], metrics.horizontalAdvance(longest) + edges)
                wanted[i] = max(wanted[i], metrics.horizontalAdvance(words) + edges)
        room = self.column.width - sum(least)
        more = [most - few for most, few in zip(wanted, least, strict=True)]
        if room <= 0 or not any(more):
            return least
        return [few + room * extra / sum(more) for few, extra in zip(least, more, strict=True)]


def find_cells(text: str, row: Span) -> Iterator[Span]:
    """Yield the cells of a table's row, which tabs separate."""
    start = row.start
    for words in row.cut(text).split("\t"):
        yield Span(start, start + len(words))
        start += len(words) + 1
