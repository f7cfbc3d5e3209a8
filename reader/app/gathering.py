"""Files, folders and archives looked through in a thread of their own, a few files at a time."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Semaphore, Thread
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from reader.intake.folders import gather_folder, gather_within
from reader.intake.source import HandedIn, open_source
from reader.model.problem import Problem

_TOGETHER = 24  # files told of at once
_BYTES = 8_000_000
_AHEAD = 2  # times so many, before they are taken


class Found(NamedTuple):
    """A file that was found at `place`, or why it is none; `is_named` where the reader named this very file."""

    name: str
    place: str
    content: HandedIn | Problem
    is_named: bool


class Gathering(QObject):
    """Finds the stories in what was named and waits, every few files, until they are taken."""

    found = Signal(int, object)  # batch, list of Found
    ended = Signal(int)  # batch

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: SimpleQueue[tuple[int, int, Sequence[str | Path]] | None] = SimpleQueue()
        self._room = Semaphore(_AHEAD)
        self._thread: Thread | None = None
        self._round = 0

    def begin(self, batch: int, places: Sequence[str | Path]) -> None:
        """Look through files, folders and archives."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name="gathering", daemon=True)
            self._thread.start()
        self._places.put((self._round, batch, places))

    def go_on(self) -> None:
        """Say that what was told of is taken."""
        self._room.release()

    def stop(self) -> None:
        """Look through nothing of what was begun any more."""
        self._round += 1
        self._room.release()

    def leave(self) -> None:
        """Stop for good."""
        self.stop()
        self._places.put(None)

    def _run(self) -> None:
        while job := self._places.get():
            begun, batch, places = job
            try:
                for some in _take_some(gather(places)):
                    if begun == self._round:
                        self._room.acquire()
                    if begun != self._round:
                        break
                    self.found.emit(batch, some)
                self.ended.emit(batch)
            except RuntimeError:
                return  # the window was closed meanwhile, and this object with it


def gather(places: Sequence[str | Path]) -> Iterator[Found]:
    """Give every file of what was named: of folders and archives each one inside, of books each chapter."""
    for place in places:
        yield from _gather_one(place)


def _gather_one(place: str | Path) -> Iterator[Found]:
    name, path = str(place), Path(place)
    try:
        if path.is_dir():
            yield from (
                Found(_name_of(where, content), where, content, False) for where, content in gather_folder(path)
            )
            return
        handed = open_source(place)
        within = gather_within(handed)
        if within is None:
            yield Found(handed.name or name, name, handed, True)
            return
        for where, content in within:
            yield Found(_name_of(where, content), f"{name}: {where}", content, False)
    except Problem as problem:
        yield Found(path.name or name, name, problem, True)
    except OSError as error:
        advice = "Copy it elsewhere and try again."
        yield Found(path.name or name, name, Problem(f"It cannot be read: {error.strerror}.", advice), True)


def _name_of(where: str, content: HandedIn | Problem) -> str:
    if isinstance(content, HandedIn) and content.name:
        return content.name
    return where.replace("\\", "/").rpartition("/")[2] or where


def _take_some(found: Iterator[Found]) -> Iterator[list[Found]]:
    some: list[Found] = []
    size = 0
    for one in found:
        some.append(one)
        size += len(one.content.data) if isinstance(one.content, HandedIn) else 0
        if len(some) == _TOGETHER or size > _BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some
