"""The library's own thread: what writes much is done there, so that the window draws on while a disk is slow."""

import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from reader.library.store import Library
from reader.model.problem import Problem

Work = Callable[[Library], Any]
Then = Callable[[Any], None]
_END_SECONDS = 2.0
_HOLD_SECONDS = 0.001
_YIELD_SECONDS = 0.001


class Librarian(QObject):
    """Does one piece of work after another, over a connection of its own, and tells of each in the window's thread."""

    _done = Signal(object, object)  # Then, what it is told

    def __init__(self, folder: Path, turn: Lock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._turn = folder, turn
        self._jobs: SimpleQueue[tuple[Work, Then, AbstractContextManager[object]] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._is_open = True
        self._done.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def do(self, work: Work, then: Then) -> None:
        """Have `work` done with a library; `then` is told what it returned, or the Problem it met."""
        self._put(work, then, self._turn)

    def look(self, work: Work, then: Then) -> None:
        """Have something looked for that writes nothing: meanwhile the window may write."""
        self._put(work, then, nullcontext())

    def _put(self, work: Work, then: Then, turn: AbstractContextManager[object]) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._run, name="library", daemon=True)
            self._thread.start()
        self._jobs.put((work, then, turn))

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
        while (job := self._jobs.get()) and self._is_open:
            work, then, turn = job
            told: Any
            try:
                if library is None:
                    with self._turn:
                        library = Library(self._folder)
                with turn:
                    told = work(library) if self._is_open else None
            except Exception as problem:  # a Problem is told; anything else is a bug, and raised where it is seen
                told = problem
            if self._is_open:
                self._done.emit(then, told)
            time.sleep(_YIELD_SECONDS)  # a lock is not fair: whoever waits for it has to wake before it is taken again
        if library:
            library.close()

    def _tell(self, then: Then, told: Any) -> None:
        if isinstance(told, Exception) and not isinstance(told, Problem):
            raise told
        if self._is_open:
            then(told)
