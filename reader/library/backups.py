"""Backups of the database: made by SQLite's own copying, proved by opening, thinned as they grow old.

They lie in the library's folder `backups`, each a whole database of its own named for the time it was made.
"""

import re
import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import time

from msgspec import Struct

from reader.library.files import flush_to_disk, make_private_file, make_private_folder
from reader.library.soundness import (
    count_rows,
    find_hurt_bodies,
    find_structural_faults,
    find_tables,
    find_tables_of_bodies,
    open_to_read,
)
from reader.library.trouble import BRING_BACK, told_plainly
from reader.model.problem import Problem

BETWEEN = timedelta(days=1)

_WHOLE = timedelta(days=2)
_STAMP = "%Y-%m-%dT%H-%M-%SZ"
_NAME = re.compile(r"library-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)(-[a-z0-9-]+)?\.db")
_LEFT_BEHIND = 3600.0  # seconds after which nobody is still writing a file
_FOUND_OR_OWN = {"analyses", "problems", "headings", "unmirrored", "remembered"}  # no change that a backup is made for

_RULES: tuple[tuple[Callable[[datetime], object], int], ...] = (
    (lambda made: made.date(), 12),
    (lambda made: made.isocalendar()[:2], 10),
    (lambda made: (made.year, made.month), 9),
)


class Backup(Struct, frozen=True):
    """A backup in the library's folder; `is_hurt` says that some body in it was damaged when it was made."""

    path: Path
    made: datetime
    is_hurt: bool = False


def find_backups(library: Path) -> list[Backup]:
    """Return the backups of a library, newest first."""
    found = []
    with suppress(FileNotFoundError):
        for path in (library / "backups").iterdir():
            if (name := _NAME.fullmatch(path.name)) and path.is_file():
                made = datetime.strptime(name[1], _STAMP).replace(tzinfo=UTC)
                found.append(Backup(path, made, (name[2] or "").endswith("hurt")))
    return sorted(found, key=lambda backup: (backup.made, backup.path.name), reverse=True)


@told_plainly()
def back_up(library: Path, now: datetime, name: str = "") -> Backup:
    """Copy the database of a library into its `backups`, prove the copy and return it; the name may tell why.

    Raises:
        Problem: the database is damaged, or the disk refuses; no backup is made then, and none is lost.
    """
    folder = library / "backups"
    make_private_folder(folder)
    _sweep(folder)
    part = make_private_file(folder)
    try:
        is_hurt = copy_database(library / "library.db", part)
        path = _find_free(folder, f"library-{make_stamp(now)}{name}", "-hurt.db" if is_hurt else ".db")
        part.rename(path)
        flush_to_disk([folder])
    finally:
        part.unlink(missing_ok=True)
    return Backup(path, now, is_hurt)


@told_plainly()
def back_up_if_due(library: Path, now: datetime) -> Backup | None:
    """Make the daily backup if something changed since the last one, and thin the older ones.

    Raises:
        Problem: as `back_up` does.
    """
    backups = find_backups(library)
    if backups and now - backups[0].made < BETWEEN:
        return None
    if not _has_changed(library / "library.db", backups[0].path if backups else None):
        return None
    made = back_up(library, now)
    if not made.is_hurt:  # else the older ones may be the better ones
        thin_out(library, now)
    return made


def thin_out(library: Path, now: datetime) -> None:
    """Remove the backups that no rule keeps."""
    backups = find_backups(library)
    kept = find_kept([backup.made for backup in backups], now)
    for backup in backups:
        if backup.made not in kept:
            backup.path.unlink(missing_ok=True)


def find_kept(made: Collection[datetime], now: datetime) -> set[datetime]:
    """Return which backups stay: all of two days, then the last of each of 12 days, 10 weeks and 9 months.

    Days, weeks (ISO 8601) and months without a backup are not counted, so that a long pause takes nothing away; nor
    are those whose last backup an earlier rule keeps.
    """
    newest_first = sorted(set(made), reverse=True)
    kept = {day for day in newest_first if now - day <= _WHOLE}
    for period, count in _RULES:
        last, rest = None, count
        for backup in newest_first:
            if rest and period(backup) != last:
                last = period(backup)
                if backup not in kept:
                    kept.add(backup)
                    rest -= 1
    return kept


def copy_database(source: Path, target: Path) -> bool:
    """Copy a database while others may be using it, as one file without a -wal; say whether bodies in it are hurt.

    Raises:
        Problem: the source is damaged, or the copy does not hold what the source holds.
    """
    with closing(open_to_read(source)) as reading, closing(sqlite3.connect(target, isolation_level=None)) as writing:
        reading.execute("BEGIN")  # counts and copy are of one moment
        try:
            counts = count_rows(reading)
            reading.backup(writing)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            raise _damaged() from error
        writing.execute("PRAGMA journal_mode = DELETE")
    flush_to_disk([target])
    with closing(open_to_read(target)) as copy:
        if any(find_structural_faults(copy)) or count_rows(copy) != counts:
            raise _damaged()
        return any(find_hurt_bodies(copy))


def make_stamp(now: datetime) -> str:
    """Return a moment as the names of files have it."""
    return now.astimezone(UTC).strftime(_STAMP)


def _find_free(folder: Path, stem: str, suffix: str) -> Path:
    path, count = folder / (stem + suffix), 1
    while path.exists():
        count += 1
        path = folder / f"{stem}-{count}{suffix}"
    return path


def _has_changed(database: Path, backup: Path | None) -> bool:
    with closing(open_to_read(database)) as connection:
        if backup is None:
            return bool(connection.execute("SELECT count(*) FROM stories").fetchone()[0])
        given = _summarise(connection)
    with suppress(sqlite3.Error), closing(open_to_read(backup)) as connection:
        return _summarise(connection) != given
    return True


def _summarise(connection: sqlite3.Connection) -> bytes:
    """Return a digest of what was given; bodies are in it by their own."""
    digest = sha256()
    bodies = find_tables_of_bodies(connection)
    for table, columns in find_tables(connection).items():
        if table in _FOUND_OR_OWN:
            continue
        names = ", ".join(f'"{column}"' for column in columns if table not in bodies or column != "body")
        digest.update(f"\n{table} ".encode())
        for row in connection.execute(f'SELECT {names} FROM "{table}" ORDER BY 1'):
            digest.update(repr(row).encode())
    return digest.digest()


def _sweep(folder: Path) -> None:
    for crumb in folder.glob(".*.part*"):
        with suppress(OSError):
            if time() - crumb.stat().st_mtime > _LEFT_BEHIND:
                crumb.unlink()


def _damaged() -> Problem:
    return Problem(
        "The library's database is damaged, so no backup was made of it.",
        f"The earlier ones are kept. {BRING_BACK}",
    )
