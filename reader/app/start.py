"""From the door to the window: the QApplication, signals from outside, what keeps the window from opening.

Where a window is open on the library already, what was to be opened is handed to that one.
"""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from reader.app.application import Application, dress_application
from reader.app.instance import Handed, Instance, find_sources, make_handed
from reader.app.looks import find_theme
from reader.app.theme import Theme
from reader.model.problem import Problem


def start(library: Path, sources: Sequence[str], *, paste: bool) -> int:
    """Open the window and stay until it is closed, or let the one that is open do it; return the exit status."""
    instance = Instance(library)
    try:
        if not instance.is_first and instance.hand_over(make_handed(sources, paste=paste)):
            return 0
    except Problem as problem:
        QApplication(["dateline"])
        return _refuse(problem)
    application = QApplication(["dateline"])
    application.setApplicationName("Dateline")
    try:
        first = open_or_rescue(library, sources, paste=paste)
    except Problem as problem:
        instance.release()
        return _refuse(problem)
    if first is None:
        return 1
    first.loaded.connect(_collect_again)
    first.loaded.connect(partial(receive, instance, first))
    for number in (signal.SIGINT, signal.SIGTERM):
        # closed in a turn of the event loop, not in the midst of whatever the signal interrupts
        signal.signal(number, lambda *_: QTimer.singleShot(0, first.window.close))
    return application.exec()


def _collect_again() -> None:
    """Look for garbage again, but never among what the start has made: that stays."""
    gc.freeze()
    gc.enable()


def open_or_rescue(library: Path, sources: Sequence[str], *, paste: bool) -> Application | None:
    """Open the window, or after a backup was brought back by the reader; None where none was.

    Raises:
        Problem: it does not open, and there is no backup.
    """
    while True:
        try:
            return Application(library, sources, paste=paste)
        except Problem as problem:
            if not _has_backups(library):
                raise
            print(f"dateline: {problem}", file=sys.stderr)
            from reader.app.rescue import Rescue  # only for a library that does not open

            dress_application()
            if not Rescue(library, problem, Theme(find_theme("system"))).exec():
                return None


def _has_backups(library: Path) -> bool:
    from reader.library.backups import find_backups  # the start does without

    return any(find_backups(library))


def receive(instance: Instance, first: Application) -> None:
    """Let the window take what later starts hand over, once everything stands."""
    from reader.app.reception import Reception  # 10 ms, and neither picture nor panels need wait

    reception = Reception(instance, first)
    reception.came.connect(partial(_take, first))
    first.window.closed.connect(reception.close)
    first.window.closed.connect(instance.release)


def _take(first: Application, handed: Handed) -> None:
    if handed.token:
        os.environ["XDG_ACTIVATION_TOKEN"] = handed.token  # by which Wayland lets a window come to the front
    first.window.come_to_front()
    first.take(find_sources(handed), paste=handed.paste, typed=handed.typed)


def _refuse(problem: Problem) -> int:
    print(f"dateline: {problem}", file=sys.stderr)
    if not _is_read_already():
        tell_problem(problem)
    return 1


def _is_read_already() -> bool:
    """Say whether a terminal shows what was printed, or nobody would see a box."""
    return (sys.stderr is not None and sys.stderr.isatty()) or QApplication.platformName() in ("offscreen", "minimal")


def tell_problem(problem: Problem) -> None:
    """Tell whoever did not start from a terminal why the window does not open."""
    from PySide6.QtWidgets import QMessageBox  # its enums cost 3 ms, and it is hardly ever needed

    box = QMessageBox(QMessageBox.Icon.Critical, "Dateline", problem.what)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(problem.advice)
    box.exec()
