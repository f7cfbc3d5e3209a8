"""The panel of sourcing: who is quoted and how much, in one sentence and in bars; a row leads to its quotes."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from reader.app.desk import Desk, Focus
from reader.app.panels.notice import Message, Notice
from reader.app.panels.quote_filter import find_source
from reader.app.panels.quotes import QuoteList
from reader.app.panels.sourcing_model import SourceRow, SourcingModel, UnquotedRow
from reader.app.panels.sourcing_picture import SourcingPicture
from reader.app.panels.sourcing_rows import SourcingDelegate, WaitingSources
from reader.app.panels.sourcing_words import count_all, say_counts, say_sentence
from reader.app.panels.words import Words, WrappedWords
from reader.app.theme import Theme, make_font
from reader.model.problem import Problem
from reader.model.reading import Reading


class SourcingPanel(QWidget):
    """How much each source of the story is quoted, or in words why nothing is to be seen."""

    source_chosen = Signal(object)  # SourceKey: its quotes are to be shown

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcingPanel")
        self._desk, self._theme = desk, theme
        self._reading: Reading | None = None
        self._notice = Notice(theme, self)
        self._waiting = WaitingSources(theme, self)
        self._whole = QWidget(self)
        self._sentence = WrappedWords(theme, self._whole, make_font("serif", 18, 600), 24)
        self._sentence.setObjectName("sourcingSentence")
        self._counts = Words(theme, self._whole, "ink2", 12.5, wrap=True)
        self._model = SourcingModel(self)
        self._list = QuoteList(theme, self._whole)
        self._list.setObjectName("sourcingList")
        self._list.setAccessibleName(self.tr("Sources"))
        self._list.setModel(self._model)
        self._delegate = SourcingDelegate(self._model, theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._trouble = Message(theme, self._whole)
        self._trouble.hide()
        self._save = QPushButton(self.tr("Save as picture…"), self._whole)
        self._kinds = Words(theme, self._whole, "ink3", 12.5)
        self._kinds.setText(self.tr("PNG or SVG"))
        self._lay_out()
        self._stack = QStackedLayout(self)
        for part in (self._whole, self._notice, self._waiting):
            self._stack.addWidget(part)
        self.setAutoFillBackground(True)
        desk.article_opened.connect(self.show_reading)
        desk.reading_changed.connect(self.show_reading)
        desk.focus_changed.connect(self._show_focus)
        theme.changed.connect(self._dress)
        self._list.entered_row.connect(self._enter)
        self._save.clicked.connect(self.ask_where_to_save)
        self._dress()
        self.show_reading(desk.reading)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 4)
        head.setSpacing(4)
        head.addWidget(self._sentence)
        head.addWidget(self._counts)
        self._save.setProperty("rank", "quiet")
        self._save.setFont(make_font("sans", 14))
        self._save.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 5, 16, 5)
        foot.addWidget(self._save)
        foot.addStretch(1)
        foot.addWidget(self._kinds)
        hair = QFrame()
        hair.setObjectName("hair")
        hair.setFixedHeight(1)
        trouble = QVBoxLayout()
        trouble.setContentsMargins(16, 4, 16, 8)
        trouble.addWidget(self._trouble)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._list, 1)
        column.addLayout(trouble)
        column.addWidget(hair)
        column.addLayout(foot)

    def show_reading(self, reading: Reading | None) -> None:
        """Show a reading's sources, or say why there are none."""
        analysis = reading.analysis if reading else None
        self._reading = reading
        self._trouble.hide()
        self._model.show_reading(reading)
        self._show_focus(self._desk.focus)
        if reading is None:
            self._notice.show_words(self.tr("Who is quoted in the story, and how much."))
        elif analysis is None and reading.problem:
            self._notice.show_message("warning", "error", self.tr("No quotes were found"), reading.problem)
        elif analysis is not None and not analysis.quotes:
            self._notice.show_message("quote-direct", "ink2", self.tr("No quotes in this text"))
        if reading is None or (analysis is None and reading.problem) or (analysis and not analysis.quotes):
            self._stack.setCurrentWidget(self._notice)
        elif analysis is None:
            self._stack.setCurrentWidget(self._waiting)
        else:
            self._sentence.setText(say_sentence(reading.sourcing.sources))
            self._sentence.updateGeometry()
            self._counts.setText(say_counts(count_all(reading)))
            self._stack.setCurrentWidget(self._whole)

    def _enter(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if isinstance(row, SourceRow):
            self.source_chosen.emit(row.key)
        elif isinstance(row, UnquotedRow):
            focus = self._desk.focus
            again = focus is not None and focus.kind == "entity" and focus.subject == row.subject
            self._desk.focus_on_entity(row.subject, focus.index + 1 if focus and again else 0)

    def _show_focus(self, focus: Focus | None) -> None:
        """Light the source of the chosen quote, or the chosen name."""
        reading = self._reading
        self._delegate.chosen = None
        self._delegate.chosen_entity = focus.subject if focus and focus.kind == "entity" else None
        if reading and reading.analysis and focus and focus.kind == "quote":
            quote = reading.analysis.quotes[focus.subject]
            self._delegate.chosen = find_source(quote, reading.article.text, reading.analysis.entity(quote.entity))
        self._list.viewport().update()

    # the picture

    def ask_where_to_save(self) -> None:
        """Ask for a file and write the picture into it."""
        if self._reading is None:
            return
        kinds = self.tr("Pictures (*.png);;Drawings (*.svg)")
        name, kind = QFileDialog.getSaveFileName(self, self.tr("Save as picture"), "sourcing.png", kinds)
        if name:
            path = Path(name)
            self.save_picture(path if path.suffix else path.with_suffix(".svg" if "svg" in kind else ".png"))

    def save_picture(self, path: Path) -> bool:
        """Write the picture into a file; where that fails say why."""
        if self._reading is None:
            return False
        words = (
            self.tr("By source"),
            self.tr("own words"),
            self.tr("paraphrased"),
            self.tr("words"),
            self.tr("quotes"),
        )
        try:
            SourcingPicture(self._reading, self._theme, words).save(path)
        except Problem as problem:
            self._trouble.show_message("warning", "error", problem.what, problem.advice)
            self._trouble.show()
            return False
        self._trouble.hide()
        return True

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self._theme.colour("chrome"))
        self.setPalette(palette)
        self._save.setIcon(self._theme.icon("export"))
        self._list.viewport().update()
