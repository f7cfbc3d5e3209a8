"""What a disk or the database refuses, said in plain words."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from reader.model.problem import Problem

DISK_FULL: Final = ("The disk is full.", "Free some space, or keep a copy elsewhere.")
NO_ROOM: Final = (
    "The disk takes no more.",
    "The space allowed to you may be used up: free some, or keep a copy elsewhere.",
)
READ_ONLY: Final = (
    "This library can only be read.",
    "Its folder does not allow writing: allow it, or choose another folder.",
)
BUSY: Final = ("The library is busy: another window or command is writing.", "Try again in a moment.")
BRING_BACK: Final = (
    "Nothing was changed. Bring a backup back with dateline restore, or make it anew with dateline rebuild."
)
DAMAGED: Final = ("The library's database is damaged.", BRING_BACK)
NOT_OPENED: Final = ("The library's database cannot be opened.", "See whether its folder is there and may be used.")
DISK_ERROR: Final = ("The disk reported an error.", "See whether it is still connected, and keep a copy elsewhere.")

_BY_DATABASE_CODE = {
    sqlite3.SQLITE_FULL: DISK_FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_CANTOPEN: NOT_OPENED,
    sqlite3.SQLITE_IOERR_SHMSIZE: DISK_FULL,  # not even room for the file by which connections know of each other
    sqlite3.SQLITE_IOERR_WRITE: NO_ROOM,  # what a quota gives
    sqlite3.SQLITE_IOERR: DISK_ERROR,
}
_BY_SYSTEM_CODE = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: NO_ROOM,
    errno.EFBIG: NO_ROOM,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
}


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what the disk or the database refuses into a Problem; mistakes of the program pass as they are."""
    try:
        with damage_told_as_such():
            yield
    except sqlite3.Error as error:
        words = _words(error)
        if words is None:
            raise
        raise Problem(*words) from error
    except OSError as error:
        raise Problem(*_BY_SYSTEM_CODE.get(error.errno or 0, DISK_ERROR)) from error


@contextmanager
def damage_told_as_such() -> Iterator[None]:
    """Raise the database's own error where Python cannot even read its message, which quotes the damaged bytes."""
    try:
        yield
    except UnicodeDecodeError as unreadable:
        raise make_damage() from unreadable


def make_damage() -> sqlite3.DatabaseError:
    """Make the database's own error of damage."""
    error = sqlite3.DatabaseError("its tables' description is damaged")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    error.sqlite_errorname = "SQLITE_CORRUPT"
    return error


def is_lack_of_room(error: sqlite3.Error) -> bool:
    """Say whether an error means that the disk takes no more."""
    return _words(error) in (DISK_FULL, NO_ROOM)


def is_damage(error: sqlite3.Error) -> bool:
    """Say whether an error means that bytes of the database are not what was written."""
    return _words(error) is DAMAGED


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's extended code of an error, 0 where Python raised it by itself."""
    return getattr(error, "sqlite_errorcode", 0)


def _words(error: sqlite3.Error) -> tuple[str, str] | None:
    code = code_of(error)
    return _BY_DATABASE_CODE.get(code) or _BY_DATABASE_CODE.get(code & 0xFF)
