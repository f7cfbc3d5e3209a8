"""What is on its way, as the window shows it; no working process reads, its answers are told as by one."""

import zipfile
from functools import partial

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
)

from reader.app.address_dialog import AddressDialog
from reader.app.panels.arrival_model import ARRIVAL
from reader.app.panels.arrival_rows import find_cross
from reader.app.panels.arrivals import ArrivalsPanel
from reader.app.panels.notice import Message
from reader.app.states import FailedState
from reader.app.worker import Worker
from reader.intake.source import make_pasted
from reader.model.problem import Problem
from reader.pipeline import versions

START, READ = Worker.start, Worker.read


@pytest.fixture
def application(opened, keep):
    keep("Ferry fares frozen over winter")
    return opened()


@pytest.fixture
def panel(application):
    return application.window.findChild(ArrivalsPanel)


@pytest.fixture
def importing(application):
    return application._importing


@pytest.fixture
def stories(tmp_path):
    inside = tmp_path / "stories"
    inside.mkdir()
    for name in "abc":
        (inside / f"{name}.txt").write_text(f"Story {name}: " + f"the {name} harbour board met on Monday. " * 8)
    (inside / "quay.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    with zipfile.ZipFile(inside / "more.zip", "w") as packed:
        packed.writestr("d.txt", "Story d")
    return inside


def drop(application, *places, text=""):
    data = QMimeData()
    if places:
        data.setUrls([QUrl.fromLocalFile(str(place)) for place in places])
    if text:
        data.setText(text)
    application.window.dropped.emit(data)


def rows(panel):
    panel.refresh()
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


def buttons(panel):
    found = panel.findChildren(QPushButton)
    return {button.text(): button for button in found if button.text() and not button.isHidden()}


def waiting_in_library(application, count, qtbot):
    qtbot.waitUntil(
        lambda: application._importing.arrivals.total == count and not application._importing.arrivals.looking
    )
    qtbot.waitUntil(
        lambda: all(one.story or one.state == "failed" for one in application._importing.arrivals.shown(99))
    )


def test_folder_is_taken_in_with_the_archive_in_it_and_what_is_left_out_is_listed(
    application, panel, importing, stories, qtbot
):
    drop(application, stories)
    waiting_in_library(application, 4, qtbot)
    assert sorted(rows(panel)) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert panel.words.text() == "0 of 4 read"
    assert len(importing.arrivals.left_out) == 1
    buttons(panel)["1 file left out…"].click()
    dialog = application.window.findChild(QDialog)
    assert "quay.jpg\tThis is a picture, not a story." in dialog.findChild(QPlainTextEdit).toPlainText()
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy").click()
    assert "quay.jpg" in QApplication.clipboard().text()
    dialog.accept()
    assert not importing.arrivals.left_out


def test_stories_are_asked_for_in_order_and_few_at_a_time(application, asked, monkeypatch, stories, qtbot):
    worker = application.worker
    monkeypatch.setattr(type(worker), "busy", property(lambda _worker: len(asked)))
    asked.clear()
    drop(application, stories)
    waiting_in_library(application, 4, qtbot)
    assert [request.name for request in asked] == ["a.txt", "b.txt"]
    drop(application, stories / "quay.jpg")
    waiting_in_library(application, 5, qtbot)
    assert [request.name for request in asked[2:]] == ["quay.jpg"]  # it is opened, and so wanted now
    asked.clear()
    worker.busy_changed.emit(0)
    assert [request.name for request in asked] == ["c.txt", "d.txt"]


def test_progress_is_told_as_stories_are_read_and_fail(
    application, panel, importing, stories, article, analysis, qtbot
):
    drop(application, stories)
    waiting_in_library(application, 4, qtbot)
    one, two = (arrival.story for arrival in importing.arrivals.shown(2))
    worker = application.worker
    worker.begun.emit(one)
    assert importing.arrivals.of(one).state == "reading"
    worker.article_read.emit(one, article, versions())
    assert importing.arrivals.of(one).state == "finding"
    worker.analysis_made.emit(one, analysis, versions())
    worker.problem_met.emit(two, Problem("It took longer than a minute and was stopped.", "The file is kept."))
    qtbot.waitUntil(lambda: importing.arrivals.read == 1)
    panel.refresh()
    assert panel.words.text() == "1 of 4 read; 1 could not be"


def test_what_was_read_goes_by_itself_and_what_failed_stays(application, panel, importing, article, analysis, qtbot):
    panel._gone.setInterval(0)
    stories = [importing.hand_in(make_pasted(f"Story {number}.")) for number in range(2)]
    application.worker.problem_met.emit(stories[0], Problem("It is empty.", "Hand in another."))
    application.worker.article_read.emit(stories[1], article, versions())
    application.worker.analysis_made.emit(stories[1], analysis, versions())
    qtbot.waitUntil(lambda: rows(panel) == ["Pasted story"])
    assert panel.isVisible()
    assert importing.arrivals.failures()[0].story == stories[0]
    panel.list.taken_away.emit(importing.arrivals.failures()[0])
    qtbot.waitUntil(panel.isHidden)


def test_failure_says_what_is_wrong_and_its_buttons_do_what_can_be_done(application, panel, importing, asked, qtbot):
    story = importing.hand_in(make_pasted("Story."))
    application.worker.problem_met.emit(story, Problem("It took too long.", "The file is kept."))
    panel.refresh()
    assert {"Try again", "Show its text"} <= set(buttons(panel))
    words = {label.text() for label in panel.findChildren(QLabel)}
    assert {"It took too long.", "The file is kept."} <= words
    asked.clear()
    buttons(panel)["Try again"].click()
    assert [request.id for request in asked] == [story]
    application.worker.problem_met.emit(story, Problem("It took too long.", "The file is kept."))
    panel.refresh()
    buttons(panel)["Show its text"].click()
    assert (asked[-1].kind, asked[-1].verbatim) == ("text", True)


def test_file_that_cannot_be_opened_keeps_a_row_and_is_opened_again(application, panel, importing, tmp_path, qtbot):
    path = tmp_path / "late.txt"
    drop(application, path)
    qtbot.waitUntil(lambda: rows(panel) == ["late.txt"])
    assert "Paste text" in buttons(panel)
    path.write_text("It came late.")
    buttons(panel)["Try again"].click()
    qtbot.waitUntil(lambda: [one.state for one in importing.arrivals.shown(9)] == ["queued"])
    assert application.opening.story is not None


def test_one_is_cancelled_by_its_cross_and_goes_to_the_trash_with_undo(
    application, panel, importing, library, stories, qtbot
):
    drop(application, stories)
    waiting_in_library(application, 4, qtbot)
    qtbot.waitUntil(lambda: library.count() == 5)
    qtbot.waitUntil(panel.isVisible)  # it takes its time
    view, row = panel.list, panel.model.index(1)
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(row)))
    cross, story = find_cross(view.visualRect(row)).center(), row.data(ARRIVAL).story
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cross)
    qtbot.waitUntil(lambda: library.story(story).trashed is not None)
    assert len(rows(panel)) == 3
    undo = application.window.actions_["undo"]
    qtbot.waitUntil(undo.isEnabled)
    undo.trigger()
    qtbot.waitUntil(lambda: library.story(story).trashed is None)


