"""Short articles with their quotes, marked by hand."""

import pytest

from reader.model.analysis import Analysis, Quote
from reader.model.article import Article, Block, Source
from reader.model.span import Span


@pytest.fixture
def make_article():
    def make(text):
        return Article(Source("text", ""), "", text, (Block("paragraph", Span(0, len(text))),))

    return make


@pytest.fixture
def quote_of():
    """Return a function that makes a quote of words found in a text."""

    def find(text, words):
        return Span(text.index(words), text.index(words) + len(words))

    def make(text, *parts, speaker=None, kind="direct", **more):
        spans = tuple(find(text, part) for part in parts)
        return Quote(kind, spans, speaker=find(text, speaker) if speaker else None, **more)

    return make


@pytest.fixture
def analysis_of():
    def make(*quotes, entities=()):
        return Analysis(tuple(entities), tuple(quotes))

    return make
