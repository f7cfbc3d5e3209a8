"""Where an article is parted into pages: between lines, never within a photograph, a row or a quote that fits."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextCursor, QTextLine

from reader.app.page import figures
from reader.app.page.document import PageDocument
from reader.app.page.styles import HEAD

_ABOVE = 0.8  # of a line's height above its baseline: with what is below more than one, so that no ink is cut
_BELOW = 0.28
_LEAST_FULL = 0.6  # of a page: before that it is not ended for a quote's or a paragraph's sake
_LONGEST_KEPT = 0.45  # of a page: a longer quote may be parted
_FREE, _UNSIGHTLY, _BAD = 0, 1, 2  # what it costs to begin a page with a row


class PlacedLine(NamedTuple):
    """A line of a block; `corner` is the block's box in the document."""

    block: QTextBlock
    corner: QRectF
    line: QTextLine


class Row(NamedTuple):
    """What is never parted: a line, a row of a table, a photograph with its words. Heights are the document's."""

    top: float
    bottom: float
    lines: tuple[PlacedLine, ...]
    cost: int


class Stretch(NamedTuple):
    """The rows of one page."""

    top: float
    bottom: float
    rows: tuple[Row, ...]


def find_stretches(page: PageDocument, height: float, quotes: Sequence[tuple[float, float]]) -> list[Stretch]:
    """Return what stands on each page of a height; `quotes` are the tops and bottoms of the quotes' lines."""
    return part_rows(list(_find_rows(page, height)), height, quotes)


def part_rows(rows: Sequence[Row], height: float, quotes: Sequence[tuple[float, float]] = ()) -> list[Stretch]:
    """Return rows, which stand one below the other, as pages of a height: full, and ended where it costs least."""
    rows = _mark_quotes(rows, height, quotes)
    stretches, first = [], 0
    while first < len(rows):
        after = _find_end(rows, first, height)
        stretches.append(
            Stretch(rows[first].top, max(row.bottom for row in rows[first:after]), tuple(rows[first:after]))
        )
        first = after
    return stretches


def _find_end(rows: Sequence[Row], first: int, height: float) -> int:
    """Return the number of the row that begins the next page."""
    top, full = rows[first].top, first + 1
    while full < len(rows) and rows[full].bottom - top <= height:
        full += 1
    if full == len(rows):
        return full
    for cost in (_FREE, _UNSIGHTLY):
        place = full
        while place > first + 1 and rows[place - 1].bottom - top >= height * _LEAST_FULL:
            if rows[place].cost <= cost:
                return place
            place -= 1
    return full


def _mark_quotes(rows: Sequence[Row], height: float, quotes: Sequence[tuple[float, float]]) -> list[Row]:
    """Make it cost more to begin a page within a quote that can be kept whole."""
    kept = sorted(quote for quote in quotes if quote[1] - quote[0] <= height * _LONGEST_KEPT)
    marked, at = [], 0
    reaches: list[float] = []
    for row in rows:
        while at < len(kept) and kept[at][0] < row.top:
            reaches.append(kept[at][1])
            at += 1
        middle = (row.top + row.bottom) / 2
        reaches = [reach for reach in reaches if reach > middle]
        marked.append(row._replace(cost=max(row.cost, _UNSIGHTLY if reaches else _FREE)))
    return marked


# rows


def _find_rows(page: PageDocument, height: float) -> Iterator[Row]:
    """Yield the rows in the document's order."""
    owners = {
        number: figure
        for figure in page.figures
        if figure.first >= 0
        for number in range(figure.first, figure.last + 1)
    }
    before = ""
    for key, group in groupby(_find_blocks(page), key=lambda block: _find_group(block, owners)):
        blocks = list(group)
        if key[0] == "table":
            yield from _find_table_row(page, blocks, height)
            before = "table_row"
        elif key[0] == "figure":
            yield from _find_figure(page, owners[blocks[0].blockNumber()], blocks, height, before)
            before = "figure"
        else:
            yield from _find_lines(page, blocks[0], before)
            before = page.settings[blocks[0].blockNumber()].kind


def _find_blocks(page: PageDocument) -> Iterator[QTextBlock]:
    block = page.begin()
    while block.isValid():
        if page.is_set(block):
            yield block
        block = block.next()


def _find_group(block: QTextBlock, owners: dict[int, figures.Figure]) -> tuple[str, int, int]:
    """Return what a block is kept together with: the row of its table, its photograph, or nothing but itself."""
    number = block.blockNumber()
    if number in owners:
        return "figure", owners[number].first, 0
    table = QTextCursor(block).currentTable()
    if table:
        return "table", table.firstPosition(), table.cellAt(block.position()).row()
    return "block", number, 0


def _place_lines(page: PageDocument, block: QTextBlock) -> list[tuple[PlacedLine, float, float]]:
    """Return the lines of a block with their tops and bottoms."""
    corner = page.documentLayout().blockBoundingRect(block)
    height = page.settings[block.blockNumber()].line
    layout = block.layout()
    placed = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        baseline = corner.top() + line.y() + line.ascent()
        placed.append((PlacedLine(block, corner, line), baseline - height * _ABOVE, baseline + height * _BELOW))
    return placed


def _find_lines(page: PageDocument, block: QTextBlock, before: str) -> Iterator[Row]:
    placed = _place_lines(page, block)
    count = len(placed)
    for number, (line, top, bottom) in enumerate(placed):
        cost = _FREE
        if number == 0:
            cost = _BAD if before in (*HEAD, "subhead") else _FREE
        elif number == 1 or number == count - 1:
            cost = _UNSIGHTLY
        yield Row(top, bottom, (line,), cost)


def _find_table_row(page: PageDocument, blocks: list[QTextBlock], height: float) -> Iterator[Row]:
    """Yield a row of a table; one that no page can hold is parted between the lines of its cells."""
    placed = sorted((found for block in blocks for found in _place_lines(page, block)), key=lambda found: found[1])
    if not placed:
        return
    top, bottom = min(found[1] for found in placed), max(found[2] for found in placed)
    if bottom - top <= height:
        yield Row(top, bottom + 6, tuple(found[0] for found in placed), _FREE)
        return
    for _top, group in groupby(placed, key=lambda found: round(found[1])):
        level: list[Any] = list(group)
        yield Row(level[0][1], max(found[2] for found in level), tuple(found[0] for found in level), _FREE)


def _find_figure(
    page: PageDocument, figure: figures.Figure, blocks: list[QTextBlock], height: float, before: str
) -> Iterator[Row]:
    """Yield a photograph with its words; where no page can hold both, its further lines by themselves."""
    placed = [found for block in blocks for found in _place_lines(page, block)]
    if not placed:
        return
    words = page.documentLayout().blockBoundingRect(blocks[0]).top()
    if figure.pictured:
        top = words - figures.ABOVE_CAPTION - page.picture_size(figure).height() - 2
        below = 0.0
    else:
        top = words - figures.RULE_TO_CAPTION - 1
        below = figure.shortage + figures.CREDIT_TO_RULE + 2
    cost = _BAD if before in HEAD else _FREE
    whole = Row(top, placed[-1][2] + below, tuple(found[0] for found in placed), cost)
    if whole.bottom - whole.top <= height:
        yield whole
        return
    yield Row(top, placed[0][2], (placed[0][0],), cost)
    for line, start, end in placed[1:]:
        yield Row(start, end, (line,), _FREE)
