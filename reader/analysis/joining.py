"""Mentions of one under one name: names, roles, descriptions and pronouns become entities."""

from collections import Counter

from reader.analysis.descriptions import find_descriptions
from reader.analysis.engine import Parse
from reader.analysis.figures import Figure
from reader.analysis.gazetteer import Gazetteer, read_gazetteer
from reader.analysis.names import FoundName
from reader.analysis.pronouns import find_pronouns
from reader.analysis.roles import Roles
from reader.analysis.sameness import group_names
from reader.analysis.scene import Scene
from reader.model.analysis import Entity, Mention
from reader.model.article import Article


def join_mentions(article: Article, parse: Parse, names: list[FoundName]) -> tuple[Entity, ...]:
    """Return the entities of a story in the order of their first mention; no span stands in two of them."""
    gazetteer = read_gazetteer()
    figures = group_names(parse, names, gazetteer)
    roles = Roles(parse, gazetteer)
    for figure in figures:
        if figure.kind in ("person", "organisation"):
            roles.find(figure)
    scene = Scene(parse, figures, gazetteer)
    find_descriptions(scene)
    find_pronouns(scene)
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
    fullest = max(written, key=lambda form: (_fullness(form), written[form]))
    name = _out_of_capitals(fullest, gazetteer) if figure.kind == "place" else fullest
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
        reason="; ".join(list(dict.fromkeys(reasons))[:2]),
    )


def _fullness(form: str) -> tuple[bool, int]:
    """Rank the ways a name is written: ordinary capitals before a dateline’s or an acronym’s, then by words."""
    return (not form.isupper(), len(form.split()))


def _out_of_capitals(name: str, gazetteer: Gazetteer) -> str:
    """Return a known place that only a dateline names as it is written elsewhere: “BOGOTÁ” is “Bogotá”."""
    return name.title() if len(name) > 4 and name.isupper() and gazetteer.is_place(name.title()) else name
