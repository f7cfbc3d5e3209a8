"""Lines of a note that quote the story, there and back."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app.panels.passage import Passage, find_passage, make_passage, make_passage_of, read_line

WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)


@given(WORDS, st.one_of(st.just(""), st.text(st.characters(categories=("L",)), min_size=1)), st.integers(1, 999))
def test_a_line_is_read_as_it_was_written(words, speaker, number):
    passage = Passage(words, speaker, f"¶{number}")
    found = read_line(passage.to_line())
    assert found.passage == passage
    assert found.link.cut(passage.to_line()) == ", ".join(filter(None, (speaker, f"¶{number}")))


@pytest.mark.parametrize(
    "line",
    ["", "> ", "> only a quotation", "plain — ¶1", ">no blank — ¶1", "> — ¶1", "> said — as they say", "> said — ¶x"],
)
def test_other_lines_quote_nothing(line):
    assert read_line(line) is None


def test_line_of_any_length_is_read_at_once():
    started = time.thread_time()
    for line in ("> " + " — , " * 50_000, "> " + "a — ¶ " * 50_000, "> — " * 50_000):
        read_line(line)
    assert time.thread_time() - started < 0.2


def test_place_outside_the_paragraphs_is_a_link_too():
    assert read_line("> opens the quay — Ana Reis, caption").passage == Passage("opens the quay", "Ana Reis", "caption")


def test_every_quote_is_found_again_where_it_stands(story):
    article, analysis = story.article(), story.analysis()
    for quote in analysis.quotes:
        passage = make_passage(article, analysis, quote)
        span = find_passage(article, read_line(passage.to_line()).passage)
        assert quote.parts[0].start <= span.start < span.end <= quote.parts[0].end


def test_of_words_that_stand_twice_those_of_the_paragraph_are_found(story):
    article = story.article()
    span = story.span("Reis", 1)
    assert find_passage(article, make_passage_of(article, span)) == span


def test_passage_over_lines_is_found_though_it_is_written_on_one(story):
    article = story.article()
    start = story.span("added.").start
    span = type(story.span("added"))(start, story.span("The council").end)
    passage = make_passage_of(article, span)
    assert "\n" not in passage.words
    assert find_passage(article, passage).start == span.start
