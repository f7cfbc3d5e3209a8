"""How cost grows with the library: 100, 10,000, 100,000 and 1,000,000 stories side by side.

`--stories N` ends the row of libraries there; `--keep DIR` leaves them in that folder, each to be gone on with where it
was left off: the largest takes its time.
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from scale import Figure, find_figures
from table import Options, Row

SIZES = (100, 10_000, 100_000, 1_000_000)


def measure(options: Options) -> Iterable[Row]:
    sizes = [size for size in SIZES if size <= (options.stories or SIZES[-1])]
    found: dict[str, dict[int, Figure]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = (options.keep or Path(scratch)) / f"{size}-stories"
            folder.parent.mkdir(exist_ok=True)
            for figure in find_figures(folder, size, Path(scratch)):
                found.setdefault(figure.key or figure.what, {})[size] = figure
    yield Row("stories", "  ".join(f"{size:>9,}" for size in sizes))
    for figures in found.values():
        what = next(iter(figures.values())).what
        values = (f"{figures[size].value:.3g}{figures[size].unit}" if size in figures else "" for size in sizes)
        yield Row(what, "  ".join(f"{value:>9}" for value in values))
