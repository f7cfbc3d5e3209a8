"""Run the benchmarks and print one table: `./dateline bench [NAME …] [--data DIR] [--short] [--stories N]`.

A benchmark is a module of this folder with `measure(options) -> Iterable[Row]`. Without a NAME all of them run but
those named in `ON_REQUEST` and, without --data, those in `WITH_DATA`.
"""

import argparse
import os
import sys
import time
from importlib import import_module
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from table import Options, print_head, print_row

NAMES = sorted(
    path.stem
    for path in Path(__file__).parent.glob("*.py")
    if "def measure(" in path.read_text("utf-8") and path.stem != "__main__"
)
ON_REQUEST = frozenset({"growth", "scale"})
WITH_DATA = frozenset({"accuracy", "pages"})


def main() -> int:
    parser = argparse.ArgumentParser(prog="dateline bench", description="Run the benchmarks and print one table.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--data", type=Path, help="the folder of texts with gold answers")
    parser.add_argument("--short", action="store_true", help="fewer rounds: a check that all still runs")
    parser.add_argument("--stories", type=int, metavar="N", help="how many stories `scale` puts into its library")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where `scale` leaves its library for the next time")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(NAMES):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    chosen = arguments.names or [
        name for name in NAMES if name not in ON_REQUEST and (arguments.data or name not in WITH_DATA)
    ]
    options = Options(
        data=arguments.data and arguments.data.resolve(),
        short=arguments.short,
        stories=arguments.stories,
        keep=arguments.keep and arguments.keep.resolve(),
    )
    print_head()
    for name in chosen:
        began = time.monotonic()
        for row in import_module(name).measure(options):
            print_row(row)
        print(f"  {name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
