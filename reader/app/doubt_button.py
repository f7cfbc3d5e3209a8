"""How many things in the story need a look, at the foot of the window; a click goes to the next of them."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.app.desk import Desk
from reader.app.doubt_words import say_doubt
from reader.app.panels.chips import HEIGHT, Pressed
from reader.app.panels.rows import plain_tip, show_words
from reader.app.theme import Theme
from reader.model.reading import Reading


class DoubtButton(Pressed):
    """A sign and a count in the colour of doubt; not there where nothing is in doubt."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("doubtButton")
        self._desk = desk
        self.clicked.connect(lambda: desk.step_doubt(1))
        desk.focus_changed.connect(self._show_place)
        self.hide()

    def show_reading(self, reading: Reading | None) -> None:
        """Show how much of a reading is in doubt."""
        count = len(reading.doubts) if reading and reading.analysis else 0
        self.setVisible(count > 0)
        self._show_place()

    def _show_place(self) -> None:
        """Say how many there are, and which of them is looked at and why."""
        reading, doubt = self._desk.reading, self._desk.doubt
        doubts = reading.doubts if reading else ()
        words = self.tr("1 needs a look") if len(doubts) == 1 else self.tr("{0} need a look").format(len(doubts))
        if doubt and len(doubts) > 1:
            words = self.tr("{0} of {1} need a look").format(doubts.index(doubt) + 1, len(doubts))
        self.setText(words)
        self.setAccessibleName(f"{words}. {say_doubt(doubt)}" if doubt else words)
        self.setToolTip(plain_tip(say_doubt(doubt)) if doubt else self.tr("Go to the next that needs a look (D)"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self.usual.width(self.text())) + 36, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = "hover" if self.hovered else "chrome"
        self.show_frame(painter, self.rounded(6), fill, fill)
        painter.drawPixmap(7, self.height() // 2 - 7, self.theme.pixmap("doubt", "doubt", 14))
        line = QRectF(self.rect()).adjusted(27, 0, 0, 0)
        show_words(painter, line, self.text(), self.usual, self.theme.colour("doubt"))
