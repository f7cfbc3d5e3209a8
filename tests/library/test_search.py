import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.intake.source import HandedIn
from reader.library import search
from reader.library.index import Index
from reader.library.search import SearchStopped
from reader.library.store import Library
from reader.model.problem import Problem

ODD = (
    *("it's", "it’s", "U.S.", "C++", "a:b", "AND", "OR", "NOT", "NEAR(a b)", "a AND", "AND b", "(", ")", '"', '""'),
    *('"""', "“", "”no", '"no', "'", "*", "**", "a*b", "^a", "-a", "+", "{headline}: a", "headline:", "speaker:"),
    *("speaker:\x00", "before:", "before:2024-13", "after:99999", "before:0000", "after:2024-05-", "\0", "no\0te"),
    *("\ud800", "no\udfff", "ﬁ", "İ", "ß", "e\u0301", "\u0301", "🎉", "🎉 no", "日本", "١٢", "\n", "\t no\n", " ", ""),
    *("%", "_", "\\", "no;--", "'; DROP TABLE stories; --", "NULL", "rowid:1", "rank", "search:no", "no:", ":no", "::"),
    *("[no]", "<no>", "http://example.org/?a=b&c", "no" * 600, "no " * 300, '"' + "no " * 300, "𝔘𝔫", "\ufeffno", "½"),
)


def ids(hits):
    return [hit.story.id for hit in hits]


@pytest.fixture
def add(library, article, versions):
    """Put a story of two lines into the library and return its id."""

    def add(title, body, **source):
        text = f"{title}\n{body}"
        story = library.hand_in(HandedIn(text.encode(), name=title)).id
        spans = (replace(article.blocks[0].span, start=0, end=len(title)), article.blocks[0].span)
        blocks = (
            replace(article.blocks[0], span=spans[0]),
            replace(article.blocks[2], span=type(spans[0])(len(title) + 1, len(text))),
        )
        made = replace(
            article, title=title, text=text, blocks=blocks, photos=(), source=replace(article.source, **source)
        )
        library.store_article(story, made, versions)
        return story

    return add


@pytest.mark.parametrize("query", ODD)
def test_nothing_that_can_be_typed_is_an_error(library, stored, query):
    for typing in (True, False):
        library.count_hits(query, typing=typing)
        for order in ("newest", "ranked"):
            library.search(query, order=order, typing=typing)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=40) | st.text(st.sampled_from('ab"“”:*()^-+{}\0 \ud800'), max_size=20))
def test_search_never_raises(library, stored, query):
    found = library.search(query)
    assert library.count_hits(query) == len(found) <= 1
    assert ids(library.search(query, order="ranked")) == ids(found)


def test_words_are_found_in_every_part_of_a_story(library, stored):
    library.save_note(stored, "Ask the harbourmaster", 0)
    for query, where, shown in (
        ("shun", "headline", "shun"),
        ("council", "text", "council"),
        ("no", "quote", "no"),
        ("harbourmaster", "note", "harbourmaster"),
        ("harbour post", "outlet", "Harbour"),
        ("name:reis", "name", "Reis"),
    ):
        (hit,) = library.search(query, typing=False)
        assert hit.story.id == stored
        passage = next(passage for passage in hit.passages if passage.where == where)
        assert passage.found[0].cut(passage.words) == shown


def test_quote_is_shown_with_its_speaker_and_its_place(library, stored, article, analysis):
    for query in ("no", "speaker:queiroz", "speaker:marta no"):
        (hit,) = library.search(query, typing=False)
        passage = hit.passages[0]
        assert (passage.where, passage.speaker) == ("quote", "Marta Queiroz")
        assert passage.place.cut(article.text) == "no"
    assert not library.search("speaker:reis"), "she is spoken of, not quoted"


def test_found_words_are_marked_where_they_stand(library, add):
    add("Plain", "The café was shut. " * 40 + "Then the Café’s owner spoke of “cafés”. " + "It rained. " * 40)
    (hit,) = library.search("cafe owner", typing=False)
    (passage,) = hit.passages
    assert {span.cut(passage.words).casefold() for span in passage.found} <= {"café", "owner", "cafés"}
    assert "owner" in [span.cut(passage.words) for span in passage.found]
    assert passage.words.startswith("…")
    assert passage.words.endswith("…")
    assert len(passage.words) < 200
    assert "\n" not in passage.words


