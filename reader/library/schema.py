"""The library's tables: one step a version, and the opening of its file.

What is *given* (stories, sources, articles, notes, corrections, remembered) every step carries along. What is *found*
(analyses, problems, headings, and all that list and search stand on) can be made again from it and may be dropped by a
step. What a step cannot find by itself it leaves to `due`: `Index.catch_up` finds it afterwards, a few at a time.
"""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from reader.library.alphabet import sort_key
from reader.library.files import holds_stories, make_private_file
from reader.library.soundness import open_to_read
from reader.library.trouble import BRING_BACK, DAMAGED, READ_ONLY
from reader.model.problem import Problem

APPLICATION_ID = 0x44544C4E  # "DTLN"
BUSY_MILLISECONDS = 5000
_LONGEST_LOG = 16_000_000  # bytes that the log keeps when all of it is in its place

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

SEARCH_TABLE = (
    # the words alone: they are read from the stories themselves where a found one is shown
    """CREATE VIRTUAL TABLE search USING fts5(
        headline, text, note, names, speakers, outlet,
        content = 'searched_words', content_rowid = 'number',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
    )""",
    "INSERT INTO search (search, rank) VALUES ('hashsize', 32000000)",  # bytes that many stories added together may use
    "INSERT INTO search (search, rank) VALUES ('automerge', 8)",
)

LISTED = """SELECT
    number, stories.saved, coalesce(published, ''), sort_key(coalesce(outlet, agency)), sort_key(title), unread,
    length(coalesce(notes.body, '')) > 0, trashed
    FROM stories LEFT JOIN headings ON headings.story = number LEFT JOIN notes ON notes.story = number
"""

