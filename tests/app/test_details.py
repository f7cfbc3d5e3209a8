"""The details of a story: corrected by keyboard and mouse, undone, done again, and there at the next start."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QToolButton, QWidget

from reader.app.details import Details
from reader.app.details_dialog import DetailsDialog
from reader.library.store import Library
from reader.model.article import Candidate
from reader.model.marks import FieldCorrection

CANDIDATES = (
    Candidate("published", "2021-02-03", "json_ld"),
    Candidate("published", "2021-02-04", "meta"),
)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def story(keep):
    return keep()


@pytest.fixture
def application(opened, story):
    return opened()


@pytest.fixture
def go_to(application, qtbot):
    """Open the details, by the key, and return one of its fields, with the keyboard in it."""

    def open_field(field):
        page = application.window.findChild(QWidget, "articlePage")
        qtbot.keyClick(page, Qt.Key.Key_I, CTRL)
        dialog = application.window.findChild(DetailsDialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.go_to(field)
        return dialog.findChild(QLineEdit, f"detail_{field}")

    return open_field


def note_of(application, field):
    return application.window.findChild(QLabel, f"detail_{field}_note").text()


def write(qtbot, edit, words):
    edit.selectAll()
    qtbot.keyClicks(edit, words)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def kicker(application):
    return application.window.findChild(QWidget, "articlePage").document().firstBlock().text()


def test_date_is_given_by_keyboard_undone_done_again_and_there_at_the_next_start(
    application, opened, story, go_to, qtbot
):
    assert "Date not given" in kicker(application)
    edit = go_to("published")
    write(qtbot, edit, "31 Aug 2022")
    assert application.desk.reading.article.source.published == "2022-08-31"
    assert "31 Aug 2022" in kicker(application)
    assert note_of(application, "published").startswith("yours")
    qtbot.keyClick(edit, Qt.Key.Key_Z, CTRL)
    assert application.desk.reading.article.source.published is None
    assert edit.text() == ""
    assert "Date not given" in kicker(application)
    qtbot.keyClick(edit, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert application.desk.reading.article.source.published == "2022-08-31"
    application.window.close()
    again = opened()
    assert again.desk.reading.article.source.published == "2022-08-31"
    assert "31 Aug 2022" in kicker(again)


def test_every_field_is_corrected_and_the_list_says_so(application, go_to, qtbot):
    words = {
        "title": "Fares frozen",
        "outlet": "The Post",
        "byline": "Ana Reis, Li Wei",
        "published": "2022-08-31",
        "place": "Lisbon",
        "address": "post.example/fares",
        "agency": "",
    }
    for field, value in words.items():
        write(qtbot, go_to(field), value) if value else qtbot.keyClick(go_to(field), Qt.Key.Key_Delete)
    application.window.findChild(DetailsDialog).take()
    article = application.desk.reading.article
    assert article.title == "Fares frozen"
    assert (article.source.outlet, article.source.byline) == ("The Post", ("Ana Reis", "Li Wei"))
    assert (article.source.place, article.source.address) == ("Lisbon", "https://post.example/fares")
    assert article.source.agency is None
    model = application.window.findChild(QListView, "libraryList").model()
    qtbot.waitUntil(lambda: model.index(0, 0).data() == "Fares frozen")


def test_what_is_no_date_is_refused_in_a_sentence_and_escape_takes_it_back(application, go_to, qtbot):
    edit = go_to("published")
    write(qtbot, edit, "some day")
    assert "14 Mar 2024" in note_of(application, "published")
    assert application.desk.reading.article.source.published is None
    assert edit.text() == "some day"
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == ""
    assert "14 Mar 2024" not in note_of(application, "published")
    assert application.window.findChild(DetailsDialog).isVisible()
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert not application.window.findChild(DetailsDialog).isVisible()


def test_field_undoes_its_own_letters_first(application, go_to, qtbot):
    write(qtbot, go_to("outlet"), "The Post")
    edit = go_to("outlet")
    edit.setCursorPosition(len(edit.text()))
    qtbot.keyClicks(edit, "er")
    qtbot.keyClick(edit, Qt.Key.Key_Z, CTRL)
    assert edit.text() == "The Post"
    assert application.desk.reading.article.source.outlet == "The Post"


def test_clicking_that_no_date_is_given_opens_the_details_at_the_date(application, qtbot):
    page = application.window.findChild(QWidget, "articlePage")
    (position, end, _), *_ = page._page.stops()
    box = page.find_place(position, end)
    place = QPoint(round(box.center().x()), round(box.center().y()) - page.verticalScrollBar().value())
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place)
    edit = application.window.findChild(QLineEdit, "detail_published")
    qtbot.waitUntil(lambda: edit is not None and edit.isVisible())
    assert edit.hasFocus() or edit.window().focusWidget() is edit


def test_one_field_and_all_of_them_are_as_they_were_found_again(application, go_to, qtbot):
    write(qtbot, go_to("outlet"), "The Post")
    write(qtbot, go_to("agency"), "Otherwire")
    dialog = application.window.findChild(DetailsDialog)
    assert "“Northwire” was from the dateline" in note_of(application, "agency")
    qtbot.mouseClick(dialog.rows["agency"].reset, Qt.MouseButton.LeftButton)
    assert application.desk.reading.article.source.agency == "Northwire"
    assert not dialog.rows["agency"].reset.isVisible()
    button = dialog.findChild(QPushButton, "asItCame")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert application.desk.reading.corrections.made == ()
    assert not button.isEnabled()
    application.window.actions_["undo"].trigger()
    assert application.desk.reading.article.source.outlet == "The Post"


def test_value_said_as_it_was_found_is_no_correction(application, go_to, qtbot):
    write(qtbot, go_to("agency"), "Otherwire")
    write(qtbot, go_to("agency"), "Northwire")
    assert application.desk.reading.corrections.made == ()
    assert application.desk.reading.corrections.revision == 2


def test_what_else_the_page_says_is_a_menu_in_the_order_of_trust(opened, keep, qtbot):
    keep(kind="html", published="2021-02-03", candidates=CANDIDATES)
    application = opened()
    dialog = application.window.findChild(Details).open("published")
    assert note_of(application, "published") == "from the page’s JSON-LD"
    others = dialog.rows["published"].others
    assert isinstance(others, QToolButton)
    assert not dialog.rows["outlet"].others.isVisible()
    first, second = others.menu().actions()
    assert (first.isChecked(), second.isChecked()) == (True, False)
    assert "4 Feb 2021" in second.text()
    assert "meta tags" in second.text()
    second.trigger()
    assert application.desk.reading.article.source.published == "2021-02-04"


def test_another_windows_correction_is_not_overwritten(application, story, folder, go_to, qtbot):
    write(qtbot, go_to("outlet"), "The Post")
    other = Library(folder)
    other.save_corrections(story, (FieldCorrection("outlet", "Gazette"),), 1)
    other.close()
    application.window.actions_["undo"].trigger()
    words = " ".join(label.text() for label in application.window.findChildren(QLabel))
    assert application.desk.reading.article.source.outlet == "Gazette"
    told = [
        m.accessibleName() for m in application.window.findChildren(QWidget) if "Another window" in m.accessibleName()
    ]
    assert told or "Another window" in words
    stack = application.window.findChild(Details)._undo.of_story(story)
    qtbot.waitUntil(lambda: not stack.canUndo() and not stack.canRedo())
    write(qtbot, go_to("outlet"), "Third")
    assert application.desk.reading.article.source.outlet == "Third"
    application.window.actions_["undo"].trigger()
    assert application.desk.reading.article.source.outlet == "Gazette"


def test_what_is_being_written_belongs_to_its_own_story(opened, keep, library, qtbot):
    first, second = keep("First"), keep("Second")
    application = opened()
    application.window.findChild(Details).open("outlet")
    edit = application.window.findChild(QLineEdit, "detail_outlet")
    qtbot.keyClicks(edit, "The Post")
    application.desk.article_wanted.emit(first)
    assert library.corrections(second).made == (FieldCorrection("outlet", "The Post"),)
    assert library.corrections(first).made == ()
    assert edit.text() == ""


def test_what_is_being_written_is_kept_when_the_window_is_closed(application, opened, go_to, qtbot):
    qtbot.keyClicks(go_to("outlet"), "The Post")
    application.window.close()
    assert opened().desk.reading.article.source.outlet == "The Post"


def test_undo_goes_to_the_open_story_and_then_to_the_library(opened, keep, qtbot):
    first, _second = keep("First"), keep("Second")
    application = opened()
    actions = application.window.actions_
    actions["trash"].trigger()
    qtbot.waitUntil(lambda: application.opening.story == first)
    details = application.window.findChild(Details)
    details.correct(application.desk.reading, "outlet", "The Post")
    actions["undo"].trigger()
    assert application.desk.reading.article.source.outlet is None
    actions["undo"].trigger()
    qtbot.waitUntil(lambda: application.opening.story != first)
    assert not actions["undo"].isEnabled()
    application.desk.article_wanted.emit(first)
    assert not actions["undo"].isEnabled()
    actions["redo"].trigger()
    assert application.desk.reading.article.source.outlet == "The Post"


def test_corrected_language_has_the_story_analysed_again(application, go_to, asked, qtbot):
    before = len(asked)
    write(qtbot, go_to("language"), "Finnish")
    assert [request.article.source.language for request in asked[before:]] == ["fi"]
    application.window.actions_["undo"].trigger()
    assert [request.article.source.language for request in asked[before:]] == ["fi", "en"]


def test_citation_and_json_have_what_was_corrected(application, story, library, go_to, qtbot):
    write(qtbot, go_to("published"), "2022-08-31")
    reading = library.reading(story)
    assert reading.article == replace(reading.as_found, source=replace(reading.as_found.source, published="2022-08-31"))


def test_details_of_no_story_are_not_offered(opened, keep, qtbot, library):
    library.move_to_trash([keep()])
    application = opened(wait=False)
    application.opening.show_nothing()
    assert not application.window.actions_["details"].isEnabled()
