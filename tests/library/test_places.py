from random import Random

import pytest
from msgspec.structs import replace

from reader.intake.source import HandedIn
from reader.library import places
from reader.library.store import Library

ORDERS = ("saved", "published", "outlet", "headline")
SHELVES = ("all", "unread", "noted", "trash")
COUNT = 60


@pytest.fixture
def long_list(library, article, versions, monkeypatch):
    """A library whose list is long, as a stride of seven rows goes."""
    monkeypatch.setattr(places, "STRIDE", 7)
    chance = Random(4)
    with library.together():
        for number in range(COUNT):
            story = library.hand_in(HandedIn(b"%d" % number)).id
            outlet, day = chance.choice(("Post", "Herald", None)), chance.choice(("2024-05-01", "2024-05-02", None))
            source = replace(article.source, outlet=outlet, agency=None, published=day)
            library.store_article(story, replace(article, title=f"Story {number % 20}", source=source), versions)
            if chance.random() < 0.5:
                library.mark_read(story)
            if chance.random() < 0.5:
                library.save_note(story, "noted", 0)
    library.move_to_trash([story.id for story in library.stories(0, 12)])
    return library


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("shelf", SHELVES)
@pytest.mark.parametrize("strides", [0, 2, COUNT], ids=["nothing learned", "some learned", "all learned"])
def test_rows_far_down_are_those_of_the_list_from_its_top(long_list, shelf, order, strides):
    whole = long_list.stories(0, COUNT, shelf, order)
    for _ in range(strides):
        long_list.survey(shelf, order)
    for first in Random(5).sample(range(COUNT + 9), COUNT):
        assert long_list.stories(first, 5, shelf, order) == whole[first : first + 5], first


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("shelf", SHELVES)
@pytest.mark.parametrize("strides", [2, COUNT], ids=["some learned", "all learned"])
def test_place_of_a_story_is_counted_from_the_nearest_row_that_is_known(long_list, shelf, order, strides):
    whole = long_list.stories(0, COUNT, shelf, order)
    for _ in range(strides):
        long_list.survey(shelf, order)
    long_list.stories(30, 1, shelf, order)
    assert [long_list.place_of(story.id, shelf, order) for story in whole] == list(range(len(whole)))


def test_list_is_learned_once_and_to_its_end(long_list):
    learned = 0
    while long_list.survey():
        learned += 1
    assert learned == long_list.count() // places.STRIDE
    assert not long_list.survey()


def test_what_was_learned_of_a_list_is_forgotten_when_it_changes(long_list, folder):
    while long_list.survey():
        pass
    other = Library(folder)
    other.move_to_trash([long_list.stories(3, 1)[0].id])
    assert long_list.stories(20, 10) == other.stories(0, COUNT)[20:30]
    long_list.mark_read(long_list.stories(0, 1)[0].id)
    assert long_list.survey(), "it is learned anew"
    other.close()


def test_what_was_learned_of_a_list_outlives_what_changes_no_row(long_list, folder):
    while long_list.survey():
        pass
    other = Library(folder)
    other.remember("article", "another")
    long_list.remember("place", "0.5")
    assert not long_list.survey()
    other.close()


def test_list_is_found_along_its_index_from_any_row_of_it(long_list):
    asked = []
    long_list._database._connection.set_trace_callback(asked.append)
    for order in ORDERS:
        for shelf in ("all", "unread", "noted"):
            while long_list.survey(shelf, order):
                pass
            long_list.stories(30, 5, shelf, order)
    long_list._database._connection.set_trace_callback(None)
    lists = [question for question in asked if "FROM listed WHERE trashed" in question]
    assert len(lists) > COUNT
    for question in lists:
        plan = [row[3] for row in long_list._database.rows("EXPLAIN QUERY PLAN " + question)]
        assert not any("TEMP B-TREE" in step or step == "SCAN listed" for step in plan), (question, plan)
