"""Paints the marks of a page under its text, in the order that LOOK.md gives them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPalette,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)

from reader.app.desk import Focus
from reader.app.page.find import Finder
from reader.app.page.kicker import DETAILS
from reader.app.page.lines import Lines, Stretch
from reader.app.page.marks import STROKED, MarkedMention, PageMarks, Shown
from reader.app.page.sheet import Setting, Sheet
from reader.app.page.strokes import paint_stroke
from reader.app.theme import Theme
from reader.model.span import Span

_RADIUS = 3
_WIDER = 2

Blocks = Sequence[tuple[QTextBlock, QRectF]]
Range = tuple[int, int]


class PlacedMention(NamedTuple):
    """A mention and where it stands in the document."""

    mention: MarkedMention
    setting: Setting
    stretches: list[Stretch]


class MarkPainter:
    """Paints one page's marks; `focus`, `hovered`, `pointed`, `selection` and `shown` say what is to be seen.

    It holds for one analysis in one layout: another of either wants another painter.
    """

    def __init__(self, document: Sheet, lines: Lines, marks: PageMarks, theme: Theme) -> None:
        self._document = document
        self._lines = lines
        self._marks = marks
        self._theme = theme
        self._placed: dict[int, list[PlacedMention]] = {}
        self.focus: Focus | None = None
        self.hovered: MarkedMention | None = None
        self.pointed: int | None = None  # the quote under the pointer
        self.selection: list[Range] = []
        self.stop: Range | None = None  # the link that the Tab key has reached
        self.shown = Shown()
        self.finder: Finder | None = None

    def paint(self, painter: QPainter, blocks: Blocks) -> None:
        """Paint all marks of some blocks, in document coordinates."""
        marked = self.shown.marks
        mentions = self._find_mentions(blocks) if marked else []
        if marked:
            self._paint_pointed(painter, blocks)
            self._paint_quote(painter, blocks)
        self._paint_hits(painter, blocks)
        if marked:
            self._paint_mentions(painter, mentions)
            self._paint_speaker(painter, blocks)
        self._paint_hit(painter, blocks)
        self._paint_selection(painter, blocks)
        self._paint_links(painter, blocks)
        self._paint_stop(painter, blocks)
        if marked:
            self._paint_strokes(painter, mentions)
            self._paint_cue(painter, blocks)

    def _find_mentions(self, blocks: Blocks) -> list[PlacedMention]:
        found: list[PlacedMention] = []
        for block, box in blocks:
            number = block.blockNumber()
            placed = self._placed.get(number)
            if placed is None:
                placed = self._placed[number] = self._place_mentions(block, box)
            found += placed
        return found

    def _place_mentions(self, block: QTextBlock, box: QRectF) -> list[PlacedMention]:
        document, start = self._document, block.position()
        setting = document.settings[block.blockNumber()]
        placed = []
        for span in document.map.spans_of(start, start + block.length() - 1):
            piece = document.map.piece_at_offset(span.start)
            if piece is None:
                continue
            for mention in self._marks.mentions_in(span):
                units = piece.position_of(mention.span.start) - start, piece.position_of(mention.span.end) - start
                placed.append(PlacedMention(mention, setting, self._lines.boxes(block, box, *units)))
        return placed

    def _find_stretches(self, span: Span | None, blocks: Blocks) -> list[tuple[Setting, Stretch]]:
        """Return where a span stands within some blocks."""
        if span is None:
            return []
        ranges = self._document.map.positions_of(span)
        return [found for position, end in ranges for found in self._find_range(position, end, blocks)]

    def _find_range(self, position: int, end: int, blocks: Blocks) -> Iterable[tuple[Setting, Stretch]]:
        for block, box in blocks:
            start, stop = block.position(), block.position() + block.length() - 1
            if position < stop and end > start:
                setting = self._document.settings.get(block.blockNumber())
                units = max(position - start, 0), min(end, stop) - start
                if setting:
                    yield from ((setting, stretch) for stretch in self._lines.boxes(block, box, *units))

    def _paint_quote(self, painter: QPainter, blocks: Blocks) -> None:
        quote = self._marks.quote(self.focus)
        if quote is None:
            return
        lit = self._theme.colour("lit")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for part in quote.parts:
            for setting, stretch in self._find_stretches(part, blocks):
                painter.fillRect(find_band(setting, stretch), lit)

    def _paint_pointed(self, painter: QPainter, blocks: Blocks) -> None:
        """Paint speaker and cue of the quote under the pointer lightly."""
        quote = self._marks.quote_at(self.pointed)
        for span in (quote.speaker, quote.cue) if quote and quote is not self._marks.quote(self.focus) else ():
            for setting, stretch in self._find_stretches(span, blocks):
                self._paint_boxes(painter, setting, [stretch], self._theme.colour("none"))

    def _paint_speaker(self, painter: QPainter, blocks: Blocks) -> None:
        quote = self._marks.quote(self.focus)
        for setting, stretch in self._find_stretches(quote.speaker, blocks) if quote else ():
            self._paint_now(painter, setting, stretch)

    def _paint_mentions(self, painter: QPainter, mentions: list[PlacedMention]) -> None:
        current = None
        for mention, setting, stretches in mentions:
            if self._is_chosen(mention):
                if self.focus and mention.index == self.focus.index:
                    current = setting, stretches
                    continue
                self._paint_boxes(painter, setting, stretches, self._theme.colour("lit"))
            elif mention == self.hovered:
                self._paint_boxes(painter, setting, stretches, self._theme.colour("none"))
        if current:
            for stretch in current[1]:
                self._paint_now(painter, current[0], stretch)

    def _paint_hits(self, painter: QPainter, blocks: Blocks) -> None:
        finder = self.finder
        if finder is None or not finder.hits:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("found"))
        for block, _box in blocks:
            start = block.position()
            for span in self._document.map.spans_of(start, start + block.length() - 1):
                for hit in finder.hits_in(span):
                    for setting, stretch in self._find_stretches(hit, blocks):
                        painter.drawRoundedRect(find_box(setting, stretch).adjusted(1, 0, -1, 0), 2, 2)

    def _paint_hit(self, painter: QPainter, blocks: Blocks) -> None:
        hit = self.finder.hit if self.finder else None
        for setting, stretch in self._find_stretches(hit, blocks):
            self._paint_now(painter, setting, stretch)

    def _is_chosen(self, mention: MarkedMention) -> bool:
        focus = self.focus
        return focus is not None and focus.kind == "entity" and focus.subject == mention.entity

    def _is_now(self, mention: MarkedMention) -> bool:
        """Say whether a mention has the light itself and so no stroke beneath."""
        if self.focus and self._is_chosen(mention):
            return mention.index == self.focus.index
        quote = self._marks.quote(self.focus)
        return bool(quote and quote.speaker and quote.speaker.overlaps(mention.span))

    def _paint_boxes(self, painter: QPainter, setting: Setting, stretches: list[Stretch], colour: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for stretch in stretches:
            painter.drawRoundedRect(find_box(setting, stretch), _RADIUS, _RADIUS)

    def _paint_now(self, painter: QPainter, setting: Setting, stretch: Stretch) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("edge"), 1.5))
        painter.setBrush(self._theme.colour("now"))
        painter.drawRoundedRect(find_box(setting, stretch), _RADIUS, _RADIUS)

    def _paint_selection(self, painter: QPainter, blocks: Blocks) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        colour = self._theme.colour("select")
        for position, end in self.selection:
            for setting, stretch in self._find_range(position, end, blocks):
                painter.fillRect(find_band(setting, stretch), colour)

    def _paint_links(self, painter: QPainter, blocks: Blocks) -> None:
        """Paint a hairline under links, nearer to the words than the strokes of names; dashes under what is missing."""
        colour = QColor(self._theme.colour("accent"))
        colour.setAlphaF(0.5)
        dashes = QPen(self._theme.colour("ink3"), 1, Qt.PenStyle.CustomDashLine)
        dashes.setDashPattern([3, 2])
        for block, box in blocks:
            for start, end, address in self._document.links.get(block.blockNumber(), ()):
                for stretch in self._lines.boxes(block, box, start, end):
                    width = stretch.right - stretch.left
                    line = QRectF(stretch.left, stretch.baseline + 2, width, 1)
                    if address == DETAILS:
                        painter.setPen(dashes)
                        painter.drawLine(line.translated(0, 1.5).topLeft(), line.translated(0, 1.5).topRight())
                    else:
                        painter.fillRect(line, colour)

    def _paint_stop(self, painter: QPainter, blocks: Blocks) -> None:
        if self.stop:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for setting, stretch in self._find_range(*self.stop, blocks):
                painter.drawRoundedRect(find_box(setting, stretch).adjusted(-1, 0, 1, 0), _RADIUS, _RADIUS)

    def _paint_strokes(self, painter: QPainter, mentions: list[PlacedMention]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for mention, setting, stretches in mentions:
            if mention.kind not in STROKED or self._is_now(mention):
                continue
            resting = mention.form == "name" and setting.kind != "headline" and self.shown.shows(mention.kind)
            if resting or self._is_chosen(mention):
                for stretch in stretches:
                    edges = stretch.left, stretch.right, stretch.baseline
                    paint_stroke(painter, mention.kind, setting.px, *edges, self._theme.colour(mention.kind))

    def _paint_cue(self, painter: QPainter, blocks: Blocks) -> None:
        quote = self._marks.quote(self.focus)
        if quote is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for _setting, stretch in self._find_stretches(quote.cue, blocks):
            for below in (3, 6):
                line = QRectF(stretch.left, stretch.baseline + below, stretch.right - stretch.left, 1.5)
                painter.fillRect(line, self._theme.colour("edge"))


def make_words_context(
    page: Sheet, blocks: Blocks, clip: QRectF, theme: Theme
) -> QAbstractTextDocumentLayout.PaintContext:
    """Return how the words are painted: a theme's colours are laid over, so that another theme moves nothing."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = clip
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, theme.colour("ink"))
    context.palette = palette
    context.selections = [
        _make_coloured(block, start, length, theme.colour(role))
        for block, _box in blocks
        for start, length, role in page.colours.get(block.blockNumber(), ())
    ]
    return context


