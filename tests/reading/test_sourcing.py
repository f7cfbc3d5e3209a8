import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.analysis import Analysis, Entity, Mention, Quote
from reader.model.article import Article, Source
from reader.model.span import Span
from reader.reading.sourcing import find_sources

ANA = Entity("a", "person", "Ana Reis", (Mention(Span(0, 1)),))
BOARD = Entity("b", "organisation", "River Board", (Mention(Span(0, 1)),))
CITY = Entity("c", "place", "Ghent", (Mention(Span(0, 1)),))


def test_words_are_counted_for_each_source_and_shared_out(make_article, quote_of, analysis_of):
    text = "“One two three,” Reis said, “four.” A clerk called it “odd”."
    found = find_sources(
        make_article(text),
        analysis_of(
            quote_of(text, "One two three,", "four.", speaker="Reis", entity="a", source_class="named"),
            quote_of(text, "odd", speaker="A clerk", kind="partial", source_class="unnamed"),
            entities=[ANA],
        ),
    )
    ana, clerk = found.sources
    assert (ana.entity, ana.name, ana.source_class, ana.quotes, ana.words) == ("a", "Ana Reis", "named", 1, 4)
    assert (clerk.entity, clerk.name, clerk.source_class, clerk.quotes, clerk.words) == (
        None,
        "A clerk",
        "unnamed",
        1,
        1,
    )
    assert ana.share == pytest.approx(0.8)
    assert clerk.share == pytest.approx(0.2)


def test_word_in_a_quote_within_a_quote_counts_for_the_inner_one_alone(make_article, quote_of, analysis_of):
    text = "Reis said: “The board called it ‘quite safe’ again.”"
    outer = quote_of(text, "The board called it ‘quite safe’ again.", speaker="Reis", entity="a")
    inner = quote_of(text, "quite safe", speaker="The board", entity="b", within=0)
    found = find_sources(make_article(text), analysis_of(outer, inner, entities=[ANA, BOARD]))
    assert [(source.name, source.words) for source in found.sources] == [("Ana Reis", 5), ("River Board", 2)]


def test_open_speakers_go_under_their_name_as_written(make_article, quote_of, analysis_of):
    text = "A senior\nofficial said “no”. “Never,” a senior official said. “So,” a clerk said."
    found = find_sources(
        make_article(text),
        analysis_of(
            quote_of(text, "no", speaker="A senior\nofficial"),
            quote_of(text, "Never,", speaker="a senior official"),
            quote_of(text, "So,", speaker="a clerk"),
        ),
    )
    assert [(source.name, source.quotes) for source in found.sources] == [("A senior official", 2), ("a clerk", 1)]


def test_quote_without_a_speaker_is_no_source_but_has_its_share(make_article, quote_of, analysis_of):
    text = "Many speak of a “crisis now”. Reis said “no more”."
    found = find_sources(
        make_article(text),
        analysis_of(
            quote_of(text, "crisis now"), quote_of(text, "no more", speaker="Reis", entity="a"), entities=[ANA]
        ),
    )
    assert [(source.name, source.share) for source in found.sources] == [("Ana Reis", 0.5)]


def test_people_and_organisations_never_quoted_are_named(make_article, quote_of, analysis_of):
    text = "Reis said “no”."
    found = find_sources(
        make_article(text),
        analysis_of(quote_of(text, "no", speaker="Reis", entity="a"), entities=[ANA, BOARD, CITY]),
    )
    assert found.not_quoted == ("b",)


def test_numbers_and_joined_words_are_one_word_each(make_article, quote_of, analysis_of):
    text = "“It’s 2.5 per cent — the U.N.’s co-op,” Reis said."
    found = find_sources(
        make_article(text),
        analysis_of(quote_of(text, "It’s 2.5 per cent — the U.N.’s co-op,", speaker="Reis")),
    )
    assert found.sources[0].words == 7


def test_words_between_marks_are_counted_apart(make_article, quote_of, analysis_of):
    text = "“Two words,” Ana said. Ana said nothing would change."
    direct = quote_of(text, "Two words,", speaker="Ana", entity="a")
    indirect = quote_of(text, "nothing would change", speaker="Ana", kind="indirect", entity="a")
    source = find_sources(make_article(text), analysis_of(direct, indirect, entities=(ANA,))).sources[0]
    assert (source.words, source.verbatim) == (5, 2)


def test_story_without_quotes_has_no_sources(make_article):
    assert find_sources(make_article("Words."), Analysis((ANA,))).sources == ()


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda ends: Span(ends[0], ends[0] + ends[1]))
QUOTES = st.builds(
    Quote,
    kind=st.sampled_from(("direct", "partial", "indirect")),
    parts=st.lists(SPANS, min_size=1, max_size=3).map(tuple),
    speaker=SPANS,
    entity=st.sampled_from((None, "a", "b", "unknown")),
)


@given(st.lists(QUOTES, max_size=8))
def test_shares_of_all_sources_make_one_and_no_word_counts_twice(quotes):
    text = "word " * 20
    found = find_sources(Article(Source("text", ""), "", text, ()), Analysis((ANA, BOARD), tuple(quotes)))
    words = sum(source.words for source in found.sources)
    assert sum(source.quotes for source in found.sources) == len(
        [q for q in quotes if q.entity in {"a", "b"} or named(q, text)]
    )
    assert words <= 2 * len(text.split())
    if words and all(quote.entity in {"a", "b"} or named(quote, text) for quote in quotes):
        assert sum(source.share for source in found.sources) == pytest.approx(1)


def named(quote, text):
    return quote.speaker.cut(text).strip() != ""
