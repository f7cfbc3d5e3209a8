"""A text that is read anew takes the place of the earlier one, with every anchor found again."""

import pytest
from msgspec.structs import replace

from reader.library.check import check
from reader.library.store import KeptText, TextMoved
from reader.model.article import Article, Block
from reader.model.marks import FieldCorrection
from reader.model.problem import Problem
from reader.model.span import Span


def make_article(article, *paragraphs):
    text, blocks = article.title, [Block("headline", Span(0, len(article.title)))]
    for words in paragraphs:
        blocks.append(Block("paragraph", Span(len(text) + 1, len(text) + 1 + len(words))))
        text += f"\n{words}"
    return Article(article.source, article.title, text, tuple(blocks))


FIRST, SECOND = "The ferry sails at noon from the quay.", "The mayor said she would not be there."


@pytest.fixture
def before(article):
    return make_article(article, FIRST, "Read more here.", SECOND)


@pytest.fixture
def after(article):
    return make_article(article, "A word put before.", FIRST, SECOND)


@pytest.fixture
def story(library, stored, before, versions):
    library.store_article(stored, before, versions)
    library.save_note(stored, "> The mayor said — Reis, ¶3\nSee ¶1, ¶2 and ¶9.", 0)
    return stored


@pytest.fixture
def later(after, versions):
    return KeptText(after, replace(versions, intake=2))


def test_new_text_takes_the_place_and_the_notes_numbers_follow_their_paragraphs(library, story, before, later):
    library.save_corrections(story, (FieldCorrection("outlet", "Gazette"),), 0)
    done = library.reread(story, before, later)
    reading = library.reading(story)
    assert reading.article.text == later.article.text
    assert reading.article.source.outlet == "Gazette"
    assert reading.note.text == "> The mayor said — Reis, ¶3\nSee ¶2, ¶2 and ¶9."
    assert done.lost == ("¶2",)
    assert (library.text(story).article, library.text(story).versions.intake) == (later.article, 2)
    assert list(check(library.folder)) == []


def test_reading_anew_is_undone_and_done_again_exactly(library, stored, before, after, analysis, versions):
    library.store_article(stored, before, versions)
    library.save_note(stored, "See ¶1.", 0)
    was, note = library.text(stored), library.note(stored)
    done = library.reread(stored, before, KeptText(after, versions))
    undone = library.undo_reread(done)
    assert library.text(stored) == was
    assert library.note(stored).text == note.text
    library.undo_reread(undone)
    assert library.text(stored).article == after
    assert library.note(stored).text == "See ¶2."


def test_analysis_goes_and_comes_with_its_text(library, stored, article, analysis, after, versions):
    was = library.text(stored)
    assert was.analysis == analysis
    done = library.reread(stored, article, KeptText(after, versions))
    assert library.reading(stored).analysis is None
    library.undo_reread(done)
    assert library.text(stored) == was
    assert library.story(stored).people == ("Ana Reis", "Marta Queiroz")


def test_note_written_meanwhile_is_kept_and_its_numbers_followed_back(library, story, before, later):
    done = library.reread(story, before, later)
    library.save_note(story, "See ¶2, the ferry.", done.note_after.revision)
    library.undo_reread(done)
    assert library.note(story).text == "See ¶1, the ferry."


def test_text_that_another_window_changed_is_left_alone(library, story, before, after, later, versions):
    done = library.reread(story, before, later)
    with pytest.raises(TextMoved):
        library.reread(story, before, later)
    library.store_article(story, before, versions)
    with pytest.raises(TextMoved):
        library.undo_reread(done)
    assert library.text(story).article == before


def test_story_without_a_text_cannot_be_read_anew(library, handed):
    with pytest.raises(Problem):
        library.text(library.hand_in(replace(handed, data=b"other")).id)
