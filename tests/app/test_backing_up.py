from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel

from reader.app.backing_up import BackingUp
from reader.library.backups import back_up
from reader.library.store import Library


@pytest.fixture
def application(opened, keep):
    keep("Ferry fares frozen")
    return opened()


@pytest.fixture
def backing_up(application):
    return application.window.findChild(BackingUp)


def preview(dialog):
    return dialog.findChild(QLabel, "difference").text()


def test_library_is_backed_up_into_a_folder_that_is_a_library(backing_up, tmp_path, qtbot):
    backing_up.back_up_into(tmp_path)
    qtbot.waitUntil(lambda: any(tmp_path.glob("dateline-*/library.db")))
    copy = Library(next(tmp_path.glob("dateline-*")))
    assert [story.title for story in copy.stories()] == ["Ferry fares frozen"]
    copy.close()
    backing_up.back_up_into(tmp_path)
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("dateline-*/library.db"))) == 2)


def test_what_a_backup_would_change_is_shown_before(backing_up, folder, keep, library, qtbot):
    back_up(folder, datetime.now(UTC))
    story = keep("Harbour wall to be raised")
    library.save_note(story, "To ask", 0)
    dialog = backing_up.open_backups()
    assert not dialog.restore.isEnabled()
    dialog.list.setCurrentRow(0)
    qtbot.waitUntil(dialog.restore.isEnabled)
    assert "not in the backup: 1\n– Harbour wall to be raised" in preview(dialog)
    dialog.reject()


def test_backup_is_brought_back_and_shown(application, backing_up, folder, keep, library, qtbot):
    back_up(folder, datetime.now(UTC))
    gone = keep("Harbour wall to be raised")
    application.opening.open_story(gone)
    dialog = backing_up.open_backups()
    dialog.list.setCurrentRow(0)
    qtbot.waitUntil(dialog.restore.isEnabled)
    dialog.restore.click()
    qtbot.waitUntil(lambda: library.count() == 1)
    qtbot.waitUntil(lambda: application.opening.story not in (None, gone))
    assert application.desk.reading.article.title == "Ferry fares frozen"


def test_folder_that_is_no_backup_is_said_to_be_none(backing_up, tmp_path, qtbot):
    dialog = backing_up.open_backups()
    (tmp_path / "empty").mkdir()
    dialog.add_folder(tmp_path / "empty")
    qtbot.waitUntil(lambda: "There is no backup at that place." in preview(dialog))
    assert not dialog.restore.isEnabled()
    dialog.reject()
