"""A caption on the card: serif words in which names wear the stroke of their kind."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
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


def find_underlines(analysis: Analysis, text: str, caption: Span) -> list[Underline]:
    """Return where the names in a caption stand, in UTF-16 units of the caption's words."""
    return [
        Underline(_units(text[caption.start : span.start]), _units(text[caption.start : span.end]), entity.kind)
        for entity in analysis.entities
        for mention in entity.mentions
        if mention.form == "name" and caption.holds(span := mention.span)
    ]


def _units(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


class CaptionWords(WrappedWords):
    """A caption in lines of 18.5 px with names underlined by painting; nothing is set into the words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, make_font("serif", 14), _LINE)
        self._underlines: Sequence[Underline] = ()
        self.setObjectName("photoCaption")

    def show_caption(self, words: str, underlines: Sequence[Underline] = (), role: str = "ink") -> None:
        """Show other words, in a colour role."""
        self._underlines = underlines
        self.set_role(role)
        self.setText(shown_words(words))
        self.setAccessibleName(self.text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self.layout_for(self.width())
        for underline in self._underlines:
            self._show_underline(painter, layout, underline)
        painter.setPen(self.theme.colour(self.role))
        layout.draw(painter, QPointF(0, 0))

    def _show_underline(self, painter: QPainter, layout: QTextLayout, underline: Underline) -> None:
        pen = make_stroke(underline.kind, self.theme)
        if pen is None:
            return
        painter.setPen(pen)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start = max(underline.position, line.textStart())
            end = min(underline.end, line.textStart() + line.textLength())
            while end > start and self.text()[end - 1 : end].isspace() and end == line.textStart() + line.textLength():
                end -= 1
            if start < end:
                y = round(line.y() + line.ascent()) + _STROKE_BELOW
                cap = pen.widthF() / 2 if pen.capStyle() == Qt.PenCapStyle.RoundCap else 0
                left, right = _x(line.cursorToX(start)) + cap, _x(line.cursorToX(end)) - cap
                painter.drawLine(QPointF(left, y), QPointF(right, y))


def _x(place: Any) -> float:
    """Return the x of `QTextLine.cursorToX`, which hands back the letter's position as well."""
    return float(place[0] if isinstance(place, tuple) else place)
