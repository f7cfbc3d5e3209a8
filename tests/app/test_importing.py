import zipfile
from threading import Lock

import pytest
from PySide6.QtCore import QMimeData, QUrl

from reader.app.importing import Importing
from reader.app.worker import Worker
from reader.intake.source import make_pasted
from reader.model.analysis import Versions
from reader.model.problem import Problem
from reader.pipeline import versions


@pytest.fixture
def worker(qapp, asked):
    return Worker()


@pytest.fixture
def importing(library, worker):
    importing = Importing(library, worker, versions(), Lock())
    importing.take_refusals()
    yield importing
    importing.leave()


@pytest.fixture
def refused(importing):
    told = []
    importing.refused.connect(told.append)
    return told


def data_of(*, text="", html="", urls=()):
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    return data


def test_file_is_kept_as_it_came_and_asked_to_be_read(importing, library, asked, tmp_path):
    path = tmp_path / "ferry.txt"
    path.write_bytes("Fähren\r\n".encode("latin-1"))
    story = importing.hand_in_place(str(path))
    assert library.source_path(story).read_bytes() == path.read_bytes()
    assert [request.id for request in asked] == [story]
    assert asked[0].path == str(library.source_path(story))
    assert asked[0].photos == str(library.photos_folder(story))


def test_same_story_handed_in_again_is_known(importing, qtbot):
    first = importing.hand_in(make_pasted("A story."))
    with qtbot.waitSignal(importing.handed_in) as told:
        assert importing.hand_in(make_pasted("A story.")) == first
    assert told.args == [first, True]


def test_story_handed_in_again_comes_back_from_the_trash_and_that_is_told(importing, library, qtbot):
    story = importing.hand_in(make_pasted("The ferry left."))
    library.move_to_trash([story])
    with qtbot.waitSignal(importing.came_back) as back:
        importing.hand_in(make_pasted("The ferry left."))
    assert back.args == [story]
    assert library.story(story).trashed is None


def test_missing_file_is_refused_and_the_others_are_taken(importing, library, refused, tmp_path, qtbot):
    for name in "abc":
        (tmp_path / name).write_text(f"Story {name}.")
    first = importing.hand_in_places([tmp_path / "missing", tmp_path / "a", tmp_path / "b", tmp_path / "c"])
    assert library.source(first).name == "a"
    qtbot.waitUntil(lambda: library.count() == 3)
    assert [type(problem) for problem in refused] == [Problem]


def test_html_goes_before_text(importing, asked):
    importing.hand_in_data(data_of(text="plain", html="<p>A page</p>"))
    assert asked[0].kind == "html"
    importing.hand_in_data(data_of(text="plain"))
    assert asked[1].kind == "auto"


def test_dropped_files_go_before_their_names_as_text(importing, library, tmp_path, qtbot, refused):
    for name in ("page.html", "other.html"):
        (tmp_path / name).write_text(f"<p>Story {name}</p>")
    urls = [(tmp_path / name).as_uri() for name in ("missing.html", "page.html", "other.html")]
    with qtbot.waitSignal(importing.came) as came:
        importing.hand_in_data(data_of(text="page.html", urls=urls))
    assert library.source(came.args[0]).name == "page.html"
    assert [arrival.name for arrival in importing.arrivals.failures()] == ["missing.html"]
    assert refused == []
    told = []
    importing.came.connect(told.append)
    qtbot.waitUntil(lambda: library.count() == 2)
    qtbot.wait(20)
    assert told == []


def test_empty_clipboard_is_refused(importing, refused):
    assert importing.hand_in_data(QMimeData()) is None
    assert importing.hand_in_data(data_of(text=" \n ")) is None
    assert len(refused) == 2


def test_refusals_before_anybody_listens_are_kept(library, worker):
    importing = Importing(library, worker, versions(), Lock())
    importing.hand_in_place("/nowhere/at/all")
    assert len(importing.take_refusals()) == 1
    assert importing.take_refusals() == []


