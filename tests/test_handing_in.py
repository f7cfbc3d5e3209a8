"""Handing in many at once in the real window, with working processes as they are: what comes, fails, is tried again."""

import zipfile

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QListView, QPushButton, QWidget

from reader.app import open_window
from reader.library.store import Library

PATIENCE = 90_000  # ms: the working process loads its models first
TEXT = """{title}

SETÚBAL (Northwire) — {title}, the harbour office said on Tuesday in {place}.

“Nobody in {place} pays more for a ticket this winter,” Ana Reis, the mayor of {place}, told reporters at the quay.

The council of {place} meets on Friday to vote on the new timetable, and unions have called for a longer debate.
"""
PLACES = {"a": "Sines", "b": "Tavira", "c": "Lagos", "d": "Faro"}


def make_story(name):
    return TEXT.format(title=f"Ferry of {PLACES[name]} sails again", place=PLACES[name])


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "stories"
    inside.mkdir()
    for name in "abc":
        (inside / f"{name}.txt").write_text(make_story(name), "utf-8")
    (inside / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing that could be read")
    (inside / "quay.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    with zipfile.ZipFile(inside / "more.zip", "w") as packed:
        packed.writestr("d.txt", make_story("d"))
    return inside


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library")


@pytest.fixture
def window(qtbot, tmp_path, library):
    window = open_window(tmp_path / "library")
    page = window.findChild(QWidget, "articlePage")
    qtbot.waitUntil(lambda: page.property("busy") is False, timeout=PATIENCE)
    yield window
    window.close()
    library.close()


def drop(window, *places):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(place)) for place in places])
    place, copy = window.rect().center(), Qt.DropAction.CopyAction
    given = (copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(place, *given))
    QApplication.sendEvent(window, QDropEvent(QPointF(place), *given))


def find_button(window, words):
    found = window.findChildren(QPushButton)
    return next((button for button in found if button.text() == words and button.isVisibleTo(window)), None)


def press(window, words, qtbot):
    qtbot.waitUntil(lambda: find_button(window, words) is not None, timeout=PATIENCE)
    qtbot.mouseClick(find_button(window, words), Qt.MouseButton.LeftButton)


def states(library):
    return {story.title: story.state for story in library.stories()}


def test_folder_is_dropped_and_read_a_broken_file_is_told_and_the_rest_listed(window, library, folder, qtbot):
    drop(window, folder)
    wanted = {f"Ferry of {place} sails again": "analysed" for place in PLACES.values()}
    qtbot.waitUntil(lambda: wanted.items() <= states(library).items(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: states(library).get("broken.pdf") == "failed", timeout=PATIENCE)
    rows = window.findChild(QListView, "arrivalList")
    model = rows.model()
    qtbot.waitUntil(lambda: model.rowCount() == 1 and model.index(0, 0).data() == "broken.pdf")
    assert find_button(window, "1 file left out…") is not None
    words = {label.text() for label in window.findChildren(QLabel)}
    assert any("PDF" in word for word in words)
    story = next(story for story in library.stories() if story.state == "failed")
    library.source_path(story.id).write_text(make_story("a"), "utf-8")  # as if it could be read by now
    press(window, "Try again", qtbot)
    qtbot.waitUntil(lambda: library.story(story.id).state == "analysed", timeout=PATIENCE)
    qtbot.waitUntil(lambda: rows.model().rowCount() == 0 or rows.isHidden(), timeout=PATIENCE)


def test_import_is_cancelled_and_what_was_not_read_lies_in_the_trash(window, library, tmp_path, qtbot):
    many = tmp_path / "many"
    many.mkdir()
    for number in range(60):
        (many / f"{number:02}.txt").write_text(f"Number {number}\n\n" + f"The number is {number}, he said. " * 20)
    drop(window, many)
    cancel = window.findChild(QWidget, "arrivals").findChild(QPushButton, "cancelAll")
    qtbot.waitUntil(lambda: cancel.isVisible() and library.count() > 30, timeout=PATIENCE)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: library.count("trash") > 20, timeout=PATIENCE)
    qtbot.waitUntil(lambda: all(story.state == "analysed" for story in library.stories()), timeout=PATIENCE)
    undo = window.findChild(QAction, "undo")
    qtbot.waitUntil(undo.isEnabled)


def test_later_copy_replaces_a_story_and_that_is_undone(window, library, folder, tmp_path, qtbot):
    drop(window, folder / "a.txt")
    title = "Ferry of Sines sails again"
    qtbot.waitUntil(lambda: states(library).get(title) == "analysed", timeout=PATIENCE)
    old = next(story.id for story in library.stories() if story.title == title)
    later = tmp_path / "later.txt"
    later.write_text(make_story("a") + "\nThe vote was put off on Monday.\n", "utf-8")
    drop(window, later)
    press(window, "Replace the old one", qtbot)
    qtbot.waitUntil(lambda: library.story(old).trashed is not None, timeout=PATIENCE)
    undo = window.findChild(QAction, "undo")
    window.findChild(QWidget, "articlePage").setFocus()
    qtbot.waitUntil(undo.isEnabled)
    undo.trigger()
    qtbot.waitUntil(lambda: library.story(old).trashed is None, timeout=PATIENCE)


def test_address_is_added_by_keyboard_with_its_photographs(window, library, served, qtbot):
    page = "".join(f"<p>{line}</p>" for line in make_story("b").splitlines() if line)
    address = served.put("/ferry", f"<html><body><article>{page}</article></body></html>".encode())
    QApplication.clipboard().setText("")
    window.activateWindow()
    window.findChild(QAction, "address").trigger()
    dialog = window.findChild(QDialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit), address)
    qtbot.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)
    press(window, "Fetch it all the same", qtbot)
    found = lambda: [story for story in library.stories() if "Tavira" in story.title]  # noqa: E731 - asked again and again
    qtbot.waitUntil(lambda: bool(found()) and found()[0].state == "analysed", timeout=PATIENCE)
    assert library.source(found()[0].id).address == address
    page = window.findChild(QWidget, "articlePage")
    qtbot.waitUntil(lambda: page.property("articleId") == found()[0].id)
