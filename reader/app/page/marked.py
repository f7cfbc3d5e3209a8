"""The page with its marks: which are shown, the margin, the ticks of the scroll bar."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QRect, QRectF, QTimer
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from reader.app.page.find import Finder
from reader.app.page.marks import Shown
from reader.app.page.ticks import Heights, TickBar
from reader.app.page.touch import TouchedSurface, Under
from reader.app.theme import Theme
from reader.model.span import Span

if TYPE_CHECKING:
    from reader.app.page.card import CardWords, HoverCard

_REST = 300  # ms the pointer rests on something before its card is shown


class MarkedSurface(TouchedSurface):
    """Shows or hides the marks of a page; whoever lays the page out gives it painter, margin and heights."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heights: Heights | None = None
        self._ticks = TickBar(theme, self)
        self.set_scroll_bar(self._ticks)
        self.finder = Finder(self)
        self._card: HoverCard | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._show_card)
        self._ticks.valueChanged.connect(self._hide_card)
        self.selectionChanged.connect(self._show_selection)
        theme.changed.connect(self._ticks.update)

    def set_marks_shown(self, shown: bool) -> None:
        """Show the marks or hide them all; the text stays where it is."""
        self._show_marks(replace(self._shown, marks=shown))

    def hide_kinds(self, kinds: frozenset[str]) -> None:
        """Show all kinds of marks but these: kinds of entities, or "quote"; the text stays where it is."""
        self._show_marks(replace(self._shown, hidden=kinds))

    def _show_marks(self, shown: Shown) -> None:
        self._shown = shown
        if self._painter:
            self._painter.shown = shown
        self._show_ticks()
        self.viewport().update()

    def _show_ticks(self) -> None:
        """Show in the scroll bar where the hits, or else the mentions or parts of what is lit, stand."""
        focus, heights = self._painter.focus if self._painter else None, self._heights
        spans: list[Span] = []
        current: Span | None = None
        if self.finder.hits:
            spans, current = self.finder.spread(), self.finder.hit
        elif focus and self._shown.marks:
            spans, current = self._marks.lit(focus), focus.span
        if heights:
            shares = [heights.share(span.start) for span in spans]
            self._ticks.show_ticks(shares, heights.share(current.start) if current else None)
        else:
            self._ticks.show_ticks((), None)

    def _paint_margin(self, painter: QPainter, clip: QRectF) -> None:
        if not (self._page and self._painter and self._margin and self._shown.shows("quote")):
            return
        focus, pointed = self._painter.focus, self._painter.pointed
        chosen = focus.subject if focus and focus.kind == "quote" else None
        self._margin.paint(painter, self._theme, clip.top(), clip.bottom(), chosen, pointed)
        if pointed is not None and not self._page.column.notes:
            self._margin.paint_folded(painter, self._theme, pointed)

    def _show_selection(self) -> None:
        if self._painter:
            self._painter.selection = [stretch for row in self.selected_ranges() for stretch in row]
            self.viewport().update()

    # the card of what the pointer rests on

    def _set_hovered(self, under: Under) -> None:
        before = self._under
        super()._set_hovered(under)
        if (under.mention, under.note) != (before.mention, before.note):
            self._hide_card()
            if under.mention or under.note is not None:
                self._rest.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the card away: who clicks has seen enough."""
        self._hide_card()
        super().mousePressEvent(event)

    def _hide_card(self) -> None:
        self._rest.stop()
        if self._card:
            self._card.hide()

    def _show_card(self) -> None:
        from reader.app.page.card import HoverCard  # not needed before the pointer rests on something

        found = self._find_card()
        if found:
            if self._card is None:
                self._card = HoverCard(self._theme, self.viewport())
            self._card.show_at(*found)

    def _find_card(self) -> "tuple[QRect, CardWords] | None":
        """Return what there is to say of what the pointer rests on, and where that is in the viewport."""
        from reader.app.page.card import CardWords, make_entity_card

        mention, note, margin, page = self._under.mention, self._under.note, self._margin, self._page
        box, words = None, None
        if mention and page:
            words = make_entity_card(self._marks.entity(mention.entity))
            for position, end in page.map.positions_of(mention.span)[:1]:
                box = self.find_place(position, end)
        elif note is not None and margin and page and page.column.notes:
            placed, said = margin.note_of(note), margin.words(note)
            if placed and said.reason:
                words = CardWords("doubt", "doubt", "", said.reason)
            elif placed and not margin.is_whole(placed):
                words = CardWords("quote-direct", "ink2", said.speaker, said.detail)
            box = margin.box(placed) if placed else None
        if box is None or words is None:
            return None
        return box.translated(0, -self.verticalScrollBar().value()).toRect(), words
