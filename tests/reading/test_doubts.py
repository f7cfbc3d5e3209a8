from msgspec.structs import replace

from reader.model.analysis import Analysis, Entity, Mention, Quote
from reader.model.span import Span
from reader.reading.doubts import UNSURE, find_doubts

SURE = Quote("direct", (Span(10, 20), Span(30, 40)), speaker=Span(21, 25), entity="a")
NAME = Entity("a", "person", "Reis", (Mention(Span(5, 9)), Mention(Span(21, 25))))


def test_sure_analysis_leaves_no_doubt():
    assert find_doubts(Analysis((NAME,), (SURE,))) == ()


def test_quote_without_a_speaker_is_a_doubt_over_all_its_parts():
    (doubt,) = find_doubts(Analysis((NAME,), (replace(SURE, speaker=None, entity=None, confidence=0.1),)))
    assert (doubt.kind, doubt.span) == ("no_speaker", Span(10, 40))
    assert doubt.text


def test_speaker_as_written_is_enough():
    assert find_doubts(Analysis((), (replace(SURE, entity=None),))) == ()


def test_unsure_quote_and_unsure_name_say_why():
    quote = replace(SURE, confidence=UNSURE - 0.1, reason="“He” may be someone else.")
    name = replace(NAME, confidence=UNSURE - 0.1, reason="Only once, at the start of a sentence.")
    doubts = find_doubts(Analysis((name,), (quote,)))
    assert [(doubt.kind, doubt.span, doubt.text) for doubt in doubts] == [
        ("unsure_entity", Span(5, 9), "Only once, at the start of a sentence."),
        ("unsure_quote", Span(10, 40), "“He” may be someone else."),
    ]


def test_doubts_without_a_reason_still_say_something():
    quote, name = replace(SURE, confidence=0), replace(NAME, confidence=0)
    assert all(doubt.text for doubt in find_doubts(Analysis((name,), (quote,))))
