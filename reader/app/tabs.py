"""The tabs over the lists about a story."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from reader.app.panels.rows import Type
from reader.app.theme import Theme

_HEIGHT = 36


class TabGround(QWidget):
    """What tabs and their lists stand on, with the line along the foot of the tabs from edge to edge."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, _HEIGHT - 1, self.width(), 1, self._theme.colour("line"))


class Tabs(QTabBar):
    """The tabs over the lists, each with the count of what its list holds."""

    HEIGHT = _HEIGHT
    _GAP = 22

    def __init__(self, theme: Theme, parent: QWidget | None = None, px: float = 14) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name, self._chosen = Type("sans", px), Type("sans", px, 600)
        self._count = Type("sans", 12.5, tabular=True)
        self._by_keyboard = False
        self.setAccessibleName(self.tr("Lists about the story"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.update)

    def show_count(self, tab: int, count: int) -> None:
        """Show a count after a tab's name; -1 where nobody knows."""
        self.setTabData(tab, count)
        name = self.tabText(tab)
        self.setAccessibleTabName(tab, f"{name}, {count}" if count >= 0 else name)
        self.updateGeometry()
        self.setTabText(tab, name)  # Qt lays its tabs out anew for a text alone
        self.update()

    def tabSizeHint(self, tab: int) -> QSize:
        count = self._count_of(tab)
        width = self._chosen.width(self.tabText(tab)) + (6 + self._count.width(count) if count else 0)
        return QSize(round(width) + self._GAP, self.HEIGHT)

    def _count_of(self, tab: int) -> str:
        count = self.tabData(tab)
        return str(count) if isinstance(count, int) and count >= 0 else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for tab in range(self.count()):
            self._show_tab(painter, tab)

    def _show_tab(self, painter: QPainter, tab: int) -> None:
        place = self.tabRect(tab)
        chosen = tab == self.currentIndex()
        kind = self._chosen if chosen else self._name
        role = "ink" if chosen or place.contains(self.mapFromGlobal(self.cursor().pos())) else "ink2"
        baseline = round(kind.baseline(place.top(), place.height()))
        painter.setFont(kind.font)
        painter.setPen(self._theme.colour(role))
        painter.drawText(place.left(), baseline, self.tabText(tab))
        width = round(kind.width(self.tabText(tab)))
        if count := self._count_of(tab):
            painter.setFont(self._count.font)
            painter.setPen(self._theme.colour("ink3"))
            painter.drawText(place.left() + width + 6, baseline, count)
            width += 6 + round(self._count.width(count))
        if chosen:
            painter.fillRect(QRect(place.left(), place.bottom() - 1, width, 2), self._theme.colour("accent"))
            if self.hasFocus():
                painter.setPen(self._theme.colour("ring"))
                ring = QRect(place.left() - 6, place.top() + 4, width + 12, place.height() - 10)
                painter.drawRoundedRect(ring, 5, 5)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self.update()
