"""Whether a database still holds what was written: its structure, its references, each body against its sha256."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from reader.library.trouble import code_of, damage_told_as_such

_MOST_LINES = 20


class HurtBody(Struct, frozen=True):
    """A stored body that is not what was written; `table` says of what, `number` of which story."""

    table: str
    number: int


def open_to_read(file: Path) -> sqlite3.Connection:
    """Open a database that nobody is to write to, with all that was committed to it.

    Where the folder takes no writing, SQLite cannot read what a writer that was killed left in its -wal; a copy in a
    place that does is opened then.

    Raises:
        sqlite3.Error, OSError: it cannot be opened or is no database.
    """
    try:
        return _open(file, "mode=ro")
    except sqlite3.Error as error:
        if not {code_of(error), code_of(error) & 0xFF} & _NO_LOCK:
            raise
    log = file.with_name(file.name + "-wal")
    if not log.exists() or log.stat().st_size == 0:
        return _open(file, "mode=ro&immutable=1")
    from shutil import copyfile  # with the random numbers behind it, 3 ms that no start of the window should pay
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as folder:
        for path in (file, log):
            copyfile(path, Path(folder, path.name))
        with closing(_open(Path(folder, file.name), "mode=rw")) as copy:
            connection = sqlite3.connect(":memory:", isolation_level=None)
            connection.text_factory = _read_text
            copy.backup(connection)
    return connection


def _open(file: Path, options: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?{options}", uri=True, isolation_level=None)
    connection.text_factory = _read_text
    try:
        with damage_told_as_such():
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def find_structural_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what SQLite itself finds wrong, in its own words; nothing where all is well."""
    try:
        with damage_told_as_such():
            yield from _find_faults(connection)
    except sqlite3.DatabaseError as error:
        yield str(error)


def _find_faults(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST_LINES})"):
        if line != "ok":
            yield str(line)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} has no {parent}"


def find_tables(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the columns of every table, but for those that SQLite and its full-text index keep for themselves."""
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    foreign = ["sqlite", *(name for name, sql in rows if str(sql).upper().startswith("CREATE VIRTUAL"))]
    own = [name for name, _ in rows if not any(f"{name}_".startswith(f"{other}_") for other in foreign)]
    return {name: [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')] for name in own}


def find_tables_of_bodies(connection: sqlite3.Connection) -> list[str]:
    """Return the tables that keep a body with its sha256 for a story."""
    return [name for name, columns in find_tables(connection).items() if {"story", "sha256", "body"} <= set(columns)]


def find_hurt_bodies(connection: sqlite3.Connection) -> Iterator[HurtBody]:
    """Yield each body that is not what was written or cannot be had, story by story: a bad page hides no other."""
    for table in find_tables_of_bodies(connection):
        for number in _find_numbers(connection, table):
            try:
                row = connection.execute(f'SELECT sha256, body FROM "{table}" WHERE story = ?', (number,)).fetchone()
            except sqlite3.DatabaseError:
                row = None
            if row is None or not isinstance(row[1], bytes) or sha256(row[1]).digest() != row[0]:
                yield HurtBody(table, number)


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    return {name: _count(connection, name) for name in find_tables(connection)}


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])


def _find_numbers(connection: sqlite3.Connection, table: str) -> list[int]:
    """Return the stories a table has bodies of, from both ends where a page in the middle cannot be read."""
    numbers: set[int] = set()
    for order in ("ASC", "DESC"):
        try:
            for (number,) in connection.execute(f'SELECT story FROM "{table}" ORDER BY story {order}'):
                numbers.add(number)
            break
        except sqlite3.DatabaseError:
            continue
    return sorted(numbers)


_NO_LOCK = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_FULL}


def _read_text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
