"""The strokes beneath names: solid for people, dashes for organisations, dots for places, dash and dot for groups."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

_PATTERNS = {"organisation": (8.0, 3.0), "group": (6.9, 2.55, 1.95, 2.55), "place": (2.0, 2.0)}


def paint_stroke(
    painter: QPainter, kind: str, px: float, left: float, right: float, baseline: float, colour: QColor
) -> None:
    """Paint the stroke of a kind under words of `px` logical pixels that stand on a baseline from left to right."""
    ratio = painter.device().devicePixelRatioF()
    thickness = max(round(1.5 * ratio), 1) / ratio if kind != "place" else 2.0
    top = baseline + ceil(px / 4 - 1)
    start = round(left)
    width = round(right) - start
    pattern = _PATTERNS.get(kind)
    if pattern is None:
        painter.fillRect(QRectF(start, top, width, thickness), colour)
        return
    pen = QPen(colour, thickness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    period = sum(pattern)
    fitted = width / max(round(width / period), 1) / period if kind != "place" else 1.0
    pen.setDashPattern([length * fitted / thickness for length in pattern])
    pen.setDashOffset(pattern[0] * fitted / thickness / 2 if kind != "place" else 0)
    painter.setPen(pen)
    middle = top + thickness / 2
    painter.drawLine(QPointF(start, middle), QPointF(start + width, middle))