def test_all_are_cancelled_but_what_was_known_before_stays(application, panel, importing, library, stories, qtbot):
    known = library.hand_in(make_pasted((stories / "a.txt").read_text())).id
    drop(application, stories)
    waiting_in_library(application, 4, qtbot)
    rows(panel)
    panel._cancel.click()
    assert rows(panel) == []
    qtbot.waitUntil(lambda: library.count("trash") == 3)
    assert importing.arrivals.is_idle
    assert library.story(known).trashed is None


def test_rows_are_reached_and_taken_away_by_keyboard(application, panel, importing, library, qtbot):
    story = importing.hand_in(make_pasted("Story."))
    application.worker.problem_met.emit(story, Problem("It took too long.", "The file is kept."))
    panel.refresh()
    panel.list.setFocus(Qt.FocusReason.TabFocusReason)
    panel.list.setCurrentIndex(panel.model.index(0))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is buttons(panel)["Try again"]
    panel.list.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert rows(panel) == []
    assert library.story(story).trashed is None


def test_list_of_files_as_text_is_taken_for_the_files(application, importing, stories, qtbot):
    drop(application, text="copy\n" + "\n".join((stories / f"{name}.txt").as_uri() for name in "ab"))
    waiting_in_library(application, 2, qtbot)
    drop(application, text=str(stories / "c.txt"))
    waiting_in_library(application, 3, qtbot)
    drop(application, text=f"{stories / 'c.txt'}\nis where the story lies.")
    assert importing.arrivals.shown(1)[0].name == "Pasted story"


def test_many_files_make_no_more_rows_than_are_looked_at(application, importing, panel, tmp_path, qtbot):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.txt").write_text(f"Story {number}.")
    drop(application, folder)
    qtbot.waitUntil(lambda: importing.arrivals.total == 300 and not importing.arrivals.looking, timeout=30_000)
    panel.refresh()
    assert panel.model.rowCount() < 100
    assert len(panel.findChildren(QListView)) == 1


# replacing


@pytest.fixture
def double(application, importing, library, article, analysis, qtbot):
    """Hand in a second copy of the story that is there; return the ids of the old one and the new one."""
    old = application.opening.story
    library.save_note(old, "Ask the mayor.", 0)
    new = importing.hand_in(make_pasted("Ferry fares, once more."))
    application.worker.article_read.emit(new, article, versions())
    application.worker.analysis_made.emit(new, analysis, versions())
    qtbot.waitUntil(lambda: "Replace the old one" in offered(application))
    return old, new


def offered(application):
    found = application._library_panel.findChildren(QPushButton)
    return {button.text(): button for button in found if button.isVisibleTo(application._library_panel)}


