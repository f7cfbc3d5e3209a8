"""Which names name the same person: a full name, its short forms, nicknames and spellings, a bare surname.

Two people who share a surname are never joined on the surname alone: a bare surname goes to the one already spoken of,
and stays by itself where that could be either.
"""

from bisect import bisect_left
from collections import defaultdict

from rapidfuzz.distance import Levenshtein

from reader.analysis.engine import Parse
from reader.analysis.figures import Figure, name_words
from reader.analysis.gazetteer import Gazetteer
from reader.analysis.names import FoundName

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SPELLED = 5  # letters from which two words may be spellings of one
_LONG = 6
_NEAR = 3  # blocks over which a bare surname looks back for the one it belongs to


def group_people(parse: Parse, names: list[FoundName], gazetteer: Gazetteer) -> list[Figure]:
    """Return the people named in the story, each with the names that are his or hers."""
    full: dict[tuple[str, ...], Figure] = {}
    worded = [(name, name_words(parse, name)) for name in names]
    for name, words in sorted(worded, key=lambda pair: -len(pair[1])):
        if _is_full(parse, name, words):
            figure = full.get(words) or _fuller(full, words, gazetteer)
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


def _fuller(full: dict[tuple[str, ...], Figure], words: tuple[str, ...], gazetteer: Gazetteer) -> Figure | None:
    """Return the only person whose fuller name holds these words in order, or is another form of the same."""
    for is_same in (_is_short_for, _is_pet_form, _is_variant):
        found = {id(figure): figure for other, figure in full.items() if is_same(words, other, gazetteer)}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _is_pet_form(short: tuple[str, ...], long: tuple[str, ...], gazetteer: Gazetteer) -> bool:
    """Say whether two names differ in a pet form alone: Chuck Roe, Charles Louis Roe."""
    stands_for = gazetteer.nicknames
    alike = stands_for.get(short[0], frozenset()) & stands_for.get(long[0], frozenset())
    return bool(alike) and short[-1] == long[-1] and (len(short) == 2 or short[1:] == long[1:])


def _is_variant(short: tuple[str, ...], long: tuple[str, ...], gazetteer: Gazetteer) -> bool:
    """Say whether two names are spellings of one: Oleg Tinkov, Oleg Tinkoff; two known given names never are."""
    differing = [(a, b) for a, b in zip(short, long, strict=False) if a != b]
    if len(short) != len(long) or len(differing) != 1:
        return False
    a, b = differing[0]
    known = all(word.capitalize() in gazetteer.given_names for word in (a, b))
    if known or min(len(a), len(b)) < _SPELLED or a[0] != b[0]:
        return False
    return Levenshtein.distance(a, b) <= (1 if min(len(a), len(b)) < _LONG else 2)


def _is_short_for(short: tuple[str, ...], long: tuple[str, ...], _gazetteer: Gazetteer) -> bool:
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
    return _most_named(known), False


def _most_named(people: list[Figure]) -> Figure | None:
    """Return the one of several people of whom the story speaks most often, if there is one."""
    ranked = sorted(people, key=lambda figure: -len(figure.names))
    clear = len(ranked) > 1 and len(ranked[0].names) > len(ranked[1].names)
    return ranked[0] if clear else None


def _block_at(parse: Parse, start: int) -> int:
    return parse.block[bisect_left(parse.start, start)]
