"""Mentions of one under one name: names, roles, descriptions and pronouns become entities."""

from collections import Counter

from reader.analysis.engine import Parse
from reader.analysis.figures import Figure
from reader.analysis.gazetteer import Gazetteer, read_gazetteer
from reader.analysis.names import FoundName
from reader.analysis.sameness import group_names
from reader.model.analysis import Entity, Mention
from reader.model.article import Article


def join_mentions(article: Article, parse: Parse, names: list[FoundName]) -> tuple[Entity, ...]:
    """Return the entities of a story in the order of their first mention; no span stands in two of them."""
    gazetteer = read_gazetteer()
    figures = group_names(parse, names, gazetteer)
    made = sorted(
        ((_mentions(figure), figure) for figure in figures), key=lambda pair: (pair[0][0].span, pair[1].names[0].span)
    )
    return tuple(
        _make_entity(article.text, f"e{i}", figure, mentions, gazetteer) for i, (mentions, figure) in enumerate(made, 1)
    )


def _mentions(figure: Figure) -> tuple[Mention, ...]:
    mentions = [Mention(name.span, "name") for name in figure.names]
    mentions += [Mention(span, "description") for span in figure.descriptions]
    mentions += [Mention(span, "pronoun") for span in figure.pronouns]
    return tuple(sorted(mentions, key=lambda mention: mention.span))


def _make_entity(text: str, key: str, figure: Figure, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> Entity:
    written = Counter(name.span.cut(text) for name in figure.names)
    name = max(written, key=lambda form: (_fullness(form, figure), written[form]))
    confidence = min(figure.sure, sum(name.confidence for name in figure.names) / len(figure.names))
    reasons = [*figure.doubts, *(name.reason for name in figure.names if name.reason)]
    return Entity(
        key=key,
        kind=figure.kind,
        name=name,
        mentions=mentions,
        aliases=tuple(form for form in written if form != name),
        roles=tuple(figure.roles),
        country=gazetteer.country_of(name) if figure.kind == "place" else None,
        confidence=round(confidence, 3),
        reason="; ".join(dict.fromkeys(reasons[:2])),
    )


def _fullness(form: str, figure: Figure) -> tuple[bool, int]:
    """Rank the ways a name is written: the long form before the acronym, ordinary capitals before a dateline’s."""
    return (not form.isupper() or (figure.kind == "place" and "." in form), len(form.split()))
