"""The connection to a library's file: rows out, transactions in."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.library.files import flush_to_disk
from reader.library.salvage import find_all_numbers
from reader.library.schema import can_be_written, has_its_tables, open_database, open_read_only
from reader.library.trouble import (
    DAMAGED,
    DISK_FULL,
    NO_ROOM,
    READ_ONLY,
    code_of,
    is_damage,
    is_lack_of_room,
    make_damage,
)
from reader.library.values import given, storable_row
from reader.model.problem import Problem

LIST_STATE = "list"  # what is remembered under this name is another after each change of the list
_KB_USUALLY, _KB_TOGETHER = 2_000, 48_000  # pages of the database in memory; more while many stories are added
_LOGGED_USUALLY, _LOGGED_TOGETHER = 1_000, 32_000  # pages in the log until they are written to their places


class Database:
    """One connection, for the thread that made it; every transaction is on the disk when it ends."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._refusal: tuple[str, str] | None = None if can_be_written(file) else READ_ONLY
        self._connection = self._open()
        self._place = self._read_place()
        self._together = False
        self._holds_much = False
        self._to_flush: dict[Path, None] = {}
        self._before_commit: list[Callable[[], None]] = []
        self._after_end: list[Callable[[], None]] = []
        self._to_undo: list[Callable[[], None]] = []
        self._crumbs: list[Path] = []
        self._added: dict[str, int] = {}  # stories that the transaction added, and their numbers
        self._added_numbers: set[int] = set()
        self._after_commit: Callable[[bool], None] | None = None
        self._data_version = self._read_data_version()

    def rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows that answer a question."""
        return self._ask(question, values).fetchall()

    def row(self, question: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row that answers a question, or None."""
        row: tuple[Any, ...] | None = self._ask(question, values).fetchone()
        return row

    def write(self, statement: str, *values: object) -> int:
        """Carry out a statement inside `writing` and return the number of the row it added, if it did."""
        return self._ask(statement, values).lastrowid or 0

    def write_many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Carry out a statement for many rows inside `writing`."""
        self._connection.executemany(statement, (storable_row(row) for row in rows))

    def number(self, story: str) -> int:
        """Return the number that the tables have for a story, however damaged the index of ids is.

        Raises:
            Problem: there is no such story.
        """
        number = self._added.get(story) or self._find_by_index(story) or self._find_without_index(story)
        if not number:
            raise Problem("This story is not in the library.", "Another window may have removed it.")
        return number

    def tell_added(self, story: str, number: int) -> None:
        """Have it known until the transaction ends that it added a story."""
        self._added[story] = number
        self._added_numbers.add(number)

    def is_added(self, number: int) -> bool:
        """Say whether the transaction that goes on added a story: nothing earlier is to be taken away for it."""
        return number in self._added_numbers

    def story_row(self, question: str, story: str) -> tuple[Any, ...]:
        """Return the row of a story, asked for by its number.

        Raises:
            Problem: there is no such story.
        """
        row = self.row(question, self.number(story))
        if row is None:
            raise Problem(*DAMAGED)
        return row

    def all_numbers(self) -> dict[int, str]:
        """Return numbers and ids of all stories that can be had, however damaged the tables are."""
        return find_all_numbers(self._connection)

    @property
    def refusal(self) -> tuple[str, str] | None:
        """Why it can only be read (folder, file or a full disk), and what helps; None where it can be written to."""
        return self._refusal

    @property
    def in_transaction(self) -> bool:
        """Whether something was written that is not yet on the disk."""
        return self._connection.in_transaction

    @property
    def is_together(self) -> bool:
        """Whether what is written is a part of a transaction of many."""
        return self._together

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make one transaction of what is written inside, or a part of the one that `together` began."""
        if self._together:
            with self._part():
                yield
            return
        self._hold(much=False)
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._refusal:
            self._open_again()
        self._check_place()
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            for finish in self._before_commit:
                finish()
            flush_to_disk(self._to_flush)
            self._commit()
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk has rolled back already
                self._connection.execute("ROLLBACK")
            self._undo_from(0)
            raise
        finally:
            self._clear()
        if self._after_commit:
            self._after_commit(False)

    @contextmanager
    def writing_at_once(self) -> Iterator[None]:
        """Make a transaction as `writing` does, or raise at once when another process is writing."""
        (busy,) = self._connection.execute("PRAGMA busy_timeout").fetchone()
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            with self.writing():
                yield
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {busy}")

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of every `writing` inside."""
        after_commit, self._after_commit = self._after_commit, None
        try:
            self._hold(much=True)
            with self._transaction():
                self._together = True
                try:
                    yield
                finally:
                    self._together = False
        finally:
            self._after_commit = after_commit
        if after_commit:
            after_commit(True)

    def call_after_commit(self, do: Callable[[bool], None]) -> None:
        """Have `do` called after each commit; it is told whether that was of many things `together`."""
        self._after_commit = do

    def follow(self, before_commit: Callable[[], None], after_end: Callable[[], None]) -> None:
        """Have something done at the end of every transaction, and something once it is over, kept or not."""
        self._before_commit.append(before_commit)
        self._after_end.append(after_end)

    def interrupt(self) -> None:
        """End the question that is being answered, from any thread: it raises sqlite3.OperationalError."""
        self._connection.interrupt()

    def undo_unless_committed(self, undo: Callable[[], None]) -> None:
        """Have `undo` called when what is being written does not come to be."""
        self._to_undo.append(undo)

    def remove_at_end(self, crumb: Path) -> None:
        """Have a file removed when the transaction has ended, either way."""
        self._crumbs.append(crumb)

    def flush_before_commit(self, *paths: Path) -> None:
        """Have files and folders on the disk before the rows that speak of them."""
        self._to_flush.update(dict.fromkeys(paths))

    def changed_elsewhere(self) -> bool:
        """Say whether another connection wrote since this was last asked."""
        before, self._data_version = self._data_version, self._read_data_version()
        return before != self._data_version

    def read_list_state(self) -> object:
        """Return what is another as soon as a row of the list is, here or elsewhere."""
        try:
            return self.row("SELECT value FROM remembered WHERE key = ?", LIST_STATE)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            return self._connection.total_changes, self._read_data_version()  # another after any writing at all

    def close(self) -> None:
        """Close the connection; closing again does nothing."""
        with suppress(sqlite3.Error):
            self._connection.close()

    def _open(self) -> sqlite3.Connection:
        if not self._refusal:
            try:
                return open_database(self._file, self._back_up)
            except sqlite3.Error as error:
                if not is_lack_of_room(error) or not self._file.exists():
                    raise
                self._refusal = DISK_FULL
        return open_read_only(self._file)

    def _open_again(self) -> None:
        """Have a library that could only be read written to, as soon as that is possible."""
        if can_be_written(self._file):
            self._refusal = None
            former, self._connection = self._connection, self._open()
            former.close()
        if self._refusal:
            raise Problem(*self._refusal)

    def _ask(self, question: str, values: tuple[object, ...]) -> sqlite3.Cursor:
        try:
            try:
                return self._connection.execute(question, *given(values))
            except UnicodeEncodeError:
                return self._connection.execute(question, storable_row(values))
        except UnicodeDecodeError as unreadable:
            raise make_damage() from unreadable
        except sqlite3.OperationalError as error:
            if code_of(error) == sqlite3.SQLITE_ERROR and not has_its_tables(self._connection):
                raise Problem(*DAMAGED) from error  # a letter of the tables' own description
            raise

    def _find_by_index(self, story: str) -> int:
        """Return the number of a story, or 0; a damaged index may lead to another one, whose own row tells."""
        try:
            row = self.row("SELECT number FROM stories WHERE id = ?", story)
            return row[0] if row and self.row("SELECT id FROM stories WHERE number = ?", *row) == (story,) else 0
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            return 0

    def _find_without_index(self, story: str) -> int:
        return next((number for number, name in self.all_numbers().items() if name == story), 0)

    @contextmanager
    def _part(self) -> Iterator[None]:
        begun, to_flush, added = len(self._to_undo), len(self._to_flush), len(self._added)
        self._connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK TO part")
                self._connection.execute("RELEASE part")
            self._undo_from(begun)
            while len(self._to_flush) > to_flush:
                self._to_flush.popitem()
            while len(self._added) > added:
                self._added_numbers.discard(self._added.popitem()[1])
            raise
        self._connection.execute("RELEASE part")

    def _hold(self, *, much: bool) -> None:
        """Hold many pages in memory and in the log while stories are added: they lie far apart, and change again."""
        if much == self._holds_much:
            return
        self._holds_much = much
        self._connection.execute(f"PRAGMA cache_size = {-_KB_TOGETHER if much else -_KB_USUALLY}")
        # what a part may have to undo is kept in memory too: else each part makes a file for it
        self._connection.execute(f"PRAGMA temp_store = {'MEMORY' if much else 'DEFAULT'}")
        self._connection.execute(f"PRAGMA wal_autocheckpoint = {_LOGGED_TOGETHER if much else _LOGGED_USUALLY}")
        if not much:
            self._connection.execute("PRAGMA shrink_memory")

    def _commit(self) -> None:
        if not self._connection.in_transaction:
            raise Problem(*NO_ROOM)  # a part that found no room took the whole with it
        self._connection.execute("COMMIT")

    def _undo_from(self, begun: int) -> None:
        while len(self._to_undo) > begun:
            self._to_undo.pop()()

    def _clear(self) -> None:
        for forget in self._after_end:
            forget()
        self._to_flush.clear()
        self._to_undo.clear()
        self._added.clear()
        self._added_numbers.clear()
        for crumb in self._crumbs:
            with suppress(OSError):
                crumb.unlink(missing_ok=True)
        self._crumbs.clear()

    def _back_up(self, version: int) -> None:
        from reader.library.backups import back_up  # an upgrade is rare, and the window's start would wait for it

        back_up(self._file.parent, datetime.now(UTC), f"-format-{version}")

    def _check_place(self) -> None:
        """Refuse to write into a file that was removed or replaced: its words would look saved and be gone."""
        if self._read_place() != self._place:
            raise Problem(
                "The library was moved, removed or replaced while it was open.",
                "Keep a copy of your words elsewhere; bring the folder back and open it again.",
            )

    def _read_place(self) -> tuple[int, int]:
        try:
            file = os.stat(self._file)
        except FileNotFoundError:
            return 0, 0
        return file.st_dev, file.st_ino

    def _read_data_version(self) -> int:
        return int(self.rows("PRAGMA data_version")[0][0])
