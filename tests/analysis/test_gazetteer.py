import pytest

from reader.analysis.gazetteer import read_gazetteer
from reader.resources import find_resource

FILES = ("countries", "places", "peoples", "titles", "person_nouns", "given_names")
MORE_FILES = ("organisations", "known_bodies", "words")


@pytest.mark.parametrize("name", FILES + MORE_FILES)
def test_every_lexicon_of_names_tells_its_source_and_licence(name):
    lines = find_resource(f"lexicons/{name}.tsv").read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert any("Written for Dateline from" in line for line in head)
    assert any("CC0-1.0" in line for line in head)


def test_towns_name_the_source_that_asks_to_be_named():
    head = find_resource("lexicons/towns.tsv").read_text(encoding="utf-8").splitlines()[:3]
    assert any("GeoNames" in line and "CC BY 4.0" in line for line in head)


def test_town_has_its_country_but_is_no_place_by_its_name_alone():
    known = read_gazetteer()
    assert known.country_of("Goroka") == "PG"
    assert not known.is_place("Goroka")


def test_country_has_its_code_under_every_name():
    known = read_gazetteer()
    for name in ("United States", "U.S.", "US", "America"):
        assert known.country_of(name) == "US"
    assert known.country_of("Côte d’Ivoire") == "CI"


def test_city_lies_in_its_country_and_capital_is_one():
    known = read_gazetteer()
    assert known.country_of("Geneva") == "CH"
    assert known.country_of("Nairobi") == "KE"
    assert "Nairobi" in known.capitals
    assert "Mombasa" not in known.capitals


def test_people_of_several_countries_tell_no_code():
    assert read_gazetteer().peoples["Congolese"] == ""
    assert read_gazetteer().peoples["Chinese"] == "CN"


def test_no_word_is_both_a_country_and_a_people():
    known = read_gazetteer()
    assert not set(known.countries) & set(known.peoples)


def test_codes_are_two_capitals():
    known = read_gazetteer()
    codes = set(known.countries.values()) | set(known.cities.values()) - {""}
    assert all(len(code) == 2 and code.isupper() for code in codes)


def test_noun_for_a_person_knows_its_broader_nouns():
    assert {"ambassador", "diplomat"} <= read_gazetteer().persons["ambassador"]
    assert read_gazetteer().genders["spokeswoman"] == "f"
