"""A library, a story to put into it, and what was found in that story."""

from hashlib import sha256

import pytest

from reader.intake.source import HandedIn
from reader.library.store import Library
from reader.model.analysis import Analysis, Entity, Mention, Quote, Versions
from reader.model.article import Article, Block, Photo, Source
from reader.model.span import Span

TEXT = """Ferry crews shun audit
Northwire file photo
LISBON (Northwire) — Marta Queiroz said “no”. Ana Reis and Ana Reis’s sister agreed.
The council did not answer."""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "a library"


@pytest.fixture
def library(folder):
    library = Library(folder)
    yield library
    library.close()


@pytest.fixture
def versions():
    return Versions(intake=1, analysis=1, models="small")


@pytest.fixture
def handed():
    return HandedIn(TEXT.encode(), name="ferry.txt", kind="text", published="2024-05-01")


@pytest.fixture
def article(handed):
    ends = [len(TEXT[: TEXT.index(line)]) for line in TEXT.split("\n")]
    spans = [Span(start, start + len(line)) for start, line in zip(ends, TEXT.split("\n"), strict=True)]
    kinds = ("headline", "credit", "paragraph", "paragraph")
    return Article(
        source=Source(
            "text", sha256(handed.data).hexdigest(), outlet="Harbour Post", published="2024-05-01", agency="Northwire"
        ),
        title="Ferry crews\nshun  audit",
        text=TEXT,
        blocks=tuple(Block(kind, span) for kind, span in zip(kinds, spans, strict=True)),
        photos=(Photo("ferry.jpg", credit=spans[1]),),
    )


@pytest.fixture
def analysis():
    def find(words):
        return Span(TEXT.index(words), TEXT.index(words) + len(words))

    again = TEXT.rindex("Ana Reis")
    return Analysis(
        entities=(
            Entity("p1", "person", "Marta Queiroz", (Mention(find("Marta Queiroz")),)),
            Entity("p2", "person", "Ana Reis", (Mention(find("Ana Reis")), Mention(Span(again, again + 8)))),
            Entity("o1", "organisation", "council", (Mention(find("council")),)),
        ),
        quotes=(Quote("partial", (find("no"),), find("said"), find("Marta Queiroz"), "p1"),),
    )


@pytest.fixture
def stored(library, handed, article, analysis, versions):
    """The id of a story that was read and analysed."""
    story = library.hand_in(handed).id
    library.store_article(story, article, versions)
    library.store_analysis(story, analysis, versions)
    return story
