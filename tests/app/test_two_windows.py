"""Two processes on one library: the window and a command, each of which writes."""

import subprocess
import sys
import time

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QListView, QPushButton, QWidget

from reader.app.panels.story_rows import ROW_HEIGHT

OTHER = """
import sys
from pathlib import Path
from reader.intake.source import HandedIn
from reader.library.store import Library
library = Library(Path(sys.argv[1]))
for line in sys.stdin:
    verb, *words = line.rstrip("\\n").split("\\t")
    if verb == "add":
        print(library.hand_in(HandedIn(words[0].encode(), words[0])).id, flush=True)
    elif verb == "note":
        print(library.save_note(words[0], words[1], library.note(words[0]).revision).revision, flush=True)
    elif verb == "trash":
        print(len(library.move_to_trash(words)), flush=True)
    elif verb == "swap":
        library.move_to_trash(words)
        print(library.hand_in(HandedIn(b"in its place", "in its place")).id, flush=True)
"""


@pytest.fixture
def other(folder, library):
    """Another process with the library open; `do` has it write and returns what it says."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", OTHER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def do(*words):
        process.stdin.write("\t".join(words) + "\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    yield do
    process.stdin.close()
    process.wait()
    process.stdout.close()


@pytest.fixture
def kept(keep):
    return [keep(f"Story {number} of the ferry") for number in range(60)][::-1]


@pytest.fixture
def application(opened, kept):
    return opened()


def listed(application):
    return application.window.findChild(QListView, "libraryList")


def titles(view, rows=3):
    return [view.model().index(row, 0).data() for row in range(rows)]


def chosen(view):
    return {view.model().story(index.row()).id for index in view.selectionModel().selectedRows()}


def test_list_follows_another_process_within_a_second(application, other, qtbot):
    view = listed(application)
    other("add", "From elsewhere")
    began = time.monotonic()
    qtbot.waitUntil(lambda: titles(view, 1) == ["From elsewhere"], timeout=3000)
    assert time.monotonic() - began < 1.6, "looked at each second, drawn a moment later"
    assert view.model().rowCount() == 61


def test_list_keeps_its_place_and_what_is_chosen_when_it_follows(application, kept, other, qtbot):
    view = listed(application)
    bar = view.verticalScrollBar()
    bar.setValue(20 * ROW_HEIGHT + 7)
    model = view.model()
    for row in (21, 23):
        view.selectionModel().select(model.index(row, 0), QItemSelectionModel.SelectionFlag.Select)
    before = chosen(view)
    assert {kept[21], kept[23]} <= before
    other("add", "On top")
    qtbot.waitUntil(lambda: model.rowCount() == 61, timeout=3000)
    assert chosen(view) == before
    assert bar.value() == 21 * ROW_HEIGHT + 7
    other("trash", kept[2], kept[40])
    qtbot.waitUntil(lambda: model.rowCount() == 59, timeout=3000)
    assert chosen(view) == before
    assert bar.value() == 20 * ROW_HEIGHT + 7


def test_row_that_is_chosen_never_becomes_another_story_s_unnoticed(application, kept, other, qtbot):
    view = listed(application)
    view.selectionModel().select(view.model().index(5, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    other("swap", kept[30])  # as many stories as before, and each above it a row further down
    qtbot.waitUntil(lambda: titles(view, 1) == ["in its place"], timeout=3000)
    assert view.model().rowCount() == 60
    assert chosen(view) == {kept[5]}
    assert [index.row() for index in view.selectionModel().selectedRows()] == [6]


def test_of_two_who_write_a_note_at_once_both_texts_are_kept_and_shown(application, kept, library, other, qtbot):
    window, story = application.window, application.opening.story
    note = window.findChild(QWidget, "noteEdit")
    note.setFocus()
    qtbot.keyClicks(note, "written here")
    other("note", story, "written elsewhere")
    application.right.notes.flush()
    qtbot.waitUntil(lambda: window.findChild(QWidget, "noteStatus").property("saved") is True)
    assert "written here" in note.toPlainText()
    assert "written elsewhere" in note.toPlainText()
    show_both = next(button for button in window.findChildren(QPushButton) if button.text() == "Show both")
    qtbot.waitUntil(show_both.isVisible)
    show_both.click()
    assert not show_both.isVisible()
    kept_text = library.note(story).text
    assert "written here" in kept_text
    assert "written elsewhere" in kept_text


def test_two_windows_of_one_library_follow_each_other(opened, application, kept, qtbot):
    second = opened()
    listed(application).setCurrentIndex(listed(application).model().index(0, 0))
    application.window.actions_["trash"].trigger()
    qtbot.waitUntil(lambda: listed(second).model().rowCount() == 59, timeout=3000)
    application.window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: listed(second).model().rowCount() == 60, timeout=3000)
