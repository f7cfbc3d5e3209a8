"""Sources: who speaks a cue, as written there."""

import pytest

from reader.analysis.cues import Lexicon, find_occurrences
from reader.analysis.speakers import Cast, find_source, noun_phrase
from reader.model.analysis import Entity, Mention
from reader.model.span import Span


@pytest.fixture
def source_of(engine, make_article):
    """Return the words of the source of a cue in a sentence."""
    lexicon = Lexicon()

    def find(sentence, cue):
        parse = engine.parse(make_article(sentence))
        occurrences = {found.token: found for found in find_occurrences(parse, ())}
        chances = {token: lexicon.chance(found) for token, found in occurrences.items()}
        found = occurrences[parse.word.index(cue)]
        source = find_source(parse, found, lambda token: chances.get(token, 0.0))
        return None if source is None else parse.span(*noun_phrase(parse, source)).cut(parse.text)

    return find


@pytest.mark.parametrize(
    ("sentence", "cue", "source"),
    [
        ("A senior union official said the crews were tired.", "said", "A senior union official"),
        ("“Stop,” said Marta Queiroz, the president.", "said", "Marta Queiroz"),
        ("The plan was condemned by the crews.", "condemned", "the crews"),
        ("Nine ferries stopped, according to the harbour office.", "according", "the harbour office"),
        ("Her claim that the vote was rigged upset the court.", "claim", "Her"),
        ("A report accusing Spain of theft upset the court.", "accusing", "A report"),
        ("The report, which said the dam was weak, upset the court.", "said", "The report"),
        ("The minister rejected the plan, calling it a joke.", "calling", "The minister"),
        ("The minister said the plan will fail, calling it a joke.", "calling", "The minister"),
        ("Asked whether he would go, he smiled.", "Asked", None),
        ("The crews were told to stop.", "told", None),
        (
            "In an interview with radio hosts Joe Roe and Mika Lund, the regional candidate stated that it was over.",
            "stated",
            "the regional candidate",
        ),
    ],
)
def test_source_is_found(source_of, sentence, cue, source):
    assert source_of(sentence, cue) == source


def test_cast_finds_the_longest_mention_at_a_place():
    office = Entity("o", "organisation", "Office of Ann Roe", (Mention(Span(4, 21)),))
    ann = Entity("a", "person", "Ann Roe", (Mention(Span(14, 21)), Mention(Span(40, 43))))
    cast = Cast((office, ann))
    assert cast.at(Span(14, 17))[1] is office
    assert cast.at(Span(41, 42))[1] is ann
    assert cast.at(Span(30, 33)) is None


def test_surname_shared_by_two_people_names_nobody():
    people = [Entity(key, "person", name, ()) for key, name in (("a", "Ann Roe"), ("b", "Bo Roe"), ("c", "Cy Lund"))]
    assert Cast(people).surnamed("Roe") is None
    assert Cast(people).surnamed("Lund").key == "c"
