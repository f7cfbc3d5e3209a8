from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QPlainTextEdit

from reader.app import start
from reader.app.checking import Findings, find_all, say
from reader.app.rescue import Rescue
from reader.library.backups import back_up
from reader.library.check import Finding
from reader.library.store import Library
from reader.model.problem import Problem


@pytest.fixture
def damaged(library, keep, folder):
    """A library with a backup, and a database that is no longer one."""
    story = keep("Ferry fares frozen")
    library.save_note(story, "kept in the backup", 0)
    back_up(folder, datetime.now(UTC))
    library.close()
    for name in ("library.db-wal", "library.db-shm"):
        (folder / name).unlink(missing_ok=True)
    (folder / "library.db").write_bytes(b"no database at all " * 1000)
    return story


def test_library_that_does_not_open_says_why_and_brings_a_backup_back(damaged, folder, theme, qtbot):
    with pytest.raises(Problem) as problem:
        Library(folder)
    rescue = Rescue(folder, problem.value, theme)
    qtbot.addWidget(rescue)
    rescue.show()
    assert any("damaged file is set aside" in label.text() for label in rescue.findChildren(QLabel))
    dialog = rescue.open_backups()
    backups = dialog.findChild(QListWidget, "backupList")
    backups.setCurrentRow(0)
    assert dialog.restore.isEnabled()
    dialog.restore.click()
    assert rescue.result() == rescue.DialogCode.Accepted
    library = Library(folder)
    assert library.note(damaged).text == "kept in the backup"
    library.close()
    assert list(folder.glob("*damaged*")) or list(folder.rglob("*damaged*")), "the damaged one is set aside"


def test_window_opens_after_the_rescue_without_a_new_start(damaged, folder, theme, asked, qtbot, monkeypatch):
    def bring_back(rescue):
        rescue.restore(next(iter(start_backups(folder))))
        return rescue.result()

    monkeypatch.setattr(Rescue, "exec", bring_back)
    application = start.open_or_rescue(folder, (), paste=False)
    with qtbot.waitSignal(application.loaded):
        pass
    assert application.opening.story == damaged
    application.window.close()


def start_backups(folder):
    return [path for path in (folder / "backups").iterdir() if path.suffix == ".db"]


def test_backup_that_is_damaged_too_is_told_and_nothing_is_changed(damaged, folder, theme, qtbot):
    rescue = Rescue(folder, Problem("The library's database is damaged."), theme)
    qtbot.addWidget(rescue)
    rescue.show()
    before = (folder / "library.db").read_bytes()
    backup = start_backups(folder)[0]
    backup.write_bytes(b"nothing")
    rescue.restore(backup)
    assert rescue.isVisible()
    assert rescue._told.isVisible()
    assert (folder / "library.db").read_bytes() == before


def test_without_a_backup_the_problem_is_told(folder, application_dressed):
    folder.mkdir()
    (folder / "library.db").write_bytes(b"no database at all " * 1000)
    with pytest.raises(Problem):
        start.open_or_rescue(folder, (), paste=False)


def test_what_the_check_found_is_read_in_the_window(opened, keep, library, qtbot):
    story = keep("Ferry fares frozen")
    source = library.source_path(story)
    source.write_bytes(b"something else")
    application = opened()
    application.window.actions_["check_library"].trigger()
    qtbot.waitUntil(lambda: application.window.findChild(Findings) is not None)
    lines = application.window.findChild(QPlainTextEdit, "findings")
    assert "“Ferry fares frozen”: Its source" in lines.toPlainText()
    application.window.findChild(Findings).reject()


def test_sound_library_is_said_to_be_sound(opened, keep, folder, qtbot):
    keep()
    application = opened()
    said = []
    application.keeping.checking._telling.tell = lambda words, step=None: said.append(words)
    application.window.actions_["check_library"].trigger()
    qtbot.waitUntil(lambda: "Nothing is hurt." in said)
    assert find_all(folder) == []


def test_finding_is_one_line():
    assert say(Finding("Its note was damaged.", "ab12", "A\nheadline")) == "“A headline”: Its note was damaged."
    assert say(Finding("The list is wrong.")) == "The list is wrong."
