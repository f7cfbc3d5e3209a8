"""Where the words of an article stand in the page's document, both ways.

Qt counts UTF-16 units of the whole document, the house counts code points of `Article.text`; lines of our own, table
cells and captions set before their credit shift places besides.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from reader.model.span import Span


class Piece:
    """A stretch of the text that stands unbroken in the document at `position` (in UTF-16 units)."""

    __slots__ = ("_astral", "_units", "position", "position_end", "span")

    def __init__(self, span: Span, position: int, words: str) -> None:
        self.span = span
        self.position = position
        self._astral: list[int] = []
        self._units: list[int] = []
        if not words.isascii() and max(words) > "\uffff":
            self._astral = [i for i, letter in enumerate(words) if letter > "\uffff"]
            self._units = [index + count for count, index in enumerate(self._astral)]
        self.position_end = position + len(words) + len(self._astral)

    def position_of(self, offset: int) -> int:
        """Return the position of a text offset, drawn to the nearer end when it lies outside."""
        index = min(max(offset, self.span.start), self.span.end) - self.span.start
        return self.position + index + bisect_left(self._astral, index)

    def offset_of(self, position: int) -> int:
        """Return the text offset of a position, drawn to the nearer end when it lies outside."""
        unit = min(max(position, self.position), self.position_end) - self.position
        return self.span.start + unit - bisect_left(self._units, unit)


class PageMap:
    """All pieces of a document, found by text offset or by position."""

    def __init__(self) -> None:
        self._placed: list[Piece] = []  # in the document's order
        self._positions: list[int] = []
        self._read: list[Piece] = []  # in the text's order
        self._offsets: list[int] = []

    def __len__(self) -> int:
        return len(self._placed)

    def add(self, span: Span, position: int, words: str) -> None:
        """Put down that `words`, the text of `span`, stand at `position`, behind all pieces put down before."""
        piece = Piece(span, position, words)
        self._placed.append(piece)
        self._positions.append(position)
        at = bisect_right(self._offsets, span.start)
        self._offsets.insert(at, span.start)
        self._read.insert(at, piece)

    def pieces(self) -> Iterator[Piece]:
        """Yield all pieces in the order of the text."""
        yield from self._read

    def piece_at_offset(self, offset: int) -> Piece | None:
        """Return the piece that holds a text offset, or the last one before it."""
        if not self._read:
            return None
        return self._read[max(bisect_right(self._offsets, offset) - 1, 0)]

    def piece_at_position(self, position: int) -> Piece | None:
        """Return the piece that holds a position, or the last one before it."""
        if not self._placed:
            return None
        return self._placed[max(bisect_right(self._positions, position) - 1, 0)]

    def piece_above(self, piece: Piece) -> Piece | None:
        """Return the piece that stands before another in the document."""
        number = bisect_left(self._positions, piece.position)
        return self._placed[number - 1] if number else None

    def position_of(self, offset: int) -> int:
        """Return the document position of a text offset; between pieces, the end of the one before."""
        piece = self.piece_at_offset(offset)
        return piece.position_of(offset) if piece else 0

    def offset_of(self, position: int) -> int:
        """Return the text offset of a document position; between pieces, the end of the one before."""
        piece = self.piece_at_position(position)
        return piece.offset_of(position) if piece else 0

    def positions_of(self, span: Span) -> list[tuple[int, int]]:
        """Return the stretches of the document that hold a span: one for each piece it touches."""
        first = max(bisect_right(self._offsets, span.start) - 1, 0)
        found = []
        for piece in self._read[first:]:
            if piece.span.start >= span.end:
                break
            if piece.span.end > span.start:
                found.append((piece.position_of(span.start), piece.position_of(span.end)))
        return found

    def spans_of(self, position: int, position_end: int) -> Iterator[Span]:
        """Yield what a stretch of the document holds of the text, piece by piece, in the document's order."""
        first = max(bisect_right(self._positions, position) - 1, 0)
        for piece in self._placed[first:]:
            if piece.position >= position_end:
                return
            if piece.position_end > position:
                yield Span(piece.offset_of(position), piece.offset_of(position_end))

    def text_of(self, position: int, position_end: int, text: str) -> str:
        """Return the words of `text` that a stretch of the document shows, parted as they are in the text."""
        spans = list(self.spans_of(position, position_end))
        words = [spans[0].cut(text)] if spans else []
        for before, after in pairwise(spans):
            gap = text[before.end : after.start]
            follows = before.end <= after.start and not gap.strip()
            words += [gap if follows else "\n", after.cut(text)]
        return "".join(words)