def test_answers_are_stored_and_told(importing, library, worker, article, analysis, qtbot):
    story = importing.hand_in(make_pasted("A story."))
    with qtbot.waitSignal(importing.stored):
        worker.article_read.emit(story, article, versions())
    assert library.reading(story).article == article
    assert library.reading(story).analysis is None
    with qtbot.waitSignal(importing.stored):
        worker.analysis_made.emit(story, analysis, versions())
    assert library.reading(story).analysis == analysis


def test_problem_is_remembered_and_not_tried_again_by_itself(importing, library, worker, asked, qtbot):
    story = importing.hand_in(make_pasted("A story."))
    with qtbot.waitSignal(importing.failed):
        worker.problem_met.emit(story, Problem("It took too long.", "Try a shorter one."))
    asked.clear()
    importing.ask(story)
    importing.ask_stale()
    assert asked == []
    assert library.story(story).problem == "It took too long. Try a shorter one."
    importing.ask_again(story)
    assert [request.id for request in asked] == [story]


def test_story_that_failed_can_be_read_as_the_text_it_is(importing, asked):
    story = importing.hand_in(make_pasted("<p>Hm</p>", kind="html"))
    assert importing.can_show_text(story)
    importing.ask_for_text(story)
    assert (asked[-1].kind, asked[-1].verbatim) == ("text", True)
    binary = importing.hand_in(make_pasted("a\0b"))
    assert not importing.can_show_text(binary)
    assert not importing.can_show_text("nowhere")


def test_what_an_older_version_found_is_found_again(library, worker, asked, article, analysis):
    story = library.hand_in(make_pasted("A story.")).id
    library.store_article(story, article, versions())
    library.store_analysis(story, analysis, versions())
    newer = Versions(versions().intake, versions().analysis + 1, versions().models)
    Importing(library, worker, newer, Lock()).ask_stale()
    assert [(request.id, request.article) for request in asked] == [(story, article)]


def test_nothing_is_asked_twice_though_it_cannot_be_stored(library, worker, asked):
    for number in range(50):
        library.hand_in(make_pasted(f"Story {number}."))
    importing = Importing(library, worker, versions(), Lock())
    for _ in range(6):
        importing.ask_stale()
    assert len(asked) == len({request.id for request in asked}) == 50


def test_stories_wait_while_others_are_read(importing, library, asked):
    library.hand_in(make_pasted("A story."))
    importing.ask_stale(busy=3)
    assert asked == []


def test_nothing_is_handed_in_where_the_library_can_only_be_read(importing, library, refused, tmp_path, monkeypatch):
    monkeypatch.setattr(type(library), "is_read_only", property(lambda _library: True))
    importing.take_in_places([tmp_path])
    assert importing.arrivals.is_idle
    assert [problem.what for problem in refused] == ["This library can only be read."]


def test_archive_of_stories_is_looked_through_and_a_document_is_none(importing, library, tmp_path, qtbot):
    path = tmp_path / "stories.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.txt", "Story a.")
    with qtbot.waitSignal(importing.came) as came:
        assert importing.hand_in_places([path]) is None
    assert library.source(came.args[0]).name == "a.txt"


def test_first_story_of_an_archive_is_awaited_until_it_is_there(importing, tmp_path, qtbot):
    with zipfile.ZipFile(tmp_path / "stories.zip", "w") as packed:
        packed.writestr("a.txt", "Story a.")
    importing.hand_in_places([tmp_path / "stories.zip"])
    assert importing.awaits_first
    with qtbot.waitSignal(importing.came):
        pass
    assert not importing.awaits_first


def test_archive_without_a_story_is_not_awaited_for_ever(importing, tmp_path, qtbot):
    with zipfile.ZipFile(tmp_path / "stories.zip", "w") as packed:
        packed.writestr("a.css", "p {}")
    importing.hand_in_places([tmp_path / "stories.zip"])
    with qtbot.waitSignal(importing.looked, check_params_cb=lambda: not importing.awaits_first):
        pass
    assert not importing.awaits_first
