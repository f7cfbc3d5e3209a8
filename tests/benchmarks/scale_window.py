"""The real window on a library of any size: `python scale_window.py LIBRARY TIMES.json`, under the offscreen platform.

It is a process of its own, so that its memory is its own. A search is timed from the letter typed to its first results
painted, with the library's thread counting meanwhile; a jump of the list until its rows are painted; a story from the
click until its words and panels are painted.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget
from start import resident

from reader.app import open_window

TYPED = (
    "harbour audit",
    '"not a day longer"',
    "rosa haddad",
    "speaker:novak tariff",
    "tunnel before:2014",
    "valparaiso",
)
BETWEEN = 0.06  # seconds from one letter to the next
JUMPS, STEPS, OPENED = 150, 200, 40
LEARNING = 30.0  # seconds at most until the window knows where the rows of its list are


def main(folder: Path, told: Path) -> None:
    program = QApplication([])
    window = open_window(folder)
    page = window.findChild(QWidget, "articlePage")
    rest(program, 30, lambda: page.property("busy"))
    rest(program, 5)
    times = {"memory": resident(os.getpid())}
    times["searched"], times["free"] = type_queries(program, window.findChild(QLineEdit, "searchField"))
    rows = window.findChild(QAbstractItemView, "libraryList")
    rest(program, LEARNING / 10)
    times["scrolled"] = scroll(program, rows)
    times["opened"] = open_stories(program, rows, page)
    times["memory after"] = resident(os.getpid())
    told.write_text(json.dumps(times))
    sys.stdout.flush()
    os._exit(0)  # the working process goes with its pipe


def rest(program: QApplication, seconds: float, is_wanted: Callable[[], bool] = lambda: True) -> float:
    """Let the window live for so long, or while it is wanted, and return the longest it was not free, in ms."""
    end, longest = time.perf_counter() + seconds, 0.0
    while time.perf_counter() < end and is_wanted():
        began = time.perf_counter()
        program.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        longest = max(longest, (time.perf_counter() - began) * 1000)
        time.sleep(0.001)
    return longest


def timed(program: QApplication, do: Callable[[], object]) -> float:
    """Return how long something took until it was painted, in ms."""
    began = time.perf_counter()
    do()
    program.processEvents()
    return (time.perf_counter() - began) * 1000


def type_queries(program: QApplication, field: QLineEdit) -> tuple[list[float], list[float]]:
    typed, free = [], []
    for query in TYPED:
        for end in range(1, len(query) + 1):
            typed.append(timed(program, lambda begun=query[:end]: field.setText(begun)))
            free.append(rest(program, BETWEEN))
        free.append(rest(program, 10 * BETWEEN))
        field.clear()
        rest(program, BETWEEN)
    return typed, free


def scroll(program: QApplication, rows: QAbstractItemView) -> list[float]:
    """Roll from the top, then jump to places anywhere."""
    bar, chance = rows.verticalScrollBar(), Random(6)
    places = [step * 60 for step in range(STEPS)] + [chance.randrange(bar.maximum() + 1) for _ in range(JUMPS)]
    return [timed(program, lambda place=place: bar.setValue(place)) for place in places]


def open_stories(program: QApplication, rows: QAbstractItemView, page: QWidget) -> list[float]:
    chance, count, times = Random(7), rows.model().rowCount(), []
    for _ in range(OPENED):
        row = chance.randrange(count)
        times.append(timed(program, lambda row=row: rows.open_row(row)))
        rest(program, 5, lambda: page.property("busy"))
        rest(program, 0.05)
    return times


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
