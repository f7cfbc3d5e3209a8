"""The scroll bar says where on the page something stands."""

import pytest
from PySide6.QtGui import QColor

from reader.app.page.ticks import TickBar


def test_each_mention_has_a_tick_and_the_current_one_the_larger(page, desk, long_reading):
    desk.show(long_reading)
    page.build_whole()
    desk.focus_on_entity(0, 7)
    mentions = long_reading.analysis.entities[0].mentions
    bar = page.verticalScrollBar()
    assert len(bar.ticks) == len(mentions)
    assert bar.ticks == sorted(bar.ticks)
    assert bar.current == bar.ticks[7]
    desk.focus_on(None)
    assert (bar.ticks, bar.current) == ([], None)


def test_a_tick_stands_where_its_mention_does(page, desk, long_reading):
    desk.show(long_reading)
    page.build_whole()
    last = long_reading.analysis.entities[0].mentions[-400].span
    box = page._find_span(last)
    share = page._heights.share(last.start)
    assert share * page.document().size().height() == pytest.approx(box.center().y(), abs=60)


def test_ticks_are_told_again_when_the_whole_page_stands(page, desk, long_reading, qtbot):
    desk.show(long_reading)
    desk.focus_on_entity(0, 0)
    bar = page.verticalScrollBar()
    guessed = list(bar.ticks)
    qtbot.waitUntil(lambda: page.document().built, timeout=10000)
    assert len(bar.ticks) == len(guessed)
    assert bar.ticks != guessed


def test_no_ticks_without_marks(page, desk, reading):
    desk.show(reading)
    desk.focus_on_quote(0)
    assert len(page.verticalScrollBar().ticks) == 1
    page.set_marks_shown(False)
    assert page.verticalScrollBar().ticks == []


def test_ticks_are_painted_in_the_colour_of_the_light(qtbot, theme):
    bar = TickBar(theme, None)
    qtbot.addWidget(bar)
    bar.resize(14, 408)
    bar.show_ticks([0.25], 0.75)
    image = bar.grab().toImage()
    edge = theme.colour("edge")
    assert [QColor(image.pixel(x, 104)) == edge for x in (3, 4, 11, 12)] == [False, True, True, False]
    assert QColor(image.pixel(1, 303)) == edge
    assert QColor(image.pixel(1, 104)) != edge
