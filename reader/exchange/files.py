"""Stories written into files: each whole or not at all, and nobody else's file without being told to."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from reader.exchange.csv import make_entities_table, make_quotes_table
from reader.exchange.entries import Contents, Entry, make_ending, make_name
from reader.exchange.formats import Format, is_ours, make_list
from reader.model.problem import Problem

_LOOKED_AT = 1 << 20  # bytes of a file that is there already
_TABLES = ("quotes.csv", "entities.csv")

MakeStory = Callable[[Entry], bytes]


class ForeignFile(Problem):
    """A file is there that is no earlier export of the same."""


class Goal(Struct, frozen=True):
    """Where an export goes: `path` is a file, or a folder for `is_folder`; `replaces` files that are not ours too."""

    path: Path
    is_folder: bool
    replaces: bool = False


def find_goal(form: Format, path: Path, *, is_one: bool, replaces: bool = False) -> Goal:
    """Return what a path stands for: a file for one story, a folder for many; lists are one file.

    Tables of quotes and entities are two files in a folder, or the quotes alone in a file that ends with `.csv`.
    """
    if form.name == "csv":
        return Goal(path, is_folder=path.is_dir() or path.suffix.lower() != form.suffix, replaces=replaces)
    if form.is_apart:
        return Goal(path, is_folder=not is_one or path.is_dir(), replaces=replaces)
    return Goal(path / f"dateline{form.suffix}" if path.is_dir() else path, is_folder=False, replaces=replaces)


def write_stories(
    form: Format, entries: Iterable[Entry], goal: Goal, make: MakeStory, failed: Callable[[str, Problem], object]
) -> list[Path]:
    """Write each story into a file of its own and return the files; `failed` is told of each that was not written.

    In a folder, the file an earlier export wrote for a story is found again whatever it is called.
    """
    known = _find_known(goal.path, form) if goal.is_folder else {}
    written = []
    for entry in entries:
        path = (
            known.get(make_ending(entry), goal.path / (make_name(entry) + form.suffix)) if goal.is_folder else goal.path
        )
        try:
            write_file(form, path, [make(entry)], goal, entry.reading.id)
        except Problem as problem:
            failed(entry.reading.id, problem)
        else:
            written.append(path)
    return written


def write_list(form: Format, entries: Callable[[], Iterable[Entry]], goal: Goal, contents: Contents) -> list[Path]:
    """Write a form in which all stories stand, and return the files; each asks for the `entries` anew.

    Raises:
        Problem: it could not be written.
    """
    if form.name != "csv" or not goal.is_folder:
        write_file(form, goal.path, _encode(make_list(form.name, entries(), contents)), goal)
        return [goal.path]
    paths = [goal.path / name for name in _TABLES]
    for path in paths:
        _refuse_foreign(form, path, goal, "")
    for path, make in zip(paths, (make_quotes_table, make_entities_table), strict=True):
        write_file(form, path, _encode(make(entries())), goal)
    return paths


def write_file(form: Format, path: Path, pieces: Iterable[bytes], goal: Goal, story: str = "") -> None:
    """Put a file in its place once it is whole on the disk.

    Raises:
        ForeignFile: a file is there that is no earlier export; nothing is changed.
        Problem: the disk refuses; nothing is changed.
    """
    _refuse_foreign(form, path, goal, story)
    unfinished = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with unfinished.open("wb") as file:
                for piece in pieces:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise Problem(
            f"{path} cannot be written: {error.strerror}.", "Choose another place, or look whether the disk is full."
        ) from error


def _refuse_foreign(form: Format, path: Path, goal: Goal, story: str) -> None:
    """Refuse to write over a file that is not an earlier export of the same, unless that was asked for."""
    if goal.replaces or not path.exists():
        return
    if path.is_file() and is_ours(form, _read_start(path), story):
        return
    what = f"{path} is there already and is no earlier export of this."
    raise ForeignFile(what, "Choose another name or another folder.")


def _read_start(path: Path) -> str:
    """Return the beginning of a file, and of a longer one its end too: that is where a PDF has its sign."""
    try:
        with path.open("rb") as file:
            data = file.read(_LOOKED_AT)
            if len(data) == _LOOKED_AT:
                file.seek(max(file.seek(0, os.SEEK_END) - 1000, _LOOKED_AT))
                data += file.read()
    except OSError:
        return ""
    return data.decode("utf-8", "replace")


def _find_known(folder: Path, form: Format) -> dict[str, Path]:
    """Return the files in a folder by the ending of their names."""
    if not folder.is_dir():
        return {}
    return {path.stem.rpartition("-")[2]: path for path in sorted(folder.glob(f"*-*{form.suffix}"))}


def _encode(pieces: Iterable[str]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece.encode("utf-8", "replace")
