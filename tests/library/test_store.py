import errno
import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.intake.source import HandedIn
from reader.library.sources import Sources
from reader.library.store import Library
from reader.model.analysis import Analysis, Versions
from reader.model.article import Photo
from reader.model.marks import ArticleNote
from reader.model.problem import Problem


def change_bytes(library, old, new):
    """Change bytes on the disk behind the library's back."""
    library.close()
    file = library.folder / "library.db"
    data = file.read_bytes()
    assert old in data
    file.write_bytes(data.replace(old, new))
    return Library(library.folder)


def test_source_lies_in_the_folder_as_it_came(library, handed):
    story = library.hand_in(handed).id
    path = library.source_path(story)
    assert path == library.folder / "articles" / story[:2] / story / "source.txt"
    assert path.read_bytes() == handed.data


def test_source_keeps_what_was_said_of_it(library):
    handed = HandedIn(b"<p>", "page.HTML", "html", "https://example.org/a", "2024", True, Path("page_files"))
    source = library.source(library.hand_in(handed).id)
    assert (source.name, source.kind, source.address, source.published) == handed_words(handed)
    assert source.verbatim
    assert source.files == Path("page_files")
    assert source.path.name == "source.html"


def handed_words(handed):
    return handed.name, handed.kind, handed.address, handed.published


def test_file_name_that_is_no_text_is_kept_readable(library):
    handed = HandedIn(b"words", "bad\udcff.txt", address="https://example.org/\udcff", files=Path("bad\udcff_files"))
    story = library.hand_in(handed)
    source = library.source(story.id)
    assert source.name == "bad\ufffd.txt"
    assert source.files == Path("bad\udcff_files")
    assert library.hand_in(handed).known


def test_same_bytes_with_the_same_settings_are_the_story_already_there(library, handed):
    first = library.hand_in(handed)
    assert not first.known
    again = library.hand_in(replace(handed, name="copy of it.txt"))
    assert again.known
    assert again.id == first.id
    assert library.count() == 1
    assert not library.hand_in(replace(handed, verbatim=True)).known
    assert not library.hand_in(replace(handed, kind="html")).known
    assert not library.hand_in(replace(handed, published=None)).known


def test_source_that_finds_no_room_is_told_and_leaves_nothing(library, handed, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Sources, "_write_rows", refuse)
    with pytest.raises(Problem, match="The disk is full"):
        library.hand_in(handed)
    assert library.count() == 0
    assert list(library.folder.glob("articles/*/*")) == []


def test_story_waits_until_it_is_read_and_analysed(library, handed, article, analysis, versions):
    story = library.hand_in(handed).id
    assert library.story(story).state == "waiting"
    assert library.story(story).title == "ferry.txt"
    with pytest.raises(Problem, match="not been read yet"):
        library.reading(story)
    library.store_article(story, article, versions)
    assert library.story(story).state == "read"
    assert library.reading(story).analysis is None
    library.store_analysis(story, analysis, versions)
    assert library.story(story).state == "analysed"
    reading = library.reading(story)
    assert (reading.article, reading.analysis, reading.note) == (article, analysis, ArticleNote())
    assert [source.name for source in reading.sourcing.sources] == ["Marta Queiroz"]


def test_row_shows_the_story_without_its_text(library, stored):
    story = library.story(stored)
    assert story.title == "Ferry crews shun audit"
    assert (story.outlet, story.agency, story.published, story.place) == (
        "Harbour Post",
        "Northwire",
        "2024-05-01",
        None,
    )
    assert story.first_words.startswith("LISBON (Northwire)")
    assert story.people == ("Ana Reis", "Marta Queiroz")
    assert story.unread
    assert not story.noted


def test_new_text_takes_its_old_analysis_away(library, stored, article, versions):
    library.save_note(stored, "kept", 0)
    library.store_article(stored, article, replace(versions, intake=2))
    reading = library.reading(stored)
    assert reading.analysis is None
    assert reading.note.text == "kept"
    assert library.story(stored).people == ()


def test_problem_is_remembered_with_what_was_handed_in(library, handed):
    story = library.hand_in(handed).id
    library.store_problem(story, Problem("This page could not be read.", "The file is kept."))
    row = library.story(story)
    assert (row.state, row.problem) == ("failed", "This page could not be read. The file is kept.")
    assert library.source_path(story).read_bytes() == handed.data
    with pytest.raises(Problem, match="could not be read") as told:
        library.reading(story)
    assert told.value.advice == "The file is kept."


def test_problem_of_the_analysis_leaves_the_text_to_be_read(library, handed, article, analysis, versions):
    story = library.hand_in(handed).id
    library.store_article(story, article, versions)
    library.store_problem(story, Problem("It took longer than a minute.", ""))
    reading = library.reading(story)
    assert reading.article == article
    assert reading.problem == "It took longer than a minute."
    library.store_analysis(story, analysis, versions)
    assert library.reading(story).problem == ""
    assert library.story(story).state == "analysed"


