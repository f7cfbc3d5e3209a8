import os
import subprocess

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from reader.app import read_only
from reader.app.libraries import Libraries
from reader.library.check import check
from reader.library.database import Database
from reader.library.store import Library
from reader.library.trouble import READ_ONLY


@pytest.fixture
def kept(keep, library):
    story = keep("Ferry fares frozen")
    library.close()
    return story


@pytest.fixture
def locked(kept, monkeypatch):
    """Let the library be one whose folder allows no writing, as long as that is said."""
    said = [True]
    monkeypatch.setattr("reader.library.database.can_be_written", lambda _file: not said[0])
    return said


def shown(window, words):
    labels = [label for label in window.findChildren(QLabel) if words in label.text()]
    return any(label.isVisible() for label in labels)


def test_library_that_can_only_be_read_is_said_so_and_what_would_write_cannot_be_done(opened, locked, qtbot):
    window = opened().window
    qtbot.waitUntil(lambda: shown(window, "This library can only be read."))
    for name in ("paste", "open", "trash", "mark_unread", "empty_trash"):
        assert not window.actions_[name].isEnabled(), name
        assert READ_ONLY[0] in window.actions_[name].toolTip()
    note = window.findChild(QWidget, "noteEdit")
    assert note.isReadOnly()
    assert note.placeholderText() == READ_ONLY[0]
    for name in ("search", "find", "back_up"):
        assert window.actions_[name].isEnabled(), name


def test_what_is_enabled_elsewhere_stays_off(opened, locked):
    application = opened()
    application.opening.changed.emit()  # by which stories that are chosen may be moved
    assert not application.window.actions_["trash"].isEnabled()


def test_all_comes_back_when_the_folder_allows_writing_again(opened, locked):
    application = opened()
    window = application.window
    locked[0] = False
    application.keeping.read_only.look()
    assert not application.keeping.read_only.is_on
    assert window.actions_["trash"].isEnabled()
    assert READ_ONLY[0] not in window.actions_["trash"].toolTip()
    note = window.findChild(QWidget, "noteEdit")
    assert not note.isReadOnly()
    assert not shown(window, "This library can only be read.")
    note.setPlainText("kept after all")
    assert application.right.notes.flush()


def test_library_is_copied_into_a_chosen_folder_and_opened_there(opened, locked, kept, tmp_path, qtbot, monkeypatch):
    started = []
    monkeypatch.setattr(Libraries, "open_library", lambda _self, folder: started.append(folder))
    application = opened()
    (tmp_path / "mine").mkdir()
    application.keeping.read_only.copy_into(tmp_path / "mine")
    qtbot.waitUntil(lambda: started != [])
    locked[0] = False
    copy = Library(started[0])
    assert copy.story(kept).title == "Ferry fares frozen"
    assert copy.save_note(kept, "notes have a place of their own", 0).revision == 1
    copy.close()
    assert list(check(started[0])) == []


def test_network_disk_is_told_of_once(opened, kept, monkeypatch, qtbot):
    monkeypatch.setattr(read_only, "find_network_disk", lambda _folder: "nfs4")
    window = opened().window
    qtbot.waitUntil(lambda: shown(window, "This library lies on a network disk (nfs4)."))
    window.close()
    assert not shown(opened().window, "network disk")


@pytest.fixture
def small_disk(folder):
    """Let the library lie on a disk of six megabytes."""
    folder.mkdir()
    mounted = os.name == "posix" and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("a small disk can be mounted by root alone")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill_up(disk):
    with open(disk / "filler", "wb", buffering=0) as filler:
        for size in (65536, 4096, 512):
            try:
                while filler.write(bytes(size)) == size:
                    pass
            except OSError:
                continue
    return disk / "filler"


def test_words_stay_on_a_full_disk_can_be_copied_and_are_saved_by_themselves(
    small_disk, opened, keep, tmp_path, qtbot, monkeypatch
):
    story = keep("Ferry fares frozen")
    application = opened()
    window = application.window
    filler = fill_up(small_disk)
    note, status = window.findChild(QWidget, "noteEdit"), window.findChild(QWidget, "noteStatus")
    words = "Ask the council. " * 2_000
    note.setPlainText(words)
    application.right.notes.flush()
    assert status.text().startswith("NOT SAVED")
    assert status.property("saved") is False
    qtbot.waitUntil(lambda: shown(window, "NOT SAVED: The disk is full"))
    assert note.toPlainText() == words
    copy = tmp_path / "copy.md"
    monkeypatch.setattr("reader.app.panels.notes.QFileDialog.getSaveFileName", lambda *_: (str(copy), ""))
    application.right.notes._copy.click()
    assert copy.read_text("utf-8") == words
    application.right.notes._retry.start(50)
    filler.unlink()
    qtbot.waitUntil(lambda: status.property("saved") is True)
    assert status.text().startswith("Saved")
    with_another = Library(small_disk)
    assert with_another.note(story).text == words
    with_another.close()


def test_library_opened_on_a_full_disk_says_why_and_comes_back(opened, kept, monkeypatch, qtbot):
    full = ("The disk is full.", "Free some space, or keep a copy elsewhere.")
    monkeypatch.setattr(Database, "refusal", property(lambda database: database._refusal and full))
    monkeypatch.setattr("reader.library.database.can_be_written", lambda _file: False)
    application = opened()
    qtbot.waitUntil(lambda: shown(application.window, "The disk is full."))
    monkeypatch.setattr("reader.library.database.can_be_written", lambda _file: True)
    application.keeping.read_only.look()
    assert not shown(application.window, "The disk is full.")
