"""A story read anew: what would be otherwise is shown first; replacing it, keeping it, undoing it."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QTextEdit, QWidget

from reader.app.panels.notes import NotesPanel
from reader.app.rereading import OlderText, Rereadings
from reader.app.worker import Worker
from reader.model.article import Article, Block
from reader.model.marks import FieldCorrection
from reader.model.problem import Problem
from reader.model.span import Span
from reader.pipeline import versions


@pytest.fixture
def story(keep, library):
    story = keep()
    library.save_note(story, "See ¶2.", 0)
    library.save_corrections(story, (FieldCorrection("outlet", "Gazette"),), 0)
    return story


@pytest.fixture
def application(opened, story):
    return opened()


@pytest.fixture
def rereadings(application):
    return application.window.findChild(Rereadings)


@pytest.fixture
def worker(application):
    return application.window.findChild(Worker)


@pytest.fixture
def later(article):
    """The article with a paragraph put before its first one."""
    first = article.blocks[3].span.start
    put = "A word from the editor.\n"
    text = article.text[:first] + put + article.text[first:]

    def move(span):
        return Span(span.start + len(put), span.end + len(put)) if span.start >= first else span

    blocks = [replace(block, span=move(block.span)) for block in article.blocks]
    blocks.insert(3, Block("paragraph", Span(first, first + len(put) - 1)))
    return Article(article.source, article.title, text, tuple(blocks), article.photos)


def read_anew(application, worker, story, article, analysis=None):
    application.window.actions_["reread"].trigger()
    worker.article_read.emit(story, article, versions())
    if analysis:
        worker.analysis_made.emit(story, analysis, versions())


def toast(application):
    return application.window.findChild(QFrame, "toast").accessibleName()


def test_story_is_asked_for_anew_and_nothing_is_changed_before_the_reader_says_so(
    application, rereadings, worker, story, later, asked, article, library, qtbot
):
    before = len(asked)
    read_anew(application, worker, story, later)
    assert [request.id for request in asked[before:]] == [story]
    dialog = rereadings.dialog
    assert dialog.findChild(QLabel, "changesSummary").text() == "Paragraphs: 1 added"
    assert "A word from the editor." in dialog.findChild(QTextEdit, "changesSheet").toPlainText()
    assert library.text(story).article == article
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    assert library.text(story).article == article
    assert rereadings.dialog is None


def test_text_is_replaced_with_what_was_written_and_corrected_and_that_is_undone_and_done_again(
    application, rereadings, worker, story, later, article, analysis, library, qtbot
):
    read_anew(application, worker, story, later)
    qtbot.mouseClick(rereadings.dialog.replace, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: application.desk.reading.as_found == later)
    reading = application.desk.reading
    assert reading.article.source.outlet == "Gazette"
    assert reading.note.text == "See ¶3."
    note = application.window.findChild(QWidget, "noteEdit")
    assert note.toPlainText() == "See ¶3."
    application.window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: application.desk.reading.as_found == article)
    assert application.desk.reading.note.text == "See ¶2."
    assert application.desk.reading.analysis == analysis
    application.window.actions_["redo"].trigger()
    qtbot.waitUntil(lambda: application.desk.reading.as_found == later)
    assert application.desk.reading.note.text == "See ¶3."


def test_analysis_that_comes_while_the_changes_are_looked_at_is_kept_with_the_text(
    application, rereadings, worker, story, later, analysis, library, qtbot
):
    read_anew(application, worker, story, later, replace(analysis, quotes=()))
    assert library.reading(story).analysis == analysis
    rereadings.dialog.replace.click()
    qtbot.waitUntil(lambda: application.desk.reading.as_found == later)
    assert application.desk.reading.analysis == replace(analysis, quotes=())


def test_analysis_that_comes_after_replacing_is_stored_like_any_other(
    application, rereadings, worker, story, later, analysis, qtbot
):
    read_anew(application, worker, story, later)
    rereadings.dialog.replace.click()
    worker.analysis_made.emit(story, replace(analysis, quotes=()), versions())
    qtbot.waitUntil(lambda: application.desk.reading.analysis == replace(analysis, quotes=()))
    assert application.desk.reading.as_found == later


def test_text_that_is_as_it_was_needs_no_choice(application, rereadings, worker, story, article, analysis, qtbot):
    read_anew(application, worker, story, article)
    qtbot.waitUntil(lambda: "as it was" in toast(application))
    assert rereadings.dialog is None
    assert application.desk.reading.analysis == analysis


def test_place_that_is_lost_is_told_and_kept(application, rereadings, worker, story, later, library, qtbot):
    gone = replace(later, text="Nothing of it.", blocks=(Block("paragraph", Span(0, 14)),), photos=())
    read_anew(application, worker, story, gone)
    words = " ".join(label.text() for label in rereadings.dialog.findChildren(QLabel))
    assert "Places in your note that are not in the new text: 1." in words
    rereadings.dialog.replace.click()
    qtbot.waitUntil(lambda: application.desk.reading.as_found == gone)
    assert "Lost its place in your note: ¶2." in toast(application)
    assert library.note(story).text == "See ¶2."


def test_note_that_is_being_written_goes_along(application, rereadings, worker, story, later, library, qtbot):
    note = application.window.findChild(QWidget, "noteEdit")
    note.setFocus()
    qtbot.keyClicks(note, "¶1 ")
    read_anew(application, worker, story, later)
    rereadings.dialog.replace.click()
    qtbot.waitUntil(lambda: application.desk.reading.as_found == later)
    assert library.note(story).text == "See ¶3.¶2 "
    assert application.window.findChild(NotesPanel).flush()


def test_source_that_cannot_be_read_anew_leaves_the_story_as_it_is(
    application, rereadings, worker, story, article, library
):
    application.window.actions_["reread"].trigger()
    worker.problem_met.emit(story, Problem("It took too long.", "Try again."))
    assert library.story(story).state == "analysed"
    assert library.text(story).article == article
    application.window.actions_["reread"].trigger()


def test_text_that_another_window_changed_is_left_alone(application, rereadings, worker, story, later, library, qtbot):
    read_anew(application, worker, story, later)
    other = replace(later, title="Other")
    library.store_article(story, other, versions())
    rereadings.dialog.replace.click()
    qtbot.waitUntil(lambda: application.desk.reading.as_found == other)
    assert library.text(story).article == other


def test_story_an_earlier_version_read_is_offered_in_a_quiet_line(keep, library, opened, article, asked):
    story = keep()
    library.store_article(story, article, replace(versions(), intake=0))
    application = opened(wait=False)
    line = application.window.findChild(OlderText)
    assert line.isVisible()
    assert not any(request.path for request in asked), "it is never read anew unasked"
    application.opening.show_nothing()
    assert not line.isVisible()
    keep("Another")
    application.desk.article_wanted.emit(library.stories()[0].id)
    assert not line.isVisible()