def test_story_is_found_by_plural_and_singular(library, add):
    one, two = add("One", "A ferry and a church and a bus"), add("Two", "Ferries, churches and buses")
    for query in ("ferry", "ferries", "church", "churches", "bus", "buses"):
        assert ids(library.search(query, typing=False)) == [two, one], query
    assert ids(library.search('"ferry"', typing=False)) == [one], "what is quoted is meant to the letter"


def test_phrase_is_found_in_its_order_without_regard_to_case_accents_and_marks(library, add):
    story = add("One", "“It’s Água fria,” she said")
    assert ids(library.search('"it\'s agua FRIA she"', typing=False)) == [story]
    assert library.search('"fria agua"', typing=False) == []


def test_last_word_may_be_begun(library, add):
    story = add("One", "Communities of the coast")
    for end in range(2, len("communities") + 1):
        assert ids(library.search("coast " + "communities"[:end])) == [story]
    assert library.search("communi ") == []
    assert library.search("communi", typing=False) == []
    assert ids(library.search("communi*", typing=False)) == [story]
    assert library.search("c") == [], "one letter begins half of all words"
    assert ids(library.search('"of the co')) == [story]


def test_days_bound_what_is_found(library, add):
    old, new, undated = (
        add("Old", "harbour", published="2023-12-31"),
        add("New", "harbour", published="2024-05-01T08:00:00+02:00"),
        add("Undated", "harbour", published=None),
    )
    for query, found in (
        ("harbour", [undated, new, old]),
        ("harbour before:2024-05", [old]),
        ("harbour before:2024-05-02", [new, old]),
        ("harbour after:2024", [new]),
        ("harbour after:2023-12-31 before:2024-1", [old]),
        ("after:2024", [new]),
        ("before:2024", [old]),
        ("harbour after:2", [undated, new, old]),
        ("after:noon", []),
    ):
        assert ids(library.search(query, typing=False)) == found, query
        assert library.count_hits(query, typing=False) == len(found), query
        assert set(ids(library.search(query, order="ranked", typing=False))) == set(found), query


def test_outlet_bounds_what_is_found(library, add):
    story = add("One", "harbour", outlet="The Meridian")
    add("Two", "harbour and meridian", outlet="Harbour Post")
    assert ids(library.search("harbour outlet:meridian", typing=False)) == [story]
    assert ids(library.search('outlet:"the meridian" harbour', typing=False)) == [story]


def test_newest_come_first_and_pages_join(library, add):
    stories = [add(f"Story {number}", "harbour") for number in range(7)]
    pages = [library.search("harbour", first, 3) for first in (0, 3, 6, 9)]
    assert [story for page in pages for story in ids(page)] == stories[::-1]
    ranked = [library.search("harbour", first, 3, "ranked") for first in (0, 3, 6, 9)]
    assert sorted(story for page in ranked for story in ids(page)) == sorted(stories)


def test_headline_ranks_before_the_text(library, add):
    headline = add("Harbour shut", "Nothing else is known")
    add("Plain", "The harbour and " + "other words " * 30)
    assert ids(library.search("harbour", order="ranked"))[0] == headline
    assert ids(library.search("harbour"))[1] == headline


def test_headline_is_ranked_however_old(library, add, monkeypatch):
    monkeypatch.setattr(search, "RANKED", 3)
    headline = add("Harbour shut", "Nothing else")
    later = [add(f"Plain {number}", "The harbour of Ghent") for number in range(9)]
    ranked = ids(library.search("harbour", order="ranked"))
    assert ranked[0] == headline
    assert len(ranked) == len(set(ranked)) < len(later)


