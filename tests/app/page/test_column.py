"""Where the column of text stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app.page.column import Taste, find_column


@pytest.mark.parametrize(
    ("page", "left", "width"),
    [(720, 52, 488), (718, 52, 488), (814, 70, 548), (816, 70, 548), (1180, 196, 600), (1400, 306, 600)],
)
def test_the_column_stands_as_drawn(page, left, width):
    column = find_column(page)
    assert (column.left, column.width) == (left, width)


def test_letters_are_larger_on_a_wide_page():
    assert find_column(1180).body * 19 == pytest.approx(20)
    assert find_column(816).body == 1


@given(st.integers(320, 3000), st.sampled_from((0.8, 1.0, 1.25, 1.5, 2.0)))
def test_the_column_fits_the_page(page, scale):
    column = find_column(page, Taste(scale))
    assert column.left >= 24
    assert column.right + 34 + 14 <= page
    assert column.width <= max(600 * scale, 600)


@given(st.integers(640, 2999))
def test_a_wider_page_never_has_a_narrower_text(page):
    assert find_column(page).width <= find_column(page + 1).width


@given(st.integers(320, 3000), st.sampled_from((0.84, 1.0, 1.2)), st.sampled_from((0.8, 1.0, 1.5)))
def test_the_column_fits_the_page_in_every_width_of_text(page, width, scale):
    column = find_column(page, Taste(scale, width))
    assert column.left >= 24
    assert column.right + 34 + column.notes + 14 <= page
    assert column.width <= max(600 * width * scale, 600)


def test_a_narrower_text_keeps_its_middle():
    normal, narrow = find_column(1180), find_column(1180, Taste(width=0.84))
    assert narrow.width == 504
    assert narrow.left + narrow.right == normal.left + normal.right
    assert find_column(1180, Taste(width=1.2)).width == 720
