"""The library's tables: one step a version, and the opening of its file.

What is *given* (stories, sources, articles, notes, remembered) is carried along by every step. What is *found*
(analyses, problems, headings) can be made again from it and may be dropped by a step.
"""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from reader.library.files import holds_stories, make_private_file
from reader.library.trouble import DAMAGED, READ_ONLY
from reader.model.problem import Problem

APPLICATION_ID = 0x44544C4E  # "DTLN"
BUSY_MILLISECONDS = 5000

_FIRST = (
    # given
    """CREATE TABLE stories (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        saved TEXT NOT NULL,
        unread INTEGER NOT NULL DEFAULT 1
    ) STRICT""",
    "CREATE INDEX stories_by_saving ON stories (saved)",
    """CREATE TABLE sources (
        story INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        address TEXT,
        published TEXT,
        verbatim INTEGER NOT NULL,
        files BLOB
    ) STRICT""",
    "CREATE INDEX sources_by_content ON sources (sha256)",
    """CREATE TABLE articles (
        story INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
        intake INTEGER NOT NULL,
        sha256 BLOB NOT NULL,
        body BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX articles_by_version ON articles (intake)",
    """CREATE TABLE notes (
        story INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        saved TEXT NOT NULL,
        sha256 BLOB NOT NULL,
        body BLOB NOT NULL
    ) STRICT""",
    "CREATE TABLE remembered (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # found
    """CREATE TABLE analyses (
        story INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
        analysis INTEGER NOT NULL,
        models TEXT NOT NULL,
        sha256 BLOB NOT NULL,
        body BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX analyses_by_version ON analyses (analysis, models)",
    """CREATE TABLE problems (
        story INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
        what TEXT NOT NULL,
        advice TEXT NOT NULL,
        intake INTEGER,
        analysis INTEGER,
        models TEXT
    ) STRICT""",
    """CREATE TABLE headings (
        story INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
        state TEXT NOT NULL,
        title TEXT NOT NULL,
        outlet TEXT,
        agency TEXT,
        published TEXT,
        place TEXT,
        first_words TEXT NOT NULL,
        people TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX headings_to_do ON headings (state) WHERE state IN ('waiting', 'read')",
)

# every change of what the folder mirrors marks its story, in the same transaction; `mirror.py` takes the marks away
_TO_MIRROR = "BEGIN INSERT OR REPLACE INTO unmirrored VALUES (new.{}, random()); END"
_MIRROR = (
    """CREATE TABLE unmirrored (
        story INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
        change INTEGER NOT NULL
    ) STRICT""",
    "INSERT INTO unmirrored SELECT number, random() FROM stories",
    "CREATE TRIGGER story_added AFTER INSERT ON stories " + _TO_MIRROR.format("number"),
    "CREATE TRIGGER story_changed AFTER UPDATE ON stories " + _TO_MIRROR.format("number"),
    "CREATE TRIGGER source_changed AFTER UPDATE ON sources " + _TO_MIRROR.format("story"),
    "CREATE TRIGGER note_added AFTER INSERT ON notes " + _TO_MIRROR.format("story"),
    "CREATE TRIGGER note_changed AFTER UPDATE ON notes " + _TO_MIRROR.format("story"),
)

STEPS: tuple[tuple[str, ...], ...] = (_FIRST, _MIRROR)
VERSION = len(STEPS)


def open_database(file: Path) -> sqlite3.Connection:
    """Open the library's file, made where there is none, with its tables at the present version.

    A file that is empty, or missing where stories lie beside it, is a loss and no beginning.

    Raises:
        Problem: it is not a library's, is damaged or emptied, or was written by a newer Dateline.
        sqlite3.Error, OSError: the disk refuses.
    """
    if not os.access(file.parent, os.W_OK):
        raise Problem(*READ_ONLY)
    if not file.exists():
        if holds_stories(file.parent):
            raise Problem(
                "The library's database is missing, though its stories are there.",
                "Nothing was changed. Bring library.db back from a backup.",
            )
        _make_database(file)
    if file.stat().st_size == 0:
        raise Problem(
            "The library's database is empty: something wiped it.",
            "Nothing was changed. Bring library.db back from a backup; the stories' sources still lie in its folder.",
        )
    connection = _connect(file)
    try:
        _check_identity(connection)
        upgrade(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def upgrade(connection: sqlite3.Connection, steps: Sequence[Sequence[str]] = STEPS) -> None:
    """Bring the tables to the present version, each step in one transaction with the record of it.

    Raises:
        Problem: the file is of a newer version.
    """
    while (version := _read_number(connection, "user_version")) < len(steps):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _read_number(connection, "user_version") == version:  # else another process was quicker
                for statement in steps[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    if version > len(steps):
        raise Problem(
            "This library was written by a newer Dateline.",
            "Open it with that version, or choose another library. Nothing was changed.",
        )


def _make_database(file: Path) -> None:
    """Put a whole, empty library at `file` in one go, so that a half-made one is never seen; the first to come wins."""
    made = make_private_file(file.parent)
    try:
        connection = _connect(made)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        upgrade(connection)
        connection.close()
        _put_in_place(made, file)
    finally:
        for suffix in ("", "-wal", "-shm"):
            made.with_name(made.name + suffix).unlink(missing_ok=True)


def _put_in_place(made: Path, file: Path) -> None:
    try:
        os.link(made, file)
    except FileExistsError:
        return
    except OSError:  # some disks of cameras and networks know no second name for a file
        if not file.exists():
            made.replace(file)


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=BUSY_MILLISECONDS / 1000, isolation_level=None)
    connection.text_factory = _read_text
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _check_identity(connection: sqlite3.Connection) -> None:
    identity = _read_number(connection, "application_id")
    if identity == APPLICATION_ID and _read_number(connection, "user_version") > 0:
        return
    if identity == APPLICATION_ID:
        raise Problem(*DAMAGED)
    raise Problem("This file is not a Dateline library.", "Choose another folder. Nothing was changed.")


def _read_number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _read_text(data: bytes) -> str:
    """Read a damaged byte as U+FFFD: one bad row must not hide the others."""
    return data.decode("utf-8", "replace")
