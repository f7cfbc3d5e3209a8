"""Which quotes of a story the reader wants to see: by kind, source and its class, cue and its class, in doubt."""

from typing import Literal

from msgspec import Struct

from reader.model.analysis import Quote, QuoteKind, SourceClass, Stance

KINDS: tuple[QuoteKind, ...] = ("direct", "partial", "indirect")
OpenClass = SourceClass | Literal["open"]  # "open" are sources of whom nobody says what they are


class SourceKey(Struct, frozen=True):
    """Whose words: the key of an entity, else the source as written, in small letters; both empty for nobody."""

    entity: str | None = None
    written: str = ""


class QuoteFacts(Struct, frozen=True):
    """By what a quote is chosen; `cue` is in small letters, and empty where there is none."""

    kind: QuoteKind
    source: SourceKey
    source_class: OpenClass
    stance: Stance
    cue: str
    one_word: bool
    doubtful: bool


class QuoteFilter(Struct, frozen=True):
    """What is wanted; nothing set wants all. Several kinds want each of them, all else must hold together."""

    kinds: frozenset[QuoteKind] = frozenset()
    source: SourceKey | None = None
    source_class: OpenClass | None = None
    stance: Stance | None = None
    cue: str | None = None
    one_word: bool = False
    doubtful: bool = False

    def wants(self, quote: QuoteFacts) -> bool:
        """Say whether a quote is wanted."""
        return (
            (not self.kinds or quote.kind in self.kinds)
            and self.source in (None, quote.source)
            and self.source_class in (None, quote.source_class)
            and self.stance in (None, quote.stance)
            and self.cue in (None, quote.cue)
            and (quote.one_word or not self.one_word)
            and (quote.doubtful or not self.doubtful)
        )


def find_source(quote: Quote, text: str, known: object) -> SourceKey:
    """Return whose words a quote is, where `known` says whether its entity is one of the story's."""
    if quote.entity and known:
        return SourceKey(quote.entity)
    return SourceKey(None, " ".join(quote.speaker.cut(text).split()).casefold() if quote.speaker else "")
