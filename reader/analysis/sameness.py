"""Which names name the same: Chen and Chen Xu, U.N. and United Nations, the Council and the Human Rights Council."""

from collections import defaultdict

from reader.analysis.engine import Parse
from reader.analysis.figures import Figure, fold
from reader.analysis.gazetteer import Gazetteer
from reader.analysis.names import FoundName
from reader.analysis.namesakes import group_people
from reader.analysis.short_forms import group_others


def group_names(parse: Parse, names: list[FoundName], gazetteer: Gazetteer) -> list[Figure]:
    """Return the figures named in the story, each with all its names, in the order of their first."""
    people = group_people(parse, [name for name in names if name.kind == "person"], gazetteer)
    others = group_others(parse, [name for name in names if name.kind != "person"], gazetteer)
    _join_first_words(parse, people + others, gazetteer)
    _join_same_words(people + others)
    figures = [figure for figure in people + others if figure.names]
    for figure in figures:
        figure.names.sort(key=lambda name: name.span)
    return sorted(figures, key=lambda figure: figure.names[0].span)


def _join_same_words(figures: list[Figure]) -> None:
    """Join names of the same words that were taken for different kinds: the kind of most of them is that of all."""
    alike: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.names and figure.kind != "group" and not figure.told:
            alike[figure.words].append(figure)
    for same in alike.values():
        first, *rest = sorted(same, key=lambda figure: -len(figure.names))
        for figure in rest:
            first.names += figure.names
            figure.names = []


def _join_first_words(parse: Parse, figures: list[Figure], gazetteer: Gazetteer) -> None:
    """Join a bare word with the only body or landmark whose name it opens: Villanova, Villanova Preparatory School.

    The bare word may look like a person's name or another body's, but no person here is called that and no place is.
    """
    heads = gazetteer.heads
    telling = frozenset(map(fold, heads["organisation"] | heads["landmark"] | heads["company"] | heads["firm"]))
    opened: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.kind in ("organisation", "place") and figure.names and len(figure.words) > 1:
            opened[figure.words[0]].append(figure)
    for figure in figures:
        longer = opened.get(figure.words[0], []) if len(figure.words) == 1 and figure.names else []
        if len(longer) != 1 or figure.kind not in ("person", "organisation", "other") or figure.told:
            continue
        written = figure.names[0].span.cut(parse.text)
        known = gazetteer.is_place(written) or written in gazetteer.peoples or written in gazetteer.bodies
        if not known and figure.words[0] not in telling and telling & set(longer[0].words[1:]):
            longer[0].names += figure.names
            figure.names = []
