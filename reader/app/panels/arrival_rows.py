"""How a row of what is on its way is drawn: sign, name, state in words, a bar, a cross."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from reader.app.arrivals import WAITING, Arrival
from reader.app.panels.arrival_model import ARRIVAL, ArrivalListModel
from reader.app.panels.rows import KeyboardRing, PointedRow, Type, plain_words, show_row, show_words
from reader.app.theme import Theme

HIGH, LOW = 56, 26
CROSS = 28
_LEFT, _SIGN, _WORDS = 16, 14, 38
_SHARES = {"fetching": 0.25, "reading": 0.45, "finding": 0.75}
_SIGNS = {"failed": ("warning", "error"), "done": ("check", "ok"), "fetching": ("link", "ink2")}

_Index = QModelIndex | QPersistentModelIndex


class ArrivalDelegate(QStyledItemDelegate):
    """Draws what is at work or failed on two lines with what it has come to, what waits or is done on one."""

    def __init__(self, theme: Theme, view: QListView, rows: ArrivalListModel) -> None:
        super().__init__(view)
        self._theme, self._view, self._rows = theme, view, rows
        self._ring, self._pointed = KeyboardRing(view), PointedRow(view)
        self.chosen: Arrival | None = None  # what is wrong with it is said elsewhere
        self._name, self._state = Type("sans", 14), Type("sans", 12.5)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        arrival: Arrival | None = index.data(ARRIVAL)
        return QSize(100, LOW if arrival is None or arrival.state in ("done", *WAITING) else HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        arrival: Arrival | None = index.data(ARRIVAL)
        if arrival is None:
            return
        row: QRect = option.rect
        current, pointed = self._view.currentIndex() == index, self._pointed.is_at(index)
        fill = "row" if arrival is self.chosen and self._rows.rowCount() > 1 else "hover" if pointed else None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ringed = current and self._ring.shown()
        show_row(painter, QRectF(row).adjusted(8, 0, -8, 0), self._theme, fill, 6, ringed=ringed)
        is_low = row.height() < HIGH
        sign, role = _SIGNS.get(arrival.state, ("clock" if arrival.state in WAITING else "import", "ink2"))
        middle = row.top() + (LOW if is_low else 32) // 2
        painter.drawPixmap(row.left() + _LEFT, middle - _SIGN // 2, self._theme.pixmap(sign, role, _SIGN))
        right = row.right() - (CROSS + 12)
        name = QRectF(QPointF(row.left() + _WORDS, middle - 10), QPointF(right, middle + 10))
        ink = self._theme.colour("ink2" if is_low else "ink")
        show_words(painter, name, plain_words(arrival.name), self._name, ink)
        if not is_low:
            self._show_state(painter, row, arrival)
        if pointed or current or not is_low:
            cross = find_cross(row)
            painter.drawPixmap(cross.center().x() - 6, cross.center().y() - 6, self._theme.pixmap("close", "ink2", 14))
        painter.restore()

    def _show_state(self, painter: QPainter, row: QRect, arrival: Arrival) -> None:
        left, right = row.left() + _WORDS, row.right() - 20
        role = "error" if arrival.state == "failed" else "ink2"
        words = QRectF(left, row.top() + 26, right - left, 17)
        said = self.tr("Could not be read") if arrival is self.chosen else plain_words(self._rows.say(arrival))
        show_words(painter, words, said, self._state, self._theme.colour(role))
        if arrival.state != "failed":
            show_bar(painter, self._theme, QRectF(left, row.top() + 47, right - left, 3), _SHARES[arrival.state])


def find_cross(row: QRect) -> QRect:
    """Return where in a row the cross can be hit."""
    top = row.top() + (0 if row.height() < HIGH else 2)
    return QRect(row.right() - CROSS - 10, top, CROSS, min(CROSS, row.height()))


def show_bar(painter: QPainter, theme: Theme, rect: QRectF, share: float) -> None:
    """Paint how far something has come: a bar that stands still between two steps."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("line"))
    painter.drawRoundedRect(rect, 1.5, 1.5)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(QRectF(rect.left(), rect.top(), max(rect.width() * share, 3), rect.height()), 1.5, 1.5)
