"""What the analysis is unsure of and the reader may want to look at."""

from reader.model.analysis import Analysis, Quote
from reader.model.reading import Doubt
from reader.model.span import Span

UNSURE = 0.7  # a guess from the context rarely stands higher (analysis/certainty.py)


def find_doubts(analysis: Analysis) -> tuple[Doubt, ...]:
    """Return quotes without a speaker, and quotes and entities of low confidence, in the order of the text."""
    doubts = [doubt for quote in analysis.quotes if quote.parts and (doubt := _doubt_of_quote(quote))]
    doubts += [
        Doubt("unsure_entity", entity.mentions[0].span, entity.reason or f"{entity.name} may not be a name.")
        for entity in analysis.entities
        if entity.mentions and entity.confidence < UNSURE
    ]
    return tuple(sorted(doubts, key=lambda doubt: doubt.span))


def _doubt_of_quote(quote: Quote) -> Doubt | None:
    place = Span(quote.parts[0].start, quote.parts[-1].end)
    if quote.speaker is None and quote.entity is None:
        return Doubt("no_speaker", place, quote.reason or "It is not said whose words these are.")
    if quote.confidence < UNSURE:
        return Doubt("unsure_quote", place, quote.reason or "The speaker is a guess.")
    return None
