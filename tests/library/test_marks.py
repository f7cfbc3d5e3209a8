import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.intake.source import HandedIn
from reader.library import mirror as mirror_room
from reader.library.store import Library, NoteMoved
from reader.model.marks import ArticleNote
from reader.model.problem import Problem


@pytest.fixture
def story(library, handed):
    return library.hand_in(handed).id


@pytest.fixture
def mirror(library, story):
    return library.source_path(story).with_name("note.md")


def test_note_begins_empty_and_counts_its_savings(library, story):
    assert library.note(story) == ArticleNote("", 0)
    assert library.save_note(story, "one", 0) == ArticleNote("one", 1)
    assert library.save_note(story, "two", 1) == ArticleNote("two", 2)
    assert library.note(story) == ArticleNote("two", 2)
    assert library.story(story).noted


def test_note_is_there_when_another_opens_the_library(library, story):
    library.save_note(story, "words", 0)
    other = Library(library.folder)
    assert other.note(story) == ArticleNote("words", 1)
    other.close()


def test_each_note_belongs_to_its_story(library, story):
    other = library.hand_in(HandedIn(b"other")).id
    library.save_note(story, "of the one", 0)
    library.save_note(other, "of the other", 0)
    assert (library.note(story).text, library.note(other).text) == ("of the one", "of the other")


def test_emptied_note_is_none(library, story, mirror):
    library.save_note(story, "words", 0)
    library.save_note(story, "", 1)
    assert not library.story(story).noted
    assert library.note(story) == ArticleNote("", 2)
    assert not mirror.exists()


def test_same_words_again_change_nothing(library, story):
    saved = library.save_note(story, "words", 0)
    assert library.save_note(story, "words", 1) == saved
    assert library.save_note(story, "words", 0) == saved, "and are no conflict"


def test_note_saved_by_another_window_is_never_overwritten(library, story):
    other = Library(library.folder)
    other.save_note(story, "theirs", 0)
    with pytest.raises(NoteMoved) as moved:
        library.save_note(story, "ours", 0)
    assert moved.value.note == ArticleNote("theirs", 1)
    assert moved.value.what == "A newer note from another window."
    assert library.save_note(story, "theirs\n\nours", moved.value.note.revision).revision == 2
    assert other.note(story).text == "theirs\n\nours"
    other.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text())
def test_any_words_come_back_as_they_were(library, story, text):
    revision = library.note(story).revision
    assert library.save_note(story, text, revision).text == text
    assert library.note(story).text == text
    assert library.source_path(story).with_name("note.md").exists() == bool(text)


def test_half_a_character_is_marked_and_never_lost_words(library, story):
    saved = library.save_note(story, "an emoji cut in half \ud83d here", 0)
    assert saved.text == "an emoji cut in half \ufffd here"
    assert library.note(story) == saved


def test_mirror_has_the_words_of_the_note(library, story, mirror):
    library.save_note(story, "one\r\ntwo “x”", 0)
    assert mirror.read_bytes() == "one\r\ntwo “x”".encode()
    assert [path.name for path in mirror.parent.iterdir() if path.name.startswith(".")] == []


def test_mirror_that_cannot_be_written_takes_no_note_away(library, story, mirror, monkeypatch):
    def refuse(path, data, parts):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(mirror_room, "write_whole", refuse)
    assert library.save_note(story, "words", 0).revision == 1
    assert not mirror.exists()
    monkeypatch.undo()
    library.close()
    assert mirror.read_text() == "words", "it is written as soon as that works"


def test_note_of_a_failed_transaction_is_not_mirrored(library, story, mirror):
    def save_and_fail():
        with library.together():
            library.save_note(story, "words", 0)
            assert not mirror.exists()
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 our own
        save_and_fail()
    library.close()
    assert not mirror.exists()


def test_full_disk_is_told_and_the_earlier_note_stays(library, story):
    library.save_note(story, "short", 0)
    library._database._connection.execute("PRAGMA max_page_count = 1")  # SQLite's own way to a full disk
    with pytest.raises(Problem, match="The disk is full") as told:
        library.save_note(story, "long " * 100_000, 1)
    assert told.value.advice
    assert library.note(story) == ArticleNote("short", 1)
    library._database._connection.execute("PRAGMA max_page_count = 1000000")
    assert library.save_note(story, "long " * 100_000, 1).revision == 2


QUOTA = """
import resource, sys
from pathlib import Path
from reader.library.store import Library
from reader.model.problem import Problem
library = Library(Path(sys.argv[1]))
size = max(path.stat().st_size for path in library.folder.glob("library.db*"))
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 5000, size + 5000))
try:
    library.save_note(sys.argv[2], "long " * 100_000, 1)
except Problem as problem:
    print(problem.what, library.note(sys.argv[2]).text, library.story(sys.argv[2]).noted)
"""


@pytest.mark.skipif(os.name == "nt", reason="no limit on the size of files here")
def test_used_up_quota_is_told_and_the_earlier_note_stays(library, story):
    library.save_note(story, "short", 0)
    ran = subprocess.run(
        [sys.executable, "-c", QUOTA, str(library.folder), story], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "The disk takes no more. short True\n"
    assert library.note(story).text == "short"


def test_library_removed_while_open_takes_no_note_and_says_so(library, story):
    library.save_note(story, "words", 0)
    (library.folder / "library.db").rename(library.folder / "moved.db")
    with pytest.raises(Problem, match="moved, removed or replaced"):
        library.save_note(story, "more words", 1)


def test_damaged_note_is_shown_as_its_copy_has_it(library, stored, mirror):
    library.save_note(stored, "words to be hurt", 0)
    library._database._connection.execute("UPDATE notes SET body = CAST('words to be hurl' AS BLOB)")
    reading = library.reading(stored)
    assert reading.note == ArticleNote("words to be hurt", 1)
    assert "note.md" in reading.problem
    assert library.note(stored) == reading.note
    library.source_path(stored).with_name("note.md").unlink()
    assert library.reading(stored).note.text == "words to be hurl"
    library.save_note(stored, "mended", 1)
    assert library.reading(stored).problem == ""
