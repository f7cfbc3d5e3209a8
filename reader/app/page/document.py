"""One article as a document of Qt's, built from our blocks piece by piece, with the map between the two."""

from collections.abc import Iterator
from math import ceil
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from reader.app.page import figures
from reader.app.page.column import Column
from reader.app.page.figures import Figure, Images
from reader.app.page.kicker import SEPARATOR, make_kicker
from reader.app.page.map import PageMap
from reader.app.page.parts import Part, find_parts
from reader.app.page.styles import HEAD, find_gap, find_scale, find_style, make_block_font
from reader.model.article import Article, Link
from reader.model.span import Span

_SLICE = 2500  # characters laid out at once: about 3 ms
_FOOT = 96
_CELL = 6
_OWN_SIGN = ("•", "·", "–", "—", "-", "*", "▪", "●", "◦", "‣", "■")

# what would end a block or stand for an object, if it were put into a document
_KEPT_INSIDE = {
    **dict.fromkeys(map(ord, "\n\r\x0b\x0c\u2029"), "\u2028"),
    **dict.fromkeys((0xFDD0, 0xFDD1, 0xFFFC, 0), "\ufffd"),
}


class Setting(NamedTuple):
    """How a block of the document is set: its kind, the size of its letters and the height of its lines."""

    kind: str
    px: float
    line: float