def test_search_follows_every_change(library, stored, article, versions):
    def found(query):
        return bool(library.search(query, typing=False))

    library.save_note(stored, "first", 0)
    assert found("first")
    library.save_note(stored, "second", 1)
    assert (found("first"), found("second"), found("council")) == (False, True, True)
    text = article.text.replace("council", "committee")
    library.store_article(stored, replace(article, text=text), versions)
    assert (found("council"), found("speaker:queiroz"), found("second")) == (False, False, True)
    library.move_to_trash([stored])
    assert not found("second")
    library.restore([stored])
    assert found("second")
    check_index(library)


def test_note_to_a_story_that_was_never_read_is_found(library, handed):
    story = library.hand_in(handed).id
    assert library.search("ferry") == []
    library.save_note(story, "to be read", 0)
    (hit,) = library.search("read")
    assert [passage.where for passage in hit.passages] == ["note"]
    check_index(library)


def test_note_to_a_very_long_story_is_found_after_catching_up(library, add):
    story = add("Long", "words of a long story " * 4000)
    library.save_note(story, "pier", 0)
    assert library.search("pier") == []
    assert ids(library.search("words")) == [story]
    assert library.catch_up() == 0
    assert ids(library.search("pier words")) == [story]
    library.save_note(story, "quay", 1)
    library.move_to_trash([story])
    library.restore([story])
    assert ids(library.search("quay words")) == [story]
    check_index(library)


def check_index(library):
    """Have FTS5 compare its index with the words of the stories."""
    with library._database.writing():
        library._database.write("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")


def test_what_is_not_kept_is_not_found(library, stored, article, versions):
    def change_and_fail():
        with library.together():
            library.store_article(stored, replace(article, text=article.text + " harbour"), versions)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 our own
        change_and_fail()
    assert library.search("harbour", typing=False)[0].passages[0].where == "outlet"
    check_index(library)


def hurt_index(library):
    library.close()
    connection = sqlite3.connect(library.folder / "library.db")
    connection.execute("UPDATE search_data SET block = x'ffffffffffff' WHERE id >= 10")
    connection.commit()
    connection.close()
    return Library(library.folder)


def test_damaged_index_hides_no_story_and_keeps_no_note_from_being_saved(library, stored):
    library = hurt_index(library)
    assert [story.id for story in library.stories()] == [stored]
    assert library.save_note(stored, "still saved", 0).revision == 1
    while library.catch_up():
        pass
    assert ids(library.search("council saved")) == [stored]
    check_index(library)
    library.close()


def test_damaged_index_is_told_and_made_anew(library, stored):
    library = hurt_index(library)
    with pytest.raises(Problem, match="made anew"):
        library.search("council")
    assert library.catch_up() == 0
    assert ids(library.search("council")) == [stored]
    library.close()


def test_damaged_story_does_not_keep_others_out_of_the_index(library, add, monkeypatch):
    hurt, whole = add("Hurt", "harbour"), add("Whole", "harbour")
    with library._database.writing():
        library.index.begin_anew()
    number = library._database.number(hurt)
    find = Index._find

    def refuse(self, asked):
        if asked == number:
            error = sqlite3.DatabaseError("database disk image is malformed")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error
        find(self, asked)

    monkeypatch.setattr(Index, "_find", refuse)
    assert library.catch_up() == 0
    assert ids(library.search("harbour")) == [whole]


def test_search_can_be_stopped(library, stored):
    library._database._connection.set_progress_handler(lambda: 1, 1)
    with pytest.raises(SearchStopped):
        library.search("council")
    library._database._connection.set_progress_handler(None, 0)
    library.stop_searching()
    assert library.search("council")


def test_words_in_quotes_alone_are_found_there_with_who_says_them(library, stored):
    (hit,) = library.search("no in:quotes")
    (passage,) = hit.passages
    assert (passage.where, passage.words) == ("quote", "no")
    assert library.count_hits("no in:quotes") == 1
    assert library.search("ferry in:quotes") == []
    assert library.count_hits("ferry in:quotes") == 0
    assert len(library.search("ferry")) == 1


def test_words_in_notes_alone_are_found_there(library, stored):
    assert library.search("ferry in:notes") == []
    library.save_note(stored, "Ask the ferry office", 0)
    (hit,) = library.search("ferry in:notes")
    assert [passage.where for passage in hit.passages] == ["note"]
