"""The three dots at the head of a panel: what else can be done there."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from reader.app.theme import Theme

SIZE = 28


class MoreButton(QToolButton):
    """A flat button with a menu, which is hung on it later."""

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAutoRaise(True)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.resize(SIZE, SIZE)
        theme.changed.connect(self._show_icon)
        self._show_icon()

    def _show_icon(self) -> None:
        self.setIcon(self._theme.icon("more"))
