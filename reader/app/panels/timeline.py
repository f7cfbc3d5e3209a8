"""When an outlet had somebody's words: a lane an outlet, a sign a quote by its kind."""

from typing import Final

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from reader.app.panels.rows import RIGHT, Type, show_words
from reader.app.panels.said_model import QuoteRow, TimelineRow
from reader.app.theme import Theme

_LANE: Final = 30
_FOOT: Final = 30
_NAMES: Final = 118  # px for the outlets' names
_RADIUS: Final = 5
_LEAST_BETWEEN: Final = 92  # px between two dates at the foot


class TimelinePainter:
    """Paints the lanes of a timeline."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._name, self._date = Type("sans", 14), Type("sans", 12.5, tabular=True)

    def height(self, row: TimelineRow) -> int:
        """Return how high a timeline is."""
        return len(row.lanes) * _LANE + _FOOT

    def show(self, painter: QPainter, rect: QRectF, row: TimelineRow, chosen: QuoteRow | None) -> None:
        """Paint it; the chosen quote is ringed."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        days = [_find_day(quote) for _, quotes in row.lanes for quote in quotes]
        first, last = min(days), max(days)
        span = QRectF(rect.left() + _NAMES, rect.top(), rect.width() - _NAMES - 2 * _RADIUS, rect.height())
        for number, (outlet, quotes) in enumerate(row.lanes):
            y = rect.top() + number * _LANE + _LANE / 2
            name = QRectF(rect.left(), y - 10, _NAMES - 12, 20)
            show_words(painter, name, outlet or "–", self._name, self._theme.colour("ink2"))
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(QPointF(span.left(), y), QPointF(span.right() + 2 * _RADIUS, y))
            for quote in quotes:
                share = (_find_day(quote) - first) / max(last - first, 1)
                middle = QPointF(span.left() + _RADIUS + share * span.width(), y)
                self._show_quote(painter, middle, quote, chosen=quote is chosen)
        self._show_dates(painter, span, rect.top() + len(row.lanes) * _LANE, first, last)

    def _show_quote(self, painter: QPainter, middle: QPointF, quote: QuoteRow, *, chosen: bool) -> None:
        if chosen:
            painter.setPen(QPen(self._theme.colour("edge"), 1.5))
            painter.setBrush(self._theme.colour("lit"))
            painter.drawEllipse(middle, _RADIUS + 4, _RADIUS + 4)
        colour = self._theme.colour("person")
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(self._theme.colour("page"))
        painter.drawEllipse(middle, _RADIUS - 0.75, _RADIUS - 0.75)
        painter.setBrush(colour)
        circle = QRectF(middle.x() - _RADIUS, middle.y() - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        if quote.kind == "direct":
            painter.drawEllipse(circle)
        elif quote.kind == "partial":
            painter.drawPie(circle, 90 * 16, 180 * 16)  # the left half; Qt counts in sixteenths of a degree

    def _show_dates(self, painter: QPainter, span: QRectF, top: float, first: int, last: int) -> None:
        ink = self._theme.colour("ink2")
        steps = max(min(int(span.width() // _LEAST_BETWEEN), 4, max(last - first, 1)), 1)
        painter.setPen(self._theme.colour("line2"))
        for step in range(steps + 1):
            x = span.left() + _RADIUS + span.width() * step / steps
            painter.setPen(self._theme.colour("line2"))
            painter.drawLine(QPointF(x, top), QPointF(x, top + 4))
            day = QDate.fromJulianDay(round(first + (last - first) * step / steps))
            words = QLocale().toString(day, "d MMM yyyy" if last - first < 300 else "MMM yyyy")
            if step == steps:
                place = QRectF(x - 100 + _RADIUS, top + 5, 100, 20)
                show_words(painter, place, words, self._date, ink, RIGHT)
            else:
                width = self._date.width(words)
                left = max(x - width / 2, span.left()) if step else span.left()
                show_words(painter, QRectF(left, top + 5, width + 2, 20), words, self._date, ink)


def _find_day(quote: QuoteRow) -> int:
    date = QDate.fromString(quote.date[:10], Qt.DateFormat.ISODate)
    return date.toJulianDay()
