"""Where pages end: every row on one page, none cut, a quote kept whole where that leaves no page half empty."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.app.page.breaks import Row, part_rows

HEIGHT = 100.0


def make_rows(parts):
    rows, top = [], 0.0
    for gap, height, cost in parts:
        top += gap
        rows.append(Row(top, top + height, (), cost))
        top += height
    return rows


ROWS = st.lists(st.tuples(st.floats(0, 30), st.floats(1, 99), st.integers(0, 2)), max_size=60).map(make_rows)


@given(ROWS, st.lists(st.tuples(st.floats(0, 2000), st.floats(0, 200)), max_size=10))
def test_every_row_stands_on_one_page_in_order_and_no_page_is_overfull(rows, quotes):
    pages = part_rows(rows, HEIGHT, [(top, top + height) for top, height in quotes])
    shown = [(row.top, row.bottom) for page in pages for row in page.rows]
    assert shown == [(row.top, row.bottom) for row in rows]
    assert all(page.rows for page in pages)
    assert all(page.bottom - page.top <= HEIGHT for page in pages)


@given(ROWS, st.lists(st.tuples(st.floats(0, 2000), st.floats(0, 200)), max_size=10))
def test_a_page_is_ended_early_only_when_it_is_three_fifths_full(rows, quotes):
    pages = part_rows(rows, HEIGHT, [(top, top + height) for top, height in quotes])
    for page, following in pairwise(pages):
        fits = following.rows[0].bottom - page.top <= HEIGHT
        assert not fits or page.bottom - page.top >= HEIGHT * 0.6


def lines(count, cost=0):
    return [Row(i * 10.0, i * 10.0 + 10, (), cost) for i in range(count)]


def test_a_quote_that_would_be_cut_goes_to_the_next_page():
    pages = part_rows(lines(14), HEIGHT, [(81.0, 118.0)])
    assert [len(page.rows) for page in pages] == [8, 6]


def test_a_quote_longer_than_half_a_page_may_be_cut():
    pages = part_rows(lines(14), HEIGHT, [(41.0, 138.0)])
    assert [len(page.rows) for page in pages] == [10, 4]


def test_a_subhead_is_not_left_alone_at_the_foot():
    rows = [*lines(10), Row(100.0, 110.0, (), 2), *(Row(i * 10.0, i * 10.0 + 10, (), 0) for i in range(11, 14))]
    assert [len(page.rows) for page in part_rows(rows, HEIGHT)] == [9, 5]


def test_the_least_evil_is_taken_where_every_place_costs():
    rows = [row._replace(cost=2 if i == 10 else 1) for i, row in enumerate(lines(14))]
    assert [len(page.rows) for page in part_rows(rows, HEIGHT)] == [9, 5]
