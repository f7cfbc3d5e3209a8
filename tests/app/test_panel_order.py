"""Moving the panels of the right column: by keys, by menu, by dragging their titles."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

USUAL = ["photo", "lists", "notes"]


@pytest.fixture
def shown(opened, keep):
    keep()
    application = opened()
    application.window.resize(1480, 940)
    return application


def tops(shown):
    order = shown.right.order
    panels = {"photo": "photoCard", "notes": "noteEdit", "lists": "entityTree"}
    window = shown.window
    found = {name: window.findChild(QWidget, panels[name]) for name in USUAL}
    return sorted(order.names, key=lambda name: found[name].mapTo(window, QPoint(0, 0)).y())


def test_panel_with_the_focus_is_moved_by_keys_and_remembered(shown, opened, qtbot):
    window = shown.window
    assert shown.right.order.names == USUAL == tops(shown)
    note = window.findChild(QWidget, "noteEdit")
    note.setFocus()
    window.actions_["panel_up"].trigger()
    assert shown.right.order.names == ["photo", "notes", "lists"] == tops(shown)
    assert window.focusWidget() is note
    window.actions_["panel_up"].trigger()
    window.actions_["panel_up"].trigger()
    assert tops(shown) == ["notes", "photo", "lists"]
    window.close()
    again = opened()
    assert again.right.order.names == ["notes", "photo", "lists"]
    again.window.actions_["layout"].trigger()
    assert again.right.order.names == USUAL == tops(again)


def test_title_is_dragged_to_another_place(shown, qtbot):
    order, note = shown.right.order, shown.right.notes
    start, end = QPoint(40, 10), note.mapFromGlobal(shown.right.mapToGlobal(QPoint(40, 4)))
    QTest.mousePress(note, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(note, start - QPoint(0, 60))
    line = shown.right.findChild(QWidget, "dropLine")
    assert line.isVisible()
    QTest.mouseMove(note, end)
    QTest.mouseRelease(note, Qt.MouseButton.LeftButton, pos=end)
    assert not line.isVisible()
    assert QApplication.overrideCursor() is None
    assert order.names == ["notes", "photo", "lists"] == tops(shown)


def test_click_on_a_title_moves_nothing(shown):
    QTest.mouseClick(shown.right.notes, Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    assert shown.right.order.names == USUAL


def test_order_that_names_other_panels_is_not_believed(folder, opened, keep):
    keep()
    folder.mkdir(exist_ok=True)
    (folder / "window.ini").write_text("[General]\npanels=photo photo cellar\n")
    assert opened().right.order.names == USUAL


def test_every_panel_keeps_its_room_in_a_small_window(shown):
    shown.window.resize(1280, 800)
    for step in (-1, -1, 1):
        shown.window.findChild(QWidget, "noteEdit").setFocus()
        shown.window.actions_["panel_up" if step < 0 else "panel_down"].trigger()
        assert shown.right.notes.height() >= 112
        assert shown.window.findChild(QWidget, "entityTree").height() > 100
        assert shown.right.photo.height() == shown.right.photo.minimumHeight()
