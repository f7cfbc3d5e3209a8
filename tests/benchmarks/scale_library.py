"""A library of any size for `scale.py` and `growth.py`: made once, gone on with where it was left off.

Stories are those of `stories.py`, each with a paragraph of invented words, rare and common as words are (Zipf), so that
the index has the vocabulary of a real one. The first hundred thousand are added as the program adds them: source and
`story.json` in the folder, row, article, analysis, list, people, marks of twins and index, all on the disk. What a
million has beyond that are copies of their rows with ids, headlines and days of their own, put in by SQL and indexed
like the others but without files; the last two thousand are added again, and timed. On a disk where many files were
deleted within five minutes Linux makes new ones ten times as slowly (ext4 passes those over, one by one): leave the
library with `--keep` in a folder of its own at the root of that disk, and delete nothing beside it.
"""

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from random import Random

from msgspec.structs import replace
from stories import MadeStory, make_story

from reader import pipeline
from reader.library.alphabet import sort_key
from reader.library.schema import connect
from reader.library.store import Library
from reader.model.article import Block
from reader.model.span import Span

ADDED = 100_000  # as the program does; beyond that rows are copied
TIMED = 2_000  # of a larger library, those that are added last
TOGETHER = 1000  # stories to a transaction
COPIED_TOGETHER = 10_000
WORDS, RARE_WORDS = 500, 100
SYLLABLES = [first + second for first in "bcdfghjklmnprstvz" for second in "aeiou"]
VOCABULARY = 60_000
COLUMNS = "headline, text, note, names, speakers, outlet"


def fill(folder: Path, count: int) -> float | None:
    """Bring a library to `count` stories; return how many a second were added, by the clock, in this run or the last.

    Made stories wait in memory while others are added: their making is not timed.
    """
    told = folder.with_name(f"{folder.name}.adding")
    with closing(Library(folder)) as library:
        there = library.count()
    if there < count <= ADDED:
        told.write_text(json.dumps({"rate": add(folder, range(there, count))}))
    elif there < count:
        if there < ADDED:
            add(folder, range(there, ADDED))
        copy_rows(folder / "library.db", count - TIMED)
        with closing(Library(folder)) as library:
            there = library.count()
        told.write_text(json.dumps({"rate": add(folder, range(there, count))}))
    take_as_of_now(folder / "library.db")
    return float(json.loads(told.read_text())["rate"]) if told.exists() else None


def take_as_of_now(file: Path) -> None:
    """Have all stories count as read by this version: in one gone on with the window would analyse them anew."""
    now = pipeline.versions()
    with closing(connect(file)) as connection:
        connection.execute("UPDATE articles SET intake = ? WHERE intake <> ?", (now.intake, now.intake))
        connection.execute(
            "UPDATE analyses SET analysis = ?1, models = ?2 WHERE analysis <> ?1 OR models <> ?2",
            (now.analysis, now.models),
        )


def add(folder: Path, numbers: range) -> float:
    """Add stories as the program does, many to a transaction, and return how many a second."""
    spent, versions = 0.0, pipeline.versions()
    with closing(Library(folder)) as library:
        for batch in make_batches(numbers):
            began = time.perf_counter()
            with library.together():
                for made in batch:
                    story = library.hand_in(made.handed).id
                    library.store_article(story, made.article, versions)
                    library.store_analysis(story, made.analysis, versions)
            spent += time.perf_counter() - began
    return len(numbers) / spent


def copy_rows(file: Path, count: int) -> None:
    """Copy the rows of the first stories until there are `count`, some thousands to a transaction."""
    with closing(connect(file)) as connection:
        connection.create_function("sort_key", 1, sort_key, deterministic=True)
        connection.execute("PRAGMA cache_size = -200000")
        while (last := connection.execute("SELECT max(number) FROM stories").fetchone()[0]) < count:
            copy, first = divmod(last, ADDED)
            numbers = (first + 1, first + min(COPIED_TOGETHER, count - last))
            connection.execute("BEGIN IMMEDIATE")
            copy_some(connection, copy, *numbers)
            connection.execute("COMMIT")


def copy_some(connection: sqlite3.Connection, copy: int, first: int, last: int) -> None:
    values = {"first": first, "last": last, "copy": copy, "moved": copy * ADDED}
    for statement in COPYING:
        connection.execute(statement, values)
    words = connection.execute(
        f"SELECT number, {COLUMNS} FROM searched_words WHERE number BETWEEN :first + :moved AND :last + :moved", values
    ).fetchall()
    connection.executemany(f"INSERT INTO search (rowid, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", words)


