"""The scroll bar of the page, with a tick for each place that is lit."""

from bisect import bisect_right
from collections.abc import Sequence
from math import floor

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from reader.app.page.document import PageDocument
from reader.app.theme import Theme

_INSIDE = 4  # the thumb's way ends so far from the bar's ends
_TICK = (4, 8, 2)  # left edge, width, height
_CURRENT = (0, 13, 4)


class Heights:
    """How far down the whole page an offset of the text stands: measured once for each layout."""

    def __init__(self, page: PageDocument) -> None:
        self._page = page
        self._starts: list[int] = []
        self._height = 1.0
        self._reaches: list[tuple[float, float, int]] = []  # top and bottom of a piece, and its length

    def share(self, offset: int) -> float:
        """Return the share of the page above an offset, 0 to 1; by the count of letters until the page is built."""
        if not self._page.built:
            return offset / max(len(self._page.article.text), 1)
        if not self._starts:
            self._measure()
        at = max(bisect_right(self._starts, offset) - 1, 0)
        if not self._starts:
            return 0.0
        top, bottom, length = self._reaches[at]
        part = min((offset - self._starts[at]) / max(length, 1), 1.0)
        return (top + part * (bottom - top)) / self._height

    def _measure(self) -> None:
        self._height = max(self._page.size().height(), 1.0)
        layout = self._page.documentLayout()
        for piece in self._page.map.pieces():
            box = layout.blockBoundingRect(self._page.findBlock(piece.position))
            self._starts.append(piece.span.start)
            self._reaches.append((box.top(), box.bottom(), piece.span.end - piece.span.start))


class TickBar(QScrollBar):
    """A scroll bar that shows where on the page something is."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ticks: list[float] = []
        self._current: float | None = None

    @property
    def ticks(self) -> list[float]:
        """The shares of the page above each tick."""
        return self._ticks

    @property
    def current(self) -> float | None:
        """The share of the page above the larger tick."""
        return self._current

    def show_ticks(self, shares: Sequence[float], current: float | None) -> None:
        """Show a tick at each share of the page and a larger one at `current`."""
        if (list(shares), current) != (self._ticks, self._current):
            self._ticks, self._current = list(shares), current
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)
        if not self._ticks and self._current is None:
            return
        painter = QPainter(self)
        colour = self._theme.colour("edge")
        left, width, height = _TICK
        rows = {self._find_top(share, height) for share in self._ticks}
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects([QRect(left, top, width, height) for top in rows])
        if self._current is not None:
            left, width, height = _CURRENT
            painter.fillRect(left, self._find_top(self._current, height), width, height, colour)
        painter.end()

    def _find_top(self, share: float, height: int) -> int:
        return floor(_INSIDE + share * (self.height() - 2 * _INSIDE) - height / 2)
