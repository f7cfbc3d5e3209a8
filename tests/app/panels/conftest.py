"""A desk, a theme and a small story with its analysis, for the tests of the panels."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable

import pytest

from reader.app.desk import Desk
from reader.app.theme import Theme, load_fonts
from reader.model.analysis import Analysis, Caption, Entity, Mention, Quote, Role
from reader.model.article import Article, Block, Photo, Source
from reader.model.marks import ArticleNote
from reader.model.problem import Problem
from reader.model.reading import Reading
from reader.model.span import Span
from reader.reading.doubts import find_doubts
from reader.reading.sourcing import find_sources

BLOCKS = (
    ("headline", "Ferry fares frozen over winter"),
    ("credit", "Northwire file photo"),
    ("caption", "Mayor Ana Reis opens the quay in Setúbal on Feb. 3, 2021."),
    ("paragraph", "SETÚBAL (Northwire) — Ferry fares stay as they are, a senior official said 🙂 Monday."),
    ("paragraph", "“Nobody pays more,” Reis told the Port Council. “Nobody waits longer,” she added."),
    ("paragraph", "The council called the plan “a quiet gift” and the union’s answer is open."),
)


class Shelf:
    """A writer that keeps notes in memory and fails when it is told to."""

    def __init__(self) -> None:
        self.notes: dict[str, ArticleNote] = {}
        self.saved: list[tuple[str, str]] = []
        self.problem: Callable[[ArticleNote], Problem] | None = None

    def save_note(self, article: str, text: str, revision: int) -> ArticleNote:
        if self.problem:
            raise self.problem(self.notes.get(article, ArticleNote()))
        self.notes[article] = ArticleNote(text, revision + 1)
        self.saved.append((article, text))
        return self.notes[article]


class Story:
    """The text of the small story and the spans of words in it."""

    def __init__(self) -> None:
        self.text = "\n".join(words for _, words in BLOCKS)
        self.blocks = []
        start = 0
        for kind, words in BLOCKS:
            self.blocks.append(Block(kind, Span(start, start + len(words))))
            start += len(words) + 1

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def mentions(self, *places: tuple[str, int] | str) -> tuple[Mention, ...]:
        spans = [self.span(*(place if isinstance(place, tuple) else (place, 0))) for place in places]
        forms = ["pronoun" if span.cut(self.text) == "she" else "name" for span in spans]
        return tuple(Mention(span, form) for span, form in zip(spans, forms, strict=True))

    def article(self) -> Article:
        photo = Photo(None, self.blocks[2].span, self.blocks[1].span)
        source = Source("text", "0" * 64, language="en", place="Setúbal", agency="Northwire")
        return Article(source, BLOCKS[0][1], self.text, tuple(self.blocks), (photo,))

    def analysis(self) -> Analysis:
        reis = Entity(
            "e1",
            "person",
            "Ana Reis",
            self.mentions("Ana Reis", ("Reis", 1), "she"),
            roles=(Role("Mayor", self.span("Mayor")),),
        )
        council = Entity(
            "e2", "organisation", "Port Council", self.mentions("Port Council", "council"), aliases=("the council",)
        )
        town = Entity("e3", "place", "Setúbal", self.mentions("Setúbal", "SETÚBAL"), confidence=0.3, reason="Or a ship")
        plan = Entity("e4", "work", "the plan", self.mentions("the plan"))
        quotes = (
            Quote(
                "indirect",
                (self.span("Ferry fares stay as they are"),),
                self.span("said"),
                self.span("a senior official"),
            ),
            Quote(
                "direct",
                (self.span("Nobody pays more,"), self.span("Nobody waits longer,")),
                self.span("told"),
                self.span("Reis", 1),
                "e1",
            ),
            Quote(
                "partial",
                (self.span("a quiet gift"),),
                self.span("called"),
                self.span("The council"),
                "e2",
                0.2,
                "Who?",
            ),
            Quote("indirect", (self.span("the union’s answer is open"),)),
        )
        return Analysis((town, reis, council, plan), quotes, (Caption(0, "Setúbal", "2021-02-03", True, ("e1",)),))

    def reading(self, **changes: object) -> Reading:
        given = {"id": "one", "article": self.article(), "analysis": self.analysis(), **changes}
        article, analysis = given["article"], given["analysis"]
        counted = (
            {"sourcing": find_sources(article, analysis), "doubts": find_doubts(article, analysis)} if analysis else {}
        )
        return Reading(**{**counted, **given})


@pytest.fixture(scope="session")
def qapp_with_fonts(qapp):
    load_fonts()
    return qapp


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def desk(qapp_with_fonts, shelf):
    return Desk(shelf)


@pytest.fixture
def theme(qapp_with_fonts):
    return Theme()


@pytest.fixture
def story():
    return Story()
