"""The library: stories, what was read in them and what the reader wrote, one transaction each."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.catalogue import Catalogue
from reader.library.database import Database
from reader.library.files import find_photo, find_story_folder, make_private_folder
from reader.library.index import outlives_damage
from reader.library.listing import Order, Shelf, Story
from reader.library.marks import CorrectionsMoved, KeptCorrections, NoteMoved, Notes
from reader.library.mirror import Mirror
from reader.library.photographs import keep_photograph
from reader.library.replacing import Replacement, Replacing
from reader.library.rereading import KeptText, Rereader, Rereading, TextMoved
from reader.library.sources import HandedInStory, Sources, StoredSource
from reader.library.texts import Texts
from reader.library.trash import Trash
from reader.library.trouble import told_plainly
from reader.library.work import Work, count_work, find_work, find_work_for, was_read_by_earlier
from reader.model.analysis import Analysis, Versions
from reader.model.article import Article, Photo
from reader.model.marks import ArticleNote, Correction, Corrections
from reader.model.problem import Problem
from reader.model.reading import Reading

if TYPE_CHECKING:
    from reader.intake.source import HandedIn  # its patterns cost the window 5 ms of its start

__all__ = [
    "CorrectionsMoved",
    "HandedInStory",
    "KeptText",
    "Library",
    "NoteMoved",
    "Order",
    "Replacement",
    "Rereading",
    "Shelf",
    "StoredSource",
    "Story",
    "TextMoved",
    "Work",
]


class Library(Catalogue):
    """One library in one folder, over one connection, for the thread that made it.

    What a method changes is on the disk when it returns. Every method raises a Problem when the disk or the database
    refuses, or when there is no such story; nothing is changed then.
    """

    @told_plainly()
    def __init__(self, folder: Path, database: Path | None = None) -> None:
        """Open the library in `folder`; `database` stands for its own while that is being rebuilt."""
        self.folder = folder.absolute()
        make_private_folder(self.folder)
        super().__init__(Database(database or self.folder / "library.db"))
        self._notes = Notes(self._database, self.folder)
        self._trash = Trash(self._database, self.index, self.folder)
        self._sources = Sources(self._database, self.index, self._trash, self.folder)
        self._corrections = KeptCorrections(self._database, self.folder)
        self._texts = Texts(self._database, self.index, self._notes, self._corrections)
        self._replacing = Replacing(
            self._database, self.index, self._notes, self._corrections, self._texts, self._trash
        )
        self._rereader = Rereader(self._database, self.index, self._notes, self._texts)
        self._mirror = Mirror(self._database, self.folder)
        if database is None:
            self._mirror.start()

    @property
    def is_read_only(self) -> bool:
        """Whether folder or file allow reading alone: every change is refused then."""
        return self._database.refusal is not None

    @property
    def why_read_only(self) -> Problem | None:
        """What keeps anything from being written: the folder, or a full disk; writing is tried again each time."""
        return Problem(*self._database.refusal) if self._database.refusal else None

    # what is handed in

    @told_plainly()
    @outlives_damage
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

    @told_plainly()
    def keep_photograph(self, story: str, path: Path) -> str:
        """Keep the file of a photograph beside the source of a story; return where it lies in the story's folder.

        Raises:
            Problem: it cannot be read, is too large, or the disk refuses.
        """
        return keep_photograph(find_story_folder(self.folder, story), path)

    # what was read and found

    @told_plainly()
    @outlives_damage
    def store_article(self, story: str, article: Article, versions: Versions) -> None:
        """Keep an article as it was read; what was found in an earlier text of it goes."""
        self._texts.store_article(story, article, versions)

    @told_plainly()
    @outlives_damage
    def store_analysis(self, story: str, analysis: Analysis, versions: Versions) -> None:
        """Keep what was found in the article that is stored."""
        self._texts.store_analysis(story, analysis, versions)

    @told_plainly()
    @outlives_damage
    def store_problem(self, story: str, problem: Problem, versions: Versions | None = None) -> None:
        """Remember that a story could not be read, or nothing be found in it; what was handed in stays.

        It comes up again as work only when `versions` is given and a later version is there.
        """
        self._texts.store_problem(story, problem, versions)

    @told_plainly()
    def reading(self, story: str) -> Reading:
        """Return a story as the panels take it; a damaged analysis is left out, to be made again.

        Raises:
            Problem: the story is unknown, not read yet, could not be read, or its text is damaged.
        """
        return self._texts.reading(story)

    @told_plainly()
    def wanted(self, story: str, versions: Versions) -> Work | None:
        """Say what is still to be done for a story (new, or made by an earlier version), or None."""
        return find_work_for(self._database, story, versions)

    @told_plainly()
    def stale(self, versions: Versions, count: int = 1000) -> list[tuple[str, Work]]:
        """Return up to `count` stories with something to be done, newest first; failed ones by an earlier version."""
        return find_work(self._database, versions, count)

    @told_plainly()
    def count_stale(self, versions: Versions) -> int:
        """Return how many stories have something to be done."""
        return count_work(self._database, versions)

    # reading anew

    @told_plainly()
    def was_read_by_earlier(self, story: str, versions: Versions) -> bool:
        """Say whether the text of a story was read by an earlier version; it is changed only by `reread`."""
        return was_read_by_earlier(self._database, story, versions)

    @told_plainly()
    def text(self, story: str) -> KeptText:
        """Return the text a story has, uncorrected, with what was found in it and which versions made them.

        Raises:
            Problem: it has none, or it is damaged.
        """
        return self._rereader.find(story)

    @told_plainly()
    @outlives_damage
    def reread(self, story: str, over: Article, new: KeptText) -> Rereading:
        """Put a newly read text in the place of `over`, with every anchor found again; return how to undo it.

        Raises:
            TextMoved: the story has another text than `over` by now; nothing was changed.
        """
        with self._database.together():
            return self._rereader.replace(story, over, new, _now())

    @told_plainly()
    @outlives_damage
    def undo_reread(self, rereading: Rereading) -> Rereading:
        """Undo what `reread` or `undo_reread` did, and return how to undo that.

        Raises:
            TextMoved: the story has another text by now; nothing was undone.
        """
        with self._database.together():
            return self._rereader.undo(rereading, _now())

    # trash, and what takes the place of another

    @told_plainly()
    @outlives_damage
    def move_to_trash(self, stories: Iterable[str]) -> tuple[str, ...]:
        """Put stories into the trash and return those that were not there yet: what `restore` undoes."""
        with self._database.writing():
            return self._trash.put_in(stories, _now())

    @told_plainly()
    @outlives_damage
    def restore(self, stories: Iterable[str]) -> tuple[str, ...]:
        """Bring stories back from the trash, with all they had, and return those that were there."""
        with self._database.writing():
            return self._trash.take_out(stories)

    @told_plainly()
    def empty_trash(self, *, whole: bool = False) -> int:
        """Delete what has been in the trash for thirty days, its sources too, and return how many stories that were.

        The `whole` trash is emptied at once when the reader says so.
        """
        with self._database.writing():
            purged = self._trash.purge(datetime.now(UTC), whole=whole)
        self._trash.sweep()
        return purged

    @told_plainly()
    @outlives_damage
    def replace(self, old: str, new: str) -> Replacement:
        """Let a story take the place of another: that one's note and corrections come to it, it goes to the trash."""
        with self._database.together():
            return self._replacing.replace(old, new, _now())

    @told_plainly()
    @outlives_damage
    def undo_replace(self, replacement: Replacement) -> None:
        """Undo what `replace` did.

        Raises:
            NoteMoved, CorrectionsMoved: the new story's note or details were changed meanwhile; nothing was undone.
        """
        with self._database.together():
            self._replacing.undo(replacement, _now())

    # what the reader writes

    @told_plainly()
    @outlives_damage
    def mark_read(self, story: str, *, unread: bool = False) -> None:
        """Take the dot of an unread story away, or put it back."""
        with self._database.writing():
            number = self._database.number(story)
            self.index.change_list(number)
            self._database.write("UPDATE stories SET unread = ? WHERE number = ?", unread, number)

    @told_plainly()
    def note(self, story: str) -> ArticleNote:
        """Return the note kept with a story; of a damaged one what can be had (`reading` says that it was)."""
        self._database.number(story)
        return self._notes.read(story)[0]

    @told_plainly()
    @outlives_damage
    def save_note(self, article: str, text: str, revision: int) -> ArticleNote:
        """Put a note that was written over `revision` on the disk and return it as it stands there.

        Raises:
            NoteMoved: another window saved meanwhile; nothing was changed.
            Problem: it could not be written.
        """
        with self._database.writing():
            self.index.change_note(self._database.number(article))
            return self._notes.save(article, text, revision, _now())

    @told_plainly()
    def corrections(self, story: str) -> Corrections:
        """Return what the reader corrects about a story."""
        return self._corrections.read(story)

    @told_plainly()
    @outlives_damage
    def save_corrections(self, story: str, made: tuple[Correction, ...], revision: int) -> Corrections:
        """Put what is corrected about a story, chosen over `revision`, on the disk and return it as it stands there.

        Raises:
            CorrectionsMoved: another window corrected the story meanwhile; nothing was changed.
            Problem: it could not be written.
        """
        return self._texts.save_corrections(story, made, revision, _now())

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

    def back_up_if_due(self) -> Path | None:
        """Make the daily backup when something changed since the last one, and return it; for the library's thread.

        Raises:
            Problem: the database is damaged or the disk refuses; no backup is lost.
        """
        from reader.library.backups import back_up_if_due  # once a day: the window's start does not wait for it

        self.settle()
        backup = back_up_if_due(self.folder, datetime.now(UTC))
        return backup.path if backup else None

    @told_plainly()
    def settle(self) -> None:
        """Bring the copies beside the sources wholly to the disk; for the library's thread, since it waits for that."""
        self._mirror.settle()

    def close(self) -> None:
        """Close the library; all that was written is on the disk already."""
        self._mirror.write_some()
        self._database.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
