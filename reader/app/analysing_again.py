"""How many stories of an older version are still to be analysed again, said quietly while that goes on."""

from PySide6.QtCore import QObject

from reader.app.importing import Importing
from reader.app.status import StatusBar
from reader.library.store import Library
from reader.model.analysis import Versions
from reader.model.problem import Problem

_FEW = 3  # stories that are done before anybody has read a line about them


class AnalysingAgain(QObject):
    """Counts the stories that are asked for batch by batch, newest first, and tells the bar at the bottom."""

    def __init__(self, importing: Importing, status: StatusBar) -> None:
        super().__init__(status)
        self._importing = importing
        self._status = status
        self._asked: set[str] = set()
        self._left = 0
        importing.stale_asked.connect(self._take_batch)
        importing.stored.connect(self._take_done)
        importing.failed.connect(self._take_done)

    def _take_batch(self, stories: tuple[str, ...], versions: Versions) -> None:
        self._asked.update(stories)
        if not stories:
            self._show(0)
            return

        def count(library: Library) -> int:
            return library.count_stale(versions)

        self._importing.librarian.look(count, self._take_count)

    def _take_count(self, told: int | Problem) -> None:
        if not isinstance(told, Problem):
            self._show(told)

    def _take_done(self, story: str) -> None:
        if story in self._asked:
            self._asked.discard(story)
            self._show(max(0, self._left - 1))

    def _show(self, left: int) -> None:
        self._left = left
        self._status.show_left(left if left > _FEW else 0)
