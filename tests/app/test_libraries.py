import pytest
from PySide6.QtWidgets import QMenu

from reader.app.libraries import KnownLibraries, find_obstacle
from reader.library.store import Library


@pytest.fixture
def application(opened, keep):
    keep("Ferry fares frozen")
    keep("Harbour wall to be raised")
    return opened()


@pytest.fixture
def started(application, monkeypatch):
    folders = []
    monkeypatch.setattr(application.keeping.libraries, "_start", lambda folder: folders.append(folder) or True)
    return folders


def fill(application):
    menu = QMenu(application.window)
    application.keeping.libraries.fill(menu)
    return menu.actions()


def test_stories_that_were_open_lately_are_listed_and_opened_again(application, library):
    first = application.opening.story
    assert [action.text() for action in fill(application)] == ["Nothing yet"]
    other = next(story.id for story in library.stories() if story.id != first)
    application.opening.open_story(other)
    (action,) = fill(application)
    action.trigger()
    assert application.opening.story == first
    library.move_to_trash([other])
    assert [action.text() for action in fill(application)] == ["Nothing yet"]


def test_other_libraries_are_listed_and_open_in_a_window_of_their_own(application, started, tmp_path):
    Library(tmp_path / "press & post").close()
    KnownLibraries().note(tmp_path / "press & post")
    (action,) = fill(application)
    assert action.text().startswith("Library: ")
    assert action.text().endswith("press && post")
    action.trigger()
    assert started == [tmp_path / "press & post"]


def test_folder_of_other_things_is_no_library(application, started, tmp_path):
    (tmp_path / "papers").mkdir()
    assert find_obstacle(tmp_path / "papers") is None, "an empty folder is a place for a new one"
    (tmp_path / "papers" / "thesis.txt").write_text("words")
    application.keeping.libraries.open_library(tmp_path / "papers")
    assert started == []
    assert "no library" in find_obstacle(tmp_path / "papers").what
    assert find_obstacle(tmp_path / "missing")


def test_library_that_is_open_here_is_not_opened_again(application, started, folder):
    application.keeping.libraries.open_library(folder / ".." / folder.name)
    assert started == []


def test_menu_is_filled_when_it_is_shown(application):
    menu = application.window.actions_.make_submenu("Recent", application.window)
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["Nothing yet"]
