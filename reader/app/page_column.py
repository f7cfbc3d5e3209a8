"""The page's column: the page, or what stands in its place; messages above it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget


class PageColumn(QWidget):
    """Holds the page and what may stand in its place."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageColumn")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page = page
        self._stack = QStackedLayout()
        self._stack.addWidget(page)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._stack, 1)

    def put_above(self, widget: QWidget) -> None:
        """Put something above the page."""
        self._column.insertWidget(0, widget)

    def put_below(self, widget: QWidget) -> None:
        """Put something below the page."""
        self._column.addWidget(widget)

    def put(self, state: QWidget) -> None:
        """Take in something that can stand in the page's place."""
        state.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack.addWidget(state)

    def bring(self, widget: QWidget) -> None:
        """Bring the page, or what was put in its place, to the front; the keyboard stays in the column if it was."""
        if self._stack.currentWidget() is widget:
            return
        focus = self.window().focusWidget()
        here = focus is None or focus is self or self.isAncestorOf(focus)
        self._stack.setCurrentWidget(widget)
        if here:
            widget.setFocus()
