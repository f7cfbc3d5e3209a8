"""Bringing a backup back: what would differ, and the exchange itself, which sets the present database aside first."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from reader.library.backups import back_up, copy_database, make_stamp
from reader.library.files import (
    find_story_folder,
    is_as_it_came,
    make_private_file,
    make_private_folder,
    replace_database,
)
from reader.library.schema import APPLICATION_ID, connect, upgrade
from reader.library.soundness import find_structural_faults, open_to_read
from reader.library.store import Library
from reader.library.trouble import is_damage, told_plainly
from reader.library.whole import copy_story
from reader.model.problem import Problem

_TRIES = 5


class NamedStory(Struct, frozen=True):
    """A story as a preview names it."""

    id: str
    title: str


class Difference(Struct, frozen=True):
    """What a restored library would have otherwise than the present one; `is_readable` says whether that one is."""

    only_here: tuple[NamedStory, ...] = ()
    only_there: tuple[NamedStory, ...] = ()
    notes: tuple[NamedStory, ...] = ()
    is_readable: bool = True


@told_plainly()
def compare(library: Path, backup: Path) -> Difference:
    """Return what a backup (a database, or the folder of a whole one) has otherwise than the library.

    Raises:
        Problem: there is no backup at that place, or it is damaged.
    """
    there = _read_stories(find_database(backup))
    try:
        here, is_readable = _read_stories(library / "library.db"), True
    except (sqlite3.Error, Problem):
        here, is_readable = {}, False
    other_note = [story for story in here if story in there and here[story][1] != there[story][1]]
    return Difference(
        tuple(NamedStory(story, here[story][0]) for story in here if story not in there),
        tuple(NamedStory(story, there[story][0]) for story in there if story not in here),
        tuple(NamedStory(story, here[story][0]) for story in other_note),
        is_readable,
    )


@told_plainly()
def restore(library: Path, backup: Path, now: datetime) -> Path | None:
    """Give a library the stories and notes of a backup; return where its former database lies now.

    A sound database is backed up as it is and then exchanged in one transaction, which other windows see as a change.
    A damaged one is set aside. Sources and photographs of a whole backup are brought where they are missing.

    Raises:
        Problem: the backup is damaged or newer, another program keeps writing, or a disk refuses.
    """
    database = find_database(backup)
    make_private_folder(library)
    with _prepared(database, library) as prepared:
        if backup.is_dir():
            _bring_files(prepared, backup, library, make_stamp(now))
        former = _exchange(library, prepared, now)
    with closing(Library(library)) as restored:
        restored.settle()
    return former


def find_database(backup: Path) -> Path:
    """Return the database of a backup: the file itself, or the one in the folder of a whole backup.

    Raises:
        Problem: there is none.
    """
    file = backup / "library.db" if backup.is_dir() else backup
    if not file.is_file() or file.stat().st_size == 0:
        raise Problem("There is no backup at that place.", "Name one of the files in the library's folder backups.")
    return file


@contextmanager
def _prepared(database: Path, library: Path) -> Iterator[Path]:
    """Hold a proved copy of a backup, at the present version, with every story to be mirrored."""
    folder = library / "backups"
    make_private_folder(folder)
    part = make_private_file(folder)
    try:
        with closing(open_to_read(database)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise Problem("This file is no backup of a Dateline library.", "Nothing was changed.")
        with _told_of_the_backup():
            copy_database(database, part)
        with closing(connect(part)) as connection:
            upgrade(connection)
            connection.execute("INSERT OR REPLACE INTO unmirrored SELECT number, random() FROM stories")
            connection.execute("PRAGMA journal_mode = DELETE")
        yield part
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + suffix).unlink(missing_ok=True)


@contextmanager
def _told_of_the_backup() -> Iterator[None]:
    try:
        yield
    except (Problem, sqlite3.DatabaseError) as error:
        raise Problem("This backup is damaged.", "Nothing was changed. Choose another one.") from error


def _exchange(library: Path, prepared: Path, now: datetime) -> Path | None:
    if _is_sound(library / "library.db"):
        return _exchange_sound(library, prepared, now)
    with closing(connect(prepared)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    return replace_database(library, prepared, make_stamp(now))


def _is_sound(file: Path) -> bool:
    if not file.exists() or file.stat().st_size == 0:
        return False
    try:
        with closing(open_to_read(file)) as connection:
            return not any(find_structural_faults(connection))
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        return False


def _exchange_sound(library: Path, prepared: Path, now: datetime) -> Path:
    with closing(connect(library / "library.db")) as present, closing(open_to_read(prepared)) as backup:
        for _ in range(_TRIES):
            before = present.execute("PRAGMA data_version").fetchone()
            former = back_up(library, now, "-before-restore").path
            if present.execute("PRAGMA data_version").fetchone() == before:
                backup.backup(present)
                return former
    raise Problem("Another window or command keeps writing.", "Close it and try again. Nothing was changed.")


def _bring_files(prepared: Path, backup: Path, library: Path, stamp: str) -> None:
    with closing(open_to_read(prepared)) as connection:
        rows = connection.execute("SELECT id, file, sha256 FROM stories JOIN sources ON story = number").fetchall()
    for story, file, digest in rows:
        here, there = find_story_folder(library, story), find_story_folder(backup, story)
        source = here / file
        if source.exists() and not is_as_it_came(source, digest) and is_as_it_came(there / file, digest):
            source.rename(source.with_name(f"{file}.damaged-{stamp}"))
        copy_story(there, here)


def _read_stories(file: Path) -> dict[str, tuple[str, bytes | None]]:
    """Return title and digest of the note of each story."""
    with closing(open_to_read(file)) as connection:
        rows = connection.execute(
            """SELECT id, coalesce(title, ''), iif(length(notes.body) > 0, notes.sha256, NULL) FROM stories
            LEFT JOIN headings ON headings.story = number LEFT JOIN notes ON notes.story = number
            ORDER BY stories.saved DESC, number DESC"""
        ).fetchall()
    return {story: (title, note) for story, title, note in rows}
