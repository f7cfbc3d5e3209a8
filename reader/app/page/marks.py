"""What is marked on a page, by place in the text: mentions, quotes, and which of them are chosen."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from reader.app.desk import Focus
from reader.model.analysis import Analysis, Entity, EntityKind, MentionForm, Quote
from reader.model.span import Span

STROKED = ("person", "organisation", "place", "group")


class Shown(Struct, frozen=True):
    """Which marks are to be seen: all or none, and of all of them not the `hidden` kinds, entities' or "quote"."""

    marks: bool = True
    hidden: frozenset[str] = frozenset()

    def shows(self, kind: str) -> bool:
        """Say whether names of a kind have their stroke, or quotes their place in the margin."""
        return self.marks and kind not in self.hidden


class MarkedMention(Struct, frozen=True):
    """A mention with the positions of its entity and of itself in the analysis."""

    span: Span
    entity: int
    index: int
    kind: EntityKind
    form: MentionForm


class QuotePart(Struct, frozen=True):
    """A part of a quote with the positions of both in the analysis."""

    span: Span
    quote: int
    index: int


class PageMarks:
    """All marks of one analysis, ordered by place."""

    def __init__(self, analysis: Analysis | None) -> None:
        analysis = analysis or Analysis()
        self._quotes: Sequence[Quote] = analysis.quotes
        self._entities: Sequence[Entity] = analysis.entities
        self._mentions = sorted(
            (
                MarkedMention(mention.span, subject, index, entity.kind, mention.form)
                for subject, entity in enumerate(analysis.entities)
                for index, mention in enumerate(entity.mentions)
            ),
            key=lambda mention: (mention.span.start, mention.span.end),
        )
        self._parts = sorted(
            (
                QuotePart(part, subject, index)
                for subject, quote in enumerate(analysis.quotes)
                for index, part in enumerate(quote.parts)
            ),
            key=lambda part: (part.span.start, part.span.end),
        )
        self._starts = [mention.span.start for mention in self._mentions]
        self._part_starts = [part.span.start for part in self._parts]
        self._reach = max((mention.span.end - mention.span.start for mention in self._mentions), default=0)

    def mentions_in(self, span: Span) -> Iterator[MarkedMention]:
        """Yield the mentions that lie in a span, wholly or in part, in the order of the text."""
        first = bisect_left(self._starts, span.start - self._reach)
        for mention in self._mentions[first : bisect_left(self._starts, span.end)]:
            if mention.span.end > span.start:
                yield mention

    def mention_at(self, offset: int) -> MarkedMention | None:
        """Return the shortest mention that covers an offset."""
        covering = self.mentions_in(Span(offset, offset + 1))
        return min(covering, key=lambda mention: mention.span.end - mention.span.start, default=None)

    def part_at(self, offset: int) -> QuotePart | None:
        """Return the innermost quote's part that covers an offset."""
        before = self._parts[: bisect_right(self._part_starts, offset)]
        covering = (part for part in before if part.span.end > offset)
        return min(covering, key=lambda part: part.span.end - part.span.start, default=None)

    def entity(self, number: int) -> Entity:
        """Return the entity at a position of the analysis."""
        return self._entities[number]

    def lit(self, focus: Focus) -> list[Span]:
        """Return the mentions of the chosen entity, or the parts of the chosen quote."""
        if focus.kind == "quote":
            return list(self._quotes[focus.subject].parts)
        return [mention.span for mention in self._entities[focus.subject].mentions]

    def quote_at(self, number: int | None) -> Quote | None:
        """Return the quote at a position of the analysis."""
        return self._quotes[number] if number is not None else None

    def quote(self, focus: Focus | None) -> Quote | None:
        """Return the chosen quote."""
        return self._quotes[focus.subject] if focus and focus.kind == "quote" else None
