"""What goes out as JSON comes back as it was."""

import json
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.model.analysis import (
    Analysis,
    Caption,
    Entity,
    EntityKind,
    Mention,
    MentionForm,
    Quote,
    QuoteKind,
    Role,
    SourceClass,
    Stance,
    Versions,
)
from reader.model.article import Article, Block, BlockKind, Candidate, FieldName, Link, Origin, Photo, Source
from reader.model.codec import FORMAT, decode, encode, from_format, read_corrections, to_format
from reader.model.marks import ArticleNote, Corrections, FieldCorrection
from reader.model.reading import Doubt, DoubtKind, QuotedSource, Reading, Sourcing
from reader.model.span import Span
from reader.reading.corrections import lay_over

COUNTS = st.integers(0, 2**40)
SPANS = st.tuples(COUNTS, COUNTS).map(lambda ends: Span(min(ends), max(ends)))
WORDS = st.text(max_size=20)
MAYBE_WORDS = st.none() | WORDS
MAYBE_SPAN = st.none() | SPANS
CONFIDENCE = st.integers(0, 1000).map(lambda count: round(count / 1000, 3))


def few(things, **limits):
    return st.lists(things, max_size=3, **limits).map(tuple)


def one_of(kind):
    return st.sampled_from(get_args(kind))


SOURCES = st.builds(
    Source,
    kind=WORDS,
    sha256=WORDS,
    address=MAYBE_WORDS,
    outlet=MAYBE_WORDS,
    byline=few(WORDS),
    published=MAYBE_WORDS,
    language=MAYBE_WORDS,
    place=MAYBE_WORDS,
    agency=MAYBE_WORDS,
    changed=st.none() | st.text(min_size=1, max_size=20),
    section=st.none() | st.text(min_size=1, max_size=20),
    candidates=few(st.builds(Candidate, one_of(FieldName), WORDS | few(WORDS), one_of(Origin))),
)
NAMES = st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=3).map(tuple)
FIELD_CORRECTIONS = st.sampled_from(get_args(FieldName)).flatmap(
    lambda field: st.builds(
        FieldCorrection,
        st.just(field),
        st.none() | (NAMES if field == "byline" else st.text(min_size=1, max_size=20)),
    )
)
CORRECTIONS = st.lists(FIELD_CORRECTIONS, max_size=4, unique_by=lambda made: made.field).map(
    lambda made: Corrections(tuple(made))
)
BLOCKS = st.builds(
    Block, kind=one_of(BlockKind), span=SPANS, level=st.integers(0, 6), links=few(st.builds(Link, SPANS, WORDS))
)
PHOTOS = st.builds(Photo, image=MAYBE_WORDS, caption=MAYBE_SPAN, credit=MAYBE_SPAN, alt=WORDS)
ARTICLES = st.builds(Article, source=SOURCES, title=WORDS, text=st.text(), blocks=few(BLOCKS), photos=few(PHOTOS))
ENTITIES = st.builds(
    Entity,
    key=WORDS,
    kind=one_of(EntityKind),
    name=WORDS,
    mentions=few(st.builds(Mention, SPANS, one_of(MentionForm))),
    aliases=few(WORDS),
    roles=few(st.builds(Role, WORDS, SPANS)),
    country=st.none() | st.sampled_from(("PT", "CH")),
    confidence=CONFIDENCE,
    reason=WORDS,
)
QUOTES = st.builds(
    Quote,
    kind=one_of(QuoteKind),
    parts=few(SPANS, min_size=1),
    cue=MAYBE_SPAN,
    speaker=MAYBE_SPAN,
    entity=MAYBE_WORDS,
    confidence=CONFIDENCE,
    reason=WORDS,
    stance=one_of(Stance),
    source_class=st.none() | one_of(SourceClass),
    within=st.none() | st.integers(0, 9),
)
CAPTIONS = st.builds(
    Caption, photo=st.integers(0, 3), place=MAYBE_WORDS, taken=MAYBE_WORDS, file_photo=st.booleans(), people=few(WORDS)
)
ANALYSES = st.builds(
    Analysis, entities=few(ENTITIES), quotes=few(QUOTES), captions=few(CAPTIONS), names_read=st.booleans()
)
READINGS = st.builds(
    Reading,
    id=WORDS,
    article=ARTICLES,
    note=st.builds(ArticleNote, text=WORDS, revision=COUNTS),
    analysis=st.none() | ANALYSES,
    sourcing=st.builds(
        Sourcing,
        sources=few(
            st.builds(
                QuotedSource,
                entity=MAYBE_WORDS,
                name=WORDS,
                source_class=st.none() | one_of(SourceClass),
                quotes=COUNTS,
                words=COUNTS,
                share=CONFIDENCE,
            )
        ),
        not_quoted=few(WORDS),
    ),
    doubts=few(st.builds(Doubt, kind=one_of(DoubtKind), span=SPANS, text=WORDS)),
    problem=WORDS,
)
VERSIONS = Versions(2, 3, "small")