def test_newest_story_comes_first_and_pages_join(library):
    ids = [library.hand_in(HandedIn(b"%d" % number)).id for number in range(25)]
    pages = [library.stories(first, 10) for first in (0, 10, 20, 30)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert [story.id for page in pages for story in page] == ids[::-1]
    assert library.count() == 25


def test_unread_dot_goes_and_comes_back(library, stored):
    library.mark_read(stored)
    assert not library.story(stored).unread
    library.mark_read(stored, unread=True)
    assert library.story(stored).unread


def test_photograph_is_found_under_its_own_name(library, stored, article):
    photo = article.photos[0]
    assert library.photo_path(stored, photo) is None
    folder = library.photos_folder(stored)
    folder.mkdir()
    (folder / f"{photo.stem}.png").write_bytes(b"")
    assert library.photo_path(stored, photo) == folder / f"{photo.stem}.png"
    assert library.photo_path(stored, Photo(None)) is None


def test_what_was_remembered_is_there_again(library):
    assert library.remembered("last") is None
    library.remember("last", "a")
    library.remember("last", "b")
    other = Library(library.folder)
    assert other.remembered("last") == "b"
    other.close()


def test_unknown_story_is_a_problem_everywhere(library, article, versions):
    for ask in (
        lambda: library.story("?"),
        lambda: library.reading("?"),
        lambda: library.source("?"),
        lambda: library.note("?"),
        lambda: library.save_note("?", "words", 0),
        lambda: library.store_article("?", article, versions),
        lambda: library.store_analysis("?", Analysis(), versions),
        lambda: library.store_problem("?", Problem("")),
        lambda: library.mark_read("?"),
        lambda: library.wanted("?", versions),
    ):
        with pytest.raises(Problem, match="not in the library"):
            ask()


def test_damaged_text_is_told_for_that_story_alone(library, stored):
    other = library.hand_in(HandedIn(b"other")).id
    library = change_bytes(library, b"The council did not answer.", b"The council did not Answer.")
    with pytest.raises(Problem, match="damaged"):
        library.reading(stored)
    assert {story.id for story in library.stories()} == {stored, other}
    library.close()


def test_damaged_analysis_is_left_out_to_be_made_again(library, stored, article):
    library = change_bytes(library, b'"o1"', b'"o2"')
    reading = library.reading(stored)
    assert reading.article == article
    assert reading.analysis is None
    library.close()


def test_damaged_letter_in_a_row_hides_no_story(library, stored):
    library.close()
    file = library.folder / "library.db"
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE headings SET title = CAST(x'46ff65' AS TEXT)")
    connection.close()
    library = Library(library.folder)
    assert [story.title for story in library.stories()] == ["F\ufffde"]
    library.close()


def test_damaged_page_of_rows_hides_no_other(library, article, versions):
    ids = []
    with library.together():
        for number in range(120):
            ids.append(library.hand_in(HandedIn(b"%d" % number)).id)
            library.store_article(ids[-1], replace(article, title=f"Headline number {number:03}"), versions)
    library.close()
    file = library.folder / "library.db"
    data = bytearray(file.read_bytes())
    page = data.index(b"Headline number 060Harbour Post") // 4096 * 4096
    data[page : page + 64] = bytes(64)
    file.write_bytes(data)
    library = Library(library.folder)
    stories = library.stories(0, 200)
    assert [story.id for story in stories] == ids[::-1]
    hurt = [story for story in stories if story.title == "Damaged story"]
    assert 0 < len(hurt) < 60
    assert all(story.state == "failed" for story in hurt)
    library.close()


def test_many_written_together_are_one_transaction(library, handed):
    def add_and_fail():
        with library.together():
            library.hand_in(handed)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 our own
        add_and_fail()
    assert library.count() == 0
    assert not library.hand_in(handed).known


def test_closing_twice_is_no_error(folder):
    library = Library(folder)
    library.close()
    library.close()


def test_versions_decide_what_is_to_be_done(library, stored, handed, versions):
    assert library.wanted(stored, versions) is None
    assert library.stale(versions) == []
    for later in (replace(versions, analysis=2), replace(versions, models="large")):
        assert library.wanted(stored, later) == "analyse"
        assert library.stale(later) == [(stored, "analyse")]
    assert library.stale(Versions(0, 0, "large")) == [], "what a later version found stays"
    fresh = library.hand_in(HandedIn(b"fresh")).id
    assert library.stale(versions) == [(fresh, "read")]
    assert library.stale(replace(versions, models="large")) == [(fresh, "read"), (stored, "analyse")]
    assert library.stale(replace(versions, models="large"), 1) == [(fresh, "read")]
    assert library.count_stale(replace(versions, models="large")) == 2
    assert library.count_stale(versions) == 1


def test_text_of_an_earlier_version_is_never_read_anew_unasked(library, stored, versions):
    later = replace(versions, intake=2)
    assert library.wanted(stored, later) is None
    assert library.stale(later) == []
    assert library.was_read_by_earlier(stored, later)
    assert not library.was_read_by_earlier(stored, versions)


def test_text_without_analysis_is_analysed(library, handed, article, versions):
    story = library.hand_in(handed).id
    assert library.wanted(story, versions) == "read"
    library.store_article(story, article, versions)
    assert library.wanted(story, versions) == "analyse"
    assert library.stale(versions) == [(story, "analyse")]


def test_failed_story_is_left_alone_until_a_later_version(library, handed, article, versions):
    story = library.hand_in(handed).id
    library.store_article(story, article, versions)
    library.store_problem(story, Problem("It broke."), versions)
    assert library.wanted(story, versions) is None
    assert library.stale(versions) == []
    later = replace(versions, analysis=2)
    assert library.wanted(story, later) == "analyse", "the text it has stays"
    unread = library.hand_in(HandedIn(b"unread")).id
    library.store_problem(unread, Problem("It broke."), versions)
    assert library.stale(later) == [(unread, "read"), (story, "analyse")]
    library.store_problem(story, Problem("It broke."))
    assert library.wanted(story, later) is None
