"""An article as every panel, search and export takes it."""

from typing import Literal

from msgspec import Struct

from reader.model.analysis import Analysis, SourceClass
from reader.model.article import Article
from reader.model.marks import ArticleNote, Corrections
from reader.model.span import Span

DoubtKind = Literal["no_speaker", "unsure_quote", "unsure_entity", "lost_place"]


class QuotedSource(Struct, frozen=True):
    """How much one source is quoted: `words` between marks or in reported clauses, `share` of all such words.

    `verbatim` are those of them that stand between marks.
    """

    entity: str | None
    name: str
    source_class: SourceClass | None
    quotes: int
    words: int
    share: float
    verbatim: int = 0


class Sourcing(Struct, frozen=True):
    """Who is quoted, and which people and organisations are spoken of but never quoted (their keys)."""

    sources: tuple[QuotedSource, ...] = ()
    not_quoted: tuple[str, ...] = ()


class Doubt(Struct, frozen=True):
    """What needs a look, where, and why in words."""

    kind: DoubtKind
    span: Span
    text: str


class Reading(Struct, frozen=True):
    """An article with its analysis, the sourcing counted from it and what is in doubt.

    `analysis` is None while the working process is still finding names and quotes, and after it failed; `problem` then
    says why in plain words. `article` is as the reader corrects it, `found` as it was read where that is not the same.
    """

    id: str
    article: Article
    note: ArticleNote = ArticleNote()
    analysis: Analysis | None = None
    sourcing: Sourcing = Sourcing()
    doubts: tuple[Doubt, ...] = ()
    problem: str = ""
    corrections: Corrections = Corrections()
    found: Article | None = None

    @property
    def as_found(self) -> Article:
        """The article as it was read, without corrections."""
        return self.found or self.article
