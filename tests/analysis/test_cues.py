"""Cues: their frames, how sure they are, their stance."""

import pytest

from reader.analysis.cues import Lexicon, find_occurrences, read_frame


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon()


@pytest.fixture
def occurrence(engine, make_article):
    """Return the occurrence of a word in a sentence."""

    def find(sentence, word):
        parse = engine.parse(make_article(sentence))
        return next(found for found in find_occurrences(parse, ()) if parse.word[found.token] == word)

    return find


@pytest.mark.parametrize(
    ("sentence", "word", "frame"),
    [
        ("Queiroz said that the ferries would stop.", "said", "that"),
        ("She wants to stop the ferries.", "wants", "to"),
        ("She urged the crews to stop.", "urged", "who-to"),
        ("The minister rejected the plan.", "rejected", "what"),
        ("They accused Spain of theft.", "accused", "what-of"),
        ("The union called for talks.", "called", "for"),
        ("The plan was condemned by the union.", "condemned", "by+passive"),
        ("Her claim that the vote was rigged upset the court.", "claim", "noun-that"),
        ("The union slept.", "slept", "bare"),
    ],
)
def test_frame_names_what_a_word_governs(occurrence, sentence, word, frame):
    assert occurrence(sentence, word).frame in (frame, frame.replace("by+", "bare+"))


def test_verb_of_saying_is_surer_than_any_other(occurrence, lexicon):
    said = lexicon.chance(occurrence("Marta Queiroz said that the ferries would stop.", "said"))
    found = lexicon.chance(occurrence("Marta Queiroz repaired the old ferries.", "repaired"))
    assert said > 0.9
    assert found < 0.5


def test_chances_lie_between_nothing_and_certainty(engine, make_article, lexicon):
    parse = engine.parse(make_article("“We say no,” said Bo, calling the plan, which he hates, a joke on the crews."))
    marked = set(range(1, 5))
    chances = [lexicon.chance(found) for found in find_occurrences(parse, marked)]
    assert chances
    assert all(0 < chance < 1 for chance in chances)


@pytest.mark.parametrize(
    ("verb", "preposition", "stance"),
    [
        ("say", "that", "neutral"),
        ("deny", "", "denying"),
        ("accuse", "", "accusing"),
        ("ask", "", "asking"),
        ("call", "on", "asking"),
        ("call", "the", "neutral"),
        ("believe", "", "thinking"),
        ("tweet", "", "writing"),
        ("insist", "", "claiming"),
        ("zzz", "", "neutral"),
    ],
)
def test_stance_is_that_of_the_verb(lexicon, verb, preposition, stance):
    assert lexicon.stance(verb, preposition) == stance


def test_passive_is_named_in_the_frame(engine, make_article):
    parse = engine.parse(make_article("The crews were told to stop."))
    assert read_frame(parse, parse.word.index("told")).endswith("+passive")