def test_story_in_nearly_the_same_words_is_offered_and_replaced_and_that_is_undone(application, library, double, qtbot):
    old, new = double
    offered(application)["Replace the old one"].click()
    qtbot.waitUntil(lambda: library.story(old).trashed is not None)
    assert library.note(new).text == "Ask the mayor."
    qtbot.waitUntil(lambda: application.opening.story == new)
    undo = application.window.actions_["undo"]
    application._page.setFocus()
    qtbot.waitUntil(undo.isEnabled)
    undo.trigger()
    qtbot.waitUntil(lambda: library.story(old).trashed is None)
    assert library.note(new).text == ""
    application.window.actions_["redo"].trigger()
    qtbot.waitUntil(lambda: library.story(old).trashed is not None)


def test_both_are_kept_when_that_is_wanted(application, library, double, qtbot):
    old, new = double
    offered(application)["Keep both"].click()
    assert "Keep both" not in offered(application)
    assert library.story(old).trashed is library.story(new).trashed is None


# addresses


def let_fetch(monkeypatch):
    """Let working processes start, as they do but for these tests."""
    monkeypatch.setattr(Worker, "start", START)
    monkeypatch.setattr(Worker, "read", READ)


@pytest.fixture
def address_dialog(application):
    def open_it(clipboard=""):
        QApplication.clipboard().setText(clipboard)
        application.window.actions_["address"].trigger()
        return application.window.findChild(AddressDialog)

    return open_it


def test_address_on_the_clipboard_stands_in_the_field(address_dialog):
    dialog = address_dialog(" https://news.example/ferry ")
    assert dialog.findChild(QLineEdit).text() == "https://news.example/ferry"
    assert not dialog.findChild(QCheckBox).isChecked()
    dialog.reject()


def test_what_is_no_address_is_told_in_the_dialog(address_dialog, importing):
    dialog = address_dialog("A story.")
    assert dialog.field.text() == ""
    dialog.field.setText("ftp://news.example/")
    dialog._add.click()
    assert dialog.isVisible()
    assert "http" in dialog.findChild(QLabel, "addressProblem").text()
    assert importing.arrivals.is_idle
    dialog.reject()


def test_page_of_this_machine_is_fetched_when_that_is_asked_for(
    application, panel, importing, library, served, address_dialog, asked, monkeypatch, qtbot
):
    let_fetch(monkeypatch)
    asked_for = []
    monkeypatch.setattr(application.worker, "read", asked_for.append)
    address = served.put("/ferry", b"<p>The ferry sails again.</p>")
    dialog = address_dialog(address)
    dialog._add.click()
    qtbot.waitUntil(lambda: importing.arrivals.failed == 1, timeout=20_000)
    assert served.asked == []
    panel.refresh()
    assert "its own network" in importing.arrivals.failures()[0].problem.what
    buttons(panel)["Fetch it all the same"].click()
    qtbot.waitUntil(lambda: bool(asked_for), timeout=20_000)
    assert (asked_for[0].kind, asked_for[0].address) == ("html", address)
    assert library.source_path(asked_for[0].id).read_bytes() == b"<p>The ferry sails again.</p>"
    qtbot.waitUntil(lambda: application.opening.story == asked_for[0].id)


def test_page_that_does_not_come_is_cancelled_at_once(application, panel, importing, served, monkeypatch, qtbot):
    let_fetch(monkeypatch)
    importing.take_in_places([served.put("/slow", b"", waits=True)])
    arrival = importing.arrivals.shown(1)[0]
    importing.retry(arrival, private=True)
    qtbot.waitUntil(lambda: served.asked == ["/slow"], timeout=20_000)
    importing.cancel_all()
    assert importing.arrivals.is_idle
    assert importing._fetching._worker.busy <= 1
    qtbot.waitUntil(lambda: importing._fetching._worker.busy == 0)


def test_nothing_is_fetched_offline(opened, keep, monkeypatch, qtbot):
    monkeypatch.setenv("DATELINE_OFFLINE", "1")
    keep()
    application = opened()
    assert not application.window.actions_["address"].isVisible()
    drop(application, text="https://news.example/ferry")
    assert application._importing.arrivals.is_idle
    qtbot.waitUntil(partial(lambda: any("--offline" in problem.what for problem in application._telling.refused)))


def test_a_story_that_failed_is_told_of_once_where_it_is_looked_at(application, panel, importing, qtbot):
    before = application.opening.story
    story = importing.hand_in(make_pasted("Story."))
    application.opening.open_story(story)
    application.worker.problem_met.emit(story, Problem("It took too long.", "The file is kept."))
    panel.refresh()
    page = application.window.findChild(FailedState)
    qtbot.waitUntil(page.isVisible)
    panel.refresh()
    assert {"Try again", "Show its text"} <= set(buttons(page))
    assert "Try again" not in buttons(panel)
    told = [each for each in application.right.findChildren(Message) if each.isVisible()]
    assert told == []
    application.opening.open_story(before)
    assert "Try again" in buttons(panel)
