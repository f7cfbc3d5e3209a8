"""Pages fetched by a working process as it is, from a server of this machine."""

import io

import pytest
from PIL import Image

from reader.app.fetching import Fetching, Wanted, read_page
from reader.intake.formats import read_source
from reader.intake.source import HandedIn
from reader.model.problem import NotByItself, Problem

PATIENCE = 30_000
WORDS = "<p>" + "The ferry sails again after the storm, the harbour office said on Tuesday. " * 4 + "</p>"


@pytest.fixture
def fetching(qapp):
    fetching = Fetching()
    yield fetching
    fetching.leave()


@pytest.fixture
def told(fetching):
    told = []
    fetching.begun.connect(lambda key: told.append((key, "begun")))
    fetching.fetched.connect(lambda key, page: told.append((key, page)))
    fetching.failed.connect(lambda key, problem: told.append((key, problem)))
    return told


def test_page_comes_with_the_photographs_of_its_story_in_one_file(fetching, told, served, qtbot):
    image = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(image, "JPEG")
    served.put("/quay.jpg", image.getvalue(), kind="image/jpeg")
    caption = "<figcaption>The quay in Faro on May 3.</figcaption>"
    figure = f'<figure><img src="/quay.jpg" width=1200 height=800>{caption}</figure>'
    address = served.put("/ferry", f"<article><h1>Ferry sails</h1>{WORDS}{figure}{WORDS}</article>".encode())
    fetching.ask(7, Wanted(address, photographs=True, private=True))
    qtbot.waitUntil(lambda: len(told) == 2, timeout=PATIENCE)
    assert told[0] == (7, "begun")
    page = told[1][1]
    assert (page.kind, page.address, served.asked) == ("mhtml", address, ["/ferry", "/quay.jpg"])
    article = read_source(HandedIn(read_page(page), kind=page.kind, address=page.address))
    assert article.photos[0].image.endswith("/quay.jpg")
    with pytest.raises(Problem):
        read_page(page)  # its file is gone


def test_photographs_stay_away_unless_they_are_wanted(fetching, told, served, qtbot):
    address = served.put("/ferry", f'<article>{WORDS}<img src="/quay.jpg">{WORDS}</article>'.encode())
    fetching.ask(1, Wanted(address, private=True))
    qtbot.waitUntil(lambda: len(told) == 2, timeout=PATIENCE)
    assert (told[1][1].kind, served.asked) == ("html", ["/ferry"])


def test_page_of_this_machine_is_not_fetched_by_itself(fetching, told, served, qtbot):
    fetching.ask(1, Wanted(served.put("/ferry", b"<p>The ferry sails.</p>")))
    qtbot.waitUntil(lambda: len(told) == 2, timeout=PATIENCE)
    assert isinstance(told[1][1], NotByItself)
    assert served.asked == []


def test_slow_server_that_is_cancelled_holds_up_no_other_page(fetching, told, served, qtbot):
    slow, quick = served.put("/slow", b"", waits=True), served.put("/quick", WORDS.encode())
    fetching.ask(1, Wanted(slow, private=True))
    qtbot.waitUntil(lambda: served.asked == ["/slow"], timeout=PATIENCE)
    fetching.ask(2, Wanted(quick, private=True))
    fetching.cancel(1)
    qtbot.waitUntil(lambda: told[-1][0] == 2 and len(told) == 3, timeout=PATIENCE)
    assert told[-1][1].address == quick
