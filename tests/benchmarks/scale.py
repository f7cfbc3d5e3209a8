"""The library at 100,000 stories (with --short at 10,000): adding, searching, listing, opening.

Stories are those of `stories.py`, each with a paragraph of invented words, rare and common as words are (Zipf), so that
the index has the vocabulary of a real one. `--stories N` asks for another number; `--keep DIR` leaves the library
there, to be measured again without being made again. Beside each time stands that of the processor alone, which other
work on the machine does not lengthen.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from msgspec.structs import replace
from stories import VERSIONS, MadeStory, make_story
from table import Options, Row, at_least, at_most

from reader.library.store import Library
from reader.model.article import Block
from reader.model.span import Span

TOGETHER = 1000  # stories to a transaction
WORDS, RARE_WORDS = 500, 100
SYLLABLES = [first + second for first in "bcdfghjklmnprstvz" for second in "aeiou"]
VOCABULARY = 60_000
SHOWN = 12  # more hits than a window has room for
ROUNDS = 40

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


def measure(options: Options) -> Iterable[Row]:
    count = options.stories or (10_000 if options.short else 100_000)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch, "library")
        library = Library(folder)
        if library.count() < count:
            yield measure_adding(library, count)
        library.close()
        library = Library(folder)
        yield from measure_search(library)
        yield from measure_list(library, count)
        library.close()
        size = sum(path.stat().st_size for path in folder.glob("library.db*"))
        yield Row("the database", f"{size / count / 1000:.3g} kB", "a story")


def measure_adding(library: Library, count: int) -> Row:
    files = write_files(library.folder)
    began_with, spent, worked = library.count(), 0.0, 0.0
    for batch in make_batches(range(began_with, count)):
        began, working = time.perf_counter(), time.process_time()
        with library.together():
            for made in batch:
                story = library.hand_in(made.handed).id
                library.store_article(story, made.article, VERSIONS)
                library.store_analysis(story, made.analysis, VERSIONS)
        spent += time.perf_counter() - began
        worked += time.process_time() - working
    added = count - began_with
    anchor = f"{added / worked:.0f} of work; files {files:.0f}"
    return at_least(f"adding {count:,} stories with index, a second", added / spent, 1000, "", anchor)


def make_batches(numbers: range) -> Iterator[list[MadeStory]]:
    """Make stories in a process of their own, one batch ahead."""
    with get_context("spawn").Pool(1) as pool:
        batches = [numbers[first : first + TOGETHER] for first in range(0, len(numbers), TOGETHER)]
        waiting = pool.map_async(make_one, batches[0])
        for following in [*batches[1:], range(0)]:
            batch = waiting.get()
            waiting = pool.map_async(make_one, following)
            yield batch


def write_files(folder: Path) -> float:
    """Return how many files of a story's size this disk takes a second, one after another, with one wait at the end."""
    made = folder / "anchor"
    made.mkdir(exist_ok=True)
    began = time.perf_counter()
    for number in range(TOGETHER):
        (made / str(number)).write_bytes(b"word " * 800)
    os.sync()
    return TOGETHER / (time.perf_counter() - began)


def measure_search(library: Library) -> Iterator[Row]:
    chance = Random(2)
    queries = [*TYPED, *(" ".join(draw_words(chance, 2)) for _ in range(ROUNDS))]
    begun = [query[:end] for query in queries for end in range(2, len(query) + 1)]
    yield Times(lambda query: library.search(query, 0, SHOWN), begun).row("search as you type, the newest 12", 16)
    ranked = Times(lambda query: library.search(query, 0, SHOWN, "ranked", typing=False), queries)
    yield ranked.row("ranked search, the best 12", 250)
    yield Times(library.count_hits, begun).row("counting all hits")


def measure_list(library: Library, count: int) -> Iterator[Row]:
    chance = Random(3)
    ids = [story.id for story in library.stories(0, count)]
    with library.together():
        for story in ids[::3]:
            library.mark_read(story)
    places = [
        (place, 100, shelf, order)
        for order in ("saved", "published", "outlet", "headline")
        for shelf in ("all", "unread")
        for place in (0, count // 2, max(count - 100, 0), *(chance.randrange(count) for _ in range(ROUNDS)))
    ]
    yield Times(lambda place: library.stories(*place), places).row("a page of 100 at any place, in any order", 16)
    some = [chance.choice(ids) for _ in range(5 * ROUNDS)]
    yield Times(lambda story: library.place_of(story, "all", "headline"), some).row("finding a story's place", 16)
    yield Times(lambda _: library.count("unread"), some).row("counting a shelf", 16)
    yield Times(library.reading, some).row("opening a story", 50)
    noted = Times(lambda story: library.save_note(story, "Ask on Friday.", library.note(story).revision), some)
    yield noted.row("saving a note, to the disk and into the index", 50)
    articles = [library.reading(story).article for story in some[:ROUNDS]]
    yield Times(library.find_twins, articles).row("looking for stories in nearly the same words", 50)


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

    def row(self, what: str, limit: float | None = None) -> Row:
        """Return the row of the 95th percentile."""
        clock, processor = (statistics.quantiles(times, n=20)[-1] for times in (self.clock, self.processor))
        anchor = f"{processor:.3g} ms of work"
        if limit is None:
            return Row(f"{what}, p95", f"{clock:.4g} ms", anchor)
        return at_most(f"{what}, p95", clock, limit, " ms", anchor)


def make_one(number: int) -> MadeStory:
    """Return story `number` with a paragraph of invented words."""
    made = make_story(number, WORDS)
    text = f"{made.article.text}\n{' '.join(draw_words(Random(number), RARE_WORDS)).capitalize()}."
    block = Block("paragraph", Span(len(made.article.text) + 1, len(text)))
    article = replace(made.article, text=text, blocks=(*made.article.blocks, block))
    return MadeStory(replace(made.handed, data=text.encode()), article, made.analysis)


def draw_words(chance: Random, count: int) -> list[str]:
    """Draw invented words, each as often as its rank has it."""
    words, weights = invent_words()
    return chance.choices(words, cum_weights=weights, k=count)


@cache
def invent_words() -> tuple[list[str], list[float]]:
    """Return the invented words, the same ones each time, and the sums of their weights."""
    chance = Random(1)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))] = None
    return list(words), list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
