"""The order of the panels in a column: moved by their titles or by keys, and remembered."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QWidget

from reader.app.settings import Settings

_LINE = 2


class PanelOrder(QObject):
    """Keeps panels of a splitter in the order the reader gave them."""

    changed = Signal()

    def __init__(self, divider: QSplitter, panels: Mapping[str, QWidget], settings: Settings, column: QWidget) -> None:
        super().__init__(divider)
        self._divider, self._panels, self._settings, self._column = divider, dict(panels), settings, column
        self._handles: dict[QObject, tuple[str, int]] = {}
        self._pressed: QPoint | None = None
        self._dragged = ""
        self._line = QFrame(column)
        self._line.setObjectName("dropLine")
        self._line.hide()
        for name in self._read():
            divider.addWidget(self._panels[name])

    def _read(self) -> Sequence[str]:
        """Return the remembered order; of one that does not name each panel once, nothing is believed."""
        names = self._settings.text("panels").split()
        return names if sorted(names) == sorted(self._panels) else tuple(self._panels)

    @property
    def names(self) -> list[str]:
        """The panels from above."""
        return sorted(self._panels, key=lambda name: self._divider.indexOf(self._panels[name]))

    def _put(self, names: Sequence[str]) -> None:
        heights = {name: self._panels[name].height() for name in names}
        for place, name in enumerate(names):
            self._divider.insertWidget(place, self._panels[name])
        if self._divider.isVisible():
            self._divider.setSizes([heights[name] for name in names])
        self.changed.emit()

    def add_handle(self, widget: QWidget, name: str, height: int) -> None:
        """Let a panel be dragged by the upper `height` px of a widget."""
        self._handles[widget] = name, height
        widget.installEventFilter(self)

    def find_panel(self, widget: QWidget | None) -> str:
        """Return the name of the panel a widget stands in, or nothing."""
        return next((name for name, panel in self._panels.items() if widget and _holds(panel, widget)), "")

    def move_by(self, name: str, step: int) -> bool:
        """Move a panel up (-1) or down (1); say whether there was a place to go to."""
        place = self.names.index(name) + step
        return 0 <= place < len(self._panels) and self.move_to(name, place)

    def move_to(self, name: str, place: int) -> bool:
        """Put a panel at a place from above; say whether that is another one."""
        before = self.names
        after = [each for each in before if each != name]
        after.insert(place, name)
        if after != before:
            self._put(after)
            self._settings.keep("panels", " ".join(after))
        return after != before

    def reset(self) -> None:
        """Put the panels into the order in which they came."""
        self._settings.keep("panels", "")
        self._put(tuple(self._panels))

    # dragging

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in self._handles and isinstance(event, QMouseEvent):
            point = event.globalPosition().toPoint()
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._take_hold(watched, event.position().y(), point)
            elif event.type() == QEvent.Type.MouseMove and self._pressed is not None:
                return self._drag(watched, point)
            elif event.type() == QEvent.Type.MouseButtonRelease:
                return self._let_go(point)
        return False

    def _take_hold(self, watched: QObject, y: float, point: QPoint) -> None:
        self._pressed = point if y < self._handles[watched][1] else None

    def _drag(self, watched: QObject, point: QPoint) -> bool:
        assert self._pressed is not None
        if not self._dragged:
            if abs(point.y() - self._pressed.y()) < QApplication.startDragDistance():
                return False
            self._dragged = self._handles[watched][0]
            QApplication.setOverrideCursor(Qt.CursorShape.ClosedHandCursor)
        edge = self._find_edges()[self._find_gap(point)]
        column = self._column
        y = self._divider.mapTo(column, QPoint(0, edge)).y() - _LINE // 2
        self._line.setGeometry(0, max(min(y, column.height() - _LINE), 0), column.width(), _LINE)
        self._line.show()
        self._line.raise_()
        return True

    def _let_go(self, point: QPoint) -> bool:
        name, self._dragged, self._pressed = self._dragged, "", None
        if not name:
            return False
        QApplication.restoreOverrideCursor()
        self._line.hide()
        place, gap = self.names.index(name), self._find_gap(point)
        self.move_to(name, gap - 1 if gap > place else gap)
        return True

    def _find_edges(self) -> list[int]:
        """Return the edges between the panels, the first and the last included, in px from the top."""
        tops = [self._panels[name].y() for name in self.names]
        return [*tops, self._divider.height()]

    def _find_gap(self, point: QPoint) -> int:
        y = self._divider.mapFromGlobal(point).y()
        edges = self._find_edges()
        return min(range(len(edges)), key=lambda number: abs(edges[number] - y))


def _holds(panel: QWidget, widget: QWidget) -> bool:
    return panel is widget or panel.isAncestorOf(widget)
