"""A click on an entity until its mention is lit, and opening a stored story: in the whole window, 10,000 words.

The window runs in this process under the offscreen platform, with its library, fonts and panels; a click goes through
the list, and the time is taken when the page has been painted. The longest of all clicks counts, the first jump after
opening among them.
"""

import os
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
        opened, clicked = run_window(application, Path(scratch), long, rounds)
    what = f"{WORDS} words, {marks} marks, {STORIES} stories"
    yield at_most("opening a stored story, to its words painted (longest)", max(opened) * 1000, 100, " ms", what)
    yield at_most(
        f"click on an entity to its mention lit (longest of {len(clicked)})", max(clicked) * 1000, 16, " ms", what
    )


def run_window(application: object, folder: Path, stories: list[str], rounds: int) -> tuple[list[float], list[float]]:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QAbstractItemView, QWidget

    from reader.app import open_window

    window = open_window(folder)
    page = window.findChild(QWidget, "articlePage")
    wait(application, lambda: not page.property("busy"))
    tree = window.findChild(QAbstractItemView, "entityTree")
    listed = window.findChild(QAbstractItemView, "libraryList")
    opened, clicked = [], []
    for number in range(2 * rounds):
        row = number % 2
        opened.append(timed(page, lambda row=row: click(listed, listed.model().index(row, 0))))
        wait(application, lambda row=row: page.property("articleId") in stories and not page.property("busy"))
        settle(application)
        for entity in find_entities(tree.model(), QModelIndex())[:8]:
            tree.scrollTo(entity)
            settle(application)
            for _again in range(2):
                clicked.append(timed(page, lambda entity=entity: click(tree, entity)))
                settle(application)
    window.close()
    settle(application)
    return opened, clicked


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
