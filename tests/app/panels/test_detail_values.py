from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app.panels.detail_values import read_value, show_value
from reader.model.problem import Problem

NAMES = st.lists(st.text("abcdÉn 'O-.,&", min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1, max_size=4)
MOMENTS = st.datetimes(min_value=datetime(1800, 1, 1), max_value=datetime(2026, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
ZONES = st.sampled_from(("", "+00:00", "+02:00", "-05:30"))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2022-08-31", "2022-08-31"),
        ("31 Aug 2022", "2022-08-31"),
        ("Aug. 31, 2022", "2022-08-31"),
        ("Wednesday, 31 August 2022", "2022-08-31"),
        ("31.8.2022", "2022-08-31"),
        ("  31  août 2022 ", "2022-08-31"),
        ("2022-08-31 10:30", "2022-08-31T10:30:00"),
        ("2022-08-31T10:30:05Z", "2022-08-31T10:30:05+00:00"),
        ("31 Aug 2022, 10:30 +0200", "2022-08-31T10:30:00+02:00"),
    ],
)
def test_day_is_read_in_the_readers_words_and_in_figures(words, day):
    assert read_value("published", words) == day


@pytest.mark.parametrize(
    "words", ["yesterday", "31 Aug", "2022", "31/08/2022 or so", "2022-02-31", "Aug 31 2022 at the quay"]
)
def test_what_is_no_day_is_told_with_how_to_write_one(words):
    with pytest.raises(Problem, match="14 Mar 2024"):
        read_value("published", words)


def test_day_to_come_and_hour_that_is_none_are_refused():
    later = (datetime.now(UTC) + timedelta(days=40)).date().isoformat()
    with pytest.raises(Problem, match="still to come"):
        read_value("published", later)
    with pytest.raises(Problem, match="time of day"):
        read_value("published", "2022-08-31 25:10")


@given(MOMENTS, ZONES)
def test_moment_is_read_as_it_is_shown(moment, zone):
    iso = moment.isoformat() + zone
    assert read_value("published", show_value("published", iso)) == iso
    day = moment.date().isoformat()
    assert read_value("changed", show_value("changed", day)) == day


@given(NAMES)
def test_names_are_read_as_they_are_shown(names):
    names = tuple(dict.fromkeys(" ".join(name.split()) for name in names))
    assert read_value("byline", show_value("byline", names)) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Ana Reis, Li Wei and Olu Söderberg", ("Ana Reis", "Li Wei", "Olu Söderberg")),
        ("Reis, Ana; Wei, Li", ("Reis, Ana", "Wei, Li")),
        ("John Smith, Jr.;", ("John Smith, Jr.",)),
        ("Ana Reis,, ana", ("Ana Reis", "ana")),
        (" ; ", None),
        ("", None),
    ],
)
def test_list_of_names_is_parted_at_semicolons_or_else_at_commas(words, names):
    assert read_value("byline", words) == names


def test_name_with_a_comma_stays_one():
    assert show_value("byline", ("John Smith, Jr.",)) == "John Smith, Jr.;"
    assert show_value("byline", ("Reis and Sons", "Li Wei")) == "Reis and Sons; Li Wei"


@pytest.mark.parametrize(
    ("words", "code"), [("French", "fr"), ("deutsch", "de"), ("EN", "en"), ("pt-BR", "pt"), ("", None)]
)
def test_language_is_read_by_name_or_code(words, code):
    assert read_value("language", words) == code


def test_language_is_shown_by_its_name():
    assert show_value("language", "fi") == "Finnish"
    assert show_value("language", "zz") == "zz"
    with pytest.raises(Problem, match="French"):
        read_value("language", "Klingonese")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("https://post.example/a?b=c", "https://post.example/a?b=c"),
        ("post.example/a", "https://post.example/a"),
        ("HTTP://post.example", "HTTP://post.example"),
    ],
)
def test_address_is_of_the_web(words, address):
    assert read_value("address", words) == address


@pytest.mark.parametrize("words", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "steam://run/1"])
def test_address_of_another_kind_is_refused(words):
    with pytest.raises(Problem, match="http"):
        read_value("address", words)


@pytest.mark.parametrize("words", ["post", "https://", "https://post.example/a b", "https://[::1"])
def test_broken_address_is_refused(words):
    with pytest.raises(Problem):
        read_value("address", words)


@given(st.text(max_size=40))
def test_any_words_are_read_or_refused_with_a_sentence(words):
    for field in ("title", "byline", "published", "language", "address"):
        try:
            value = read_value(field, words)
        except Problem as problem:
            told = problem.what
        else:
            told = "."
            assert value is None or value
        assert told.endswith(".")
