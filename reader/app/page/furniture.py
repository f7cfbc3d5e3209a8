"""What stands on the page beside words: photographs, rules, numbers, bars of block quotes, lines of tables."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextCursor

from reader.app.page import figures
from reader.app.page.document import PageDocument
from reader.app.page.figures import Figure, show_square
from reader.app.theme import Theme, make_font

Blocks = Sequence[tuple[QTextBlock, QRectF]]

_BAR = 3
_NUMBER_PX = 12


def show_furniture(painter: QPainter, page: PageDocument, blocks: Blocks, theme: Theme) -> None:
    """Paint all of it that belongs to some blocks, in document coordinates."""
    _show_quote_bars(painter, page, blocks, theme.colour("line2"))
    _show_table_lines(painter, page, blocks, theme.colour("line"))
    _show_bullets(painter, page, blocks, theme.colour("ink2"))
    if page.column.numbers:
        _show_numbers(painter, page, blocks, theme.colour("ink3"))
    for figure in page.figures:
        painter.save()
        if figure.pictured:
            _show_picture(painter, page, figure, blocks, theme)
        else:
            _show_missing(painter, page, figure, blocks, theme)
        painter.restore()


def _find_block(number: int, blocks: Blocks) -> tuple[QTextBlock, QRectF] | None:
    return next((found for found in blocks if found[0].blockNumber() == number), None)


def _show_picture(painter: QPainter, page: PageDocument, figure: Figure, blocks: Blocks, theme: Theme) -> None:
    found = _find_block(figure.first, blocks)
    if found:
        figure.show(painter, _find_box(page, figure, found[1]), theme)


def _find_box(page: PageDocument, figure: Figure, words: QRectF) -> QRectF:
    """Return the box of a picture above its words."""
    size = page.picture_size(figure)
    top = round(words.top()) - figures.ABOVE_CAPTION - size.height()
    return QRectF(page.column.left, top, size.width(), size.height())


def find_picture(page: PageDocument, place: QPointF) -> int | None:
    """Return the number of the photograph whose picture covers a place of the document."""
    for number, figure in enumerate(page.figures):
        if figure.pictured and figure.first >= 0:
            words = page.documentLayout().blockBoundingRect(page.findBlockByNumber(figure.first))
            if _find_box(page, figure, words).contains(place):
                return number
    return None


def _show_missing(painter: QPainter, page: PageDocument, figure: Figure, blocks: Blocks, theme: Theme) -> None:
    left, width = page.column.left, page.column.width
    first, last = _find_block(figure.first, blocks), _find_block(figure.last, blocks)
    if first:
        top = round(first[1].top())
        painter.fillRect(QRectF(left, top - figures.RULE_TO_CAPTION, width, 1), theme.colour("line"))
        side = figure.square(page.column)[0]
        show_square(painter, QRectF(left, top + 2, side, side), theme)
    if last:
        setting = page.settings[figure.last]
        bottom = round(last[1].top() + last[0].layout().lineCount() * setting.line + figure.shortage)
        painter.fillRect(QRectF(left, bottom + figures.CREDIT_TO_RULE, width, 1), theme.colour("line"))


def _show_quote_bars(painter: QPainter, page: PageDocument, blocks: Blocks, colour: QColor) -> None:
    for block, box in blocks:
        setting = page.settings[block.blockNumber()]
        if setting.kind == "blockquote":
            height = block.layout().lineCount() * setting.line
            painter.fillRect(QRectF(page.column.left, round(box.top()), _BAR, height), colour)


def _show_bullets(painter: QPainter, page: PageDocument, blocks: Blocks, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.2))
    for block, box in blocks:
        depth = page.bullets.get(block.blockNumber())
        line = block.layout().lineAt(0) if depth is not None else None
        if line is not None and line.isValid():
            px = page.settings[block.blockNumber()].px
            rightward = block.textDirection() == Qt.LayoutDirection.LeftToRight
            text = line.naturalTextRect()
            edge = box.left() + text.left() - px * 0.7 if rightward else box.left() + text.right() + px * 0.7
            painter.setBrush(colour if depth == 1 else Qt.BrushStyle.NoBrush)
            centre = QPointF(edge, round(box.top() + line.y() + line.ascent() - px * 0.29))
            painter.drawEllipse(centre, px * 0.12, px * 0.12)


def _show_numbers(painter: QPainter, page: PageDocument, blocks: Blocks, colour: QColor) -> None:
    painter.setFont(make_font("sans", _NUMBER_PX * page.column.scale, tabular=True))
    painter.setPen(colour)
    metrics = painter.fontMetrics()
    for block, box in blocks:
        number = page.numbers.get(block.blockNumber())
        line = block.layout().lineAt(0) if number is not None else None
        if line is not None and line.isValid():
            words = str(number)
            left = page.column.number_edge - metrics.horizontalAdvance(words)
            painter.drawText(QPointF(left, round(box.top() + line.y() + line.ascent()) - 2), words)


def _show_table_lines(painter: QPainter, page: PageDocument, blocks: Blocks, colour: QColor) -> None:
    bottoms: dict[tuple[int, int], float] = {}
    for block, box in blocks:
        if page.settings[block.blockNumber()].kind == "table_row":
            table = QTextCursor(block).currentTable()
            if table:
                row = table.firstPosition(), table.cellAt(block.position()).row()
                bottoms[row] = max(bottoms.get(row, 0.0), box.bottom())
    for bottom in bottoms.values():
        painter.fillRect(QRectF(page.column.left, round(bottom) + 6, page.column.width, 1), colour)
