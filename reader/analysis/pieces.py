"""What the names model's encoder takes in: words as pieces of its vocabulary, and long texts in overlapping windows."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

OPENING, CLOSING, UNKNOWN, MASKED = 101, 102, 100, 103  # the marks of BERT's vocabulary
WINDOW = 254  # pieces of one window, the two marks at its ends left out
OVERLAP = 52  # pieces that a window shares with the one before
_MOST_PIECES = 16  # of one word: an address of the web is no name
_CACHED = 50_000


class Vocabulary:
    """The pieces of an uncased encoder (BERT's WordPiece): words in lower case without accents, longest piece first."""

    def __init__(self, path: Path) -> None:
        self._ids = {piece: number for number, piece in enumerate(path.read_text("utf-8").split("\n")) if piece}
        self.cut = lru_cache(_CACHED)(self._cut)

    def _cut(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces, at least one."""
        plain = unicodedata.normalize("NFD", word.lower())
        plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Mn") or word
        found: list[int] = []
        start = 0
        while start < len(plain) and len(found) < _MOST_PIECES:
            end = len(plain)
            while end > start and (plain[start:end] if not start else f"##{plain[start:end]}") not in self._ids:
                end -= 1
            if end == start:
                return (UNKNOWN,)
            found.append(self._ids[plain[start:end] if not start else f"##{plain[start:end]}"])
            start = end
        return tuple(found)


class Window(Struct, frozen=True):
    """Words `first` to `after` of a text are read together; of what is found, `keep_first` to `keep_after` is kept."""

    first: int
    after: int
    keep_first: int
    keep_after: int


def make_windows(lengths: Sequence[int], size: int = WINDOW, overlap: int = OVERLAP) -> list[Window]:
    """Return windows over words of the given lengths in pieces; each word is kept from one of them.

    No window has more than `size` pieces, and neighbours share about `overlap`, cut in their middle; no word may be
    longer than `size` less `overlap`.
    """
    if not lengths:
        return []
    spans: list[tuple[int, int]] = []
    first, count = 0, len(lengths)
    while first < count:
        after, taken = first, 0
        while after < count and taken + lengths[after] <= size:
            taken += lengths[after]
            after += 1
        spans.append((first, after))
        if after == count:
            break
        shared, first = 0, after
        while shared + lengths[first - 1] <= overlap:
            first -= 1
            shared += lengths[first]
    cuts = [0, *((left[1] + right[0]) // 2 for left, right in pairwise(spans)), count]
    return [Window(*span, *kept) for span, kept in zip(spans, pairwise(cuts), strict=True)]
