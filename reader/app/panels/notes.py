"""The panel of notes: one for each article, saved while it is written, never saved to another."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from reader.app.desk import Desk, SaveNote
from reader.app.panels.more_button import MoreButton
from reader.app.panels.note_field import NoteEdit, NoteStatus
from reader.app.panels.note_find import NoteFind
from reader.app.panels.note_lines import QuotingLines
from reader.app.panels.note_sheet import NoteSheet, say_unsaved, write_copy
from reader.app.panels.notice import Message
from reader.app.panels.passage import Passage, find_passage
from reader.app.panels.rows import plain_tip, plain_words
from reader.app.panels.words import Words
from reader.app.theme import Theme
from reader.library.marks import NoteMoved
from reader.model.marks import ArticleNote
from reader.model.problem import Problem
from reader.model.reading import Reading

FOLDED_HEIGHT = 40
LEAST_HEIGHT = 112
_USUAL_HEIGHT = 125
_TITLE_HEIGHT = 32
_SIDE, _BELOW = 16, 12
_LEAST_FIELD = 60
_BUTTON = 28

_JOIN_KEYS = 300  # ms without a keystroke until a note is saved …
_JOIN_AT_MOST = 1200  # … but no longer than this after the first
_RETRY = 5000  # ms until a save that failed is tried again
_KEPT_SHEETS = 30
_MOST_MOVES = 3
_ANY_HEIGHT = (1 << 24) - 1


class NotesPanel(QWidget):
    """The note of the open article, and how it stands."""

    folded_changed = Signal(bool)
    copy_failed = Signal(Problem)  # of a note that is on disk

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._sheets: dict[str, NoteSheet] = {}
        self._sheet: NoteSheet | None = None
        self._folded = self._lost = False
        self._why_not = ""  # why no note can be written
        self.setAutoFillBackground(True)
        self._title = Words(theme, self, "ink3", 11.5, 600, tracking=6)
        self._title.setText(self.tr("Notes").upper())
        self._title.setAccessibleName(self.tr("Notes"))
        self._preview = Words(theme, self, "ink3", 12.5)
        self._status = NoteStatus(theme, self)
        self.more = MoreButton(theme, self.tr("More for the note"), self)
        self._fold = QToolButton(self)
        self._fold.setAutoRaise(True)
        self._fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fold.resize(_BUTTON, _BUTTON)
        self._message = Message(theme, self)
        self._copy = self._message.add_button(self.tr("Save a copy…"))
        self._again = self._message.add_button(self.tr("Try now"))
        self._both = self._message.add_button(self.tr("Show both"))
        self._edit = NoteEdit(theme, self)
        self._edit.setAccessibleName(self.tr("Note"))
        self.finder = NoteFind(theme, self._edit, self)
        self._edit.raise_()  # read out below it
        self._blank = NoteSheet("", "", ArticleNote())
        self._blank.setParent(self._edit)
        self._keys, self._longest, self._retry = QTimer(self), QTimer(self), QTimer(self)
        self._join()
        self._dress()
        self._open(desk.reading)

    def _join(self) -> None:
        for timer, pause in ((self._keys, _JOIN_KEYS), (self._longest, _JOIN_AT_MOST), (self._retry, _RETRY)):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(self.flush)
        self._desk.article_opened.connect(self._open)
        self._desk.reading_changed.connect(self._refresh)
        self._desk.note_saved.connect(self._take_saved)
        self._desk.note_failed.connect(self._take_failed)
        self._theme.changed.connect(self._dress)
        self._edit.left.connect(self.flush)
        self._edit.passage_entered.connect(self._go_to)
        self._fold.clicked.connect(lambda: self.fold(not self._folded))
        self._again.clicked.connect(self.flush)
        self._copy.clicked.connect(self.save_copy)
        self._edit.find_wanted.connect(self.finder.open_line)
        self.finder.shown.connect(self._arrange)
        self._both.clicked.connect(self._show_both)

    @property
    def folded(self) -> bool:
        """Whether the panel is one line."""
        return self._folded

    def fold(self, folded: bool) -> None:
        """Fold the panel to one line, or unfold it."""
        if folded != self._folded:
            self._folded = folded
            self._show_status()
            self.folded_changed.emit(folded)

    def take_passage(self, passage: Passage) -> bool:
        """Write a line that quotes the story into the open note, and save it; say whether there is a note."""
        if self._sheet is None:
            return False
        self.fold(False)
        self._edit.add_line(passage.to_line())
        self.flush()
        return True

    def _go_to(self, passage: Passage) -> None:
        reading = self._desk.reading
        span = find_passage(reading.article, passage) if reading else None
        self._lost = span is None
        if span:
            self._desk.go_to(span)
        self._show_status()

    def flush(self) -> bool:
        """Save everything that is pending, of whatever article; say whether all of it is on disk."""
        for timer in (self._keys, self._longest, self._retry):
            timer.stop()
        for sheet in list(self._sheets.values()):
            if sheet.pending:
                self._save(sheet)
        return not any(sheet.pending for sheet in self._sheets.values())

    def _save(self, sheet: NoteSheet) -> None:
        text = sheet.text()
        if text == sheet.note.text:
            sheet.pending, sheet.problem = False, None
            self._show_status()
        else:
            sheet.sent = text
            self._desk.apply(SaveNote(sheet.article, text, sheet.note.revision))

    def _open(self, reading: Reading | None) -> None:
        self.flush()
        self._lost = False
        self.finder.close_line()
        self._drop_old_sheets()
        if reading is None:
            self._sheet = None
        else:
            self._sheet = self._sheets.get(reading.id) or self._make_sheet(reading)
            self._sheet.take(reading.note)
        self._edit.setDocument(self._sheet or self._blank)
        self._show_writable()
        self._edit.moveCursor(QTextCursor.MoveOperation.End if self._sheet else QTextCursor.MoveOperation.Start)
        self._show_status()

    def set_read_only(self, why: str) -> None:
        """Let nothing be written, and say why; "" lets it again. What was written and not saved stays, to be copied."""
        self._why_not = why
        self._show_writable()

    def _show_writable(self) -> None:
        unsaved = self._sheet is not None and self._sheet.pending
        self._edit.setReadOnly(self._sheet is None or (bool(self._why_not) and not unsaved))
        self._edit.setToolTip(plain_tip(self._why_not))
        empty = self.tr("A note belongs to a story. Open one to write.")
        self._edit.setPlaceholderText((self._why_not or self.tr("Write a note")) if self._sheet else empty)

    def _refresh(self, reading: Reading) -> None:
        sheet = self._sheet
        if sheet is None or sheet.article != reading.id or sheet.pending:
            return
        if reading.note.revision > sheet.note.revision:
            sheet.take(reading.note)
            self._show_status()

    def _make_sheet(self, reading: Reading) -> NoteSheet:
        sheet = NoteSheet(reading.id, reading.article.title, reading.note)
        sheet.setParent(self._edit)
        QuotingLines(sheet, self._theme)
        sheet.edited.connect(self._take_edit)
        self._sheets[reading.id] = sheet
        return sheet

    def _drop_old_sheets(self) -> None:
        idle = [sheet for sheet in self._sheets.values() if not sheet.pending and sheet is not self._sheet]
        for sheet in idle[: max(len(self._sheets) - _KEPT_SHEETS, 0)]:
            del self._sheets[sheet.article]
            sheet.deleteLater()

    def _take_edit(self, sheet: NoteSheet) -> None:
        if sheet is self._sheet:
            self._lost = False
            self._keys.start()
            if not self._longest.isActive():
                self._longest.start()
            self._show_status()

    def _take_saved(self, article: str, note: ArticleNote) -> None:
        sheet = self._sheets.get(article)
        if sheet is None:
            return
        if sheet.sent is None:
            sheet.take(note)
        else:
            sheet.note = note
            sheet.pending = sheet.text() != sheet.sent
            sheet.sent, sheet.problem, sheet.moves = None, None, 0
        self._show_status()

    def _take_failed(self, article: str, problem: Problem) -> None:
        sheet = self._sheets.get(article)
        if sheet is None:
            return
        sheet.sent = None
        if isinstance(problem, NoteMoved) and sheet.moves < _MOST_MOVES:
            sheet.moves += 1
            sheet.join(problem.note)
            self._save(sheet)
            return
        sheet.problem = problem
        self._retry.start()
        self._show_status()

    def _show_status(self) -> None:
        sheet = self._sheet
        if sheet is None:
            self._status.show_status("", "ink3", saved=True)
        elif sheet.problem:
            self._status.show_status(self.tr("NOT SAVED"), "error", "warning", saved=False)
        elif sheet.pending:
            self._status.show_status(self.tr("Saving…"), "ink2", saved=False)
        else:
            written = sheet.note.revision > 0 and (sheet.touched or bool(sheet.note.text))
            self._status.show_status(self.tr("Saved") if written else "", "ok", "check" if written else "", saved=True)
        self._show_message()
        self._arrange()

    def _show_message(self) -> None:
        unsaved = self._unsaved_sheet()
        moved = self._sheet is not None and self._sheet.other_text is not None
        self._copy.setVisible(unsaved is not None)
        self._again.setVisible(unsaved is not None)
        self._both.setVisible(unsaved is None and moved)
        self._message.setVisible((unsaved is not None or moved or self._lost) and not self._folded)
        if unsaved and unsaved.problem:
            bold, plain = say_unsaved(unsaved, elsewhere=unsaved is not self._sheet)
            self._message.show_message("warning", "error", bold, plain)
        elif moved:
            plain = self.tr("Both texts are kept. Nothing was overwritten.")
            self._message.show_message("clock", "ink2", self.tr("A newer note from another window"), plain)
        elif self._lost:
            plain = self.tr("These words are no longer in the text.")
            self._message.show_message("doubt", "doubt", self.tr("Lost its place"), plain)

    def _unsaved_sheet(self) -> NoteSheet | None:
        failed = [sheet for sheet in self._sheets.values() if sheet.problem]
        return self._sheet if self._sheet in failed else next(iter(failed), None)

    def _show_both(self) -> None:
        if self._sheet and self._sheet.other_text is not None:
            cursor = self._edit.textCursor()
            cursor.setPosition(min(self._sheet.other_text, self._sheet.characterCount() - 1))
            self._edit.setTextCursor(cursor)
            self._edit.setFocus()
            self._sheet.other_text = None
            self._show_status()

    def words(self) -> str:
        """Return the open note, every character as it was typed."""
        return self._sheet.text() if self._sheet else ""

    def save_copy(self) -> None:
        """Ask where, and write the note that could not be saved there, else the open one."""
        sheet = self._unsaved_sheet() or self._sheet
        if sheet is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save a copy of the note"), "note.md")
        if not name:
            return
        problem = write_copy(sheet, name)
        if problem and sheet.problem:
            sheet.problem = problem
            self._show_status()
        elif problem:
            self.copy_failed.emit(problem)

    def _arrange(self) -> None:
        """Place everything for the room there is."""
        height = FOLDED_HEIGHT if self._folded else _TITLE_HEIGHT
        self._arrange_title(height)
        self._edit.setVisible(not self._folded)
        self.more.setVisible(not self._folded)
        if self._folded:
            self.finder.close_line()
            self.setFixedHeight(FOLDED_HEIGHT)
            return
        room, y = self.width() - 2 * _SIDE, height
        least = LEAST_HEIGHT
        if not self._message.isHidden():
            told = self._message.heightForWidth(room)
            self._message.setGeometry(_SIDE, y, room, told)
            y += told + 8
            least = y + _LEAST_FIELD + _BELOW
        if not self.finder.isHidden():
            self.finder.setGeometry(_SIDE, y, room, NoteFind.HEIGHT)
            y += NoteFind.HEIGHT + 6
            least = y + _LEAST_FIELD + _BELOW
        self.setMinimumHeight(least)
        self.setMaximumHeight(_ANY_HEIGHT)
        self._edit.setGeometry(_SIDE, y, room, max(self.height() - y - _BELOW, 0))

    def _arrange_title(self, height: int) -> None:
        title = self._title.sizeHint().width()
        self._title.setGeometry(_SIDE, 0, title, height)
        x = self.width() - 8 - _BUTTON
        self._fold.move(x, (height - _BUTTON) // 2)
        words = self.tr("Unfold the note") if self._folded else self.tr("Fold the note")
        self._fold.setAccessibleName(words)
        self._fold.setToolTip(words)
        self._fold.setIcon(self._theme.icon("up" if self._folded else "down"))
        if not self._folded:
            x -= _BUTTON + 2
            self.more.move(x, (height - _BUTTON) // 2)
        x -= self._status.sizeHint().width() + 6
        self._status.setGeometry(x, 0, self._status.sizeHint().width(), height)
        self._arrange_preview(_SIDE + title + 8, x - 8, height)

    def _arrange_preview(self, x: int, end: int, height: int) -> None:
        words = plain_words(self._sheet.text()[:200]) if self._sheet and self._folded else ""
        self._preview.setVisible(bool(words))
        metrics = self._preview.fontMetrics()
        self._preview.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, end - x))
        self._preview.setGeometry(x, 0, max(end - x, 0), height)

    def sizeHint(self) -> QSize:
        return QSize(300, _USUAL_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.colour("chrome"))
        self.setPalette(palette)
        self._edit.dress()
        self._arrange()
