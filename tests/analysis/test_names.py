from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.analysis.names import find_names


@pytest.fixture
def found(engine, make_article):
    """Return name and kind of everything found in the given paragraphs, in order."""

    def find(*pieces, agency=None):
        article = make_article(*pieces, agency=agency)
        names = find_names(article, engine.parse(article))
        return [(name.span.cut(article.text), name.kind) for name in names]

    return find


def test_possessive_is_no_part_of_a_name(found):
    names = found("The council chose Austria’s Liesl Brandauer, and Kenya's finance minister objected.")
    assert ("Austria", "place") in names
    assert ("Liesl Brandauer", "person") in names
    assert ("Kenya", "place") in names


def test_title_of_address_stays_outside_the_name(found):
    names = found("Mr Okello met Dr Amina Yusuf in Kampala.", "Later Gen. Peter Lund arrived.")
    assert ("Okello", "person") in names
    assert ("Amina Yusuf", "person") in names
    assert ("Peter Lund", "person") in names
    assert not any(name.startswith(("Mr", "Dr", "Gen")) for name, _ in names)


def test_article_stays_outside_the_name(found):
    assert ("Harbour Workers’ Union", "organisation") in found("The Harbour Workers’ Union called a strike.")


def test_country_and_office_before_a_person_are_cut_off(found):
    names = found("Ugandan Health Minister Susan Wafula spoke to U.N. Secretary General Maria Lindqvist.")
    assert ("Susan Wafula", "person") in names
    assert ("Maria Lindqvist", "person") in names
    assert ("U.N.", "organisation") in names


def test_people_as_adjective_is_no_group(found):
    assert not any(kind == "group" for _, kind in found("A top Chinese diplomat met Muslim leaders."))


def test_people_as_noun_is_a_group_and_never_a_person(found):
    names = found("Many Kurds and other ethnic minorities fled. The Kenyans won.")
    assert ("Kurds", "group") in names
    assert ("Kenyans", "group") in names


def test_body_with_lower_case_head_is_one_name(found):
    names = found("The ministry would not work with the U.N. refugee agency, officials said.")
    assert ("U.N. refugee agency", "organisation") in names
    assert ("U.N.", "organisation") not in names


def test_name_tied_to_a_participle_is_found(found):
    assert ("U.N.", "organisation") in found("The U.N.-backed Fisheries Council met on Monday.")


def test_words_of_a_title_are_no_organisation(found):
    names = found("Anna Berg, then U.N. High Commissioner for Human Rights, resigned.")
    assert [name for name, kind in names if kind == "organisation"] == ["U.N."]


def test_dateline_in_capitals_is_a_place_and_its_agency_no_name(found):
    names = found("LISBON (Northwire) — Ferries stopped on Tuesday.", agency="Northwire")
    assert ("LISBON", "place") in names
    assert not any("Northwire" in name for name, _ in names)


@pytest.mark.parametrize(
    "headline", ["KENYA REBUFFS WATER PANEL OVER OTIENO’S FINDINGS", "Kenya Rebuffs Water Panel Over Otieno’s Findings"]
)
def test_headline_in_capitals_is_read_like_the_text(found, headline):
    names = found(("headline", headline), "Grace Otieno, a minister of Kenya, said on Monday that the panel was wrong.")
    assert [(name.casefold(), kind) for name, kind in names[:2]] == [("kenya", "place"), ("otieno", "person")]
    assert not any("panel" in name.casefold() for name, _ in names)


def test_author_of_a_byline_is_no_mention(found):
    assert found(("byline", "By Elena Prieto"), "Ferries stopped on Tuesday.") == []


def test_surname_follows_the_full_name(found):
    names = found("Tomasz Wiktor opened the debate.", "The vote was close, Wiktor said.")
    assert ("Wiktor", "person") in names


def test_one_name_has_one_kind_throughout(found):
    names = found(
        "Brackwell Institute said on Monday that fees would rise.",
        "A student at Brackwell Institute objected.",
        "Nobody from Brackwell Institute answered.",
    )
    assert {kind for name, kind in names if name == "Brackwell Institute"} == {"organisation"}


def test_ministry_of_two_fields_is_one_name(found):
    assert ("Ministry of Trade", "organisation") in found("An official of the Ministry of Trade said so.")


def test_unsure_name_says_why(engine, make_article):
    article = make_article("They spoke of Zandromel for hours.")
    for name in find_names(article, engine.parse(article)):
        assert (name.confidence >= 0.6) or name.reason


LOOSE = (
    "Kenya|Mr|Chen|Xu|U.N.|human|rights|office|the|of|and|said|,|.|’s|'|“|”|(|)|-|Ministry|Health|Lake|Victoria|he|she"
    "|ambassador|President|GENEVA|—|AP|46|-year-old|Council|İstanbul|e\u0301|Türk|🙂|Otieno's|Jean-Luc|al-|\u2028"
)
WORDS = st.sampled_from(LOOSE.split("|"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(WORDS, max_size=14).map(" ".join), max_size=5))
def test_spans_are_apart_in_order_and_cut_to_words(engine, make_article, paragraphs):
    article = make_article(*[paragraph for paragraph in paragraphs if paragraph.strip()])
    spans = [name.span for name in find_names(article, engine.parse(article))]
    assert spans == sorted(spans)
    for left, right in pairwise(spans):
        assert left.end <= right.start
    for span in spans:
        words = span.cut(article.text)
        assert 0 <= span.start < span.end <= len(article.text)
        assert words == words.strip()
        assert "\n" not in words
