"""Which stretches of a story are read as names: runs of capitals and the model's names, laid over one another."""

from itertools import pairwise

from reader.analysis.capitals import NAME_TAGS, POSSESSIVES, Capitals, Stretch
from reader.analysis.engine import Parse
from reader.analysis.gazetteer import Gazetteer

_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"})
_OPENERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"})
_CLOSERS = frozenset({"of", "for", "on", "and", "the", "in", "at", "&"})
_EDGES = frozenset("\"'“”‘’«»„()[]{}.,;:!?*/\\|–—-…®™") | POSSESSIVES


def find_stretches(parse: Parse, gazetteer: Gazetteer) -> list[Stretch]:
    """Return the stretches that may be names, in order and apart from one another."""
    capitals = Capitals(parse, gazetteer)
    runs = capitals.find_runs()
    by_token = {token: run for run in runs for token in range(run.first, run.last + 1)}
    chosen: list[Stretch] = []
    taken: set[int] = set()
    for first, after, label in parse.names:
        name = _mend(parse, gazetteer, first, after - 1, label)
        if name is None or (name.first in capitals.in_titles and _runs_on(parse, name)):
            continue
        crossed = {id(run): run for i in range(name.first, name.last + 1) if (run := by_token.get(i))}
        for stretch in _choose(parse, gazetteer, name, list(crossed.values())):
            tokens = range(stretch.first, stretch.last + 1)
            if taken.isdisjoint(tokens):
                chosen.append(stretch)
                taken.update(tokens)
    chosen += [run for run in runs if taken.isdisjoint(range(run.first, run.last + 1))]
    return sorted(chosen, key=lambda stretch: stretch.first)


def _mend(parse: Parse, gazetteer: Gazetteer, first: int, last: int, label: str) -> Stretch | None:
    """Return the model's name with its edges mended, or None where it is none."""
    if label not in _LABELS:
        return None
    person, titled = label == "PERSON", False
    if person:
        first = next((i + 1 for i in range(last - 1, first, -1) if parse.word[i] in POSSESSIVES), first)
    while first <= last and (_is_edge(parse.word[first]) or parse.lower[first] in _OPENERS):
        first += 1
    while first < last and person and gazetteer.is_title(parse.word[first]):
        first, titled = first + 1, True
    while last >= first and (_is_edge(parse.word[last]) or parse.lower[last] in _CLOSERS):
        last -= 1
    if first > last or not _reads_as_name(parse.word[first : last + 1], gazetteer):
        return None
    if gazetteer.is_title(parse.word[last]) and (first == last or person):
        return None
    if parse.word[first] in gazetteer.words["common"] or _tells(parse, first, last):
        return None
    return Stretch(first, last, label, titled)


def _runs_on(parse: Parse, name: Stretch) -> bool:
    """Say whether a name in a headline of capitals is too long to be trusted, or in capitals throughout."""
    words = parse.word[name.first : name.last + 1]
    return len(words) > 3 or all(word.isupper() for word in words)


def _tells(parse: Parse, first: int, last: int) -> bool:
    """Say whether the stretch is rather a clause: it holds a finite verb in lower case."""
    return any(parse.tag[i] in {"VBD", "VBZ", "MD"} and parse.word[i].islower() for i in range(first, last + 1))


def _is_edge(word: str) -> bool:
    return word in _EDGES or word.isspace()


def _reads_as_name(words: list[str], gazetteer: Gazetteer) -> bool:
    return (
        any(word[0].isupper() for word in words)
        and not any("/" in word or "@" in word or word in {"(", ")"} for word in words)
        and not all(word in gazetteer.words["date"] for word in words)
    )


def _choose(parse: Parse, gazetteer: Gazetteer, name: Stretch, runs: list[Stretch]) -> list[Stretch]:
    """Choose between the model's name and the runs it crosses: the wider, but for what a title or head decides."""
    if not runs:
        return [name] if parse.tag[name.last] in NAME_TAGS or name.label == "NORP" else []
    first, last = runs[0].first, runs[-1].last
    titled = name.titled or runs[0].titled
    if len(runs) > 1 or (name.first <= first and name.last >= last):
        if (
            any(run.titled for run in runs[1:])
            or _is_addressed(parse, gazetteer, name, runs[0])
            or _is_parted(parse, gazetteer, runs)
        ):
            return runs
        if len(runs) > 1 and all(left.last + 1 == right.first for left, right in pairwise(runs)):
            return runs
        return [Stretch(min(name.first, first), max(name.last, last), name.label, titled)]
    if any(parse.word[last] in gazetteer.heads[kind] for kind in ("organisation", "place", "event")):
        return [Stretch(first, last, name.label if name.label != "PERSON" else "", titled)]
    if name.label == "PERSON":
        return [Stretch(name.first, max(name.last, last), name.label, titled)]
    if name.label != "ORG" and gazetteer.is_place(parse.span(name.first, name.last).cut(parse.text)):
        ahead = [Stretch(first, name.first - 1)] if name.first > first else []
        rest = [Stretch(name.last + 1, last)] if name.last < last else []
        return [*ahead, name, *rest]
    return [Stretch(first, last, name.label, titled)]


def _is_addressed(parse: Parse, gazetteer: Gazetteer, name: Stretch, run: Stretch) -> bool:
    """Say whether the model took Mr or Ms into the name."""
    told = gazetteer.addresses.get(parse.word[run.first - 1], "-") if run.first > name.first else "-"
    return run.titled and told != "-"


def _is_parted(parse: Parse, gazetteer: Gazetteer, runs: list[Stretch]) -> bool:
    """Say whether the model ran over a possessive that parts two names (“Kenya’s Nairobi”)."""
    if len(runs) != 2:
        return False
    between = parse.lower[runs[0].last + 1 : runs[1].first]
    if between in (["at"], ["in"], ["at", "the"], ["in", "the"]):
        return True
    owner = parse.span(runs[0].first, runs[0].last).cut(parse.text)
    return (
        between[:1] != []
        and between[0] in POSSESSIVES
        and (gazetteer.is_place(owner) or parse.word[runs[1].last] not in gazetteer.heads["organisation"])
    )
