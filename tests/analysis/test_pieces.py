from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.pieces import UNKNOWN, Vocabulary, make_windows


@pytest.fixture
def vocabulary(tmp_path):
    path = tmp_path / "vocabulary.txt"
    path.write_text("\n".join(["kam", "##pala", "the", "k", "##a", "##m", "cafe", "."]), "utf-8")
    return Vocabulary(path)


def test_word_is_cut_into_its_longest_pieces(vocabulary):
    assert vocabulary.cut("Kampala") == (0, 1)
    assert vocabulary.cut("THE") == (2,)
    assert vocabulary.cut("kama") == (0, 4)


def test_accents_are_left_out(vocabulary):
    assert vocabulary.cut("Café") == vocabulary.cut("Cafe\u0301") == (6,)


def test_word_with_a_sign_beyond_the_vocabulary_is_one_unknown_piece(vocabulary):
    assert vocabulary.cut("🙂") == vocabulary.cut("kamé!") == vocabulary.cut("\u0301") == (UNKNOWN,)


@given(st.lists(st.integers(1, 9), max_size=300), st.integers(20, 60), st.integers(0, 10))
def test_windows_hold_no_more_than_their_size_and_keep_each_word_once(lengths, size, overlap):
    windows = make_windows(lengths, size, overlap)
    kept = [word for window in windows for word in range(window.keep_first, window.keep_after)]
    assert kept == list(range(len(lengths)))
    for window in windows:
        assert window.first <= window.keep_first < window.keep_after <= window.after
        assert sum(lengths[window.first : window.after]) <= size
    for left, right in pairwise(windows):
        assert left.first < right.first <= left.after < right.after
