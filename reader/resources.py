"""Finds files of resources/ in a wheel, an editable install and a checkout."""

from pathlib import Path

_PLACES = (Path(__file__).parent / "_resources", Path(__file__).parent.parent / "resources")


def find_resource(name: str) -> Path:
    """Return the path of a file or folder of resources/, such as "icons/add.svg".

    A wheel ships resources/ as reader/_resources; a checkout has it beside reader/.

    Raises:
        FileNotFoundError: the file is not shipped.
    """
    for place in _PLACES:
        if (path := place / name).exists():
            return path
    raise FileNotFoundError(name)
