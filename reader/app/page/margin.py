"""The quotes of a page in its margin: a bar beside the words, a note with the speaker, the kind and the cue."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from reader.app.attributions import name_as_told, name_teller, say_attribution
from reader.app.doubt_words import say_doubts
from reader.app.lit import name_speaker
from reader.app.page.document import PageDocument
from reader.app.page.note_words import NoteType, NoteWords
from reader.app.theme import Theme
from reader.model.analysis import Analysis
from reader.model.reading import Doubt
from reader.reading.doubts import doubts_of_quotes

_LANE = 6
_LANES = 3
_BAR = 3
_DASHES = (7.0, 4.0)
_SHORTEST = 4  # a dash cut shorter would look like a dot
_DOTS = 6
_UP = 17  # from the baseline of the quote's first line to the top of its note
_BETWEEN = 4
_PADDING = (6, 5)
_RADIUS = 6


class Note(NamedTuple):
    """A quote's bar, from `top` to `bottom` in a lane; the top of its words, and how high they are.

    All of them heights of the document.
    """

    quote: int
    top: float
    bottom: float
    lane: int
    words: float
    height: float


class Margin:
    """The notes of one analysis in one layout of a page, placed from above as far as the page is built."""

    def __init__(self, page: PageDocument, analysis: Analysis | None, doubts: Sequence[Doubt] = ()) -> None:
        self._page = page
        self._doubts = doubts_of_quotes(doubts)
        self._analysis = analysis or Analysis()
        quotes = self._analysis.quotes
        self._order = sorted((i for i, quote in enumerate(quotes) if quote.parts), key=lambda i: quotes[i].parts[0])
        self._ends = [max(part.end for part in quotes[i].parts) for i in self._order]
        self._next = 0
        self._notes: list[Note] = []
        self._tops: list[float] = []
        self._numbers: dict[int, int] = {}  # by quote: the number of its note
        self._words: dict[int, NoteWords] = {}
        self._lanes = [0.0] * _LANES
        self._longest = 0.0
        scale = page.column.scale
        self._type = NoteType(scale)
        self._scale = scale

    def place(self) -> None:
        """Place the notes of all quotes that stand in the document by now."""
        reach = self._page.reach
        placed = []
        while self._next < len(self._order) and self._ends[self._next] < reach:
            placed.append(self._order[self._next])
            self._next += 1
        for note in sorted(map(self._find_bar, placed), key=lambda note: note.top):
            self._add(note)

    def notes_between(self, top: float, bottom: float) -> list[Note]:
        """Return the notes whose bar or words reach between two heights of the document."""
        self.place()
        reach = self._longest
        first = bisect_left(self._tops, top - reach)
        return [
            note
            for note in self._notes[first : bisect_right(self._tops, bottom)]
            if max(note.bottom, note.words + note.height + _PADDING[1]) >= top
        ]

    def note_of(self, quote: int) -> Note | None:
        """Return the note of the quote at a position of the analysis."""
        self.place()
        number = self._numbers.get(quote)
        return self._notes[number] if number is not None else None

    def note_at(self, place: QPointF) -> Note | None:
        """Return the note at a place of the document: its words, or the nearest lane's bar."""
        column = self._page.column
        if place.x() < column.bars - _LANE:
            return None
        for note in self.notes_between(place.y(), place.y()):
            if column.notes and self.box(note).contains(place):
                return note
        on_bars = [note for note in self.notes_between(place.y(), place.y()) if note.top <= place.y() <= note.bottom]
        if not on_bars or place.x() > column.bars + _LANES * _LANE:
            return None
        return min(on_bars, key=lambda note: abs(column.bars + note.lane * _LANE + _BAR / 2 - place.x()))

    def words(self, quote: int) -> NoteWords:
        """Return what the note of a quote says."""
        if quote not in self._words:
            self._words[quote] = self._make_words(quote)
        return self._words[quote]

    def box(self, note: Note) -> QRectF:
        """Return the box round the words of a note in the margin."""
        column = self._page.column
        across, down = _PADDING
        width, height = column.notes + across + 2, note.height + 2 * down
        return QRectF(column.note_edge - across, note.words - down, width, height)

    def is_whole(self, note: Note) -> bool:
        """Say whether the words of a note are shown in full."""
        return self._type.fit(self.words(note.quote), self._page.column.notes).whole

    def paint(
        self, painter: QPainter, theme: Theme, top: float, bottom: float, chosen: int | None, hovered: int | None
    ) -> None:
        """Paint the notes between two heights; `chosen` and `hovered` are positions of quotes."""
        column = self._page.column
        for note in self.notes_between(top, bottom):
            lit = note.quote == chosen
            kind = self._analysis.quotes[note.quote].kind
            left = column.bars + note.lane * _LANE
            paint_bar(painter, kind, left, note.top, note.bottom, theme.colour("edge" if lit else "ink2"))
            if column.notes:
                if lit or note.quote == hovered:
                    self._paint_box(painter, self.box(note), theme.colour("lit" if lit else "hover"))
                lines = self._type.fit(self.words(note.quote), column.notes)
                self._type.paint(painter, theme, lines, QPointF(column.note_edge, note.words))

    def paint_folded(self, painter: QPainter, theme: Theme, quote: int) -> None:
        """Paint the note of a quote beside its bar, over the text, where the margin has no room for notes."""
        note = self.note_of(quote)
        if note is None:
            return
        words, column = self.words(quote), self._page.column
        room = min(self._type.width(words) + 2, column.width * 0.6)
        lines = self._type.fit(words, room)
        across, down = 10, _PADDING[1]
        left = column.right + 6 - room - across
        height = lines.number * self._type.line + 2 * down
        box = QRectF(left - across, note.words - down, room + 2 * across, height)
        self._paint_box(painter, box, theme.colour("raised"), theme.colour("line2"))
        self._type.paint(painter, theme, lines, QPointF(left, note.words))

    def _find_bar(self, number: int) -> Note:
        """Return the bar of a quote, its lane and words still to be found a place."""
        page = self._page
        parts = self._analysis.quotes[number].parts
        first = page.map.position_of(parts[0].start)
        last = page.map.position_of(max(part.end for part in parts) - 1)
        baseline, px = self._find_baseline(first)
        end, last_px = self._find_baseline(last)
        top, bottom = baseline - round(px * 20 / 19), end + max(round(last_px * 4 / 19), 3)
        words = baseline - round(_UP * self._scale)
        return Note(number, top, max(bottom, top + 12), 0, words, self._find_height(number))

    def _find_height(self, number: int) -> int:
        """Return how high the words of a quote's note are; where none are shown, as high as they usually are."""
        room = self._page.column.notes
        return self._type.line * (self._type.fit(self.words(number), room).number if room else 2)

    def _find_baseline(self, position: int) -> tuple[float, float]:
        """Return the baseline at a position of the document, and the size of the letters there."""
        page = self._page
        block = page.findBlock(position)
        box = page.documentLayout().blockBoundingRect(block)
        setting = page.settings.get(block.blockNumber())
        line = block.layout().lineForTextPosition(position - block.position())
        if not line.isValid():
            return box.top(), 19.0
        return round(box.top() + line.y() + line.ascent()), setting.px if setting else 19.0

    def _add(self, note: Note) -> None:
        """Give a note the first free lane, and its words the first free place at or below its first line."""
        lane = next((i for i, bottom in enumerate(self._lanes) if bottom <= note.top), _LANES - 1)
        self._lanes[lane] = note.bottom
        words = note.words
        if self._notes:
            words = max(words, self._notes[-1].words + self._notes[-1].height + _BETWEEN)
        self._numbers[note.quote] = len(self._notes)
        self._notes.append(note._replace(lane=lane, words=words))
        self._tops.append(max(note.top, self._tops[-1] if self._tops else 0.0))
        self._longest = max(self._longest, note.bottom - note.top, words + note.height - note.top)

    def _make_words(self, number: int) -> NoteWords:
        article, quote = self._page.article, self._analysis.quotes[number]
        speaker = name_speaker(article, self._analysis, quote)
        teller = name_teller(article, self._analysis, quote)
        reason = say_doubts(self._doubts.get(number, ()))
        return NoteWords(name_as_told(speaker, teller), say_attribution(article.text, quote), reason)

    @staticmethod
    def _paint_box(painter: QPainter, box: QRectF, fill: QColor, border: QColor | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(border, 1) if border else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if border else box, _RADIUS, _RADIUS)


def paint_bar(painter: QPainter, kind: str, left: float, top: float, bottom: float, colour: QColor) -> None:
    """Paint the bar of a quote: solid for direct, dashes for partial, dots for indirect."""
    if kind == "indirect":
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        count = max(int((bottom - top - _BAR) // _DOTS) + 1, 1)
        dots = QPainterPath()
        for i in range(count):
            dots.addEllipse(left, top + i * _DOTS, _BAR, _BAR)
        painter.drawPath(dots)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    dash, gap = (bottom - top, 0.0) if kind == "direct" else _DASHES
    place = top
    while place < bottom and (place == top or bottom - place >= _SHORTEST):
        painter.fillRect(QRectF(left, place, _BAR, min(dash, bottom - place)), colour)
        place += dash + gap
