"""The three dots of Photo and Notes: what hangs there, and that it does what it says."""

import pytest
from PySide6.QtGui import QGuiApplication


@pytest.fixture
def right(opened, keep):
    keep()
    return opened().right


def lines(panel):
    menu = panel.more.menu()
    menu.aboutToShow.emit()
    return {action.text().replace("&", ""): action for action in menu.actions() if not action.isSeparator()}


def test_letters_of_each_menu_are_its_own(right):
    for panel in (right.photo, right.notes):
        letters = [action.text()[action.text().index("&") + 1].lower() for action in lines(panel).values()]
        assert len(letters) == len(set(letters))


def test_caption_is_copied_and_the_card_folded(right):
    lines(right.photo)["Copy Caption"].trigger()
    assert QGuiApplication.clipboard().text().startswith("Mayor Ana Reis opens the quay")
    lines(right.photo)["Fold"].trigger()
    assert right.photo.folded
    assert right.photo.more.isHidden()


def test_a_note_is_found_in_and_copied_where_there_is_one(right):
    assert not lines(right.notes)["Copy the Note"].isEnabled()
    right.notes._edit.setPlainText("Who paid?")
    lines(right.notes)["Copy the Note"].trigger()
    assert QGuiApplication.clipboard().text() == "Who paid?"
    lines(right.notes)["Find in the Note"].trigger()
    assert right.notes.finder.isVisible()
    lines(right.notes)["Fold"].trigger()
    assert right.notes.folded
