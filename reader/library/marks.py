"""What the reader wrote: the note of each story, and its copy in the folder."""

import sqlite3
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from reader.library.database import Database, storable
from reader.library.files import find_story_folder, read_note, write_note
from reader.model.marks import ArticleNote
from reader.model.problem import Problem

_DAMAGED = "The note of this story was damaged on the disk."


class NoteMoved(Problem):
    """A note was saved by another window meanwhile: `note` is as that one left it; nothing was overwritten."""

    def __init__(self, note: ArticleNote) -> None:
        super().__init__("A newer note from another window.", "Both texts are kept. Nothing was overwritten.")
        self.note = note


class Notes:
    """The notes of one library. What is saved is mirrored to `note.md` by `mirror`, after its transaction."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._to_mirror: set[str] = set()

    def read(self, story: str) -> tuple[ArticleNote, str]:
        """Return the note of a story and, where it was damaged, a sentence that says so.

        Instead of a damaged note its copy in the folder is given, or else what is left of it.
        """
        row = self._database.row(
            "SELECT body, revision, notes.sha256 FROM stories JOIN notes ON story = number WHERE id = ?", story
        )
        if row is None:
            return ArticleNote(), ""
        body, revision, digest = row
        if sha256(body).digest() == digest:
            return ArticleNote(body.decode(), revision), ""
        copy = read_note(find_story_folder(self._folder, story))
        if copy is not None:
            return ArticleNote(copy, revision), f"{_DAMAGED} It is shown as its copy, note.md, has it."
        return ArticleNote(body.decode("utf-8", "replace"), revision), f"{_DAMAGED} Some of its words may be wrong."

    def save(self, story: str, text: str, revision: int, now: str) -> ArticleNote:
        """Save a note written over `revision`, inside a transaction; the same words again change nothing.

        Raises:
            NoteMoved: the note is at another revision, with other words.
        """
        number, text = self._database.number(story), storable(text)
        saved, damage = self.read(story)
        if saved.text == text and not damage:
            return saved
        if saved.revision != revision:
            raise NoteMoved(saved)
        body = text.encode()
        self._database.write(
            "INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?, ?)",
            number,
            revision + 1,
            now,
            sha256(body).digest(),
            body,
        )
        self._to_mirror.add(story)
        return ArticleNote(text, revision + 1)

    def mirror(self) -> None:
        """Copy what was saved to the stories' folders; what cannot be written now is tried at the next call."""
        if not self._to_mirror or self._database.in_transaction:
            return
        for story in list(self._to_mirror):
            with suppress(OSError, sqlite3.Error):  # the note itself is safe in the database
                note, damage = self.read(story)
                if not damage:
                    write_note(find_story_folder(self._folder, story), note.text)
                self._to_mirror.remove(story)
