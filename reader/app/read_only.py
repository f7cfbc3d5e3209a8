"""A library that can only be read: why, what cannot be done then, and a place where it can."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from reader.app.librarian import Librarian
from reader.app.libraries import Libraries
from reader.app.right_column import RightColumn
from reader.app.settings import Settings
from reader.app.steps import Step
from reader.app.telling import Telling
from reader.app.window import Window
from reader.library.disks import find_network_disk
from reader.library.store import Library
from reader.library.trouble import READ_ONLY
from reader.library.whole import WholeBackup, back_up_whole
from reader.model.problem import Problem

_LOOK = 3_000  # ms between two looks whether it can be written to again
_WRITING = (
    *("paste", "open", "open_folder", "address", "sample", "trash", "restore", "empty_trash", "mark_unread", "reread"),
    *("into_notes", "restore_library"),
)


class ReadOnly(QObject):
    """Keeps what would write from being done, says why, and lets it be done again as soon as the disk does."""

    def __init__(
        self,
        window: Window,
        settings: Settings,
        library: Library,
        librarian: Librarian,
        libraries: Libraries,
        right: RightColumn,
        telling: Telling,
    ) -> None:
        super().__init__(window)
        self._window, self._settings, self._library, self._librarian = window, settings, library, librarian
        self._libraries, self._right, self._telling = libraries, right, telling
        self._tips: dict[str, str] = {}
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self.look)
        window.closed.connect(self._look.stop)
        self._tell_network()
        if library.is_read_only:
            self._begin()

    # that it can only be read

    @property
    def is_on(self) -> bool:
        """Whether nothing can be written now."""
        return self._look.isActive()

    def _begin(self) -> None:
        problem = self._find_reason()
        self._telling.tell_read_only(problem.what, problem.advice, Step(self.tr("Choose a folder…"), self._ask_folder))
        for name in _WRITING:
            action = self._window.actions_[name]
            self._tips[name] = action.toolTip()
            action.setToolTip(f"{action.toolTip()}\n{problem.what}")
            action.setEnabled(False)
            action.enabledChanged.connect(self._keep_off)
        self._right.notes.set_read_only(problem.what)
        self._window.setAcceptDrops(False)
        self._look.start()

    def _find_reason(self) -> Problem:
        reason = self._library.why_read_only or Problem(*READ_ONLY)
        if reason.what != READ_ONLY[0]:
            advice = self.tr("You can read and search. Free some space: writing comes back by itself.")
            return Problem(reason.what, advice)
        what = self.tr("This library can only be read.")
        advice = self.tr("The folder does not allow writing. You can read and search; notes need a place of their own.")
        return Problem(what, advice)

    def _keep_off(self, is_enabled: bool) -> None:
        action = self.sender()
        if is_enabled and self.is_on and action is not None:
            action.setProperty("enabled", False)

    def look(self) -> None:
        """Look whether it can be written to again."""
        with suppress(Problem):
            self._library.remember("opened", datetime.now(UTC).isoformat(timespec="seconds"))
        if not self._library.is_read_only:
            self._end()

    def _end(self) -> None:
        self._look.stop()
        for name, tip in self._tips.items():
            action = self._window.actions_[name]
            action.enabledChanged.disconnect(self._keep_off)
            action.setToolTip(tip)
            action.setEnabled(True)
        self._tips.clear()
        self._right.notes.set_read_only("")
        self._window.setAcceptDrops(True)
        self._telling.take_read_only_away()
        self._telling.tell(self.tr("The library can be written to again."))

    # a place that allows writing

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Copy the Library Into"))
        if folder:
            self.copy_into(Path(folder))

    def copy_into(self, folder: Path) -> None:
        """Copy the library into a new folder within this one, and open the copy in a window of its own."""
        target = _find_new(folder / f"{self._library.folder.name or 'library'}-copy")
        self._telling.tell(self.tr("Copying the library…"))
        self._librarian.look(lambda library: back_up_whole(library.folder, target), self._take_copy)

    def _take_copy(self, told: WholeBackup | Problem) -> None:
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
        else:
            self._libraries.open_library(told.path)

    # that it lies elsewhere

    def _tell_network(self) -> None:
        kind = find_network_disk(self._library.folder)
        if kind and not self._settings.on("network_told"):
            self._settings.keep("network_told", True)
            what = self.tr("This library lies on a network disk ({0}).").format(kind)
            advice = self.tr("Open it on one machine at a time: two cannot know of each other’s writing.")
            self._telling.tell_apart("network", what, advice)


def _find_new(folder: Path) -> Path:
    found, count = folder, 1
    while found.exists():
        count += 1
        found = folder.with_name(f"{folder.name}-{count}")
    return found
