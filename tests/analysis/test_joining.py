import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.analysis.joining import join_mentions
from reader.analysis.names import find_names


class Joined:
    """The entities of an article, to be asked by name."""

    def __init__(self, article, entities):
        self.text = article.text
        self.entities = entities

    def __getitem__(self, name):
        return next(entity for entity in self.entities if entity.name == name)

    def names(self, kind=None):
        return [entity.name for entity in self.entities if kind in (None, entity.kind)]

    def words(self, name, form):
        return [m.span.cut(self.text) for m in self[name].mentions if m.form == form]

    def roles(self, name):
        return [role.text for role in self[name].roles]


@pytest.fixture
def joined(engine, make_article):
    def join(*pieces):
        article = make_article(*pieces)
        parse = engine.parse(article)
        return Joined(article, join_mentions(article, parse, find_names(article, parse)))

    return join


def test_surname_is_joined_with_its_full_name(joined):
    story = joined("Marta Queiroz spoke on Monday.", "Queiroz said the ferries would stop.")
    assert story.names("person") == ["Marta Queiroz"]
    assert story["Marta Queiroz"].aliases == ("Queiroz",)


def test_family_name_first_is_joined_too(joined):
    story = joined("Park Ji-won, the health minister, spoke.", "Park said the clinics would open.")
    assert story.names("person") == ["Park Ji-won"]


def test_two_of_one_surname_are_never_joined_on_it(joined):
    story = joined(
        "Grace Otieno, a minister, and Samuel Otieno, a lawyer, met on Monday.",
        "Otieno said the talks had failed.",
    )
    assert {"Grace Otieno", "Samuel Otieno"} <= set(story.names("person"))
    for name in ("Grace Otieno", "Samuel Otieno"):
        assert "Otieno" not in story.words(name, "name")
    assert story["Otieno"].confidence < 0.5
    assert "more than one person" in story["Otieno"].reason


def test_bare_surname_belongs_to_the_only_one_named_so_far(joined):
    story = joined(
        "Grace Otieno, a minister, opened the hearing.",
        "Otieno said the findings were wrong.",
        "Samuel Otieno, a lawyer, disagreed.",
    )
    assert "Otieno" in story.words("Grace Otieno", "name")
    assert "Otieno" not in story.words("Samuel Otieno", "name")


def test_address_tells_which_of_two_is_meant(joined):
    story = joined(
        "Ms Anna Keller and Mr Paul Keller run the bakery in Graz.",
        "Everyone in the street knows the family.",
        "Ms Keller said the flour was late.",
    )
    assert "Keller" in story.words("Anna Keller", "name")
    assert "Keller" not in story.words("Paul Keller", "name")


def test_pet_form_of_a_given_name_is_the_same_person(joined):
    story = joined("William Okafor spoke on Monday.", "Bill Okafor said the ferries would stop, and Okafor left.")
    assert story.names("person") == ["William Okafor"]


def test_other_spelling_of_a_name_is_the_same_person(joined):
    story = joined("Oleg Tarasov spoke on Monday.", "Oleg Tarasoff said the ferries would stop.")
    assert len(story.names("person")) == 1


def test_two_known_given_names_are_two_people(joined):
    story = joined("Mario Silva spoke on Monday.", "Maria Silva said the ferries would stop.")
    assert story.names("person") == ["Mario Silva", "Maria Silva"]


def test_bare_surname_far_from_both_goes_to_the_one_most_spoken_of_and_is_in_doubt(joined):
    story = joined(
        "Amara Okafor spoke on Monday. Amara Okafor is a judge.",
        "Her cousin John Okafor and Amara Okafor met in Lagos.",
        "The rain came.",
        "It went on.",
        "It did not stop.",
        "Roads were closed.",
        "Okafor said the court would open.",
    )
    assert "Okafor" in story.words("Amara Okafor", "name")
    assert "more than one person" in story["Amara Okafor"].reason


def test_acronym_is_joined_with_the_name_it_stands_behind(joined):
    story = joined("The National Fisheries Authority (NFA) closed the bay.", "The NFA said it would reopen in May.")
    assert story["National Fisheries Authority"].aliases == ("NFA",)


def test_shared_body_is_joined_with_its_acronym(joined):
    story = joined("The U.N. said on Monday the river was rising.", "The United Nations sent boats.")
    assert story["United Nations"].aliases == ("U.N.",)


