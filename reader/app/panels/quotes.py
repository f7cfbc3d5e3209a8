"""The panel of quotes: who says what, on whose word and where; a click goes there."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QListView, QStackedLayout, QWidget

from reader.app.desk import Desk, Focus
from reader.app.panels.notice import Notice
from reader.app.panels.quote_model import QuoteModel
from reader.app.panels.quote_rows import QuoteDelegate, WaitingQuotes
from reader.app.panels.rows import ThinBar
from reader.app.theme import Theme
from reader.model.analysis import Analysis
from reader.model.reading import Reading


class QuoteList(QListView):
    """A list whose rows are entered by a click, Enter or the space bar; arrow keys only move to them."""

    entered_row = Signal(QModelIndex)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
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


class QuotesPanel(QWidget):
    """The list of quotes, or in words why there is none."""

    counts_changed = Signal(int)  # how many quotes there are; -1 while nobody knows

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._analysis: Analysis | None = None
        self._count = -1
        self._model = QuoteModel(self)
        self._list = QuoteList(theme, self)
        self._list.setModel(self._model)
        self._delegate = QuoteDelegate(self._model, theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.setAccessibleName(self.tr("Quotes"))
        self._notice = Notice(theme, self)
        self._waiting = WaitingQuotes(theme, self)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 4, 0, 0)
        for part in (self._list, self._notice, self._waiting):
            self._stack.addWidget(part)
        self.setAutoFillBackground(True)
        desk.article_opened.connect(self.show_reading)
        desk.reading_changed.connect(self.show_reading)
        desk.focus_changed.connect(self._show_focus)
        theme.changed.connect(self._dress)
        self._list.entered_row.connect(self._enter)
        self._dress()
        self.show_reading(desk.reading)

    @property
    def count(self) -> int:
        """How many quotes there are, or -1 while nobody knows."""
        return self._count

    def show_reading(self, reading: Reading | None) -> None:
        """Fill the list with a reading's quotes, or say why it has none."""
        analysis = reading.analysis if reading else None
        if reading is None or analysis is None or analysis is not self._analysis:
            self._analysis = analysis
            self._model.show_quotes(reading.article if reading else None, analysis or Analysis())
            self._show_focus(self._desk.focus)
        if reading is None:
            self._notice.show_words(self.tr("What is said in the story, word for word, and on whose word."))
        elif analysis is None and reading.problem:
            self._notice.show_message("warning", "error", self.tr("No quotes were found"), reading.problem)
        elif analysis is not None and not analysis.quotes:
            self._notice.show_message("quote-direct", "ink2", self.tr("No quotes in this text"))
        if reading is not None and analysis is None and not reading.problem:
            self._stack.setCurrentWidget(self._waiting)
        else:
            self._stack.setCurrentWidget(self._list if analysis and analysis.quotes else self._notice)
        self._tell_count(len(analysis.quotes) if analysis else -1)

    def _tell_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self.counts_changed.emit(count)

    def _enter(self, index: QModelIndex) -> None:
        focus, subject = self._desk.focus, index.row()
        again = focus is not None and focus.kind == "quote" and focus.subject == subject
        parts = len(self._analysis.quotes[subject].parts) if self._analysis else 1
        self._desk.focus_on_quote(subject, (focus.index + 1) % parts if focus and again else 0)

    def _show_focus(self, focus: Focus | None) -> None:
        chosen = focus.subject if focus and focus.kind == "quote" else None
        self._delegate.chosen = chosen
        if chosen is not None and chosen < self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(chosen))
            self._list.scrollTo(self._model.index(chosen))
        else:
            self._list.clearSelection()
        self._list.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._delegate.chosen is not None:
            self._list.scrollTo(self._model.index(self._delegate.chosen))

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self._theme.colour("chrome"))
        self.setPalette(palette)
        self._list.viewport().update()
