"""What is told of a problem, and the log of the program's own mistakes."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton

from reader.app.faults import catch_faults, keep_fault, read_faults
from reader.app.report import without_home

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def fail(words):
    raise ValueError(words)


def fall(words="A secret sentence of a story"):
    try:
        fail(words)
    except ValueError as fault:
        return fault


def test_report_shows_exactly_what_is_copied_and_no_word_of_a_story(opened, keep, qapp, library):
    story = keep("A headline nobody may see")
    library.save_note(story, "A note nobody may see", 0)
    application = opened()
    keep_fault(library.folder, fall(), NOW)
    application.window.actions_["report"].trigger()
    dialog = application.window.findChild(QDialog)
    text = dialog.findChild(QPlainTextEdit, "report").toPlainText()
    known = (
        "Dateline",
        "Python",
        "Qt",
        "language model",
        "stories in the library: 1",
        "ValueError",
        "test_report.py",
    )
    for words in known:
        assert words in text
    assert "nobody may see" not in text
    assert "secret" not in text
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "Copy").click()
    assert qapp.clipboard().text() == text
    dialog.accept()


def test_log_of_faults_holds_places_and_no_messages(tmp_path):
    keep_fault(tmp_path, fall(), NOW)
    first, *places = read_faults(tmp_path)
    assert first == "2026-01-02 03:04:05Z ValueError"
    assert places[-1].endswith("fail")
    for _ in range(100):
        keep_fault(tmp_path, fall(), NOW)
    assert len((tmp_path / "faults.log").read_text().splitlines()) <= 60


def test_log_that_cannot_be_written_is_forgotten(tmp_path):
    keep_fault(tmp_path / "nowhere", fall(), NOW)
    assert read_faults(tmp_path / "nowhere") == []


def test_fault_nobody_caught_is_kept_told_and_passed_on(tmp_path, monkeypatch):
    passed, told = [], []
    monkeypatch.setattr(sys, "excepthook", lambda *fault: passed.append(fault))
    catch_faults(tmp_path, lambda: told.append(True))
    fault = fall()
    sys.excepthook(type(fault), fault, fault.__traceback__)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert len(passed) == 2
    assert told == [True]
    assert "ValueError" in read_faults(tmp_path)[0]


def test_home_folder_is_not_named():
    assert without_home(f"{Path.home()}/news") == "~/news"
