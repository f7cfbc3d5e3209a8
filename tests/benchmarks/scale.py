"""The library at 100,000 stories (with --short at 10,000): adding, searching, listing, opening, starting, memory.

`--stories N` asks for another number; `--keep DIR` leaves the library there, to be measured again, or gone on with
where it was left off. How it is made `scale_library.py` says; the window's own figures come from `scale_window.py`.
Beside each time stands that of the processor alone, or what the same machine does with less in the same run.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import start
from scale_library import ADDED, TIMED, draw_words, fill, measure_files, measure_plain_database
from stories import fill_library, make_stories
from table import Options, Row

from reader import pipeline
from reader.library.store import Library

SHOWN = 10  # hits that fill the column
ROUNDS = 40
FEW = 100  # stories that a start is held against
PAIRS = 5
LIMITS = {  # by the number of stories
    100_000: {"search": 16, "ranked": 250, "scroll": 16, "open": 50, "add": 1000, "start": 1.15, "memory": 180},
    1_000_000: {"search": 100, "scroll": 16, "open": 50, "start": 1.3, "memory": 220},
}

TYPED = (
    *(
        "harbour authority",
        "ferry strike",
        "costly bridge lisbon",
        "rosa haddad",
        "speaker:novak",
        "speaker:zam tariff",
    ),
    *('"not a day longer"', '"nobody has shown us', "outlet:meridian vaccine", "union of ferry crews", "valparaiso"),
    *("reservoir before:2014", "after:2020 audit halifax", "tunnel", "minister reject", "dam osaka generous"),
)


@dataclass(frozen=True)
class Figure:
    """One line of the table: `key` names its limit."""

    what: str
    value: float
    unit: str = " ms"
    key: str = ""
    anchor: str = ""

    def row(self, limits: dict[str, float]) -> Row:
        limit = limits.get(self.key)
        measured = f"{self.value:.4g}{self.unit}"
        if limit is None:
            return Row(self.what, measured, self.anchor)
        is_least = self.key == "add"
        must = f"{'≥' if is_least else '≤'} {limit:g}{self.unit}"
        return Row(self.what, measured, self.anchor, must, self.value >= limit if is_least else self.value <= limit)


def measure(options: Options) -> Iterable[Row]:
    count = options.stories or (10_000 if options.short else 100_000)
    limits = LIMITS[max((size for size in LIMITS if size <= count), default=100_000)]
    with tempfile.TemporaryDirectory() as scratch:
        for figure in find_figures(options.keep or Path(scratch, "library"), count, Path(scratch)):
            yield figure.row(limits)


def find_figures(folder: Path, count: int, scratch: Path) -> Iterator[Figure]:
    """Measure a library of `count` stories, made or gone on with in `folder`."""
    yield from measure_adding(folder, count, scratch)
    library = Library(folder)
    yield from measure_search(library)
    yield from measure_list(library)
    library.close()
    yield from measure_window(folder, scratch)
    yield from measure_start(folder, scratch)
    size = sum(path.stat().st_size for path in folder.glob("library.db*"))
    yield Figure("the database, a story", size / count / 1000, " kB")


def measure_adding(folder: Path, count: int, scratch: Path) -> Iterator[Figure]:
    rate = fill(folder, count)
    if rate is None:
        return
    what = (
        f"adding {f'{TIMED:,} more' if count > ADDED else f'{count:,} stories'}: source, row, article, analysis, index"
    )
    anchor = f"plain SQLite {measure_plain_database(scratch):.0f}; files {measure_files(scratch):.0f}"
    yield Figure(f"{what}, a second", rate, "", "add", anchor)


def measure_search(library: Library) -> Iterator[Figure]:
    chance = Random(2)
    queries = [*TYPED, *(" ".join(draw_words(chance, 2)) for _ in range(ROUNDS))]
    begun = [query[:end] for query in queries for end in range(2, len(query) + 1)]
    yield Times(lambda query: library.search(query, 0, SHOWN), begun).figure("finding the newest 10 for what is typed")
    ranked = Times(lambda query: library.search(query, 0, SHOWN, "ranked", typing=False), queries)
    yield ranked.figure("ranked search, the best 10", "ranked")
    yield Times(library.count_hits, begun).figure("counting all hits")


def measure_list(library: Library) -> Iterator[Figure]:
    chance, count = Random(3), library.count()
    some = [library.stories(chance.randrange(count), 1)[0].id for _ in range(3 * ROUNDS)]
    with library.together():
        for story in some:
            library.mark_read(story)
    places: list[tuple[Any, ...]] = []
    for order in ("saved", "published", "outlet", "headline"):
        for shelf in ("all", "unread"):
            while library.survey(shelf, order):
                pass
            middle = (chance.randrange(count) for _ in range(ROUNDS))
            places += [(place, 100, shelf, order) for place in (0, count // 2, max(count - 100, 0), *middle)]
    yield Times(lambda place: library.stories(*place), places).figure("a page of 100 rows at any place, in any order")
    yield Times(lambda story: library.place_of(story, "all", "headline"), some).figure("finding a story's place")
    yield Times(lambda _: library.count("unread"), some).figure("counting a shelf")
    yield Times(library.reading, some).figure("reading a story out of the database")
    noted = Times(lambda story: library.save_note(story, "Ask on Friday.", library.note(story).revision), some)
    yield noted.figure("saving a note, to the disk and into the index")
    articles = [library.reading(story).article for story in some[:ROUNDS]]
    yield Times(library.find_twins, articles).figure("looking for stories in nearly the same words")


def measure_window(folder: Path, scratch: Path) -> Iterator[Figure]:
    told = scratch / "window.json"
    command = [sys.executable, str(Path(__file__).with_name("scale_window.py")), str(folder), str(told)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    times = json.loads(told.read_text())
    searched, free, scrolled, opened = (times[name] for name in ("searched", "free", "scrolled", "opened"))
    longest = f"longest {max(searched):.0f} ms"
    yield Figure(
        "window: search as you type, to the first results painted, p95", p95(searched), " ms", "search", longest
    )
    yield Figure("window: longest it is not free while hits are ranked and counted", max(free))
    anchor = f"p95 {p95(scrolled):.2g} ms"
    yield Figure("window: scrolling the list, longest gap", max(scrolled), " ms", "scroll", anchor)
    yield Figure("window: opening a story, p95", p95(opened), " ms", "open", f"longest {max(opened):.0f} ms")
    yield Figure("window: memory", times["memory"], " MB", "memory", f"{times['memory after']:.0f} MB after all that")


def measure_start(folder: Path, scratch: Path) -> Iterator[Figure]:
    """Start the window on this library and on one of 100 stories by turns."""
    small = scratch / "small"
    library = Library(small)
    fill_library(library, make_stories(FEW), pipeline.versions())
    library.close()
    with start.display() as (environment, _):
        for place in (small, folder):
            start.start_window(scratch, place, environment)  # warms the disk cache
        pairs = [
            [start.start_window(scratch, place, environment)[0]["story-painted"] for place in (small, folder)]
            for _ in range(PAIRS)
        ]
    ratio = statistics.median(large for _, large in pairs) / statistics.median(few for few, _ in pairs)
    anchor = f"{FEW} stories {statistics.median(few for few, _ in pairs) * 1000:.0f} ms"
    yield Figure(f"start to the story painted (median of {PAIRS} pairs)", ratio, " ×", "start", anchor)


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


class Times:
    """How long each question took, in milliseconds: by the clock, and of the processor."""

    def __init__(self, ask: Callable[[Any], object], questions: Iterable[object]) -> None:
        self.clock: list[float] = []
        self.processor: list[float] = []
        for question in questions:
            began, worked = time.perf_counter(), time.process_time()
            ask(question)
            self.clock.append((time.perf_counter() - began) * 1000)
            self.processor.append((time.process_time() - worked) * 1000)

    def figure(self, what: str, key: str = "") -> Figure:
        """Return the 95th percentile."""
        return Figure(f"{what}, p95", p95(self.clock), " ms", key, f"{p95(self.processor):.3g} ms of work")
