"""Who is quoted and how much; who is spoken of and never quoted."""

import re
from collections import Counter
from collections.abc import Iterable

from reader.model.analysis import Analysis, Quote, SourceClass
from reader.model.article import Article
from reader.model.reading import QuotedSource, Sourcing

_WORD = re.compile(r"\w+(?:[’'.,/&\-]\w+)*")


def find_sources(article: Article, analysis: Analysis) -> Sourcing:
    """Count the quotes and quoted words of each source, the most quoted first.

    Words of a quote are those between its marks, of an indirect one those of its reported clause. A word inside a
    quote within a quote counts for the inner one alone, so that none counts twice. `share` is that of all quoted
    words, those without a speaker included; such quotes are a doubt and no source. A source that is no known entity
    goes under its name as written.
    """
    words = _count_words(article.text, analysis.quotes)
    of_all = sum(words.values())
    quotes_of: dict[str, list[int]] = {}
    for index, quote in enumerate(analysis.quotes):
        source = _source_of(article, analysis, quote)
        if source:
            quotes_of.setdefault(source, []).append(index)
    sources = [_count_source(article, analysis, quotes, words, of_all) for quotes in quotes_of.values()]
    sources.sort(key=lambda source: (-source.words, -source.quotes))
    quoted = {source.entity for source in sources}
    spoken_of = (entity for entity in analysis.entities if entity.kind in {"person", "organisation"})
    return Sourcing(tuple(sources), tuple(entity.key for entity in spoken_of if entity.key not in quoted))


def _count_words(text: str, quotes: tuple[Quote, ...]) -> Counter[int]:
    """Return for each quote, by its index, the number of words that are its own."""
    owner: dict[int, int] = {}
    for index in sorted(range(len(quotes)), key=lambda index: -_length(quotes[index])):
        for part in quotes[index].parts:
            owner.update((word.start(), index) for word in _WORD.finditer(text, part.start, part.end))
    return Counter(owner.values())


def _length(quote: Quote) -> int:
    return sum(part.end - part.start for part in quote.parts)


def _source_of(article: Article, analysis: Analysis, quote: Quote) -> str:
    """Return what tells one source from another, or "" where the speaker is open."""
    if analysis.entity(quote.entity):
        return f"key {quote.entity}"
    return f"name {_name_as_written(article, quote).casefold()}" if quote.speaker else ""


def _count_source(
    article: Article, analysis: Analysis, indices: list[int], words: Counter[int], of_all: int
) -> QuotedSource:
    first = analysis.quotes[indices[0]]
    entity = analysis.entity(first.entity)
    count = sum(words[index] for index in indices)
    return QuotedSource(
        entity=entity.key if entity else None,
        name=entity.name if entity else _name_as_written(article, first),
        source_class=_find_class(analysis.quotes[index].source_class for index in indices),
        quotes=len(indices),
        words=count,
        share=count / of_all if of_all else 0.0,
    )


def _name_as_written(article: Article, quote: Quote) -> str:
    return " ".join(quote.speaker.cut(article.text).split()) if quote.speaker else ""


def _find_class(classes: Iterable[SourceClass | None]) -> SourceClass | None:
    """Return the class that most quotes give."""
    counted = Counter(found for found in classes if found)
    return counted.most_common(1)[0][0] if counted else None
