"""A caption on the card: serif words in which names wear the stroke of their kind."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextLine,
)
from PySide6.QtWidgets import QWidget

from reader.app.panels.kinds import make_stroke
from reader.app.panels.rows import shown_words
from reader.app.panels.words import WrappedWords
from reader.app.theme import Theme, make_font
from reader.model.analysis import Analysis, EntityKind
from reader.model.span import Span

_LINE = 18.5
_STROKE_BELOW = 4.25  # centre of a stroke below the baseline, as on the page for its larger letters


class Underline(Struct, frozen=True):
    """A stroke under words: its ends count the units of the words as Qt holds them."""

    position: int
    end: int
    kind: EntityKind
    subject: int = 0  # the entity's position in the analysis …
    index: int = 0  # … and the mention's among its mentions


def find_underlines(analysis: Analysis, text: str, caption: Span) -> list[Underline]:
    """Return where the names in a caption stand, in UTF-16 units of the caption's words."""
    return [
        Underline(
            _units(text[caption.start : span.start]),
            _units(text[caption.start : span.end]),
            entity.kind,
            subject,
            index,
        )
        for subject, entity in enumerate(analysis.entities)
        for index, mention in enumerate(entity.mentions)
        if mention.form == "name" and caption.holds(span := mention.span)
    ]


def _units(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


class CaptionWords(WrappedWords):
    """A caption in lines of 18.5 px with names underlined by painting; nothing is set into the words.

    A click on a name, or an arrow key and Enter, chooses it.
    """

    name_entered = Signal(int, int)  # position of the entity, number of the mention

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, make_font("serif", 14), _LINE)
        self._underlines: Sequence[Underline] = ()
        self._chosen: tuple[int, int] | None = None
        self._at: int | None = None  # the name that the keyboard stands on
        self.setMouseTracking(True)
        self.setObjectName("photoCaption")

    def show_caption(self, words: str, underlines: Sequence[Underline] = (), role: str = "ink") -> None:
        """Show other words, in a colour role."""
        self._underlines = sorted(underlines, key=lambda underline: underline.position)
        self._at = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if underlines else Qt.FocusPolicy.NoFocus)
        self.set_role(role)
        self.setText(shown_words(words))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self.tr("Arrow keys go from name to name, Enter chooses") if underlines else "")
        self.update()

    def show_chosen(self, subject: int | None, index: int = 0) -> None:
        """Light the names of an entity, and the mention that is looked at."""
        self._chosen = None if subject is None else (subject, index)
        self.update()

    def name_at(self, point: QPointF) -> Underline | None:
        """Return the name under a point."""
        for underline in self._underlines:
            if any(box.contains(point) for box in self._boxes(underline)):
                return underline
        return None

    def _boxes(self, underline: Underline) -> list[QRectF]:
        """Return where a name stands, a box for each line."""
        boxes = []
        layout = self.layout_for(self.width())
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start, end = self._ends_in(line, underline)
            if start < end:
                left, right = _x(line.cursorToX(start)), _x(line.cursorToX(end))
                boxes.append(QRectF(left - 2, line.y() + 0.5, right - left + 4, _LINE))
        return boxes

    def _ends_in(self, line: QTextLine, underline: Underline) -> tuple[int, int]:
        """Return which stretch of a name stands in a line, without the blank at the line's end."""
        start = max(underline.position, line.textStart())
        end = min(underline.end, line.textStart() + line.textLength())
        while end > start and self.text()[end - 1 : end].isspace() and end == line.textStart() + line.textLength():
            end -= 1
        return start, end

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self.name_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        name = self.name_at(event.position())
        if name and event.button() == Qt.MouseButton.LeftButton:
            self.name_entered.emit(name.subject, name.index)
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        if self._underlines and event.key() in steps:
            step = steps[Qt.Key(event.key())]
            self._at = (self._at + step) % len(self._underlines) if self._at is not None else min(step, 0)
            self._at %= len(self._underlines)
            self.update()
        elif self._at is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            name = self._underlines[self._at]
            self.name_entered.emit(name.subject, name.index)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._at = 0 if self._at is None and self._underlines else self._at
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self.layout_for(self.width())
        for number, underline in enumerate(self._underlines):
            self._show_light(painter, underline, ringed=self.hasFocus() and number == self._at)
            if self._chosen != (underline.subject, underline.index):
                self._show_underline(painter, layout, underline)
        painter.setPen(self.theme.colour(self.role))
        layout.draw(painter, QPointF(0, 0))

    def _show_light(self, painter: QPainter, underline: Underline, *, ringed: bool) -> None:
        chosen = self._chosen is not None and underline.subject == self._chosen[0]
        current = self._chosen == (underline.subject, underline.index)
        if not (chosen or ringed):
            return
        painter.setBrush(self.theme.colour("now" if current else "lit") if chosen else Qt.BrushStyle.NoBrush)
        edge = "ring" if ringed else "edge" if current else ""
        painter.setPen(QPen(self.theme.colour(edge), 1.5) if edge else Qt.PenStyle.NoPen)
        for box in self._boxes(underline):
            painter.drawRoundedRect(box.adjusted(0.75, 0, -0.75, 0), 3, 3)

    def _show_underline(self, painter: QPainter, layout: QTextLayout, underline: Underline) -> None:
        pen = make_stroke(underline.kind, self.theme)
        if pen is None:
            return
        painter.setPen(pen)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start, end = self._ends_in(line, underline)
            if start < end:
                y = round(line.y() + line.ascent()) + _STROKE_BELOW
                cap = pen.widthF() / 2 if pen.capStyle() == Qt.PenCapStyle.RoundCap else 0
                left, right = _x(line.cursorToX(start)) + cap, _x(line.cursorToX(end)) - cap
                painter.drawLine(QPointF(left, y), QPointF(right, y))


def _x(place: Any) -> float:
    """Return the x of `QTextLine.cursorToX`, which hands back the letter's position as well."""
    return float(place[0] if isinstance(place, tuple) else place)
