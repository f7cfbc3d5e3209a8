"""The names model at run time: for each word of a text the chances that it stands in a name, and of which kind.

Besides engine.py the only file that knows a model's library. The model (resources/models/names.md) is made by
reader.training.names.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy
from msgspec import Struct

from reader.analysis.labels import Floats, LabelledName, decode, join_places, read_labels, to_chances
from reader.analysis.names_model import VOCABULARY, WEIGHTS
from reader.analysis.pieces import CLOSING, OPENING, Vocabulary, Window, make_windows
from reader.analysis.words import FLAGS, OPENS_FLAG, Words, read_words

_SMALLEST = 1e-9


class Tagged(Struct):
    """The words of a text, the chances of no name and of each of labels.KINDS for each, and the names they make."""

    words: Words
    chances: Floats
    names: list[LabelledName]


class Tagger:
    """The model, loaded once; it runs in the thread that asks."""

    def __init__(self, folder: Path) -> None:
        runtime = import_module("onnxruntime")  # 0.1 s that only a process with the model pays
        runtime.disable_telemetry_events()
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = runtime.InferenceSession(
            str(folder / WEIGHTS), options, providers=["CPUExecutionProvider"]
        )
        self._vocabulary = Vocabulary(folder / VOCABULARY)

    def read(self, text: str) -> Tagged:
        """Return the words of `text` with their chances and the likeliest names."""
        words = read_words(text)
        pieces = [self._vocabulary.cut(word) for word in words.word]
        chances = [
            self._read_window(words, pieces, window) for window in make_windows([len(piece) for piece in pieces])
        ]
        if not chances:
            return Tagged(words, numpy.zeros((0, 1), numpy.float32), [])
        joined = numpy.concatenate(chances)
        openings = [word for word, flags in enumerate(words.flags) if flags & OPENS_FLAG]
        path = decode(numpy.log(joined + _SMALLEST), openings)
        return Tagged(words, join_places(joined), read_labels(path))

    def _read_window(self, words: Words, pieces: list[tuple[int, ...]], window: Window) -> Floats:
        """Return the chances of every label for the words that are kept from a window."""
        shown = range(window.first, window.after)
        lengths = [len(pieces[word]) for word in shown]
        row = [OPENING, *(piece for word in shown for piece in pieces[word]), CLOSING]
        shapes = numpy.repeat(numpy.array([words.shape[word] for word in shown], numpy.int64), lengths)
        bits = numpy.repeat(numpy.array([words.flags[word] for word in shown], numpy.int64), lengths)
        flags = (numpy.pad(bits, 1)[:, None] >> numpy.arange(FLAGS) & 1).astype(numpy.float32)
        feed = {"pieces": numpy.array([row], numpy.int64), "shapes": numpy.pad(shapes, 1)[None], "flags": flags[None]}
        scores = self._session.run(None, feed)[0][0]
        firsts = numpy.cumsum([1, *lengths[:-1]])[window.keep_first - window.first : window.keep_after - window.first]
        return to_chances(scores[firsts])
