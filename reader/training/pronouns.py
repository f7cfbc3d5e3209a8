"""Fit what each piece of evidence weighs for the one whom “he” or “she” means, into resources/lexicons/pronouns.tsv.

A log-linear model of those a pronoun may mean, fitted to the texts of the GAP coreference set (Webster and others 2018,
https://github.com/google-research-datasets/gap-coreference, Apache-2.0) whose id begins with “gap-development”. Only
weights of pieces of evidence are kept. What those texts do not show (distance over paragraphs, speech) is set by hand.
Run: python -m reader.training.pronouns GAP.jsonl (records with id, text, pronoun, a and b with span and coref).
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
from msgspec import Struct
from numpy.typing import NDArray

from reader.analysis.descriptions import find_descriptions
from reader.analysis.engine import Engine, Parse
from reader.analysis.evidence import GENDERS, find_candidates
from reader.analysis.figures import Figure
from reader.analysis.gazetteer import read_gazetteer
from reader.analysis.names import FoundName, find_names
from reader.analysis.pronouns import Resolver, learn_genders
from reader.analysis.roles import Roles
from reader.analysis.sameness import group_names
from reader.analysis.scene import Scene
from reader.model.span import Span
from reader.training.cues import make_article

BY_HAND = {"block": -0.25, "own-quote": -4.0, "from-quote": -0.8, "speaker": 0.9, "gender:told": 1.0}
_START = {"gender:likely": 0.6, "gender:other": -3.0, "rivals:1:0": -0.7, "rivals:2:0": -1.2, "rivals:3:0": -1.5}
_ROUNDS = 3
_STEPS = 200
_RATE = 0.5
_SEEN = 4
_RIDGE = 0.002
_HEADER = (
    "# What each piece of evidence (evidence.py) adds to a person's score as the one “he” or “she” means.\n"
    "# Weights only, fitted by reader.training.pronouns to the development part of the GAP set (Apache-2.0).\n"
)

Weights = dict[str, float]


class Case(Struct):
    """One pronoun with those it may mean: the evidence of each, and whether it is the one (None: not told)."""

    evidence: list[list[str]]
    right: list[bool | None]


def fit(records: list[tuple[Parse, list[FoundName], dict[str, Any]]]) -> Weights:
    """Fit the weights, some rounds over: what is resolved before a pronoun is evidence for it."""
    weights = _START | BY_HAND
    for _ in range(_ROUNDS):
        cases = [case for parse, names, record in records if (case := read_case(parse, names, record, weights))]
        weights = _ascend(cases, weights)
    return weights


def read_case(parse: Parse, names: list[FoundName], record: dict[str, Any], weights: Weights) -> Case | None:
    """Return the case of a record's pronoun, or None where no reading of it is told."""
    scene = make_scene(parse, names)
    people = find_candidates(scene)
    pronouns = [i for i, word in enumerate(parse.lower) if word in GENDERS and i not in scene.owner]
    targets = [token for token in parse.tokens(Span(*record["pronoun"])) if token in pronouns]
    if not targets or not people:
        return None
    learn_genders(scene, people, pronouns, weights)
    resolver = Resolver(scene, people, weights)
    resolver.resolve([token for token in pronouns if token < targets[0]])
    found = resolver.evidence.find(targets[0])
    told = [record[key] for key in "ab"]
    right = [_is_right(figure, told) for figure, _ in found]
    if True not in right and False not in right:
        return None
    return Case([words for _, words in found], right)


def make_scene(parse: Parse, names: list[FoundName]) -> Scene:
    """Return the scene of a text up to where its pronouns are resolved."""
    gazetteer = read_gazetteer()
    figures = group_names(parse, names, gazetteer)
    roles = Roles(parse, gazetteer)
    for figure in figures:
        if figure.kind in ("person", "organisation"):
            roles.find(figure)
    scene = Scene(parse, figures, gazetteer)
    find_descriptions(scene)
    return scene


def _is_right(figure: Figure, told: list[dict[str, Any]]) -> bool | None:
    for candidate in told:
        if any(name.span.overlaps(Span(*candidate["span"])) for name in figure.names):
            return bool(candidate["coref"])
    return False if any(candidate["coref"] for candidate in told) else None


def _ascend(cases: list[Case], start: Weights) -> Weights:
    """Climb the likelihood of those that are right, or of those not told to be wrong."""
    counts = Counter(word for case in cases for words in case.evidence for word in set(words))
    free = sorted(word for word, count in counts.items() if count >= _SEEN and word not in BY_HAND)
    table = _Table([case for case in cases if _is_telling(case)], {word: place for place, word in enumerate(free)})
    vector = numpy.array([start.get(word, 0.0) for word in free])
    pace = numpy.zeros_like(vector)
    for _ in range(_STEPS):
        slope = table.slope(vector) - _RIDGE * len(cases) * vector
        pace += slope**2
        vector += _RATE * slope / numpy.sqrt(pace + 1e-9)
    return {word: round(float(weight), 3) for word, weight in zip(free, vector, strict=True)} | BY_HAND


def _is_telling(case: Case) -> bool:
    good = _good(case)
    return any(good) and not all(good)


def _good(case: Case) -> list[bool]:
    sure = True in case.right
    return [right is True if sure else right is None for right in case.right]


class _Table:
    """The evidence of all cases, one row a candidate, one column a piece of evidence, as places of ones."""

    def __init__(self, cases: list[Case], index: dict[str, int]) -> None:
        rows = [words for case in cases for words in case.evidence]
        pairs = [(row, index[word]) for row, words in enumerate(rows) for word in words if word in index]
        self._rows, self._columns = numpy.array(pairs).T
        self._fixed = numpy.array([sum(BY_HAND.get(word, 0.0) for word in words) for words in rows])
        self._good = numpy.array([good for case in cases for good in _good(case)], dtype=float)
        sizes = numpy.array([len(case.right) for case in cases])
        self._firsts = numpy.concatenate(([0], numpy.cumsum(sizes)[:-1]))
        self._case = numpy.repeat(numpy.arange(len(sizes)), sizes)
        self._width = len(index)

    def slope(self, vector: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
        """Return the slope of the likelihood at `vector`."""
        score = self._fixed + numpy.bincount(self._rows, vector[self._columns], len(self._fixed))
        mass = numpy.exp(score - numpy.maximum.reduceat(score, self._firsts)[self._case])
        chance = mass / numpy.add.reduceat(mass, self._firsts)[self._case]
        among = mass * self._good
        among /= numpy.add.reduceat(among, self._firsts)[self._case]
        pull: NDArray[numpy.float64] = among - chance
        return numpy.bincount(self._columns, pull[self._rows], self._width).astype(numpy.float64)


def read_records(path: Path) -> Iterator[tuple[Parse, list[FoundName], dict[str, Any]]]:
    """Parse the texts of the development part."""
    engine = Engine()
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["id"].startswith("gap-development"):
            article = make_article(record["text"])
            parse = engine.parse(article)
            yield parse, find_names(article, parse), record


def write_weights(weights: Weights, path: Path) -> None:
    """Write the weights, one a line."""
    rows = (f"{word}\t{weight:.3f}\n" for word, weight in sorted(weights.items()) if abs(weight) >= 0.01)
    path.write_text(_HEADER + "".join(rows), "utf-8")


if __name__ == "__main__":
    write_weights(fit(list(read_records(Path(sys.argv[1])))), Path("resources/lexicons/pronouns.tsv"))
