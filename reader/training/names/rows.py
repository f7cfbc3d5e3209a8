"""Rows of equal length to train on: samples strung together, cut at chance, and told a little differently each time."""

from collections import defaultdict
from collections.abc import Iterable
from random import Random

import numpy
from msgspec import Struct
from numpy.typing import NDArray

from reader.analysis.labels import LABELS, ModelKind
from reader.analysis.pieces import CLOSING, MASKED, OPENING, WINDOW
from reader.analysis.words import FLAGS, KNOWN_FLAGS, STORY_FLAGS
from reader.training.names.texts import Sample

_MASKED = 0.05  # of pieces
_SHOUTED = 0.12  # of rows: some words as in a headline
_FORGOTTEN = 0.1  # of rows: what the lexicons, or the rest of the story, tell
_SMALL_LETTERS, _CAPITALS, _CAPITAL, _MIXED = 10, 13, 14, 15  # shapes

Numbers = NDArray[numpy.int64]


class Row(Struct):
    """Pieces between the two marks of the encoder, by columns; `open_labels` may stand at words that are not marked."""

    piece: Numbers
    shape: Numbers
    flags: Numbers
    label: Numbers
    open_labels: NDArray[numpy.bool_]


class Batch(Struct):
    """Rows one below another; flags one a column."""

    piece: Numbers
    shape: Numbers
    flags: NDArray[numpy.float32]
    label: Numbers
    open_labels: NDArray[numpy.bool_]


def make_rows(samples: Iterable[Sample], rng: Random) -> list[Row]:
    """Return rows of WINDOW pieces in chance order; texts that mark the same kinds are strung together."""
    groups: defaultdict[frozenset[ModelKind], list[Sample]] = defaultdict(list)
    for sample in samples:
        groups[sample.open_kinds].append(sample)
    rows: list[Row] = []
    for kinds in sorted(groups, key=sorted):
        rows += _string_together(groups[kinds], kinds, rng)
    rng.shuffle(rows)
    return rows


def _string_together(samples: list[Sample], kinds: frozenset[ModelKind], rng: Random) -> list[Row]:
    rng.shuffle(samples)
    columns = [
        [number for sample in samples for number in (*getattr(sample, column), end)]
        for column, end in (("piece", CLOSING), ("shape", 0), ("flags", 0), ("label", -1))
    ]
    string = numpy.array(columns, numpy.int64)
    string = numpy.roll(string, rng.randrange(WINDOW), axis=1)
    open_labels = numpy.array([not number or label[2:] in kinds for number, label in enumerate(LABELS)])
    cuts = range(0, string.shape[1] - WINDOW + 1, WINDOW)
    return [
        Row(piece, shape, flags, label, open_labels)
        for piece, shape, flags, label in (string[:, cut : cut + WINDOW] for cut in cuts)
    ]


def make_batch(rows: list[Row], rng: numpy.random.Generator) -> Batch:
    """Return rows as the model takes them in, each told a little differently."""
    told = [_tell(row, rng) for row in rows]

    def column(name: str, first: int, last: int) -> Numbers:
        return numpy.array([[first, *getattr(row, name), last] for row in told], numpy.int64)

    bits = column("flags", 0, 0)
    return Batch(
        piece=column("piece", OPENING, CLOSING),
        shape=column("shape", 0, 0),
        flags=spread_flags(bits),
        label=column("label", -1, -1),
        open_labels=numpy.array([row.open_labels for row in told]),
    )


def spread_flags(bits: Numbers) -> NDArray[numpy.float32]:
    """Return flags that are bits of a number as columns of 0 and 1."""
    return (bits[..., None] >> numpy.arange(FLAGS) & 1).astype(numpy.float32)


def _tell(row: Row, rng: numpy.random.Generator) -> Row:
    piece = numpy.where(rng.random(WINDOW) < _MASKED, MASKED, row.piece)
    shape, flags = row.shape, row.flags
    if rng.random() < _SHOUTED:
        first = rng.integers(0, WINDOW - 40)
        words = slice(first, first + rng.integers(10, 40))
        shape = shape.copy()
        if rng.random() < 0.5:
            shape[words] = numpy.where(
                numpy.isin(shape[words], (_SMALL_LETTERS, _CAPITAL, _MIXED)), _CAPITALS, shape[words]
            )
        else:
            shape[words] = numpy.where(shape[words] == _SMALL_LETTERS, _CAPITAL, shape[words])
    for forgotten in (KNOWN_FLAGS, STORY_FLAGS):
        if rng.random() < _FORGOTTEN:
            flags = flags & ~forgotten
    return Row(piece, shape, flags, row.label, row.open_labels)
