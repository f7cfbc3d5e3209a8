"""What stands in a list while its rows are still being found: bars as high as the rows to come, and words below."""

from abc import abstractmethod

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.app.panels.words import WrappedWords
from reader.app.theme import Theme, make_font


class WaitingRows(QWidget):
    """Bars of `none` where rows will stand; nothing moves."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        words = WrappedWords(theme, self, make_font("sans", 14), 20, "ink2")
        words.setText(self.tr("Finding names and quotes. You can read and write notes meanwhile."))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 16)
        column.addStretch(1)
        column.addWidget(words)
        self._words = words
        self.setAccessibleName(words.text())
        theme.changed.connect(self.update)

    @abstractmethod
    def show_rows(self, painter: QPainter, bottom: float) -> None:
        """Paint the bars, none below `bottom`."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.show_rows(painter, self._words.y() - 12)

    def show_bar(self, painter: QPainter, x: float, centre: float, width: float) -> None:
        """Paint one bar, 9 px high."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("none"))
        painter.drawRoundedRect(QRectF(x, centre - 4.5, width, 9), 2, 2)
