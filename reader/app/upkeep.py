"""What is done for the library by itself: the index, the trash, the copies beside the sources, the daily backup."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from reader.app.librarian import Librarian
from reader.library.backups import back_up_if_due
from reader.library.store import Library
from reader.model.problem import Problem

_INDEX_FIRST = 2_000  # ms after the window stands; nothing is found before
_FIRST = 30_000  # ms: by then the reader has begun to read
_BETWEEN = 3_600_000  # ms: a window may be open for days
_AT_ONCE = 20  # stories put into the index before the window may write again


class Upkeep(QObject):
    """Does it in the library's thread, in small pieces; the window draws and writes meanwhile."""

    indexed = Signal()  # all stories can be found again
    failed = Signal(object)  # Problem

    def __init__(self, librarian: Librarian, parent: QObject) -> None:
        super().__init__(parent)
        self._librarian = librarian
        self._was_behind = False
        QTimer.singleShot(_INDEX_FIRST, self, self._catch_up)
        QTimer.singleShot(_FIRST, self, self.begin)
        self._hourly = QTimer(self, interval=_BETWEEN)
        self._hourly.timeout.connect(self.begin)
        self._hourly.start()

    def begin(self) -> None:
        """Do all of it once."""
        self._catch_up()
        self._librarian.do(_empty_trash, self._tell)
        self._librarian.do(Library.settle, self._tell)
        self._librarian.look(_back_up, self._tell)

    def _catch_up(self) -> None:
        self._librarian.do(lambda library: library.catch_up(_AT_ONCE), self._go_on)

    def _go_on(self, told: int | Problem) -> None:
        if isinstance(told, Problem):
            self._tell(told)
        elif told:
            self._was_behind = True
            self._catch_up()
        elif self._was_behind:
            self._was_behind = False
            self.indexed.emit()

    def _tell(self, told: object) -> None:
        if isinstance(told, Problem):
            self.failed.emit(told)


def _empty_trash(library: Library) -> None:
    library.empty_trash()


def _back_up(library: Library) -> None:
    back_up_if_due(library.folder, datetime.now(UTC))
