"""A box to tick, in the theme's colours."""

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from reader.app.panels.rows import Type, show_words
from reader.app.theme import Theme

_BOX, _BETWEEN, _HEIGHT = 16, 8, 28


class TickBox(QCheckBox):
    """A box with words beside it; all of it can be hit."""

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._theme, self._face = theme, Type("sans", 14)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(round(self._face.width(self._plain()) + _BOX + _BETWEEN + 6), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(2.5, (self.height() - _BOX) // 2 + 0.5, _BOX - 1, _BOX - 1)
        border, width = ("ring", 2) if self.hasFocus() else ("accent" if self.isChecked() else "line2", 1)
        painter.setPen(QPen(self._theme.colour(border), width))
        painter.setBrush(self._theme.colour("accent" if self.isChecked() else "field"))
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            pixmap = self._theme.pixmap("check", "on_accent", 12)
            painter.drawPixmap(round(box.left()) + 2, round(box.top()) + 2, pixmap)
        words = QRectF(box.right() + _BETWEEN, 0, self.width() - box.right() - _BETWEEN, self.height())
        show_words(painter, words, self._plain(), self._face, self._theme.colour("ink"))

    def hitButton(self, place: QPoint) -> bool:
        return True

    def _plain(self) -> str:
        return self.text().replace("&", "")
