"""The page: one article to read, its marks painted under the words."""

from html import escape

from PySide6.QtCore import Property, QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QToolTip, QWidget

from reader.app.desk import Desk, Focus
from reader.app.page.column import Column, find_column
from reader.app.page.document import PageDocument
from reader.app.page.figures import Images
from reader.app.page.furniture import show_furniture
from reader.app.page.lines import Lines
from reader.app.page.marks import MarkedMention, PageMarks
from reader.app.page.painter import MarkPainter, find_box, make_words_context
from reader.app.page.place import find_place, find_top
from reader.app.page.pointer import find_letter, find_link, find_mention, find_offset
from reader.app.page.ring import FocusRing
from reader.app.page.surface import ReadingSurface
from reader.app.theme import Theme
from reader.model.reading import Reading
from reader.model.span import Span

_SLICE_SECONDS = 0.006
_COMFORT = 56  # logical pixels between a mention and the page's edge that need no scrolling
_LONGEST_TARGET = 300
_STILL = 4  # logical pixels a pointer may move in a click


class PageView(ReadingSurface):
    """Shows the desk's reading; what is clicked becomes the desk's focus, and the focus is scrolled to."""

    painted = Signal()  # an article's first picture stands
    link_wanted = Signal(str)  # an http or https address was clicked
    link_hovered = Signal(str)  # the address under the pointer, or nothing

    def __init__(self, desk: Desk, theme: Theme, images: Images, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articlePage")
        self.setAccessibleName(self.tr("Article"))
        self._desk = desk
        self._theme = theme
        self._images = images
        self._reading: Reading | None = None
        self._lines = Lines()
        self._marks = PageMarks(None)
        self._painter: MarkPainter | None = None
        self._scale = 1.0
        self._busy = False
        self._unpainted = False
        self._marks_shown = True
        self._clicking = False
        self._pressed: QPoint | None = None
        self._link = ""
        self._blank = QTextDocument(self)
        self._ring = FocusRing(theme, self)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._build_more)
        self.selectionChanged.connect(self._show_selection)
        desk.article_opened.connect(self._open)
        desk.reading_changed.connect(self._take)
        desk.focus_changed.connect(self._follow)
        theme.changed.connect(self.viewport().update)
        if desk.reading:
            self._open(desk.reading)

    def _article_id(self) -> str:
        return self._reading.id if self._reading else ""

    def _is_busy(self) -> bool:
        return self._busy

    def _current_span(self) -> object:
        focus = self._desk.focus
        return (focus.span.start, focus.span.end) if focus else None

    articleId = Property(str, _article_id)  # noqa: N815 - a name promised to tests
    busy = Property(bool, _is_busy)
    currentSpan = Property(object, _current_span)  # noqa: N815 - a name promised to tests

    def set_busy(self, busy: bool) -> None:
        """Say whether the article shown, or its panels, are still to come."""
        self._busy = busy

    def set_marks_shown(self, shown: bool) -> None:
        """Show the marks or hide them all; the text stays where it is."""
        self._marks_shown = shown
        if self._painter:
            self._painter.shown = shown
        self.viewport().update()

    @property
    def scale(self) -> float:
        """How many times larger than usual the letters are."""
        return self._scale

    def set_scale(self, scale: float) -> None:
        """Set all letters `scale` times as large; the place stays."""
        if scale != self._scale:
            self._scale = scale
            self._set_anew()

    def scroll_place(self) -> float:
        """Return the place at the top of the page as an offset of the text, the same in every width and text size."""
        return find_place(self._page, self.verticalScrollBar().value()) if self._page else 0.0

    def go_to_place(self, place: float) -> None:
        """Scroll, without motion, to a place that `scroll_place` gave."""
        self.scroll_to(find_top(self._page, place) if self._page else 0)

    # the desk's signals

    def _open(self, reading: Reading | None) -> None:
        """Show another article, from its top."""
        self._reading = reading
        self._marks = PageMarks(reading.analysis if reading else None)
        self._unpainted = reading is not None
        self._set_hovered(None, "")
        self.setAccessibleName(self.tr("Article: {}").format(reading.article.title) if reading else self.tr("Article"))
        self._build_anew()
        self.scroll_to(0)

    def _take(self, reading: Reading) -> None:
        """Show a new state of the article shown: its marks alone, where the text is the same."""
        before, self._reading = self._reading, reading
        self._marks = PageMarks(reading.analysis)
        same = before is not None and before.article == reading.article
        if same and self._page and self._page.holds_same_pictures(reading.id, self._images):
            self._make_painter(self._page)
            self.viewport().update()
        else:
            self._set_anew()

    def _follow(self, focus: Focus | None) -> None:
        """Light what is looked at now, and bring it into view."""
        if self._painter:
            self._painter.focus = focus
            if focus and not self._clicking:
                self._bring_into_view(focus.span)
        self.viewport().update()

    def _bring_into_view(self, span: Span) -> None:
        box = self._find_box(span)
        if box is None:
            return
        height = self.viewport().height()
        top = self.scroll_goal()
        if not (top + _COMFORT <= box.top() and box.bottom() <= top + height - _COMFORT):
            self.glide_to(round(box.top() - height / 3))

    def _find_box(self, span: Span) -> QRectF | None:
        """Return the box of a span's first line in the document."""
        page = self._page
        if page is None:
            return None
        page.build_through(span.end)
        for position, end in page.map.positions_of(span):
            block = page.findBlock(position)
            corner = page.documentLayout().blockBoundingRect(block)
            start = block.position()
            for stretch in self._lines.boxes(block, corner, position - start, end - start):
                return find_box(page.settings[block.blockNumber()], stretch)
        return None

    # building

    def _column(self) -> Column:
        return find_column(self.width(), self._scale)

    def _build_anew(self) -> None:
        self._idle.stop()
        self._lines.clear()
        old, self._page, self._painter = self._page, None, None
        if self._reading is None:
            self.setDocument(self._blank)
        else:
            self._page = self._make_page(self._reading)
        if old:
            old.deleteLater()
        self.viewport().update()

    def _make_page(self, reading: Reading) -> PageDocument:
        """Build what the first picture needs; the rest follows when nothing else is to do."""
        height = self.viewport().height()
        page = PageDocument(reading.article, reading.id, self._column(), height, self._images, self)
        self.setDocument(page)
        if self.lineWrapColumnOrWidth() != page.column.right:
            self.setLineWrapColumnOrWidth(page.column.right)
        self._make_painter(page)
        while not page.built and page.size().height() < 2 * height:
            page.build()
        if not page.built:
            self._idle.start()
        return page

    def _make_painter(self, page: PageDocument) -> None:
        self._painter = MarkPainter(page, self._lines, self._marks, self._theme)
        self._painter.focus = self._desk.focus
        self._painter.shown = self._marks_shown
        self._show_selection()

    def _build_more(self) -> None:
        if self._unpainted and self.isVisible():
            return
        if not self._page or self._page.built:
            self._idle.stop()
            return
        layout = self._page.documentLayout()
        layout.blockSignals(True)  # what is added lies below the picture: nothing is to be painted anew
        self._page.build(_SLICE_SECONDS)
        layout.blockSignals(False)
        self._tell_size()

    def _set_anew(self) -> None:
        """Build the document again at the place where the reader was."""
        place = self.scroll_place()
        self._build_anew()
        self.go_to_place(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in the column of the new width, at the place where the reader was."""
        self._ring.setGeometry(self.rect())
        page, column = self._page, self._column()
        if page is None or (column == page.column and event.oldSize().height() == event.size().height()):
            super().resizeEvent(event)
            return
        if column.build != page.column.build or self._unpainted:
            super().resizeEvent(event)
            self._set_anew()
            return
        place = self.scroll_place()
        page.setLayoutEnabled(False)
        page.set_column(column, self.viewport().height())
        self.setLineWrapColumnOrWidth(column.right)
        page.setLayoutEnabled(True)
        self._lines.clear()
        self._make_painter(page)
        super().resizeEvent(event)
        self.go_to_place(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint page, photographs, marks and words."""
        painter = QPainter(self.viewport())
        page, theme = self._page, self._theme
        painter.fillRect(event.rect(), theme.colour("page"))
        if page and self._painter:
            top = self.verticalScrollBar().value()
            clip = QRectF(event.rect().translated(0, top))
            painter.translate(0, -top)
            seen = [found for found in page.blocks_from(clip.top(), clip.bottom()) if page.is_set(found[0])]
            show_furniture(painter, page, seen, theme)
            self._painter.paint(painter, seen)
            page.documentLayout().draw(painter, make_words_context(page, seen, clip, theme))
            painter.translate(0, top)
        edge = self.viewport().width() - 1
        painter.fillRect(edge, event.rect().top(), 1, event.rect().height(), theme.colour("line"))
        painter.end()
        if self._unpainted and page:
            self._unpainted = False
            self.painted.emit()

    def _show_selection(self) -> None:
        if self._painter:
            self._painter.selection = [stretch for row in self.selected_ranges() for stretch in row]
            self.viewport().update()

    # keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let go of the selection, then of the focus, with Escape; everything else is the surface's."""
        if event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        elif event.key() == Qt.Key.Key_Escape and self._desk.focus:
            self._desk.focus_on(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard came here."""
        super().focusInEvent(event)
        self._ring.show_for(event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self._ring.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began."""
        self._ring.hide()
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click on a name, a link or a quote."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        still = pressed is not None and (event.position().toPoint() - pressed).manhattanLength() < _STILL
        if still and not self.textCursor().hasSelection():
            self._click(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word, as everywhere."""
        self._pressed = None
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click here would do."""
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._hover(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was under the pointer."""
        super().leaveEvent(event)
        self._set_hovered(None, "")

    def link_at(self, point: QPointF) -> str:
        """Return the address under a point of the viewport, or nothing."""
        return self._find_under(point)[1]

    def _find_under(self, point: QPointF) -> tuple[MarkedMention | None, str, int | None]:
        """Return the mention, the link and the text offset under a point of the viewport."""
        page = self._page
        place = QPointF(point.x(), point.y() + self.verticalScrollBar().value())
        letter = find_letter(page, self._lines, place) if page else None
        if page is None or letter is None:
            return None, "", None
        mention = find_mention(page, self._lines, self._marks, letter, place) if self._marks_shown else None
        return mention, find_link(page, letter), find_offset(page, letter)

    def _click(self, point: QPointF) -> None:
        mention, address, offset = self._find_under(point)
        part = self._marks.part_at(offset) if offset is not None and self._marks_shown else None
        self._clicking = True
        try:
            if mention:
                self._desk.focus_on_entity(mention.entity, mention.index)
            elif address:
                self.link_wanted.emit(address)
            elif part:
                self._desk.focus_on_quote(part.quote, part.index)
        finally:
            self._clicking = False

    def _hover(self, point: QPointF) -> None:
        mention, address, offset = self._find_under(point)
        self._set_hovered(mention, "" if mention else address)
        shape = Qt.CursorShape.ArrowCursor
        if mention or address:
            shape = Qt.CursorShape.PointingHandCursor
        elif offset is not None:
            shape = Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def _set_hovered(self, mention: MarkedMention | None, address: str) -> None:
        if self._painter and self._painter.hovered != mention:
            self._painter.hovered = mention
            self.viewport().update()
        if address != self._link:
            self._link = address
            shown = address if len(address) <= _LONGEST_TARGET else address[:_LONGEST_TARGET] + "…"
            self.setToolTip(f"<p style='white-space:pre-wrap'>{escape(shown)}</p>" if address else "")
            if not address:
                QToolTip.hideText()
            self.link_hovered.emit(address)
