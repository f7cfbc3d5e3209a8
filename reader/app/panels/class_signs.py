"""The signs of the classes of sources: full, hatched, dotted, hollow; drawn line by line, so that SVG keeps them."""

from math import ceil

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reader.model.analysis import SourceClass

_HATCH, _DOTS, _DOT = 5.0, 4.0, 1.6


def show_sign(painter: QPainter, box: QRectF, source_class: SourceClass | None, colour: QColor, none: QColor) -> None:
    """Fill a box as its class: named full, unnamed hatched, documents dotted, institutions hollow, else `none`."""
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    if source_class == "named":
        painter.fillRect(box, colour)
        return
    if source_class is None:
        painter.fillRect(box, none)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if source_class == "unnamed":
        _show_hatch(painter, inner.adjusted(0.5, 0.5, -0.5, -0.5), colour)
    elif source_class == "document":
        _show_dots(painter, inner, colour)
    painter.setPen(QPen(colour, 1))
    painter.drawRect(inner)


def _show_hatch(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.3))
    lines = []
    for number in range(1, ceil((box.width() + box.height()) / _HATCH)):
        along = number * _HATCH
        start, end = min(along, box.height()), max(along - box.width(), 0.0)
        lines.append(QLineF(box.left() + along - start, box.top() + start, box.left() + along - end, box.top() + end))
    painter.drawLines(lines)


def _show_dots(painter: QPainter, box: QRectF, colour: QColor) -> None:
    top = box.top() + (box.height() % _DOTS) / 2 + _DOTS / 2
    y = top
    while y <= box.bottom() - _DOT / 2:
        x = box.left() + _DOTS / 2
        while x <= box.right() - _DOT / 2:
            painter.fillRect(QRectF(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT), colour)
            x += _DOTS
        y += _DOTS
