"""A click on an entity until its mention is lit, and opening a stored story: in the whole window, 10,000 words.

The window runs in this process under the offscreen platform, with its library, fonts and panels; a click goes through
the list, Shift+N jumps to the last mention of an entity, and the time is taken when the page has been painted. The
first jump after each opening is counted by itself.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from stories import fill_library, make_stories
from table import Options, Row, at_most

from reader.library.store import Library

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

WORDS = 10_000
STORIES = 214
PATIENCE = 60.0


def measure(options: Options) -> Iterable[Row]:
    rounds = 2 if options.short else 6
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        library = Library(Path(scratch))
        fill_library(library, make_stories(STORIES - 2))
        long = fill_library(library, make_stories(2, WORDS))
        marks = sum(len(entity.mentions) for entity in library.reading(long[0]).analysis.entities)
        library.close()
        opened, first, clicked = run_window(application, Path(scratch), long, rounds)
    what = f"{WORDS} words, {marks} marks, {STORIES} stories"
    for name, times, limit in (
        ("opening a stored story, to its words painted", opened, 100),
        ("first click on an entity after opening, to its mention lit", first, 16),
        ("click on an entity, or jump over the story, to its mention lit", clicked, 16),
    ):
        longest = f"{what}; longest {max(times) * 1000:.1f} ms"
        yield at_most(f"{name} (median of {len(times)})", statistics.median(times) * 1000, limit, " ms", longest)


def run_window(
    application: object, folder: Path, stories: list[str], rounds: int
) -> tuple[list[float], list[float], list[float]]:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QAbstractItemView, QWidget

    from reader.app import open_window

    window = open_window(folder)
    page = window.findChild(QWidget, "articlePage")
    wait(application, lambda: not page.property("busy"))
    tree = window.findChild(QAbstractItemView, "entityTree")
    listed = window.findChild(QAbstractItemView, "libraryList")
    opened, first, clicked = [], [], []
    for number in range(2 * rounds):
        row = (number + 1) % 2  # the newest story, row 0, is open at the start
        opened.append(timed(page, lambda row=row: click(listed, listed.model().index(row, 0))))
        wait(application, lambda: page.property("articleId") in stories and not page.property("busy"))
        settle(application)
        entities = find_entities(tree.model(), QModelIndex())
        for entity in (entities[-1], *entities[:6]):
            tree.scrollTo(entity)
            settle(application)
            times = clicked if entity is not entities[-1] else first
            times.append(timed(page, lambda entity=entity: click(tree, entity)))
            settle(application)
            clicked.append(timed(page, lambda: press_back(page)))
            settle(application)
    window.close()
    settle(application)
    return opened, first, clicked


def press_back(page: object) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)


def find_entities(model: object, above: object) -> list[object]:
    """Return the rows that have none below them."""
    found = []
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        below = find_entities(model, index)
        found += below or [index]
    return found


def click(view: object, index: object) -> None:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    box = view.visualRect(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 40, box.center().y()))


def timed(page: object, act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    page.viewport().repaint()
    return time.perf_counter() - began


def settle(application: object) -> None:
    """Let everything be done that waits for an idle moment."""
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        application.processEvents()


def wait(application: object, reached: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not reached():
        if time.monotonic() > end:
            raise SystemExit("the window did not get ready")
        application.processEvents()
