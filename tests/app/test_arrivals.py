import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from reader.app.arrivals import Arrivals
from reader.app.panels.arrival_model import ARRIVAL, ArrivalListModel
from reader.model.problem import Problem


@pytest.fixture
def arrivals(qapp):
    return Arrivals()


def names(arrivals, most=100):
    return [arrival.name for arrival in arrivals.shown(most)]


def test_what_came_last_is_read_first_and_what_came_together_in_order(arrivals):
    for batch in (arrivals.begin_batch(), arrivals.begin_batch()):
        for name in "ab":
            arrivals.keep(arrivals.add(batch, f"{name}{batch}"), f"{name}{batch}", known=False)
    assert names(arrivals) == ["a2", "b2", "a1", "b1"]
    assert arrivals.next_kept().name == "a2"


def test_what_is_at_work_stands_first_then_failures_then_what_waits(arrivals):
    one, two, three, four = (arrivals.add(1, name) for name in "abcd")
    arrivals.turn(two, "failed", Problem("No."))
    arrivals.turn(four, "reading")
    arrivals.turn(three, "failed", Problem("No."))
    assert names(arrivals) == ["d", "c", "b", "a"]
    assert (arrivals.failed, arrivals.total, arrivals.read) == (2, 4, 0)
    assert one in arrivals.unfinished()


def test_what_is_read_goes_and_the_count_begins_anew(arrivals):
    one, two = arrivals.add(1, "a"), arrivals.add(1, "b")
    arrivals.turn(one, "done")
    assert names(arrivals) == ["b"]
    assert (arrivals.read, arrivals.total, arrivals.is_idle) == (1, 2, False)
    arrivals.turn(two, "failed", Problem("No."))
    assert arrivals.is_idle
    arrivals.clear_done()
    assert names(arrivals) == ["b"]
    assert (arrivals.read, arrivals.total) == (0, 1)
    arrivals.put_away(two)
    assert arrivals.total == 0


def test_two_that_became_the_same_story_are_one(arrivals):
    one, two = arrivals.add(1, "a"), arrivals.add(1, "b")
    arrivals.keep(one, "s", known=False)
    arrivals.keep(two, "s", known=True)
    assert one.is_put_away
    assert arrivals.of("s") is two


def test_what_is_put_away_is_turned_no_more(arrivals):
    one = arrivals.add(1, "a")
    arrivals.put_away(one)
    arrivals.turn(one, "failed", Problem("No."))
    assert names(arrivals) == []
    assert arrivals.is_idle


def test_list_of_ten_thousand_is_as_short_as_what_is_looked_at(arrivals):
    for number in range(10_000):
        arrivals.add(1, str(number))
    model = ArrivalListModel(arrivals)
    model.refresh()
    first = model.rowCount()
    assert first < 100
    assert model.canFetchMore(model.index(-1, 0))
    model.fetchMore(model.index(-1, 0))
    assert model.rowCount() == 2 * first


def test_rows_that_stay_keep_their_place(arrivals):
    one, two, three = (arrivals.add(1, name) for name in "abc")
    model = ArrivalListModel(arrivals)
    QAbstractItemModelTester(model)
    model.refresh()
    arrivals.turn(three, "reading")
    arrivals.put_away(one)
    model.refresh()
    assert [model.index(row).data() for row in range(model.rowCount())] == ["c", "b"]
    assert (model.row(two), model.row(one)) == (1, -1)


def test_row_is_told_with_its_state_and_what_is_wrong(arrivals):
    arrivals.turn(arrivals.add(1, "a\u202etxt.exe"), "failed", Problem("It is empty.", "Hand in another."))
    model = ArrivalListModel(arrivals)
    model.refresh()
    told = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.endswith("It is empty.")
    assert "\u202e" not in told


_STATES = ("queued", "fetching", "kept", "reading", "finding", "done", "failed", "away", "add")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 8), st.sampled_from(_STATES)), max_size=30))
def test_model_shows_what_there_is_whatever_happens(qapp, steps):
    arrivals = Arrivals()
    model = ArrivalListModel(arrivals)
    QAbstractItemModelTester(model)
    made = [arrivals.add(arrivals.begin_batch() if number % 3 else 1, str(number)) for number in range(6)]
    for place, state in steps:
        arrival = made[place % len(made)]
        if state == "add":
            made.append(arrivals.add(arrivals.begin_batch(), "new"))
        elif state == "away":
            arrivals.put_away(arrival)
        else:
            arrivals.turn(arrival, state)
        model.refresh()
        shown = [model.index(row).data(ARRIVAL) for row in range(model.rowCount())]
        assert shown == arrivals.shown(100)
        assert 0 <= arrivals.read <= arrivals.total
