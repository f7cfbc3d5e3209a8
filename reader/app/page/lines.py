"""Where words stand in the lines of a page: boxes measured once for each layout."""

from typing import Any, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLine

_BLANKS = " \u2028\t\u00a0"


class Stretch(NamedTuple):
    """Words on one line: their left and right edge and their baseline, from the corner of their block."""

    left: float
    right: float
    baseline: float


class Lines:
    """The stretches of words asked for so far, until the page is laid out anew."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, int], list[Stretch]] = {}

    def clear(self) -> None:
        """Forget everything: the lines stand elsewhere now."""
        self._known.clear()

    def find(self, block: QTextBlock, start: int, end: int) -> list[Stretch]:
        """Return where units `start` to `end` of a laid out block stand, line by line, blanks at line ends cut off."""
        key = (block.blockNumber(), start, end)
        if key not in self._known:
            self._known[key] = _measure(block, start, end)
        return self._known[key]

    def boxes(self, block: QTextBlock, corner: QRectF, start: int, end: int) -> list[Stretch]:
        """Return the same in the document, baselines on whole pixels; `corner` is the block's box there."""
        left, top = corner.left(), corner.top()
        return [
            Stretch(left + stretch.left, left + stretch.right, round(top + stretch.baseline))
            for stretch in self.find(block, start, end)
        ]


def _measure(block: QTextBlock, start: int, end: int) -> list[Stretch]:
    layout = block.layout()
    found = []
    first = layout.lineForTextPosition(start)
    number = first.lineNumber() if first.isValid() else 0
    text = ""
    while number < layout.lineCount():
        line = layout.lineAt(number)
        line_start = line.textStart()
        if line_start >= end:
            break
        line_end = line_start + line.textLength()
        left, right = max(start, line_start), min(end, line_end)
        if right == line_end:
            text = text or block.text()
            right = _without_blanks(text, left, right)
        if right > left:
            found.append(_stretch(line, left, right))
        number += 1
    return found


def _without_blanks(text: str, left: int, right: int) -> int:
    """Return the end of a stretch without the blanks before it; UTF-16 units beyond the text's own count stay."""
    if len(text) < right:
        return right
    while right > left and text[right - 1] in _BLANKS:
        right -= 1
    return right


def _stretch(line: QTextLine, start: int, end: int) -> Stretch:
    edges = sorted((_edge(line, start), _edge(line, end)))
    return Stretch(edges[0], edges[1], line.y() + line.ascent())


def _edge(line: QTextLine, unit: int) -> float:
    """Return how far right of its block a unit of a line stands (PySide answers with the unit as well)."""
    answer: Any = line.cursorToX(unit)
    return float(answer[0] if isinstance(answer, tuple) else answer)
