"""The panel of quotes: who says what, on whose word and where; a click goes there."""

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QListView, QStackedLayout, QVBoxLayout, QWidget

from reader.app.desk import Desk, Focus
from reader.app.panels.notice import Notice
from reader.app.panels.passage import make_passage
from reader.app.panels.quote_bar import QuoteBar
from reader.app.panels.quote_filter import QuoteFilter
from reader.app.panels.quote_model import QuoteModel, SpeakerRow
from reader.app.panels.quote_rows import QuoteDelegate, WaitingQuotes
from reader.app.panels.quote_tools import QuoteTools
from reader.app.panels.rows import ThinBar
from reader.app.theme import Theme
from reader.app.viewport import make_viewport
from reader.exchange.citations import make_citation
from reader.model.analysis import Analysis, Quote
from reader.model.reading import Reading


class QuoteList(QListView):
    """A list whose rows are entered by a click, Enter or the space bar; arrow keys only move to them."""

    entered_row = Signal(QModelIndex)
    arranged = Signal()  # rows stand elsewhere than before

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._viewport = make_viewport(self)
        self.setObjectName("quoteList")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(ThinBar(theme, self))
        self.verticalScrollBar().setSingleStep(24)
        self.clicked.connect(self.entered_row)
        self.doubleClicked.connect(self.entered_row)  # a second click soon after the first is told as this alone

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.entered_row.emit(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()  # words may take another line

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self.arranged.emit()


class QuotesPanel(QWidget):
    """The list of quotes, or in words why there is none."""

    counts_changed = Signal(int)  # how many quotes there are; -1 while nobody knows
    note_wanted = Signal(object)  # Passage: it is to be put into the note

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._reading: Reading | None = None
        self._count = -1
        self._model = QuoteModel(self)
        self._bar = QuoteBar(self._model, theme, self)
        self._list = QuoteList(theme, self)
        self._list.setModel(self._model)
        self._delegate = QuoteDelegate(self._model, theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.setAccessibleName(self.tr("Quotes"))
        self._tools = QuoteTools(theme, self._list.viewport())
        self._notice = Notice(theme, self)
        self._none = Notice(theme, self)
        self._waiting = WaitingQuotes(theme, self)
        self._stack = QStackedLayout()
        self._stack.setContentsMargins(0, 4, 0, 0)
        for part in (self._list, self._notice, self._none, self._waiting):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(self._stack, 1)
        self.setAutoFillBackground(True)
        self._none.show_message("filter", "ink2", self.tr("No quotes of this sort"))
        self._join()
        self._dress()
        self.show_reading(desk.reading)

    def _join(self) -> None:
        self._desk.article_opened.connect(self.show_reading)
        self._desk.reading_changed.connect(self.show_reading)
        self._desk.focus_changed.connect(self._show_focus)
        self._theme.changed.connect(self._dress)
        self._list.entered_row.connect(self._enter)
        self._list.arranged.connect(self._place_tools)
        self._list.verticalScrollBar().valueChanged.connect(self._place_tools)
        self._bar.by_speaker_chosen.connect(self.show_by_speaker)
        self._bar.filter_chosen.connect(self.show_only)
        self._none.add_button(self.tr("Show all quotes")).clicked.connect(lambda: self.show_only(QuoteFilter()))
        self._tools.cite_wanted.connect(self.cite)
        self._tools.note_wanted.connect(self.take_into_note)

    @property
    def count(self) -> int:
        """How many quotes there are, or -1 while nobody knows."""
        return self._count

    def show_reading(self, reading: Reading | None) -> None:
        """Fill the list with a reading's quotes, or say why it has none."""
        before = self._reading.analysis if self._reading else None
        analysis = reading.analysis if reading else None
        same = reading is not None and self._reading is not None and reading.id == self._reading.id
        self._reading = reading
        if reading is None or analysis is None or analysis is not before:
            self._model.show_reading(reading, self._kept_filter(same=same))
            self._bar.show_counts()
            self._show_focus(self._desk.focus)
        if reading is None or reading.is_unreadable:
            self._notice.show_words(self.tr("What is said in the story, word for word, and on whose word."))
        elif analysis is None and reading.problem:
            self._notice.show_message("warning", "error", self.tr("No quotes were found"), reading.problem)
        elif analysis is not None and not analysis.quotes:
            self._notice.show_message("quote-direct", "ink2", self.tr("No quotes in this text"))
        self._bar.setVisible(bool(analysis and analysis.quotes))
        if reading is not None and analysis is None and not reading.problem:
            self._stack.setCurrentWidget(self._waiting)
        else:
            self._stack.setCurrentWidget(self._part() if analysis and analysis.quotes else self._notice)
        self._tell_count(len(analysis.quotes) if analysis else -1)

    def _kept_filter(self, *, same: bool) -> QuoteFilter:
        """Return what is wanted of a new analysis: of the same story what was, but keys of names hold no longer."""
        return replace(self._model.wanted, source=None) if same else QuoteFilter()

    def _part(self) -> QWidget:
        return self._list if self._model.rowCount() else self._none

    def _tell_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self.counts_changed.emit(count)

    # order and filters

    def show_by_speaker(self, by_speaker: bool) -> None:
        """Show the quotes under heads, one for each source, or in the order of the text."""
        self._model.arrange(by_speaker=by_speaker)
        self._bar.order.choose(int(by_speaker))
        self._show_arranged()

    def show_only(self, wanted: QuoteFilter) -> None:
        """Show only the quotes that are wanted."""
        self._model.arrange(wanted=wanted)
        self._bar.show_counts()
        self._show_arranged()

    def event(self, event: QEvent) -> bool:
        """Take Escape from the window while something is left out."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._ends_filter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show all quotes again on Escape."""
        if self._ends_filter(event):
            self.show_only(QuoteFilter())
        else:
            super().keyPressEvent(event)

    def _ends_filter(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self._model.wanted != QuoteFilter()

    def _show_arranged(self) -> None:
        self._stack.setCurrentWidget(self._part())
        self._show_focus(self._desk.focus)

    # the chosen quote

    def chosen_quote(self) -> Quote | None:
        """Return the quote that is chosen."""
        analysis, focus = self._reading.analysis if self._reading else None, self._desk.focus
        if analysis is None or focus is None or focus.kind != "quote":
            return None
        return analysis.quotes[focus.subject]

    def cite(self) -> bool:
        """Put the chosen quote with its citation on the clipboard; say whether one is chosen."""
        quote = self.chosen_quote()
        if quote is None or self._reading is None:
            return False
        words = make_citation(self._reading.article, self._reading.analysis or Analysis(), quote)
        QGuiApplication.clipboard().setText(words)
        self._tools.show_copied()
        return True

    def take_into_note(self) -> bool:
        """Ask for the chosen quote to be put into the note; say whether one is chosen."""
        quote = self.chosen_quote()
        if quote is None or self._reading is None:
            return False
        self.note_wanted.emit(make_passage(self._reading.article, self._reading.analysis or Analysis(), quote))
        return True

    def _enter(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if isinstance(row, SpeakerRow):
            self._model.fold(row, folded=not row.folded)
            self._place_tools()
            return
        focus, subject = self._desk.focus, row.subject
        again = focus is not None and focus.kind == "quote" and focus.subject == subject
        self._desk.focus_on_quote(subject, (focus.index + 1) % len(row.quote.parts) if focus and again else 0)

    def _show_focus(self, focus: Focus | None) -> None:
        chosen = focus.subject if focus and focus.kind == "quote" else None
        if chosen != self._delegate.chosen:
            self._delegate.chosen = chosen
            self._tools.show_ready()
            self._list.scheduleDelayedItemsLayout()  # the chosen row is higher
        head = self._model.speaker_of(chosen) if chosen is not None else None
        if head and head.folded:
            self._model.fold(head, folded=False)
        index = QModelIndex() if chosen is None else self._model.index_of(chosen)
        if index.isValid():
            self._list.setCurrentIndex(index)
            if self._list.isVisible():  # else it scrolls there when it is shown; thousands of rows take their time
                self._list.scrollTo(index)
        else:
            self._list.clearSelection()
        if self._list.isVisible():
            self._place_tools()
        self._list.viewport().update()

    def _place_tools(self) -> None:
        """Stand with the tools on the chosen row."""
        index = QModelIndex() if self._delegate.chosen is None else self._model.index_of(self._delegate.chosen)
        if index.isValid():
            self._tools.move(self._delegate.place_of_tools(self._list.visualRect(index)))
        self._tools.setVisible(index.isValid())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_focus(self._desk.focus)

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self._theme.colour("chrome"))
        self.setPalette(palette)
        self._list.viewport().update()