def _make_coloured(block: QTextBlock, start: int, length: int, colour: QColor) -> QAbstractTextDocumentLayout.Selection:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + min(start, block.length() - 1))
    cursor.setPosition(block.position() + min(start + length, block.length() - 1), QTextCursor.MoveMode.KeepAnchor)
    letters = QTextCharFormat()
    letters.setForeground(colour)
    coloured = QAbstractTextDocumentLayout.Selection()
    coloured.cursor, coloured.format = cursor, letters
    return coloured


def find_band(setting: Setting, stretch: Stretch) -> QRectF:
    """Return the whole height of a line behind words: b−22 to b+8 at text size 19, so that neighbours touch."""
    up = round(setting.line * 22 / 30)
    left = round(stretch.left)
    return QRectF(left, stretch.baseline - up, round(stretch.right) - left, setting.line)


def find_box(setting: Setting, stretch: Stretch) -> QRectF:
    """Return the box round a mention: b−20 to b+6 at text size 19, never higher than the line's band."""
    highest = round(setting.line * 22 / 30)
    up = min(round(setting.px * 20 / 19), highest)
    down = min(max(round(setting.px * 6 / 19), 6), setting.line - highest)
    return QRectF(stretch.left - _WIDER, stretch.baseline - up, stretch.right - stretch.left + 2 * _WIDER, up + down)
