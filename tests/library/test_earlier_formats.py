"""Libraries of every earlier format are opened with everything they had.

`golden/libraries/v1` was written by the program of that format: a story with analysis and note, one without analysis, a
file that could not be read but has a note, one that was never read.
"""

import shutil
import sqlite3
from pathlib import Path

import pytest

from reader.library.schema import VERSION
from reader.library.store import Library
from reader.model.analysis import Versions

GOLDEN = Path(__file__).parent.parent / "golden" / "libraries"


@pytest.fixture(params=sorted(path.name for path in GOLDEN.iterdir()))
def earlier(request, tmp_path):
    folder = tmp_path / "library"
    shutil.copytree(GOLDEN / request.param, folder)
    library = Library(folder)
    yield library
    library.close()


def test_earlier_library_is_brought_up_to_date_with_everything_kept(earlier):
    assert earlier._database.rows("PRAGMA user_version") == [(VERSION,)]
    waiting, broken, lifts, locks = earlier.stories()
    assert [story.title for story in (locks, lifts, broken, waiting)] == [
        "Lockkeepers of Ghent refuse the night shift",
        "Valparaíso’s lifts run again",
        "broken.bin",
        "waiting.md",
    ]
    assert [story.state for story in (locks, lifts, broken, waiting)] == ["analysed", "read", "failed", "waiting"]
    assert [story.unread for story in (locks, lifts, broken, waiting)] == [False, True, True, True]
    assert [story.noted for story in (locks, lifts, broken, waiting)] == [True, False, True, False]
    assert locks.people == ("Elif Takahara", "Olu Söderberg")
    assert broken.problem == "This file holds no text. Hand in another."
    assert (earlier.note(locks.id).text, earlier.note(locks.id).revision) == (
        "Ask the board: who signed the rostér? — twice",
        2,
    )
    assert earlier.note(broken.id).text == "Find the page again."
    reading = earlier.reading(locks.id)
    assert [quote.parts[0].cut(reading.article.text) for quote in reading.analysis.quotes] == [
        "nobody opens a lock in the dark"
    ]
    assert earlier.source(locks.id).address == "https://example.org/locks"
    assert all(earlier.source_path(story.id).exists() for story in (locks, lifts, broken, waiting))
    assert earlier.remembered("place " + locks.id) == "0.25000"
    assert earlier.stale(Versions(1, 1, "small")) == [(waiting.id, "read"), (lifts.id, "analyse")]


def test_earlier_library_can_be_listed_in_every_order_at_once(earlier):
    assert earlier.count("unread") == 3
    assert [story.title for story in earlier.stories(shelf="noted", order="headline")] == [
        "broken.bin",
        "Lockkeepers of Ghent refuse the night shift",
    ]
    assert earlier.stories(order="published")[0].title == "Valparaíso’s lifts run again"


def test_words_of_an_earlier_library_are_found_some_stories_at_a_time(earlier):
    assert earlier.search("lock") == []
    assert [earlier.catch_up(1) for _ in range(4)] == [2, 1, 0, 0]
    for query in ("lock", "rostér", "speaker:takahara", "night shift"):
        (hit,) = earlier.search(query, typing=False)
        assert hit.story.title.startswith("Lockkeepers")
    assert earlier.count_hits("lift") == earlier.count_hits("page") == 1
    assert [person.name for person in earlier.people()] == ["Elif Takahara", "Olu Söderberg"]
    article = earlier.reading(earlier.stories(order="headline")[1].id).article
    assert [twin.likeness for twin in earlier.find_twins(article)] == [1.0]


def test_earlier_library_takes_up_where_an_interrupted_catching_up_ended(earlier):
    earlier.catch_up(1)
    other = Library(earlier.folder)
    assert other.catch_up() == 0
    assert other.count_hits("lock") == 1
    other.close()


def test_earlier_library_is_whole_after_the_step(earlier):
    connection = sqlite3.connect(earlier.folder / "library.db")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
