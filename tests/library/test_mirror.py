"""The files beside the sources: what other programs and `rebuild` read."""

import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from reader.intake.source import HandedIn
from reader.library import mirror as mirror_room
from reader.library.check import check
from reader.library.mirror import find_wanted, read_mirror
from reader.library.store import Library


@pytest.fixture
def beside(library, stored):
    return library.source_path(stored).parent


def read(path):
    return json.loads(path.read_bytes())


def test_story_lies_beside_its_source(library, handed, stored, beside):
    assert read(beside / "story.json") == {
        "format": 1,
        "id": stored,
        "saved": library.story(stored).saved,
        "source": {
            "file": "source.txt",
            "sha256": library.source(stored).sha256,
            "name": "ferry.txt",
            "kind": "text",
            "published": "2024-05-01",
        },
    }
    assert not (beside / "marks.json").exists(), "there is nothing to say yet"


def test_marks_tell_what_was_read_and_which_revision_the_note_has(library, stored, beside):
    library.mark_read(stored)
    assert read(beside / "marks.json") == {"format": 1, "unread": False}
    library.save_note(stored, "words", 0)
    note = read(beside / "marks.json")["note"]
    assert note["revision"] == 1
    library.mark_read(stored, unread=True)
    library.save_note(stored, "", 1)
    assert read(beside / "marks.json")["note"]["revision"] == 2
    assert not (beside / "note.md").exists()


def test_mirror_is_read_as_it_was_written(library, stored, beside):
    library.save_note(stored, "words", 0)
    library.mark_read(stored)
    wanted = find_wanted(library._database.row, 1)
    assert read_mirror(beside) == mirror_room.StoryMirror(wanted.story, wanted.marks, wanted.note)


def test_mirror_that_cannot_be_read_is_none(library, stored, beside):
    (beside / "story.json").write_bytes(b"{")
    (beside / "marks.json").write_bytes(b'{"unread": 3}')
    (beside / "note.md").write_bytes(b"\xff")
    assert read_mirror(beside) == mirror_room.StoryMirror(None, None, None)


def test_what_a_crash_left_unmirrored_is_written_at_the_next_opening(library, stored, beside, monkeypatch):
    monkeypatch.setattr(mirror_room, "write_story", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        library.save_note(stored, "words", 0)
    monkeypatch.undo()
    library._database.close()
    assert not (beside / "note.md").exists()
    Library(library.folder).close()
    assert (beside / "note.md").read_text() == "words"


def test_mark_goes_when_the_files_are_on_the_disk(library, stored, beside):
    library.save_note(stored, "words", 0)
    assert library._database.rows("SELECT story FROM unmirrored") == [(1,)]
    (beside / "note.md").write_text("what a power cut left")
    library.settle()
    assert library._database.rows("SELECT story FROM unmirrored") == []
    assert (beside / "note.md").read_text() == "words"


def test_late_mirror_of_one_process_is_never_older_than_another_s(library, stored, beside):
    other = Library(library.folder)
    other.save_note(stored, "first", 0)
    library.save_note(stored, "second", 1)
    other.settle()
    other.mark_read(stored)
    assert (beside / "note.md").read_text() == "second"
    assert read(beside / "marks.json")["note"]["revision"] == 2
    other.close()


def test_mirrors_of_many_handed_in_together_are_all_written(library):
    with library.together():
        ids = [library.hand_in(HandedIn(b"%d" % number)).id for number in range(450)]
    assert all((library.source_path(story).parent / "story.json").exists() for story in ids)
    assert list((library.folder / "unfinished").iterdir()) == []
    assert library._database.rows("SELECT story FROM unmirrored") == []


def test_mirror_that_is_in_step_is_left_alone(library, stored, beside):
    before = (beside / "story.json").stat().st_ino
    library.mark_read(stored)
    assert (beside / "story.json").stat().st_ino == before


def test_crumbs_of_a_killed_program_are_swept_at_opening(library, handed, stored):
    library.close()
    unfinished = library.folder / "unfinished"
    (unfinished / ".half.part").write_bytes(b"half")
    lost = "01999999-0000-7000-8000-000000000000"
    (unfinished / lost).touch()
    orphan = library.folder / "articles" / "01" / lost
    orphan.mkdir()
    (orphan / "source.txt").write_bytes(b"never committed")
    (unfinished / stored).touch()
    Library(library.folder).close()
    assert list(unfinished.iterdir()) == []
    assert not orphan.exists()
    assert library.folder.joinpath("articles", stored[:2], stored, "source.txt").exists(), "this one has its row"


def test_nothing_is_swept_while_another_writes(library, stored):
    with library._database.writing():
        crumb = library.folder / "unfinished" / ".half.part"
        crumb.write_bytes(b"half")
        Library(library.folder).close()
        assert crumb.exists()


def test_part_that_fails_takes_its_files_along_and_leaves_the_rest(library, handed, monkeypatch):
    with library.together():
        kept = library.hand_in(handed).id
        with monkeypatch.context() as patch:
            patch.setattr(type(library._sources), "_write_rows", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                library.hand_in(HandedIn(b"refused"))
    assert [story.id for story in library.stories()] == [kept]
    assert [path.name for path in library.folder.glob("articles/*/*")] == [kept]


def test_words_that_the_database_lost_are_set_aside_and_never_overwritten(library, stored, beside):
    library.save_note(stored, "early", 0)
    library.save_note(stored, "late", 1)
    library.close()
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:  # as a cut -wal leaves it
        body = sha256(b"early").digest()
        connection.execute("UPDATE notes SET revision = 1, body = CAST('early' AS BLOB), sha256 = ?", (body,))
        connection.commit()
    Library(library.folder).close()
    assert (beside / "note.md").read_text() == "early"
    (kept,) = beside.glob("note-kept-*.md")
    assert kept.read_text() == "late"
    Library(library.folder).close()
    assert len(list(beside.glob("note-kept-*.md"))) == 1


@pytest.mark.parametrize("kind", ["auto", "html"])
def test_copy_written_along_with_many_is_the_one_that_is_written_alone(library, kind):
    sources = [
        HandedIn(b"a", name="a.txt", kind=kind),
        HandedIn(b"b", kind=kind, address="https://example.org/\ud800", published="2024-05-01", verbatim=True),
        HandedIn(b"c", name="c\udcff.html", kind=kind, files=Path("c\udcff_files")),
    ]
    with library.together():
        ids = [library.hand_in(source).id for source in sources]
    library.settle()
    assert list(check(library.folder)) == []
    assert len({library.source_path(story).with_name("story.json").read_bytes() for story in ids}) == 3
