from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.words import _FLAG, SHAPES, read_shape, read_words

TEXTS = st.text(st.sampled_from("Aabé e\u0301 İß.’'-–(\n\t🙂👩🏽\u200d🚀U.N.2x—“”"), max_size=60)


@given(TEXTS)
def test_words_are_apart_in_order_and_leave_nothing_but_white_space(text):
    words = read_words(text)
    rest = list(text)
    end = 0
    for start, after, word in zip(words.start, words.end, words.word, strict=True):
        assert end <= start < after <= len(text)
        assert text[start:after] == word
        rest[start:after] = [""] * (after - start)
        end = after
    assert not "".join(rest).strip(" \n\t\u200d\u0301")
    assert len(words.shape) == len(words.flags) == len(words)
    assert all(0 < shape < SHAPES for shape in words.shape)


def test_combining_accent_and_joined_emoji_stay_with_their_sign():
    assert read_words("Jose\u0301 Lima").word == ["Jose\u0301", "Lima"]
    assert read_words("no ✈️ yet").word == ["no", "✈️", "yet"]


def test_shape_tells_capitals_from_small_letters():
    shapes = {read_shape(word) for word in ("council", "Council", "COUNCIL", "UN", "A", "McKay", "2021", "G7")}
    assert len(shapes) == 8


def flags_of(text, word):
    words = read_words(text)
    flags = words.flags[words.word.index(word)]
    return {name for name, bit in _FLAG.items() if flags & bit}


def test_every_word_of_a_known_place_is_flagged():
    assert "country" in flags_of("They left Papua New Guinea.", "Guinea")
    assert "people" in flags_of("Many Kenyans left.", "Kenyans")
    assert "town" in flags_of("A school in Goroka closed.", "Goroka")


def test_place_in_the_capitals_of_a_dateline_is_known_too():
    assert "city" in flags_of("LISBON, Portugal — Ferries stopped.", "LISBON")


def test_rest_of_the_story_tells_of_a_capital_at_the_start_of_a_sentence():
    text = "Rates rose. The rates of Bramwell fell, and Bramwell closed.\nBramwell said so."
    assert flags_of(text, "Rates") == {"lower", "opens"}
    assert "inside" in flags_of(text, "Bramwell")


def test_word_that_opens_a_line_is_flagged():
    words = read_words("One two\nthree four\n\nfive")
    opens = [word for word, flags in zip(words.word, words.flags, strict=True) if flags & _FLAG["opens"]]
    assert opens == ["One", "three", "five"]
