"""Dates as captions write them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.dates import find_dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("in Nairobi on Nov. 14, 2021.", "2021-11-14"),
        ("on 21 May 2024", "2024-05-21"),
        ("on the 3rd of March 2023", "2023-03-03"),
        ("2023-03-18", "2023-03-18"),
        ("taken in September 2019", "2019-09"),
        ("am 26. Februar 2020", "2020-02-26"),
        ("le 1er août 2022", "2022-08-01"),
        ("el 14 de noviembre de 2021", "2021-11-14"),
        ("em 2 de março de 2020", "2020-03-02"),
        ("26.02.2020", "2020-02-26"),
        ("14/11/2021", "2021-11-14"),
        ("11/14/2021", "2021-11-14"),
        ("5 мая 2022", "2022-05-05"),
    ],
)
def test_date_is_read(text, iso):
    assert [date.iso for date in find_dates(text)] == [iso]


@pytest.mark.parametrize("text", ["on Tuesday, March 3", "in May", "on 03/04/2020", "room 2020", "on Feb. 40, 2020"])
def test_day_without_a_year_or_without_a_clear_order_is_not_guessed(text):
    assert all(len(date.iso) == 7 for date in find_dates(text))
    assert text == "on Feb. 40, 2020" or not find_dates(text)


@given(st.text(alphabet="0123456789 ./-,MaryFeb", max_size=40))
def test_dates_lie_in_the_text_in_order(text):
    dates = find_dates(text)
    assert all(0 <= date.span.start < date.span.end <= len(text) for date in dates)
    assert all(a.span.end <= b.span.start for a, b in pairwise(dates))
