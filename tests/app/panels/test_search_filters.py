from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app.panels.search_filters import add_filter, find_days, find_scope, remove_fields, remove_filter
from reader.library.query import find_filters, read_query


def test_conditions_are_found_with_their_words():
    typed = (
        'ferry outlet:"Harbour Post" speaker:chen after:2024-05 in:quotes http://a.example in:winter before:2024-5-99'
    )
    assert [(each.field, each.words) for each in find_filters(typed)] == [
        ("outlet", "Harbour Post"),
        ("speaker", "chen"),
        ("after", "2024-05"),
        ("in", "quotes"),
    ]


@pytest.mark.parametrize(
    ("typed", "field", "words", "made"),
    [
        ("ferry", "outlet", "Post", "outlet:Post ferry"),
        ("ferry", "outlet", "Harbour Post", 'outlet:"Harbour Post" ferry'),
        ("outlet:a ferry", "outlet", "b", "outlet:b ferry"),
        ("ferry after:2023", "after", "2024-01-01", "after:2024-01-01 ferry"),
        ("", "in", "notes", "in:notes "),
    ],
)
def test_condition_is_put_before_what_is_typed_in_place_of_one_of_its_field(typed, field, words, made):
    assert add_filter(typed, field, words) == made
    (found,) = [each for each in find_filters(made) if each.field == field]
    assert found.words == words


def test_condition_is_taken_out_and_the_rest_stays():
    typed = "in:notes ferry outlet:post strike"
    place, outlet = find_filters(typed)
    assert remove_filter(typed, outlet) == "in:notes ferry strike"
    assert remove_filter(typed, place) == "ferry outlet:post strike"
    assert remove_fields(typed, "in", "outlet") == "ferry strike"
    assert (find_scope(typed), find_scope("in:Quote a"), find_scope("ferry")) == ("notes", "quotes", "")


def test_spans_of_time_begin_so_many_days_ago():
    assert find_days(date(2024, 3, 5)) == {"week": "2024-02-27", "month": "2024-02-04", "year": "2024"}


@given(st.text(max_size=60), st.sampled_from(("outlet", "speaker", "in")))
def test_whatever_is_typed_conditions_are_taken_out_and_put_in(typed, field):
    rest = remove_fields(typed, field)
    assert not any(each.field == field for each in find_filters(rest)) or '"' in typed or "“" in typed
    read_query(add_filter(typed, field, "notes"))
    for each in find_filters(typed):
        assert typed[each.start : each.end].lower().startswith(f"{each.field}:")
