"""A whole backup, and bringing backups back."""

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime

import pytest

from reader.intake.source import HandedIn
from reader.library import restoring, whole
from reader.library.backups import back_up, find_backups
from reader.library.check import check
from reader.library.restoring import compare, restore
from reader.library.store import Library
from reader.library.whole import back_up_whole
from reader.model.marks import ArticleNote
from reader.model.problem import Problem

NOW = datetime(2026, 11, 24, 18, 30, 5, tzinfo=UTC)


def names(stories):
    return [story.id for story in stories]


def test_whole_backup_is_a_library_of_its_own(library, stored, handed, tmp_path):
    library.save_note(stored, "words", 0)
    photos = library.photos_folder(stored)
    photos.mkdir(mode=0o700)
    (photos / "ferry.jpg").write_bytes(b"photo")
    target = tmp_path / "elsewhere" / "backup"
    made = back_up_whole(library.folder, target)
    assert (made.path, made.stories, made.missing) == (target, 1, ())
    for path in [target, *target.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    copy = Library(target)
    assert copy.note(stored) == ArticleNote("words", 1)
    assert copy.source_path(stored).read_bytes() == handed.data
    assert copy.photos_folder(stored).joinpath("ferry.jpg").read_bytes() == b"photo"
    copy.close()
    assert [finding.what for finding in check(target) if "photograph" not in finding.what] == []


def test_whole_backup_overwrites_nothing_and_leaves_no_half(library, stored, tmp_path, monkeypatch):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("mine")
    with pytest.raises(Problem, match="something at that place"):
        back_up_whole(library.folder, tmp_path / "full")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole, "copy_story", refuse)
    with pytest.raises(Problem, match="The disk is full"):
        back_up_whole(library.folder, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert list(tmp_path.glob(".*")) == []


def test_whole_backup_tells_whose_source_is_hurt(library, stored, tmp_path):
    library.source_path(stored).write_bytes(b"hurt")
    assert back_up_whole(library.folder, tmp_path / "new").missing == (stored,)


def test_preview_tells_what_differs(library, stored):
    other = library.hand_in(HandedIn(b"other", "other.txt")).id
    backup = back_up(library.folder, NOW).path
    assert compare(library.folder, backup) == restoring.Difference()
    library.save_note(stored, "later", 0)
    fresh = library.hand_in(HandedIn(b"fresh")).id
    with library._database.writing():
        library._database.write("DELETE FROM stories WHERE id = ?", other)
    difference = compare(library.folder, backup)
    assert names(difference.only_here) == [fresh]
    assert names(difference.only_there) == [other]
    assert names(difference.notes) == [stored]
    assert difference.only_there[0].title == "other.txt"


def test_restoring_brings_the_backup_back_and_keeps_what_was_there(library, stored):
    library.save_note(stored, "early", 0)
    backup = back_up(library.folder, NOW).path
    library.save_note(stored, "late", 1)
    fresh = library.hand_in(HandedIn(b"fresh")).id
    former = restore(library.folder, backup, NOW)
    assert library.changed_elsewhere(), "an open window sees it"
    assert library.note(stored) == ArticleNote("early", 1)
    assert names(library.stories()) == [stored]
    assert library.source_path(stored).with_name("note.md").read_text() == "early"
    library.save_note(stored, "and goes on", 1)
    restore(library.folder, former, NOW)
    assert library.note(stored) == ArticleNote("late", 2)
    assert set(names(library.stories())) == {stored, fresh}
    assert library.source_path(fresh).exists()
    assert [finding for finding in check(library.folder) if finding.hurt] == []
    assert len(find_backups(library.folder)) == 3


def test_damaged_library_is_set_aside_for_the_backup(library, stored):
    library.save_note(stored, "words", 0)
    backup = back_up(library.folder, NOW).path
    library.close()
    (library.folder / "library.db").write_bytes(b"junk " * 1000)
    assert not compare(library.folder, backup).is_readable
    former = restore(library.folder, backup, NOW)
    assert former.name == "library.db.damaged-2026-11-24T18-30-05Z"
    assert former.read_bytes() == b"junk " * 1000
    library = Library(library.folder)
    assert library.note(stored).text == "words"
    assert library._database.rows("PRAGMA journal_mode") == [("wal",)]
    library.close()
    assert list(check(library.folder)) == []


def test_lost_library_comes_back_whole_from_a_whole_backup(library, stored, handed, tmp_path):
    library.save_note(stored, "words", 0)
    back_up_whole(library.folder, tmp_path / "backup")
    library.close()
    new = tmp_path / "new library"
    assert restore(new, tmp_path / "backup", NOW) is None
    library = Library(new)
    assert library.note(stored).text == "words"
    assert library.source_path(stored).read_bytes() == handed.data
    library.close()
    assert list(check(new)) == []


def test_whole_backup_mends_a_hurt_source_and_keeps_the_hurt_one(library, stored, handed, tmp_path):
    back_up_whole(library.folder, tmp_path / "backup")
    source = library.source_path(stored)
    source.write_bytes(b"hurt")
    restore(library.folder, tmp_path / "backup", NOW)
    assert source.read_bytes() == handed.data
    assert source.with_name("source.txt.damaged-2026-11-24T18-30-05Z").read_bytes() == b"hurt"


def test_backup_of_an_earlier_format_is_brought_up_first(library, stored):
    backup = back_up(library.folder, NOW).path
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(Problem, match="newer Dateline"):
        restore(library.folder, backup, NOW)
    assert library.note(stored) == ArticleNote()
    assert len(find_backups(library.folder)) == 1


@pytest.mark.parametrize("data", [None, b"", b"junk " * 1000], ids=["missing", "empty", "junk"])
def test_what_is_no_backup_changes_nothing(library, stored, tmp_path, data):
    file = tmp_path / "backup.db"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(Problem):
        restore(library.folder, file, NOW)
    with pytest.raises(Problem):
        compare(library.folder, file)
    assert names(library.stories()) == [stored]
    assert [path.name for path in library.folder.iterdir() if "damaged" in path.name] == []