def test_short_form_of_an_organisation_is_joined(joined):
    story = joined(
        "The Tagus Harbour Authority met on Monday.", "Officials at the Harbour Authority said it would act."
    )
    assert story.names("organisation") == ["Tagus Harbour Authority"]


def test_firm_is_called_by_its_name_without_its_trade(joined):
    story = joined("Shares of Global Energy Holdings fell in May.", "The board of Global Energy met in June.")
    assert story.names("organisation") == ["Global Energy Holdings"]


def test_dateline_is_the_place_it_names(joined):
    story = joined("LISBON (Northwire) — Ferries stopped.", "Nobody in Lisbon was surprised.")
    assert story["Lisbon"].country == "PT"
    assert story.words("Lisbon", "name") == ["LISBON", "Lisbon"]


def test_country_and_its_people_stand_apart(joined):
    story = joined("Kenya won the match.", "The Kenyans danced in Nairobi.")
    assert story["Kenya"].kind == "place"
    assert story["Kenyans"].kind == "group"


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("Henrik Solberg, then head of the agency, wrote a letter.", "Henrik Solberg", "then head of the agency"),
        ("U.N. Secretary General Maria Lindqvist left.", "Maria Lindqvist", "U.N. Secretary General"),
        ("Growers’ leader Andrés Pardo spoke.", "Andrés Pardo", "Growers’ leader"),
        ("On Friday the board chose Eleni Markou as Solberg’s successor.", "Eleni Markou", "Solberg’s successor"),
        ("Its director, Choi Min-seo, said so.", "Choi Min-seo", "Its director"),
        ("David Kato, 46, was at home.", "David Kato", "46"),
        ("David Kato was the chairman of the board.", "David Kato", "the chairman of the board"),
        ("Secretary of State Anna Berg resigned.", "Anna Berg", "Secretary of State"),
    ],
)
def test_role_is_kept_word_for_word(joined, sentence, name, role):
    assert role in joined(sentence).roles(name)


def test_most_telling_role_comes_first(joined):
    story = joined("Andrés Pardo, 61, a former agriculture minister, accused rivals.")
    assert story.roles("Andrés Pardo") == ["a former agriculture minister", "61"]


def test_role_is_the_text_at_its_place(joined):
    story = joined("Henrik Solberg, then head of the agency, wrote to President Anna Berg.")
    for entity in story.entities:
        for role in entity.roles:
            assert role.span.cut(story.text) == role.text


def test_description_joins_the_only_one_it_can_mean(joined):
    story = joined("Park Ji-won, the health minister, spoke.", "The minister left before noon.")
    assert story.words("Park Ji-won", "description") == ["The minister"]


def test_description_that_could_be_two_stays_open(joined):
    story = joined("Anna Berg, a lawyer, met Peter Lund, a lawyer, on Monday and the lawyer agreed.")
    assert story.words("Anna Berg", "description") == []
    assert story.words("Peter Lund", "description") == []


def test_lead_describes_whom_the_next_paragraph_names(joined):
    story = joined(
        "Kenya will not share its data, a senior Kenyan official said Wednesday.",
        "Grace Otieno, Kenya’s minister for water, drew a line.",
    )
    assert story.words("Grace Otieno", "description") == ["a senior Kenyan official"]


def test_lead_of_another_trade_stays_open(joined):
    story = joined(
        "Seoul cannot accept the figures, a government spokesman said Monday.",
        "Park Ji-won, the health minister, asked for proof.",
    )
    assert story.words("Park Ji-won", "description") == []


def test_short_description_of_a_body_is_joined(joined):
    story = joined("The African Water Commission met on Monday.", "The commission will publish its findings.")
    assert "The commission" in story.words("African Water Commission", "description")


def test_age_describes_the_one_who_is_that_old(joined):
    story = joined("David Kato, 46, and Peter Lund, 50, were at home.", "The 46-year-old said nothing.")
    assert story.words("David Kato", "description") == ["The 46-year-old"]


def test_he_after_a_quote_is_its_speaker(joined):
    story = joined("Klaus Brandt of Hamburg disagreed. “Nobody asks,” he said.")
    assert story.words("Klaus Brandt", "pronoun") == ["he"]


def test_pronoun_follows_the_gender_the_text_shows(joined):
    story = joined("Ms Rasoul Amini met Mr Dara Teo in the lobby. She was late, and he had left.")
    assert story.words("Rasoul Amini", "pronoun") == ["She"]
    assert story.words("Dara Teo", "pronoun") == ["he"]


