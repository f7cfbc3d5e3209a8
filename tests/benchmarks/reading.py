"""The longest gap of the window's event loop while 100 stories are handed in and read."""

import os
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QMimeData, QTimer, QUrl
from PySide6.QtWidgets import QApplication
from stories import fill_library, make_stories
from table import Options, Row, at_most

from reader import pipeline
from reader.app import open_window
from reader.library.store import Library

STORED = 214
SETTLING = 4.0  # seconds for the window to load what its first picture did without
PATIENCE = 600.0  # seconds until the run counts as failed


class Gaps:
    """The longest time between two turns of the event loop, in seconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._note)
        self._timer.start()

    def _note(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def measure(options: Options) -> Iterable[Row]:
    count = 10 if options.short else 100
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        library = Library(Path(scratch, "library"))
        made = list(make_stories(STORED + count))
        fill_library(library, made[:STORED], pipeline.versions())
        window = open_window(library.folder)
        run_until(application, lambda: False, SETTLING)
        drop = make_drop(Path(scratch), [story.article.text for story in made[STORED:]])
        gaps = Gaps()
        window.dropped.emit(drop)
        run_until(application, lambda: is_read(library, STORED + count), PATIENCE)
        longest = gaps.longest
        done = is_read(library, STORED + count)
        window.close()
        library.close()
    if not done:
        raise SystemExit(f"{count} stories were not read within {PATIENCE:.0f} s")
    yield at_most(f"longest gap of the event loop while {count} stories are read", longest * 1000, 25, " ms")


def make_drop(folder: Path, texts: list[str]) -> QMimeData:
    data = QMimeData()
    paths = [folder / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def is_read(library: Library, count: int) -> bool:
    return library.count() == count and not library.stale(pipeline.versions(), 1)


def run_until(application: QApplication, is_done, seconds: float) -> None:
    """Run the event loop until `is_done`, looked at a few times a second, or until the time is over."""
    end, look = time.monotonic() + seconds, 0.0
    while time.monotonic() < end:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        if time.monotonic() > look:
            if is_done():
                return
            look = time.monotonic() + 0.5
