"""Other libraries, each in a window of its own, and the way back to what was open lately."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QSettings, QStandardPaths
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from reader.app.opening import Opening
from reader.app.panels.rows import plain_words
from reader.app.settings import Settings
from reader.app.telling import Telling
from reader.app.window import Window
from reader.child import make_environment
from reader.library.store import Library
from reader.model.problem import Problem

MOST = 9
_LONGEST = 60  # characters of a title in the menu
_FILE = "dateline/libraries.ini"

Start = Callable[[Path], bool]


def start_window(folder: Path) -> bool:
    """Start a window on another library, as a program of its own; say whether it was started."""
    environment = QProcessEnvironment()
    for name, value in make_environment().items():
        environment.insert(name, value)
    process = QProcess()
    process.setProcessEnvironment(environment)
    process.setProgram(sys.executable)
    process.setArguments(["-P", "-X", "utf8", "-m", "reader", "--library", str(folder)])
    started = process.startDetached()
    return bool(started[0] if isinstance(started, tuple) else started)


class KnownLibraries:
    """The libraries that this user opened in a window, the last first; kept with the user's settings."""

    def __init__(self) -> None:
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
        self._store = QSettings(str(Path(place, _FILE)), QSettings.Format.IniFormat)

    def folders(self) -> list[Path]:
        """Return the folders that are still there."""
        kept = self._store.value("folders") or []
        names = [kept] if isinstance(kept, str) else [str(each) for each in kept]
        return [Path(name) for name in names if name and Path(name, "library.db").is_file()]

    def note(self, folder: Path) -> None:
        """Put a library to the front."""
        whole = os.path.realpath(folder)
        before = [str(known) for known in self.folders()]
        now = [whole, *(known for known in before if known != whole)][:MOST]
        if now != before:
            self._store.setValue("folders", now)


class Libraries(QObject):
    """Opens other libraries; lists the stories and libraries that were open lately."""

    def __init__(
        self,
        window: Window,
        settings: Settings,
        library: Library,
        opening: Opening,
        telling: Telling,
        start: Start = start_window,
    ) -> None:
        super().__init__(window)
        self._window, self._settings, self._library = window, settings, library
        self._opening, self._telling, self._start = opening, telling, start
        self._known = KnownLibraries()
        self._known.note(library.folder)
        window.actions_.join("open_library", self._ask_folder)
        window.actions_["open_library"].setToolTip(self.tr("Open another library’s folder in a window of its own"))
        window.actions_.fill_when_shown("Recent", self.fill)
        opening.opened.connect(self._note_story)
        if opening.story:
            self._note_story(opening.story)

    # other libraries

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._window, self.tr("Open Library"), str(self._library.folder.parent)
        )
        if folder:
            self.open_library(Path(folder))

    def open_library(self, folder: Path) -> None:
        """Open a library in a window of its own; one that is open already comes to the front."""
        if os.path.realpath(folder) == os.path.realpath(self._library.folder):
            self._telling.tell(self.tr("This library is open here."))
        elif problem := find_obstacle(folder):
            self._telling.tell_problem(problem)
        elif self._start(folder):
            self._telling.tell(self.tr("{0} opens in a window of its own.").format(plain_words(folder.name)))
        else:
            what = self.tr("The window of the other library could not be started.")
            self._telling.tell_problem(Problem(what, self.tr("Start it with dateline --library and the folder.")))

    # what was open lately

    def _note_story(self, story: str) -> None:
        recent = [story, *(known for known in self._recent() if known != story)]
        self._settings.keep("recent", " ".join(recent[: MOST + 1]))

    def _recent(self) -> Sequence[str]:
        return self._settings.text("recent").split()

    def fill(self, menu: QMenu) -> None:
        """List stories but the open one, and other libraries."""
        menu.clear()
        stories = [action for story in self._recent() if (action := self._make_story(menu, story))]
        folders = [folder for folder in self._known.folders() if folder != Path(os.path.realpath(self._library.folder))]
        menu.addActions(stories[:MOST])
        if stories and folders:
            menu.addSeparator()
        for folder in folders:
            action = menu.addAction(self.tr("Library: {0}").format(_shorten(str(folder), keeps_end=True)))
            action.triggered.connect(lambda _on=False, folder=folder: self.open_library(folder))
        if not stories and not folders:
            menu.addAction(self.tr("Nothing yet")).setEnabled(False)

    def _make_story(self, menu: QMenu, story: str) -> QAction | None:
        if story == self._opening.story or not self._opening.is_there(story):
            return None
        action = QAction(_shorten(self._library.story(story).title or self.tr("Untitled")), menu)
        action.triggered.connect(lambda: self._opening.open_story(story))
        return action


def find_obstacle(folder: Path) -> Problem | None:
    """Return why a folder cannot be opened as a library: it holds other things, and is no library yet."""
    try:
        if (folder / "library.db").is_file() or not any(folder.iterdir()):
            return None
    except OSError as error:
        return Problem(f"{folder.name} cannot be opened: {error.strerror}.", "Choose another folder.")
    return Problem(
        f"{folder.name} is no library: it holds other things.",
        "Choose a library’s folder, or an empty one to begin a new library in.",
    )


def _shorten(words: str, *, keeps_end: bool = False) -> str:
    words = plain_words(words)
    if len(words) > _LONGEST:
        words = f"…{words[1 - _LONGEST :]}" if keeps_end else f"{words[: _LONGEST - 1]}…"
    return words.replace("&", "&&")
