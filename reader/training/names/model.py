"""The names model as it is trained: a small encoder of the BERT kind with shapes and flags beside each piece.

The encoder is all-MiniLM-L6-v2 (Apache-2.0): 6 layers of 384, uncased. Its word pieces stay as they are; all else is
fitted. Nothing is dropped inside the layers: there, random numbers cost a third of a step on a processor.
"""

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from reader.analysis.labels import LABELS
from reader.analysis.words import FLAGS, SHAPES

_SMALL = 0.02
_DROPPED = 0.1


class Layer(nn.Module):
    """One layer of the encoder: words look at one another, then each by itself; normed after each half."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.look = nn.Linear(width, 3 * width)
        self.seen = nn.Linear(width, width)
        self.seen_norm = nn.LayerNorm(width, epsilon)
        self.widen = nn.Linear(width, inner)
        self.narrow = nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, epsilon)

    def forward(self, x: Tensor) -> Tensor:
        """Return rows of words as the next layer takes them in."""
        rows, length, width = x.shape
        parts = zip(self.look.weight.chunk(3), self.look.bias.chunk(3), strict=True)
        query, key, value = (
            functional.linear(x, weight, bias).view(rows, length, self.heads, width // self.heads).transpose(1, 2)
            for weight, bias in parts
        )
        seen = functional.scaled_dot_product_attention(query, key, value)
        x = self.seen_norm(x + self.seen(seen.transpose(1, 2).reshape(rows, length, width)))
        return self.norm(x + self.narrow(functional.gelu(self.widen(x))))


class NamesModel(nn.Module):
    """Pieces, shapes and flags in, a score for each label at each piece out; all rows are full."""

    def __init__(
        self, width: int, heads: int, inner: int, layers: int, pieces: int, places: int, epsilon: float
    ) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, width)
        self.pieces.weight.requires_grad_(False)
        self.places = nn.Embedding(places, width)
        self.shapes = nn.Embedding(SHAPES, width)
        self.flags = nn.Linear(FLAGS, width, bias=False)
        self.norm = nn.LayerNorm(width, epsilon)
        self.layers = nn.ModuleList(Layer(width, heads, inner, epsilon) for _ in range(layers))
        self.labels = nn.Linear(width, len(LABELS))
        nn.init.normal_(self.shapes.weight, std=_SMALL)
        nn.init.normal_(self.flags.weight, std=_SMALL / 4)

    def forward(self, pieces: Tensor, shapes: Tensor, flags: Tensor) -> Tensor:
        """Return scores (rows, length, labels) of pieces and shapes (rows, length) and flags (rows, length, FLAGS)."""
        places = self.places.weight[: pieces.shape[1]]
        x = self.norm(self.pieces(pieces) + places + self.shapes(shapes) + self.flags(flags))
        x = functional.dropout(x, _DROPPED, self.training)
        for layer in self.layers:
            x = layer(x)
        return self.labels(functional.dropout(x, _DROPPED, self.training))

    def freeze(self, layers: int) -> None:
        """Keep what stands below the layer of number `layers` as it is; nothing has to be traced back through it."""
        for part in (self.places, self.shapes, self.flags, self.norm, *self.layers[:layers]):
            part.requires_grad_(False)

    def new_parts(self) -> list[nn.Parameter]:
        """Return the fitted parameters that no encoder brings along."""
        new = [*self.shapes.parameters(), *self.flags.parameters(), *self.labels.parameters()]
        return [parameter for parameter in new if parameter.requires_grad]


def load_encoder(folder: Path) -> NamesModel:
    """Return a model with the weights of the encoder in `folder` (config.json, model.safetensors)."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    model = NamesModel(
        width=config["hidden_size"],
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        layers=config["num_hidden_layers"],
        pieces=config["vocab_size"],
        places=config["max_position_embeddings"],
        epsilon=config["layer_norm_eps"],
    )
    given: dict[str, Tensor] = {
        name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()
    }
    told = _rename(given, len(model.layers))
    missing, unknown = model.load_state_dict(told, strict=False)
    if unknown or {name.split(".")[0] for name in missing} - {"shapes", "flags", "labels"}:
        raise ValueError(f"no encoder that fits: missing {missing}, unknown {unknown}")
    return model


def _rename(given: dict[str, Tensor], layers: int) -> dict[str, Tensor]:
    told: dict[str, Any] = {
        "pieces.weight": given["embeddings.word_embeddings.weight"],
        "places.weight": given["embeddings.position_embeddings.weight"]
        + given["embeddings.token_type_embeddings.weight"][:1],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    ours = {
        "seen": "attention.output.dense",
        "seen_norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm": "output.LayerNorm",
    }
    for number in range(layers):
        layer = f"encoder.layer.{number}"
        for part in ("weight", "bias"):
            looks = [given[f"{layer}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            told[f"layers.{number}.look.{part}"] = torch.cat(looks)
            for name, theirs in ours.items():
                told[f"layers.{number}.{name}.{part}"] = given[f"{layer}.{theirs}.{part}"]
    return told
