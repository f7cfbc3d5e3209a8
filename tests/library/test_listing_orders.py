import sqlite3

import pytest
from msgspec.structs import replace

from reader.intake.source import HandedIn
from reader.library.alphabet import sort_key
from reader.library.store import Library

SHELVES = ("all", "unread", "noted", "trash")
ORDERS = ("saved", "published", "outlet", "headline")


@pytest.fixture
def many(library, article, versions):
    """Stories of several outlets and days, some read, noted, in the trash; title to id."""
    found = {}
    for number, (title, outlet, published) in enumerate(
        (
            ("“Élan” returns", "The Meridian", "2024-05-01"),
            ("a quiet harbour", None, None),
            ("Zebra crossing", "alpine Herald", "2024-05-01T08:00:00Z"),
            ("Bridge shut", "Alpine Herald", "2023-01-01"),
            ("Audit late", "The Meridian", "2024-05-02"),
            ("Bridge shut", "Ostend Post", "2022-01-01"),
        )
    ):
        story = library.hand_in(HandedIn(b"%d" % number)).id
        source = replace(article.source, outlet=outlet, agency=None, published=published)
        library.store_article(story, replace(article, title=title, source=source), versions)
        found[f"{title} {number}"] = story
    ids = list(found.values())
    library.mark_read(ids[0])
    library.save_note(ids[2], "noted", 0)
    library.save_note(ids[3], "noted, and cleared", 0)
    library.save_note(ids[3], "", 1)
    library.save_note(ids[5], "noted", 0)
    library.move_to_trash([ids[5]])
    return ids


@pytest.mark.parametrize(
    ("order", "places"),
    [
        ("saved", [4, 3, 2, 1, 0]),
        ("published", [4, 2, 0, 3, 1]),
        ("outlet", [3, 2, 4, 0, 1]),
        ("headline", [1, 4, 3, 0, 2]),
    ],
)
def test_list_is_sorted_newest_first_or_by_the_alphabet(library, many, order, places):
    assert [many.index(story.id) for story in library.stories(order=order)] == places


@pytest.mark.parametrize(("shelf", "places"), [("unread", {1, 2, 3, 4}), ("noted", {2}), ("trash", {5})])
def test_shelf_holds_its_own(library, many, shelf, places):
    assert {many.index(story.id) for story in library.stories(shelf=shelf)} == places


@pytest.mark.parametrize("shelf", SHELVES)
@pytest.mark.parametrize("order", ORDERS)
def test_places_pages_and_counts_agree(library, many, shelf, order):
    stories = library.stories(0, 100, shelf, order)
    assert len(stories) == library.count(shelf)
    for place, story in enumerate(stories):
        assert library.stories(place, 1, shelf, order) == [story]
        assert library.place_of(story.id, shelf, order) == place
    missing = set(many) - {story.id for story in stories}
    assert all(library.place_of(story, shelf, order) is None for story in missing)


def test_unknown_story_has_no_place(library):
    assert library.place_of("?") is None


def test_list_is_shown_though_its_orders_are_damaged(library, many):
    library.close()
    connection = sqlite3.connect(library.folder / "library.db")
    connection.execute("PRAGMA writable_schema = 1")
    connection.execute("UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'listed_by_saving'")
    connection.commit()
    connection.close()
    library = Library(library.folder)
    assert [many.index(story.id) for story in library.stories()] == [4, 3, 2, 1, 0]
    assert library.count() == 5
    library.close()


def test_list_is_counted_though_its_table_is_damaged(library, many):
    library.close()
    file = library.folder / "library.db"
    connection = sqlite3.connect(file)
    pages = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name LIKE 'listed%'").fetchall()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with file.open("r+b") as database:
        for (page,) in pages:
            database.seek((page - 1) * size)
            database.write(bytes(size))
    library = Library(library.folder)
    assert (library.count(), library.count("trash")) == (5, 1)
    assert len(library.stories(order="headline")) == 5
    library.save_note(many[0], "still saved", 0)
    library.close()


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("“Élan” returns", "elan” returns"),
        ("…", "\U0010ffff"),
        (None, "\U0010ffff"),
        ("  Łódź", "łodz"),
        ("x" * 500, "x" * 100),
    ],
)
def test_alphabet_knows_neither_case_nor_accents_nor_marks(words, key):
    assert sort_key(words) == key
