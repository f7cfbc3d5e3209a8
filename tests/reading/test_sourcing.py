import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.model.analysis import Analysis, Entity, Mention, Quote
from reader.model.article import Article, Source
from reader.model.reading import QuotedSource
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
    assert words <= len(text.split())
    if words and all(quote.entity in {"a", "b"} or named(quote, text) for quote in quotes):
        assert sum(source.share for source in found.sources) == pytest.approx(1)


def named(quote, text):
    return quote.speaker.cut(text).strip() != ""


def test_classes_hold_all_quotes_and_those_of_nobody_are_of_no_class(make_article, quote_of, analysis_of):
    text = "“One two,” Reis said. A clerk said so. The study calls it “odd”. “Who now?”"
    found = find_sources(
        make_article(text),
        analysis_of(
            quote_of(text, "One two,", speaker="Reis", entity="a"),
            quote_of(text, "so", speaker="A clerk", kind="indirect", source_class="unnamed"),
            quote_of(text, "odd", speaker="The study", kind="partial", source_class="document"),
            quote_of(text, "Who now?"),
            entities=[ANA],
        ),
    )
    assert [(share.source_class, share.quotes, share.words, share.verbatim) for share in found.classes] == [
        ("named", 1, 2, 2),
        ("unnamed", 1, 1, 0),
        ("document", 1, 1, 1),
        (None, 1, 2, 2),
    ]
    assert sum(share.share for share in found.classes) == pytest.approx(1)


def test_source_without_quotation_marks_is_only_paraphrased(make_article, quote_of, analysis_of):
    text = "“One,” Reis said. A clerk said so. The clerk said no."
    found = find_sources(
        make_article(text),
        analysis_of(
            quote_of(text, "One,", speaker="Reis"),
            quote_of(text, "so", speaker="A clerk", kind="indirect"),
        ),
    )
    assert [(source.name, source.paraphrased, source.first) for source in found.sources] == [
        ("Reis", False, 0),
        ("A clerk", True, 1),
    ]


def test_cues_are_counted_by_class_for_each_source_and_in_all(make_article, quote_of, analysis_of):
    text = "“One,” Reis said. “Two,” Said  Reis. Reis denied it. “Four,” a clerk said. “Five.”"
    said = Span(text.index("said."), text.index("said.") + 4)
    found = find_sources(
        make_article(text),
        analysis_of(
            quote_of(text, "One,", speaker="Reis", cue=said),
            quote_of(text, "Two,", speaker="Reis", cue=Span(text.index("Said"), text.index("Said") + 4)),
            quote_of(text, "it", speaker="Reis", kind="indirect", stance="denying", cue=Span(46, 52)),
            quote_of(text, "Four,", speaker="a clerk", cue=said),
            quote_of(text, "Five."),
        ),
    )
    in_all = [(c.stance, c.quotes, [(cue.words, cue.quotes) for cue in c.cues]) for c in found.cues]
    assert in_all == [("neutral", 4, [("said", 3), ("", 1)]), ("denying", 1, [(text[46:52], 1)])]
    assert [(c.stance, c.quotes) for c in found.sources[0].cues] == [("neutral", 2), ("denying", 1)]


def test_quotes_of_one_word_are_told(make_article, quote_of, analysis_of):
    text = "Reis called it “core”, “very odd” and so."
    quotes = (
        quote_of(text, "core", kind="partial"),
        quote_of(text, "very odd", kind="partial"),
        quote_of(text, "so", kind="indirect"),
    )
    assert find_sources(make_article(text), analysis_of(*quotes)).one_word == (0,)


@given(st.lists(QUOTES, max_size=8), st.lists(st.sampled_from((None, "named", "unnamed", "document")), max_size=8))
def test_counts_of_sources_and_classes_add_up(quotes, classes):
    quotes = [replace(quote, source_class=known) for quote, known in zip(quotes, classes, strict=False)]
    text = "word " * 20
    found = find_sources(Article(Source("text", ""), "", text, ()), Analysis((ANA, BOARD), tuple(quotes)))
    assert sum(share.quotes for share in found.classes) == len(quotes)
    assert sum(source.quotes for source in found.sources) <= len(quotes)
    assert sum(share.words for share in found.classes) <= 20
    assert sum(source.share for source in found.sources) <= 1 + 1e-9
    assert sum(share.share for share in found.classes) == pytest.approx(1) or not any(s.words for s in found.classes)
    for part in (*found.sources, *found.classes):
        assert 0 <= part.verbatim <= part.words
    for known in (*found.sources, found):
        whole = known.quotes if isinstance(known, QuotedSource) else len(quotes)
        assert sum(counted.quotes for counted in known.cues) == whole
        assert all(sum(cue.quotes for cue in counted.cues) == counted.quotes for counted in known.cues)
    for share in found.classes:
        of_class = [source for source in found.sources if source.source_class == share.source_class]
        assert sum(source.words for source in of_class) <= share.words
