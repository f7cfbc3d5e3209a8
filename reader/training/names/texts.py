"""Texts with marked names, as training takes them in: words, pieces and labels, and which kinds each text marks.

A set of texts is a file of JSON lines: {"id", "text", "entities": [{"kind", "mentions": [{"start", "end", "form"}]}],
"exhaustive": the kinds it marks throughout (all four, where absent)}; offsets in code points. Only mentions of form
"name" are read.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from reader.analysis.labels import KINDS, LabelledName, ModelKind, write_labels
from reader.analysis.pieces import Vocabulary
from reader.analysis.words import Words, read_words

FOLDS = 5
MARKED: frozenset[ModelKind] = frozenset({"person", "organisation", "place", "group"})


class MarkedName(Struct, frozen=True, order=True):
    """A name of `kind` from `start` to `end`."""

    start: int
    end: int
    kind: ModelKind


class MarkedText(Struct):
    """A text with its names in order, apart from one another, and the kinds that are marked throughout."""

    id: str
    text: str
    names: list[MarkedName]
    exhaustive: frozenset[ModelKind]


class Sample(Struct):
    """A text as columns of pieces. `label` is that of a word at its first piece, -1 at the others."""

    piece: list[int]
    shape: list[int]
    flags: list[int]
    label: list[int]
    open_kinds: frozenset[ModelKind]  # kinds that an unmarked word may be nevertheless


def read_texts(path: Path) -> Iterator[MarkedText]:
    """Yield the texts of a set; kinds beyond the four that are marked throughout become "other"."""
    with path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            marked = sorted(_read_names(record))
            yield MarkedText(
                str(record["id"]), record["text"], _apart(marked), frozenset(record.get("exhaustive", MARKED)) & MARKED
            )


def _read_names(record: dict[str, Any]) -> Iterator[MarkedName]:
    for entity in record["entities"]:
        kind: ModelKind = entity["kind"] if entity["kind"] in KINDS else "other"
        for mention in entity["mentions"]:
            if mention["form"] == "name" and mention["start"] < mention["end"]:
                yield MarkedName(mention["start"], mention["end"], kind)


def _apart(names: Iterable[MarkedName]) -> list[MarkedName]:
    kept: list[MarkedName] = []
    for name in names:
        if not kept or kept[-1].end <= name.start:
            kept.append(name)
    return kept


def fold_of(identity: str) -> int:
    """Return the fold a text belongs to: that of its agency, which its id names before the last underscore."""
    agency = identity.rpartition("_")[0]
    return int(hashlib.md5(agency.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def make_sample(marked: MarkedText, vocabulary: Vocabulary) -> Sample:
    """Return a text as the encoder takes it in."""
    words = read_words(marked.text)
    labels = write_labels(len(words), find_words(words, marked.names))
    sample = Sample([], [], [], [], MARKED - marked.exhaustive)
    for word, shape, flags, label in zip(words.word, words.shape, words.flags, labels, strict=True):
        pieces = vocabulary.cut(word)
        sample.piece += pieces
        sample.shape += [shape] * len(pieces)
        sample.flags += [flags] * len(pieces)
        sample.label += [label, *[-1] * (len(pieces) - 1)]
    return sample


def find_words(words: Words, names: Iterable[MarkedName]) -> list[LabelledName]:
    """Return marked names as ranges of words: all words they overlap, each in one name alone."""
    found: list[LabelledName] = []
    word = 0
    for name in names:
        while word < len(words) and words.end[word] <= name.start:
            word += 1
        first = word
        while word < len(words) and words.start[word] < name.end:
            word += 1
        if first < word:
            found.append(LabelledName(first, word, name.kind))
    return found
