"""The page: one article to read, its marks painted under the words."""

from msgspec.structs import replace
from PySide6.QtCore import Property, QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QMenu, QWidget

from reader.app.desk import Desk, Focus
from reader.app.page.column import Column, Taste, find_column
from reader.app.page.document import PageDocument
from reader.app.page.figures import Images
from reader.app.page.furniture import show_furniture
from reader.app.page.goals import GoalSurface
from reader.app.page.margin import Margin
from reader.app.page.marks import PageMarks
from reader.app.page.painter import MarkPainter, make_words_context
from reader.app.page.ring import FocusRing
from reader.app.page.ticks import Heights
from reader.app.page.touch import Under
from reader.app.theme import Face, Theme
from reader.model.reading import Reading

_SLICE_SECONDS = 0.006


class PageView(GoalSurface):
    """Shows the desk's reading; what is clicked becomes the desk's focus, and the focus is scrolled to."""

    painted = Signal()  # an article's first picture stands
    column_changed = Signal()  # the text begins elsewhere on the page
    escaped = Signal()  # Escape was pressed, and there is no selection to let go of

    def __init__(self, desk: Desk, theme: Theme, images: Images, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("articlePage")
        self.setAccessibleName(self.tr("Article"))
        self._desk = desk
        self._images = images
        self._reading: Reading | None = None
        self._taste = Taste()
        self._busy = False
        self._unpainted = False
        self._clicking = False
        self._blank = QTextDocument(self)
        self._ring = FocusRing(theme, self)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._build_more)
        self.mention_clicked.connect(self._look_at_mention)
        self.quote_clicked.connect(self._look_at_quote)
        desk.article_opened.connect(self._open)
        desk.reading_changed.connect(self._take)
        desk.focus_changed.connect(self._follow)
        desk.passage_wanted.connect(self.show_passage)
        theme.changed.connect(self.viewport().update)
        if desk.reading:
            self._open(desk.reading)

    def add_to_menu(self, menu: QMenu, point: QPointF) -> None:
        """Offer to look a name up in the whole library."""
        mention, analysis = self._find_under(point).mention, self._reading.analysis if self._reading else None
        if mention and analysis:
            entity = analysis.entities[mention.entity]
            menu.addSeparator()
            menu.addAction(self.tr("Find in Library"), lambda: self._desk.library_wanted.emit(entity))

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

    @property
    def scale(self) -> float:
        """How many times larger than usual the letters are."""
        return self._taste.scale

    def set_scale(self, scale: float) -> None:
        """Set all letters `scale` times as large; the place stays."""
        self._set_to(replace(self._taste, scale=scale))

    def set_measure(self, width: float, spacing: float) -> None:
        """Make the text `width` times as wide and its lines `spacing` times as high as usual; the place stays."""
        self._set_to(replace(self._taste, width=width, spacing=spacing))

    def set_face(self, face: Face) -> None:
        """Set what was written in another face; the place stays."""
        self._set_to(replace(self._taste, face=face))

    def _set_to(self, taste: Taste) -> None:
        if taste != self._taste:
            self._taste = taste
            self._set_anew()
            self.column_changed.emit()

    # the desk's signals

    def _open(self, reading: Reading | None) -> None:
        """Show another article, from its top."""
        self._reading = reading
        self._marks = PageMarks(reading.analysis if reading else None)
        self._unpainted = reading is not None
        self._set_hovered(Under())
        self.leave_photo()
        self.finder.take(reading.article.text if reading else "")
        self.setAccessibleName(self.tr("Article: {}").format(reading.article.title) if reading else self.tr("Article"))
        self._build_anew()
        self.scroll_to(0)

    def _take(self, reading: Reading) -> None:
        """Show a new state of the article shown: its marks alone, where the text is the same."""
        before, self._reading = self._reading, reading
        self.setAccessibleName(self.tr("Article: {}").format(reading.article.title))
        self._marks = PageMarks(reading.analysis)
        self.finder.take(reading.article.text)
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
            box = self._find_span(focus.span) if focus and not self._clicking else None
            if box:
                self.bring_into_view(box)
        self._show_ticks()
        self.viewport().update()

    def text_edge(self, width: int | None = None) -> int:
        """Return how far right of the page's edge its text begins, or would on a page of another width."""
        return find_column(self.width() if width is None else width, self._taste).left

    def _look_at_mention(self, entity: int, index: int) -> None:
        self._clicking = True
        self._desk.focus_on_entity(entity, index)
        self._clicking = False

    def _look_at_quote(self, quote: int, part: int) -> None:
        self._clicking = True
        self._desk.focus_on_quote(quote, part)
        self._clicking = False

    # building

    def _column(self) -> Column:
        return find_column(self.width(), self._taste)

    def _build_anew(self) -> None:
        self._idle.stop()
        self._lines.clear()
        old, self._page, self._painter, self._margin, self._heights = self._page, None, None, None, None
        self._stop = -1
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
        self._painter.shown = self._shown
        self._painter.finder = self.finder
        self._heights = Heights(page)
        self._margin = (
            Margin(page, self._reading.analysis, self._reading.doubts) if self._reading else Margin(page, None)
        )
        self._show_selection()
        self._show_ticks()

    def _build_more(self) -> None:
        if self._unpainted and self.isVisible():
            return
        if not self._page or self._page.built:
            self._idle.stop()
            return
        layout = self._page.documentLayout()
        layout.blockSignals(True)  # what is added lies below the picture: nothing is to be painted anew
        built = self._page.build(_SLICE_SECONDS)
        layout.blockSignals(False)
        self._tell_size()
        if self._margin:
            self._margin.place()
        if built:
            self._show_ticks()

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
            self._paint_margin(painter, clip)
            painter.translate(0, top)
        edge = self.viewport().width() - 1
        painter.fillRect(edge, event.rect().top(), 1, event.rect().height(), theme.colour("line"))
        painter.end()
        if self._unpainted and page:
            self._unpainted = False
            self.painted.emit()

    # keys

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window's keys: there is always something nearer to let go of first."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let go with Escape of the selection, then of what is looked for, then of the focus."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.textCursor().hasSelection():
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        elif self.finder.words:
            self.escaped.emit()
        else:
            self._desk.focus_on(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard came here."""
        super().focusInEvent(event)
        self._ring.show_for(event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self._ring.hide()
