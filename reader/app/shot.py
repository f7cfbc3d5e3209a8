"""`dateline shot`: a picture of the real window, with or without a display."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from reader.app.application import Application
from reader.app.desk import Desk
from reader.app.theme import ThemeName
from reader.model.problem import Problem

_SIZE = (1480, 940)
_PATIENCE = 120_000  # ms; a story is stopped after 60 s, and the models take some to load
_SETTLE = 60  # ms in which what was chosen is scrolled to and drawn
_PANELS = ("library", "photo", "entities", "quotes", "sourcing", "notes")


def take_shot(
    out: Path,
    library: Path | None,
    sources: Sequence[str] = (),
    select: str | None = None,
    panel: str | None = None,
    size: tuple[int, int] | None = None,
    theme: ThemeName = "light",
) -> int:
    """Draw the window into a PNG file and return the exit status; without a library a passing one is used.

    `select` is the name of an entity to choose, `panel` what to bring to the front: library, photo, entities, quotes,
    sourcing or notes. Of the shot nothing is remembered but the stories handed in.
    """
    application = QApplication.instance() or QApplication(["dateline"])
    QCursor.setPos(QPoint(-1, -1))  # nothing looks pointed at
    with tempfile.TemporaryDirectory(prefix="dateline-") as passing:
        try:
            shown = Application(library or Path(passing), sources, theme=theme)
            try:
                shown.window.resize(*(size or _SIZE))
                wait_until_filled(shown)
                choose(shown, select, panel)
                failed = draw(shown, out)
            finally:
                shown.leave()
        except Problem as problem:
            return _tell(problem)
    application.processEvents()
    return _tell(failed) if failed else 0


def wait_until_filled(shown: Application) -> None:
    """Wait until the panels are filled or the story's problem is shown.

    Raises:
        Problem: that did not come about.
    """
    loop = QEventLoop()
    shown.filled.connect(loop.quit)
    QTimer.singleShot(_PATIENCE, loop.quit)
    if not shown.is_filled:
        loop.exec()
    if not shown.is_filled:
        raise Problem("The story was not read in two minutes.", "Try it with `dateline analyse`, which says more.")


def choose(shown: Application, select: str | None, panel: str | None) -> None:
    """Bring a panel to the front and choose the entity of a name.

    Raises:
        Problem: there is no such panel or entity.
    """
    if panel and panel.lower() not in _PANELS:
        raise Problem(f"There is no panel “{panel}”.", f"The panels are {', '.join(_PANELS)}.")
    if panel:
        shown.show_panel(panel.lower())
    if select:
        shown.desk.focus_on_entity(find_entity(shown.desk, select))


def find_entity(desk: Desk, name: str) -> int:
    """Return the position of the entity with a name, or with that name among its others.

    Raises:
        Problem: there is none.
    """
    analysis = desk.reading.analysis if desk.reading else None
    wanted = name.casefold()
    for names in (lambda entity: (entity.name,), lambda entity: entity.aliases):
        for place, entity in enumerate(analysis.entities if analysis else ()):
            if wanted in map(str.casefold, names(entity)):
                return place
    raise Problem(f"There is no “{name}” in this story.", "Write the name as it stands in the list of entities.")


def draw(shown: Application, out: Path) -> Problem | None:
    """Draw the window into a file; return what went wrong with the story that is shown, if anything did.

    Raises:
        Problem: the file cannot be written.
    """
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE, loop.quit)
    loop.exec()
    if not shown.window.grab().save(str(out), "PNG"):
        raise Problem(f"{out} cannot be written.", "Look whether its folder is there and may be written to.")
    return shown.problem


def _tell(problem: Problem) -> int:
    print(f"dateline: {problem}", file=sys.stderr)
    return 1
