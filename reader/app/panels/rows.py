"""How rows of lists are drawn: their fill and ring, words on one line and words on two.

No document is made for a row; fonts and their measures are made once.
"""

import re
from math import floor

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import QAbstractItemView, QScrollBar, QWidget

from reader.app.theme import Face, Theme, make_font

RIGHT = Qt.AlignmentFlag.AlignRight

_TWO_LINES = 400  # characters that never fit into two lines of a panel

# What would turn, hide or break a row: bidi controls and separators are shown as a mark, white space as a blank.
_BIDI = (0x061C, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNSEEN = dict.fromkeys(_BIDI, "\ufffd") | dict.fromkeys((*range(0x20), 0x7F, 0x85, 0x2028, 0x2029), " ")

_ODD = re.compile("[" + re.escape("".join(map(chr, _UNSEEN))) + "]")


class Type:
    """A face at a size, with its measures."""

    def __init__(
        self,
        face: Face,
        px: float,
        weight: int = 400,
        *,
        italic: bool = False,
        tracking: float = 0.0,
        tabular: bool = False,
    ) -> None:
        self.font = make_font(face, px, weight, italic=italic, tracking=tracking, tabular=tabular)
        self.metrics = QFontMetricsF(self.font)
        self._narrowest = min(self.metrics.horizontalAdvance(letter) for letter in "il.' ")

    def width(self, words: str) -> float:
        """Return how wide words are on one line."""
        return self.metrics.horizontalAdvance(words)

    def fits(self, words: str, width: float) -> bool:
        """Say whether words go into one line; what is surely too long is not measured."""
        return len(words) * self._narrowest <= width and self.width(words) <= width

    def elide(self, words: str, width: float) -> str:
        """Return words cut to a width, with an ellipsis where something is left out."""
        return self.metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)

    def baseline(self, top: float, height: float) -> float:
        """Return where words stand that are centred in a line of this height: faces side by side on one pixel."""
        return floor(top + (height + self.metrics.ascent() - self.metrics.descent()) / 2)


def plain_words(words: str) -> str:
    """Return words as a row can show them: on one line, with controls that would reorder it made visible."""
    return " ".join(shown_words(words).split())


def shown_words(words: str) -> str:
    """Return words on one line, with controls that would reorder it made visible, every letter in its place."""
    return words.translate(_UNSEEN) if _ODD.search(words) else words


def plain_tip(words: str) -> str:
    """Return words for a tool tip, which would take them for HTML where they look like it."""
    return QtText.convertFromPlainText(words) if QtText.mightBeRichText(words) else words


def show_words(
    painter: QPainter,
    rect: QRectF,
    words: str,
    kind: Type,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """Paint words on one line in the middle of a rectangle, elided to its width; return the width they took."""
    shown = words if kind.fits(words, rect.width()) else kind.elide(words, rect.width())
    width = kind.width(shown)
    x = rect.right() - width if align == RIGHT else rect.left()
    painter.setFont(kind.font)
    painter.setPen(colour)
    painter.drawText(QPointF(x, kind.baseline(rect.top(), rect.height())), shown)
    return width


def break_words(words: str, kind: Type, width: float) -> tuple[str, str]:
    """Return the two lines words take in a width; the second is elided, and empty where the first holds all."""
    if kind.fits(words, width):
        return words, ""
    words = words[:_TWO_LINES]
    layout = QTextLayout(words, kind.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    length = line.textLength()
    layout.endLayout()
    units = words.encode("utf-16-le", "surrogatepass")  # Qt counts UTF-16 units
    first = units[: 2 * length].decode("utf-16-le", "surrogatepass")
    return first.rstrip(), kind.elide(words[len(first) :], width)


def show_row(
    painter: QPainter, rect: QRectF, theme: Theme, fill: str | None, radius: float, *, ringed: bool = False
) -> None:
    """Paint what lies under a row: its fill, by colour role, and inside it the ring of the keyboard's focus."""
    if fill is None and not ringed:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if fill:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(rect, radius, radius)
    if ringed:
        painter.setPen(QPen(theme.colour("ring"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius - 1, radius - 1)


class KeyboardRing(QObject):
    """Knows whether the keyboard moved the focus in a list: then alone its current row wears the ring."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._by_keyboard = False
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def shown(self) -> bool:
        """Say whether the current row wears the ring."""
        return self._by_keyboard and self._view.hasFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            self._turn(True)
        elif kind == QEvent.Type.MouseButtonPress:
            self._turn(False)
        elif kind == QEvent.Type.FocusIn:
            reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
            self._turn(event.reason() in (*reasons, Qt.FocusReason.ShortcutFocusReason))  # type: ignore[attr-defined]
        return False

    def _turn(self, on: bool) -> None:
        if on != self._by_keyboard:
            self._by_keyboard = on
            self._view.viewport().update()


class PointedRow(QObject):
    """Knows which row of a list the pointer is over; asking a row's style option would make QStyle's dozen enums."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._row = QPersistentModelIndex()
        view.setMouseTracking(True)
        view.entered.connect(self._point_at)
        view.viewportEntered.connect(self._point_at)
        view.viewport().installEventFilter(self)

    def is_at(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Say whether the pointer is over the row of an index."""
        return self._row.isValid() and self._row == index

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._point_at()
        return False

    def _point_at(self, index: QModelIndex | None = None) -> None:
        row = QPersistentModelIndex(index) if index else QPersistentModelIndex()
        if row != self._row:
            self._row = row
            self._view.viewport().update()


_LEAST_THUMB = 32


class ThinBar(QScrollBar):
    """A scroll bar of 8 px, always there, so that rows keep their width when a list grows; its thumb is 6 px."""

    WIDTH = 8

    def __init__(self, theme: Theme, parent: QWidget | None = None, ground: str = "chrome") -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._ground = ground
        self.setFixedWidth(self.WIDTH)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(self._ground))
        if self.maximum() > self.minimum():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            colour = QColor(self._theme.colour("line2"))
            colour.setAlpha(255 if self.isSliderDown() or self.underMouse() else 150)
            painter.setBrush(colour)
            thumb = self._thumb()
            painter.drawRoundedRect(QRectF(1, thumb.top() + 1, 6, max(thumb.height() - 2, 6)), 3, 3)

    def _thumb(self) -> QRectF:
        """Return where the thumb stands; asking the style would make the dozen large enums of QStyle at start-up."""
        span = self.maximum() - self.minimum()
        length = max(self.height() * self.pageStep() / (span + self.pageStep()), _LEAST_THUMB)
        return QRectF(0, (self.height() - length) * (self.value() - self.minimum()) / span, self.width(), length)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.update()
