"""What can be done with the chosen quote, on its row: cite it, put it into the notes."""

from PySide6.QtCore import QPoint, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.app.panels.chips import HEIGHT, Pressed
from reader.app.panels.rows import show_words
from reader.app.theme import Theme

TOOLS_HEIGHT = HEIGHT
_COPIED = 1600  # ms for which it is said that the citation lies on the clipboard


class Tool(Pressed):
    """A sign and a word, without a frame until it is pointed at."""

    def __init__(self, theme: Theme, parent: QWidget, sign: str, words: str) -> None:
        super().__init__(theme, parent)
        self._sign = sign
        self.show_words(words)

    def show_words(self, words: str, sign: str = "") -> None:
        """Say something else, with another sign if one is given."""
        self._sign = sign or self._sign
        self.setText(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self.usual.width(self.text())) + 14 + 6 + 12, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        frame = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        path = QPainterPath()
        path.addRoundedRect(frame, 6, 6)
        border = "edge" if self.hovered or self.hasFocus() else "lit"
        self.show_frame(painter, path, border, None)
        painter.drawPixmap(QPoint(6, HEIGHT // 2 - 7), self.theme.pixmap(self._sign, "ink", 14))
        line = QRectF(self.rect()).adjusted(26, 0, 0, 0)
        show_words(painter, line, self.text(), self.usual, self.theme.colour("ink"))


class QuoteTools(QWidget):
    """The tools in a row, over the chosen quote's last line."""

    cite_wanted = Signal()
    note_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.cite = Tool(theme, self, "copy", self.tr("Cite"))
        self.cite.setObjectName("citeTool")
        self.cite.setToolTip(self.tr("Copy the quote with its citation"))
        self.note = Tool(theme, self, "note", self.tr("Into notes"))
        self.note.setObjectName("noteTool")
        self.note.setToolTip(self.tr("Put the quote into the note"))
        self.cite.clicked.connect(self.cite_wanted)
        self.note.clicked.connect(self.note_wanted)
        self._again = QTimer(self, singleShot=True, interval=_COPIED)
        self._again.timeout.connect(self.show_ready)
        self._arrange()
        self.hide()

    def show_copied(self) -> None:
        """Say for a while that the citation lies on the clipboard."""
        self.cite.show_words(self.tr("Copied"), "check")
        self._again.start()

    def show_ready(self) -> None:
        """Offer to cite again."""
        self._again.stop()
        self.cite.show_words(self.tr("Cite"), "copy")

    def _arrange(self) -> None:
        wide = max(self.cite.sizeHint().width(), round(self.cite.usual.width(self.tr("Copied"))) + 32)
        self.cite.setGeometry(0, 0, wide, HEIGHT)  # as wide as both words, so that nothing jumps
        self.note.setGeometry(wide + 2, 0, self.note.sizeHint().width(), HEIGHT)
        self.resize(self.note.geometry().right() + 1, HEIGHT)
