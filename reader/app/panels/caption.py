"""A caption on the card: serif words in which names wear the stroke of their kind."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from reader.app.panels.kinds import make_stroke
from reader.app.panels.rows import shown_words
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


class CaptionWords(QLabel):
    """Plain words in lines of 18.5 px with names underlined by painting; nothing is set into the words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = "ink"
        self._underlines: Sequence[Underline] = ()
        self._layout: QTextLayout | None = None
        self._layout_width = 0
        self.setObjectName("photoCaption")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(make_font("serif", 14))
        self.setWordWrap(True)
        theme.changed.connect(self.update)

    def show_caption(self, words: str, underlines: Sequence[Underline] = (), role: str = "ink") -> None:
        """Show other words, in a colour role."""
        self._underlines = underlines
        self._role = role
        self._layout = None
        self.setText(shown_words(words))
        self.setAccessibleName(self.text())
        self.update()

    def heightForWidth(self, width: int) -> int:
        return ceil(self._layout_for(width).lineCount() * _LINE)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, ceil(_LINE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self._layout_for(self.width())
        for underline in self._underlines:
            self._show_underline(painter, layout, underline)
        painter.setPen(self._theme.colour(self._role))
        layout.draw(painter, QPointF(0, 0))

    def _show_underline(self, painter: QPainter, layout: QTextLayout, underline: Underline) -> None:
        pen = make_stroke(underline.kind, self._theme)
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
                y = line.y() + line.ascent() + _STROKE_BELOW
                painter.drawLine(QPointF(_x(line.cursorToX(start)), y), QPointF(_x(line.cursorToX(end)), y))

    def _layout_for(self, width: int) -> QTextLayout:
        if self._layout is None or self._layout_width != width:
            self._layout = self._make_layout(width)
            self._layout_width = width
        return self._layout

    def _make_layout(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 20))
            line.setPosition(QPointF(0, top + (_LINE - line.ascent() - line.descent()) / 2))
            top += _LINE
        layout.endLayout()
        return layout


def _x(place: Any) -> float:
    """Return the x of `QTextLine.cursorToX`, which hands back the letter's position as well."""
    return float(place[0] if isinstance(place, tuple) else place)
