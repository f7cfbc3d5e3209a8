from itertools import pairwise

import numpy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from reader.analysis.labels import (
    KINDS,
    LABELS,
    LabelledName,
    decode,
    join_places,
    may_follow,
    read_labels,
    to_chances,
    write_labels,
)  # fmt: skip

SCORES = st.integers(0, 12).flatmap(
    lambda words: arrays.arrays(numpy.float32, (words, len(LABELS)), elements=st.floats(-50, 0, width=32))
)


@given(SCORES)
def test_decoded_labels_never_make_a_forbidden_sequence(scores):
    path = decode(scores)
    allowed = may_follow()
    assert len(path) == len(scores)
    assert all(allowed[before, behind] for before, behind in pairwise(path))
    if path:
        assert LABELS[path[0]][0] in "OBS"
        assert LABELS[path[-1]][0] in "OES"
    assert write_labels(len(path), read_labels(path)) == path


@given(SCORES, st.data())
def test_no_name_goes_on_over_the_start_of_a_line(scores, data):
    openings = data.draw(st.lists(st.sampled_from(range(len(scores))), unique=True)) if len(scores) else []
    path = decode(scores, openings)
    assert all(LABELS[path[word]][0] in "OBS" for word in openings)
    assert read_labels(path) == read_labels(write_labels(len(path), read_labels(path)))


@given(SCORES)
def test_decoded_labels_are_the_best_there_are(scores):
    few = scores[:2]
    path = decode(few)
    allowed = may_follow()
    told = sum(few[word, label] for word, label in enumerate(path))
    for first, second in numpy.argwhere(allowed) if len(few) == 2 else ():
        if LABELS[first][0] in "OBS" and LABELS[second][0] in "OES":
            assert few[0, first] + few[1, second] <= told + 1e-3


@given(SCORES)
def test_chances_of_a_word_add_up_to_one(scores):
    joined = join_places(to_chances(scores)) if len(scores) else numpy.ones((1, 1))
    assert numpy.allclose(joined.sum(1), 1, atol=1e-4)


def test_names_of_one_word_and_of_more_are_told_apart():
    names = [LabelledName(0, 1, "person"), LabelledName(1, 3, "place"), LabelledName(3, 6, "other")]
    labels = write_labels(7, names)
    assert [LABELS[label] for label in labels] == [
        "S-person",
        "B-place",
        "E-place",
        "B-other",
        "I-other",
        "E-other",
        "O",
    ]
    assert read_labels(labels) == names
    assert set(KINDS) == {label[2:] for label in LABELS if label != "O"}
