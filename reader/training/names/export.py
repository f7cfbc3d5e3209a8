"""The trained model as the program runs it: an ONNX graph whose matrices are whole numbers of 8 bits.

The graph is written here operation by operation, so that it holds what the program needs and nothing else. The pieces
are stored as 8-bit rows with a scale each; the other matrices are quantised by onnxruntime, column by column.
"""

import shutil
import tempfile
from pathlib import Path

import numpy
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from reader.analysis.labels import LABELS
from reader.analysis.words import FLAGS
from reader.training.names.model import NamesModel

_OPSET = 20
_IR = 10
_LARGEST = 127
_SCORES = "scores"
_PARTS = (
    ("query", (0, 2, 1, 3)),
    ("key", (0, 2, 3, 1)),
    ("value", (0, 2, 1, 3)),
)  # with the order that turns heads out
_INPUTS = (("pieces", TensorProto.INT64, 2), ("shapes", TensorProto.INT64, 2), ("flags", TensorProto.FLOAT, 3))

Array = NDArray[numpy.generic]


def export_model(model: NamesModel, vocabulary: Path, folder: Path) -> None:
    """Write `model` and its vocabulary into `folder`, as names.onnx and names.vocabulary.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch, "plain.onnx")
        onnx.save(make_graph(model), plain)
        quantize_dynamic(
            plain,
            folder / "names.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=["labels", "flags"],
        )
    shutil.copyfile(vocabulary, folder / "names.vocabulary.txt")


def make_graph(model: NamesModel) -> onnx.ModelProto:
    """Return the graph of `model`: pieces and shapes (rows, length), flags (rows, length, FLAGS) in, scores out."""
    graph = _Graph(model)
    return graph.make()


class _Graph:
    def __init__(self, model: NamesModel) -> None:
        self._weights = {name: value.detach().float().numpy() for name, value in model.state_dict().items()}
        self._layers = len(model.layers)
        self._heads = model.layers[0].heads
        self._epsilon = model.norm.eps
        self._width = self._weights["norm.weight"].shape[0]
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, Array] = {}

    def make(self) -> onnx.ModelProto:
        x = self._embed()
        for number in range(self._layers):
            x = self._layer(x, f"layers.{number}")
        self._add(self._matrix(x, "labels.weight", "labels"), self._keep("labels.bias"), into=_SCORES)
        sizes: list[str | int] = ["rows", "length", FLAGS]
        inputs = [helper.make_tensor_value_info(name, kind, sizes[:rank]) for name, kind, rank in _INPUTS]
        output = helper.make_tensor_value_info(_SCORES, TensorProto.FLOAT, ["rows", "length", len(LABELS)])
        constants = [numpy_helper.from_array(value, name) for name, value in self._constants.items()]
        graph = helper.make_graph(self._nodes, "names", inputs, [output], constants)
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
        onnx.checker.check_model(made)
        return made

    def _embed(self) -> str:
        pieces = self._weights["pieces.weight"]
        scales = numpy.abs(pieces).max(1, keepdims=True) / _LARGEST
        scales[scales == 0] = 1
        rows = self._constant("pieces.rows", numpy.round(pieces / scales).astype(numpy.int8))
        taken = self._node("Cast", self._node("Gather", rows, "pieces"), to=TensorProto.FLOAT)
        scale = self._node("Gather", self._constant("pieces.scales", scales.astype(numpy.float32)), "pieces")
        x = self._node("Mul", taken, scale)
        length = self._node("Slice", self._node("Shape", "pieces"), *self._range(1, 2))
        start = self._constant("from", numpy.array([0], numpy.int64))
        places = self._node("Slice", self._keep("places.weight"), start, length)
        x = self._add(x, places)
        x = self._add(x, self._node("Gather", self._keep("shapes.weight"), "shapes"))
        x = self._add(x, self._matrix("flags", "flags.weight", "flags"))
        return self._norm(x, "norm")

    def _layer(self, x: str, name: str) -> str:
        seen = self._attend(x, name)
        x = self._norm(self._add(x, self._linear(seen, f"{name}.seen")), f"{name}.seen_norm")
        inner = self._node("Gelu", self._linear(x, f"{name}.widen"), approximate="tanh")
        return self._norm(self._add(x, self._linear(inner, f"{name}.narrow")), f"{name}.norm")

    def _attend(self, x: str, name: str) -> str:
        size = self._width // self._heads
        heads = self._constant("heads", numpy.array([0, 0, self._heads, size], numpy.int64))
        parts = []
        for number, (part, order) in enumerate(_PARTS):
            columns = slice(number * self._width, (number + 1) * self._width)
            weight, bias = self._weights[f"{name}.look.weight"][columns], self._weights[f"{name}.look.bias"][columns]
            if part == "query":
                weight, bias = weight / size**0.5, bias / size**0.5
            told = self._node("MatMul", x, self._constant(f"{name}.{part}.weight", weight.T.copy()))
            told = self._add(told, self._constant(f"{name}.{part}.bias", bias))
            parts.append(self._node("Transpose", self._node("Reshape", told, heads), perm=order))
        query, key, value = parts
        weights = self._node("Softmax", self._node("MatMul", query, key), axis=-1)
        seen = self._node("Transpose", self._node("MatMul", weights, value), perm=(0, 2, 1, 3))
        return self._node("Reshape", seen, self._constant("joined", numpy.array([0, 0, self._width], numpy.int64)))

    def _linear(self, x: str, name: str) -> str:
        return self._add(self._matrix(x, f"{name}.weight"), self._keep(f"{name}.bias"))

    def _matrix(self, x: str, weight: str, name: str = "") -> str:
        turned = self._constant(f"{weight}.turned", self._weights[weight].T.copy())
        return self._node("MatMul", x, turned, name=name)

    def _norm(self, x: str, name: str) -> str:
        scale, shift = self._keep(f"{name}.weight"), self._keep(f"{name}.bias")
        return self._node("LayerNormalization", x, scale, shift, epsilon=self._epsilon)

    def _add(self, left: str, right: str, into: str = "") -> str:
        return self._node("Add", left, right, into=into)

    def _range(self, first: int, last: int) -> tuple[str, str]:
        return (
            self._constant(f"at{first}", numpy.array([first], numpy.int64)),
            self._constant(f"at{last}", numpy.array([last], numpy.int64)),
        )

    def _keep(self, weight: str) -> str:
        return self._constant(weight, self._weights[weight])

    def _constant(self, name: str, value: Array) -> str:
        self._constants[name] = value
        return name

    def _node(self, operation: str, *inputs: str, name: str = "", into: str = "", **attributes: object) -> str:
        output = into or f"{operation}.{len(self._nodes)}"
        self._nodes.append(helper.make_node(operation, list(inputs), [output], name=name or output, **attributes))
        return output
