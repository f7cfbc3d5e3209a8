"""A reading as a page of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli import pages
from reader.cli.pages import make_page
from reader.model.analysis import Analysis, Caption, Entity, Mention, Quote, Role
from reader.model.article import Article, Block, Photo, Source
from reader.model.marks import ArticleNote
from reader.model.reading import Reading
from reader.model.span import Span

CAPTION = "Ingrid Halvorsen at the harbour, May 3, 2021."
TEXT = f"Harbour bridge reopens\n{CAPTION}\n“We waited,” Halvorsen said, “for years.” The port was glad."


def span(words, start=0):
    found = TEXT.index(words, start)
    return Span(found, found + len(words))


ARTICLE = Article(
    Source(
        "text", "", outlet="The Port", agency="Reuters", place="Port Ellen", published="2024-05-01", byline=("A. B.",)
    ),
    "Harbour bridge reopens",
    TEXT,
    (
        Block("headline", span("Harbour bridge reopens")),
        Block("caption", span(CAPTION)),
        Block("list_item", Span(TEXT.index("“We"), len(TEXT)), level=1),
    ),
    (Photo(None, span(CAPTION), alt="A bridge"),),
)
MAYOR = Entity(
    "e1",
    "person",
    "Ingrid Halvorsen",
    (Mention(span("Ingrid Halvorsen")), Mention(span("Halvorsen", 80))),
    roles=(Role("mayor of a town with a bridge that was closed for a very long time indeed", Span(0, 1)),),
)
QUOTE = Quote(
    "direct", (span("We waited,"), span("for years.")), cue=span("said"), speaker=span("Halvorsen", 80), entity="e1"
)
OPEN_QUOTE = Quote("indirect", (span("The port was glad"),))
FOUND = Analysis((MAYOR,), (QUOTE, OPEN_QUOTE), (Caption(0, "the harbour", "2021-05-03", True, ("e1",)),))


@pytest.fixture(autouse=True)
def _narrow(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")


def test_page_says_who_where_when_and_how_long():
    page = make_page(Reading("a", ARTICLE, analysis=FOUND))
    head = page.split("\n\n")[0].splitlines()
    assert head[0] == "Harbour bridge reopens"
    assert " ".join(head[2:]) == "The Port · Reuters · Port Ellen · 2024-05-01 · by A. B. · 1 min"


def test_name_stands_with_its_count_and_role():
    page = make_page(Reading("a", ARTICLE, analysis=FOUND))
    assert "People\n  Ingrid Halvorsen    2  mayor of a town" in page
    assert "\n                         " in page  # the rest of the role below its beginning


def test_quote_in_two_parts_stands_as_one_with_speaker_cue_and_kind():
    page = make_page(Reading("a", ARTICLE, analysis=FOUND))
    assert "“We waited,” … “for years.”\n    — Ingrid Halvorsen (“Halvorsen”) · said · direct" in page
    assert "  The port was glad\n    — speaker open · indirect" in page


def test_caption_card_says_who_where_and_when():
    page = make_page(Reading("a", ARTICLE, analysis=FOUND))
    card = page.partition("Photograph\n")[2]
    for fact in (
        "Who:        Ingrid Halvorsen",
        "Where:      the harbour",
        "When:       2021-05-03",
        "File photo: yes",
    ):
        assert fact in card


def test_text_and_note_stand_in_a_page_that_is_shown():
    page = make_page(Reading("a", ARTICLE, ArticleNote("Ask the port.\nTwice.", 1), FOUND), with_text=True)
    assert "• “We waited,”" in page
    assert page.endswith("Note\n  Ask the port.\n  Twice.\n")


def test_page_without_analysis_says_why():
    assert "It took too long." in make_page(Reading("a", ARTICLE, problem="It took too long."))


def test_page_outside_english_says_that_no_names_were_looked_for():
    page = make_page(Reading("a", ARTICLE, analysis=Analysis(names_read=False)))
    assert "Names are looked for in English alone." in page


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=300), st.text(max_size=40))
def test_every_text_makes_a_page_no_wider_than_the_terminal(text, name):
    article = Article(Source("text", ""), text, text, (Block("paragraph", Span(0, len(text))),))
    entity = Entity("e1", "person", name, (Mention(Span(0, 1)),), roles=(Role(text, Span(0, len(text))),))
    page = make_page(Reading("a", article, analysis=Analysis((entity,))), with_text=True)
    assert all(len(line) <= pages._WIDEST for line in page.split("\n"))
