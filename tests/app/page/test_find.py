"""Words found on the page: where, which is current, how they are shown."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app.page.find import Finder, find_hits
from reader.model.reading import Reading
from reader.model.span import Span

TEXT = "The quay’s gate 😀 and the Quay itself.\nA well‑known “gate”, the\nQUAY’s."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("quay", ["quay", "Quay", "QUAY"]),
        ("quay's", ["quay’s", "QUAY’s"]),
        ('"gate"', ["“gate”"]),
        ("well-known", ["well‑known"]),
        ("the  quay", ["The quay", "the Quay", "the\nQUAY"]),
        ("😀 and", ["😀 and"]),
        ("(.*", []),
        ("  ", []),
        ("", []),
    ],
)
def test_words_are_found_in_any_case_and_with_any_marks(words, found):
    assert [hit.cut(TEXT) for hit in find_hits(TEXT, words)] == found


@given(st.text(max_size=60), st.data())
def test_what_stands_in_a_text_is_found_in_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    hits = find_hits(text, words)
    assert bool(hits) == bool(words.strip())
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(a.end <= b.start for a, b in itertools.pairwise(hits))


def test_the_current_hit_is_the_first_one_behind_the_place_and_goes_round(qapp):
    finder = Finder()
    finder.take(TEXT)
    finder.look_for("quay", 10)
    assert finder.hit == Span(26, 30)
    finder.step(1)
    finder.step(1)
    assert finder.hit == Span(4, 8)
    finder.step(-1)
    assert finder.current == 2
    finder.look_for("quay", len(TEXT))
    assert finder.current == 0
    finder.clear()
    assert (finder.hit, finder.hits) == (None, [])


def test_hits_of_a_span_are_those_that_reach_into_it(qapp):
    finder = Finder()
    finder.take("aaaaaaaa")
    finder.look_for("aa")
    assert finder.hits_in(Span(3, 5)) == [Span(2, 4), Span(4, 6)]


def test_thousands_of_hits_are_spread_over_the_scroll_bar(qapp):
    finder = Finder()
    finder.take("e " * 20000)
    finder.look_for("e")
    spread = finder.spread()
    assert 200 < len(spread) <= 250
    assert spread[-1].start > 39000


def test_hits_are_painted_and_the_current_one_strongest(page, desk, reading, theme, colours_at):
    desk.show(reading)
    page.finder.look_for("board")
    first, second = page.finder.hits[:2]
    assert theme.colour("now").name().upper() in colours_at(page, first)
    assert theme.colour("found").name().upper() in colours_at(page, second)
    page.finder.step(1)
    assert theme.colour("found").name().upper() in colours_at(page, first)
    page.finder.clear()
    assert theme.colour("found").name().upper() not in colours_at(page, second)


def test_a_far_hit_is_scrolled_to(page, desk, long_reading):
    desk.show(long_reading)
    page.finder.look_for("290. The quay")
    box = page._find_span(page.finder.hit)
    top = page.verticalScrollBar().value()
    assert top <= box.top()
    assert box.bottom() <= top + page.viewport().height()
    assert page.verticalScrollBar().current is not None


def test_another_story_is_searched_for_the_same_words(page, desk, reading, long_reading):
    desk.show(reading)
    page.finder.look_for("ferry")
    assert page.finder.hits == []
    desk.show(long_reading)
    assert len(page.finder.hits) == 1800
    desk.show(Reading("one", reading.article))
    assert page.finder.hits == []


def test_a_paragraph_is_gone_to_by_its_number(page, desk, long_reading):
    desk.show(long_reading)
    assert page.count_paragraphs() == 300
    page.go_to_paragraph(200)
    at = long_reading.article.text.index("\n199. ") + 1
    box = page._find_span(Span(at, at + 4))
    assert 0 < box.top() - page.verticalScrollBar().value() < 80
    before = page.verticalScrollBar().value()
    page.go_to_paragraph(301)
    page.go_to_paragraph(0)
    assert page.verticalScrollBar().value() == before
