import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.model.analysis import Analysis, Caption, Entity, Mention
from reader.model.article import Article, Block, Photo, Source
from reader.model.span import Span
from reader.reading.caption_check import find_caption_facts
from reader.reading.spellings import is_other_spelling, words_of


def make(caption, *paragraphs, **source):
    texts, blocks, start = [caption, *paragraphs], [], 0
    for number, words in enumerate(texts):
        blocks.append(Block("paragraph" if number else "caption", Span(start, start + len(words))))
        start += len(words) + 1
    photo = Photo(None, caption=blocks[0].span)
    return Article(Source("text", "", **source), "", "\n".join(texts), tuple(blocks), (photo,))


def name(article, key, kind, *forms):
    spans, taken = [], []
    for form in forms:
        start = article.text.find(form)
        while start >= 0:
            span = Span(start, start + len(form))
            if not any(other.overlaps(span) for other in taken):
                spans.append(span)
                taken.append(span)
            start = article.text.find(form, start + 1)
    return Entity(key, kind, forms[0], tuple(map(Mention, sorted(spans))))


def check(article, *entities, **said):
    people = tuple(entity.key for entity in entities if entity.kind == "person")
    caption = Caption(0, **{"people": people, **said})
    facts = find_caption_facts(article, Analysis(entities, (), (caption,)))
    return [(fact.kind, fact.span.cut(article.text), fact.text) for fact in facts]


def test_who_is_named_in_the_caption_only_is_told():
    article = make("Ana Reis and Bo Lund in Faro.", "Reis spoke on the quay.", "Nobody in Faro was asked.")
    names = (
        name(article, "a", "person", "Ana Reis", "Reis"),
        name(article, "b", "person", "Bo Lund"),
        name(article, "c", "place", "Faro"),
    )
    assert check(article, *names) == [("only_here", "Bo Lund", "Bo Lund: in the caption only.")]


def test_name_spelled_otherwise_is_told_with_both_spellings_and_places():
    article = make("Volker Turk in Geneva.", "Volker Türk left Geneva.")
    joined = name(article, "a", "person", "Volker Türk", "Volker Turk")
    geneva = name(article, "g", "place", "Geneva")
    (fact,) = find_caption_facts(article, Analysis((joined, geneva), (), (Caption(0, people=("a",)),)))
    assert (fact.kind, fact.values) == ("spelled_otherwise", ("Volker Turk", "Volker Türk"))
    assert (fact.span.cut(article.text), fact.other.cut(article.text)) == ("Volker Turk", "Volker Türk")
    parted = (name(article, "a", "person", "Volker Turk"), name(article, "b", "person", "Volker Türk"), geneva)
    assert [kind for kind, _, _ in check(article, *parted)] == ["spelled_otherwise"]


def test_short_form_and_full_name_are_no_other_spelling():
    article = make("Chen Xu at the Palais.", "Chen said no at the Palais.")
    assert check(article, name(article, "a", "person", "Chen Xu", "Chen")) == []


def test_name_that_the_story_has_though_it_was_not_found_there_is_not_only_in_the_caption():
    article = make("Bo Lund on the quay.", "“No,” Lund said.")
    entity = name(article, "a", "person", "Bo Lund")
    assert check(article, entity) == []


def test_photographer_in_brackets_is_not_told():
    article = make("The quay. (Northwire Photo/Jo Doe)", "The quay is closed.")
    assert check(article, name(article, "a", "person", "Jo Doe"), people=()) == []


def test_country_behind_its_town_is_not_told():
    article = make("The quay in Faro, Portugal.", "Nobody in Faro was asked.")
    names = (name(article, "c", "place", "Faro"), name(article, "d", "place", "Portugal"))
    assert check(article, *names) == []


@pytest.mark.parametrize(
    ("taken", "published", "told"),
    [
        ("2020-02-26", "2022-09-09T10:00:00Z", True),
        ("2020-02", "2022-09-09", True),
        ("2020", "2022-09-09", True),
        ("2022-08-26", "2022-09-09", False),
        ("2022", "2022-09-09", False),
        ("2023-02-26", "2022-09-09", False),
        (None, "2022-09-09", False),
        ("2020-02-26", None, False),
        ("soon", "2022-09-09", False),
    ],
)
def test_photograph_taken_long_before_the_story_is_told(taken, published, told):
    article = make("The quay on Feb. 26, 2020.", "The quay is closed.", published=published)
    facts = check(article, taken=taken)
    assert [kind for kind, _, _ in facts] == ["long_before"] * told
    if told:
        assert facts[0][1] == "Feb. 26, 2020"


def test_photograph_from_elsewhere_than_the_story_is_told_once():
    article = make("The quay in Faro.", "GENEVA (Northwire) — Nobody was asked.", place="GENEVA")
    faro = name(article, "c", "place", "Faro")
    assert check(article, faro, place="Faro") == [
        ("other_place", "Faro", "The photograph is from Faro, the story from Geneva.")
    ]
    assert check(article, place="Geneva, Switzerland") == []
    assert check(replace(article, source=replace(article.source, place=None)), place="Faro") == []


def test_country_of_the_dateline_is_no_other_place():
    article = make("Smoke over Geneva airport in Switzerland.", "GENEVA (Northwire) — No.", place="GENEVA")
    assert check(article, place="Switzerland") == []
    article = make("Smoke in Switzerland.", "GENEVA (Northwire) — Switzerland said no.", place="GENEVA")
    names = (name(article, "a", "place", "Geneva", "GENEVA"), name(article, "b", "place", "Switzerland"))
    assert [kind for kind, _, _ in check(article, *names, place="Switzerland")] == ["other_place"]
    assert check(article, *(replace(place, country="CH") for place in names), place="Switzerland") == []


def test_story_without_captions_has_nothing_to_say():
    article = make("The quay.", "The quay is closed.")
    assert find_caption_facts(replace(article, photos=(Photo("a.jpg"),)), Analysis()) == ()


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", True),
        ("Muammar Gaddafi", "Muammar Qaddafi", True),
        ("Türk", "Turk’s", True),
        ("Ana Reis", "Ana Reyes", False),
        ("Ana Reis", "Bo Reis", False),
        ("Chen Xu", "Chen", False),
        ("Wang", "Wong", False),
    ],
)
def test_spellings_of_one_name_are_told_from_other_names(a, b, same):
    assert is_other_spelling(words_of(a), words_of(b)) is same
    assert is_other_spelling(words_of(b), words_of(a)) is same


def test_places_must_be_nearer_to_each_other():
    assert not is_other_spelling(("austria",), ("australia",), 1)
    assert not is_other_spelling(("niger",), ("nigeria",), 1)
    assert is_other_spelling(("kharkiv",), ("kharkov",), 1)


@given(st.text(max_size=12), st.text(max_size=12))
def test_no_name_is_another_spelling_of_itself(a, b):
    assert not is_other_spelling(words_of(a), words_of(a))
    assert is_other_spelling(words_of(a), words_of(b)) == is_other_spelling(words_of(b), words_of(a))