def test_pronoun_may_come_before_the_name(joined):
    story = joined("In the last days of her term in May, the office of Michelle Bonnard sent a letter.")
    assert story.words("Michelle Bonnard", "pronoun") == ["her"]


def test_i_and_we_in_a_quote_are_no_mentions(joined):
    story = joined("“I told them that we would go on,” Anna Berg said.")
    assert story.words("Anna Berg", "pronoun") == []


def test_own_quote_does_not_speak_of_its_speaker(joined):
    story = joined("“He never came to the office,” Peter Lund said.")
    assert story.words("Peter Lund", "pronoun") == []


def test_its_of_a_body_is_joined_only_right_behind_it(joined):
    story = joined("The union asked for the help of the Iberian Transport Council in its next session.")
    assert story.words("Iberian Transport Council", "pronoun") == ["its"]


def test_keys_follow_the_first_mentions(joined):
    story = joined("Anna Berg of Graz met Peter Lund in Vienna.", "Berg left.")
    assert [entity.key for entity in story.entities] == [f"e{i}" for i in range(1, len(story.entities) + 1)]
    firsts = [entity.mentions[0].span for entity in story.entities]
    assert firsts == sorted(firsts)


def test_paragraph_added_at_the_end_changes_nothing_before_it(joined):
    story = (
        "Marta Queiroz, president of the National Union of Ferry Crews, spoke in Lisbon.",
        "Queiroz said the audit was wrong. “We go on,” she said.",
    )
    before = joined(*story)
    after = joined(*story, "Rain is expected in Oslo, Jonas Dahl said.")
    end = len(before.text)
    kept = [
        (entity.name, [m for m in entity.mentions if m.span.end <= end])
        for entity in after.entities
        if entity.mentions[0].span.end <= end
    ]
    assert kept == [(entity.name, list(entity.mentions)) for entity in before.entities]


PARAGRAPHS = [
    "KAMPALA (Wire) — Uganda’s health minister, Susan Wafula, 52, met U.N. Secretary General Maria Lindqvist.",
    "“We will not wait,” Wafula told the Uganda Press Club (UPC). She said the ministry had written to the World Bank.",
    "Peter Wafula, her brother, who runs the Lake Fund, denied that. “My sister forgets,” he said.",
    "Wafula said the council and its members, the Kurds and the United Nations, were late.",
    "Mr Wafula was the chairman of the Lake Fund. The 52-year-old left; the minister stayed, and the fund closed.",
    "In her letter, Lindqvist asked whether he had told them himself.",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=6), st.randoms())
def test_no_span_stands_in_two_entities_and_order_of_names_does_not_matter(engine, make_article, paragraphs, chance):
    article = make_article(*paragraphs)
    parse = engine.parse(article)
    names = find_names(article, parse)
    entities = join_mentions(article, parse, names)
    spans = [mention.span for entity in entities for mention in entity.mentions]
    assert len(spans) == len(set(spans))
    for entity in entities:
        places = [mention.span for mention in entity.mentions]
        assert places == sorted(places)
        assert all(left.end <= right.start for left, right in pairwise(places))
        assert all(0 <= place.start < place.end <= len(article.text) for place in places)
        assert any(mention.form == "name" for mention in entity.mentions)
        assert 0 <= entity.confidence <= 1
    shuffled = list(names)
    random.Random(chance.random()).shuffle(shuffled)
    assert join_mentions(article, parse, shuffled) == entities


def test_who_means_the_name_before_it(joined):
    story = joined("The call went to Naledi Mokoena, who said the bay was closed.")
    assert story.words("Naledi Mokoena", "pronoun") == ["who"]


def test_one_whom_she_means_is_a_person(joined):
    story = joined("Ostrava Lind left early. She said the hall was cold.", "Lind never came back.")
    assert [(entity.kind, entity.name) for entity in story.entities] == [("person", "Ostrava Lind")]


def test_first_word_of_a_body_stands_for_it(joined):
    story = joined("Ostrava Preparatory School closed on Monday.", "Ostrava said it would open again in May.")
    assert story["Ostrava Preparatory School"].aliases == ("Ostrava",)


def test_first_word_stays_a_place_where_it_is_known_as_one(joined):
    story = joined("Nairobi University closed on Monday.", "Nobody in Nairobi was surprised.")
    assert story["Nairobi"].kind == "place"
