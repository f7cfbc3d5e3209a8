"""Every key of the table does what stands beside it, wherever in the window the keyboard is but in a field."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from reader.app.actions import TABLE
from reader.app.right_column import RightColumn

OF_FIELDS = {"copy"}  # what selects keeps this for itself
OF_PLACES = {"articlePage": {"nothing"}, "libraryList": set(), "entityTree": set(), "quoteList": set()}


@pytest.fixture
def window(opened, keep, qtbot):
    keep()
    window = opened().window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def done(window):
    """Take what every action does away, and return the list of those that were triggered."""
    done = []
    for row in TABLE:
        action = window.actions_[row.id]
        action.triggered.disconnect()
        action.triggered.connect(lambda _checked=False, name=row.id: done.append(name))
        action.setVisible(True)
    return done


def press(qtbot, widget, keys):
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(widget, combination.key(), combination.keyboardModifiers())


@pytest.mark.parametrize("place", OF_PLACES)
def test_every_key_reaches_its_action(window, done, qtbot, place):
    widget = window.findChild(QWidget, place)
    window.findChild(RightColumn).tabs.setCurrentIndex(int(place == "quoteList"))
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    wanted = []
    for row in TABLE:
        window.actions_[row.id].setEnabled(True)
        for keys in row.keys:
            if row.id not in OF_FIELDS | OF_PLACES[place]:
                press(qtbot, widget, keys)
                wanted.append(row.id)
    assert done == wanted


@pytest.mark.parametrize("name", ["searchField", "noteEdit"])
def test_letters_are_written_where_there_is_a_field(window, done, qtbot, name):
    field = window.findChild(QWidget, name)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    for row in TABLE:
        for keys in row.keys:
            if len(keys.rpartition("+")[2]) == 1 and "Ctrl" not in keys and "Alt" not in keys:
                press(qtbot, field, keys)
    assert done == []
