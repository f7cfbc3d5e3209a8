"""The page's column: the page, or what stands in its place, with messages above and toasts over its foot."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from reader.app.actions import Actions
from reader.app.messages import Messages, Toast
from reader.app.states import EmptyState, FailedState, WaitingState
from reader.app.theme import Theme


class PageColumn(QWidget):
    """The page, or what stands in its place; messages above it and toasts over its foot."""

    def __init__(self, page: QWidget, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageColumn")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._actions = theme, actions
        self.page = page
        self.messages = Messages(theme, self)
        self._stack = QStackedLayout()
        self._stack.addWidget(page)
        self._others: dict[type[QWidget], QWidget] = {}
        self._toast: Toast | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addLayout(self._stack, 1)

    def show_page(self) -> None:
        """Show the page itself."""
        self._stack.setCurrentWidget(self.page)

    def show_empty(self) -> None:
        """Show that there are no stories yet."""
        if EmptyState not in self._others:
            self._put(EmptyState(self._theme, self._actions, self))
        self._stack.setCurrentWidget(self._others[EmptyState])

    def show_waiting(self) -> None:
        """Show that the text of the story is on its way."""
        if WaitingState not in self._others:
            self._put(WaitingState(self._theme, self))
        self._stack.setCurrentWidget(self._others[WaitingState])

    def show_failed(self) -> FailedState:
        """Show that the story could not be read; what it says is the caller's."""
        state = self._others.get(FailedState)
        if not isinstance(state, FailedState):
            state = FailedState(self._theme, self)
            self._put(state)
        self._stack.setCurrentWidget(state)
        return state

    def _put(self, state: QWidget) -> None:
        self._others[type(state)] = state
        self._stack.addWidget(state)

    def show_toast(self, words: str, left: int) -> None:
        """Show a short word at the bottom left of the text."""
        if self._toast is None:
            self._toast = Toast(self._theme, self)
        self._toast.show_words(words, left)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._toast and self._toast.isVisible():
            self._toast.move(self._toast.x(), self.height() - self._toast.height() - 16)
