"""Datelines: where they end, and that they are parsed apart from the lead behind them."""

import pytest

from reader.analysis.dateline import find_dateline_end
from reader.model.span import Span


@pytest.mark.parametrize(
    "dateline",
    [
        "NAIROBI (Northwire) — ",
        "GENEVA, Switzerland (AP) - ",
        "BOGOTÁ — ",
        "Lisbon (dpa) – ",
        "SEOUL, May 5 (Wire) -- ",
    ],
)
def test_dateline_ends_behind_its_dash(dateline):
    text = dateline + "Ferries stopped on Monday."
    assert find_dateline_end(text, Span(0, len(text))) == len(dateline)


@pytest.mark.parametrize("text", ["Ferries stopped — nobody knew why.", "The UN said so.", "“No,” she said — twice."])
def test_other_paragraphs_have_no_dateline(text):
    assert find_dateline_end(text, Span(0, len(text))) == 0


def test_dateline_is_a_sentence_of_its_own_in_the_same_block(engine, make_article):
    article = make_article(
        "Ferries stop", "NAIROBI (Northwire) — Kenya’s minister called the report a “smear”.", "It rained."
    )
    parse = engine.parse(article)
    first, last = parse.blocks[1]
    assert parse.span(first, last - 1) == article.blocks[1].span
    kenya = parse.word.index("Kenya")
    assert parse.sentence[kenya] == parse.sentence[kenya - 1] + 1
    assert parse.block[kenya - 1] == parse.block[kenya] == 1
    assert len(parse.blocks) == 3
