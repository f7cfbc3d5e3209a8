import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from reader.intake.source import make_pasted
from reader.model.analysis import Versions
from reader.model.problem import Problem
from reader.pipeline import versions


def shown(application):
    return application.window.findChild(object, "articlePage").property("articleId")


def words(application):
    return " ".join(label.text() for label in application.window.findChildren(QLabel) if label.isVisible())


def test_newest_story_is_opened_first(opened, keep):
    keep("Old")
    new = keep("New")
    assert shown(opened()) == new


def test_last_story_open_is_opened_again(opened, keep):
    old = keep("Old")
    keep("New")
    application = opened()
    application.desk.article_wanted.emit(old)
    application.window.close()
    assert shown(opened()) == old


def test_way_back_and_forward_goes_through_what_was_opened(opened, keep):
    a, b, c = keep("A"), keep("B"), keep("C")
    application = opened()
    actions = application.window.actions_
    assert not actions["back"].isEnabled()
    application.desk.article_wanted.emit(a)
    application.desk.article_wanted.emit(b)
    actions["back"].trigger()
    assert shown(application) == a
    actions["back"].trigger()
    assert shown(application) == c
    assert not actions["back"].isEnabled()
    actions["forward"].trigger()
    assert shown(application) == a
    application.desk.article_wanted.emit(c)
    assert not actions["forward"].isEnabled()


def test_next_and_previous_story_follow_the_list(opened, keep):
    a, b, c = keep("A"), keep("B"), keep("C")
    application = opened()
    actions = application.window.actions_
    actions["next_story"].trigger()
    assert shown(application) == b
    actions["next_story"].trigger()
    actions["next_story"].trigger()
    assert shown(application) == a
    actions["previous_story"].trigger()
    assert shown(application) == b
    assert c != b


def test_place_in_a_story_is_found_again(opened, keep, qtbot):
    long, other = keep("Long"), keep("Other")
    application = opened()
    application.window.resize(900, 480)
    application.desk.article_wanted.emit(long)
    page = application.window.findChild(object, "articlePage")
    page.go_to_place(0.5)
    place = page.scroll_place()
    assert place > 0
    application.desk.article_wanted.emit(other)
    application.desk.article_wanted.emit(long)
    assert page.scroll_place() == pytest.approx(place, abs=0.05)


def test_story_that_waits_is_shown_when_its_text_comes(opened, keep, library, article, analysis, qtbot):
    keep("Old")
    application = opened()
    waiting = library.hand_in(make_pasted("New")).id
    application.desk.article_wanted.emit(waiting)
    page = application.window.findChild(object, "articlePage")
    assert page.property("busy") is True
    assert not page.isVisible()
    application.worker.article_read.emit(waiting, article, versions())
    qtbot.waitUntil(page.isVisible)
    assert page.property("busy") is True
    application.worker.analysis_made.emit(waiting, analysis, versions())
    qtbot.waitUntil(lambda: page.property("busy") is False)
    assert "2 entities, 2 quotes" in words(application)


def test_story_that_failed_says_why_and_offers_what_to_do(opened, library, asked):
    failed = library.hand_in(make_pasted("<p>Hm</p>", kind="html")).id
    library.store_problem(failed, Problem("It is no page.", "Save it anew."), versions())
    application = opened()
    assert shown(application) == failed
    assert "It is no page. Save it anew." in words(application)
    offers = {button.text(): button for button in application.window.findChildren(QPushButton) if button.isVisible()}
    asked.clear()
    offers["Try again"].click()
    offers["Show its text"].click()
    assert [request.verbatim for request in asked] == [False, True]


def test_story_whose_names_could_not_be_found_is_read_and_can_be_tried_again(opened, keep, library, asked):
    story = keep("Story", analysed=False)
    library.store_problem(story, Problem("It took longer than a minute and was stopped."), versions())
    application = opened()
    assert application.window.findChild(object, "articlePage").isVisible()
    assert "It took longer than a minute" in words(application)
    asked.clear()
    (again,) = [each for each in application.window.findChildren(QPushButton) if each.isVisible()]
    again.click()
    assert [request.id for request in asked] == [story]


def test_note_can_be_written_while_the_text_is_read(opened, keep, library, article, qtbot):
    keep("Old")
    application = opened()
    waiting = library.hand_in(make_pasted("New")).id
    application.desk.article_wanted.emit(waiting)
    edit = application.window.findChild(object, "noteEdit")
    edit.setFocus()
    qtbot.keyClicks(edit, "Early words")
    with qtbot.waitSignal(application.opening.changed):
        application.worker.article_read.emit(waiting, article, versions())
    assert edit.toPlainText() == "Early words"
    status = application.window.findChild(object, "noteStatus")
    qtbot.waitUntil(lambda: status.property("saved") is True)
    assert library.note(waiting).text == "Early words"


def test_story_counts_as_read_after_a_while_and_not_by_a_glance(opened, keep, library, qtbot):
    story = keep("Story")
    application = opened()
    assert library.story(story).unread
    with qtbot.waitSignal(application.opening.marked_read, timeout=8000):
        application.opening.read_timer.setInterval(0)
    assert not library.story(story).unread


def test_story_made_by_an_older_version_is_shown_and_asked_for_again(opened, library, article, analysis, asked):
    story = library.hand_in(make_pasted("Old")).id
    older = Versions(versions().intake, versions().analysis - 1, versions().models)
    library.store_article(story, article, older)
    library.store_analysis(story, analysis, older)
    application = opened()
    assert shown(application) == story
    assert {request.id for request in asked} == {story}
    assert "2 entities, 2 quotes" in words(application)
