"""How wide the text is and how far apart its lines stand, by menu, at once and remembered."""

from PySide6.QtWidgets import QToolButton, QWidget

from reader.app.settings import Settings


def test_width_and_spacing_change_at_once_and_are_remembered(opened, keep, folder):
    keep()
    window = opened().window
    page = window.findChild(QWidget, "articlePage")
    column = page.document().column
    window.actions_["text_width_narrow"].trigger()
    window.actions_["line_spacing_loose"].trigger()
    assert page.document().column.width < column.width
    assert page.document().column.spacing > 1
    assert not window.actions_["text_width_normal"].isChecked()
    window.close()
    again = opened().window
    assert again.actions_["text_width_narrow"].isChecked()
    assert again.findChild(QWidget, "articlePage").document().column.spacing > 1
    again.actions_["text_width_normal"].trigger()
    again.actions_["line_spacing_normal"].trigger()
    assert again.findChild(QWidget, "articlePage").document().column.spacing == 1


def test_a_setting_that_nobody_knows_is_the_usual_one(opened, keep, folder):
    keep()
    folder.mkdir(exist_ok=True)
    Settings(folder).keep("text_width", "enormous")
    window = opened().window
    assert window.actions_["text_width_normal"].isChecked()
    assert window.findChild(QWidget, "articlePage").document().column.spacing == 1


def test_the_text_button_offers_size_width_spacing_and_typeface(opened, keep):
    keep()
    window = opened().window
    menu = window.findChild(QToolButton, "textButton").menu()
    submenus = [action.menu() for action in menu.actions() if action.menu()]
    assert [action.objectName() for submenu in submenus for action in submenu.actions()] == [
        "text_width_narrow",
        "text_width_normal",
        "text_width_wide",
        "line_spacing_tight",
        "line_spacing_normal",
        "line_spacing_loose",
        "face_serif",
        "face_sans",
        "face_system",
    ]