@given(READINGS)
def test_own_form_comes_back_as_it_was(reading):
    assert decode(encode(reading), Reading) == reading
    assert decode(encode(reading.article).decode(), Article) == reading.article


@given(READINGS)
def test_format_comes_back_as_it_was(reading):
    captions = {caption.photo: caption for caption in reading.analysis.captions} if reading.analysis else {}
    whole = replace(
        reading.analysis or Analysis(),
        captions=tuple(captions.get(photo, Caption(photo)) for photo in range(len(reading.article.photos))),
    )
    record = json.loads(json.dumps(to_format(reading, VERSIONS)))
    assert from_format(record) == (reading.article, whole)


@given(READINGS)
def test_format_read_and_written_again_is_the_same(reading):
    record = json.loads(json.dumps(to_format(reading, VERSIONS)))
    article, analysis = from_format(record)
    again = to_format(replace(reading, article=article, analysis=analysis), VERSIONS)
    assert json.loads(json.dumps(again)) == record


@pytest.fixture
def record():
    text = "Reis said no"
    article = Article(Source("text", "0"), "T", text, (Block("paragraph", Span(0, 12)),), (Photo("a.jpg"),))
    analysis = Analysis(
        (Entity("e1", "person", "Reis", (Mention(Span(0, 4)),), roles=(Role("Reis", Span(0, 4)),)),),
        (Quote("indirect", (Span(10, 12),), Span(5, 9), Span(0, 4), "e1"),),
    )
    return json.loads(json.dumps(to_format(Reading("x", article, analysis=analysis), VERSIONS)))


def test_format_has_the_promised_names(record):
    assert set(record) >= {"format", "id", "title", "text", "versions", "source", "blocks", "photos", "entities"}
    assert record["format"] == FORMAT
    assert record["versions"] == {"intake": 2, "analysis": 3, "models": "small"}
    assert record["entities"][0]["mentions"] == [{"start": 0, "end": 4, "form": "name"}]
    assert record["entities"][0]["role"] == {"text": "Reis", "start": 0, "end": 4}
    assert record["quotes"][0]["parts"] == [[10, 12]]
    assert (record["quotes"][0]["cue"], record["quotes"][0]["speaker"]) == ([5, 9], [0, 4])
    assert record["photos"][0]["caption"] is None


def test_format_reads_past_what_it_does_not_know(record):
    expected = from_format(record)
    for part in (record, record["source"], record["blocks"][0], record["entities"][0], record["quotes"][0]):
        part["later"] = {"field": 1}
    assert from_format(record) == expected


def test_format_needs_none_of_the_optional_fields(record):
    for name in ("aliases", "confidence", "reason", "country", "roles"):
        record["entities"][0].pop(name, None)
    for name in ("stance", "source_class", "within"):
        record["quotes"][0].pop(name, None)
    _, analysis = from_format(record)
    assert analysis.entities[0].roles == (Role("Reis", Span(0, 4)),), "the one role is read where no list is given"
    assert analysis.quotes[0].stance == "neutral"


def test_later_format_is_refused(record):
    with pytest.raises(ValueError, match="newer"):
        from_format({**record, "format": FORMAT + 1})


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("blocks", "kind", "unheard of"),
        ("blocks", "start", "0"),
        ("entities", "kind", "unheard of"),
        ("entities", "mentions", [{"start": 0, "end": 4, "form": "unheard of"}]),
        ("quotes", "parts", [[0]]),
        ("photos", "people", [1]),
    ],
)
def test_record_that_is_not_whole_is_refused(record, part, field, value):
    record[part][0][field] = value
    with pytest.raises(msgspec.ValidationError):
        from_format(record)


def test_bytes_that_are_no_such_noun_are_refused():
    with pytest.raises(msgspec.DecodeError):
        decode(b'{"text": 1}', Article)


@given(ARTICLES, CORRECTIONS)
def test_corrected_article_goes_out_as_corrected_and_comes_back_as_found_with_its_corrections(article, corrections):
    reading = lay_over("id", article, Analysis(), ArticleNote(), corrections=corrections)
    data = json.loads(json.dumps(to_format(reading, Versions())))
    assert data["title"] == reading.article.title
    assert data["source"]["outlet"] == reading.article.source.outlet
    assert from_format(data)[0] == article
    assert read_corrections(data) == corrections
    assert ("corrected" in data) == bool(corrections.made)


@given(CORRECTIONS)
def test_corrections_come_back_from_the_houses_own_form(corrections):
    assert decode(encode(corrections), Corrections) == corrections
