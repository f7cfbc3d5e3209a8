"""Marks on the page at work: strokes, what is lit, what is turned off, what the pointer finds."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor

from reader.app.page.card import CardWords
from reader.model.analysis import Role
from reader.model.reading import Reading
from reader.model.span import Span


@pytest.mark.parametrize("name", ["light", "dark", "sepia"])
def test_names_wear_the_stroke_of_their_kind(page, desk, reading, theme, name, colours_at):
    theme.choose(name)
    desk.show(reading)
    person, place, board = (entity.mentions[-1].span for entity in reading.analysis.entities)
    for span, role in ((person, "person"), (place, "place"), (board, "organisation")):
        page.bring_into_view(page._find_span(span))
        assert theme.colour(role).name().upper() in colours_at(page, span)


def test_names_in_the_headline_rest_without_a_stroke(page, desk, reading, theme, colours_at):
    desk.show(reading)
    headline = reading.analysis.entities[1].mentions[0].span
    assert theme.colour("place").name().upper() not in colours_at(page, headline)
    desk.focus_on_entity(1, 1)
    assert theme.colour("lit").name().upper() in colours_at(page, headline)


def test_mentions_of_the_chosen_are_lit_and_the_current_one_strongest(page, desk, reading, theme, colours_at):
    desk.show(reading)
    desk.focus_on_entity(0, 1)
    first, second = (mention.span for mention in reading.analysis.entities[0].mentions[:2])
    assert theme.colour("lit").name().upper() in colours_at(page, first)
    assert theme.colour("now").name().upper() in colours_at(page, second)
    assert theme.colour("person").name().upper() not in colours_at(page, second)


def test_a_chosen_quote_lights_words_speaker_and_cue(page, desk, reading, theme, colours_at):
    desk.show(reading)
    desk.focus_on_quote(0)
    quote = reading.analysis.quotes[0]
    assert theme.colour("lit").name().upper() in colours_at(page, quote.parts[0])
    assert theme.colour("now").name().upper() in colours_at(page, quote.speaker)
    assert theme.colour("edge").name().upper() in colours_at(page, quote.cue)


def test_marks_can_be_hidden_without_a_word_moving(page, desk, reading, theme, colours_at):
    desk.show(reading)
    span = reading.analysis.entities[2].mentions[0].span
    before = page._find_span(span)
    page.set_marks_shown(False)
    assert theme.colour("organisation").name().upper() not in colours_at(page, span)
    assert page._find_span(span) == before


def test_marks_come_later_without_a_jump(page, desk, reading, theme, article, colours_at):
    desk.show(Reading("one", article))
    span = reading.analysis.entities[2].mentions[0].span
    assert theme.colour("organisation").name().upper() not in colours_at(page, span)
    document, page_top = page.document(), page.verticalScrollBar().maximum() // 2
    page.verticalScrollBar().setValue(page_top)
    desk.show(reading)
    assert page.document() is document
    assert page.verticalScrollBar().value() == page_top
    page.verticalScrollBar().setValue(0)
    assert theme.colour("organisation").name().upper() in colours_at(page, span)


def test_a_kind_switched_off_loses_its_strokes_and_its_clicks_alone(
    page, desk, reading, theme, qtbot, colours_at, click
):
    desk.show(reading)
    _person, place, board = (entity.mentions[-1].span for entity in reading.analysis.entities)
    before = page._find_span(board)
    page.hide_kinds(frozenset({"organisation"}))
    assert page._find_span(board) == before
    assert theme.colour("organisation").name().upper() not in colours_at(page, board)
    click(page, board)
    assert desk.focus is None
    page.bring_into_view(page._find_span(place))
    assert theme.colour("place").name().upper() in colours_at(page, place)


def test_a_chosen_entity_is_lit_though_its_kind_is_switched_off(page, desk, reading, theme, colours_at):
    desk.show(reading)
    page.hide_kinds(frozenset({"place"}))
    desk.focus_on_entity(1, 1)
    assert theme.colour("now").name().upper() in colours_at(page, reading.analysis.entities[1].mentions[1].span)


def test_no_notes_and_no_clicks_on_quotes_while_quotes_are_switched_off(page, desk, reading, theme, qtbot, click):
    desk.show(reading)
    note = page._margin.note_of(0)
    place = QPoint(page.document().column.bars + 1, round(note.top) + 4)
    assert QColor(page.viewport().grab().toImage().pixel(place)) == theme.colour("ink2")
    page.hide_kinds(frozenset({"quote"}))
    assert QColor(page.viewport().grab().toImage().pixel(place)) == theme.colour("page")
    click(page, reading.analysis.quotes[0].parts[0])
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.focus is None


def test_the_card_of_a_name_says_role_and_count(page, desk, reading, qtbot, place_of):
    role = Role("chair of the harbour board", Span(0, 5))
    first, *others = reading.analysis.entities
    entities = (replace(first, roles=(role,)), *others)
    desk.show(Reading("one", reading.article, analysis=replace(reading.analysis, entities=entities)))
    page._hover(QPointF(place_of(page, first.mentions[1].span)))
    qtbot.waitUntil(lambda: page._card is not None and page._card.isVisible())
    assert page._card.words == CardWords("person", "person", "Edda Marlow", "chair of the harbour board", "3")
    assert page._card.parentWidget().rect().contains(page._card.geometry())
    page.viewport().grab()
    page._hover(QPointF(5, 5))
    assert not page._card.isVisible()


def test_the_card_goes_when_the_page_is_scrolled_or_clicked(page, desk, reading, qtbot, place_of):
    desk.show(reading)
    for leave in (
        lambda: page.verticalScrollBar().setValue(20),
        lambda: qtbot.mousePress(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5)),
    ):
        page._hover(QPointF(place_of(page, reading.analysis.entities[2].mentions[0].span)))
        qtbot.waitUntil(lambda: page._card is not None and page._card.isVisible())
        leave()
        assert not page._card.isVisible()
        page._hover(QPointF(5, 5))


def test_speaker_and_cue_of_the_quote_under_the_pointer_are_lit_lightly(
    page, desk, reading, theme, colours_at, place_of
):
    desk.show(reading)
    quote = reading.analysis.quotes[0]
    assert theme.colour("none").name().upper() not in colours_at(page, quote.cue)
    page._hover(QPointF(place_of(page, quote.parts[0])))
    assert theme.colour("none").name().upper() in colours_at(page, quote.cue)
    assert theme.colour("none").name().upper() in colours_at(page, quote.speaker)
    page._hover(QPointF(5, 5))
    assert theme.colour("none").name().upper() not in colours_at(page, quote.cue)
