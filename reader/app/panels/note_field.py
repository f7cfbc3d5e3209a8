"""The field in which notes are written, and the words beside it that say how the note stands."""

from PySide6.QtCore import Property, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from reader.app.panels.rows import ThinBar
from reader.app.panels.words import Words
from reader.app.theme import Theme, make_font


class NoteStatus(Words):
    """Says how the note stands, with a sign; `saved` is True where everything written is on disk."""

    _SIGN = 19  # px a sign takes at the left

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "ok", 12.5)
        self._sign = ""
        self._saved = True
        self.setObjectName("noteStatus")

    def show_status(self, words: str, role: str, sign: str = "", *, saved: bool) -> None:
        """Say something else, in a colour role and with an icon."""
        self._saved = saved
        self._sign = sign
        self.setText(words)
        self.set_role(role)
        font = self.font()
        font.setWeight(font.Weight.DemiBold if role == "error" else font.Weight.Normal)
        self.setFont(font)
        self.setContentsMargins(self._SIGN if sign else 0, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._sign:
            QPainter(self).drawPixmap(0, (self.height() - 14) // 2, self.theme.pixmap(self._sign, self.role, 14))

    def _is_saved(self) -> bool:
        return self._saved

    saved = Property(bool, _is_saved)


class NoteEdit(QPlainTextEdit):
    """The field in which notes are written; files dropped on it are the window's to take."""

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("noteEdit")
        self.setFont(make_font("sans", 14))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ThinBar(theme, self, "field"))
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 40)
