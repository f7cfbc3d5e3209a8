"""Where on the page one can go: places read before, hits, paragraphs, photographs."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from reader.app.page.document import PageDocument
from reader.app.page.marked import MarkedSurface
from reader.app.page.place import find_place, find_top
from reader.app.page.touch import COMFORT
from reader.app.theme import Theme
from reader.model.span import Span

if TYPE_CHECKING:
    from reader.app.page.large import LargePhoto, Picture


class GoalSurface(MarkedSurface):
    """Goes to places of a page, and shows its photographs large."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._large: LargePhoto | None = None
        self.finder.changed.connect(self._show_hits)
        self.photo_clicked.connect(self.show_photo)

    def scroll_place(self) -> float:
        """Return the place at the top of the page as an offset of the text, the same in every width and text size."""
        return find_place(self._page, self.verticalScrollBar().value()) if self._page else 0.0

    def go_to_place(self, place: float) -> None:
        """Scroll, without motion, to a place that `scroll_place` gave."""
        self.scroll_to(find_top(self._page, place) if self._page else 0)

    def selected_span(self) -> Span | None:
        """Return the stretch of the text that is selected."""
        if self._page is None or not self.textCursor().hasSelection():
            return None
        spans = [span for row in self.selected_ranges() for at in row for span in self._page.map.spans_of(*at)]
        return Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else None

    def show_passage(self, span: Span) -> None:
        """Select a stretch of the text and bring it into view."""
        box = self._find_span(span)
        if box is None or self._page is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(self._page.map.position_of(span.start))
        cursor.setPosition(self._page.map.position_of(span.end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.bring_into_view(box)

    def _show_hits(self) -> None:
        """Show what the finder has found, and bring the current hit into view."""
        hit = self.finder.hit
        box = self._find_span(hit) if hit else None
        if box:
            self.bring_into_view(box)
        self._show_ticks()
        self.viewport().update()

    def find_seen(self) -> int:
        """Return the offset of the text at which what can be seen begins, or that of the selection."""
        cursor, page = self.textCursor(), self._page
        if page and cursor.hasSelection():
            return page.map.offset_of(cursor.selectionStart())
        return int(self.scroll_place())

    def count_paragraphs(self) -> int:
        """Return how many numbered paragraphs the article has."""
        blocks = self._page.article.blocks if self._page else ()
        return sum(block.kind == "paragraph" for block in blocks)

    def go_to_paragraph(self, number: int) -> None:
        """Scroll to a paragraph by its number, from 1."""
        blocks = self._page.article.blocks if self._page else ()
        spans = [block.span for block in blocks if block.kind == "paragraph"]
        box = self._find_span(spans[number - 1]) if 0 < number <= len(spans) else None
        if box:
            self.glide_to(round(box.top()) - COMFORT)

    def _find_span(self, span: Span) -> QRectF | None:
        """Return the box of a span's first line in the document."""
        if self._page is None:
            return None
        self._page.build_through(span.end)
        for position, end in self._page.map.positions_of(span):
            return self.find_place(position, end)
        return None

    # photographs

    def show_photo(self, number: int | None = None) -> None:
        """Show a photograph as large as the page: a numbered one, or the first that can be seen or comes after.

        Where none came with the text, the place that says so is gone to.
        """
        page = self._page
        pictured = [i for i, figure in enumerate(page.figures) if figure.pictured] if page else []
        if page is None or not pictured:
            self._go_to_caption()
            return
        if number is None:
            top = int(find_place(page, self.verticalScrollBar().value()))
            captions = [(i, page.article.photos[i].caption) for i in pictured]
            number = next((i for i, caption in captions if caption and caption.end >= top), pictured[0])
        from reader.app.page.large import LargePhoto  # hardly ever needed at the start

        if self._large is None:
            self._large = LargePhoto(self, self._theme)
        self._hide_card()
        self._large.show_picture([_make_picture(page, i) for i in pictured], pictured.index(number))

    def _go_to_caption(self) -> None:
        """Bring what stands for a missing picture into view."""
        captions = [photo.caption for photo in self._page.article.photos if photo.caption] if self._page else []
        box = self._find_span(captions[0]) if captions else None
        if box:
            self.bring_into_view(box)

    def leave_photo(self) -> None:
        """Show the page again."""
        if self._large:
            self._large.leave()


def _make_picture(page: PageDocument, number: int) -> "Picture":
    figure, photo, text = page.figures[number], page.article.photos[number], page.article.text
    caption, credit = (" ".join(span.cut(text).split()) if span else "" for span in (photo.caption, photo.credit))
    from reader.app.page.large import Picture

    return Picture(figure.path or Path(), caption or photo.alt, credit)
