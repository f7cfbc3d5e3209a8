"""The order in which a page's lines are read: columns from left to right, parted by what runs across them."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

_NARROWEST = 0.5
_FEWEST = 3
_MOST_CROSSING = 0.34
_MOST_LINES = 3_000
_DEEPEST = 40


class PrintedLine(Struct, frozen=True):
    """A line with its place in points from the page's upper left corner.

    `size` is the height of its letters, `font` the size its font is set in, which the page may scale. `at_edge` says
    that it stands where running heads do. `column` (page and number), and the column's own `margin` at the left and
    `edge` at the right, are known once the lines are in order.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: float = 0.0
    bold: bool = False
    at_edge: bool = False
    column: tuple[int, int] = (0, 0)
    margin: float = 0.0
    edge: float = 0.0


def order_lines(lines: Sequence[PrintedLine], page: int) -> list[PrintedLine]:
    """Return the lines of a page in reading order, pieces of one line joined, each with its column."""
    if len(lines) > _MOST_LINES:  # no page of a story: as it was written is the best guess
        return _make_column(lines, (page, 0))
    columns = _find_columns(list(lines), _DEEPEST)
    return [line for number, column in enumerate(columns) for line in _make_column(_join_rows(column), (page, number))]


def _find_columns(lines: list[PrintedLine], deeper: int) -> list[list[PrintedLine]]:
    """Part lines at the white space between columns; lines across it part what is above from what is below."""
    valley = _find_valley(lines) if len(lines) >= 2 * _FEWEST and deeper else None
    if valley is None:
        return [lines] if lines else []
    columns: list[list[PrintedLine]] = []
    band: list[PrintedLine] = []
    across: list[PrintedLine] = []

    def close() -> None:
        for side in ([k for k in band if k.right <= valley], [k for k in band if k.left >= valley]):
            columns.extend(_find_columns(side, deeper - 1))
        band.clear()

    for line in sorted(lines, key=lambda line: line.top):
        if line.left < valley < line.right:
            close()
            across.append(line)
            continue
        if across:
            columns.append(across)
            across = []
        band.append(line)
    close()
    if across:
        columns.append(across)
    return columns


def _find_valley(lines: Sequence[PrintedLine]) -> float | None:
    """Return where a column ends and another begins that stands beside it, or None.

    Of all places with white space as wide as half a letter is high, it is the one that fewest lines run across.
    """
    size = sorted(line.size for line in lines)[len(lines) // 2]
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    best: tuple[int, float, float] | None = None
    for right in dict.fromkeys(rights):
        following = next((left for left in lefts if left >= right), None)
        if following is None or following - right < _NARROWEST * size:
            continue
        middle = (right + following) / 2
        crossing = [line for line in lines if line.left < middle < line.right]
        if len(crossing) > _MOST_CROSSING * len(lines):
            continue
        width = following - right
        if (best is None or (len(crossing), -width) < best[:2]) and _stand_beside(lines, middle):
            best = (len(crossing), -width, middle)
    return best[2] if best else None


def _stand_beside(lines: Sequence[PrintedLine], middle: float) -> bool:
    """Say whether at least three lines on either side stand at the height of lines on the other."""
    left = [line for line in lines if line.right <= middle]
    right = [line for line in lines if line.left >= middle]
    if len(left) < _FEWEST or len(right) < _FEWEST:
        return False
    top = max(min(line.top for line in left), min(line.top for line in right))
    bottom = min(max(line.bottom for line in left), max(line.bottom for line in right))
    return all(sum(1 for k in side if k.bottom > top and k.top < bottom) >= _FEWEST for side in (left, right))


def _join_rows(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of one column from above, with pieces that stand on one line joined to it."""
    rows: list[PrintedLine] = []
    for line in sorted(lines, key=lambda line: (line.bottom, line.left)):
        last = rows[-1] if rows else None
        if last and abs(line.bottom - last.bottom) < 0.4 * min(line.size, last.size):
            first, second = (last, line) if last.left <= line.left else (line, last)
            rows[-1] = replace(
                last,
                text=f"{first.text} {second.text}",
                left=min(last.left, line.left),
                right=max(last.right, line.right),
                size=max(last.size, line.size),
            )
        else:
            rows.append(line)
    return rows


def _make_column(lines: Sequence[PrintedLine], column: tuple[int, int]) -> list[PrintedLine]:
    if not lines:
        return []
    lefts = sorted(line.left for line in lines)
    margin = lefts[len(lefts) // 3]
    edge = max(line.right for line in lines)
    return [replace(line, column=column, margin=margin, edge=edge) for line in lines]
