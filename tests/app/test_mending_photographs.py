"""Copies of photographs that were lost come back when their story is opened."""

import base64
import io
import shutil

import pytest
from PIL import Image

from reader.app.mending_photographs import MendingPhotographs
from reader.child import answer_request
from reader.intake.source import HandedIn
from reader.model.analysis import Analysis
from reader.model.marks import PhotoAdded
from reader.pipeline import keep_photos, read, versions


def make_picture():
    data = io.BytesIO()
    Image.new("RGB", (640, 400), "teal").save(data, "JPEG")
    return data.getvalue()


PAGE = """<!doctype html><html><body><article><h1>The ferry waits</h1>
<p>The ferry lay by the quay on Monday, the board said, and would sail when the wind fell.</p>
<figure><img src="{}"><figcaption>The ferry at the quay.</figcaption></figure>
<p>The mast had been mended on the island, where nobody had asked for the bill.</p></article></body></html>"""


@pytest.fixture
def hand_in(library):
    """Put a page with this image into the library, read, with the copies of its photographs; return its id."""

    def put(image):
        handed = HandedIn(PAGE.format(image).encode(), "a.html")
        story = library.hand_in(handed).id
        article = read(handed)
        assert article.photos
        library.store_article(story, article, versions())
        library.store_analysis(story, Analysis(), versions())
        keep_photos(article, handed, library.photos_folder(story))
        return story

    return put


@pytest.fixture
def story(hand_in):
    return hand_in(f"data:image/jpeg;base64,{base64.b64encode(make_picture()).decode()}")


def mend(application, asked):
    """Do what was asked about copies of photographs, and hand the answers over; return how many there were."""
    requests = [request for request in asked if request.copies or request.picture]
    worker = application.window.findChild(MendingPhotographs)._worker
    for request in requests:
        asked.remove(request)
        answers = []
        answer_request(request, answers.append)
        worker.picture_kept.emit(answers[0].id, answers[0].picture)
    return len(requests)


def test_lost_copy_is_made_again_from_the_source(opened, library, story, asked):
    copy = library.photo_path(story, library.reading(story).article.photos[0])
    shutil.rmtree(copy.parent)
    application = opened()
    shown = []
    application.desk.reading_changed.connect(shown.append)
    assert mend(application, asked) == 1
    assert copy.is_file()
    assert [reading.id for reading in shown] == [story]


def test_lost_copy_of_a_photograph_that_was_joined_is_made_again(opened, library, keep, asked, tmp_path):
    story = keep()
    (tmp_path / "crane.jpg").write_bytes(make_picture())
    image = library.keep_photograph(story, tmp_path / "crane.jpg")
    library.save_corrections(story, (PhotoAdded(image, "crane.jpg"),), 0)
    photo = library.reading(story).article.photos[-1]
    assert library.photo_path(story, photo) is None
    assert mend(opened(), asked) == 1
    assert library.photo_path(story, photo).is_file()


def test_story_with_all_its_copies_asks_for_nothing(opened, story, asked):
    application = opened()
    assert application.desk.reading.article.photos
    assert mend(application, asked) == 0


def test_image_that_never_came_along_asks_for_nothing(opened, hand_in, asked):
    hand_in("https://news.example/ferry.jpg")
    assert mend(opened(), asked) == 0


def test_image_that_cannot_be_copied_is_tried_once(opened, library, hand_in, keep, asked):
    story = hand_in(f"data:image/jpeg;base64,{base64.b64encode(make_picture()[:20] + bytes(2_000)).decode()}")
    other = keep()
    application = opened()
    application.opening.open_story(story)
    assert mend(application, asked) == 1
    application.opening.open_story(other)
    application.opening.open_story(story)
    assert mend(application, asked) == 0
