"""The library's own thread: what writes much is done there, so that the window draws on while a disk is slow."""

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from reader.library.store import Library
from reader.model.problem import Problem

Work = Callable[[Library], Any]
Then = Callable[[Any], None]
_END_SECONDS = 2.0
_HOLD_SECONDS = 0.001
_YIELD_SECONDS = 0.001
_TOGETHER = 40  # stories kept in one transaction: the window waits for no more than these


class _Job(NamedTuple):
    work: Work
    then: Then
    turn: AbstractContextManager[object]
    may_join: bool = False


class Librarian(QObject):
    """Does one piece of work after another, over a connection of its own, and tells of each in the window's thread."""

    _done = Signal(object, object)  # Then, what it is told

    def __init__(self, folder: Path, turn: Lock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._turn = folder, turn
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._is_open = True
        self._done.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def do(self, work: Work, then: Then) -> None:
        """Have `work` done with a library; `then` is told what it returned, or the Problem it met."""
        self._put(_Job(work, then, self._turn))

    def keep(self, work: Work, then: Then) -> None:
        """Have something kept, in one transaction with all such work that waits behind it; told once it is on disk."""
        self._put(_Job(work, then, self._turn, may_join=True))

    def look(self, work: Work, then: Then) -> None:
        """Have something looked for that writes nothing: meanwhile the window may write."""
        self._put(_Job(work, then, nullcontext()))

    def _put(self, job: _Job) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._run, name="library", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def begin_no_more(self) -> None:
        """Begin no other piece of work; said by whoever has the turn, it is the last to write."""
        self._is_open = False

    def leave(self) -> None:
        """Finish the piece of work in hand, and begin no other."""
        self.begin_no_more()
        self._jobs.put(None)
        if self._thread:
            self._thread.join(_END_SECONDS)

    def _run(self) -> None:
        # painting a row goes in and out of Python a dozen times, and each time this thread may hold on for so long
        sys.setswitchinterval(_HOLD_SECONDS)
        library: Library | None = None
        job = self._jobs.get()
        while job and self._is_open:
            jobs, following = self._find_joined(job)
            told: list[Any]
            try:
                if library is None:
                    with self._turn:
                        library = Library(self._folder)
                with job.turn:
                    told = self._do_all(jobs, library) if self._is_open else []
            except Exception as problem:  # a Problem is told; anything else is a bug, and raised where it is seen
                told = [problem] * len(jobs)
            if self._is_open:
                for done, outcome in zip(jobs, told, strict=True):
                    self._done.emit(done.then, outcome)
            time.sleep(_YIELD_SECONDS)  # a lock is not fair: whoever waits for it has to wake before it is taken again
            job = following[0] if following else self._jobs.get()
        if library:
            library.close()

    def _find_joined(self, job: _Job) -> tuple[list[_Job], list[_Job | None]]:
        """Return what is kept together with a piece of work, and the other that was met behind it, if any."""
        jobs = [job]
        while job.may_join and len(jobs) < _TOGETHER:
            try:
                following = self._jobs.get_nowait()
            except Empty:
                break
            if following is None or not following.may_join:
                return jobs, [following]
            jobs.append(following)
        return jobs, []

    def _do_all(self, jobs: Sequence[_Job], library: Library) -> list[Any]:
        """Do pieces of work in one transaction, or one by one where that does not come to be."""
        if len(jobs) > 1:
            with suppress(Problem), library.together():
                return [_do(job, library) for job in jobs]
        return [_do(job, library) for job in jobs]

    def _tell(self, then: Then, told: Any) -> None:
        if isinstance(told, Exception) and not isinstance(told, Problem):
            raise told
        if self._is_open:
            then(told)


def _do(job: _Job, library: Library) -> Any:
    try:
        return job.work(library)
    except Exception as problem:
        return problem
