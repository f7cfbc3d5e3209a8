"""The page with its marks: which are shown, the margin, the ticks of the scroll bar."""

from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from reader.app.page.marks import Shown
from reader.app.page.ticks import Heights, TickBar
from reader.app.page.touch import TouchedSurface
from reader.app.theme import Theme


class MarkedSurface(TouchedSurface):
    """Shows or hides the marks of a page; whoever lays the page out gives it painter, margin and heights."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heights: Heights | None = None
        self._ticks = TickBar(theme, self)
        self.set_scroll_bar(self._ticks)
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
        """Show in the scroll bar where the mentions or parts of what is lit stand."""
        focus, heights = self._painter.focus if self._painter else None, self._heights
        if focus is None or heights is None or not self._shown.marks:
            self._ticks.show_ticks((), None)
            return
        shares = [heights.share(span.start) for span in self._marks.lit(focus)]
        self._ticks.show_ticks(shares, heights.share(focus.span.start))

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
