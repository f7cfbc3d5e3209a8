"""The lists beside the page in the whole window: from sourcing to quotes, from quotes to the note, and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reader.app.panels.quotes import QuoteList
from reader.model.reading import Doubt, Reading
from reader.model.span import Span


@pytest.fixture
def shown(opened, keep):
    keep()
    return opened()


def part(shown, kind, name):
    return shown.window.findChild(kind, name)


def test_alt_5_shows_the_sourcing_and_a_source_leads_to_its_quotes(shown, qtbot):
    shown.window.actions_["sourcing"].trigger()
    panel = part(shown, QWidget, "sourcingPanel")
    assert panel.isVisible()
    sources = part(shown, QuoteList, "sourcingList")
    model = sources.model()
    rows = [model.index(i) for i in range(model.rowCount())]
    sources.setCurrentIndex(next(row for row in rows if row.data() == "Ana Reis"))
    qtbot.keyClick(sources, Qt.Key.Key_Return)
    quotes = part(shown, QuoteList, "quoteList")
    assert quotes.isVisible()
    assert [quotes.model().row_at(quotes.model().index(i)).speaker for i in range(quotes.model().rowCount())] == [
        "Ana Reis"
    ]
    assert part(shown, QWidget, "quoteFilterChip").text() == "1 of 2"
    qtbot.keyClick(quotes, Qt.Key.Key_Escape)
    assert quotes.model().rowCount() == 2


def test_quote_is_cited_and_put_into_the_note_by_keys_and_leads_back(shown, qtbot, qapp):
    actions = shown.window.actions_
    assert not actions["cite"].isEnabled()
    actions["next_quote"].trigger()
    actions["cite"].trigger()
    assert qapp.clipboard().text().startswith("“Nobody pays more,” … “Nobody waits longer,” (Ana Reis")
    actions["into_notes"].trigger()
    note = part(shown, QPlainTextEdit, "noteEdit")
    assert note.toPlainText().startswith("> “Nobody pays more,” … “Nobody waits longer,” — Ana Reis, ¶2")
    shown.desk.focus_on(None)
    note.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (shown.desk.focus.kind, shown.desk.focus.subject) == ("quote", 0)


def test_words_selected_on_the_page_go_into_the_note(shown):
    page = part(shown, QWidget, "articlePage")
    text = shown.desk.reading.article.text
    start = text.index("Ferry fares stay")
    page.show_passage(type(shown.desk.reading.article.blocks[0].span)(start, start + len("Ferry fares stay")))
    shown.window.actions_["into_notes"].trigger()
    assert part(shown, QPlainTextEdit, "noteEdit").toPlainText() == "> Ferry fares stay — ¶1\n"


def test_i_shows_the_card_of_who_is_chosen(shown):
    action = shown.window.actions_["person"]
    assert not action.isEnabled()
    shown.desk.focus_on_quote(0)
    action.trigger()
    card = part(shown, QWidget, "personCard")
    assert card.isVisible()
    assert card.accessibleName() == "Card of Ana Reis"


def doubtful(reading):
    """Return a reading in which a name, a quote and words outside both need a look, in this order."""
    place, mention = reading.analysis.quotes[1].parts[0], reading.analysis.entities[1].mentions[0].span
    doubts = (
        Doubt("unsure_entity", mention, "Or not.", entity=1),
        Doubt("unsure_quote", place, "Who?", quote=1),
        Doubt("unmatched_mark", Span(place.end, place.end + 1), "This quotation mark has no partner."),
    )
    return Reading(reading.id, reading.article, reading.note, reading.analysis, doubts=doubts)


def test_foot_of_the_window_counts_what_needs_a_look_and_leads_there(shown, qtbot):
    button, desk = part(shown, QWidget, "doubtButton"), shown.desk
    reading = desk.reading
    desk.show(doubtful(reading))
    assert button.text() == "3 need a look"
    found, said = [], []
    for _ in range(4):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        found.append((desk.focus.kind, desk.focus.subject) if desk.focus else None)
        said.append((button.text(), shown._status._breakdown._words))
    assert found == [("entity", 1), ("quote", 1), None, ("entity", 1)]
    assert said[:3] == [
        ("1 of 3 need a look", "Or not."),
        ("2 of 3 need a look", "Who?"),
        ("3 of 3 need a look", "This quotation mark has no partner."),
    ]
    desk.focus_on_quote(0)
    assert button.text() == "3 need a look"
    assert desk.doubt is None
    desk.show(Reading(reading.id, reading.article, reading.note, reading.analysis))
    assert not button.isVisible()


def test_what_needs_a_look_is_gone_through_by_keys_both_ways(shown):
    actions, desk = shown.window.actions_, shown.desk
    desk.show(doubtful(desk.reading))
    desk.focus_on_quote(1)
    actions["previous_doubt"].trigger()
    assert (desk.focus.kind, desk.doubt.text) == ("entity", "Or not.")
    actions["previous_doubt"].trigger()
    assert desk.doubt.kind == "unmatched_mark"
    actions["next_doubt"].trigger()
    assert desk.doubt.text == "Or not."
    actions["next_doubt"].trigger()
    assert desk.doubt.text == "Who?"