class PageDocument(QTextDocument):
    """The document of an article, in a column of a page; `build` makes it longer until nothing is left."""

    def __init__(
        self, article: Article, story: str, column: Column, page_height: int, images: Images, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.setDefaultTextOption(QTextOption())
        self.article = article
        self.map = PageMap()
        self.column = column
        self.settings: dict[int, Setting] = {}
        self.colours: dict[int, list[tuple[int, int, str]]] = {}  # by block: first unit, length, role
        self.links: dict[int, list[tuple[int, int, str]]] = {}  # by block: first unit, end, address
        self.bullets: dict[int, int] = {}  # by block: the depth of a list's item
        self.figures = [Figure(photo, images(story, photo)) for photo in article.photos]
        self._page_height = page_height
        self._before: str | None = None
        self._room = 0.0  # below the last part, on top of the usual gap
        self._in_empty_block = True
        unnamed = QCoreApplication.translate("PageDocument", "Photograph")
        self._parts = find_parts(article, unnamed)
        self._next = 0
        self._cursor = QTextCursor(self)
        self._set_frame()
        self._build_kicker()

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's names
        """Load nothing: a null image keeps Qt from looking for files itself."""
        return QImage()

    @property
    def built(self) -> bool:
        """Whether the whole article stands in the document."""
        return self._next == len(self._parts)

    def build(self, seconds: float = 0.0) -> bool:
        """Add what can be added in about `seconds` (one slice at least) and say whether the document is whole."""
        until = perf_counter() + seconds
        while not self.built:
            self._build_slice()
            if perf_counter() >= until:
                break
        return self.built

    def build_through(self, offset: int) -> None:
        """Add all parts up to the one that holds an offset of the text."""
        while not self.built and not self._reached(offset):
            self._build_slice()

    def _reached(self, offset: int) -> bool:
        ahead = next((part for part in self._parts[self._next :] if part.spans), None)
        return ahead is None or min(span.start for span in ahead.spans) > offset

    def set_column(self, column: Column, page_height: int) -> None:
        """Stand in another column, letters of the same size."""
        self.column, self._page_height = column, page_height
        self._set_frame()
        for figure in self.figures:
            if figure.first >= 0:
                block = self.findBlockByNumber(figure.first)
                before = self.settings.get(figure.first - 1)
                form = block.blockFormat()
                form.setTopMargin(self._gap_above(before.kind if before else None, figure) + self._height(figure))
                if form.topMargin() != block.blockFormat().topMargin():
                    QTextCursor(block).setBlockFormat(form)

    def holds_same_pictures(self, story: str, images: Images) -> bool:
        """Say whether the store still has the pictures this document was built with."""
        return [figure.path for figure in self.figures] == [images(story, photo) for photo in self.article.photos]

    def is_set(self, block: QTextBlock) -> bool:
        """Say whether a block holds words (the one behind a table holds none)."""
        return block.blockNumber() in self.settings

    def picture_size(self, figure: Figure) -> QSize:
        """Return the size of a photograph on this page."""
        return figure.size(self.column, self._page_height)

    def blocks_from(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
        """Yield the blocks between two heights, and one on either side, each with its box in the document."""
        layout = self.documentLayout()
        place = layout.hitTest(QRectF(self.column.left, top, 1, 1).topLeft(), Qt.HitTestAccuracy.FuzzyHit)
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

    def _set_frame(self) -> None:
        form = self.rootFrame().frameFormat()
        form.setLeftMargin(self.column.left)
        form.setTopMargin(round(find_gap(None, "kicker") * self.column.scale))
        form.setBottomMargin(_FOOT)
        if form != self.rootFrame().frameFormat():
            self.rootFrame().setFrameFormat(form)

    def _build_slice(self) -> None:
        self._cursor.beginEditBlock()
        size = 0
        while not self.built and size < _SLICE:
            part = self._parts[self._next]
            size += sum(span.end - span.start for span in part.spans) + 40
            self._next += 1
            self._build_part(part)
        self._cursor.endEditBlock()

    def _build_part(self, part: Part) -> None:
        if part.kind == "table_row":
            self._build_table(part)
            return
        figure = self.figures[part.photo] if part.photo is not None else None
        number = self._open_block(part, figure)
        if part.spans:
            self._write_span(part.spans[0], part.kind, part.level, part.links)
        else:
            self._write(part.own, part.kind)
        if figure and self._is_last_of(figure, part):
            self._close_figure(figure, number)

    def _is_last_of(self, figure: Figure, part: Part) -> bool:
        ahead = self._parts[self._next] if self._next < len(self._parts) else None
        return ahead is None or ahead.photo != part.photo

    def _open_block(self, part: Part, figure: Figure | None) -> int:
        """Begin a block and return its number."""
        style = find_style(part.kind, part.level)
        scale = find_scale(part.kind, self.column)
        form = QTextBlockFormat()
        form.setLineHeight(style.line * scale, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        form.setTopMargin(self._find_top(part, figure))
        indent = style.indent * scale * max(part.level, 1)
        if figure and not figure.pictured and part.kind in ("caption", "credit", "photo"):
            indent = sum(figure.square(self.column))
        form.setLeftMargin(indent)
        if part.kind == "headline":
            form.setRightMargin(self._find_ragged(part))
        number = self._insert_block(form, part.kind, part.level, scale)
        if part.kind == "list_item" and not part.continues and not self._has_own_sign(part):
            self.bullets[number] = part.level
        if figure and figure.first < 0:
            figure.first, figure.indent = number, indent
        self._before, self._room = part.kind, 0.0
        return number

    def _insert_block(self, form: QTextBlockFormat, kind: str, level: int, scale: float) -> int:
        letters = QTextCharFormat()
        letters.setFont(make_block_font(kind, level, scale))
        if self._in_empty_block:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(letters)
            self._in_empty_block = False
        else:
            self._cursor.insertBlock(form, letters)
        self._cursor.setCharFormat(letters)
        number = self._cursor.blockNumber()
        style = find_style(kind, level)
        self.settings[number] = Setting(kind, style.px * scale, style.line * scale)
        if style.role != "ink":
            self.colours[number] = [(0, 1 << 24, style.role)]
        return number

    def _find_top(self, part: Part, figure: Figure | None) -> float:
        """Return the room above a part: the gap between the kinds, and what a figure takes."""
        if part.continues or self._before is None:
            return 0.0  # the frame gives the room at the top
        if figure and figure.first < 0:
            return self._room + self._gap_above(self._before, figure) + self._height(figure)
        gap = find_gap(self._before, part.kind) * self.column.scale
        return self._room or gap

    def _gap_above(self, before: str | None, figure: Figure) -> float:
        if figure.pictured:
            return 19 if before in HEAD else 24
        return figures.HEAD_TO_RULE + 1 + figures.RULE_TO_CAPTION

    def _height(self, figure: Figure) -> float:
        """Return the room a picture takes above its words."""
        if not figure.pictured:
            return 0
        return figure.size(self.column, self._page_height).height() + figures.ABOVE_CAPTION

    def _close_figure(self, figure: Figure, number: int) -> None:
        figure.last = number
        if figure.pictured:
            self._room = figures.PICTURE_TO_TEXT
            return
        setting = self.settings[number]
        own = figure.note()
        if setting.kind == "credit":
            self._write(SEPARATOR + own, "credit")
        else:
            form = QTextBlockFormat(self._cursor.blockFormat())
            form.setTopMargin(find_gap("caption", "credit"))
            scale = find_scale("credit", self.column)
            form.setLineHeight(find_style("credit").line * scale, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            figure.last = self._insert_block(form, "credit", 0, scale)
            self._write(own, "credit")
        words = sum(self._find_height(i, figure) for i in range(figure.first, figure.last + 1))
        words += find_gap("caption", "credit") * (figure.last - figure.first)
        figure.shortage = max(figure.square(self.column)[0] + 2 - words, 0.0)
        self._room = figure.shortage + figures.CREDIT_TO_RULE + 1 + figures.RULE_TO_TEXT

    def _find_height(self, number: int, figure: Figure) -> float:
        """Return the height a block of words beside a square will have."""
        block = self.findBlockByNumber(number)
        width = self.column.width - figure.indent
        setting = self.settings[number]
        font = block.charFormat().font()
        lines = ceil(QFontMetricsF(font).horizontalAdvance(block.text()[:4000]) * 1.03 / max(width, 40))
        return max(lines, 1) * setting.line

    def _find_ragged(self, part: Part) -> float:
        """Return the right margin that makes the lines of a headline about equally long, their number unchanged."""
        words = part.own or part.spans[0].cut(self.article.text)
        font = make_block_font("headline", 0, self.column.headline)
        metrics = QFontMetricsF(font)
        whole = metrics.horizontalAdvance(words)
        width = self.column.width
        if whole <= width or whole > 4 * width:
            return 0
        lines = _count_lines(metrics, words, width)
        narrow, wide = whole / lines, float(width)
        while wide - narrow > 4:
            middle = (narrow + wide) / 2
            if _count_lines(metrics, words, middle) > lines:
                narrow = middle
            else:
                wide = middle
        return max(width - wide - 1, 0)

    def _has_own_sign(self, part: Part) -> bool:
        words = part.spans[0].cut(self.article.text).lstrip()
        return words.startswith(_OWN_SIGN) or words[:1].isdigit()

    def _build_kicker(self) -> None:
        self._open_block(Part("kicker"), None)
        number = self._cursor.blockNumber()
        for word in make_kicker(self.article):
            if self._cursor.positionInBlock():
                self._write(SEPARATOR, "kicker")
            start = self._cursor.positionInBlock()
            if word.missing:
                letters = self._cursor.charFormat()
                font = letters.font()
                font.setItalic(True)
                font.setWeight(font.Weight.Normal)
                missing = QTextCharFormat(letters)
                missing.setFont(font)
                self._cursor.insertText(word.text, missing)
                self._cursor.setCharFormat(letters)
                self.colours[number].append((start, len(word.text), "ink3"))
            else:
                self._write(word.text, "kicker")

    def _build_table(self, part: Part) -> None:
        rows = [list(_find_cells(self.article.text, span)) for span in part.spans]
        columns = max(len(cells) for cells in rows)
        top = 0.0 if part.continues else self._room or find_gap(self._before, "table_row")
        if self._in_empty_block:
            self._open_block(Part("photo"), None)
        ahead = self._parts[self._next] if self._next < len(self._parts) else None
        bottom = 0.0 if ahead and ahead.continues else find_gap("table_row", "paragraph")
        table = self._cursor.insertTable(len(rows), columns, self._make_table_format(rows, columns, top, bottom))
        scale = find_scale("table_row", self.column)
        style = find_style("table_row")
        form = QTextBlockFormat()
        form.setLineHeight(style.line * scale, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        for row, cells in enumerate(rows):
            for column, span in enumerate(cells):
                self._cursor = table.cellAt(row, column).firstCursorPosition()
                self._in_empty_block = True
                self._insert_block(form, "table_row", 0, scale)
                self._write_span(span, "table_row", 0, part.links)
        self._cursor = QTextCursor(self)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._in_empty_block = True
        self._before, self._room = "table_row", 0.0

    def _make_table_format(self, rows: list[list[Span]], columns: int, top: float, bottom: float) -> QTextTableFormat:
        weights = self._find_widths(rows, columns)
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellSpacing(0)
        form.setCellPadding(_CELL)
        form.setTopMargin(top)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        share = QTextLength.Type.PercentageLength
        form.setBottomMargin(bottom)
        form.setColumnWidthConstraints([QTextLength(share, 100 * weight / sum(weights)) for weight in weights])
        return form

    def _find_widths(self, rows: list[list[Span]], columns: int) -> list[float]:
        """Return the width each column of a table gets: its longest word's, and of the rest what its words need."""
        metrics = QFontMetricsF(make_block_font("table_row", 0, find_scale("table_row", self.column)))
        least, wanted = [4.0] * columns, [4.0] * columns
        for cells in rows:
            for i, span in enumerate(cells):
                words = span.cut(self.article.text)[:200]
                longest = max(words.split(), key=len, default="")[:24]
                least[i] = max(least[i], metrics.horizontalAdvance(longest) + 2 * _CELL + 2)
                wanted[i] = max(wanted[i], metrics.horizontalAdvance(words) + 2 * _CELL + 2)
        room = self.column.width - sum(least)
        more = [most - few for most, few in zip(wanted, least, strict=True)]
        if room <= 0 or not any(more):
            return least
        return [few + room * extra / sum(more) for few, extra in zip(least, more, strict=True)]

    def _write_span(self, span: Span, kind: str, level: int, links: tuple[Link, ...]) -> None:
        words = span.cut(self.article.text)
        self.map.add(span, self._cursor.position(), words)
        self._cursor.insertText(words.translate(_KEPT_INSIDE))
        for link in links:
            if link.span.overlaps(span):
                self._set_link(link)

    def _set_link(self, link: Link) -> None:
        """Put down where a link stands; nothing but http and https is one."""
        if QUrl(link.address).scheme() not in ("http", "https"):
            return
        for position, end in self.map.positions_of(link.span):
            block = self.findBlock(position)
            start, length = position - block.position(), end - position
            if block.blockNumber() == self._cursor.blockNumber():
                self.links.setdefault(block.blockNumber(), []).append((start, start + length, link.address))
                self.colours.setdefault(block.blockNumber(), []).append((start, length, "accent"))

    def _write(self, words: str, kind: str) -> None:
        self._cursor.insertText(words.translate(_KEPT_INSIDE))


def _count_lines(metrics: QFontMetricsF, words: str, width: float) -> int:
    box = metrics.boundingRect(QRectF(0, 0, width, 10000), int(Qt.TextFlag.TextWordWrap), words)
    return round(box.height() / metrics.lineSpacing())


def _find_cells(text: str, row: Span) -> Iterator[Span]:
    """Yield the cells of a table's row, which tabs separate."""
    start = row.start
    for words in row.cut(text).split("\t"):
        yield Span(start, start + len(words))
        start += len(words) + 1
