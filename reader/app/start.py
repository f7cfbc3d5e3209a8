"""From the door to the window: the QApplication, signals from outside, what keeps the window from opening."""

import gc
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from reader.app.application import Application
from reader.model.problem import Problem


def start(library: Path, sources: Sequence[str], *, paste: bool) -> int:
    """Open the window and stay until it is closed; return the exit status."""
    application = QApplication(["dateline"])
    application.setApplicationName("Dateline")
    try:
        first = Application(library, sources, paste=paste)
    except Problem as problem:
        print(f"dateline: {problem}", file=sys.stderr)
        tell_problem(problem)
        return 1
    first.loaded.connect(_collect_again)
    for number in (signal.SIGINT, signal.SIGTERM):
        # closed in a turn of the event loop, not in the midst of whatever the signal interrupts
        signal.signal(number, lambda *_: QTimer.singleShot(0, first.window.close))
    return application.exec()


def _collect_again() -> None:
    """Look for garbage again, but never among what the start has made: that stays."""
    gc.freeze()
    gc.enable()


def tell_problem(problem: Problem) -> None:
    """Tell whoever did not start from a terminal why the window does not open."""
    from PySide6.QtWidgets import QMessageBox  # its enums cost 3 ms, and it is hardly ever needed

    box = QMessageBox(QMessageBox.Icon.Critical, "Dateline", problem.what)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(problem.advice)
    box.exec()