_SEARCH_AND_TRASH = (
    # given
    "ALTER TABLE stories ADD COLUMN trashed TEXT",  # since when it lies in the trash
    "CREATE TABLE purged (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",  # stories whose folders are still to go
    # found: the list, in every order
    """CREATE TABLE listed (
        story INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
        saved TEXT NOT NULL,
        published TEXT NOT NULL,
        outlet TEXT NOT NULL,
        headline TEXT NOT NULL,
        unread INTEGER NOT NULL,
        noted INTEGER NOT NULL,
        trashed TEXT
    ) STRICT""",
    f"INSERT INTO listed {LISTED}",
    # the shelves are columns of each: a place far down is counted in the index alone
    "CREATE INDEX listed_by_saving ON listed (saved DESC, story DESC, unread, noted) WHERE trashed IS NULL",
    """CREATE INDEX listed_by_publication ON listed (published DESC, saved DESC, story DESC, unread, noted)
        WHERE trashed IS NULL""",
    "CREATE INDEX listed_by_outlet ON listed (outlet, saved DESC, story DESC, unread, noted) WHERE trashed IS NULL",
    "CREATE INDEX listed_by_headline ON listed (headline, saved DESC, story DESC, unread, noted) WHERE trashed IS NULL",
    "CREATE INDEX listed_in_trash ON listed (trashed) WHERE trashed IS NOT NULL",
    # found: names, and who is quoted, one a line
    "ALTER TABLE headings ADD COLUMN names TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE headings ADD COLUMN speakers TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE people (
        story INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
        place INTEGER NOT NULL,
        name TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        mentions INTEGER NOT NULL,
        quotes INTEGER NOT NULL,
        PRIMARY KEY (story, place)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX people_by_name ON people (sort_key, name, mentions, quotes)",
    # found: a few of the runs of words of each story, and its address, to know it again
    """CREATE TABLE twin_marks (
        mark INTEGER NOT NULL,
        story INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
        PRIMARY KEY (mark, story)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX twin_marks_by_story ON twin_marks (story)",
    # found: the words to be searched; `searched` says which stories are in the index, and with which note
    "CREATE TABLE due (story INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE) STRICT",
    "INSERT INTO due SELECT story FROM articles UNION SELECT story FROM notes",
    """CREATE TABLE searched (
        story INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
        note TEXT NOT NULL
    ) STRICT""",
    """CREATE VIEW searched_words AS SELECT
        searched.story AS number, title AS headline,
        iif(json_valid(CAST(body AS TEXT)), json_extract(CAST(body AS TEXT), '$.text'), '') AS text,
        note, names, speakers, coalesce(outlet, agency, '') AS outlet
        FROM searched JOIN headings ON headings.story = searched.story
        LEFT JOIN articles ON articles.story = searched.story""",
    *SEARCH_TABLE,
)

_CORRECTIONS = (
    # given: what the reader corrects about each article, as JSON
    """CREATE TABLE corrections (
        story INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        saved TEXT NOT NULL,
        sha256 BLOB NOT NULL,
        body BLOB NOT NULL
    ) STRICT""",
    "CREATE TRIGGER corrections_added AFTER INSERT ON corrections " + _TO_MIRROR.format("story"),
    "CREATE TRIGGER corrections_changed AFTER UPDATE ON corrections " + _TO_MIRROR.format("story"),
)

STEPS: tuple[tuple[str, ...], ...] = (_FIRST, _MIRROR, _SEARCH_AND_TRASH, _CORRECTIONS)
VERSION = len(STEPS)

_DESCRIPTIONS = "SELECT type, name, tbl_name, sql FROM sqlite_schema"


def open_database(file: Path, before_upgrade: Callable[[int], object] | None = None) -> sqlite3.Connection:
    """Open the library's file, made where there is none, with its tables at the present version.

    Before an earlier version is changed, `before_upgrade` is told of it. A file that is empty, or missing where stories
    lie beside it, is a loss and no beginning.

    Raises:
        Problem: it is not a library's, is damaged or emptied, or was written by a newer Dateline.
        sqlite3.Error, OSError: the disk refuses.
    """
    if not file.exists():
        if holds_stories(file.parent):
            raise Problem("The library's database is missing, though its stories are there.", BRING_BACK)
        _make_database(file)
    if file.stat().st_size == 0:
        raise Problem("The library's database is empty: something wiped it.", BRING_BACK)
    connection = connect(file)
    try:
        _check_identity(connection)
        version = _read_number(connection, "user_version")
        if before_upgrade and version < VERSION:
            before_upgrade(version)
        upgrade(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def can_be_written(file: Path) -> bool:
    """Say whether the library's file, or else its folder, allows writing (SQLite writes beside the file too)."""
    return os.access(file.parent, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))


def open_read_only(file: Path) -> sqlite3.Connection:
    """Open a library that can only be read, with all that was committed to it.

    Raises:
        Problem: it is missing, not a library's, damaged, or of another version.
    """
    if not file.exists() or file.stat().st_size == 0:
        raise Problem(*READ_ONLY)
    connection = open_to_read(file)
    try:
        connection.create_function("sort_key", 1, sort_key, deterministic=True)
        _check_identity(connection)
        if _read_number(connection, "user_version") != VERSION:
            raise Problem(
                "This library was written by another version of Dateline, and its folder does not allow writing.",
                "Copy the folder to a place that does.",
            )
    except BaseException:
        connection.close()
        raise
    return connection


def has_its_tables(connection: sqlite3.Connection) -> bool:
    """Say whether the tables are described as they should be: a damaged letter there looks like a mistake of ours."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        fresh.create_function("sort_key", 1, sort_key, deterministic=True)
        upgrade(fresh)
        wanted = set(fresh.execute(_DESCRIPTIONS))
    try:
        return wanted <= set(connection.execute(_DESCRIPTIONS))
    except sqlite3.DatabaseError:
        return False


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
        connection = connect(made)
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


def connect(file: Path) -> sqlite3.Connection:
    """Open a database as the library writes to one: every commit waits for the disk."""
    connection = sqlite3.connect(file, timeout=BUSY_MILLISECONDS / 1000, isolation_level=None)
    connection.text_factory = _read_text
    connection.create_function("sort_key", 1, sort_key, deterministic=True)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA journal_size_limit = {_LONGEST_LOG}")
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
