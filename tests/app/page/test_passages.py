"""A passage is shown by selecting it, and what is selected is a stretch of the text."""

import pytest

from reader.app.page.view import PageView
from reader.model.reading import Reading
from reader.model.span import Span


@pytest.fixture
def page(desk, theme, qtbot, article, analysis):
    view = PageView(desk, theme, lambda story, photo: None)
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    desk.show(Reading("one", article, analysis=analysis))
    return view


def test_passage_that_is_wanted_is_selected_and_in_sight(desk, page, article):
    at = article.text.index("meets again")
    desk.passage_wanted.emit(Span(at, at + 11))
    assert page.selected_text() == "meets again"
    assert page.viewport().rect().contains(page.cursorRect(page.textCursor()).topLeft())


def test_selected_span_is_that_of_the_text_behind_emoji(desk, page, article):
    at = article.text.index("divers look")
    page.show_passage(Span(at, at + 6))
    assert page.selected_span().cut(article.text) == "divers"


def test_nothing_selected_is_no_span(page):
    assert page.selected_span() is None


def test_going_to_the_words_of_a_quote_chooses_it_and_to_others_shows_them(desk, page, article, analysis):
    wanted = []
    desk.passage_wanted.connect(wanted.append)
    part = analysis.quotes[0].parts[0]
    desk.go_to(part)
    assert (desk.focus.kind, desk.focus.subject) == ("quote", 0)
    desk.go_to(Span(0, 5))
    assert desk.focus is None
    assert wanted == [Span(0, 5)]
