"""The switches over the page: each kind of mark with its shape and the stroke it has on the page."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from reader.app.actions import Actions
from reader.app.page.strokes import paint_stroke
from reader.app.theme import Theme, make_font

KINDS = ("person", "organisation", "place", "group", "quote")

_HEIGHT = 30
_ICON = 14
_PADDING = 6
_TO_WORD = 7
_BETWEEN = 9
_NARROW = 30
_PX = 14


class KindSwitch(QToolButton):
    """Shows or hides the marks of one kind; it looks like them: full with its stroke, or hollow without."""

    def __init__(self, kind: str, action: QAction, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind, self._theme = kind, theme
        self.compact = False
        self.setObjectName(f"{kind}Switch")
        self.setDefaultAction(action)
        self.setFont(make_font("sans", _PX))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._word = action.text().replace("&", "")
        self.setAccessibleName(self._word)
        self.setToolTip(self.tr("{}: marked on the page or not").format(self._word))

    def width_for(self, *, compact: bool) -> int:
        """Return how wide the switch is with its word or, compact, without."""
        if compact:
            return _NARROW
        return round(2 * _PADDING + _ICON + _TO_WORD + QFontMetricsF(self.font()).horizontalAdvance(self._word))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, on = self._theme, self.isChecked() and self.isEnabled()
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("row" if self.isDown() else "hover"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        rest = "ink3" if self.isEnabled() else "line2"
        left = (self.width() - _ICON) // 2 if self.compact else _PADDING
        self._paint_shape(painter, left, (self.height() - _ICON) // 2, on=on, rest=rest)
        if not self.compact:
            self._paint_word(painter, left + _ICON + _TO_WORD, theme.colour("ink2" if on else rest), on=on)
        elif on and self._kind != "quote":
            self._paint_stroke(painter, left - 2, left + _ICON + 2, round(self.height() / 2) + 6)
        painter.end()

    def _paint_shape(self, painter: QPainter, left: int, top: int, *, on: bool, rest: str) -> None:
        if self._kind == "quote":
            painter.drawPixmap(left, top, self._theme.pixmap("quote-direct", "ink" if on else rest, _ICON))
        elif on:
            painter.drawPixmap(left, top, self._theme.pixmap(self._kind, self._kind, _ICON))
        else:
            paint_hollow(painter, self._kind, QPointF(left + _ICON / 2, top + _ICON / 2), self._theme.colour(rest))

    def _paint_word(self, painter: QPainter, left: int, colour: QColor, *, on: bool) -> None:
        metrics = QFontMetricsF(self.font())
        baseline = round((self.height() + metrics.capHeight()) / 2) - 1
        painter.setFont(self.font())
        painter.setPen(colour)
        painter.drawText(QPointF(left, baseline), self._word)
        if on and self._kind != "quote":
            self._paint_stroke(painter, left, left + metrics.horizontalAdvance(self._word), baseline)

    def _paint_stroke(self, painter: QPainter, left: float, right: float, baseline: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        paint_stroke(painter, self._kind, 19, left, right, baseline, self._theme.colour(self._kind))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)


class Legend(QWidget):
    """The switches of all kinds in a row, with their words where there is room for them."""

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("legend")
        self.setAccessibleName(self.tr("Marks on the page"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._switches = [KindSwitch(kind, actions[f"mark_{kind}"], theme, self) for kind in KINDS]
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._find_width(compact=False), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._find_width(compact=True), _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < self._find_width(compact=False)
        left = (self.width() - self._find_width(compact=True)) // 2 if compact else 0
        for switch in self._switches:
            switch.compact = compact
            width = switch.width_for(compact=compact)
            switch.setGeometry(left, 0, width, self.height())
            left += width + (0 if compact else _BETWEEN)

    def _find_width(self, *, compact: bool) -> int:
        between = 0 if compact else _BETWEEN * (len(self._switches) - 1)
        return sum(switch.width_for(compact=compact) for switch in self._switches) + between


def paint_hollow(painter: QPainter, kind: str, centre: QPointF, colour: QColor) -> None:
    """Paint the outline of a kind's shape: what is not marked."""
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind == "person":
        painter.drawEllipse(centre, 3.3, 3.3)
    elif kind == "organisation":
        painter.drawRect(QRectF(centre.x() - 3.1, centre.y() - 3.1, 6.2, 6.2))
    elif kind == "place":
        corners = [(0.0, -4.1), (4.1, 0.0), (0.0, 4.1), (-4.1, 0.0)]
        painter.drawPolygon(QPolygonF([centre + QPointF(x, y) for x, y in corners]))
    else:
        painter.drawEllipse(centre + QPointF(-2.1, 0), 2.6, 2.6)
        painter.drawEllipse(centre + QPointF(2.4, 0), 2.3, 2.3)
