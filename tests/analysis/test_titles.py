"""Titles and nicknames in marks, told from quotes."""

import pytest

from reader.analysis.marks import find_marked
from reader.analysis.titles import is_title
from reader.model.span import Span


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("on CNN’s “Harbour Watch” yesterday", True),
        ("in her novel “The Long Ferry,” he says", True),
        ("“Harbour Watch” host Ann Roe", True),
        ("Joe “Tugboat” Miller", True),
        ("she called it a “very bad idea” then", False),
        ("he wrote on Friday, “We Will Not Go On With This Any More.”", False),
        ("said the “Harbour” plan", False),
    ],
)
def test_title_is_told_by_its_capitals_and_what_stands_beside_it(text, title):
    (marked,) = find_marked(text, [Span(0, len(text))])
    assert is_title(text, marked) is title
