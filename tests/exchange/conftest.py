"""A made-up story with everything that goes out: links, a table, a photograph, quotes of every kind, a note."""

import pytest

from reader.exchange.entries import Entry
from reader.model.analysis import Analysis, Entity, Mention, Quote, Role
from reader.model.article import Article, Block, Link, Photo, Source
from reader.model.marks import ArticleNote
from reader.model.reading import Reading
from reader.model.span import Span

LINES = (
    ("headline", "Barrier vote put off: *who* pays?"),
    ("standfirst", "The board waits for the divers."),
    ("byline", "Ada Finn"),
    ("credit", "Ada Finn, Harbour Gazette"),
    ("caption", "Edda Marlow on the east quay"),
    ("paragraph", "LINDHAVEN — The board will not decide before April, its chair told members."),
    ("paragraph", "“We wait,” Edda Marlow said. “We measure <every> pier & lock.” See the minutes."),
    ("subhead", "What the divers look for"),
    ("list_item", "Sand that moves"),
    ("list_item", "1. a wall with holes"),
    ("table_row", "Pier\tDepth"),
    ("table_row", "East | outer\t12 m"),
    ("blockquote", "It is the sea that decides."),
    ("preformatted", "10:00 ``` low\n16:00 high"),
    ("paragraph", "=SUM(A1) called it “luck”. A senior official said the pumps had run."),
)
SAID = ("We wait,", "We measure <every> pier & lock.")
NOTE = "Ask Marlow.\n> “We wait” — Edda Marlow, ¶2\n\nWho _pays_?"


def make_entry(lines=LINES, note=NOTE, story="0192-4a7c", **source):
    text, blocks = "", []
    links = {
        "the minutes": "https://example.org/minutes?a=1&b=(2)",
        "the sea": "javascript:alert(1)",
    }
    for kind, words in lines:
        text += "\n" if text else ""
        start = len(text)
        found = [(words.find(word), len(word), address) for word, address in links.items()]
        marked = tuple(Link(Span(start + at, start + at + size), url) for at, size, url in found if at >= 0)
        blocks.append(Block(kind, Span(start, start + len(words)), 2 if kind == "subhead" else 1, marked))
        text += words
    of = {block.kind: block.span for block in blocks}
    given = {
        "outlet": "Harbour Gazette",
        "byline": ("Ada Finn", "Rui de la Cruz"),
        "published": "2024-03-14T08:00:00Z",
        "language": "en",
        "place": "Lindhaven",
        "address": "https://example.org/barrier",
        "subjects": ("flood", "harbour, east"),
        **source,
    }
    photo = Photo("quay.jpg", of.get("caption"), of.get("credit"), "A quay")
    article = Article(Source("html", "0", **given), lines[0][1], text, tuple(blocks), (photo,))
    analysis = make_analysis(text) if lines is LINES else None
    return Entry(Reading(story, article, ArticleNote(note, 1), analysis), "2024-03-15T09:30:00.000+00:00")


def make_analysis(text):
    def span(words, nth=0):
        start = -1
        for _ in range(nth + 1):
            start = text.index(words, start + 1)
        return Span(start, start + len(words))

    marlow = Entity(
        "e1",
        "person",
        "Edda Marlow",
        (Mention(span("Edda Marlow")), Mention(span("Edda Marlow", 1))),
        roles=(Role("its chair", span("its chair")),),
    )
    place = Entity("e2", "place", "LINDHAVEN", (Mention(span("LINDHAVEN")),))
    quotes = (
        Quote("indirect", (span("the pumps had run"),), span("said", 1), span("A senior official")),
        Quote("direct", tuple(map(span, SAID)), span("said"), marlow.mentions[1].span, "e1"),
        Quote("partial", (span("luck"),), span("called"), span("=SUM(A1)")),
    )
    return Analysis((marlow, place), quotes)


@pytest.fixture
def entry():
    return make_entry()


@pytest.fixture
def entry_of():
    return make_entry
