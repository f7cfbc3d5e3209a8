"""What the reader corrects about a story, on the disk, in the list, in the search and beside the source."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from reader.library.check import check
from reader.library.mirror import read_mirror
from reader.library.rebuild import Rebuilding
from reader.library.store import CorrectionsMoved, Library
from reader.model.marks import Corrections, FieldCorrection
from reader.model.problem import Problem
from reader.model.span import Span

MADE = (
    FieldCorrection("title", "Audit shunned"),
    FieldCorrection("outlet", "Gazette"),
    FieldCorrection("published", "2023-01-02"),
    FieldCorrection("byline", ("Ana Reis", "Li Wei")),
    FieldCorrection("place", None),
)


def test_corrections_begin_empty_and_count_their_savings(library, stored):
    assert library.corrections(stored) == Corrections()
    assert library.save_corrections(stored, MADE[:1], 0) == Corrections(MADE[:1], 1)
    assert library.save_corrections(stored, MADE, 1) == Corrections(MADE, 2)
    assert library.save_corrections(stored, MADE, 2) == Corrections(MADE, 2), "the same again changes nothing"
    other = Library(library.folder)
    assert other.corrections(stored) == Corrections(MADE, 2)
    other.close()


def test_corrections_stand_in_reading_list_and_search(library, stored, article):
    library.save_corrections(stored, MADE, 0)
    reading = library.reading(stored)
    assert reading.as_found == article
    assert (reading.article.title, reading.article.source.byline) == ("Audit shunned", ("Ana Reis", "Li Wei"))
    row = library.story(stored)
    assert (row.title, row.outlet, row.published, row.place) == ("Audit shunned", "Gazette", "2023-01-02", None)
    assert [hit.story.title for hit in library.search("gazette")] == ["Audit shunned"]
    assert library.search("outlet:harbour") == []
    library.save_corrections(stored, (), 1)
    assert library.reading(stored).article == article
    assert library.story(stored).title == "Ferry crews shun audit"
    assert len(library.search("shun")) == 1
    assert list(check(library.folder)) == []


def test_list_is_ordered_by_what_was_corrected(library, stored, handed, article, versions):
    other = library.hand_in(replace(handed, data=b"other")).id
    library.store_article(other, replace(article, title="B"), versions)
    assert [story.id for story in library.stories(order="headline")] == [other, stored]
    library.save_corrections(stored, (FieldCorrection("title", "A"),), 0)
    assert [story.id for story in library.stories(order="headline")] == [stored, other]


def test_corrections_survive_reading_and_analysing_again(library, stored, article, analysis, versions):
    library.save_corrections(stored, MADE, 0)
    library.store_article(stored, replace(article, title="Later"), replace(versions, intake=2))
    library.store_analysis(stored, analysis, versions)
    reading = library.reading(stored)
    assert (reading.article.title, reading.as_found.title) == ("Audit shunned", "Later")
    assert library.story(stored).title == "Audit shunned"
    assert reading.analysis == analysis


def test_correction_over_an_earlier_state_changes_nothing_and_tells_how_it_is(library, stored):
    library.save_corrections(stored, MADE[:1], 0)
    with pytest.raises(CorrectionsMoved) as moved:
        library.save_corrections(stored, MADE, 0)
    assert moved.value.corrections == Corrections(MADE[:1], 1)
    assert library.corrections(stored) == Corrections(MADE[:1], 1)


def test_story_that_was_not_read_yet_can_be_corrected(library, handed, article, versions):
    story = library.hand_in(handed).id
    library.save_corrections(story, MADE, 0)
    library.store_article(story, article, versions)
    assert library.story(story).title == "Audit shunned"


def test_unknown_story_cannot_be_corrected(library):
    with pytest.raises(Problem):
        library.save_corrections("none", MADE, 0)


def test_corrections_lie_beside_the_source_and_a_rebuild_reads_them(library, stored, article, analysis, versions):
    library.save_corrections(stored, MADE, 0)
    beside = library.source_path(stored).with_name("marks.json")
    kept = json.loads(beside.read_bytes())["corrections"]
    assert kept["revision"] == 1
    assert {"of": "field", "field": "outlet", "value": "Gazette"} in kept["made"]
    library.close()
    rebuilding = Rebuilding(library.folder)
    rebuilding.library.store_article(stored, article, versions)
    rebuilding.finish(datetime(2026, 11, 24, tzinfo=UTC))
    library = Library(library.folder)
    assert library.corrections(stored) == Corrections(MADE, 1)
    assert library.story(stored).title == "Audit shunned"
    library.close()


def test_damaged_corrections_are_had_from_their_copy_which_stays(library, stored):
    library.save_corrections(stored, MADE, 0)
    with closing(sqlite3.connect(library.folder / "library.db")) as connection, connection:
        connection.execute("UPDATE corrections SET body = x'00'")
    assert library.corrections(stored) == Corrections(MADE, 1)
    assert library.reading(stored).article.title == "Audit shunned"
    library.mark_read(stored)
    library.settle()
    assert read_mirror(library.source_path(stored).parent).marks.corrections.made == MADE
    assert any("corrected" in finding.what for finding in check(library.folder))
    assert library.save_corrections(stored, MADE[:1], 1) == Corrections(MADE[:1], 2)
    assert list(check(library.folder)) == []


def test_half_a_surrogate_pair_is_kept_as_the_sign_for_it(library, stored):
    made = (FieldCorrection("outlet", "a\ud800"), FieldCorrection("byline", ("\udfff",)))
    saved = library.save_corrections(stored, made, 0)
    assert [correction.value for correction in saved.made] == ["a\ufffd", ("\ufffd",)]


def test_people_are_listed_with_the_corrected_outlet(library, stored):
    library.save_corrections(stored, MADE, 0)
    (appearance,) = library.appearances(library.people("queiroz")[0])
    assert (appearance.title, appearance.outlet, appearance.published) == ("Audit shunned", "Gazette", "2023-01-02")


def test_corrections_and_places_go_along_to_the_story_that_replaces_theirs(library, stored, handed, article, versions):
    library.save_corrections(stored, MADE, 0)
    library.save_note(stored, "See ¶2.", 0)
    first = article.blocks[2].span
    put = replace(article.blocks[2], span=Span(first.start, first.start + 3))
    moved = [replace(block, span=Span(block.span.start + 4, block.span.end + 4)) for block in article.blocks[2:]]
    later = replace(
        article,
        text=f"{article.text[: first.start]}New\n{article.text[first.start :]}",
        blocks=(*article.blocks[:2], put, *moved),
    )
    other = library.hand_in(replace(handed, data=b"other")).id
    library.store_article(other, later, versions)
    own = FieldCorrection("outlet", "Evening Gazette")
    library.save_corrections(other, (own,), 0)
    done = library.replace(stored, other)
    assert library.corrections(other).made == (own, *(made for made in MADE if made.field != "outlet"))
    assert library.story(other).title == "Audit shunned"
    assert library.note(other).text == "See ¶3."
    library.undo_replace(done)
    assert library.corrections(other).made == (own,)
    assert library.note(other).text == ""
    assert library.story(stored).trashed is None
    done = library.replace(stored, other)
    library.save_corrections(other, (), 4)
    with pytest.raises(CorrectionsMoved):
        library.undo_replace(done)
    assert library.story(stored).trashed
