"""The library at 100,000 stories (with --short at 10,000): adding, searching, listing, opening.

Stories are those of `stories.py`, each with a paragraph of invented words, rare and common as words are (Zipf), so that
the index has the vocabulary of a real one. `--stories N` asks for another number.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate, islice
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
SHOWN = 12  # hits in a window's height
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
        library = Library(Path(scratch, "library"))
        yield measure_adding(library, count)
        library.close()
        library = Library(Path(scratch, "library"))
        yield from measure_search(library, count)
        yield from measure_list(library, count)
        library.close()
        size = sum(path.stat().st_size for path in Path(scratch, "library").glob("library.db*"))
        yield Row("the database", f"{size / count / 1000:.3g} kB", "a story")


def measure_adding(library: Library, count: int) -> Row:
    spent = 0.0
    with get_context("spawn").Pool(1) as pool:
        for batch in batches(pool.imap(make_one, range(count), chunksize=100)):
            began = time.perf_counter()
            with library.together():
                for made in batch:
                    story = library.hand_in(made.handed).id
                    library.store_article(story, made.article, VERSIONS)
                    library.store_analysis(story, made.analysis, VERSIONS)
            spent += time.perf_counter() - began
    files = f"files alone {write_files(library.folder):,.0f}"
    return at_least(f"adding {count:,} stories with index, a second", count / spent, 1000, "", files)


def write_files(folder: Path) -> float:
    """Return how many files of a story's size this disk takes a second, one after another, with one wait at the end."""
    made = folder / "anchor"
    made.mkdir()
    began = time.perf_counter()
    for number in range(TOGETHER):
        (made / str(number)).write_bytes(b"word " * 800)
    os.sync()
    return TOGETHER / (time.perf_counter() - began)


def measure_search(library: Library, count: int) -> Iterator[Row]:
    chance = Random(2)
    queries = [*TYPED, *(" ".join(draw_words(chance, 2)) for _ in range(ROUNDS))]
    begun = [query[:end] for query in queries for end in range(2, len(query) + 1)]
    typed = timed(lambda query: library.search(query, 0, SHOWN), begun)
    yield at_most(f"search as you type, {SHOWN} newest with passages, p95", p95(typed), 16, " ms", f"{count:,} stories")
    yield at_most("  the longest of them", max(typed), 100, " ms", f"{len(begun)} beginnings")
    ranked = timed(lambda query: library.search(query, 0, SHOWN, "ranked", typing=False), queries)
    yield at_most("ranked search, p95", p95(ranked), 250, " ms", f"longest {max(ranked):.0f} ms")
    counted = timed(library.count_hits, begun)
    yield Row("counting the hits while typing, p95", f"{p95(counted):.4g} ms", f"longest {max(counted):.0f} ms")


def measure_list(library: Library, count: int) -> Iterator[Row]:
    chance = Random(3)
    ids = [story.id for story in library.stories(0, count)]
    with library.together():
        for story in ids[::3]:
            library.mark_read(story)
    pages: list[float] = []
    for order in ("saved", "published", "outlet", "headline"):
        for shelf in ("all", "unread"):
            places = [chance.randrange(count) for _ in range(ROUNDS)] + [0, max(count - 100, 0)]
            pages += timed(lambda place, s=shelf, o=order: library.stories(place, 100, s, o), places)
    yield at_most("a page of 100 at any place, any order, p95", p95(pages), 16, " ms", f"longest {max(pages):.0f} ms")
    some = [chance.choice(ids) for _ in range(5 * ROUNDS)]
    found = [
        *timed(library.place_of, some),
        *timed(lambda story: library.place_of(story, order="headline"), some),
    ]
    yield at_most("finding the place of a story in the list, p95", p95(found), 16, " ms")
    yield at_most("counting the list, p95", p95(timed(lambda _: library.count(), some)), 16, " ms")
    yield at_most("opening a story, p95", p95(timed(library.reading, some)), 50, " ms")
    noted = timed(lambda story: library.save_note(story, "Ask again on Friday.", library.note(story).revision), some)
    yield at_most("saving a note, with index, p95", p95(noted), 50, " ms")
    articles = [library.reading(story).article for story in some[:ROUNDS]]
    twins = timed(lambda article: library.find_twins(article), articles)
    yield at_most("looking for a story in nearly the same words, p95", p95(twins), 50, " ms")


def batches(stories: Iterable[MadeStory]) -> Iterator[list[MadeStory]]:
    waiting = iter(stories)
    while some := list(islice(waiting, TOGETHER)):
        yield some


def timed(ask: Callable[[Any], object], questions: Iterable[object]) -> list[float]:
    """Return how long each question took, in milliseconds."""
    times = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        times.append((time.perf_counter() - began) * 1000)
    return times


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


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
