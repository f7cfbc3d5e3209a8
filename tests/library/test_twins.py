import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.intake.source import HandedIn
from reader.library.marks import NoteMoved
from reader.library.twins import compare, find_runs, find_words, make_address_key

WORDS = [f"{first}{second}" for first in "abcdefghijklmnop" for second in ("lan", "mor", "tek", "vis", "zu")]


def make_text(seed, count=300):
    chance = Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(count))


@pytest.fixture
def make(article):
    def make(text, address=None, title="Title"):
        return replace(
            article, title=title, text=text, blocks=(), photos=(), source=replace(article.source, address=address)
        )

    return make


@pytest.fixture
def add(library, versions, make):
    def add(text, address=None, handed_address=None):
        story = library.hand_in(HandedIn(text.encode(), address=handed_address)).id
        library.store_article(story, make(text, address), versions)
        return story

    return add


def test_nearly_the_same_words_are_found_whatever_the_headline(library, add, make):
    for seed in range(30):
        add(make_text(seed + 100))
    for seed in range(20):
        text = make_text(seed)
        story = add(text)
        words = text.split()
        words[40:40] = ["And", "one", "more", "sentence", "was", "put", "in", "later"]
        later = make(" ".join(words[:-5]).upper(), title="Another headline")
        (twin,) = library.find_twins(later)
        assert twin.story == story
        assert not twin.same_address
        assert 0.8 < twin.likeness < 1


def test_same_headline_over_other_words_is_no_twin(library, add, make):
    add("Morning briefing\n" + make_text(1))
    assert library.find_twins(make("Morning briefing\n" + make_text(2))) == []


def test_same_address_is_a_twin_whatever_the_words(library, add, make):
    one = add(make_text(1), "https://www.example.org/news/ferry?utm_source=x#top")
    two = add(make_text(2), handed_address="http://example.org/news/ferry/")
    twins = library.find_twins(make(make_text(3), "https://example.org/news/ferry"))
    assert {twin.story for twin in twins} == {one, two}
    assert all(twin.same_address and twin.likeness < 0.1 for twin in twins)
    assert library.find_twins(make(make_text(3)), "https://example.org/news/ferry") == twins


def test_story_is_not_its_own_twin_and_the_trash_holds_none(library, add, make):
    text = make_text(1)
    one, two = add(text), add(text + " more")
    assert [twin.story for twin in library.find_twins(make(text), besides=one)] == [two]
    library.move_to_trash([two])
    assert library.find_twins(make(text), besides=one) == []


def test_few_words_tell_nothing(library, add, make):
    add("No comment was given by the board today")
    assert library.find_twins(make("No comment was given by the board today")) == []


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.Example.org/a/?b=2&a=1&fbclid=x#f", "example.org/a?a=1&b=2"),
        ("http://m.example.org/a", "example.org/a?"),
        ("https://example.org/", ""),
        ("ftp://example.org/a", ""),
        ("https://[broken/a", ""),
        ("https://example.org/?a=\udcff", ""),
        (None, ""),
    ],
)
def test_addresses_of_one_page_have_one_key(address, key):
    assert make_address_key(address) == key


@given(st.text(), st.text())
def test_likeness_is_a_share_and_the_same_either_way(one, other):
    first, second = find_runs(one), find_runs(other)
    assert 0 <= compare(first, second) == compare(second, first) <= 1


def test_replacing_takes_the_note_along_and_can_be_undone(library, add):
    old, new = add(make_text(1)), add(make_text(2))
    library.save_note(old, "Ask the board.", 0)
    done = library.replace(old, new)
    assert library.note(new).text == "Ask the board."
    assert library.note(old).text == "Ask the board.", "the one in the trash keeps its own"
    assert [story.id for story in library.stories()] == [new]
    assert [hit.story.id for hit in library.search("board", typing=False)] == [new]
    library.undo_replace(done)
    assert library.note(new).text == ""
    assert {story.id for story in library.stories()} == {old, new}


def test_replacing_joins_both_notes(library, add):
    old, new = add(make_text(1)), add(make_text(2))
    library.save_note(old, "Old words.\n", 0)
    library.save_note(new, "New words.", 0)
    done = library.replace(old, new)
    assert library.note(new).text == "Old words.\n\nNew words."
    again = library.replace(old, new)
    assert library.note(new).text == "Old words.\n\nNew words.", "nothing is said twice"
    library.undo_replace(again)
    assert library.count("trash") == 1, "it was there before"
    library.undo_replace(done)
    assert library.note(new).text == "New words."


def test_replacing_is_not_undone_over_a_later_note(library, add):
    old, new = add(make_text(1)), add(make_text(2))
    library.save_note(old, "Old words.", 0)
    done = library.replace(old, new)
    library.save_note(new, "Written later.", done.note.revision)
    with pytest.raises(NoteMoved):
        library.undo_replace(done)
    assert library.note(new).text == "Written later."
    assert library.count("trash") == 1


@given(st.one_of(st.text(), st.text(alphabet="aZé_9’“ \x85\xa0\x1c—b'-\n")))
def test_words_are_the_same_however_a_text_is_taken_apart(text):
    assert find_words(text) == " ".join(["", *re.findall(r"\w+", text)]).encode("utf-8", "replace")
