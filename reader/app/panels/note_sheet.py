"""The note of one article as it stands in the editor: its words, its own undo, and what of it is on disk."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from reader.app.theme import make_font
from reader.model.marks import ArticleNote
from reader.model.problem import Problem

_MARGIN = 9


class NoteSheet(QTextDocument):
    """A note in the editor; `note` is what is on disk, `pending` says that the words are not.

    A save belongs to the sheet's article, whichever article is on the page meanwhile.
    """

    edited = Signal(object)  # NoteSheet: the reader changed its words

    def __init__(self, article: str, title: str, note: ArticleNote) -> None:
        super().__init__()
        self.article = article
        self.title = title
        self.note = note
        self.pending = False
        self.touched = False
        self.sent: str | None = None  # the words last handed to the library
        self.moves = 0  # how often in a row another window was quicker
        self.problem: Problem | None = None
        self.other_text: int | None = None  # where the words of another window begin
        self.setDocumentLayout(QPlainTextDocumentLayout(self))
        self.setDefaultFont(make_font("sans", 14))
        self.setDocumentMargin(_MARGIN)
        self.setPlainText(note.text)
        self.clearUndoRedoStacks()
        self.contentsChange.connect(self._tell_edit)

    def text(self) -> str:
        """Return the words, every character as it was typed."""
        words = self.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def take(self, note: ArticleNote) -> None:
        """Take what another window saved; where nothing is pending its words replace these and can be undone."""
        self.note = note
        if not self.pending and self.text() != note.text:
            self._replace(note.text)
            self.pending = False

    def join(self, note: ArticleNote) -> bool:
        """Join the words with those another window saved meanwhile; say whether that one wrote something of its own."""
        base, mine = self.note.text, self.text()
        self.note = note
        joined, other = join_texts(base, mine, note.text, self.tr("— from another window —"))
        if joined != mine:
            self._replace(joined)
            self.other_text = other
        return joined != mine

    def _replace(self, text: str) -> None:
        cursor = QTextCursor(self)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def _tell_edit(self, _position: int, removed: int, added: int) -> None:
        if removed or added:
            self.pending = self.touched = True
            self.edited.emit(self)


def join_texts(base: str, mine: str, theirs: str, parting: str) -> tuple[str, int]:
    """Return a text that holds what both windows wrote over `base`, and where the other window's words begin.

    Where theirs still holds the base, mine takes its place in it; else theirs follows mine below a parting line.
    """
    if theirs == base or theirs in mine:
        return mine, 0
    if base and base in theirs:
        place = theirs.index(base)
        return theirs.replace(base, mine, 1), 0 if place else len(mine)
    if not mine:
        return theirs, 0
    above = f"{mine}\n\n{parting}\n"
    return above + theirs, len(above)


def say_unsaved(sheet: NoteSheet, *, elsewhere: bool) -> tuple[str, str]:
    """Return in a bold and a plain sentence why a note is not saved; `elsewhere` where another is open."""
    what, advice = (sheet.problem.what.rstrip("."), sheet.problem.advice) if sheet.problem else ("", "")
    bold = _tr("NOT SAVED, the note on “{0}”: {1}").format(sheet.title, what)
    plain = _tr("Your words are still here. {0} Saving goes on by itself.").format(advice)
    return bold if elsewhere else _tr("NOT SAVED: {0}").format(what), " ".join(plain.split())


def _tr(words: str) -> str:
    return QCoreApplication.translate("NotesPanel", words)


def write_copy(sheet: NoteSheet, path: str) -> Problem | None:
    """Write a note's words into a file; return what went wrong."""
    try:
        Path(path).write_text(sheet.text(), "utf-8")
    except OSError as error:
        what = _tr("the copy could not be written either") if sheet.problem else _tr("The copy could not be written.")
        return Problem(what, error.strerror or _tr("Choose another folder."))
    return None
