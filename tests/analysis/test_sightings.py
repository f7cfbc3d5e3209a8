import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.gazetteer import read_gazetteer
from reader.analysis.labels import KINDS, NUMBER, LabelledName, read_labels
from reader.analysis.sightings import find_sightings, span_of
from reader.analysis.sureness import weigh_name
from reader.analysis.tagged_names import best, count_votes
from reader.analysis.tagger import Tagged
from reader.analysis.words import read_words


@pytest.fixture
def tag():
    """Return a text tagged by hand: (words of a name, kind, chance of that kind), each at its next place."""

    def make(text, *names):
        words = read_words(text)
        chances = numpy.zeros((len(words), len(KINDS) + 1), numpy.float32)
        chances[:, 0] = 1.0
        found, end = [], 0
        for name, kind, chance in names:
            start = text.index(name, end)
            end = start + len(name)
            inside = [i for i, first in enumerate(words.start) if start <= first < end]
            chances[inside] = 0
            chances[inside, 0] = 1 - chance
            chances[inside, 1 + KINDS.index(kind)] = chance
            found.append(LabelledName(inside[0], inside[-1] + 1, kind))
        return Tagged(words, chances, found)

    return make


def seen(tagged):
    return [span_of(tagged, sighting).cut(tagged.words.text) for sighting in find_sightings(tagged, read_gazetteer())]


@pytest.mark.parametrize(
    ("name", "mended"),
    [
        ("The Harbour Union", "Harbour Union"),
        ("Dr. Amina Yusuf", "Amina Yusuf"),
        ("Kenya’s", "Kenya"),
        ("(Northwire", "Northwire"),
        ("Harbour Union (HU", "Harbour Union"),
        ("Lund Bros.", "Lund Bros."),
        ("U.S.", "U.S."),
        ("Goroka.", "Goroka"),
    ],
)
def test_edges_of_a_name_lose_what_is_no_part_of_it(tag, name, mended):
    assert seen(tag(f"Some say {name} was there.", (name, "organisation", 0.9)))[0] == mended


def test_name_that_is_sure_in_one_place_is_found_in_the_headline_too(tag):
    tagged = tag("People say BRAMWELL won\nPeople cheered for Bramwell.", ("Bramwell", "person", 0.97))
    tagged.chances[2] = [0.9, 0.1, 0, 0, 0, 0]
    assert seen(tagged) == ["BRAMWELL", "Bramwell"]


def test_word_that_is_clearly_no_name_here_is_left_alone(tag):
    text = "Jean May rose. May said so. Later this May rain fell."
    tagged = tag(text, ("Jean May", "person", 0.9), ("May", "person", 0.97))
    tagged.chances[-4] = [0.99, 0.01, 0, 0, 0, 0]
    assert seen(tagged) == ["Jean May", "May"]


def test_acronym_in_brackets_is_what_it_stands_for(tag):
    text = "The National Water Commission (NWC) met. Later NWC said so."
    tagged = tag(text, ("National Water Commission", "organisation", 0.95))
    tagged.chances[-4] = [0.6, 0.0, 0.4, 0, 0, 0]
    assert seen(tagged)[:2] == ["National Water Commission", "NWC"]


def test_one_name_has_one_kind_and_surnames_follow_full_names(tag):
    tagged = tag(
        "Grace Bramwell spoke. Bramwell rose. Bramwell won.",
        ("Grace Bramwell", "person", 0.9),
        ("Bramwell", "place", 0.7),
        ("Bramwell", "person", 0.6),
    )
    votes = count_votes(find_sightings(tagged, read_gazetteer()), read_gazetteer())
    assert {best(mine)[0] for mine in votes.values()} == {"person"}


def test_country_is_no_surname(tag):
    tagged = tag("Jean Chad left Chad.", ("Jean Chad", "person", 0.9), ("Chad", "place", 0.9))
    votes = count_votes(find_sightings(tagged, read_gazetteer()), read_gazetteer())
    assert best(votes["chad"])[0] == "place"


def test_unsure_name_says_what_else_it_could_be():
    votes = {"person": 0.5, "place": 0.45, "organisation": 0.05}
    assert weigh_name("person", votes, 0.9) == (weigh_name("person", votes, 0.9)[0], "could also be a place")
    assert weigh_name("person", {"person": 0.5, "place": 0.0}, 0.5)[1] == "may be no name"
    assert weigh_name("person", {"person": 0.97, "place": 0.0}, 0.97)[1] == ""


LOOSE = "The|the|Kenya|’s|'|“|(|)|.|,|Mr|Dr.|U.N.|Chen|XU|-|e\u0301lan|Jose\u0301|🙂|👩🏽\u200d🚀|İzmir|\n|said"
WORDS = st.sampled_from(LOOSE.split("|"))


@given(st.lists(WORDS, max_size=25), st.randoms(use_true_random=False))
def test_sightings_are_apart_in_order_and_cut_to_words(pieces, chance):
    words = read_words(" ".join(pieces))
    path, open_kind = [], None
    for _ in range(len(words)):
        options = [f"I-{open_kind}", f"E-{open_kind}"] if open_kind else ["O", "S-person", "B-place", "B-organisation"]
        label = chance.choice(options)
        open_kind = label[2:] if label[0] in "BI" else None
        path.append(label)
    if open_kind:
        path[-1] = "O" if path[-1].startswith("B") else f"E-{open_kind}"

    names = read_labels([NUMBER[label] for label in path])
    chances = numpy.full((len(words), len(KINDS) + 1), 1 / 6, numpy.float32)
    tagged = Tagged(words, chances, names)
    end = 0
    for sighting in find_sightings(tagged, read_gazetteer()):
        span = span_of(tagged, sighting)
        assert end <= span.start < span.end <= len(words.text)
        assert span.cut(words.text) == span.cut(words.text).strip()
        assert span.cut(words.text)[0].isalnum()
        end = span.end
