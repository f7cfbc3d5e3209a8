"""The language engine, loaded once for all tests of the analysis, and articles made from plain paragraphs."""

import pytest

from reader.analysis.engine import Engine
from reader.model.article import Article, Block, Source
from reader.model.span import Span


@pytest.fixture(scope="session")
def engine():
    return Engine()


@pytest.fixture(scope="session")
def make_article():
    """Make an article whose blocks are the given paragraphs; a pair gives a block's kind too."""

    def make(*pieces, agency=None):
        blocks, texts, start = [], [], 0
        for piece in pieces:
            kind, text = piece if isinstance(piece, tuple) else ("paragraph", piece)
            blocks.append(Block(kind, Span(start, start + len(text))))
            texts.append(text)
            start += len(text) + 1
        source = Source("text", "0" * 64, language="en", agency=agency)
        return Article(source, texts[0] if texts else "", "\n".join(texts), tuple(blocks))

    return make
