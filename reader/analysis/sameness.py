"""Which names name the same: Chen and Chen Xu, U.N. and United Nations, the Council and the Human Rights Council.

Two people who share a surname are never joined on the surname alone: a bare surname goes to the one already spoken of,
and stays by itself where that could be either.
"""

from bisect import bisect_left
from collections import defaultdict

from msgspec import Struct

from reader.analysis.capitals import DASHES, POSSESSIVES
from reader.analysis.engine import Parse
from reader.analysis.figures import Figure, fold
from reader.analysis.gazetteer import Gazetteer
from reader.analysis.names import FoundName

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_NEAR = 3  # blocks over which a bare surname looks back for the one it belongs to


def group_names(parse: Parse, names: list[FoundName], gazetteer: Gazetteer) -> list[Figure]:
    """Return the figures named in the story, each with all its names, in the order of their first."""
    people = _group_people(parse, [name for name in names if name.kind == "person"], gazetteer)
    others = _group_others(parse, [name for name in names if name.kind != "person"], gazetteer)
    _join_first_words(parse, people + others, gazetteer)
    figures = [figure for figure in people + others if figure.names]
    for figure in figures:
        figure.names.sort(key=lambda name: name.span)
    return sorted(figures, key=lambda figure: figure.names[0].span)


def name_words(parse: Parse, name: FoundName) -> tuple[str, ...]:
    """Return the folded words of a name."""
    tokens = parse.tokens(name.span)
    return tuple(
        fold(parse.word[i]) for i in tokens if parse.word[i] not in DASHES and parse.word[i] not in POSSESSIVES
    )


def _group_people(parse: Parse, names: list[FoundName], gazetteer: Gazetteer) -> list[Figure]:
    full: dict[tuple[str, ...], Figure] = {}
    worded = [(name, name_words(parse, name)) for name in names]
    for name, words in sorted(worded, key=lambda pair: -len(pair[1])):
        if _is_full(parse, name, words):
            figure = full.get(words) or _fuller(full, words)
            if figure is None:
                figure = Figure("person", words)
            full[words] = figure
    figures = list({id(figure): figure for figure in full.values()}.values())
    bare: defaultdict[str, list[FoundName]] = defaultdict(list)
    by_word: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        for word in {*figure.words, *(_first_half(figure.words))}:
            by_word[word].append(figure)
    for name, words in worded:
        if words in full and _is_full(parse, name, words):
            full[words].names.append(name)
        else:
            bare[" ".join(words)].append(name)
    for figure in figures:
        figure.gender = _address(parse, figure.names, gazetteer)
        figure.told = bool(figure.gender)
        figure.gender = figure.gender or _given_gender(figure.words, gazetteer)
    alone: list[Figure] = []
    for words_text, occurrences in bare.items():
        candidates = by_word.get(words_text, [])
        alone += _place_bare(parse, words_text, occurrences, candidates, gazetteer)
    return figures + alone


def _is_full(parse: Parse, name: FoundName, words: tuple[str, ...]) -> bool:
    """Say whether the name has a given name and a surname: two words that a blank parts."""
    return len(words) > 1 and any(c.isspace() for c in name.span.cut(parse.text))


