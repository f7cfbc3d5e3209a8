"""Which names name the same body or place: acronyms with their long form, short forms with the full one."""

from collections import defaultdict

from msgspec import Struct

from reader.analysis.engine import Parse
from reader.analysis.figures import Figure, fold, name_words
from reader.analysis.gazetteer import Gazetteer
from reader.analysis.names import FoundName


def group_others(parse: Parse, names: list[FoundName], gazetteer: Gazetteer) -> list[Figure]:
    """Return the bodies, places and other things named in the story, each with all its names."""
    figures: dict[tuple[str, str], Figure] = {}
    for name in names:
        kind = name.kind
        written = name.span.cut(parse.text)
        body = gazetteer.bodies.get(written)
        words = tuple(fold(word) for word in body[0].split()) if body else name_words(parse, name)
        key = (kind, " ".join(words) if kind != "group" else _singular(" ".join(words)))
        figure = figures.get(key)
        if figure is None:
            figure = figures[key] = Figure(kind, words)
        figure.names.append(name)
    merged = list(figures.values())
    _join_acronyms(parse, merged, gazetteer.words["small"])
    _join_short_forms(merged, gazetteer)
    return [figure for figure in merged if figure.names]


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 4 else word


def _join_acronyms(parse: Parse, figures: list[Figure], small: frozenset[str]) -> None:
    """Join “WHO” with the name whose initials it is, or with the one it stands behind in brackets."""
    long = [figure for figure in figures if len(figure.words) > 1]
    ends = {name.span.end: figure for figure in long for name in figure.names}
    for figure in figures:
        if len(figure.words) != 1 or not figure.names:
            continue
        written = figure.names[0].span.cut(parse.text)
        letters = written.replace(".", "")
        if not (2 <= len(letters) <= 8 and sum(c.isupper() for c in letters) >= 2):
            continue
        owner = _bracket_owner(parse, figure, ends)
        if owner is None:
            owners = [other for other in long if other.names and _is_initials(letters.casefold(), other.words, small)]
            owner = owners[0] if len(owners) == 1 and owners[0].kind in (figure.kind, "organisation") else None
        if owner is not None:
            owner.names += figure.names
            figure.names = []


def _bracket_owner(parse: Parse, figure: Figure, ends: dict[int, Figure]) -> Figure | None:
    for name in figure.names:
        start = name.span.start
        if parse.text[start - 1 : start] == "(" and parse.text[name.span.end : name.span.end + 1] == ")":
            before = parse.text[: start - 1].rstrip()
            owner = ends.get(len(before))
            if owner is not None and owner.kind != "place":
                return owner
    return None


def _is_initials(letters: str, words: tuple[str, ...], small: frozenset[str]) -> bool:
    big = "".join(word[0] for word in words if word and word not in small)
    return len(letters) > 1 and letters in {big, "".join(word[0] for word in words if word)}


class _Endings(Struct, frozen=True):
    """The words a short form may leave away, or be: heads of organisations, marks of firms, landmarks, small words."""

    heads: frozenset[str]
    firms: frozenset[str]
    landmarks: frozenset[str]
    small: frozenset[str]


def _join_short_forms(figures: list[Figure], gazetteer: Gazetteer) -> None:
    """Join a short form of a name with the only long one it can stand for."""
    heads = gazetteer.heads
    endings = _Endings(
        heads=frozenset(map(fold, heads["organisation"] | heads["lower"])),
        firms=frozenset(map(fold, heads["company"] | heads["firm"])),
        landmarks=frozenset(map(fold, heads["landmark"])),
        small=gazetteer.words["small"],
    )
    by_word: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.kind in ("organisation", "place", "event") and len(figure.words) > 1:
            for word in set(figure.words):
                by_word[figure.kind, word].append(figure)
    for figure in sorted(figures, key=lambda figure: len(figure.words)):
        if not figure.names or not figure.words:
            continue
        holding = (other for other in by_word[figure.kind, figure.words[-1]] if other.names and other is not figure)
        longer = [other for other in holding if _stands_for(figure, other, endings)]
        if len(longer) == 1:
            longer[0].names += figure.names
            figure.names = []


def _stands_for(short: Figure, long: Figure, endings: _Endings) -> bool:
    a, b = short.words, long.words
    if len(a) >= len(b):
        return False
    begins, ends = b[: len(a)] == a, b[-len(a) :] == a
    if short.kind == "place":
        ruled = begins and len(a) > 1 and b[len(a)] == "of"
        return (
            ruled
            or (ends and b[-len(a) - 1] == "of")
            or (begins and len(b) == len(a) + 1 and b[-1] in endings.landmarks)
            or (ends and len(a) > 1 and a[-1] in endings.landmarks)
        )
    if begins and (set(b[len(a) :]) <= endings.firms or (len(a) > 1 and b[len(a)] in endings.small)):
        return True
    if len(a) == 1:
        return a[0] in endings.heads and (begins or ends)
    return ends or (
        len(a) > (1 if a[-1] in endings.heads else 2) and a[0] == b[0] and a[-1] == b[-1] and set(a) <= set(b)
    )
