"""Pages from the net on their way: asked for in a working process of their own, which starts when first needed."""

from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from reader.app.worker import Worker
from reader.child import Page, Request
from reader.model.problem import Problem


class Wanted(Struct, frozen=True):
    """An address that is wanted, with its photographs or without; `private` where it may be of this machine."""

    address: str
    photographs: bool = False
    private: bool = False


class Fetching(QObject):
    """Fetches one page after the other and tells of each by the key it was asked for under."""

    begun = Signal(int)
    fetched = Signal(int, object)  # key, Page: whoever takes it removes its file
    failed = Signal(int, object)  # key, Problem

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker(self, fetches=True)
        self._count = 0
        self._worker.begun.connect(self._tell_begun)
        self._worker.page_fetched.connect(self._tell_page)
        self._worker.problem_met.connect(self._tell_problem)

    def ask(self, key: int, wanted: Wanted) -> None:
        """Fetch a page before all that wait."""
        self._count += 1
        path = self._worker.folder / f"page-{self._count}"
        self._worker.read(
            Request(
                str(key),
                path=str(path),
                fetch=wanted.address,
                photographs=wanted.photographs,
                private=wanted.private,
            )
        )
        self._worker.start()

    def cancel(self, key: int) -> None:
        """Fetch a page no more, in the middle of whatever its server does."""
        self._worker.cancel(str(key))

    def leave(self) -> None:
        """Fetch nothing more."""
        self._worker.stop()

    def _tell_begun(self, key: str) -> None:
        self.begun.emit(int(key))

    def _tell_page(self, key: str, page: Page) -> None:
        self.fetched.emit(int(key), page)

    def _tell_problem(self, key: str, problem: Problem) -> None:
        self.failed.emit(int(key), problem)


def read_page(page: Page) -> bytes:
    """Return the bytes of a page and remove their file.

    Raises:
        Problem: they cannot be read.
    """
    path = Path(page.path)
    try:
        data = path.read_bytes()
        path.unlink()
    except OSError as error:
        raise Problem(f"The page cannot be taken over: {error.strerror}.", "Look whether the disk is full.") from None
    return data
