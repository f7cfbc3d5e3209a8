import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QMenuBar, QPushButton

from reader.app.actions import MENUS, TABLE


def test_no_two_actions_share_keys():
    keys = [key for row in TABLE for key in row.keys]
    assert len(keys) == len(set(keys))


def test_no_two_actions_of_a_menu_share_a_letter():
    for menu in (*dict(MENUS), "Theme"):
        letters = [row.text[row.text.index("&") + 1].lower() for row in TABLE if row.menu == menu and "&" in row.text]
        assert len(letters) == len(set(letters)), menu


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
    assert "Ctrl Shift V" in words
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
