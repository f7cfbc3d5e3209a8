"""Who is quoted and how much, on what word; who is spoken of and never quoted."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from msgspec import Struct

from reader.model.analysis import Analysis, Entity, Quote, SourceClass, Stance
from reader.model.article import Article
from reader.model.reading import ClassShare, CueClass, CueCount, QuotedSource, Sourcing

CLASSES: tuple[SourceClass | None, ...] = ("named", "unnamed", "document", "institution", None)
STANCES: tuple[Stance, ...] = get_args(Stance)
_WORD = re.compile(r"\w+(?:(?:\.?[’']|[.,/&\-])\w+)*")
_LONGEST_WORD = 60
_OF_KIND: dict[str, SourceClass] = {
    "person": "named",
    "organisation": "institution",
    "place": "institution",
    "work": "document",
}
_SPOKEN_OF = frozenset({"person", "organisation", "group"})

_Key = tuple[str | None, str]


class _Counted(Struct):
    """The quotes of one source, by their positions, and what they come to."""

    key: _Key
    name: str
    source_class: SourceClass | None
    quotes: list[int]


def find_sources(article: Article, analysis: Analysis) -> Sourcing:
    """Count the quotes and quoted words of each source, the most quoted first, and of each class of sources.

    Words of a quote are those between its marks, of an indirect one those of its reported clause. A word inside a
    quote within a quote counts for the inner one alone, so that none counts twice. `share` is that of all quoted
    words, those without a speaker included; such quotes are a doubt and no source. A source that is no known entity
    goes under its name as written.
    """
    quotes, text = analysis.quotes, article.text
    words = _count_words(text, quotes)
    counted = _find_counted(text, analysis)
    of_all = sum(words.values())
    sources = [_make_source(source, text, quotes, words, of_all) for source in counted]
    sources.sort(key=lambda source: (-source.words, -source.quotes))
    return Sourcing(
        tuple(sources),
        _find_not_quoted(analysis.entities, {source.key for source in counted}),
        _find_classes(counted, quotes, words, of_all),
        count_cues(text, quotes),
        tuple(index for index, quote in enumerate(quotes) if _is_one_word(quote, text)),
    )


def count_cues(text: str, quotes: Iterable[Quote]) -> tuple[CueClass, ...]:
    """Count the cues of quotes by their class, in the order of the classes; those that have none are left out."""
    found: dict[Stance, Counter[str]] = {}
    for quote in quotes:
        found.setdefault(quote.stance, Counter())[cue_words(quote, text)] += 1
    return tuple(
        CueClass(stance, found[stance].total(), tuple(CueCount(*cue) for cue in found[stance].most_common()))
        for stance in STANCES
        if stance in found
    )


def cue_words(quote: Quote, text: str) -> str:
    """Return the cue of a quote in small letters, or nothing where it has none."""
    return " ".join(quote.cue.cut(text).split()).lower() if quote.cue else ""


def _find_counted(text: str, analysis: Analysis) -> list[_Counted]:
    entities = {entity.key: entity for entity in analysis.entities}
    found: dict[_Key, _Counted] = {}
    for index, quote in enumerate(analysis.quotes):
        entity, written = entities.get(quote.entity or ""), _name_as_written(text, quote)
        if entity is None and not written:
            continue
        key = (entity.key, "") if entity else (None, written.casefold())
        source = found.setdefault(key, _Counted(key, entity.name if entity else written, None, []))
        source.quotes.append(index)
    for source in found.values():
        classes = (analysis.quotes[index].source_class for index in source.quotes)
        source.source_class = _find_class(classes, entities.get(source.key[0] or ""))
    return list(found.values())


def _make_source(
    counted: _Counted, text: str, quotes: Sequence[Quote], words: Mapping[int, int], of_all: int
) -> QuotedSource:
    count = sum(words[index] for index in counted.quotes)
    with_marks = [index for index in counted.quotes if quotes[index].kind != "indirect"]
    return QuotedSource(
        entity=counted.key[0],
        name=counted.name,
        source_class=counted.source_class,
        quotes=len(counted.quotes),
        words=count,
        share=count / of_all if of_all else 0.0,
        verbatim=sum(words[index] for index in with_marks),
        cues=count_cues(text, (quotes[index] for index in counted.quotes)),
        paraphrased=not with_marks,
        first=counted.quotes[0],
    )


def _find_classes(
    counted: Sequence[_Counted], quotes: Sequence[Quote], words: Mapping[int, int], of_all: int
) -> tuple[ClassShare, ...]:
    """Return how much each class of sources is quoted; what has no source is of no class."""
    of_quote = {index: source.source_class for source in counted for index in source.quotes}
    members: dict[SourceClass | None, list[int]] = {known: [] for known in CLASSES}
    for index in range(len(quotes)):
        members[of_quote.get(index)].append(index)
    shares = []
    for known, indices in members.items():
        count = sum(words[index] for index in indices)
        verbatim = sum(words[index] for index in indices if quotes[index].kind != "indirect")
        if indices:
            shares.append(ClassShare(known, len(indices), count, count / of_all if of_all else 0.0, verbatim))
    return tuple(shares)


def _find_not_quoted(entities: Iterable[Entity], quoted: set[_Key]) -> tuple[str, ...]:
    spoken_of = (entity for entity in entities if entity.kind in _SPOKEN_OF)
    return tuple(entity.key for entity in spoken_of if (entity.key, "") not in quoted)


def _count_words(text: str, quotes: Sequence[Quote]) -> Counter[int]:
    """Return for each quote, by its index, the number of words that are its own."""
    owner: dict[int, int] = {}
    for index in sorted(range(len(quotes)), key=lambda index: -_length(quotes[index])):
        for part in quotes[index].parts:
            start = _start_of_word(text, part.start)
            owner.update((word.start(), index) for word in _WORD.finditer(text, start, part.end))
    return Counter(owner.values())


def _start_of_word(text: str, start: int) -> int:
    """Return where the word begins that a place stands in, so that one cut by a part is no second word."""
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    return start


def _length(quote: Quote) -> int:
    return sum(part.end - part.start for part in quote.parts)


def _is_one_word(quote: Quote, text: str) -> bool:
    if quote.kind == "indirect" or _length(quote) > _LONGEST_WORD:
        return False
    return sum(len(_WORD.findall(text, part.start, part.end)) for part in quote.parts) == 1


def _name_as_written(text: str, quote: Quote) -> str:
    return " ".join(quote.speaker.cut(text).split()) if quote.speaker else ""


def _find_class(classes: Iterable[SourceClass | None], entity: Entity | None) -> SourceClass | None:
    """Return the class that most quotes give, else the one that an entity of this kind has."""
    counted = Counter(found for found in classes if found)
    if counted:
        return max(counted, key=counted.__getitem__)
    return _OF_KIND.get(entity.kind) if entity else None
