"""Finding in the whole window: keys, bar, count, and the place that is kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

KEYS = Qt.KeyboardModifier


@pytest.fixture
def window(opened, keep, qtbot):
    keep()
    application = opened()
    qtbot.waitExposed(application.window)
    application.window.activateWindow()
    application.page = application.window.findChild(QWidget, "articlePage")
    return application


def find_field(application):
    return application.window.findChild(QLineEdit, "findField")


def counter(application):
    return application.window.findChild(QLabel, "mentionCounter").text()


def open_bar(application, qtbot):
    qtbot.keyClick(application.page, Qt.Key.Key_F, KEYS.ControlModifier)
    bar = application.window.findChild(QWidget, "findBar")
    assert bar.isVisible()
    return bar


def test_what_is_typed_is_found_and_counted_in_the_one_place(window, qtbot):
    open_bar(window, qtbot)
    qtbot.keyClicks(find_field(window), "reis")
    assert counter(window) == "1 of 3"
    qtbot.keyClick(find_field(window), Qt.Key.Key_Return)
    assert counter(window) == "2 of 3"
    qtbot.keyClick(find_field(window), Qt.Key.Key_F3, KEYS.ShiftModifier)
    qtbot.keyClick(find_field(window), Qt.Key.Key_F3, KEYS.ShiftModifier)
    assert counter(window) == "3 of 3"
    qtbot.keyClicks(find_field(window), "zz")
    assert counter(window) == "not found"


def test_single_letters_are_words_to_find_and_no_commands(window, qtbot):
    open_bar(window, qtbot)
    qtbot.keyClicks(find_field(window), "nMq?")
    assert find_field(window).text() == "nMq?"
    assert window.desk.focus is None


def test_escape_closes_the_bar_and_keeps_the_place(window, qtbot):
    window.window.resize(900, 480)
    bar = open_bar(window, qtbot)
    qtbot.keyClicks(find_field(window), "quiet gift")
    place = window.page.verticalScrollBar().value()
    assert place > 0
    qtbot.keyClick(find_field(window), Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert window.page.verticalScrollBar().value() == place
    assert window.page.finder.hits == []
    assert window.window.focusWidget() is window.page
    qtbot.keyClick(window.page, Qt.Key.Key_F3)
    assert bar.isVisible()
    assert find_field(window).text() == "quiet gift"


def test_opening_the_bar_moves_no_line(window, qtbot):
    size, place = window.page.viewport().size(), window.page.verticalScrollBar().value()
    open_bar(window, qtbot)
    assert (window.page.viewport().size(), window.page.verticalScrollBar().value()) == (size, place)


def test_escape_on_the_page_closes_the_bar_before_it_lets_go_of_the_name(window, qtbot):
    bar = open_bar(window, qtbot)
    qtbot.keyClicks(find_field(window), "fares")
    window.desk.focus_on_entity(0)
    assert counter(window) == "mention 1 of 4"
    window.page.setFocus()
    qtbot.keyClick(window.page, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert window.desk.focus is not None
    qtbot.keyClick(window.page, Qt.Key.Key_Escape)
    assert window.desk.focus is None


def test_a_selection_is_taken_for_the_words(window, qtbot):
    cursor = window.page.textCursor()
    at = window.page.document().map.position_of(window.desk.reading.article.text.index("Port Council"))
    cursor.setPosition(at)
    cursor.setPosition(at + 4, cursor.MoveMode.KeepAnchor)
    window.page.setTextCursor(cursor)
    open_bar(window, qtbot)
    assert find_field(window).text() == "Port"
    assert counter(window) == "1 of 1"


def test_a_paragraph_is_asked_for_in_the_same_bar(window, qtbot):
    window.window.resize(900, 480)
    qtbot.keyClick(window.page, Qt.Key.Key_G, KEYS.ControlModifier)
    bar = window.window.findChild(QWidget, "findBar")
    assert bar.isVisible()
    assert find_field(window).accessibleName() == "Number of a paragraph"
    qtbot.keyClicks(find_field(window), "3")
    assert window.page.verticalScrollBar().value() > 0
    qtbot.keyClick(find_field(window), Qt.Key.Key_Return)
    assert not bar.isVisible()
    assert counter(window) == ""


def test_tab_goes_round_the_bar_and_not_to_the_links_of_the_page(window, qtbot):
    bar = open_bar(window, qtbot)
    qtbot.keyClick(find_field(window), Qt.Key.Key_Tab)
    assert bar.isAncestorOf(window.window.focusWidget())
    assert window.window.focusWidget().accessibleName() == "Find Previous"
