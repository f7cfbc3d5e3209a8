"""Which quotes of a story the reader wants to see: by kind, by source, named or not, in doubt."""

from msgspec import Struct

from reader.model.analysis import Quote, QuoteKind

KINDS: tuple[QuoteKind, ...] = ("direct", "partial", "indirect")


class SourceKey(Struct, frozen=True):
    """Whose words: the key of an entity, else the source as written, in small letters; both empty for nobody."""

    entity: str | None = None
    written: str = ""


class QuoteFilter(Struct, frozen=True):
    """What is wanted; nothing set wants all. Several kinds want each of them."""

    kinds: frozenset[QuoteKind] = frozenset()
    source: SourceKey | None = None
    named: bool | None = None
    doubtful: bool = False

    def wants(self, quote: Quote, source: SourceKey, *, doubtful: bool) -> bool:
        """Say whether a quote is wanted that is its source's and in doubt or not."""
        return (
            (not self.kinds or quote.kind in self.kinds)
            and self.source in (None, source)
            and self.named in (None, source.entity is not None)
            and (doubtful or not self.doubtful)
        )


def find_source(quote: Quote, text: str, known: object) -> SourceKey:
    """Return whose words a quote is, where `known` says whether its entity is one of the story's."""
    if quote.entity and known:
        return SourceKey(quote.entity)
    return SourceKey(None, " ".join(quote.speaker.cut(text).split()).casefold() if quote.speaker else "")
