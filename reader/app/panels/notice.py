"""What stands where there are no rows: words in the open, or a message with a sign and an edge in its colour."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from reader.app.panels.flow import FlowLayout
from reader.app.panels.words import WrappedWords
from reader.app.theme import Theme, make_font

_LINE = 20


class Message(QWidget):
    """A sign, a bold sentence, a plain one and what can be done, on `raised` with an edge of 4 px in its colour."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign = ""
        self._role = "ink2"
        self._bold = WrappedWords(theme, self, make_font("sans", 14, 600), _LINE)
        self._plain = WrappedWords(theme, self, make_font("sans", 14), _LINE)
        self._buttons = FlowLayout()
        self._buttons.setContentsMargins(0, 6, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(46, 10, 14, 10)
        column.setSpacing(0)
        column.addWidget(self._bold)
        column.addWidget(self._plain)
        column.addLayout(self._buttons)
        theme.changed.connect(self.update)

    def show_message(self, sign: str, role: str, bold: str, plain: str = "") -> None:
        """Say something else; `sign` is an icon's name, `role` the colour of sign and edge."""
        self._sign, self._role = sign, role
        self._bold.setText(bold)
        self._plain.setText(plain)
        self._plain.setVisible(bool(plain))
        self.setAccessibleName(f"{bold} {plain}".strip())
        self.update()

    def add_button(self, words: str, *, equal: bool = False) -> QPushButton:
        """Add a button for a next step, outlined if it is the first or `equal` to it, and return it."""
        button = QPushButton(words, self)
        button.setFont(make_font("sans", 14))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if self._buttons.count() and not equal:
            button.setProperty("rank", "quiet")
        self._buttons.addWidget(button)
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.fillPath(frame, self._theme.colour("raised"))
        painter.save()
        painter.setClipPath(frame)
        painter.fillRect(QRectF(0, 0, 4, self.height()), self._theme.colour(self._role))
        painter.restore()
        painter.setPen(self._theme.colour("line2"))
        painter.drawPath(frame)
        if self._sign:
            painter.drawPixmap(19, 12, self._theme.pixmap(self._sign, self._role, 16))


class Notice(QWidget):
    """The whole of a panel that has no rows to show."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._open = WrappedWords(theme, self, make_font("sans", 14), _LINE, "ink2")
        self._message = Message(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 16)
        column.addWidget(self._open)
        column.addWidget(self._message)
        column.addStretch(1)

    def show_words(self, words: str) -> None:
        """Stand with words in the open."""
        self._open.setText(words)
        self._open.show()
        self._message.hide()

    def show_message(self, sign: str, role: str, bold: str, plain: str = "") -> None:
        """Stand with a message."""
        self._message.show_message(sign, role, bold, plain)
        self._message.show()
        self._open.hide()

    def add_button(self, words: str) -> QPushButton:
        """Add a button for a next step to the message and return it."""
        return self._message.add_button(words)