def _first_half(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return surnames of two words, as in Spanish and Portuguese (“Pérez Esquivel”, “da Silva”)."""
    return (" ".join(words[-2:]),) if len(words) > 2 else ()


def _fuller(full: dict[tuple[str, ...], Figure], words: tuple[str, ...]) -> Figure | None:
    """Return the only person whose fuller name holds these words in order, beginning or ending alike."""
    found = {id(figure): figure for other, figure in full.items() if _is_short_for(words, other)}
    return next(iter(found.values())) if len(found) == 1 else None


def _is_short_for(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    core, whole = _without_suffix(short), _without_suffix(long)
    if _SUFFIXES & set(short) ^ _SUFFIXES & set(long) and _SUFFIXES & set(short):
        return False
    if len(core) == len(whole):
        return sorted(core) == sorted(whole) or (core[-1] == whole[-1] and all(map(_initial_of, core[:-1], whole[:-1])))
    if len(core) < 2 or len(core) > len(whole):
        return core == whole
    rest = iter(whole)
    return all(any(_initial_of(word, other) for other in rest) for word in core) and (
        core[0] == whole[0] or core[-1] == whole[-1]
    )


def _initial_of(a: str, b: str) -> bool:
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def _without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _SUFFIXES) or words


def _address(parse: Parse, names: list[FoundName], gazetteer: Gazetteer) -> str:
    """Return the gender that Mr, Ms or Sir before one of the names tells, or ""."""
    for name in names:
        first = parse.tokens(name.span).start
        for token in range(max(0, first - 2), first):
            gender = gazetteer.addresses.get(parse.word[token], "-")
            if gender != "-" and parse.sentence[token] == parse.sentence[first]:
                return gender
    return ""


def _given_gender(words: tuple[str, ...], gazetteer: Gazetteer) -> str:
    """Return the gender a given name tells, first or, as in Korean, after the family name; or ""."""
    given = gazetteer.given_names.get(words[0].capitalize()) or gazetteer.given_names.get(
        "-".join(words[1:]).capitalize()
    )
    return given if given and given != "-" else ""


def _place_bare(
    parse: Parse, word: str, occurrences: list[FoundName], candidates: list[Figure], gazetteer: Gazetteer
) -> list[Figure]:
    """Give each bare name to the person it belongs to; return the figures that stay by themselves."""
    if len(candidates) == 1:
        candidates[0].names += occurrences
        return []
    if not candidates:
        figure = Figure("person", tuple(word.split()), list(occurrences))
        figure.gender = _address(parse, occurrences, gazetteer)
        figure.told = bool(figure.gender)
        if not figure.gender and len(figure.words) == 1:
            figure.gender = _given_gender(figure.words, gazetteer)
        return [figure]
    surname = [figure for figure in candidates if figure.words[-1] == word] or candidates
    introduced = {id(figure): [name.span.start for name in figure.names] for figure in surname}
    open_names: list[FoundName] = []
    last: Figure | None = None
    for name in sorted(occurrences, key=lambda name: name.span):
        owner, sure = _choose_owner(parse, name, surname, introduced, last, gazetteer)
        if owner is None:
            open_names.append(name)
            continue
        owner.names.append(name)
        last = owner
        if not sure:
            owner.doubt(f"more than one person here is called {name.span.cut(parse.text)}", 0.6)
    if not open_names:
        return []
    alone = Figure("person", (word,), open_names)
    alone.doubt(f"more than one person here is called {open_names[0].span.cut(parse.text)}: this may be either", 0.3)
    return [alone]


def _choose_owner(
    parse: Parse,
    name: FoundName,
    candidates: list[Figure],
    introduced: dict[int, list[int]],
    last: Figure | None,
    gazetteer: Gazetteer,
) -> tuple[Figure | None, bool]:
    """Return whose bare name this is, or None, and whether that is sure."""
    address = _address(parse, [name], gazetteer)
    fitting = [figure for figure in candidates if not address or figure.gender in ("", address)]
    known = [figure for figure in fitting if any(start < name.span.start for start in introduced[id(figure)])]
    if len(known) == 1:
        return known[0], True
    if len(fitting) == 1:
        return fitting[0], True
    block = parse.block[parse.tokens(name.span).start]
    latest: dict[int, int] = {}
    for figure in known:
        places = [start for start in introduced[id(figure)] if start < name.span.start]
        latest[id(figure)] = _block_at(parse, max(places))
    near = [figure for figure in known if block - latest[id(figure)] <= _NEAR]
    if len(near) == 1:
        return near[0], False
    here = [figure for figure in near if latest[id(figure)] == block]
    if len(here) == 1:
        return here[0], False
    if last in near and not here:
        return last, False
    return None, False


def _block_at(parse: Parse, start: int) -> int:
    return parse.block[bisect_left(parse.start, start)]


def _group_others(parse: Parse, names: list[FoundName], gazetteer: Gazetteer) -> list[Figure]:
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
            if (
                owner is not None
                and owner.kind != "place"
                and owner.words[0][:1] in {figure.words[0][0], owner.words[0][:1]}
            ):
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
        )
    if begins and (set(b[len(a) :]) <= endings.firms or (len(a) > 1 and b[len(a)] in endings.small)):
        return True
    if len(a) == 1:
        return a[0] in endings.heads and (begins or ends)
    return ends or (len(a) > 2 and a[0] == b[0] and a[-1] == b[-1] and set(a) <= set(b))
