"""The tree of entities as a widget: how its rows are entered and opened out."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QTreeView, QWidget

from reader.app.panels.entity_rows import OPENER
from reader.app.panels.rows import ThinBar
from reader.app.theme import Theme
from reader.app.viewport import make_viewport


class EntityTree(QTreeView):
    """A tree whose rows are entered by a click, Enter or the space bar; arrow keys only move to them."""

    entered_row = Signal(QModelIndex)
    arranged = Signal()  # rows stand elsewhere than before

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._viewport = make_viewport(self)
        self.setObjectName("entityTree")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(ThinBar(theme, self))
        self.clicked.connect(self.entered_row)
        self._opening = False
        self.doubleClicked.connect(self.entered_row)  # a second click soon after the first is told as this alone

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.entered_row.emit(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def _toggles(self, event: QMouseEvent) -> bool:
        """Open an entity out, or close it, where its chevron stands under the pointer; say whether it does."""
        index = self.indexAt(event.position().toPoint())
        held = index.parent().isValid() and self.model().hasChildren(index)
        if not held or event.position().x() >= OPENER or event.button() != Qt.MouseButton.LeftButton:
            return False
        self.setExpanded(index, not self.isExpanded(index))
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._opening = self._toggles(event)
        if not self._opening:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._opening:
            super().mouseReleaseEvent(event)
        self._opening = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._opening = self._toggles(event)
        if not self._opening:
            super().mouseDoubleClickEvent(event)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self.arranged.emit()
