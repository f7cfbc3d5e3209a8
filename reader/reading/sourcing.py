"""Who is quoted and how much; who is spoken of and never quoted."""

import re
from collections import Counter
from collections.abc import Iterable

from reader.model.analysis import Analysis, Entity, Quote, SourceClass
from reader.model.article import Article
from reader.model.reading import QuotedSource, Sourcing

_WORD = re.compile(r"\w+(?:(?:\.?[’']|[.,/&\-])\w+)*")


def find_sources(article: Article, analysis: Analysis) -> Sourcing:
    """Count the quotes and quoted words of each source, the most quoted first.

    Words of a quote are those between its marks, of an indirect one those of its reported clause. A word inside a
    quote within a quote counts for the inner one alone, so that none counts twice. `share` is that of all quoted
    words, those without a speaker included; such quotes are a doubt and no source. A source that is no known entity
    goes under its name as written.
    """
    words = _count_words(article.text, analysis.quotes)
    of_all = sum(words.values())
    entities = {entity.key: entity for entity in analysis.entities}
    quotes_of: dict[tuple[str | None, str], list[int]] = {}
    for index, quote in enumerate(analysis.quotes):
        entity = entities.get(quote.entity or "")
        as_written = _name_as_written(article, quote)
        if entity:
            quotes_of.setdefault((entity.key, entity.name), []).append(index)
        elif as_written:
            quotes_of.setdefault((None, as_written.casefold()), []).append(index)
    sources = []
    for (key, name), indices in quotes_of.items():
        count = sum(words[index] for index in indices)
        sources.append(
            QuotedSource(
                entity=key,
                name=name if key else _name_as_written(article, analysis.quotes[indices[0]]),
                source_class=_find_class(analysis.quotes[index].source_class for index in indices),
                quotes=len(indices),
                words=count,
                share=count / of_all if of_all else 0.0,
                verbatim=sum(words[index] for index in indices if analysis.quotes[index].kind != "indirect"),
            )
        )
    sources.sort(key=lambda source: (-source.words, -source.quotes))
    return Sourcing(tuple(sources), _find_not_quoted(analysis.entities, quotes_of))


def _find_not_quoted(entities: Iterable[Entity], quoted: Iterable[tuple[str | None, str]]) -> tuple[str, ...]:
    keys = {key for key, _ in quoted}
    spoken_of = (entity for entity in entities if entity.kind in {"person", "organisation"})
    return tuple(entity.key for entity in spoken_of if entity.key not in keys)


def _count_words(text: str, quotes: tuple[Quote, ...]) -> Counter[int]:
    """Return for each quote, by its index, the number of words that are its own."""
    owner: dict[int, int] = {}
    for index in sorted(range(len(quotes)), key=lambda index: -_length(quotes[index])):
        for part in quotes[index].parts:
            owner.update((word.start(), index) for word in _WORD.finditer(text, part.start, part.end))
    return Counter(owner.values())


def _length(quote: Quote) -> int:
    return sum(part.end - part.start for part in quote.parts)


def _name_as_written(article: Article, quote: Quote) -> str:
    return " ".join(quote.speaker.cut(article.text).split()) if quote.speaker else ""


def _find_class(classes: Iterable[SourceClass | None]) -> SourceClass | None:
    """Return the class that most quotes give."""
    counted = Counter(found for found in classes if found)
    return counted.most_common(1)[0][0] if counted else None
