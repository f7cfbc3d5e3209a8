"""What `check` finds, and that it names it."""

import sqlite3
from contextlib import closing

import pytest
from PIL import Image

from reader.intake.source import HandedIn
from reader.library.check import check
from reader.library.store import Library


@pytest.fixture
def shelf(library, stored):
    """A library with a note, a photograph and a second story, closed; its folder and the first story's."""
    library.save_note(stored, "words to be hurt", 0)
    library.mark_read(stored)
    photos = library.photos_folder(stored)
    photos.mkdir(mode=0o700)
    Image.new("RGB", (40, 30), "teal").save(photos / "ferry.png")
    Image.new("RGB", (40, 30), "teal").save(photos / "crew.jpg")
    library.hand_in(HandedIn(b"other", "other.txt"))
    library.settle()
    library.close()
    return library.folder, photos.parent, stored


def findings(folder):
    return [(finding.story, finding.what) for finding in check(folder)]


def write(folder, statement, *values):
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        connection.execute(statement, values)
        connection.commit()


def test_sound_library_has_nothing_to_tell(shelf):
    assert findings(shelf[0]) == []


def test_open_library_is_checked_too(library, stored):
    library.save_note(stored, "words", 0)
    assert findings(library.folder) == []


def test_checking_changes_no_byte(shelf):
    folder = shelf[0]
    (shelf[1] / "note.md").write_text("hurt")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert findings(folder)
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {path: after[path] for path in before} == before


@pytest.mark.parametrize(
    ("table", "words"), [("notes", "note was damaged"), ("articles", "text was damaged"), ("analyses", "made again")]
)
def test_hurt_body_is_named_with_its_story(shelf, table, words):
    folder, _, story = shelf
    write(folder, f"UPDATE {table} SET body = CAST('hurt' AS BLOB)")
    found = [what for name, what in findings(folder) if name == story]
    assert any(words in what for what in found)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("source.txt", "not what was handed in"),
        ("photos/ferry.png", "ferry.png cannot be read"),
        ("photos/crew.jpg", "crew.jpg cannot be read"),
        ("note.md", "copy of its note"),
        ("marks.json", "marks.json"),
        ("story.json", "story.json"),
    ],
)
def test_hurt_file_is_named(shelf, name, words):
    folder, beside, story = shelf
    file = beside / name
    file.write_bytes(file.read_bytes()[:-20])
    ((named, what),) = findings(folder)
    assert named == story
    assert words in what


def test_missing_source_is_named(shelf):
    folder, beside, story = shelf
    (beside / "source.txt").unlink()
    assert findings(folder) == [(story, "Its source, source.txt, is missing.")]


def test_damaged_page_is_told_and_the_rest_still_checked(shelf):
    folder, beside, story = shelf
    file = folder / "library.db"
    data = bytearray(file.read_bytes())
    page = data.index(b"Ferry crews shun audit") // 4096 * 4096
    data[page : page + 64] = bytes(64)
    file.write_bytes(data)
    (beside / "source.txt").unlink()
    found = findings(folder)
    assert any("database is damaged" in what for _, what in found)
    assert (story, "Its source, source.txt, is missing.") in found


@pytest.mark.parametrize("data", [None, b"", b"junk " * 1000], ids=["missing", "empty", "junk"])
def test_lost_database_is_told(shelf, data):
    folder = shelf[0]
    (folder / "library.db").unlink()
    if data is not None:
        (folder / "library.db").write_bytes(data)
    ((_, what),) = findings(folder)
    assert "dateline rebuild" in what


def test_folder_without_a_story_is_told_but_hurts_nothing(shelf):
    folder = shelf[0]
    (folder / "articles" / "ab" / "ab-stray").mkdir(parents=True)
    (finding,) = check(folder)
    assert "belongs to no story" in finding.what
    assert not finding.hurt


def test_what_is_still_to_be_mirrored_is_no_damage(shelf):
    folder, beside, story = shelf
    library = Library(folder)
    library.save_note(story, "later words", 1)
    (beside / "note.md").unlink()
    assert findings(folder) == []
    library.close()


def test_story_that_the_list_hides_is_told(shelf):
    folder = shelf[0]
    write(folder, "UPDATE listed SET trashed = 'x' WHERE story = 1")
    ((_, what),) = findings(folder)
    assert "does not show 1" in what
