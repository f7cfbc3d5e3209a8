"""What changes at once on a page of 10,000 words: words found as they are typed, text size, theme, marks.

The whole window runs in this process under the offscreen platform; the time is taken when the page has been painted.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from page import WORDS, settle, wait
from stories import fill_library, make_stories
from table import Options, Row, at_most

from reader.library.store import Library

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TYPED = ("e", "the", "the council", "said that")


def measure(options: Options) -> Iterable[Row]:
    rounds = 1 if options.short else 4
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        library = Library(Path(scratch))
        fill_library(library, make_stories(1, WORDS))
        library.close()
        found = run_window(application, Path(scratch), rounds)
    for name, limit in (
        ("a letter typed in the find bar, to its hits painted", 16),
        ("the next hit, to it painted", 16),
        ("all marks off or on", 16),
        ("a step of the text's size, in the midst of the story", 50),
        ("another theme, all of the window", 100),
    ):
        times = found[name]
        note = f"{WORDS} words; longest {max(times) * 1000:.1f} ms"
        yield at_most(f"{name} (median of {len(times)})", statistics.median(times) * 1000, limit, " ms", note)


def run_window(application: object, folder: Path, rounds: int) -> dict[str, list[float]]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit, QWidget

    from reader.app import open_window

    window = open_window(folder)
    page = window.findChild(QWidget, "articlePage")
    wait(application, lambda: not page.property("busy"))
    settle(application)
    typed, stepped, marks, sizes, themes = [], [], [], [], []
    for _ in range(rounds):
        window.actions_["find"].trigger()
        field = window.findChild(QLineEdit, "findField")
        for words in TYPED:
            field.clear()
            settle(application)
            typed += [
                timed(page, lambda letter=letter, field=field: QTest.keyClicks(field, letter)) for letter in words
            ]
            stepped += [timed(page, lambda: window.actions_["find_next"].trigger()) for _ in range(3)]
        QTest.keyClick(field, Qt.Key.Key_Escape)
        page.verticalScrollBar().setValue(page.verticalScrollBar().maximum() // 2)
        settle(application)
        for name, times in (("marks", marks), ("marks", marks), ("larger", sizes), ("smaller", sizes)):
            times.append(timed(page, lambda name=name: window.actions_[name].trigger()))
            settle(application)
        for name in ("dark", "sepia", "light"):
            themes.append(timed(window, lambda name=name: window.actions_[name].trigger()))
            settle(application)
    window.close()
    settle(application)
    return {
        "a letter typed in the find bar, to its hits painted": typed,
        "the next hit, to it painted": stepped,
        "all marks off or on": marks,
        "a step of the text's size, in the midst of the story": sizes,
        "another theme, all of the window": themes,
    }


def timed(widget: object, act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    (widget.viewport() if hasattr(widget, "viewport") else widget).repaint()
    return time.perf_counter() - began
