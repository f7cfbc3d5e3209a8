"""A database made anew from the folder alone."""

import json
from datetime import UTC, datetime

import pytest

from reader.intake.source import HandedIn
from reader.library.check import check
from reader.library.rebuild import Rebuilding
from reader.library.store import Library
from reader.model.marks import ArticleNote
from reader.model.problem import Problem

NOW = datetime(2026, 11, 24, 18, 30, 5, tzinfo=UTC)
SET_ASIDE = "library.db.damaged-2026-11-24T18-30-05Z"


def rebuild(folder, article, analysis, versions):
    rebuilding = Rebuilding(folder)
    for story in rebuilding.stories:
        if rebuilding.library.wanted(story, versions) == "read":
            rebuilding.library.store_article(story, article, versions)
            rebuilding.library.store_analysis(story, analysis, versions)
    return rebuilding.finish(NOW)


def test_what_was_handed_in_and_made_comes_back(library, stored, article, analysis, versions):
    handed = HandedIn(b"<p>", "page.html", "html", "https://example.org/a", "2024", True)
    other = library.hand_in(handed).id
    library.save_note(stored, "one", 0)
    library.save_note(stored, "two", 1)
    library.save_note(other, "emptied", 0)
    library.save_note(other, "", 1)
    library.mark_read(other)
    library.move_to_trash([other])
    before = [library.story(story) for story in (stored, other)], library.source(other)
    library.close()
    file = library.folder / "library.db"
    file.write_bytes(b"junk " * 1000)
    aside = rebuild(library.folder, article, analysis, versions)
    assert aside == library.folder / SET_ASIDE
    assert aside.read_bytes() == b"junk " * 1000
    library = Library(library.folder)
    assert library.story(stored) == before[0][0]
    assert library.story(other).trashed == before[0][1].trashed
    assert not library.story(other).unread
    assert library.source(other) == before[1]
    assert (library.note(stored), library.note(other)) == (ArticleNote("two", 2), ArticleNote("", 2))
    assert library.reading(stored).article == article
    assert library.hand_in(handed).id == other, "the same bytes are the story already there"
    assert len(library.search("ferry")) == 1
    library.close()
    assert list(check(library.folder)) == []
    assert list(library.folder.glob(".*")) == []


@pytest.mark.parametrize("lost", [("story.json",), ("marks.json",), ("note.md",), ("source.txt",)])
def test_story_outlives_the_loss_of_any_file(library, stored, article, analysis, versions, lost):
    library.save_note(stored, "words", 0)
    library.close()
    for name in lost:
        (library.folder / "articles" / stored[:2] / stored / name).unlink()
    rebuild(library.folder, article, analysis, versions)
    library = Library(library.folder)
    story = library.story(stored)
    assert story.title == "Ferry crews shun audit"
    assert library.note(stored).text == ("" if "note.md" in lost else "words")
    assert story.saved[:13] == datetime.now(UTC).isoformat()[:13]
    library.close()


def test_mirror_written_by_a_stranger_reaches_no_other_file(library, stored, article, analysis, versions):
    library.close()
    file = library.folder / "articles" / stored[:2] / stored / "story.json"
    record = json.loads(file.read_bytes())
    record["source"]["file"] = "../../../library.db"
    record["id"] = "another"
    file.write_text(json.dumps(record))
    rebuild(library.folder, article, analysis, versions)
    library = Library(library.folder)
    assert library.source_path(stored) == file.with_name("source.txt")
    library.close()


def test_rebuilding_that_is_given_up_leaves_the_library_as_it_was(library, stored):
    library.close()
    before = (library.folder / "library.db").read_bytes()
    Rebuilding(library.folder).abandon()
    assert (library.folder / "library.db").read_bytes() == before
    assert list(library.folder.glob(".*")) == []


def test_open_window_writes_no_word_into_the_database_that_was_set_aside(library, stored, article, analysis, versions):
    library.save_note(stored, "words", 0)
    rebuild(library.folder, article, analysis, versions)
    with pytest.raises(Problem, match="moved, removed or replaced"):
        library.save_note(stored, "more", 1)


def test_rebuilding_nothing_is_told(tmp_path):
    with pytest.raises(Problem, match="no such library"):
        Rebuilding(tmp_path / "none")
