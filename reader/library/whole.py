"""A whole backup: a folder that is itself a library, with database, sources, photographs and their mirror."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec import Struct

from reader.library.backups import copy_database
from reader.library.files import (
    find_story_folder,
    flush_to_disk,
    is_as_it_came,
    make_id,
    make_private_folder,
    write_whole,
)
from reader.library.mirror import encode_mirror, find_wanted
from reader.library.soundness import open_to_read
from reader.library.trouble import told_plainly
from reader.model.problem import Problem


class WholeBackup(Struct, frozen=True):
    """What a whole backup holds; `missing` are the ids of stories whose source is not there or not as it came."""

    path: Path
    stories: int
    missing: tuple[str, ...] = ()


@told_plainly()
def back_up_whole(library: Path, target: Path) -> WholeBackup:
    """Copy a library into a new folder, which appears only when it is whole.

    Raises:
        Problem: the folder is not new, the database is damaged, or a disk refuses; nothing is left behind then.
    """
    if not (library / "library.db").exists():
        raise Problem("There is no such library.", "Name its folder with --library.")
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise Problem("There is something at that place already.", "Name a new folder for the backup.")
    make_private_folder(target.absolute().parent)
    part = target.absolute().parent / f".{make_id()}.part"
    part.mkdir(mode=0o700)
    try:
        database = part / "library.db"
        database.touch(mode=0o600)
        copy_database(library / "library.db", database)
        with closing(open_to_read(database)) as connection:
            missing, count = _copy_stories(connection, library, part)
        flush_to_disk([path for path in part.rglob("*") if path.is_file()])
        if target.exists():
            target.rmdir()
        part.rename(target)
        flush_to_disk([target.absolute().parent])
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return WholeBackup(target, count, missing)


def copy_story(folder: Path, target: Path) -> None:
    """Copy what lies in the folder of a story to a new place, readable by the user alone."""
    make_private_folder(target)
    for path in sorted(folder.rglob("*")):
        copy = target / path.relative_to(folder)
        if path.is_dir():
            make_private_folder(copy)
        elif path.is_file() and not copy.exists():
            make_private_folder(copy.parent)
            write_whole(copy, path.read_bytes())


def _copy_stories(connection: sqlite3.Connection, library: Path, part: Path) -> tuple[tuple[str, ...], int]:
    def ask(question: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = connection.execute(question, values).fetchone()
        return row

    missing, count = [], 0
    for number, story, file, digest in connection.execute(
        "SELECT number, id, file, sha256 FROM stories JOIN sources ON story = number ORDER BY number"
    ):
        target = find_story_folder(part, story)
        copy_story(find_story_folder(library, story), target)
        if not is_as_it_came(target / file, digest):
            missing.append(story)
        wanted = find_wanted(ask, number)
        for name, data in encode_mirror(wanted).items() if wanted else ():
            if data is None:
                (target / name).unlink(missing_ok=True)
            else:
                write_whole(target / name, data)
        count += 1
    return tuple(missing), count
