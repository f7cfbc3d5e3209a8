"""Files: whole or not at all, the same file again for the same story, never another's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.exchange.entries import Contents, Entry, find_said, make_name, read_entries
from reader.exchange.files import ForeignFile, find_goal, write_list, write_stories
from reader.exchange.formats import FORMATS, make_story
from reader.model.analysis import Analysis, Quote, Versions
from reader.model.article import Article, Block, Source
from reader.model.problem import Problem
from reader.model.reading import Reading
from reader.model.span import Span

MARKDOWN = FORMATS["markdown"]


def write(goal, *entries, form=MARKDOWN):
    failed = []

    def make(entry):
        return make_story(form.name, entry, Contents(), Versions()).encode()

    written = write_stories(form, entries, goal, make, lambda story, problem: failed.append((story, problem)))
    return written, failed


def test_one_story_is_a_file_and_many_are_a_folder(tmp_path, entry, entry_of):
    one = find_goal(MARKDOWN, tmp_path / "a.md", is_one=True)
    assert write(one, entry) == ([tmp_path / "a.md"], [])
    many = find_goal(MARKDOWN, tmp_path / "all", is_one=False)
    written, _ = write(many, entry, entry_of(story="other"))
    assert len(set(written)) == 2
    assert {path.parent for path in written} == {tmp_path / "all"}


def test_second_export_updates_the_file_even_when_the_headline_changed(tmp_path, entry, entry_of):
    goal = find_goal(MARKDOWN, tmp_path, is_one=False)
    write(goal, entry)
    corrected = entry_of([("headline", "Barrier vote in April"), ("paragraph", "It rains.")])
    assert make_name(corrected) != make_name(entry)
    written, failed = write(goal, corrected)
    assert not failed
    assert list(tmp_path.iterdir()) == written
    assert "Barrier vote in April" in written[0].read_text("utf-8")


def test_foreign_file_stays_until_told(tmp_path, entry):
    mine = tmp_path / "a.md"
    mine.write_text("mine")
    written, failed = write(find_goal(MARKDOWN, mine, is_one=True), entry)
    assert not written
    assert "no earlier export" in str(failed[0][1])
    assert isinstance(failed[0][1], ForeignFile)
    assert mine.read_text() == "mine"
    write(find_goal(MARKDOWN, mine, is_one=True, replaces=True), entry)
    assert mine.read_text("utf-8").startswith("---")


def test_failed_write_leaves_the_old_file_and_no_rest(tmp_path, entry):
    goal = find_goal(FORMATS["csv"], tmp_path / "q.csv", is_one=True)
    write_list(FORMATS["csv"], lambda: [entry], goal, Contents())
    before = goal.path.read_bytes()

    def broken():
        yield entry
        raise OSError(28, "No space left on device")

    with pytest.raises(Problem, match="No space left"):
        write_list(FORMATS["csv"], broken, goal, Contents())
    assert goal.path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [goal.path]


def test_tables_are_two_files_in_a_folder(tmp_path, entry):
    goal = find_goal(FORMATS["csv"], tmp_path / "tables", is_one=False)
    paths = write_list(FORMATS["csv"], lambda: [entry], goal, Contents())
    assert [path.name for path in paths] == ["quotes.csv", "entities.csv"]
    assert write_list(FORMATS["csv"], lambda: [entry], goal, Contents()) == paths


def test_list_in_a_folder_has_a_name_of_its_own(tmp_path, entry):
    goal = find_goal(FORMATS["bibtex"], tmp_path, is_one=False)
    assert write_list(FORMATS["bibtex"], lambda: [entry], goal, Contents()) == [tmp_path / "dateline.bib"]


def test_story_that_cannot_be_had_is_told_and_the_rest_follow(entry):
    class Shelf:
        saved = ""

        def reading(self, story):
            if story == "bad":
                raise Problem("It was not read.")
            return entry.reading

        def story(self, story):
            return self

    failed = []
    entries = list(read_entries(Shelf(), ["bad", "good"], lambda *told: failed.append(told)))
    assert [each.reading.id for each in entries] == [entry.reading.id]
    assert failed[0][0] == "bad"


@given(st.lists(st.sampled_from(["paragraph", "caption", "subhead"]), min_size=1, max_size=8))
def test_paragraphs_are_numbered_as_the_article_numbers_them(kinds):
    words = "Ada spoke"
    blocks = tuple(Block(kind, Span(i * 10, i * 10 + 9)) for i, kind in enumerate(kinds))
    text = "\n".join(words for _ in kinds)
    quotes = tuple(Quote("direct", (Span(block.span.start, block.span.end),)) for block in blocks)
    article = Article(Source("text", "0"), "t", text, blocks)
    said = find_said(Entry(Reading("a", article, analysis=Analysis((), quotes))))
    assert [each.paragraph for each in said] == [article.number_of_paragraph(block.span.start) for block in blocks]
