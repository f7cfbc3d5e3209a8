"""How a row of what was found is drawn: headline, outlet and date with the places, and the words themselves."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from reader.app.panels.hit_model import HIT, HitListModel, find_shown
from reader.app.panels.rows import (
    RIGHT,
    KeyboardRing,
    PointedRow,
    Type,
    break_words,
    plain_words,
    show_row,
    show_words,
    shown_words,
)
from reader.app.panels.story_model import show_date
from reader.app.theme import Theme
from reader.library.passages import Passage
from reader.library.search import Hit
from reader.model.span import Span

ROW_HEIGHT = 94
_BEFORE = 24  # characters before the first found word, so that it stands in the first line
_MORE = "…"

_Index = QModelIndex | QPersistentModelIndex


class Line(NamedTuple):
    """A line of words and the spans found in it."""

    words: str
    found: tuple[Span, ...] = ()


class HitDelegate(QStyledItemDelegate):
    """Draws what was found; the story on the page is chosen."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._ring, self._pointed = KeyboardRing(view), PointedRow(view)
        self.open_story: str | None = None
        self._headline, self._words = Type("serif", 15, 600), Type("serif", 14)
        self._line, self._italic = Type("sans", 12.5, tabular=True), Type("sans", 12.5, italic=True)
        self._broken: dict[tuple[Passage, int], tuple[Line, Line]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit: Hit | None = index.data(HIT)
        if hit is None:
            return
        painter.save()
        row: QRect = option.rect
        chosen = hit.story.id == self.open_story
        self._show_ground(painter, row, index, chosen=chosen)
        text = QRectF(row.adjusted(24, 8, -20, 0))
        ink = self._theme.colour("ink")
        title = plain_words(hit.story.title) or self.tr("Untitled")
        show_words(painter, _line_of(text, 0, 20), title, self._headline, ink)
        self._show_source(painter, _line_of(text, 21, 17), hit, index)
        self._show_passage(painter, text, hit)
        painter.restore()

    def _show_ground(self, painter: QPainter, row: QRect, index: _Index, *, chosen: bool) -> None:
        card = QRectF(row.adjusted(8, 0, -8, 0))
        fill = "row" if chosen else "hover" if self._pointed.is_at(index) else None
        if not fill:
            painter.fillRect(QRect(row.left() + 24, row.bottom(), row.width() - 44, 1), self._theme.colour("line"))
        ringed = index == self._view.currentIndex() and self._ring.shown()
        show_row(painter, card, self._theme, fill, 6, ringed=ringed)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(QRectF(card.left(), card.top() + 7, 3, card.height() - 14), 1.5, 1.5)

    def _show_source(self, painter: QPainter, line: QRectF, hit: Hit, index: _Index) -> None:
        ink = self._theme.colour("ink2")
        model = index.model()
        places = model.show_places(hit) if isinstance(model, HitListModel) else ""
        half = QRectF(line.center().x(), line.top(), line.width() / 2, line.height())
        line.setWidth(line.width() - 10 - show_words(painter, half, places, self._line, ink, RIGHT))
        origin, date = plain_words(hit.story.outlet or hit.story.agency or ""), show_date(hit.story.published)
        before = " · ".join(filter(None, (origin, date))) if date else f"{origin} · " if origin else ""
        width = show_words(painter, line, before, self._line, ink)
        if not date:
            show_words(painter, line.adjusted(width, 0, 0, 0), self.tr("date not given"), self._italic, ink)

    def _show_passage(self, painter: QPainter, text: QRectF, hit: Hit) -> None:
        passage = find_shown(hit)
        if passage is None:
            words = plain_words(hit.story.first_words)
            show_words(painter, _line_of(text, 40, 19), words, self._words, self._theme.colour("ink2"))
            return
        for place, line in enumerate(self._break(passage, int(text.width()))):
            if line.words:
                self._show_line(painter, _line_of(text, 40 + 19 * place, 19), line)

    def _show_line(self, painter: QPainter, place: QRectF, line: Line) -> None:
        for span in line.found:
            before = self._words.width(line.words[: span.start])
            width = self._words.width(line.words[: span.end]) - before
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("found"))
            painter.drawRoundedRect(QRectF(place.left() + before - 1, place.top(), width + 2, place.height()), 2, 2)
        for start, end, role in find_pieces(line):
            painter.setFont(self._words.font)
            painter.setPen(self._theme.colour(role))
            x = place.left() + self._words.width(line.words[:start])
            painter.drawText(int(x), int(self._words.baseline(place.top(), place.height())), line.words[start:end])

    def _break(self, passage: Passage, width: int) -> tuple[Line, Line]:
        key = (passage, width)
        if key not in self._broken:
            if len(self._broken) > 300:
                self._broken.clear()
            line = begin_near(passage.words, passage.found)
            if passage.speaker and passage.where == "quote":
                line = _with_speaker(line, passage.speaker)
            self._broken[key] = break_line(line, self._words, width)
        return self._broken[key]


def begin_near(words: str, found: Sequence[Span]) -> Line:
    """Return words from a little before the first of what was found in them."""
    words = shown_words(words)
    first = found[0].start if found else 0
    if first <= _BEFORE:
        return Line(words, tuple(found))
    start = words.find(" ", first - _BEFORE, first) + 1 or first
    moved = len(_MORE) - start
    return Line(_MORE + words[start:], tuple(Span(span.start + moved, span.end + moved) for span in found))


def break_line(line: Line, kind: Type, width: int) -> tuple[Line, Line]:
    """Return the two lines that words take, each with what was found in it; words that do not fit are left out."""
    first, second = break_words(line.words, kind, width)
    start = len(first)
    while start < len(line.words) and line.words[start] == " ":
        start += 1
    kept = len(second) - second.endswith(_MORE)
    return Line(first, _cut(line.found, 0, len(first))), Line(second, _cut(line.found, start, start + kept))


def find_pieces(line: Line) -> list[tuple[int, int, str]]:
    """Return a line's pieces with the colour role of each: what was found in ink, the rest quieter."""
    pieces, at = [], 0
    for span in line.found:
        pieces.append((at, span.start, "ink2"))
        pieces.append((span.start, span.end, "ink"))
        at = span.end
    pieces.append((at, len(line.words), "ink2"))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _with_speaker(line: Line, speaker: str) -> Line:
    before = f"{plain_words(speaker)}: "
    moved = len(before)
    return Line(before + line.words, tuple(Span(span.start + moved, span.end + moved) for span in line.found))


def _cut(found: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    inside = (Span(max(span.start, start) - start, min(span.end, end) - start) for span in found)
    return tuple(span for span in inside if span.start < span.end)


def _line_of(text: QRectF, top: float, height: float) -> QRectF:
    return QRectF(text.left(), text.top() + top, text.width(), height)
