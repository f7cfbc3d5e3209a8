"""The frozen recipe: a base from texts of many kinds, which all folds share, then the stories it is for.

The base never sees a worldwide story, so that one base serves all five folds. The last stage tells a part of the base's
texts again, so that lives, interviews and debates are not forgotten over news, and fits the upper half of the layers.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from msgspec import Struct

from reader.analysis.gazetteer import read_gazetteer
from reader.analysis.pieces import Vocabulary
from reader.training.names.fit import Course, fit, load_weights
from reader.training.names.model import NamesModel, load_encoder
from reader.training.names.rows import Row, make_rows
from reader.training.names.swaps import Swaps
from reader.training.names.texts import MarkedText, Sample, fold_of, make_sample, read_texts

BASE_SETS = ("men", "europarl", "wikigold", "redocred", "crossner")
TOLD_AGAIN = ("men", "europarl", "wikigold", "redocred")
STORIES = "worldwide"
ALL = "all"
BASE_COURSE = Course(rate=2e-4, end_rate=5e-5, new_times=5)
STORY_COURSE = Course(rate=1.5e-4, end_rate=1e-5, new_times=2, averaged=0.15, frozen=3)
_BASE_ROUNDS = 2
_STORY_ROUNDS = 2
_SWAPPED = 0.25
_AGAIN = 0.25
_SEED = 20


class Workshop(Struct):
    """Where things lie: texts with marked names, the encoder that training starts from, results and checkpoints."""

    data: Path
    encoder: Path
    results: Path

    @property
    def vocabulary(self) -> Path:
        """The file of the encoder's pieces."""
        return self.encoder / "vocab.txt"

    def result(self, stage: str) -> Path:
        """Return where a stage's weights lie once it is done."""
        return self.results / f"{stage}.pt"


def train(workshop: Workshop, stage: str) -> None:
    """Train one stage: "base", "all", or the number of the fold that is kept apart; do nothing where it is done."""
    workshop.results.mkdir(parents=True, exist_ok=True)
    if workshop.result(stage).exists():
        return
    model = load_encoder(workshop.encoder)
    if stage == "base":
        fit(model, make_base_rows(workshop), BASE_COURSE, workshop.result(stage))
        return
    load_weights(model, workshop.result("base"))
    fit(model, make_story_rows(workshop, stage), STORY_COURSE, workshop.result(stage))


def load_model(workshop: Workshop, stage: str) -> NamesModel:
    """Return the model that a stage ended with."""
    model = load_encoder(workshop.encoder)
    load_weights(model, workshop.result(stage))
    return model


def split_off(workshop: Workshop, fold: int, folder: Path) -> None:
    """Write the stories of a fold, which its model never saw, as corpus.jsonl and gold.jsonl into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, ours in ((f"{STORIES}.corpus.jsonl", "corpus.jsonl"), (f"{STORIES}.jsonl", "gold.jsonl")):
        lines = (workshop.data / file).read_text("utf-8").splitlines(keepends=True)
        kept = (line for line in lines if fold_of(json.loads(line)["id"]) == fold)
        (folder / ours).write_text("".join(kept), "utf-8")


def make_base_rows(workshop: Workshop) -> list[Row]:
    """Return the rows of the base, some rounds over."""
    texts = _read_sets(workshop, BASE_SETS)
    return _make_rounds(workshop, _BASE_ROUNDS, lambda _: texts, texts)


def make_story_rows(workshop: Workshop, stage: str) -> list[Row]:
    """Return the rows of the stories that a stage may see, some rounds over, mixed with a part of the base's."""
    stories = [
        marked
        for marked in read_texts(workshop.data / f"{STORIES}.jsonl")
        if stage == ALL or fold_of(marked.id) != int(stage)
    ]
    again = _read_sets(workshop, TOLD_AGAIN)
    return _make_rounds(
        workshop,
        _STORY_ROUNDS,
        lambda rng: [*stories, *(marked for marked in again if rng.random() < _AGAIN)],
        [*stories, *again],
    )


def _read_sets(workshop: Workshop, names: Iterable[str]) -> list[MarkedText]:
    return [marked for name in names for marked in read_texts(workshop.data / f"more.{name}.jsonl")]


def _make_rounds(
    workshop: Workshop, rounds: int, choose: Callable[[Random], list[MarkedText]], texts: list[MarkedText]
) -> list[Row]:
    gazetteer, vocabulary = read_gazetteer(), Vocabulary(workshop.vocabulary)
    swaps = Swaps(texts, gazetteer.towns, gazetteer.given_names)
    rows: list[Row] = []
    for turn in range(rounds):
        rng = Random(_SEED + turn)
        told = [swaps.swap(marked, rng) if rng.random() < _SWAPPED else marked for marked in choose(rng)]
        samples: list[Sample] = [make_sample(marked, vocabulary) for marked in told]
        rows += make_rows(samples, rng)
    return rows
