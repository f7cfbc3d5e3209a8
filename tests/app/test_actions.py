import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QMenuBar, QPushButton, QToolButton

from reader.app.actions import TABLE


def test_no_two_actions_share_keys():
    keys = [key for row in TABLE for key in row.keys]
    assert len(keys) == len(set(keys))


def test_every_line_of_a_menu_has_a_letter_of_its_own(opened, keep):
    keep()
    menus = [opened().window.findChild(QMenuBar)]
    while menus:
        menu = menus.pop()
        lines = [action for action in menu.actions() if not action.isSeparator()]
        letters = [action.text()[action.text().index("&") + 1].lower() for action in lines]
        assert len(letters) == len(set(letters)), menu
        menus += [
            action.menu() for action in lines if action.menu() and action.text().replace("&", "") != "Open Recent"
        ]


def test_every_action_stands_in_the_menus_and_does_something(opened, keep):
    keep()
    window = opened().window
    bar = window.findChild(QMenuBar)
    shown = set()

    def look(menu):
        for action in menu.actions():
            if action.menu():
                look(action.menu())
            elif not action.isSeparator():
                shown.add(action.objectName())

    look(bar)
    assert shown == {row.id for row in TABLE}
    assert all(window.actions_[row.id].receivers("2triggered(bool)") for row in TABLE)


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_alt_shows_the_menu_bar_and_alt_hides_it(opened, keep, qtbot):
    keep()
    window = opened().window
    bar = window.findChild(QMenuBar)
    assert not bar.isVisible()
    window.toggle_menu_bar()
    assert bar.isVisible()
    assert bar.activeAction() is bar.actions()[0]
    bar.actions()[0].menu().close()
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_single_letters_belong_to_the_field_that_is_written_in(opened, keep, qtbot):
    keep()
    application = opened()
    edit = application.window.findChild(object, "noteEdit")
    edit.setFocus()
    qtbot.keyClicks(edit, "nQ?")
    assert edit.toPlainText() == "nQ?"
    assert application.desk.focus is None


def test_shortcuts_are_listed_from_the_table(opened, keep, qtbot):
    keep()
    window = opened().window
    page = window.findChild(object, "articlePage")
    qtbot.keyClick(page, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    dialog = window.findChild(QDialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Next Mention" in words
    assert {"Ctrl Shift V", "Ctrl +", "Ctrl -", "Shift F3"} <= set(words)
    field = dialog.findChild(QLineEdit)
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "mention")
    left = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert left == ["GO", "Next Mention", "N", "Previous Mention", "Shift N"]
    field.setText("zeppelin")
    assert [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()] == [
        "No shortcut has these words."
    ]
    dialog.findChild(QPushButton).click()


def test_about_and_licences_open(opened, keep, qtbot):
    keep()
    window = opened().window
    for name in ("about", "licences"):
        window.actions_[name].trigger()
        dialog = window.findChild(QDialog)
        assert dialog.isVisible()
        dialog.accept()
        qtbot.waitUntil(lambda: window.findChild(QDialog) is None)


def test_copy_takes_what_is_selected_where_the_keyboard_is(opened, keep):
    keep()
    application = opened()
    window = application.window
    page, edit = window.findChild(object, "articlePage"), window.findChild(object, "noteEdit")
    window.findChild(QToolButton, "exportButton").setFocus()
    cursor = page.textCursor()
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    page.setTextCursor(cursor)
    window.actions_["copy"].trigger()
    assert QGuiApplication.clipboard().text() == page.selected_text() != ""
    edit.setPlainText("a note")
    edit.selectAll()
    edit.setFocus()
    window.actions_["copy"].trigger()
    assert QGuiApplication.clipboard().text() == "a note"


def test_export_stands_over_the_right_column_and_opens(opened, keep, qtbot):
    keep()
    window = opened().window
    button = window.findChild(QToolButton, "exportButton")
    assert button.isVisible()
    assert button.text() == "Export"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = window.findChild(QDialog)
    assert dialog.isVisible()
    dialog.reject()
