import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton

from reader.app.panels.hit_rows import Line, begin_near, break_line, find_pieces
from reader.app.panels.rows import Type
from reader.model.span import Span


@pytest.fixture
def window(opened, keep):
    keep("Ferry fares frozen")
    keep("Harbour wall to be raised")
    return opened().window


@pytest.fixture
def field(window):
    return window.findChild(QLineEdit, "searchField")


def hits(window):
    return window.findChild(QListView, "hitList")


def test_keys_lead_to_the_field_also_where_the_library_is_hidden(window, field):
    window.show_column("library", shown=False)
    window.actions_["search"].trigger()
    assert window.library.isVisible()
    assert window.focusWidget() is field


def test_what_is_typed_is_found_at_once_and_escape_brings_the_list_back(window, field, qtbot):
    stories = window.findChild(QListView, "libraryList")
    qtbot.keyClicks(field, "wall rai")
    assert [hits(window).model().index(row, 0).data() for row in range(hits(window).model().rowCount())] == [
        "Harbour wall to be raised"
    ]
    assert not stories.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert stories.isVisible()
    assert not hits(window).isVisible()


def test_enter_opens_what_was_found_at_its_words(window, field, qtbot):
    page = window.findChild(object, "articlePage")
    qtbot.keyClicks(field, "longer")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.property("articleId") == hits(window).model().index(0, 0).data(Qt.ItemDataRole.UserRole).story.id
    assert page.finder.words == "longer"
    assert page.finder.hit.cut(page.finder._text) == "longer"
    assert window.focusWidget() is page


def test_arrow_goes_to_the_list_and_back_and_enter_opens(window, field, qtbot):
    page = window.findChild(object, "articlePage")
    qtbot.keyClicks(field, "fares")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    found = hits(window)
    assert window.focusWidget() is found
    qtbot.keyClick(found, Qt.Key.Key_Up)
    assert window.focusWidget() is field
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(found, Qt.Key.Key_Down)
    qtbot.keyClick(found, Qt.Key.Key_Return)
    assert page.property("articleId") == found.currentIndex().data(Qt.ItemDataRole.UserRole).story.id


def test_row_is_a_sentence_to_who_does_not_see_it(window, field, qtbot):
    qtbot.keyClicks(field, "quiet gift")
    sentence = hits(window).model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert sentence.startswith("Harbour wall to be raised. Northwire. date not given. quote. ")


@pytest.mark.parametrize("typed", ["it's", "U.S.", "C++", '"', "a:b AND (", "speaker:", "*", "before:2024", "\u202e"])
def test_whatever_is_typed_is_no_error(window, field, typed):
    field.setText(typed)
    assert field.text() == typed
    hits(window).grab()


def test_words_that_no_story_has_are_said_to_be_found_nowhere(window, field):
    field.setText("zeppelin")
    assert not hits(window).isVisible()
    nothing = next(label for label in hits(window).parent().findChildren(QLabel) if "all these" in label.text())
    assert nothing.isVisible()
    leave = next(each for each in window.findChildren(QPushButton) if each.text() == "Show all stories")
    leave.click()
    assert window.findChild(object, "libraryList").isVisible()


def test_many_hits_are_counted_ranked_and_read_on_in_the_library_s_thread(opened, keep, qtbot):
    for number in range(60):
        keep(f"Story {number} of the ferry")
    window = opened().window
    window.findChild(QLineEdit, "searchField").setText("ferry")
    results = hits(window).parent()
    qtbot.waitUntil(lambda: results._count.text() == "60 stories")
    model = results.hits
    while model.canFetchMore(model.index(-1)):
        before = model.rowCount()
        model.fetchMore(model.index(-1))
        qtbot.waitUntil(lambda before=before: model.rowCount() > before)
    assert len({model.index(row).data() for row in range(model.rowCount())}) == 60
    results.order_chosen.emit("ranked")
    qtbot.waitUntil(lambda: model.rowCount() >= 40)
    assert results._order.text() == "Best first"


def test_found_words_stand_in_the_first_line(qapp):
    words = "one two three four five six seven eight nine found ten eleven"
    start = words.index("found")
    line = begin_near(words, [Span(start, start + 5)])
    assert line.words.startswith("…")
    assert line.found[0].cut(line.words) == "found"
    assert line.found[0].start <= 26


def test_what_was_found_keeps_its_place_in_both_lines(application_dressed):
    words = "alpha beta gamma delta epsilon zeta eta theta iota kappa"
    found = tuple(Span(words.index(word), words.index(word) + len(word)) for word in ("beta", "epsilon", "kappa"))
    first, second = break_line(Line(words, found), Type("serif", 14), 180)
    cut = [span.cut(line.words) for line in (first, second) for span in line.found]
    assert cut[:2] == ["beta", "epsilon"]
    assert all("kappa".startswith(word) for word in cut[2:])
    assert "".join(first.words[start:end] for start, end, _ in find_pieces(first)) == first.words
