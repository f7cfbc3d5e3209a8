"""Quotation marks of all styles, told from apostrophes and inches."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.analysis.marks import find_marked
from reader.model.span import Span

STYLES = ["“”", '""', "‘’", "''", "„“", "„”", "«»", "»«", "‹›", "””", "「」", "‚‘"]
WORD = (
    st.text(alphabet="abcdefghijklmnop éßüж", min_size=3, max_size=12).map(str.strip).filter(lambda word: len(word) > 2)
)
PIECES = [
    "“",
    "”",
    '"',
    "'",
    "’",
    "‘",
    "„",
    "«",
    "»",
    "‹",
    "›",
    "he said, ",
    "won’t ",
    "the boys' ",
    "6'2\" ",
    ". ",
    "\n",
    " ",
    "🙂",
]


def blocks_of(text):
    spans, start = [], 0
    for line in text.split("\n"):
        if line:
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def words_of(text, depth=None):
    found = find_marked(text, blocks_of(text))
    return [marked.words.cut(text) for marked in found if depth is None or marked.depth == depth]


@pytest.mark.parametrize("style", STYLES)
def test_every_style_of_marks_is_found_without_its_marks(style):
    text = f"Before, {style[0]}we will stay here,{style[1]} she said."
    assert words_of(text) == ["we will stay here,"]


def test_white_space_inside_french_marks_is_left_out():
    assert words_of("Elle dit : «\u00a0Nous restons.\u00a0»") == ["Nous restons."]


def test_quote_split_by_its_cue_is_two_stretches():
    assert words_of("‘We go,’ said Ann. ‘We stay.’") == ["We go,", "We stay."]


@pytest.mark.parametrize(
    "text",
    [
        "The drivers' union and the crews' families don't agree about the '90s.",
        "The drivers’ union won’t say what the crews’ families knew in the ’90s.",
        "Rock 'n' roll was 'em all over.",
        'He is 6\'2" tall and laid 12" pipes.',
        "''Two apostrophes'' are no mark.",
    ],
)
def test_apostrophes_feet_and_inches_are_no_marks(text):
    assert words_of(text) == []


def test_plural_possessive_does_not_close_a_single_mark():
    assert words_of("‘It was the drivers’ fault,’ he said, ‘not ours.’") == ["It was the drivers’ fault,", "not ours."]
    assert words_of("'The boys' club is shut,' he said.") == ["The boys' club is shut,"]


def test_nested_marks_have_a_depth():
    text = "“He told us ‘no way’ and left,” Ann said."
    assert words_of(text, depth=0) == ["He told us ‘no way’ and left,"]
    assert words_of(text, depth=1) == ["no way"]


def test_double_marks_may_stand_in_single_ones():
    text = "‘He told us “no way” and left,’ Ann said."
    assert words_of(text, depth=0) == ["He told us “no way” and left,"]
    assert words_of(text, depth=1) == ["no way"]


def test_marks_of_print_and_typewriter_may_be_mixed():
    assert words_of('“We go," said Ann. "We stay,” said Bo.') == ["We go,", "We stay,"]


def test_quote_over_two_paragraphs_runs_on_and_is_continued():
    text = "“We came early.\n“We left late,” she said."
    first, second = find_marked(text, blocks_of(text))
    assert (first.words.cut(text), first.closed, first.runs_on) == ("We came early.", False, True)
    assert (second.words.cut(text), second.closed, second.continued) == ("We left late,", True, True)


def test_missing_close_ends_where_the_next_mark_opens():
    text = "“We came early, she said. “We left late.”"
    assert words_of(text) == ["We came early, she said.", "We left late."]
    assert not find_marked(text, blocks_of(text))[0].closed


CLIPPED = {"em", "till", "til", "tis", "twas", "cause", "cos", "n", "bout", "round", "neath", "ere", "er", "im", "cuz"}


@given(st.sampled_from(STYLES), st.lists(WORD, min_size=1, max_size=4), st.lists(WORD, max_size=3))
def test_words_between_marks_come_back_whole(style, inner, before):
    assume(inner[0].casefold() not in CLIPPED)  # ’em, ’til: the mark before them is an apostrophe
    words = " ".join(inner)
    text = " ".join([*before, f"{style[0]}{words},{style[1]} said Ann"])
    assert words_of(text) == [f"{words},"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), WORD), max_size=40).map("".join))
def test_stretches_are_ordered_nested_and_without_their_marks(text):
    blocks = blocks_of(text)
    found = find_marked(text, blocks)
    assert found == find_marked(text, blocks)
    assert list(found) == sorted(found, key=lambda marked: marked.whole.start)
    outermost = [marked for marked in found if not marked.depth]
    assert all(a.whole.end <= b.whole.start for a, b in pairwise(outermost))
    for marked in found:
        words = marked.words.cut(text)
        assert words
        assert words == words.strip()
        assert marked.whole.holds(marked.words)
        assert text[marked.whole.start] == marked.mark
        assert marked.words.start > marked.whole.start
        assert not marked.closed or marked.words.end < marked.whole.end
        assert any(block.holds(marked.whole) for block in blocks)
