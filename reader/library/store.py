"""The library: stories, what was read in them and what the reader wrote, one transaction each."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import DecodeError, Struct

from reader.library.database import Database
from reader.library.files import find_photo, find_story_folder, make_private_folder
from reader.library.listing import STORY_COLUMNS, STORY_TABLES, Story, find_first_words, find_people, read_story
from reader.library.marks import NoteMoved, Notes
from reader.library.mirror import Mirror
from reader.library.sources import HandedInStory, Sources, StoredSource
from reader.library.trouble import is_damage, told_plainly
from reader.library.work import Work, find_work, find_work_for
from reader.model.analysis import Analysis, Versions
from reader.model.article import Article, Photo
from reader.model.codec import decode, encode
from reader.model.marks import ArticleNote
from reader.model.problem import Problem
from reader.model.reading import Reading
from reader.reading.corrections import lay_over

if TYPE_CHECKING:
    from reader.intake.source import HandedIn  # its patterns cost the window 5 ms of its start

__all__ = ["HandedInStory", "Library", "NoteMoved", "StoredSource", "Story", "Work"]

_Body = TypeVar("_Body", bound=Struct)


class Library:
    """One library in one folder, over one connection, for the thread that made it.

    What a method changes is on the disk when it returns. Every method raises a Problem when the disk or the database
    refuses, or when there is no such story; nothing is changed then.
    """

    @told_plainly()
    def __init__(self, folder: Path, database: Path | None = None) -> None:
        """Open the library in `folder`; `database` stands for its own while that is being rebuilt."""
        self.folder = folder.absolute()
        make_private_folder(self.folder)
        self._database = Database(database or self.folder / "library.db")
        self._sources = Sources(self._database, self.folder)
        self._notes = Notes(self._database, self.folder)
        self._mirror = Mirror(self._database, self.folder)
        if database is None:
            self._mirror.start()

    # what is handed in

    @told_plainly()
    def hand_in(self, handed: "HandedIn") -> HandedInStory:
        """Keep a source and make a row for it; the same bytes with the same settings are the story already there."""
        return self._sources.hand_in(handed, _now())

    @told_plainly()
    def source(self, story: str) -> StoredSource:
        """Return where the source of a story lies and what was said of it."""
        return self._sources.source(story)

    def source_path(self, story: str) -> Path:
        """Return where the bytes of a story lie as they were handed in."""
        return self.source(story).path

    def photos_folder(self, story: str) -> Path:
        """Return the folder for the copies of a story's photographs; it may not be there yet."""
        return find_story_folder(self.folder, story) / "photos"

    def photo_path(self, story: str, photo: Photo) -> Path | None:
        """Return the library's copy of a photograph, or None where there is none."""
        return find_photo(self.photos_folder(story), photo)

    # what was read and found

    @told_plainly()
    def store_article(self, story: str, article: Article, versions: Versions) -> None:
        """Keep an article as it was read; what was found in an earlier text of it goes."""
        body, source, write = encode(article), article.source, self._database.write
        with self._database.writing():
            number = self._database.number(story)
            write("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?)", number, versions.intake, _digest(body), body)
            write("DELETE FROM analyses WHERE story = ?", number)
            write("DELETE FROM problems WHERE story = ?", number)
            write(
                "INSERT OR REPLACE INTO headings VALUES (?, 'read', ?, ?, ?, ?, ?, ?, '')",
                number,
                " ".join(article.title.split()),
                source.outlet,
                source.agency,
                source.published,
                source.place,
                find_first_words(article),
            )

    @told_plainly()
    def store_analysis(self, story: str, analysis: Analysis, versions: Versions) -> None:
        """Keep what was found in the article that is stored."""
        body, write = encode(analysis), self._database.write
        with self._database.writing():
            number = self._database.number(story)
            write(
                "INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?, ?)",
                number,
                versions.analysis,
                versions.models,
                _digest(body),
                body,
            )
            write("DELETE FROM problems WHERE story = ?", number)
            people = "\n".join(find_people(analysis))
            write("UPDATE headings SET state = 'analysed', people = ? WHERE story = ?", people, number)

    @told_plainly()
    def store_problem(self, story: str, problem: Problem, versions: Versions | None = None) -> None:
        """Remember that a story could not be read, or nothing be found in it; what was handed in stays.

        It comes up again as work only when `versions` is given and a later version is there.
        """
        tried = (versions.intake, versions.analysis, versions.models) if versions else (None, None, None)
        with self._database.writing():
            number = self._database.number(story)
            self._database.write(
                "INSERT OR REPLACE INTO problems VALUES (?, ?, ?, ?, ?, ?)",
                number,
                problem.what,
                problem.advice,
                *tried,
            )
            self._database.write("UPDATE headings SET state = 'failed' WHERE story = ?", number)

    @told_plainly()
    def reading(self, story: str) -> Reading:
        """Return a story as the panels take it; a damaged analysis is left out, to be made again.

        Raises:
            Problem: the story is unknown, not read yet, could not be read, or its text is damaged.
        """
        body, digest, found, found_digest, what, advice = self._database.story_row(
            """SELECT articles.body, articles.sha256, analyses.body, analyses.sha256, what, advice FROM stories
            LEFT JOIN articles ON articles.story = number LEFT JOIN analyses ON analyses.story = number
            LEFT JOIN problems ON problems.story = number WHERE id = ?""",
            story,
        )
        if body is None:
            raise Problem(what, advice) if what else Problem("This story has not been read yet.", "It is next in line.")
        article = _whole(body, digest, Article)
        if article is None:
            raise Problem(
                "The text of this story was damaged on the disk.",
                "Its source is kept in the library's folder: hand it in again. No other story is touched.",
            )
        analysis = _whole(found, found_digest, Analysis) if found is not None else None
        note, damage = self._notes.read(story)
        return lay_over(story, article, analysis, note, f"{what} {advice}".strip() if what else damage)

    @told_plainly()
    def wanted(self, story: str, versions: Versions) -> Work | None:
        """Say what is still to be done for a story (new, or made by an earlier version), or None."""
        return find_work_for(self._database, story, versions)

    @told_plainly()
    def stale(self, versions: Versions, count: int = 1000) -> list[tuple[str, Work]]:
        """Return up to `count` stories with something to be done, newest first; failed ones by an earlier version."""
        return find_work(self._database, versions, count)

    # the list

    @told_plainly()
    def count(self) -> int:
        """Return the number of stories."""
        return int(self._database.rows("SELECT count(*) FROM stories")[0][0])

    @told_plainly()
    def story(self, story: str) -> Story:
        """Return one story as the list shows it."""
        return read_story(self._database.story_row(f"SELECT {STORY_COLUMNS} FROM {STORY_TABLES} WHERE id = ?", story))

    @told_plainly()
    def stories(self, first: int = 0, count: int = 100) -> list[Story]:
        """Return `count` stories from place `first` of the list, newest first; a damaged one hides no other."""
        numbers = self._database.rows(
            "SELECT number FROM stories ORDER BY saved DESC, number DESC LIMIT ? OFFSET ?", count, first
        )
        shown = (self._story_as_far_as_whole(number) for (number,) in numbers)
        return [story for story in shown if story]

    @told_plainly()
    def mark_read(self, story: str, *, unread: bool = False) -> None:
        """Take the dot of an unread story away, or put it back."""
        with self._database.writing():
            number = self._database.number(story)
            self._database.write("UPDATE stories SET unread = ? WHERE number = ?", unread, number)

    # what the reader writes

    @told_plainly()
    def note(self, story: str) -> ArticleNote:
        """Return the note kept with a story; of a damaged one what can be had (`reading` says that it was)."""
        self._database.number(story)
        return self._notes.read(story)[0]

    @told_plainly()
    def save_note(self, article: str, text: str, revision: int) -> ArticleNote:
        """Put a note that was written over `revision` on the disk and return it as it stands there.

        Raises:
            NoteMoved: another window saved meanwhile; nothing was changed.
            Problem: it could not be written.
        """
        with self._database.writing():
            return self._notes.save(article, text, revision, _now())

    @told_plainly()
    def remember(self, key: str, value: str) -> None:
        """Remember where the reader was: the story last open, a place in it."""
        if self.remembered(key) != value:
            with self._database.writing():
                self._database.write("INSERT OR REPLACE INTO remembered VALUES (?, ?)", key, value)

    @told_plainly()
    def remembered(self, key: str) -> str | None:
        """Return what was last remembered under `key`, or None."""
        row = self._database.row("SELECT value FROM remembered WHERE key = ?", key)
        return row[0] if row else None

    # others, and the end

    @told_plainly()
    def changed_elsewhere(self) -> bool:
        """Say whether another window or command wrote since this was last asked."""
        return self._database.changed_elsewhere()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is written inside: for many stories at once."""
        with told_plainly(), self._database.together():
            yield

    @told_plainly()
    def settle(self) -> None:
        """Bring the copies beside the sources wholly to the disk; for the library's thread, since it waits for that."""
        self._mirror.settle()

    def close(self) -> None:
        """Close the library; all that was written is on the disk already."""
        self._mirror.write_some()
        self._database.close()

    # within

    def _story_as_far_as_whole(self, number: int) -> Story | None:
        for columns in (
            f"SELECT {STORY_COLUMNS} FROM {STORY_TABLES} WHERE number = ?",
            """SELECT id, 'Damaged story', saved, 'failed', NULL, NULL, NULL, NULL, '', '', 0, unread,
            'Its row is damaged on the disk.' FROM stories WHERE number = ?""",
        ):
            try:
                return read_story(self._database.story_row(columns, number))
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
        return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _digest(body: bytes) -> bytes:
    return sha256(body).digest()


def _whole(body: bytes, digest: bytes, kind: type[_Body]) -> _Body | None:
    """Return what a body holds, or None where it is not what was written."""
    if sha256(body).digest() != digest:
        return None
    with suppress(DecodeError):
        return decode(body, kind)
    return None
