"""What the reader wrote: the note of each story, and its copy in the folder."""

from hashlib import sha256
from pathlib import Path

from reader.library.database import Database, storable
from reader.library.files import find_story_folder, read_note
from reader.model.marks import ArticleNote
from reader.model.problem import Problem

_DAMAGED = "The note of this story was damaged on the disk."


class NoteMoved(Problem):
    """A note was saved by another window meanwhile: `note` is as that one left it; nothing was overwritten."""

    def __init__(self, note: ArticleNote) -> None:
        super().__init__("A newer note from another window.", "Both texts are kept. Nothing was overwritten.")
        self.note = note


class Notes:
    """The notes of one library."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

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
        return ArticleNote(text, revision + 1)
