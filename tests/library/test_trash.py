from datetime import UTC, datetime, timedelta

import pytest

from reader.intake.source import HandedIn
from reader.library import store, trash
from reader.model.marks import ArticleNote
from reader.model.problem import Problem


@pytest.fixture
def clock(monkeypatch):
    """Let days pass."""

    class Clock(datetime):
        passed = timedelta()

        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + cls.passed

    monkeypatch.setattr(store, "datetime", Clock)
    return Clock


def test_story_in_the_trash_keeps_all_it_had(library, stored):
    library.save_note(stored, "kept", 0)
    before = library.reading(stored)
    assert library.move_to_trash([stored]) == (stored,)
    assert library.stories() == []
    assert (library.count(), library.count("trash")) == (0, 1)
    (story,) = library.stories(shelf="trash")
    assert story.trashed
    assert library.reading(stored) == before
    assert library.source_path(stored).exists()
    assert library.restore([stored]) == (stored,)
    assert library.stories()[0].noted
    assert library.story(stored).trashed is None
    assert library.reading(stored) == before


def test_trash_and_restore_undo_one_another(library):
    ids = [library.hand_in(HandedIn(b"%d" % number)).id for number in range(4)]
    assert library.move_to_trash(ids[:2]) == tuple(ids[:2])
    assert library.move_to_trash(ids) == tuple(ids[2:]), "what was there already is not undone"
    assert library.restore(ids[2:]) == tuple(ids[2:])
    assert library.restore(ids) == tuple(ids[:2])
    assert [story.id for story in library.stories()] == ids[::-1]


def test_unknown_story_puts_none_into_the_trash(library, stored):
    with pytest.raises(Problem, match="not in the library"):
        library.move_to_trash([stored, "?"])
    assert library.count("trash") == 0


def test_trash_of_thirty_days_goes_with_its_folder(library, stored, clock):
    other = library.hand_in(HandedIn(b"other")).id
    folder = library.source_path(stored).parent
    library.move_to_trash([stored])
    clock.passed = timedelta(days=20)
    library.move_to_trash([other])
    clock.passed = timedelta(days=29, hours=23)
    assert library.empty_trash() == 0
    assert folder.exists()
    clock.passed = timedelta(days=30, seconds=1)
    assert library.empty_trash() == 1
    assert not folder.exists()
    assert [story.id for story in library.stories(shelf="trash")] == [other]
    with pytest.raises(Problem, match="not in the library"):
        library.note(stored)
    assert library._database.rows("SELECT * FROM purged") == []


def test_folder_goes_only_after_the_row_and_in_the_end(library, stored, clock, monkeypatch):
    folder = library.source_path(stored).parent
    library.move_to_trash([stored])
    clock.passed = timedelta(days=31)

    def refuse(_folder):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(trash, "remove_folder", refuse)
        assert library.empty_trash() == 1
    assert folder.exists()
    assert library.empty_trash() == 0
    assert not folder.exists()


def test_story_handed_in_again_comes_back_from_the_trash(library, stored, handed):
    library.save_note(stored, "kept", 0)
    library.move_to_trash([stored])
    again = library.hand_in(handed)
    assert (again.id, again.known, again.restored) == (stored, True, True)
    assert library.count() == 1
    assert library.note(stored) == ArticleNote("kept", 1)
    assert not library.hand_in(handed).restored


def test_story_in_the_trash_is_no_work(library, versions):
    story = library.hand_in(HandedIn(b"waiting")).id
    library.move_to_trash([story])
    assert library.stale(versions) == []
    assert library.wanted(story, versions) is None
    library.restore([story])
    assert library.stale(versions) == [(story, "read")]


def test_trash_lists_the_last_put_there_first(library):
    ids = [library.hand_in(HandedIn(b"%d" % number)).id for number in range(3)]
    now = datetime.now(UTC)
    for days, story in ((3, ids[1]), (2, ids[0]), (1, ids[2])):
        with library._database.writing():
            library._trash.put_in([story], (now - timedelta(days=days)).isoformat())
    assert [story.id for story in library.stories(shelf="trash")] == [ids[2], ids[0], ids[1]]
    assert library.place_of(ids[1], "trash") == 2


def test_whole_trash_is_emptied_when_the_reader_says_so(library, stored):
    library.hand_in(HandedIn(b"another story"))
    library.move_to_trash([stored])
    folder = library.source_path(stored).parent
    assert library.empty_trash() == 0
    assert library.empty_trash(whole=True) == 1
    assert not folder.exists()
    assert library.count("trash") == 0
    assert library.count() == 1
