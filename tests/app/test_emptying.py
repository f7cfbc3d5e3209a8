from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QListView, QMessageBox, QPushButton, QTabBar, QWidget

from reader.library.trash import count_days_left


@pytest.fixture
def kept(keep):
    return [keep(f"{name} of the ferry") for name in "CAB"]


@pytest.fixture
def application(opened, kept):
    return opened()


def titles(application):
    model = application.window.findChild(QListView, "libraryList").model()
    return [model.index(row, 0).data()[0] for row in range(model.rowCount())]


def go_to_shelf(application, name):
    application.window.findChild(QTabBar, "shelves").setCurrentIndex(("all", "unread", "noted", "trash").index(name))


def put_away(application, library, stories, qtbot):
    library.move_to_trash(stories)
    application.desk.library_changed.emit()
    go_to_shelf(application, "trash")
    qtbot.waitUntil(lambda: len(titles(application)) == len(stories))


def test_trash_says_how_long_it_keeps_and_is_emptied_only_where_it_is_shown(application, library, kept, qtbot):
    bar, action = application.window.findChild(QWidget, "trashBar"), application.window.actions_["empty_trash"]
    assert not bar.isVisible()
    assert not action.isEnabled()
    put_away(application, library, kept[:2], qtbot)
    assert bar.isVisible()
    assert action.isEnabled()
    go_to_shelf(application, "all")
    assert not bar.isVisible()
    assert not action.isEnabled()


def test_nothing_is_deleted_before_the_question_is_answered_with_yes(application, library, kept, qtbot, monkeypatch):
    put_away(application, library, kept[:2], qtbot)
    question = application.keeping.emptying.make_question()
    assert question.text() == "Delete the 2 stories in the trash?"
    assert question.defaultButton().text() == "Cancel"
    monkeypatch.setattr(QMessageBox, "exec", lambda box: None)
    application.window.findChild(QPushButton, "emptyTrash").click()
    assert titles(application) == ["A", "C"] or titles(application) == ["C", "A"]


def test_emptied_trash_is_gone_with_its_sources_and_the_rest_stays(application, library, kept, qtbot, monkeypatch):
    put_away(application, library, kept[:2], qtbot)
    folders = [library.source_path(story).parent for story in kept]
    application.opening.open_story(kept[0])
    monkeypatch.setattr(QMessageBox, "exec", lambda box: None)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[-1])
    monkeypatch.setattr(QMessageBox, "buttonRole", lambda box, button: QMessageBox.ButtonRole.DestructiveRole)
    application.window.actions_["empty_trash"].trigger()
    qtbot.waitUntil(lambda: titles(application) == [])
    qtbot.waitUntil(lambda: [folder.exists() for folder in folders] == [False, False, True])
    assert application.opening.story == kept[2]
    go_to_shelf(application, "all")
    assert titles(application) == ["B"]


def test_days_left_are_counted_from_when_a_story_was_put_there():
    now = datetime(2024, 5, 31, 12, tzinfo=UTC)

    def left(**ago):
        return count_days_left((now - timedelta(**ago)).isoformat(timespec="milliseconds"), now)

    assert left() == 30
    assert left(hours=1) == 30
    assert left(days=12) == 18
    assert left(days=29, hours=12) == 1
    assert left(days=99) == 0
    assert count_days_left("damaged", now) == 30


def test_row_in_the_trash_is_drawn(application, library, kept, qtbot):
    put_away(application, library, kept, qtbot)
    listed = application.window.findChild(QListView, "libraryList")
    assert listed.rows._say_days(datetime.now(UTC).isoformat()) == "Deleted in 30 days"
    assert not listed.grab().isNull()
