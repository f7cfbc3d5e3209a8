"""Where the names model lies. It is found without loading it: the window, too, asks which models its stories want."""

import os
from importlib.util import find_spec
from pathlib import Path

from reader.resources import find_resource

NAME = "names 1"
WEIGHTS = "names.onnx"
VOCABULARY = "names.vocabulary.txt"


def find_model() -> Path | None:
    """Return the folder of the names model, or None where it or its library is missing.

    DATELINE_NAMES names another folder; one without weights makes Dateline do without.
    """
    given = os.environ.get("DATELINE_NAMES")
    try:
        weights = Path(given, WEIGHTS) if given else find_resource(f"models/{WEIGHTS}")
    except FileNotFoundError:
        return None
    return weights.parent if weights.is_file() and find_spec("onnxruntime") else None
