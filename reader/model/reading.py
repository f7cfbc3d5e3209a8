"""An article as every panel, search and export takes it."""

from typing import Literal

from msgspec import Struct

from reader.model.analysis import Analysis, SourceClass, Stance
from reader.model.article import Article
from reader.model.marks import ArticleNote, Corrections
from reader.model.span import Span

DoubtKind = Literal[
    "no_speaker",
    "unsure_quote",
    "unsure_pronoun",  # who "he" is that speaks
    "weak_name",  # a description taken to be somebody named
    "two_speakers",  # the same words given to two
    "unmatched_mark",
    "same_surname",
    "unsure_entity",
    "lost_place",
]
CaptionFactKind = Literal["only_here", "spelled_otherwise", "long_before", "other_place"]


class CueCount(Struct, frozen=True):
    """How many quotes stand with a cue, in small letters; without any cue the words are empty."""

    words: str
    quotes: int


class CueClass(Struct, frozen=True):
    """How many quotes have cues of a class, and which cues, the commonest first."""

    stance: Stance
    quotes: int
    cues: tuple[CueCount, ...] = ()


class ClassShare(Struct, frozen=True):
    """How much the sources of a class are quoted; None is the class of those who are open or of no known class."""

    source_class: SourceClass | None
    quotes: int
    words: int
    share: float
    verbatim: int = 0


class QuotedSource(Struct, frozen=True):
    """How much one source is quoted: `words` between marks or in reported clauses, `share` of all such words.

    `verbatim` are those of them that stand between marks, `cues` the attributions by class. `paraphrased` says that
    none of the quotes has marks; `first` is the position of the first of them in the analysis.
    """

    entity: str | None
    name: str
    source_class: SourceClass | None
    quotes: int
    words: int
    share: float
    verbatim: int = 0
    cues: tuple[CueClass, ...] = ()
    paraphrased: bool = False
    first: int = 0


class Sourcing(Struct, frozen=True):
    """Who is quoted, and which people, organisations and groups are spoken of but never quoted (their keys).

    `classes` and `cues` count all quotes, those without a source included. `one_word` are the positions of quotes of
    whose source a single word is quoted.
    """

    sources: tuple[QuotedSource, ...] = ()
    not_quoted: tuple[str, ...] = ()
    classes: tuple[ClassShare, ...] = ()
    cues: tuple[CueClass, ...] = ()
    one_word: tuple[int, ...] = ()


class Doubt(Struct, frozen=True):
    """What needs a look, where, and why in a plain sentence.

    `values` are the names and words in that sentence, by which it can be said in another language. `quote` or `entity`
    is the position in the analysis of what is in doubt, `mention` that of the entity's mention.
    """

    kind: DoubtKind
    span: Span
    text: str
    values: tuple[str, ...] = ()
    quote: int | None = None
    entity: int | None = None
    mention: int = 0


class CaptionFact(Struct, frozen=True):
    """What stands in the caption of photograph number `photo` otherwise than in the story, without a verdict.

    `span` is the place in the caption, `other` that in the story; `values` are the words in the sentence `text`.
    """

    kind: CaptionFactKind
    photo: int
    span: Span
    text: str
    values: tuple[str, ...] = ()
    other: Span | None = None


class Reading(Struct, frozen=True):
    """An article with its analysis, the sourcing counted from it, what is in doubt and what its captions differ in.

    `analysis` is None while the working process is still finding names and quotes, and after it failed; `problem` then
    says why in plain words. `article` is as the reader corrects it, `found` as it was read where that is not the same.
    """

    id: str
    article: Article
    note: ArticleNote = ArticleNote()
    analysis: Analysis | None = None
    sourcing: Sourcing = Sourcing()
    doubts: tuple[Doubt, ...] = ()
    caption_facts: tuple[CaptionFact, ...] = ()
    problem: str = ""
    corrections: Corrections = Corrections()
    found: Article | None = None

    @property
    def as_found(self) -> Article:
        """The article as it was read, without corrections."""
        return self.found or self.article

    @property
    def is_unreadable(self) -> bool:
        """Whether no text could be read, so that there is nothing to find anything in."""
        return bool(self.problem) and not self.article.blocks
