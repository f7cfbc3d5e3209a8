"""The card of an entity: every description and quote word for word, where rows lead, how it closes."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from reader.app.panels.entities import EntitiesPanel
from reader.app.panels.person_model import PersonModel
from reader.app.panels.person_rows import wrap_words
from reader.app.panels.quotes import QuoteList
from reader.app.panels.rows import Type
from reader.model.analysis import Mention
from reader.reading.sourcing import find_sources

REIS, COUNCIL, TOWN = 1, 2, 0


@pytest.fixture
def reading(story):
    analysis = story.analysis()
    council = analysis.entities[COUNCIL]
    described = Mention(story.span("The council"), "description")
    mentions = (council.mentions[0], described)
    entities = tuple(replace(e, mentions=mentions) if e is council else e for e in analysis.entities)
    analysis = replace(analysis, entities=entities)
    return story.reading(analysis=analysis, sourcing=find_sources(story.article(), analysis))


@pytest.fixture
def panel(desk, theme, qtbot, reading):
    panel = EntitiesPanel(desk, theme)
    qtbot.addWidget(panel)
    panel.resize(324, 500)
    panel.show()
    qtbot.waitExposed(panel)
    desk.show(reading)
    return panel


@pytest.fixture
def card(panel):
    panel.show_card(REIS)
    return panel._card


@pytest.fixture
def rows(card):
    return card.findChild(QuoteList, "personList")


def words(view):
    return [view.model().index(i).data() for i in range(view.model().rowCount())]


def test_card_has_every_description_and_every_quote_word_for_word(card, rows):
    assert words(rows) == ["As described", "“Mayor”", "Quotes", "“Nobody pays more,” … “Nobody waits longer,”"]
    assert card._head._facts.text() == "person · 3 mentions · 1 quote · 6 words"


def test_description_in_a_role_or_in_a_mention_leads_to_its_place(desk, panel, card, rows, story, qtbot):
    wanted = []
    desk.passage_wanted.connect(wanted.append)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert wanted == [story.span("Mayor")]
    panel.show_card(COUNCIL)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert (desk.focus.kind, desk.focus.subject, desk.focus.index) == ("entity", COUNCIL, 1)


def test_click_on_a_quote_chooses_it(desk, card, rows, qtbot):
    pos = rows.visualRect(rows.model().index(3)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=pos)
    assert (desk.focus.kind, desk.focus.subject) == ("quote", 1)
    assert card._delegate.chosen_quote == 1


def test_who_is_neither_described_nor_quoted_is_said_to_be_so_with_the_doubt(panel):
    panel.show_card(TOWN)
    view = panel._card.findChild(QuoteList, "personList")
    assert words(view)[1::2] == ["Not described in this story", "Not quoted in this story"]
    assert panel._card._head._doubt.text() == "Or a ship"


def test_escape_and_the_button_lead_back_to_all_names(panel, card, rows, qtbot):
    qtbot.keyClick(rows, Qt.Key.Key_Escape)
    assert panel._stack.currentWidget() is panel._tree
    panel.show_card(REIS)
    qtbot.mouseClick(card._head.back, Qt.MouseButton.LeftButton)
    assert panel._stack.currentWidget() is panel._tree


def test_card_follows_the_entity_that_is_chosen(desk, panel, card, rows):
    desk.focus_on_entity(COUNCIL)
    assert card.subject == COUNCIL
    assert "“The council”" in words(rows)


def test_card_closes_when_another_story_is_opened(desk, panel, card, story):
    desk.show(story.reading(id="two"))
    assert panel._stack.currentWidget() is panel._tree


def test_rows_speak_in_sentences(rows):
    spoken = rows.model().index(3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "direct, told, ¶2: “Nobody pays more,” … “Nobody waits longer,”"


def test_model_keeps_qts_laws(qapp_with_fonts, reading):
    model = PersonModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_entity(reading, reading.analysis.entities[REIS])
    model.show_entity(None, None)
    assert tester.model() is model


def test_speaker_of_the_chosen_quote_has_the_card(desk, panel):
    assert desk.chosen_entity() is None
    desk.focus_on_quote(1)
    assert desk.chosen_entity() == REIS
    desk.focus_on_quote(0)
    assert desk.chosen_entity() is None


def test_lines_hold_all_words_behind_emoji_too(qapp_with_fonts):
    said = "🙂 nobody waits for the ferry any longer than they did " * 4
    lines = wrap_words(said.strip(), Type("serif", 15), 200)
    assert len(lines) > 3
    assert " ".join(lines) == said.strip()
