"""The library's folder beside the database: sources as they came, photographs, the mirror of the notes."""

import os
import re
import sys
from collections.abc import Collection
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import time_ns

from reader.model.article import Photo

_SUFFIX = re.compile(r"\.([a-z0-9]{1,8})", re.ASCII)
_SUFFIX_OF_KIND = {"html": "html", "text": "txt", "markdown": "md", "ninjs": "json", "nitf": "xml", "newsml": "xml"}
_SUFFIX_OF_KIND |= {kind: kind for kind in ("mhtml", "eml", "docx", "epub", "pdf", "warc")}
_PHOTO_SUFFIXES = (".jpg", ".png")
_FEW = 16  # files that are waited for one by one: 4 ms each on a plain disk
_MARKUP = re.compile(rb"\s*<")


def make_id() -> str:
    """Return a UUID of version 7 (RFC 9562, method 3: time of day down to a quarter of a microsecond, then chance)."""
    milliseconds, rest = divmod(time_ns(), 1_000_000)
    fraction = (rest << 12) // 1_000_000
    chance = int.from_bytes(os.urandom(8)) >> 2
    number = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | chance
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def find_story_folder(library: Path, story: str) -> Path:
    """Return the folder of a story, there or not."""
    return library.joinpath("articles", story[:2], story)


def holds_stories(library: Path) -> bool:
    """Say whether the folder of a library has sources of stories in it."""
    return any(library.glob("articles/*/*/source.*"))


def remove_source(folder: Path) -> None:
    """Take away what was begun for a story that could not be kept."""
    with suppress(OSError):
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


def is_as_it_came(source: Path, digest: str) -> bool:
    """Say whether a source is there with the bytes that were handed in."""
    try:
        with open(source, "rb") as file:
            found = sha256()
            while chunk := file.read(1 << 20):
                found.update(chunk)
    except OSError:
        return False
    return found.hexdigest() == digest


def find_photo(folder: Path, photo: Photo) -> Path | None:
    """Return the copy of a photograph in the `photos` folder of a story, or None."""
    if photo.stem is None:
        return None
    paths = (folder / (photo.stem + suffix) for suffix in _PHOTO_SUFFIXES)
    return next((path for path in paths if path.is_file()), None)


def source_file_name(name: str, kind: str, data: bytes) -> str:
    """Return `source.EXT`: the suffix it came with, where it is a plain one, else that of its kind."""
    suffix = _SUFFIX.fullmatch(Path(name).suffix.lower())
    if suffix:
        return f"source.{suffix[1]}"
    return "source." + _SUFFIX_OF_KIND.get(kind, "html" if kind == "auto" and _MARKUP.match(data) else "txt")


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it, for the user alone (0700)."""
    try:
        os.mkdir(folder, 0o700)  # what it mostly comes to
        return
    except (FileExistsError, FileNotFoundError):
        missing: list[Path] = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)


def make_private_file(folder: Path) -> Path:
    """Make an empty file of a new name, for the user alone (0600)."""
    path = folder / f".{make_id()}.part"
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path


def flush_to_disk(paths: Collection[Path]) -> None:
    """Wait until files, and the names in folders, are on the disk."""
    if len(paths) > _FEW and sys.platform == "linux":  # there it waits for the disk, elsewhere it may not
        os.sync()
        return
    for path in paths:
        _flush(path)


def _flush(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # Windows opens no folders, and needs no flush of them
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_new(path: Path, data: bytes) -> None:
    """Write a file (0600) into a folder that nobody looks into yet, without the cost of renaming it."""
    with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb", buffering=0) as file:
        written = file.write(data)
        while written < len(data):  # a signal may cut it short
            written += file.write(data[written:])


def append(path: Path, line: bytes) -> None:
    """Put a line at the end of a file (0600), made where there is none."""
    descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    try:
        os.write(descriptor, line)
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes, parts: Path | None = None) -> None:
    """Write a file (0600) so that it is there whole or not at all: in `parts` (or beside it), then renamed.

    It is not waited for: where a row speaks of the file, flush it before the row.
    """
    part = make_private_file(parts or path.parent)
    try:
        part.write_bytes(data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def replace_database(library: Path, new: Path, stamp: str) -> Path | None:
    """Put a closed database in the library's place; what was there is set aside, never overwritten, and returned."""
    file = library / "library.db"
    aside = file.with_name(f"{file.name}.damaged-{stamp}")
    while aside.exists():
        aside = aside.with_name(aside.name + "-2")
    for suffix in ("-wal", "-shm"):  # first: they would be taken for the new one's
        with suppress(FileNotFoundError):
            file.with_name(file.name + suffix).rename(aside.with_name(aside.name + suffix))
    was_there = file.exists()
    if was_there and not _link(file, aside):
        file.rename(aside)
    new.replace(file)
    flush_to_disk([library])
    return aside if was_there else None


def _link(file: Path, other: Path) -> bool:
    try:
        os.link(file, other)
    except OSError:  # some disks know no second name for a file
        return False
    return True


def find_unfinished(library: Path) -> Path:
    """Return the folder for what is being written, made where it is missing.

    Only who holds the database's write lock puts something there; so whoever holds it next may sweep it.
    """
    folder = library / "unfinished"
    make_private_folder(folder)
    return folder


def read_note(folder: Path) -> str | None:
    """Return the words of `note.md`, or None where there is none to be read."""
    try:
        return (folder / "note.md").read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
