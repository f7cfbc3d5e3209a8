"""The one table all benchmarks print: what, measured, anchor in the same run, must reach, ok or short."""

from dataclasses import dataclass
from pathlib import Path

WIDTHS = (68, 16, 26, 16)


@dataclass(frozen=True)
class Options:
    """`data` is the folder of texts with gold answers; `short` asks for few rounds.

    `stories` is how many a library has, and `keep` where it stays for the next time.
    """

    data: Path | None = None
    short: bool = False
    stories: int | None = None
    keep: Path | None = None


@dataclass(frozen=True)
class Row:
    """A figure: `anchor` is what it is held against in the same run; `ok` is None where no target is set."""

    what: str
    measured: str
    anchor: str = ""
    must: str = ""
    ok: bool | None = None


def at_most(what: str, value: float, limit: float, unit: str = "", anchor: str = "") -> Row:
    return Row(what, f"{value:.4g}{unit}", anchor, f"≤ {limit:g}{unit}", value <= limit)


def at_least(what: str, value: float, limit: float, unit: str = "", anchor: str = "") -> Row:
    return Row(what, f"{value:.4g}{unit}", anchor, f"≥ {limit:g}{unit}", value >= limit)


def print_head() -> None:
    print_cells("what", "measured", "anchor in the same run", "must reach", "")
    print("-" * (sum(WIDTHS) + 12), flush=True)


def print_row(row: Row) -> None:
    verdict = "" if row.ok is None else "ok" if row.ok else "short"
    print_cells(row.what, row.measured, row.anchor, row.must, verdict)


def print_cells(*cells: str) -> None:
    padded = [cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=False)]
    print("  ".join([*padded, cells[-1]]).rstrip(), flush=True)
