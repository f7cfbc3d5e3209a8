import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QListView, QPushButton, QTabBar

from reader.library.store import Library


@pytest.fixture
def kept(keep):
    return [keep(f"{name} of the ferry", outlet=outlet) for name, outlet in (("C", "A Post"), ("A", "C"), ("B", "B"))]


@pytest.fixture
def application(opened, kept):
    return opened()


def titles(application):
    model = application.window.findChild(QListView, "libraryList").model()
    return [model.index(row, 0).data()[0] for row in range(model.rowCount())]


def go_to_shelf(application, name):
    application.window.findChild(QTabBar, "shelves").setCurrentIndex(("all", "unread", "noted", "trash").index(name))


def shown(application):
    return application.opening.story


def test_story_is_moved_to_the_trash_and_the_next_one_opens(application, kept, qtbot):
    assert shown(application) == kept[2]
    application.window.actions_["trash"].trigger()
    qtbot.waitUntil(lambda: titles(application) == ["A", "C"])
    assert shown(application) == kept[1]
    go_to_shelf(application, "trash")
    assert titles(application) == ["B"]


def test_undo_brings_a_story_back_and_redo_takes_it_away(application, kept, qtbot):
    actions = application.window.actions_
    assert not actions["undo"].isEnabled()
    actions["trash"].trigger()
    qtbot.waitUntil(lambda: len(titles(application)) == 2)
    assert actions["undo"].isEnabled()
    actions["undo"].trigger()
    qtbot.waitUntil(lambda: titles(application) == ["B", "A", "C"])
    assert shown(application) == kept[2]
    actions["redo"].trigger()
    qtbot.waitUntil(lambda: len(titles(application)) == 2)


def test_toast_offers_to_undo(application, qtbot):
    application.window.actions_["trash"].trigger()
    qtbot.waitUntil(lambda: len(titles(application)) == 2)
    toast = application.window.findChild(QFrame, "toast")
    button = toast.findChild(QPushButton)
    assert toast.isVisible()
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(titles(application)) == 3)


def test_several_stories_are_moved_at_once_with_the_key(application, kept, qtbot):
    listed = application.window.findChild(QListView, "libraryList")
    listed.setFocus()
    listed.setCurrentIndex(listed.model().index(1, 0))
    qtbot.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(listed, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(application) == ["B"])
    assert shown(application) == kept[2]


def test_delete_in_a_note_deletes_letters(application, qtbot):
    edit = application.window.findChild(object, "noteEdit")
    edit.setFocus()
    qtbot.keyClicks(edit, "ab")
    qtbot.keyClick(edit, Qt.Key.Key_Home)
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert edit.toPlainText() == "b"
    assert len(titles(application)) == 3


def test_undo_belongs_to_the_note_that_is_written(application, qtbot):
    actions = application.window.actions_
    actions["trash"].trigger()
    qtbot.waitUntil(lambda: len(titles(application)) == 2)
    edit = application.window.findChild(object, "noteEdit")
    edit.setFocus()
    qtbot.keyClicks(edit, "words")
    qtbot.waitUntil(edit.hasFocus)
    actions["undo"].trigger()
    assert edit.toPlainText() == ""
    assert len(titles(application)) == 2


def test_story_is_restored_from_the_trash(application, kept, qtbot):
    application.window.actions_["trash"].trigger()
    qtbot.waitUntil(lambda: len(titles(application)) == 2)
    go_to_shelf(application, "trash")
    assert not application.window.actions_["trash"].isEnabled()
    assert not application.window.actions_["restore"].isEnabled()
    listed = application.window.findChild(QListView, "libraryList")
    listed.setCurrentIndex(listed.model().index(0, 0))
    application.window.actions_["restore"].trigger()
    qtbot.waitUntil(lambda: titles(application) == [])
    go_to_shelf(application, "all")
    assert titles(application) == ["B", "A", "C"]


def test_trashed_story_is_not_the_one_that_opens_next_time(application, opened, kept, qtbot):
    application.window.actions_["trash"].trigger()
    qtbot.waitUntil(lambda: shown(application) == kept[1])
    application._library.remember("article", kept[2])
    application.leave()
    assert opened().opening.story == kept[1]


def test_stories_are_sorted_as_chosen_and_stay_so(application, opened):
    application.window.actions_["order_headline"].trigger()
    assert titles(application) == ["A", "B", "C"]
    application.window.actions_["order_outlet"].trigger()
    assert titles(application) == ["C", "B", "A"]
    application.window.close()
    again = opened()
    assert titles(again) == ["C", "B", "A"]
    assert again.window.actions_["order_outlet"].isChecked()


def test_shelves_count_what_is_unread_and_noted(application, kept, qtbot):
    tabs = application.window.findChild(QTabBar, "shelves")
    qtbot.waitUntil(lambda: tabs.accessibleTabName(1) == "Unread, 3")
    edit = application.window.findChild(object, "noteEdit")
    edit.setPlainText("To ask again")
    application.right.keep_note(QEvent(QEvent.Type.Close))
    qtbot.waitUntil(lambda: tabs.accessibleTabName(2) == "Noted, 1")
    go_to_shelf(application, "noted")
    assert titles(application) == ["B"]


def test_read_story_is_marked_unread_again(application, folder, kept, qtbot):
    library = Library(folder)
    library.mark_read(kept[2])
    application.window.actions_["mark_unread"].trigger()
    qtbot.waitUntil(lambda: library.story(kept[2]).unread)
    library.close()
    assert not application.opening.read_timer.isActive()


def test_empty_shelf_says_why(application, qtbot):
    go_to_shelf(application, "trash")
    words = "The trash is empty. Stories stay in it for thirty days."
    assert [label for label in application.window.findChildren(QLabel) if label.text() == words and label.isVisible()]


def test_last_story_in_the_trash_leaves_an_empty_page(opened, keep, qtbot):
    keep()
    application = opened()
    application.window.actions_["trash"].trigger()
    qtbot.waitUntil(lambda: shown(application) is None)
    QApplication.processEvents()
    assert titles(application) == []
