"""Pages of paper one below the other, as they will be printed."""

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from reader.app.page.paper import Paper, PrintChoice
from reader.app.page.print import Pages, Printing
from reader.app.theme import Theme
from reader.model.reading import Reading

_BETWEEN = 14
_EDGE = 18
_KEPT = 8  # pages drawn and kept, those nearest to the eye


class PaperView(QScrollArea):
    """Shows a story laid out on paper, as wide as there is room; only the pages in view are drawn."""

    def __init__(self, printing: Printing, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(self.tr("Pages as printed"))
        self._printing = printing
        self._keeper: QObject | None = None
        self._sheets = _Sheets(theme)
        self.setWidget(self._sheets)

    def show_pages(self, reading: Reading, choice: PrintChoice, paper: Paper) -> Pages:
        """Lay a story out and show it; the place in it stays as far as it is still there."""
        place = self.verticalScrollBar().value()
        if self._keeper:
            self._keeper.deleteLater()
        self._keeper = QObject(self)
        pages = self._printing.lay_out(reading, choice, paper, self._keeper)
        self._sheets.show_pages(pages, self.viewport().width())
        self.verticalScrollBar().setValue(place)
        return pages

    def resizeEvent(self, event: object) -> None:
        self._sheets.fit(self.viewport().width())


class _Sheets(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pages: Pages | None = None
        self._scale = 1.0
        self._drawn: dict[int, QPixmap] = {}
        self.setBackgroundRole(QPalette.ColorRole.NoRole)

    def show_pages(self, pages: Pages, width: int) -> None:
        """Show other pages."""
        self._pages = pages
        self._drawn.clear()
        self.fit(width)
        self.update()

    def fit(self, width: int) -> None:
        """Make the pages as wide as there is room."""
        if self._pages is None:
            return
        scale = max((width - 2 * _EDGE) / self._pages.paper.width, 0.1)
        if scale != self._scale:
            self._scale = scale
            self._drawn.clear()
        height = round(self._pages.count * (self._pages.paper.height * scale + _BETWEEN) + 2 * _EDGE - _BETWEEN)
        self.setFixedSize(QSize(width, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.colour("row"))
        if self._pages is None:
            return
        width, height = self._pages.paper.width * self._scale, self._pages.paper.height * self._scale
        first = max(int((event.rect().top() - _EDGE) // (height + _BETWEEN)), 0)
        last = min(int((event.rect().bottom() - _EDGE) // (height + _BETWEEN)), self._pages.count - 1)
        for number in range(first, last + 1):
            box = QRectF(_EDGE, _EDGE + number * (height + _BETWEEN), width, height)
            painter.drawPixmap(box.topLeft(), self._draw(number))
            painter.setPen(self._theme.colour("line2"))
            painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _draw(self, number: int) -> QPixmap:
        if number not in self._drawn and self._pages:
            ratio = self.devicePixelRatioF()
            size = QSize(round(self._pages.paper.width * self._scale), round(self._pages.paper.height * self._scale))
            pixmap = QPixmap(size * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.white)
            painter = QPainter(pixmap)
            painter.scale(self._scale, self._scale)
            self._pages.paint(painter, number)
            painter.end()
            self._drawn = dict(list(self._drawn.items())[1 - _KEPT :]) | {number: pixmap}
        return self._drawn[number]
