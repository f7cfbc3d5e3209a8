import json
from random import Random

import numpy
import pytest

from reader.analysis.labels import LABELS
from reader.analysis.pieces import WINDOW, Vocabulary
from reader.analysis.words import read_words
from reader.training.names.rows import make_batch, make_rows
from reader.training.names.swaps import Swaps
from reader.training.names.texts import MarkedName, MarkedText, find_words, fold_of, make_sample, read_texts

TEXT = "GOROKA — Amina Yusuf met Mr Yusuf’s rivals of the Harbour Union in Goroka."
ALL = frozenset({"person", "organisation", "place", "group"})


@pytest.fixture
def marked():
    names = []
    for words, kind in (("GOROKA", "place"), ("Amina Yusuf", "person"), ("Harbour Union", "organisation")):
        start = TEXT.index(words)
        names.append(MarkedName(start, start + len(words), kind))
    names.append(MarkedName(TEXT.index("Yusuf’s"), TEXT.index("’s"), "person"))
    names.append(MarkedName(TEXT.rindex("Goroka"), len(TEXT) - 1, "place"))
    return MarkedText("af_agency_1", TEXT, sorted(names), ALL)


@pytest.fixture
def vocabulary(tmp_path):
    path = tmp_path / "vocabulary.txt"
    signs = sorted({sign for sign in TEXT.lower() if not sign.isspace()})
    path.write_text("\n".join([*signs, *(f"##{sign}" for sign in signs)]), "utf-8")
    return Vocabulary(path)


def test_set_of_texts_is_read_with_what_it_marks_throughout(tmp_path):
    path = tmp_path / "set.jsonl"
    mention = {"start": 0, "end": 4, "form": "name"}
    inner = {"start": 2, "end": 4, "form": "name"}
    pronoun = {"start": 5, "end": 7, "form": "pronoun"}
    record = {
        "id": 3,
        "text": "Oslo it",
        "entities": [{"kind": "event", "mentions": [mention, pronoun]}, {"kind": "place", "mentions": [inner]}],
        "exhaustive": ["person", "work"],
    }
    path.write_text(json.dumps(record) + "\n", "utf-8")
    assert list(read_texts(path)) == [MarkedText("3", "Oslo it", [MarkedName(0, 4, "other")], frozenset({"person"}))]


def test_stories_of_one_agency_lie_in_one_fold():
    assert fold_of("af_agency_1") == fold_of("af_agency_27")
    assert {fold_of(f"agency{number}_1") for number in range(40)} == set(range(5))


def test_names_are_all_words_they_overlap(marked):
    words = read_words(TEXT)
    found = [" ".join(words.word[name.first : name.after]) for name in find_words(words, marked.names)]
    assert found == ["GOROKA", "Amina Yusuf", "Yusuf", "Harbour Union", "Goroka"]


def test_word_is_labelled_at_its_first_piece(marked, vocabulary):
    sample = make_sample(marked, vocabulary)
    told = [LABELS[label] for label in sample.label if label >= 0]
    assert len(told) == len(read_words(TEXT))
    assert [label for label in told if label != "O"] == [
        "S-place", "B-person", "E-person", "S-person", "B-organisation", "E-organisation", "S-place",
    ]  # fmt: skip
    assert len(sample.piece) == len(sample.shape) == len(sample.flags) == len(sample.label)


@pytest.mark.parametrize("chance", range(12))
def test_swapped_text_marks_the_same_kinds_and_the_same_words_else(marked, chance):
    swaps = Swaps([marked], ["Kimbe", "Port Salo"], ["Lena"])
    swapped = swaps.swap(marked, Random(chance))
    assert [name.kind for name in swapped.names] == [name.kind for name in marked.names]
    between, rest = [], []
    for text, kept, pieces in ((TEXT, marked, between), (swapped.text, swapped, rest)):
        end = 0
        for name in kept.names:
            pieces.append(text[end : name.start])
            end = name.end
        pieces.append(text[end:])
    assert between == rest
    told = [swapped.text[name.start : name.end] for name in swapped.names]
    assert told[0] == told[4].upper()
    if told[1] != "Amina Yusuf":
        assert told[2] == told[1].split()[-1]


def test_rows_are_full_and_keep_every_kind_open_that_is_not_marked(marked, vocabulary):
    partly = MarkedText("b", TEXT, marked.names, frozenset({"person"}))
    samples = [make_sample(text, vocabulary) for text in [marked, partly] * 12]
    rows = make_rows(samples, Random(1))
    assert {len(row.piece) for row in rows} == {WINDOW}
    opened = {tuple(label for label, is_open in zip(LABELS, row.open_labels, strict=True) if is_open) for row in rows}
    assert ("O",) in opened
    assert any("S-place" in labels and "S-person" not in labels for labels in opened)
    batch = make_batch(rows[:3], numpy.random.default_rng(1))
    assert batch.piece.shape == batch.shape.shape == batch.label.shape == (3, WINDOW + 2)
    assert batch.flags.shape[:2] == (3, WINDOW + 2)
    assert set(numpy.unique(batch.flags)) <= {0.0, 1.0}
