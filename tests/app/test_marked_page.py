"""Marks, margin and photograph in the whole window, by key and by mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QLabel, QToolButton, QWidget


@pytest.fixture
def window(opened, keep, qtbot):
    keep()
    application = opened()
    qtbot.waitExposed(application.window)
    application.window.activateWindow()
    application.page = application.window.findChild(QWidget, "articlePage")
    application.page.setFocus()
    return application


def bar_colour(window):
    page = window.page
    note = page._margin.note_of(0)
    top = round(note.top) - page.verticalScrollBar().value()
    return QColor(page.viewport().grab().toImage().pixel(page.document().column.bars + 1, top + 6)).name()


def test_m_takes_all_marks_away_and_brings_them_back_and_no_line_moves(window, qtbot):
    page, theme = window.page, window.window._theme
    place = page.verticalScrollBar().value(), page.document().size()
    assert bar_colour(window) == theme.colour("ink2").name()
    qtbot.keyClick(page, Qt.Key.Key_M)
    assert bar_colour(window) == theme.colour("page").name()
    assert not window.window.findChild(QToolButton, "personSwitch").isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_M)
    assert bar_colour(window) == theme.colour("ink2").name()
    assert (page.verticalScrollBar().value(), page.document().size()) == place


def test_a_click_in_the_margin_chooses_the_row_of_the_quote(window, qtbot):
    page = window.page
    window.window.actions_["quotes"].trigger()
    box = page._margin.box(page._margin.note_of(1)).translated(0, -page.verticalScrollBar().value())
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert (window.desk.focus.kind, window.desk.focus.subject) == ("quote", 1)
    assert window.window.findChild(QLabel, "mentionCounter").text() == "quote 2 of 2"
    listed = window.window.findChild(QAbstractItemView, "quoteList")
    assert "a quiet gift" in listed.currentIndex().data()


def test_a_switch_is_reached_and_worked_by_the_keyboard(window, qtbot):
    switch = window.window.findChild(QToolButton, "quoteSwitch")
    switch.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()
    assert bar_colour(window) == window.window._theme.colour("page").name()


def test_p_goes_to_the_caption_where_no_picture_came(window, qtbot):
    window.window.resize(900, 480)
    for _ in range(6):  # so that the caption is out of view at the end
        window.window.actions_["larger"].trigger()
    bar = window.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.keyClick(window.page, Qt.Key.Key_P)
    assert window.window.findChild(QWidget, "largePhoto") is None
    assert bar.value() < bar.maximum()
