"""Speech without quotation marks: turns of an interview, dashes, block quotes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.marks import find_marked
from reader.analysis.speech import add_speech, find_speech
from reader.model.article import Article, Block, Source
from reader.model.span import Span


def make(*paragraphs, kinds=None):
    blocks, place = [], 0
    for number, words in enumerate(paragraphs):
        blocks.append(Block(kinds[number] if kinds else "paragraph", Span(place, place + len(words))))
        place += len(words) + 1
    return Article(Source("text", ""), "", "\n".join(paragraphs), tuple(blocks))


def speak(article, dashes=False):
    marked = find_marked(article.text, [block.span for block in article.blocks])
    found = find_speech(article, marked, dashes)
    return [(s.label and s.label.cut(article.text), s.words.cut(article.text), s.continued) for s in found]


INTERVIEW = (
    "A talk with the harbour master",
    "He spoke in his office above the quay.",
    "Q: How many ferries sailed in the storm last week?",
    "A: None of them sailed, and none should have.",
    "I have seen what such waves do to a ramp.",
    "Q: Will the union strike again before the summer?",
    "A: You will have to ask the union about that.",
)


def test_turns_of_an_interview_are_speech_under_their_labels():
    assert speak(make(*INTERVIEW)) == [
        ("Q", "How many ferries sailed in the storm last week?", False),
        ("A", "None of them sailed, and none should have.", False),
        ("A", "I have seen what such waves do to a ramp.", True),
        ("Q", "Will the union strike again before the summer?", False),
        ("A", "You will have to ask the union about that.", False),
    ]


def test_names_in_capitals_are_labels_too():
    lines = (
        "Transcript",
        "ROE: Why did you sign the order?",
        "AMARA OKAFOR: I did not sign the order.",
        "ROE: Who did?",
    )
    found = speak(make(*lines, "OKAFOR: The minister signed it himself."))
    assert [label for label, _, _ in found] == ["ROE", "AMARA OKAFOR", "ROE", "OKAFOR"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Results", "Clinton: 1,812", "Sanders: 1,520", "Clinton: 12", "Sanders: 9"),
        (
            "Notes",
            "When: on Monday at nine in the hall",
            "Where: in the old hall by the quay",
            "Who: all who want to come",
        ),
        ("Story", "Roe: I have only this one thing to say.", "The hall was empty."),
    ],
)
def test_keys_of_a_table_are_no_turns(paragraphs):
    assert speak(make(*paragraphs)) == []


def test_lines_that_open_with_a_dash_are_speech_where_dashes_are_the_custom():
    article = make("Huelga en el puerto", "— No vamos a ceder, dijo Roca.", "— Ya veremos, respondió la alcaldesa.")
    assert [words for _, words, _ in speak(article, dashes=True)] == [
        "No vamos a ceder, dijo Roca.",
        "Ya veremos, respondió la alcaldesa.",
    ]
    assert speak(article) == []


def test_block_quote_is_speech_unless_its_words_stand_in_the_story():
    kinds = ("headline", "paragraph", "blockquote", "paragraph")
    pulled = make("Strike", "The crews are tired, she wrote.", "The crews are tired", "It ended.", kinds=kinds)
    assert speak(pulled) == []
    quoted = make("Strike", "Her letter reads:", "We have asked for rest since May.", "It ended.", kinds=kinds)
    assert [words for _, words, _ in speak(quoted)] == ["We have asked for rest since May."]


def test_marks_inside_speech_lie_one_deeper():
    article = make(*INTERVIEW[:3], "A: They shouted “go home” at all of us.", *INTERVIEW[5:])
    marked = find_marked(article.text, [block.span for block in article.blocks])
    together = add_speech(marked, find_speech(article, marked))
    assert [s.depth for s in together if s.mark] == [1]
    assert [s.depth for s in together if not s.mark] == [0, 0, 0, 0]


@given(st.lists(st.text("QA: RoeMA.“”—\n", max_size=30), max_size=12))
def test_speech_lies_in_the_text_apart_and_in_order(pieces):
    article = make(*[piece.replace("\n", " ") for piece in pieces])
    found = find_speech(article, find_marked(article.text, [block.span for block in article.blocks]), dashes=True)
    for earlier, later in pairwise(found):
        assert earlier.words.end <= later.words.start
    assert all(s.words.start < s.words.end <= len(article.text) for s in found)
