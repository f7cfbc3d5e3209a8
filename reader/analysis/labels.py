"""The labels of the names model, one a word, and the best sequence of them that makes whole names.

A name's first word is labelled B, its last E, those between I, a name of one word S; O is no name.
"""

from collections.abc import Sequence
from itertools import product
from typing import Literal

import numpy
from msgspec import Struct
from numpy.typing import NDArray

Floats = NDArray[numpy.float32]
ModelKind = Literal["person", "organisation", "place", "group", "other"]

KINDS: tuple[ModelKind, ...] = ("person", "organisation", "place", "group", "other")
PLACES = "BIES"
LABELS = ("O", *(f"{place}-{kind}" for kind, place in product(KINDS, PLACES)))
NUMBER = {label: number for number, label in enumerate(LABELS)}
_NEVER = -1e4


class LabelledName(Struct, frozen=True):
    """Words `first` to `after` are a name of `kind`."""

    first: int
    after: int
    kind: ModelKind


def may_follow() -> NDArray[numpy.bool_]:
    """Return for each label (row) which labels (columns) may stand at the word behind it."""
    allowed = numpy.zeros((len(LABELS), len(LABELS)), bool)
    for (i, before), (j, behind) in product(enumerate(LABELS), enumerate(LABELS)):
        if before[0] in "BI":
            allowed[i, j] = behind[0] in "IE" and behind[2:] == before[2:]
        else:
            allowed[i, j] = behind[0] in "OBS"
    return allowed


_FOLLOWING = numpy.where(may_follow(), 0.0, _NEVER).astype(numpy.float32)
_OPENING = numpy.array([0.0 if label[0] in "OBS" else _NEVER for label in LABELS], numpy.float32)
_GOING_ON = [number for number, label in enumerate(LABELS) if label[0] in "IE"]
_CLOSING = numpy.array([0.0 if label[0] in "OES" else _NEVER for label in LABELS], numpy.float32)


def decode(scores: Floats, openings: Sequence[int] = ()) -> list[int]:
    """Return the best allowed sequence of labels, given a row of log probabilities for each word (Viterbi).

    No name goes on over the words `openings`.
    """
    if not len(scores):
        return []
    if openings:
        scores = scores.copy()
        scores[numpy.ix_(list(openings), _GOING_ON)] = _NEVER
    best = scores[0] + _OPENING
    came_from = numpy.zeros((len(scores), len(LABELS)), numpy.int64)
    for word in range(1, len(scores)):
        ways = best[:, None] + _FOLLOWING
        came_from[word] = ways.argmax(0)
        best = ways.max(0) + scores[word]
    path = [int((best + _CLOSING).argmax())]
    for word in range(len(scores) - 1, 0, -1):
        path.append(int(came_from[word][path[-1]]))
    return path[::-1]


def read_labels(path: Sequence[int]) -> list[LabelledName]:
    """Return the names that an allowed sequence of labels marks."""
    names, first = [], 0
    for word, number in enumerate(path):
        place, _, kind = LABELS[number].partition("-")
        if place in ("B", "S"):
            first = word
        if place in ("E", "S"):
            names.append(LabelledName(first, word + 1, KINDS[(number - 1) // len(PLACES)]))
            assert kind == names[-1].kind
    return names


def write_labels(count: int, names: Sequence[LabelledName]) -> list[int]:
    """Return the labels of `count` words of which `names`, apart from one another, are marked."""
    path = [NUMBER["O"]] * count
    for name in names:
        path[name.first] = NUMBER[f"B-{name.kind}"]
        path[name.first : name.after] = [NUMBER[f"I-{name.kind}"]] * (name.after - name.first)
        path[name.first] = NUMBER[f"B-{name.kind}"]
        path[name.after - 1] = NUMBER[f"E-{name.kind}" if name.after - name.first > 1 else f"S-{name.kind}"]
    return path


def to_chances(logits: Floats) -> Floats:
    """Return raw scores as chances that add up to 1 in each row."""
    powers = numpy.exp(logits - logits.max(-1, keepdims=True))
    chances: Floats = powers / powers.sum(-1, keepdims=True)
    return chances


def join_places(chances: Floats) -> Floats:
    """Return the chances of no name and of each kind, wherever in a name the word stands."""
    kinds = chances[:, 1:].reshape(len(chances), len(KINDS), len(PLACES)).sum(-1)
    joined: Floats = numpy.concatenate([chances[:, :1], kinds], axis=1)
    return joined
