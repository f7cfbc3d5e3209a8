"""The way of a reader through the real window: hand a story in, jump to a name, write a note, come back to it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTextEdit, QWidget

from reader.app import open_window

STORY = Path(__file__).parent / "golden" / "stories" / "nairobi.txt"
NOTE = "Ask the ministry for the list. "
PATIENCE = 90_000  # ms: the working process loads its models first


@pytest.fixture
def opened(qtbot, tmp_path):
    """Open windows on one library, each closed at the end."""
    windows = []

    def open_it(*sources):
        window = open_window(tmp_path / "library", sources)
        windows.append(window)
        page = window.findChild(QWidget, "articlePage")
        assert page.property("busy") is True
        wait_until_shown(qtbot, page)
        return window

    yield open_it
    for window in windows:
        window.close()


def wait_until_shown(qtbot, page):
    qtbot.waitUntil(lambda: page.property("busy") is False, timeout=PATIENCE)


def part(window, kind, name):
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place = window.rect().center()
    copy = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(place, copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    dropping = QDropEvent(QPointF(place), copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, dropping)


def find_entities(tree):
    """Return the rows of entities, those last in the story's groups first: the page has to move for one of them."""
    model = tree.model()
    groups = [model.index(row, 0) for row in range(model.rowCount())]
    return [model.index(row, 0, group) for group in reversed(groups) for row in range(model.rowCount(group))]


def test_story_is_dropped_read_closely_noted_and_found_again_by_mouse(opened, qtbot):
    window = opened()
    page = part(window, QTextEdit, "articlePage")
    sample = page.property("articleId")
    drop(window, STORY)
    qtbot.waitUntil(lambda: page.property("articleId") not in (sample, "", None), timeout=PATIENCE)
    wait_until_shown(qtbot, page)
    story = page.property("articleId")
    window.resize(1280, 500)
    tree = part(window, QAbstractItemView, "entityTree")
    top = page.verticalScrollBar().value()
    for row in find_entities(tree):
        tree.scrollTo(row)
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(row).center())
        start, end = page.property("currentSpan")
        assert start < end
        assert part(window, QLabel, "mentionCounter").text().startswith("mention 1 of ")
        if page.verticalScrollBar().value() != top:
            break
    assert page.verticalScrollBar().value() != top

    edit = part(window, QWidget, "noteEdit")
    qtbot.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    qtbot.keyClicks(edit, NOTE)
    status = part(window, QWidget, "noteStatus")
    qtbot.waitUntil(lambda: status.property("saved") and status.text().startswith("Saved"))
    window.close()

    again = opened()
    assert part(again, QWidget, "articlePage").property("articleId") == story
    assert part(again, QWidget, "noteEdit").toPlainText() == NOTE
    assert part(again, QAbstractItemView, "libraryList").model().rowCount() == 2


def test_story_is_read_closely_noted_and_left_and_found_again_by_keyboard(opened, qtbot):
    window = opened(str(STORY))
    QTest.qWaitForWindowActive(window)
    page = part(window, QTextEdit, "articlePage")
    story = page.property("articleId")
    assert page.hasFocus()

    qtbot.keyClick(page, Qt.Key.Key_N)
    first = page.property("currentSpan")
    qtbot.keyClick(page, Qt.Key.Key_N)
    assert page.property("currentSpan") != first
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert page.property("currentSpan") == first
    qtbot.keyClick(page, Qt.Key.Key_Q)
    assert part(window, QLabel, "mentionCounter").text().startswith("quote ")

    tree = part(window, QAbstractItemView, "entityTree")
    qtbot.keyClick(page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert tree.hasFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Home)
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert part(window, QLabel, "mentionCounter").text().startswith("mention 1 of ")

    edit = part(window, QWidget, "noteEdit")
    for _ in range(12):
        if edit.hasFocus():
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert edit.hasFocus()
    qtbot.keyClicks(edit, "N is a letter here, and so is q.")
    assert part(window, QLabel, "mentionCounter").text().startswith("mention 1 of ")
    qtbot.keyClick(edit, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()

    again = opened()
    assert part(again, QWidget, "articlePage").property("articleId") == story
    assert part(again, QWidget, "noteEdit").toPlainText() == "N is a letter here, and so is q."
