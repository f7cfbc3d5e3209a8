"""Replacing a story by a later version of it: what the reader made goes along, the old one goes to the trash."""

from msgspec import Struct

from reader.library.database import Database
from reader.library.index import Index
from reader.library.marks import Notes
from reader.library.trash import Trash
from reader.model.marks import ArticleNote


class Replacement(Struct, frozen=True):
    """What was done, so that it can be undone: `note` is the new story's afterwards, `note_before` its words before."""

    old: str
    new: str
    note: ArticleNote
    note_before: str
    trashed: bool


class Replacing:
    """Puts one story in the place of another; its methods are called inside a transaction."""

    def __init__(self, database: Database, index: Index, notes: Notes, trash: Trash) -> None:
        self._database = database
        self._index = index
        self._notes = notes
        self._trash = trash

    def replace(self, old: str, new: str, now: str) -> Replacement:
        """Give the old story's note to the new one, before what stands there; put the old one into the trash."""
        before = self._read(new)
        words = _join(self._read(old).text, before.text)
        self._index.change_note(self._database.number(new))
        note = self._notes.save(new, words, before.revision, now)
        return Replacement(old, new, note, before.text, bool(self._trash.put_in([old], now)))

    def undo(self, replacement: Replacement, now: str) -> None:
        """Bring the old story back and give the new one the note it had.

        Raises:
            NoteMoved: the new story's note was changed meanwhile.
        """
        if replacement.note.text != replacement.note_before:
            self._index.change_note(self._database.number(replacement.new))
            self._notes.save(replacement.new, replacement.note_before, replacement.note.revision, now)
        if replacement.trashed:
            self._trash.take_out([replacement.old])

    def _read(self, story: str) -> ArticleNote:
        self._database.number(story)
        return self._notes.read(story)[0]


def _join(old: str, new: str) -> str:
    if old.strip() in new:
        return new
    return f"{old.rstrip()}\n\n{new}" if new.strip() else old
