"""Training: a plan of rows, steps down the loss, checkpoints that survive a stop, the mean of the last weights."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import torch
from msgspec import Struct
from torch import Tensor

from reader.training.names.model import NamesModel
from reader.training.names.rows import Batch, Row, make_batch

_CHECKPOINT_SECONDS = 300
_TOLD_EVERY = 20  # steps
_SMALLEST = -1e9
_CLIP = 1.0
_DECAY = 0.01


class Course(Struct, frozen=True):
    """How a stage goes: rate at its height and end, share of steps to warm up and to take the mean of, rows a step.

    `new_times` is the rate of the parts that no encoder brings along, as a multiple; the lowest `frozen` layers stay as
    they are.
    """

    rate: float
    end_rate: float
    new_times: float
    warm: float = 0.06
    averaged: float = 0.2
    rows: int = 10
    frozen: int = 0
    seed: int = 7


def fit(model: NamesModel, rows: list[Row], course: Course, result: Path) -> None:
    """Fit `model` to `rows` once over and write its weights to `result`.

    Go on from the checkpoint beside `result`, where there is one.
    """
    if result.exists():
        load_weights(model, result)
        return
    run = _Run(model, rows, course, result)
    run.resume()
    run.go()


def load_weights(model: NamesModel, path: Path) -> None:
    """Load the weights that `fit` wrote."""
    model.load_state_dict(torch.load(path, weights_only=True), strict=False)


def read_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Return the mean of -log of what is marked; an unmarked word may be any of the row's open labels."""
    label = torch.from_numpy(batch.label)
    logs = torch.log_softmax(scores.float(), -1)
    name, other = label > 0, label == 0
    named = logs.gather(-1, label.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    open_labels = torch.from_numpy(batch.open_labels)[:, None, :]
    unmarked = torch.logsumexp(logs.masked_fill(~open_labels, _SMALLEST), -1)
    return -(named[name].sum() + unmarked[other].sum()) / (name | other).sum()


class _Run:
    def __init__(self, model: NamesModel, rows: list[Row], course: Course, result: Path) -> None:
        self.model = model
        self.course = course
        self.result = result
        self.checkpoint = result.with_suffix(".checkpoint")
        self.batches = [rows[first : first + course.rows] for first in range(0, len(rows), course.rows)]
        self.step = 0
        self.mean: dict[str, Tensor] = {}
        self.taken = 0
        if course.frozen:
            model.freeze(course.frozen)
        new = {id(parameter) for parameter in model.new_parts()}
        fitted = [parameter for parameter in model.parameters() if parameter.requires_grad]
        matrices = [p for p in fitted if p.dim() > 1 and id(p) not in new]
        vectors = [p for p in fitted if p.dim() == 1 and id(p) not in new]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": matrices, "weight_decay": _DECAY, "times": 1.0},
                {"params": vectors, "weight_decay": 0.0, "times": 1.0},
                {"params": model.new_parts(), "weight_decay": _DECAY, "times": course.new_times},
            ],
            lr=course.rate,
            fused=True,
        )

    def resume(self) -> None:
        if not self.checkpoint.exists():
            return
        kept = torch.load(self.checkpoint, weights_only=True)
        self.model.load_state_dict(kept["model"], strict=False)
        self.optimiser.load_state_dict(kept["optimiser"])
        self.step, self.mean, self.taken = kept["step"], kept["mean"], kept["taken"]
        _tell(f"{self.result.stem}: goes on at step {self.step} of {len(self.batches)}")

    def go(self) -> None:
        saved = told = time.monotonic()
        loss, count = 0.0, 0
        self.model.train()
        for batch in self._remaining():
            loss, count = loss + self._take_step(batch), count + 1
            self._take_mean()
            self.step += 1
            now = time.monotonic()
            if self.step % _TOLD_EVERY == 0:
                pace = (now - told) / count
                line = f"step {self.step} of {len(self.batches)}, loss {loss / count:.4f}, {pace:.2f} s a step"
                _tell(f"{self.result.stem}: {line}")
                loss, count, told = 0.0, 0, now
            if now - saved > _CHECKPOINT_SECONDS:
                self._keep()
                saved = now
        if self.taken:
            self.model.load_state_dict(self.mean, strict=False)
        _write(self._weights(), self.result)
        self.checkpoint.unlink(missing_ok=True)

    def _remaining(self) -> Iterator[Batch]:
        for number in range(self.step, len(self.batches)):
            yield make_batch(self.batches[number], numpy.random.default_rng((self.course.seed, number)))

    def _take_step(self, batch: Batch) -> float:
        for group in self.optimiser.param_groups:
            group["lr"] = self._rate() * group["times"]
        pieces, shapes, flags = map(torch.from_numpy, (batch.piece, batch.shape, batch.flags))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.model(pieces, shapes, flags)
        loss = read_loss(scores, batch)
        self.optimiser.zero_grad()
        loss.backward()
        fitted = [parameter for group in self.optimiser.param_groups for parameter in group["params"]]
        torch.nn.utils.clip_grad_norm_(fitted, _CLIP)
        self.optimiser.step()
        return float(loss.item())

    def _rate(self) -> float:
        course, share = self.course, self.step / len(self.batches)
        if share < course.warm:
            return course.rate * (self.step + 1) / (course.warm * len(self.batches) + 1)
        left = (1 - share) / (1 - course.warm)
        return course.end_rate + (course.rate - course.end_rate) * left

    def _take_mean(self) -> None:
        if self.step < (1 - self.course.averaged) * len(self.batches) or self.step % 2:
            return
        self.taken += 1
        for name, value in self._weights().items():
            if name not in self.mean:
                self.mean[name] = value.clone()
            else:
                self.mean[name] += (value - self.mean[name]) / self.taken

    def _weights(self) -> dict[str, Tensor]:
        """Return all weights but those that stay as the encoder has them."""
        state: dict[str, Tensor] = self.model.state_dict()
        return {name: value.detach() for name, value in state.items() if name != "pieces.weight"}

    def _keep(self) -> None:
        kept = {
            "model": self._weights(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "mean": self.mean,
            "taken": self.taken,
        }
        _write(kept, self.checkpoint)


def _write(what: Any, path: Path) -> None:
    aside = path.with_suffix(".aside")
    torch.save(what, aside)
    aside.replace(path)


def _tell(line: str) -> None:
    print(time.strftime("%H:%M:%S"), line, flush=True)
