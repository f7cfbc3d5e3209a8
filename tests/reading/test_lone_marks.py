import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.article import Article, Block, Source
from reader.model.span import Span
from reader.reading.lone_marks import find_lone_marks


def make(*paragraphs):
    blocks, start = [], 0
    for words in paragraphs:
        blocks.append(Block("paragraph", Span(start, start + len(words))))
        start += len(words) + 1
    return Article(Source("text", ""), "", "\n".join(paragraphs), tuple(blocks))


@pytest.mark.parametrize(
    ("paragraphs", "places"),
    [
        (("“No,” she said. “Never.”",), []),
        (("“No, she said.",), [0]),
        (("No,” she said.",), [3]),
        (("“One", "“two", "“three.”"), []),
        (("“One", "Two."), [0]),
        (('"No," he said. "So."',), []),
        (('"No, he said.',), [0]),
        (('A 6\'2" man and a 30" board.',), []),
        (("“She said ‘no’ to “all” of it.”",), []),
    ],
)
def test_marks_without_a_partner_are_found(paragraphs, places):
    assert [span.start for span in find_lone_marks(make(*paragraphs))] == places


@given(st.lists(st.text("a“” \"'3", max_size=20), min_size=1, max_size=5))
def test_every_lone_mark_is_a_double_mark_of_the_text(paragraphs):
    article = make(*paragraphs)
    assert all(span.cut(article.text) in {"“", "”", '"'} for span in find_lone_marks(article))
