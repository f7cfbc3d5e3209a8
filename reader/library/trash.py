"""The trash: stories put away, with their notes and sources, until thirty days are over."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from reader.library.database import Database
from reader.library.files import find_story_folder
from reader.library.index import Index

DAYS = 30


def count_days_left(trashed: str, now: datetime) -> int:
    """Return after how many days, begun ones counted, a story put into the trash then is deleted; at least 0."""
    try:
        end = datetime.fromisoformat(trashed) + timedelta(days=DAYS)
        return max(ceil((end - now) / timedelta(days=1)), 0)
    except (ValueError, TypeError, OverflowError):  # a damaged row
        return DAYS


class Trash:
    """The trash of one library; its methods but `sweep` are called inside a transaction."""

    def __init__(self, database: Database, index: Index, folder: Path) -> None:
        self._database = database
        self._index = index
        self._folder = folder

    def put_in(self, stories: Iterable[str], now: str) -> tuple[str, ...]:
        """Put stories into the trash and return those that were not in it."""
        return self._set(stories, now)

    def take_out(self, stories: Iterable[str]) -> tuple[str, ...]:
        """Bring stories back from the trash and return those that were in it."""
        return self._set(stories, None)

    def purge(self, now: datetime, *, whole: bool = False) -> int:
        """Delete the stories whose days are over, or all of them, and return how many.

        `sweep` their folders after the transaction.
        """
        over = "~" if whole else (now - timedelta(days=DAYS)).isoformat(timespec="milliseconds")
        rows = self._database.rows("SELECT number, id FROM stories WHERE trashed < ?", over)
        for number, story in rows:
            self._database.write("INSERT OR IGNORE INTO purged VALUES (?)", story)
            self._database.write("DELETE FROM stories WHERE number = ?", number)
        return len(rows)

    def sweep(self) -> None:
        """Remove the folders of deleted stories; what cannot be removed now is tried the next time."""
        swept = [story for (story,) in self._database.rows("SELECT id FROM purged") if self._remove(story)]
        if swept:
            with self._database.writing():
                for story in swept:
                    self._database.write("DELETE FROM purged WHERE id = ?", story)

    def _set(self, stories: Iterable[str], trashed: str | None) -> tuple[str, ...]:
        changed = []
        for story in stories:
            number = self._database.number(story)
            if bool(self._database.rows("SELECT trashed FROM stories WHERE number = ?", number)[0][0]) == bool(trashed):
                continue
            self._index.change(number)
            self._database.write("UPDATE stories SET trashed = ? WHERE number = ?", trashed, number)
            changed.append(story)
        return tuple(changed)

    def _remove(self, story: str) -> bool:
        folder = find_story_folder(self._folder, story)
        with suppress(OSError):
            remove_folder(folder)
        return not folder.exists()


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that lies in it; what a link leads to stays."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            remove_folder(path)
        else:
            path.unlink()
    folder.rmdir()
