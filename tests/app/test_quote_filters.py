"""From the sourcing to the quotes and back in the whole window, by mouse and by keys."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from reader.app.panels.chips import RemovableChip
from reader.app.panels.quotes import QuoteList
from reader.app.panels.sourcing import SourcingPanel
from reader.reading.doubts import find_doubts


@pytest.fixture
def shown(opened, keep):
    keep()
    return opened()


def part(shown, kind, name):
    return shown.window.findChild(kind, name)


def shown_quotes(shown):
    model = part(shown, QuoteList, "quoteList").model()
    return [model.row_at(model.index(i)).subject for i in range(model.rowCount())]


def row_of(view, words):
    model = view.model()
    return next(model.index(i) for i in range(model.rowCount()) if model.index(i).data() == words)


def click_row(qtbot, view, words, left=40):
    place = view.visualRect(row_of(view, words))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left, place.center().y()))


def test_bar_of_a_source_is_clicked_its_quotes_are_shown_and_escape_shows_all_again(shown, qtbot):
    shown.window.actions_["sourcing"].trigger()
    sources = part(shown, QuoteList, "sourcingList")
    click_row(qtbot, sources, "Ana Reis", left=sources.width() // 2 + 20)
    quotes = part(shown, QuoteList, "quoteList")
    assert quotes.isVisible()
    assert shown_quotes(shown) == [0]
    QTest.keyClick(shown.window.focusWidget(), Qt.Key.Key_Escape)
    assert shown_quotes(shown) == [0, 1]
    assert quotes.isVisible()


def test_class_is_clicked_and_taken_away_with_its_cross(shown, qtbot):
    shown.window.actions_["sourcing"].trigger()
    click_row(qtbot, part(shown, QuoteList, "sourcingList"), "Source open")
    assert shown_quotes(shown) == [1]
    (chip,) = shown.window.findChildren(RemovableChip)
    assert chip.text() == "Source open 1"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert shown_quotes(shown) == [0, 1]


def test_cues_are_chosen_by_keys_alone(shown, qtbot):
    shown.window.actions_["sourcing"].trigger()
    sources = part(shown, QuoteList, "sourcingList")
    sources.setCurrentIndex(row_of(sources, "Neutral told no cue"))
    QTest.keyClick(sources, Qt.Key.Key_Right)
    QTest.keyClick(sources, Qt.Key.Key_Return)
    assert shown_quotes(shown) == [0]
    assert [chip.text() for chip in shown.window.findChildren(RemovableChip)] == ["Neutral 2", "“told” 1"]


def test_number_of_sources_shows_the_quotes_by_speaker(shown, qtbot):
    shown.window.actions_["sourcing"].trigger()
    panel = part(shown, SourcingPanel, "sourcingPanel")
    sources = part(shown, QuoteList, "sourcingList")
    sources.setCurrentIndex(sources.model().index(0))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(sources, key)
    model = part(shown, QuoteList, "quoteList").model()
    assert model.by_speaker
    assert model.rowCount() == 4
    assert panel.isHidden()


def test_counter_at_the_foot_goes_through_what_needs_a_look(shown, qtbot):
    desk, status = shown.desk, shown._status
    unsure = tuple(replace(quote, confidence=0.2) for quote in desk.reading.analysis.quotes)
    article, analysis = desk.reading.article, replace(desk.reading.analysis, quotes=unsure)
    desk.show(replace(desk.reading, analysis=analysis, doubts=find_doubts(article, analysis)))
    qtbot.mouseClick(part(shown, QWidget, "doubtButton"), Qt.MouseButton.LeftButton)
    assert desk.doubt == desk.reading.doubts[0]
    qtbot.mouseClick(status._down, Qt.MouseButton.LeftButton)
    assert desk.doubt == desk.reading.doubts[1]
    assert status._breakdown._words == desk.doubt.text == "The speaker is a guess."
    assert status._counter.text() == "quote 2 of 2"
    desk.focus_on_quote(0)
    qtbot.mouseClick(status._down, Qt.MouseButton.LeftButton)
    assert desk.doubt is None
