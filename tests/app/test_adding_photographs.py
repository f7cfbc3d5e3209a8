"""A photograph joined to a story: dropped on the card, undone, done again, and there after a rebuild."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel

from reader.app.adding_photographs import AddingPhotographs
from reader.child import answer_request
from reader.library.rebuild import Rebuilding
from reader.library.store import Library


@pytest.fixture
def story(keep):
    return keep()


@pytest.fixture
def application(opened, story):
    return opened()


@pytest.fixture
def picture(tmp_path):
    data = io.BytesIO()
    Image.new("RGB", (3000, 1200), "teal").save(data, "JPEG")
    path = tmp_path / "crane.jpg"
    path.write_bytes(data.getvalue())
    return path


def drop(card, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    event = QDropEvent(place, copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    card.dropEvent(event)


@pytest.fixture
def answer(application, asked):
    """Do what the working process is asked about pictures, and hand its answers over."""

    def do():
        worker = application.window.findChild(AddingPhotographs)._worker
        for request in [request for request in asked if request.picture]:
            asked.remove(request)
            (told,) = (answers := [], answer_request(request, answers.append))[0]
            if told.picture:
                worker.picture_kept.emit(told.id, told.picture)
            else:
                worker.problem_met.emit(told.id, told.problem.problem())

    return do


def photos_of(application):
    return [photo.alt for photo in application.desk.reading.article.photos]


def test_dropped_image_joins_the_story_is_undone_and_done_again(application, story, picture, answer):
    card, before = application.right.photo, len(application.desk.reading.article.photos)
    assert card.acceptDrops()
    drop(card, picture)
    answer()
    assert photos_of(application)[before:] == ["crane.jpg"]
    photo = application.desk.reading.article.photos[-1]
    library = Library(application._library.folder)
    copy = library.photo_path(story, photo)
    with Image.open(copy) as image:
        assert image.size == (2000, 800)
    assert (copy.parent.parent / photo.image).read_bytes() == picture.read_bytes()
    library.close()
    assert card._place.text() == f"{before + 1} of {before + 1}"
    application.window.actions_["undo"].trigger()
    assert len(photos_of(application)) == before
    application.window.actions_["redo"].trigger()
    assert photos_of(application)[before:] == ["crane.jpg"]


def test_added_photograph_is_there_after_a_rebuild(application, story, picture, answer):
    drop(application.right.photo, picture)
    answer()
    assert "crane.jpg" in photos_of(application)
    folder, article = application._library.folder, application.desk.reading.as_found
    versions = application._library.text(story).versions
    application.window.close()
    rebuilding = Rebuilding(folder)
    rebuilding.library.store_article(story, article, versions)
    reading = rebuilding.library.reading(story)
    assert reading.article.photos[-1].alt == "crane.jpg"
    assert rebuilding.library.photo_path(story, reading.article.photos[-1])
    rebuilding.finish(datetime.now(UTC))


def test_what_is_no_picture_is_told_of_and_not_added(application, tmp_path, answer):
    before = photos_of(application)
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG no picture")
    adding = application.window.findChild(AddingPhotographs)
    told = []
    adding._telling.tell_problem = told.append
    drop(application.right.photo, broken, Path(tmp_path / "missing.jpg"))
    answer()
    assert len(told) == 2
    assert any("no picture that can be shown" in problem.what for problem in told)
    assert any("cannot be read" in problem.what for problem in told)
    assert photos_of(application) == before


def test_menu_adds_a_photograph(application, picture, answer, monkeypatch):
    monkeypatch.setattr("reader.app.adding_photographs.QFileDialog.getOpenFileNames", lambda *_: ([str(picture)], ""))
    application.window.actions_["add_photograph"].trigger()
    answer()
    assert "crane.jpg" in photos_of(application)
    assert application.window.findChild(QLabel, "photoCaption").text() == "crane.jpg"
