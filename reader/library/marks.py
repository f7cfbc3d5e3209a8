"""What the reader made: the note of each story and what is corrected about it, with their copies in the folder."""

import sqlite3
from hashlib import sha256
from pathlib import Path

import msgspec

from reader.library.bodies import make_digest, read_corrections
from reader.library.database import Database
from reader.library.files import find_story_folder, read_note
from reader.library.mirror import read_mirror
from reader.library.trouble import is_damage
from reader.library.values import storable
from reader.model.marks import ArticleNote, Correction, Corrections, FieldCorrection, PhotoAdded
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
        body, revision, digest = self._find_row(story)
        if isinstance(body, bytes) and isinstance(revision, int) and sha256(body).digest() == digest:
            return ArticleNote(body.decode(), revision), ""
        if body is None and revision is None:
            return ArticleNote(), ""
        revision = revision if isinstance(revision, int) else 0  # a damaged row may hold anything
        copy = read_note(find_story_folder(self._folder, story))
        if copy is not None:
            return ArticleNote(copy, revision), f"{_DAMAGED} It is shown as its copy, note.md, has it."
        left = body.decode("utf-8", "replace") if isinstance(body, bytes) else ""
        return ArticleNote(left, revision), f"{_DAMAGED} Some of its words may be wrong."

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

    def _find_row(self, story: str) -> tuple[object, object, object]:
        """Return body, revision and digest of a note: all None where there is none, all 0 where it cannot be read."""
        number = self._database.number(story)
        try:
            row = self._database.row("SELECT body, revision, sha256 FROM notes WHERE story = ?", number)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            return 0, 0, 0
        return row or (None, None, None)


class CorrectionsMoved(Problem):
    """Another window corrected the story meanwhile: `corrections` are as that one left them; nothing was changed."""

    def __init__(self, corrections: Corrections) -> None:
        super().__init__(
            "Another window changed the details of this story meanwhile.",
            "Nothing was changed here: look at them as they are now, and change them again.",
        )
        self.corrections = corrections


class KeptCorrections:
    """What the reader corrects about the stories of one library."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def read(self, story: str) -> Corrections:
        """Return what is corrected about a story; of a damaged row what its copy in the folder has."""
        number = self._database.number(story)
        try:
            row = self._database.row("SELECT body, revision, sha256 FROM corrections WHERE story = ?", number)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            row = (None, None, None)
        if row is None:
            return Corrections()
        kept = read_corrections(*row)
        if kept is not None:
            return kept
        marks = read_mirror(find_story_folder(self._folder, story)).marks
        mirrored = marks.corrections if marks else None
        revision = row[1] if isinstance(row[1], int) else mirrored.revision if mirrored else 0
        return Corrections((mirrored.made or ()) if mirrored else (), revision)

    def save(self, story: str, made: tuple[Correction, ...], revision: int, now: str) -> Corrections:
        """Save what is corrected, chosen over `revision`, inside a transaction; the same again changes nothing.

        Raises:
            CorrectionsMoved: they are at another revision.
        """
        number, saved = self._database.number(story), self.read(story)
        if saved.revision != revision:
            raise CorrectionsMoved(saved)
        made = tuple(map(_make_storable, made))
        if saved.made == made:
            return saved
        write_corrections(self._database, number, Corrections(made, revision + 1), now)
        return Corrections(made, revision + 1)


def write_corrections(database: Database, number: int, corrections: Corrections, saved: str) -> None:
    """Put the row of a story's corrections down, inside a transaction."""
    body = msgspec.json.encode(corrections.made)
    database.write(
        "INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?, ?)",
        number,
        corrections.revision,
        saved,
        make_digest(body),
        body,
    )


def _make_storable(correction: Correction) -> Correction:
    if isinstance(correction, PhotoAdded):
        return PhotoAdded(correction.image, storable(correction.name), correction.in_file)
    value = correction.value
    if isinstance(value, str):
        return FieldCorrection(correction.field, storable(value))
    return FieldCorrection(correction.field, tuple(map(storable, value)) if value else None)
