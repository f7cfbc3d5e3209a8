import pytest
from msgspec.structs import replace

from reader.intake.source import HandedIn


@pytest.fixture
def add(library, article, analysis, versions):
    def add(number, *names):
        story = library.hand_in(HandedIn(b"%d" % number)).id
        library.store_article(story, article, versions)
        people = (*(replace(analysis.entities[0], name=name) for name in names), *analysis.entities[1:])
        library.store_analysis(story, replace(analysis, entities=people), versions)
        return story

    return add


def test_people_are_counted_over_all_stories(library, add):
    add(1, "Marta Queiroz")
    add(2, "Marta  Queiróz")
    people = {person.name: person for person in library.people()}
    assert set(people) == {"Ana Reis", "Marta Queiroz"} or set(people) == {"Ana Reis", "Marta Queiróz"}
    ana = people["Ana Reis"]
    assert (ana.stories, ana.mentions, ana.quotes) == (2, 4, 0)
    assert library.people()[0] == ana, "the most mentioned first"
    (marta,) = library.people("queiroz")
    assert (marta.stories, marta.mentions, marta.quotes) == (2, 2, 2)


def test_surname_alone_is_never_merged(library, add):
    one, two, three = add(1, "Queiroz"), add(2, "Queiroz"), add(3, "Marta Queiroz")
    found = library.people("queiroz")
    assert sorted((person.name, person.story) for person in found if person.story) == [
        ("Queiroz", one),
        ("Queiroz", two),
    ]
    (whole,) = (person for person in found if not person.story)
    assert (whole.name, whole.stories) == ("Marta Queiroz", 1)
    assert [appearance.story for appearance in library.appearances(whole)] == [three]
    for person in found:
        if person.story:
            assert [appearance.story for appearance in library.appearances(person)] == [person.story]


def test_appearance_has_every_mention_and_quote_as_the_story_has_them(library, stored, article):
    (marta,) = library.people("marta")
    (appearance,) = library.appearances(marta)
    assert [span.cut(article.text) for span in appearance.mentions] == ["Marta Queiroz"]
    assert [quote.words for quote in appearance.quotes] == [("no",)]
    assert (appearance.outlet, appearance.title) == ("Harbour Post", "Ferry crews shun audit")


def test_names_are_found_by_the_beginnings_of_their_words(library, stored):
    assert [person.name for person in library.people("que mar")] == ["Marta Queiroz"]
    assert library.people("eiroz") == []
    assert library.people("%") == library.people("_") == library.people("'") == []


def test_people_in_the_trash_are_not_counted(library, stored):
    library.move_to_trash([stored])
    assert library.people() == []
    library.restore([stored])
    assert len(library.people()) == 2


def test_new_text_takes_its_people_away(library, stored, article, versions):
    library.store_article(stored, article, versions)
    assert library.people() == []


def test_as_many_stories_of_a_person_are_read_as_are_wanted(library, add):
    stories = [add(number, "Marta Queiroz") for number in range(3)]
    (marta,) = library.people("marta")
    assert [appearance.story for appearance in library.appearances(marta, 2)] == stories[:0:-1]
    assert len(library.appearances(marta)) == 3


def test_descriptions_and_cues_come_with_the_quotes(library, stored, article, analysis):
    (marta,) = library.people("marta")
    (appearance,) = library.appearances(marta)
    cue = analysis.quotes[0].cue
    assert [said.cue for said in appearance.quotes] == [cue.cut(article.text) if cue else ""]
    assert all(described.place.cut(article.text) == described.words for described in appearance.described)
