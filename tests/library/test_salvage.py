"""Damage that hides no story it did not hit."""

import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace

from reader.intake.source import HandedIn
from reader.library.salvage import find_all_numbers
from reader.library.store import Library
from reader.model.problem import Problem

PAGE = 4096


@pytest.fixture
def shelf(library, article, analysis, versions):
    """The ids of 120 stories with notes, in a library that is closed."""
    with library.together():
        ids = []
        for number in range(120):
            ids.append(library.hand_in(HandedIn(b"%d" % number)).id)
            library.store_article(ids[-1], replace(article, title=f"Headline number {number:03}"), versions)
            library.store_analysis(ids[-1], analysis, versions)
            library.save_note(ids[-1], f"note {number}", 0)
    library.close()
    return ids


def wipe(folder, name):
    """Overwrite the pages of a table or index, but for its root's where it has others."""
    file = folder / "library.db"
    with closing(sqlite3.connect(file)) as connection:
        pages = connection.execute("SELECT pageno, pagetype FROM dbstat WHERE name = ?", (name,)).fetchall()
    hit = [page for page, kind in pages if kind == "leaf"]
    assert hit
    data = bytearray(file.read_bytes())
    for page in hit:
        data[(page - 1) * PAGE : (page - 1) * PAGE + 64] = bytes(64)
    file.write_bytes(data)


@pytest.mark.parametrize(
    "name",
    [
        "listed",
        "listed_by_saving",
        "stories_by_saving",
        "sqlite_autoindex_stories_1",
        "analyses",
        "notes",
        "search_data",
    ],
)
def test_damaged_table_hides_no_story(library, shelf, name):
    try:
        wipe(library.folder, name)
    except sqlite3.OperationalError:
        pytest.skip("this SQLite was built without dbstat")
    library = Library(library.folder)
    assert [story.id for story in library.stories(0, 200)] == shelf[::-1]
    for number, story in enumerate(shelf):
        reading = library.reading(story)
        assert reading.article.title == f"Headline number {number:03}"
        assert reading.note.text == f"note {number}", "its copy is beside"
    with pytest.raises(Problem):
        library.story("nobody")
    library.close()


def test_every_number_is_found_in_a_sound_library(library, shelf):
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        assert list(find_all_numbers(connection).values()) == shelf


def test_index_that_leads_to_another_story_is_not_believed(library, shelf):
    """Else a note would be saved with the wrong story."""
    file = library.folder / "library.db"
    with closing(sqlite3.connect(file)) as connection:
        pages = connection.execute("SELECT pageno FROM dbstat WHERE name = 'sqlite_autoindex_stories_1'").fetchall()
    data = bytearray(file.read_bytes())
    starts = [(page - 1) * PAGE for (page,) in pages]
    (found,) = {data.find(shelf[3].encode(), start, start + PAGE) for start in starts} - {-1}
    place = found + len(shelf[3])
    data[place] = 5 if data[place] != 5 else 6  # the number behind the id
    file.write_bytes(data)
    library = Library(library.folder)
    assert library.reading(shelf[3]).article.title == "Headline number 003"
    assert library.save_note(shelf[3], "belongs here", 1).revision == 2
    assert library.note(shelf[5]).text == "note 5"
    library.close()
