"""What is hurt in a library, said story by story; nothing is written."""

import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec import Struct
from PIL import Image

from reader.library.alphabet import sort_key
from reader.library.disks import find_network_disk
from reader.library.files import find_story_folder, holds_stories, is_as_it_came
from reader.library.mirror import KEPT_NOTE, NOTE, encode_mirror, find_wanted
from reader.library.schema import APPLICATION_ID, LISTED, VERSION
from reader.library.soundness import find_hurt_bodies, find_structural_faults, open_to_read

_FORMATS = ("JPEG", "PNG")
_MOST_PIXELS = 40_000_000
_BODIES = {
    "articles": "Its text was damaged on the disk. Its source is kept: hand that in again.",
    "analyses": "What was found in it was damaged on the disk. It will be made again.",
    "notes": "Its note was damaged on the disk.",
    "corrections": "What you corrected about it was damaged on the disk.",
}
_HELP = "Bring a backup back with dateline restore, or make the database anew with dateline rebuild."
_DATABASE = f"The database is damaged. {_HELP}"


class Finding(Struct, frozen=True):
    """Something to be told of a library or of one of its stories; it is `hurt` or only worth knowing."""

    what: str
    story: str = ""
    title: str = ""
    hurt: bool = True


def check(library: Path) -> Iterator[Finding]:
    """Yield everything in a library that is not as it was written; nothing where all is well."""
    file = library / "library.db"
    if kind := find_network_disk(library):
        yield Finding(f"The library lies on a network disk ({kind}): open it on one machine at a time.", hurt=False)
    if not file.exists():
        if holds_stories(library):
            yield Finding(f"The database is missing, though its stories are there. {_HELP}")
        return
    if file.stat().st_size == 0:
        yield Finding(f"The database is empty: something wiped it. {_HELP}")
        return
    try:
        with closing(open_to_read(file)) as connection:
            connection.create_function("sort_key", 1, sort_key, deterministic=True)
            yield from _check_database(connection, library)
    except sqlite3.Error:
        yield Finding(_DATABASE)


def count_stories(library: Path) -> int:
    """Return how many stories a library has, as far as that can be told."""
    try:
        with closing(open_to_read(library / "library.db")) as connection:
            return int(connection.execute("SELECT count(*) FROM stories").fetchone()[0])
    except sqlite3.Error:
        return 0


def _check_database(connection: sqlite3.Connection, library: Path) -> Iterator[Finding]:
    (identity,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if identity != APPLICATION_ID:
        yield Finding(f"library.db is no Dateline library, or its first page is damaged. {_HELP}")
        return
    if version != VERSION:
        told = "written by a newer Dateline" if version > VERSION else "of an earlier version: open it once"
        yield Finding(f"The library is {told}.", hurt=False)
        return
    for line in find_structural_faults(connection):
        yield Finding(f"{_DATABASE} ({line})")
    stories = _Stories(connection)
    for body in find_hurt_bodies(connection):
        yield stories.finding(body.number, _BODIES.get(body.table, f"Its row in {body.table} was damaged on the disk."))
    for number in stories.numbers:
        try:
            yield from _check_story(connection, library, stories, number)
        except sqlite3.DatabaseError:
            yield stories.finding(number, "Its rows in the database cannot be read.")
    if sentence := _check_list(connection):
        yield Finding(sentence)
    yield from _find_strays(library, stories)


def _check_list(connection: sqlite3.Connection) -> str:
    try:
        wrong = connection.execute(f"SELECT count(*) FROM ({LISTED} EXCEPT SELECT * FROM listed)").fetchone()[0]
    except sqlite3.DatabaseError:
        return ""  # told already
    return f"The list does not show {wrong} of the stories as they are. {_HELP}" if wrong else ""


class _Stories:
    """The names of all stories, from wherever in the database they can still be had."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._ids: dict[int, str] = {}
        self._titles: dict[int, str] = {}
        for question, names in (
            ("SELECT number, id FROM stories ORDER BY number", self._ids),
            ("SELECT number, id FROM stories ORDER BY number DESC", self._ids),
            ("SELECT number, id FROM stories ORDER BY id", self._ids),
            ("SELECT story, title FROM headings ORDER BY story", self._titles),
            ("SELECT story, title FROM headings ORDER BY story DESC", self._titles),
        ):
            try:
                for number, name in connection.execute(question):
                    names.setdefault(number, str(name))
            except sqlite3.DatabaseError:
                continue
        self.numbers = sorted(self._ids)

    def id(self, number: int) -> str:
        return self._ids.get(number, "")

    def all_ids(self) -> set[str]:
        return set(self._ids.values())

    def finding(self, number: int, what: str, *, hurt: bool = True) -> Finding:
        return Finding(what, self.id(number), self._titles.get(number, ""), hurt)


def _check_story(connection: sqlite3.Connection, library: Path, stories: _Stories, number: int) -> Iterator[Finding]:
    folder = find_story_folder(library, stories.id(number))
    row = connection.execute("SELECT file, sha256 FROM sources WHERE story = ?", (number,)).fetchone()
    if row is None:
        yield stories.finding(number, "The row of its source is missing.")
        return
    if sentence := _check_source(folder / row[0], row[1]):
        yield stories.finding(number, sentence)
    for photo in sorted((folder / "photos").glob("*")):
        if not is_readable_photo(photo):
            yield stories.finding(number, f"Its photograph {photo.name} cannot be read.")
    for sentence, hurt in _check_mirror(connection, folder, number):
        yield stories.finding(number, sentence, hurt=hurt)


def _check_source(source: Path, digest: str) -> str:
    if not source.exists():
        return f"Its source, {source.name}, is missing."
    return "" if is_as_it_came(source, digest) else f"Its source, {source.name}, is not what was handed in."


def is_readable_photo(path: Path) -> bool:
    """Say whether a photograph of the library can be drawn."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=_FORMATS) as image:
                image.verify()  # sums, which loading does not look at
            with Image.open(path, formats=_FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS:
                    return False
                image.load()
    except (OSError, ValueError, SyntaxError, MemoryError):
        return False
    return True


def _check_mirror(connection: sqlite3.Connection, folder: Path, number: int) -> Iterator[tuple[str, bool]]:
    def ask(question: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = connection.execute(question, values).fetchone()
        return row

    for kept in sorted(folder.glob(f"{KEPT_NOTE}*")):
        yield f"A later copy of its note was found and kept as {kept.name}.", False
    if ask("SELECT 1 FROM unmirrored WHERE story = ?", number):
        return  # it is written at the next opening
    wanted = find_wanted(ask, number)
    if wanted is None:
        return
    for name, data in encode_mirror(wanted).items():
        found = _read(folder / name)
        if found != data:
            what = "note" if name == NOTE else name
            yield f"The copy of its {what} beside the source is missing or not in step.", True


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _find_strays(library: Path, stories: _Stories) -> Iterator[Finding]:
    known = stories.all_ids()
    for folder in sorted(library.glob("articles/*/*")):
        if folder.name not in known:
            yield Finding(f"The folder {folder.relative_to(library)} belongs to no story.", hurt=False)
