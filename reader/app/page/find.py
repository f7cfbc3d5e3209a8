"""Finding words on the page: every place in the text that has them, and which of these is looked at."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from reader.model.span import Span

_ALIKE = ("'’‘‛`´", '"“”„‟«»', "-‐‑")
_MOST_TICKS = 250


class Finder(QObject):
    """Holds what is looked for, the hits in the order of the text, and the current one among them."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.words = ""
        self.hits: list[Span] = []
        self.current: int | None = None

    @property
    def hit(self) -> Span | None:
        """The current hit."""
        return self.hits[self.current] if self.current is not None else None

    def take(self, text: str) -> None:
        """Look in another text for the same words."""
        if text != self._text:
            self._text = text
            if self.words:
                self.look_for(self.words)

    def look_for(self, words: str, offset: int = 0) -> None:
        """Find words in the text; current is the first hit at or behind an offset, else the first of all."""
        self.words = words
        self.hits = find_hits(self._text, words)
        first = bisect_left(self.hits, Span(offset, 0))
        self.current = (first if first < len(self.hits) else 0) if self.hits else None
        self.changed.emit()

    def step(self, step: int) -> None:
        """Go `step` hits on, round the text."""
        if self.current is not None:
            self.current = (self.current + step) % len(self.hits)
            self.changed.emit()

    def clear(self) -> None:
        """Look for nothing."""
        self.words, self.hits, self.current = "", [], None
        self.changed.emit()

    def hits_in(self, span: Span) -> Sequence[Span]:
        """Return the hits that lie in a span, wholly or in part."""
        first = bisect_left(self.hits, Span(span.start, 0))
        while first and self.hits[first - 1].end > span.start:
            first -= 1
        return self.hits[first : bisect_left(self.hits, Span(span.end, 0))]

    def spread(self) -> list[Span]:
        """Return hits enough to show in a scroll bar where they stand: of those close together only one."""
        if len(self.hits) <= _MOST_TICKS:
            return self.hits
        apart = max(len(self._text) // _MOST_TICKS, 1)
        found, number = [], 0
        while number < len(self.hits):
            found.append(self.hits[number])
            number = bisect_left(self.hits, Span(found[-1].start + apart, 0), number + 1)
        return found


def find_hits(text: str, words: str) -> list[Span]:
    """Return where words stand in a text, in code points: in small letters or large, quotation marks of any form."""
    if not words.strip():
        return []
    pattern = re.compile(_make_pattern(words), re.IGNORECASE)
    return [Span(*found.span()) for found in pattern.finditer(text)]


def _make_pattern(words: str) -> str:
    parts = []
    for part in re.findall(r"\s+|\S", words):
        alike = next((letters for letters in _ALIKE if part in letters), "")
        if part.isspace():
            parts.append(r"\s+")
        else:
            parts.append(f"[{re.escape(alike)}]" if alike else re.escape(part))
    return "".join(parts)
