from threading import Lock

import pytest

from reader.app.librarian import Librarian
from reader.app.panels.notice import Message
from reader.app.upkeep import Upkeep
from reader.library.backups import find_backups
from reader.library.store import Library
from reader.model.problem import Problem


@pytest.fixture
def librarian(folder, qapp):
    librarian = Librarian(folder, Lock())
    yield librarian
    librarian.leave()


@pytest.fixture
def upkeep(librarian):
    return Upkeep(librarian, librarian)


def test_library_is_backed_up_once_a_day(upkeep, keep, folder, qtbot):
    keep()
    upkeep.begin()
    qtbot.waitUntil(lambda: len(find_backups(folder)) == 1)
    done = []
    upkeep.begin()
    upkeep._librarian.look(lambda _library: True, done.append)
    qtbot.waitUntil(lambda: done == [True])
    assert len(find_backups(folder)) == 1


def test_index_that_was_thrown_away_is_made_anew_piece_by_piece(upkeep, keep, library, monkeypatch, qtbot):
    monkeypatch.setattr("reader.app.upkeep._AT_ONCE", 2)
    for number in range(5):
        keep(f"Ferry {number}")
    with library._database.writing():
        library.index.begin_anew()
    assert library.count_hits("ferry") == 0
    with qtbot.waitSignal(upkeep.indexed):
        upkeep.begin()
    assert library.count_hits("ferry") == 5


def test_upkeep_that_fails_says_so(upkeep, keep, monkeypatch, qtbot):
    def refuse(_library):
        raise Problem("The disk is full.")

    monkeypatch.setattr(Library, "empty_trash", refuse)
    with qtbot.waitSignal(upkeep.failed) as told:
        upkeep.begin()
    assert told.args[0].what == "The disk is full."


def test_library_that_can_only_be_read_is_said_to_be_so(opened, keep, monkeypatch):
    keep()
    monkeypatch.setattr(Library, "is_read_only", property(lambda _library: True))
    window = opened().window
    told = [message.accessibleName() for message in window.findChildren(Message)]
    assert any("This library can only be read." in words for words in told)
