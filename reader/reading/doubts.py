"""What the reader may want to look at: what the analysis is unsure of, and what does not fit together in the text."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from reader.model.analysis import Analysis, Entity, Quote
from reader.model.article import Article
from reader.model.reading import Doubt, DoubtKind
from reader.model.span import Span
from reader.reading.lone_marks import find_lone_marks
from reader.reading.reasons import (
    DESCRIBED,
    EITHER,
    NAMESAKES,
    NOBODY,
    ONE_OF_NAMESAKES,
    ONE_OF_TWO,
    UNCLEAR,
    UNCLOSED,
    Reason,
    find_reasons,
)

UNSURE = 0.7  # a guess from the context rarely stands higher (analysis/certainty.py)
SENTENCES: dict[DoubtKind, str] = {
    "no_speaker": "It is not said whose words these are.",
    "unsure_quote": "The speaker is a guess.",
    "unsure_pronoun": UNCLEAR,
    "two_speakers": "These words are given to {0} and to {1}.",
    "unmatched_mark": "This quotation mark has no partner.",
    "same_surname": "More than one person here is called {0}: {1}.",
    "unsure_entity": "“{0}” may not be a name.",
}
ABOUT_NAMES: dict[str, str] = {  # what is said beside a name, as a sentence of its own
    "could also be {0}": "“{1}” could also be {0}.",
    "the story says little of what this names": "The story says little of what “{0}” names.",
    "may be no name": "“{0}” may not be a name.",
}
_PRONOUNS = frozenset({"he", "she", "it", "they", "this", "that", "these", "those", "his", "her", "who", "them"})
_KINDS: dict[str, DoubtKind] = {
    DESCRIBED: "weak_name",
    EITHER: "unsure_pronoun",
    ONE_OF_TWO: "unsure_pronoun",
    UNCLEAR: "unsure_pronoun",
}
_WORD = re.compile(r"\w+")
_ENOUGH = 4  # words from which the same ones are no chance


def find_doubts(article: Article, analysis: Analysis) -> tuple[Doubt, ...]:
    """Return what needs a look, in the order of the text.

    A quote without a speaker or of low confidence, a speaker of whom only a pronoun tells, the same words given to two
    speakers, a mark without a partner, a surname that two people bear, a name of low confidence.
    """
    text = article.text
    doubts = [
        doubt for i, quote in enumerate(analysis.quotes) if quote.parts and (doubt := _doubt_quote(i, quote, text))
    ]
    doubts += _find_two_speakers(text, analysis)
    namesakes = tuple(_find_namesakes(text, analysis.entities))
    doubts += namesakes
    doubts += _find_unsure_names(analysis.entities, {doubt.values[0].casefold() for doubt in namesakes})
    if analysis.names_read:  # marks of other languages pair otherwise
        doubts += _find_unmatched(article, analysis.quotes)
    return tuple(sorted(doubts, key=lambda doubt: doubt.span))


def doubts_of_quotes(doubts: Sequence[Doubt]) -> dict[int, list[Doubt]]:
    """Return the doubts of each quote that has any, by its position."""
    found: dict[int, list[Doubt]] = {}
    for doubt in doubts:
        if doubt.quote is not None:
            found.setdefault(doubt.quote, []).append(doubt)
    return found


def doubts_of_entities(doubts: Sequence[Doubt]) -> dict[int, list[Doubt]]:
    """Return the doubts of each entity that has any, by its position."""
    found: dict[int, list[Doubt]] = {}
    for doubt in doubts:
        if doubt.entity is not None:
            found.setdefault(doubt.entity, []).append(doubt)
    return found


def _say(kind: DoubtKind, *values: str) -> str:
    return SENTENCES[kind].format(*values)


def _doubt_quote(index: int, quote: Quote, text: str) -> Doubt | None:
    place = _place_of(quote)
    reasons = [reason for reason in find_reasons(quote.reason) if reason.form != UNCLOSED]
    if quote.speaker is None and quote.entity is None:
        others = " ".join(reason.text for reason in reasons if reason.form != NOBODY)
        return Doubt("no_speaker", place, others or _say("no_speaker"), quote=index)
    written = quote.speaker.cut(text) if quote.speaker else ""
    is_open_pronoun = quote.entity is None and written.casefold() in _PRONOUNS
    if quote.confidence >= UNSURE and not is_open_pronoun:
        return None
    kind = "unsure_pronoun" if is_open_pronoun else _find_kind(reasons)
    said = " ".join(reason.text for reason in reasons)
    if not said and kind == "unsure_pronoun":
        return Doubt(kind, place, _say(kind, written), (written,), quote=index)
    values = reasons[0].values if len(reasons) == 1 else ()
    return Doubt(kind, place, said or _say("unsure_quote"), values, quote=index)


def _find_kind(reasons: Sequence[Reason]) -> DoubtKind:
    return next((_KINDS[reason.form] for reason in reasons if reason.form in _KINDS), "unsure_quote")


def _find_two_speakers(text: str, analysis: Analysis) -> Iterator[Doubt]:
    """Yield each quote whose words another speaker is given too, at an earlier place."""
    entities = {entity.key: entity for entity in analysis.entities}
    spoken: dict[int, tuple[str, str]] = {}  # by quote: the speaker, and the words in small letters
    with_run: dict[tuple[str, ...], list[int]] = {}
    for index, quote in enumerate(analysis.quotes):
        speaker = _name_speaker(quote, text, entities)
        if quote.kind == "indirect" or not speaker:
            continue
        words = [word.casefold() for part in quote.parts for word in _WORD.findall(part.cut(text))]
        spoken[index] = speaker, f" {' '.join(words)} "
        runs = {tuple(words[i : i + _ENOUGH]) for i in range(len(words) - _ENOUGH + 1)}
        before = sorted({other for run in runs for other in with_run.get(run, ())})
        others = (other for other in before if _is_twice(spoken[other], spoken[index]))
        other = next((other for other in others if not _share_place(quote, analysis.quotes[other])), None)
        if other is not None:
            names = (spoken[other][0], speaker)
            yield Doubt("two_speakers", _place_of(quote), _say("two_speakers", *names), names, quote=index)
        for run in runs:
            with_run.setdefault(run, []).append(index)


def _is_twice(said: tuple[str, str], again: tuple[str, str]) -> bool:
    """Say whether two speakers are given the same words, one of them perhaps only some of those."""
    return said[0].casefold() != again[0].casefold() and (said[1] in again[1] or again[1] in said[1])


def _place_of(quote: Quote) -> Span:
    return Span(quote.parts[0].start, quote.parts[-1].end)


def _share_place(quote: Quote, other: Quote) -> bool:
    return any(part.overlaps(beside) for part in quote.parts for beside in other.parts)


def _name_speaker(quote: Quote, text: str, entities: Mapping[str, Entity]) -> str:
    entity = entities.get(quote.entity or "")
    if entity:
        return entity.name
    written = " ".join(quote.speaker.cut(text).split()) if quote.speaker else ""
    return "" if written.casefold() in _PRONOUNS else written


def _find_namesakes(text: str, entities: Sequence[Entity]) -> Iterator[Doubt]:
    """Yield for each surname that two people bear the first place where it stands alone."""
    bearers: dict[str, list[int]] = {}
    for index, entity in enumerate(entities):
        if entity.kind == "person" and entity.name:
            bearers.setdefault(entity.name.split()[-1].casefold(), []).append(index)
    for surname, indices in bearers.items():
        full = [entities[index].name for index in indices if len(entities[index].name.split()) > 1]
        if len(full) < 2:
            continue
        alone = [
            (mention.span, index, number)
            for index in indices
            for number, mention in enumerate(entities[index].mentions)
            if mention.form == "name" and mention.span.cut(text).casefold() == surname
        ]
        if alone:
            span, index, number = min(alone)
            values = (span.cut(text), ", ".join(full))
            yield Doubt("same_surname", span, _say("same_surname", *values), values, entity=index, mention=number)


def _find_unsure_names(entities: Sequence[Entity], shared: Container[str]) -> Iterator[Doubt]:
    """Yield the names of low confidence; what is said of the `shared` surnames already is not said again."""
    for index, entity in enumerate(entities):
        if not entity.mentions or entity.confidence >= UNSURE:
            continue
        reasons = find_reasons(entity.reason)
        told = [
            r for r in reasons if r.form not in (NAMESAKES, ONE_OF_NAMESAKES) or r.values[0].casefold() not in shared
        ]
        if told or not reasons:
            yield _doubt_name(index, entity, told[0] if told else None)


def _doubt_name(index: int, entity: Entity, reason: Reason | None) -> Doubt:
    place = entity.mentions[0].span
    if reason is None:
        return Doubt("unsure_entity", place, _say("unsure_entity", entity.name), (entity.name,), entity=index)
    values = (*reason.values, entity.name)
    if reason.form in (NAMESAKES, ONE_OF_NAMESAKES):
        return Doubt("same_surname", place, _say("same_surname", *values), values, entity=index)
    said = ABOUT_NAMES[reason.form].format(*values) if reason.form in ABOUT_NAMES else reason.text
    return Doubt("unsure_entity", place, said, values, entity=index)


def _find_unmatched(article: Article, quotes: Sequence[Quote]) -> Iterator[Doubt]:
    """Yield the marks that have no partner, each with the quote that it should have opened or closed."""
    starts = {part.start: index for index, quote in enumerate(quotes) for part in quote.parts}
    ends = {part.end: index for index, quote in enumerate(quotes) for part in quote.parts}
    for mark in find_lone_marks(article):
        quote = starts.get(mark.end, ends.get(mark.start))
        yield Doubt("unmatched_mark", mark, _say("unmatched_mark"), quote=quote)