COPYING = (
    """INSERT INTO stories (number, id, saved, unread)
    SELECT number + :moved, substr(id, 1, 24) || printf('%012d', number + :moved),
    strftime('%Y-%m-%dT%H:%M:%f+00:00', saved, printf('+%d days', :copy)), unread
    FROM stories WHERE number BETWEEN :first AND :last""",
    "DELETE FROM unmirrored WHERE story > :moved",
    """INSERT INTO sources SELECT story + :moved, file, lower(hex(randomblob(32))), name, kind, address, published,
    verbatim, files FROM sources WHERE story BETWEEN :first AND :last""",
    """INSERT INTO articles SELECT story + :moved, intake, sha256, body FROM articles
    WHERE story BETWEEN :first AND :last""",
    """INSERT INTO analyses SELECT story + :moved, analysis, models, sha256, body FROM analyses
    WHERE story BETWEEN :first AND :last""",
    """INSERT INTO headings
    (story, state, title, outlet, agency, published, place, first_words, people, names, speakers)
    SELECT story + :moved, state, title || ' ' || :copy, outlet, agency, date(published, printf('-%d days', :copy)),
    place, first_words, people, names, speakers FROM headings WHERE story BETWEEN :first AND :last""",
    """INSERT INTO people SELECT story + :moved, place, name, sort_key, mentions, quotes FROM people
    WHERE story BETWEEN :first AND :last""",
    """INSERT OR IGNORE INTO twin_marks SELECT (mark * 31 + :copy * 7919) & 0xFFFFFFFF, story + :moved FROM twin_marks
    WHERE mark >= 0 AND story BETWEEN :first AND :last""",
    """INSERT INTO listed SELECT number, stories.saved, coalesce(published, ''), sort_key(coalesce(outlet, agency)),
    sort_key(title), unread, 0, NULL FROM stories JOIN headings ON story = number
    WHERE number BETWEEN :first + :moved AND :last + :moved""",
    "INSERT INTO searched SELECT story + :moved, '' FROM searched WHERE story BETWEEN :first AND :last",
)


def make_batches(numbers: range) -> Iterator[list[MadeStory]]:
    """Make stories in a process of their own, one batch ahead."""
    with get_context("spawn").Pool(1) as pool:
        batches = [numbers[first : first + TOGETHER] for first in range(0, len(numbers), TOGETHER)]
        waiting = pool.map_async(make_one, batches[0])
        for following in [*batches[1:], range(0)]:
            batch = waiting.get()
            waiting = pool.map_async(make_one, following)
            yield batch


def make_one(number: int) -> MadeStory:
    """Return story `number` with a paragraph of invented words."""
    made = make_story(number, WORDS)
    text = f"{made.article.text}\n{' '.join(draw_words(Random(number), RARE_WORDS)).capitalize()}."
    block = Block("paragraph", Span(len(made.article.text) + 1, len(text)))
    article = replace(made.article, text=text, blocks=(*made.article.blocks, block))
    return MadeStory(replace(made.handed, data=text.encode()), article, made.analysis)


def measure_files(scratch: Path) -> float:
    """Return how many files of a story's size this disk takes a second, one after another, with one wait at the end."""
    made = scratch / "files"
    made.mkdir()
    began = time.perf_counter()
    for number in range(TOGETHER):
        (made / str(number)).write_bytes(b"word " * 800)
    os.sync()
    return TOGETHER / (time.perf_counter() - began)


def measure_plain_database(scratch: Path) -> float:
    """Return how many stories a second plain SQLite puts into a table and such an index, and nothing else."""
    texts = [made.article for made in map(make_one, range(TOGETHER))]
    with closing(sqlite3.connect(scratch / "plain.db", isolation_level=None)) as connection:
        connection.executescript("""
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE stories (number INTEGER PRIMARY KEY, title, text);
            CREATE VIRTUAL TABLE search USING fts5(title, text, content = 'stories', content_rowid = 'number',
                tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
        """)
        began = time.perf_counter()
        connection.execute("BEGIN")
        for number, article in enumerate(texts):
            connection.execute("INSERT INTO stories VALUES (?, ?, ?)", (number, article.title, article.text))
            connection.execute(
                "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)", (number, article.title, article.text)
            )
        connection.execute("COMMIT")
        return TOGETHER / (time.perf_counter() - began)


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
