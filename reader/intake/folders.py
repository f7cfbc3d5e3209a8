"""Many stories at once: files of a folder or a zip archive, chapters of a book, and why others were left out."""

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from reader.intake.archive import Archive
from reader.intake.beside import add_images
from reader.intake.kinds import find_packed_kind
from reader.intake.source import FILES_ENDINGS, HandedIn, open_source, read_content
from reader.model.problem import Problem

MOST_FILES = 100_000
ZIP_START = b"PK\x03\x04"
_TEXT_ENDINGS = ("", ".txt", ".text", ".md", ".markdown")
_OFFICE = ("mimetype", "[Content_Types].xml")


def is_zip_of_stories(data: bytes) -> bool:
    """Say whether bytes are a zip archive that is no document, book or spreadsheet itself."""
    if not data.startswith(ZIP_START) or find_packed_kind(data):
        return False
    try:
        return not set(_OFFICE) & set(Archive(data).names)
    except Problem:
        return False


def may_hold_stories(data: bytes) -> bool:
    """Say whether there may be several stories within bytes: a zip archive of files, or a book."""
    return data.startswith(ZIP_START) and (find_packed_kind(data) == "epub" or is_zip_of_stories(data))


def gather_within(handed: HandedIn) -> Iterator[tuple[str, HandedIn | Problem]] | None:
    """Give the place of each story within an archive or a book with its bytes or why it is left out.

    None for what is one story, as it is to be read as something else or verbatim.

    Raises:
        Problem: the archive is damaged.
    """
    if is_zip_of_stories(handed.data):
        return gather_zip(handed)
    if handed.verbatim or handed.kind not in ("auto", "epub") or find_packed_kind(handed.data) != "epub":
        return None
    from reader.intake.chapters import gather_book  # parsers that only a book needs

    return gather_book(handed)


def gather_folder(folder: Path) -> Iterator[tuple[str, HandedIn | Problem]]:
    """Give the path of each file below a folder, by name, with what was read of it or why it is left out.

    Links are not followed; hidden files, and the folders that browsers save beside a page, are passed over. A library
    of Dateline is no folder of stories: what lies in it is in a library already.
    """
    count = 0
    for place, folders, names in os.walk(folder):
        if "library.db" in names and "articles" in folders:
            folders.clear()
            yield place, Problem("This folder is a library of Dateline.", "Open it, or export its stories.")
            continue
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(FILES_ENDINGS))
        for name in sorted(name for name in names if not name.startswith(".")):
            count += 1
            if count > MOST_FILES:
                yield str(folder), Problem("This folder holds over 100,000 files.", "Hand in its folders one by one.")
                return
            path = Path(place, name)
            if path.is_file() and not path.is_symlink():
                yield from _gather_file(path)


def gather_zip(handed: HandedIn) -> Iterator[tuple[str, HandedIn | Problem]]:
    """Give the name of each file in a zip archive with its bytes or why it is left out; nothing is written.

    Raises:
        Problem: the archive is damaged.
    """
    archive = Archive(handed.data)
    for name in sorted(archive.names):
        parts = name.replace("\\", "/").split("/")
        if any(part.startswith((".", "__MACOSX")) or part.endswith(FILES_ENDINGS) for part in parts if part != ".."):
            continue
        try:
            data = archive.read(name) or b""
            if is_zip_of_stories(data):
                raise Problem("This is an archive within an archive.", "Unpack it and hand in what is inside.")
            page = _refuse_other(replace(handed, data=data, name=parts[-1], files=None))
            if within := gather_within(page):
                yield from ((f"{name}: {place}", found) for place, found in within)
                continue
            yield name, replace(page, data=add_images(archive, name, data)) if _may_be_page(parts[-1]) else page
        except Problem as problem:
            yield name, problem


def _gather_file(path: Path) -> Iterator[tuple[str, HandedIn | Problem]]:
    try:
        handed = open_source(path)
        if within := gather_within(handed):
            yield from ((f"{path}: {name}", found) for name, found in within)
        else:
            yield str(path), _refuse_other(handed)
    except Problem as problem:
        yield str(path), problem


def _may_be_page(name: str) -> bool:
    return name.lower().endswith((".html", ".htm", ".xhtml"))


def _refuse_other(handed: HandedIn) -> HandedIn:
    """Return what was handed in, or raise the Problem of a file that nobody would call a story."""
    if find_packed_kind(handed.data):
        return handed
    content = read_content(handed)
    ending = Path(handed.name).suffix.lower()
    if content.kind != "html" and ending not in _TEXT_ENDINGS:
        raise Problem(f"A file whose name ends in {ending} is not taken for a story.", "Hand it in by itself.")
    return handed
