"""Replacing a story by a later version of it: what the reader made goes along, the old one goes to the trash."""

from msgspec import Struct

from reader.library.bodies import find_article_as_found
from reader.library.database import Database
from reader.library.index import Index
from reader.library.marks import KeptCorrections, Notes
from reader.library.texts import Texts
from reader.library.trash import Trash
from reader.model.marks import ArticleNote, Correction, Corrections


class Replacement(Struct, frozen=True):
    """What was done, so that it can be undone: `note` is the new story's afterwards, `note_before` its words before.

    Likewise `corrections` are the new story's afterwards and `corrected_before` what was corrected before.
    """

    old: str
    new: str
    note: ArticleNote
    note_before: str
    trashed: bool
    corrections: Corrections = Corrections()
    corrected_before: tuple[Correction, ...] = ()


class Replacing:
    """Puts one story in the place of another; its methods are called inside a transaction."""

    def __init__(
        self,
        database: Database,
        index: Index,
        notes: Notes,
        corrections: KeptCorrections,
        texts: Texts,
        trash: Trash,
    ) -> None:
        self._database = database
        self._index = index
        self._notes = notes
        self._corrections = corrections
        self._texts = texts
        self._trash = trash

    def replace(self, old: str, new: str, now: str) -> Replacement:
        """Give the old story's note to the new one, before what stands there; put the old one into the trash.

        The paragraph numbers in it follow their paragraphs. What is corrected about the old one holds for the new one,
        where nothing else is.
        """
        before = self._read(new)
        words = _join(self._move_note(old, new), before.text)
        self._index.change_note(self._database.number(new))
        note = self._notes.save(new, words, before.revision, now)
        own = self._corrections.read(new)
        taken = (made for made in self._corrections.read(old).fields if own.find_field(made.field) is None)
        corrections = self._texts.save_corrections(new, (*own.made, *taken), own.revision, now)
        is_trashed = bool(self._trash.put_in([old], now))
        return Replacement(old, new, note, before.text, is_trashed, corrections, own.made)

    def undo(self, replacement: Replacement, now: str) -> None:
        """Bring the old story back and give the new one the note it had.

        Raises:
            NoteMoved, CorrectionsMoved: the new story's note, or what is corrected about it, was changed meanwhile.
        """
        if replacement.corrections.made != replacement.corrected_before:
            revision = replacement.corrections.revision
            self._texts.save_corrections(replacement.new, replacement.corrected_before, revision, now)
        if replacement.note.text != replacement.note_before:
            self._index.change_note(self._database.number(replacement.new))
            self._notes.save(replacement.new, replacement.note_before, replacement.note.revision, now)
        if replacement.trashed:
            self._trash.take_out([replacement.old])

    def _move_note(self, old: str, new: str) -> str:
        """Return the old story's note with its paragraph numbers as they are in the new one."""
        note = self._read(old).text
        before = find_article_as_found(self._database, self._database.number(old))
        after = find_article_as_found(self._database, self._database.number(new))
        if before is None or after is None or "¶" not in note:
            return note
        from reader.reading.changes import move_places  # difflib costs the window's start 2 ms

        return move_places(note, before, after).text

    def _read(self, story: str) -> ArticleNote:
        self._database.number(story)
        return self._notes.read(story)[0]


def _join(old: str, new: str) -> str:
    if old.strip() in new:
        return new
    return f"{old.rstrip()}\n\n{new}" if new.strip() else old
