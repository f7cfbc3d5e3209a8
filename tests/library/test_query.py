import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.query import Query, Term, find_forms, make_match, read_query


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("ferry strike", (Term("ferry"), Term("strike", begun=True))),
        ("ferry strike ", (Term("ferry"), Term("strike"))),
        ('"not a day" longer ', (Term("not a day", exact=True), Term("longer"))),
        ("“not a day”", (Term("not a day", exact=True),)),
        ('"not a da', (Term("not a da", begun=True, exact=True),)),
        ("elect* ", (Term("elect", begun=True),)),
        ("speaker:chen ", (Term("chen", "speakers"),)),
        ('Speaker:"Chen Xu" ', (Term("Chen Xu", "speakers", exact=True),)),
        ("outlet:post headline:tax ", (Term("post", "outlet"), Term("tax", "headline"))),
        ("a:b ", (Term("a b", exact=True),)),
        ("speaker: chen ", (Term("speaker:"), Term("chen"))),
        ("++ -- : \0 ", ()),
    ],
)
def test_query_is_taken_apart_into_terms(typed, terms):
    assert read_query(typed).terms == terms


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("in:notes ferry ", Query((Term("ferry", "note"),), within="note")),
        ("ferry In:Quotes", Query((Term("ferry"),), within="quote")),
        ("speaker:chen tax in:note", Query((Term("chen", "speakers"), Term("tax", "note")), within="note")),
        ("in:winter ", Query((Term("in winter", exact=True),))),
        ("in:notes", Query(within="note")),
    ],
)
def test_words_are_looked_for_in_notes_or_quotes_alone(typed, query):
    assert read_query(typed) == query


@pytest.mark.parametrize(
    ("typed", "after", "before"),
    [
        ("before:2024-05", None, "2024-05"),
        ("after:2024-5-3", "2024-05-03", None),
        ("after:2023 before:2024", "2023", "2024"),
        ("before:2024-02-30 after:1", None, None),
        ("before:20240", None, None),
    ],
)
def test_days_are_read_and_unfinished_ones_wait(typed, after, before):
    assert read_query(typed) == Query((), after, before)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("ferry", ("ferry", "ferries")),
        ("Ferries", ("ferries", "ferry")),
        ("key", ("key", "keys")),
        ("boxes", ("boxes", "box")),
        ("church", ("church", "churches")),
        ("press", ("press", "presses")),
        ("crisis", ("crisis", "crisises")),
        ("AI", ("AI",)),
        ("café", ("café",)),
    ],
)
def test_word_brings_its_plural_or_singular(word, forms):
    assert find_forms(word) == forms


def test_every_word_reaches_the_index_in_quotes():
    assert make_match(read_query('tax outlet:a"b NOT')) == ('("tax" OR "taxes") AND {outlet} : "a" AND "b NOT" *')


@given(st.text(max_size=60))
def test_match_quotes_are_balanced_whatever_is_typed(typed):
    query = read_query(typed)
    assert make_match(query).count('"') % 2 == 0
    assert "\0" not in make_match(query)
    assert bool(query.terms) or not make_match(query)
