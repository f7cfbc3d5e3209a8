"""A library with stories that are read and analysed already, and windows on it that start no working process."""

import pytest
from PySide6.QtWidgets import QWidget

from reader.app.application import Application, dress_application
from reader.app.theme import Theme
from reader.app.worker import Worker
from reader.intake.source import make_pasted
from reader.library.store import Library
from reader.model.analysis import Analysis, Caption, Entity, Mention, Quote
from reader.model.article import Article, Block, Photo, Source
from reader.model.span import Span
from reader.pipeline import versions

LINES = (
    ("headline", "Ferry fares frozen over winter"),
    ("credit", "Northwire file photo"),
    ("caption", "Mayor Ana Reis opens the quay in Setúbal on Feb. 3, 2021."),
    ("paragraph", "SETÚBAL (Northwire) — Ferry fares stay as they are, Ana Reis said 🙂 Monday."),
    ("paragraph", "“Nobody pays more,” Reis told the Port Council. “Nobody waits longer,” she added."),
    ("paragraph", "The council called the plan “a quiet gift”."),
)


def make_article(title=LINES[0][1], **source):
    lines = (("headline", title), *LINES[1:])
    text, blocks = "", []
    for kind, line in lines:
        start = len(text) + bool(text)
        text += ("\n" if text else "") + line
        blocks.append(Block(kind, Span(start, start + len(line))))
    given = {"kind": "text", "sha256": "0", "language": "en", "agency": "Northwire", **source}
    photo = Photo(None, caption=blocks[2].span, credit=blocks[1].span)
    return Article(Source(**given), title, text, tuple(blocks), (photo,))


def find_spans(text, words):
    spans, start = [], text.find(words)
    while start >= 0:
        spans.append(Span(start, start + len(words)))
        start = text.find(words, start + 1)
    return spans


def make_analysis(article):
    text = article.text
    names = [Mention(span) for span in find_spans(text, "Ana Reis")]
    names += [Mention(span) for span in find_spans(text, "Reis") if not any(m.span.holds(span) for m in names)]
    she = [Mention(span, "pronoun") for span in find_spans(text, "she")]
    reis = Entity("e1", "person", "Ana Reis", tuple(sorted(names + she, key=lambda m: m.span)), ("Reis",))
    council = Entity("e2", "organisation", "Port Council", tuple(map(Mention, find_spans(text, "Port Council"))))
    quotes = (
        Quote(
            "direct",
            (find_spans(text, "Nobody pays more,")[0], find_spans(text, "Nobody waits longer,")[0]),
            find_spans(text, "told")[0],
            find_spans(text, "Reis told")[0],
            "e1",
        ),
        Quote("partial", (find_spans(text, "a quiet gift")[0],), None, find_spans(text, "The council")[0]),
    )
    return Analysis((reis, council), quotes, (Caption(0, "Setúbal", "2021-02-03", True, ("e1",)),))


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def analysis(article):
    return make_analysis(article)


@pytest.fixture
def application_dressed(qapp):
    dress_application()


@pytest.fixture
def theme(application_dressed):
    return Theme()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def library(folder):
    library = Library(folder)
    yield library
    library.close()


@pytest.fixture
def keep(library):
    """Put a story into the library, read and analysed as far as asked, and return its id."""

    def keep_one(title=LINES[0][1], *, analysed=True, **source):
        story = library.hand_in(make_pasted(title)).id
        article = make_article(title, **source)
        library.store_article(story, article, versions())
        if analysed:
            library.store_analysis(story, make_analysis(article), versions())
        return story

    return keep_one


@pytest.fixture
def asked(monkeypatch):
    """What the working process was asked for: it is never started."""
    requests = []
    monkeypatch.setattr(Worker, "start", lambda _worker: None)
    monkeypatch.setattr(Worker, "read", lambda _worker, request: requests.append(request))
    return requests


@pytest.fixture
def opened(qtbot, folder, asked):
    """Open windows on the library; each is closed at the end."""
    applications = []

    def open_it(*sources, wait=True, **options):
        application = Application(folder, sources, **options)
        applications.append(application)
        page = application.window.findChild(QWidget, "articlePage")
        with qtbot.waitSignal(application.loaded):
            pass
        if wait:
            qtbot.waitUntil(lambda: page.property("busy") is False)
        return application

    yield open_it
    for application in applications:
        application.window.close()
