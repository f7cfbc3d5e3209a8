"""Stories told of others: marked names exchanged for names of the same kind, so that no name is learnt by heart.

Within a text the same name is exchanged for the same; the surname of a person follows the full name; what stands in
capitals stays so.
"""

from collections import defaultdict
from collections.abc import Iterable
from random import Random

from reader.analysis.labels import ModelKind
from reader.training.names.texts import MarkedName, MarkedText

_SHARE = {"person": 0.7, "organisation": 0.35, "place": 0.35}
_MOST_WORDS = 5


class Swaps:
    """Names to exchange, gathered from marked texts and lists."""

    def __init__(self, texts: Iterable[MarkedText], towns: Iterable[str], given: Iterable[str]) -> None:
        names: defaultdict[ModelKind, set[str]] = defaultdict(set)
        surnames: set[str] = set()
        for marked in texts:
            for name in marked.names:
                words = marked.text[name.start : name.end].split()
                if len(words) <= _MOST_WORDS and all(word[0].isupper() and not word.isupper() for word in words):
                    names[name.kind].add(" ".join(words))
                    if name.kind == "person" and len(words) > 1:
                        surnames.add(words[-1])
        self._names = {kind: sorted(names[kind]) for kind in ("person", "organisation", "place")}
        self._towns = sorted(towns)
        self._given = sorted(given)
        self._surnames = sorted(surnames)

    def swap(self, marked: MarkedText, rng: Random) -> MarkedText:
        """Return a text with some of its names exchanged throughout."""
        told = {name: marked.text[name.start : name.end] for name in marked.names}
        new: dict[tuple[ModelKind, str], str] = {}
        for name, old in sorted(told.items(), key=lambda pair: -len(pair[1].split())):
            key = (name.kind, old.casefold())
            if key in new or name.kind not in _SHARE or rng.random() > _SHARE[name.kind]:
                continue
            new[key] = self._person(old, new, rng) if name.kind == "person" else self._other(name.kind, old, rng)
        pieces: list[str] = []
        names: list[MarkedName] = []
        end, length = 0, 0
        for name in marked.names:
            old = told[name]
            written = new.get((name.kind, old.casefold()), old)
            written = written.upper() if old.isupper() and len(old) > len(name.kind) else written
            between = marked.text[end : name.start]
            pieces += [between, written]
            start = length + len(between)
            length = start + len(written)
            names.append(MarkedName(start, length, name.kind))
            end = name.end
        return MarkedText(marked.id, "".join([*pieces, marked.text[end:]]), names, marked.exhaustive)

    def _person(self, old: str, new: dict[tuple[ModelKind, str], str], rng: Random) -> str:
        words = old.split()
        if len(words) == 1:
            return rng.choice(self._surnames)
        if rng.random() < 0.5:
            return self._tell_parts(words, rng.choice(self._names["person"]), new)
        return self._tell_parts(words, f"{rng.choice(self._given)} {rng.choice(self._surnames)}", new)

    def _tell_parts(self, words: list[str], name: str, new: dict[tuple[ModelKind, str], str]) -> str:
        new.setdefault(("person", words[-1].casefold()), name.split()[-1])
        new.setdefault(("person", words[0].casefold()), name.split()[0])
        return name

    def _other(self, kind: ModelKind, old: str, rng: Random) -> str:
        if kind == "place" and len(old.split()) < 3 and rng.random() < 0.6:
            return rng.choice(self._towns)
        return rng.choice(self._names[kind])
