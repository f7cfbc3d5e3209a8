from threading import Lock, current_thread

import pytest

from reader.app.librarian import Librarian
from reader.app.turns import NotesInTurn
from reader.intake.source import make_pasted
from reader.model.problem import Problem


@pytest.fixture
def librarian(qapp, library):
    librarian = Librarian(library.folder, Lock())
    yield librarian
    librarian.leave()


def test_work_is_done_in_another_thread_and_told_in_this_one(librarian, qtbot):
    told = []
    librarian.do(lambda _library: current_thread(), lambda thread: told.append((thread, current_thread())))
    qtbot.waitUntil(lambda: bool(told))
    worked, here = told[0]
    assert worked is not here
    assert here is current_thread()


def test_work_is_done_in_the_order_it_was_asked_for(librarian, library, qtbot):
    told = []
    for number in range(8):
        librarian.do(lambda shelf, number=number: shelf.hand_in(make_pasted(f"Story {number}.")), told.append)
    qtbot.waitUntil(lambda: len(told) == 8)
    assert [story.id for story in reversed(told)] == [story.id for story in library.stories()]


def test_problem_is_told_and_the_next_piece_of_work_done(librarian, qtbot):
    def refuse(_library):
        raise Problem("The disk is full.")

    told = []
    librarian.do(refuse, told.append)
    librarian.do(lambda library: library.count(), told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert str(told[0]) == "The disk is full."
    assert told[1] == 0


def test_bug_comes_up_where_it_is_seen(librarian, qtbot):
    with qtbot.captureExceptions() as bugs:
        librarian.do(lambda _library: 1 // 0, lambda _told: None)
        qtbot.waitUntil(lambda: bool(bugs))
    assert bugs[0][0] is ZeroDivisionError


def test_work_that_waits_is_left_when_the_window_is(librarian, library, qtbot):
    told = []
    for number in range(200):
        librarian.do(lambda shelf, number=number: shelf.hand_in(make_pasted(f"Story {number}.")), told.append)
    librarian.leave()
    assert library.count() < 200
    qtbot.wait(20)
    assert told == []


def hold(librarian):
    """Have the librarian wait until the lock that is returned is released."""
    held = Lock()
    held.acquire()
    librarian.look(lambda _library: held.acquire(), lambda _told: None)
    return held


def test_what_waits_to_be_kept_is_kept_in_one_transaction(librarian, qtbot):
    commits, told = [], []
    librarian.do(lambda library: library._database.call_after_commit(commits.append), lambda _told: None)
    held = hold(librarian)
    for number in range(5):
        librarian.keep(lambda library, number=number: library.hand_in(make_pasted(f"Story {number}.")).id, told.append)
    held.release()
    qtbot.waitUntil(lambda: len(told) == 5)
    assert commits == [True]
    assert len(set(told)) == 5


def test_of_what_is_kept_together_one_refused_takes_no_other_along(librarian, library, qtbot):
    told = []
    held = hold(librarian)
    for number in range(5):

        def keep(library, number=number):
            story = library.hand_in(make_pasted(f"Story {number}."))
            if number == 2:
                raise Problem("This one is refused.")
            return story

        librarian.keep(keep, told.append)
    held.release()
    qtbot.waitUntil(lambda: len(told) == 5)
    assert [isinstance(one, Problem) for one in told] == [False, False, True, False, False]
    assert library.count() >= 4


def test_what_is_no_keeping_is_done_in_its_turn(librarian, qtbot):
    told = []
    held = hold(librarian)
    librarian.keep(lambda _library: "first", told.append)
    librarian.do(lambda _library: "second", told.append)
    librarian.keep(lambda _library: "third", told.append)
    held.release()
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == ["first", "second", "third"]


def test_note_is_saved_while_the_librarian_writes_one_story_after_another(library, qapp, qtbot):
    turn = Lock()
    librarian = Librarian(library.folder, turn)
    story = library.hand_in(make_pasted("The story with the note.")).id
    told = []
    for number in range(60):
        librarian.do(lambda shelf, number=number: shelf.hand_in(make_pasted(f"Story {number}.")), told.append)
    qtbot.waitUntil(lambda: len(told) > 2, timeout=20_000)
    for revision in range(5):
        NotesInTurn(library, turn).save_note(story, f"Words {revision}", revision)
    written = library.count()
    librarian.leave()
    assert library.note(story).text == "Words 4"
    assert written < 61
