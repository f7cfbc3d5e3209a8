"""Where the text stands on a page of a given width: gutter, text, margin."""

from itertools import pairwise

from msgspec import Struct

from reader.app.theme import Face

SCROLL_BAR = 14
_TO_NOTES = 34
_TO_BARS = 16
_TO_EDGE = 4
_LEAST_GUTTER = 52
_ROOMY_GUTTER = 60
_NARROW_GUTTER = 24
_LEAST_TEXT = 160
_FOLDED_NOTES = 640
_FOLDED_NUMBERS = 520
_WIDE = 1100
NARROW = 520  # a text under this width has a smaller square for a missing picture

# least and greatest width of the page, and on it: gutter left of the text, text, margin notes (LOOK.md, columns).
# Between two of them all three grow evenly.
_MEASURES = ((704, 720, 52, 488, 112), (806, 816, 70, 548, 138), (1170, 1180, 196, 600, 168))


class Column(Struct, frozen=True):
    """The column of text, in logical pixels: its left edge, its width, and how large its letters are.

    `notes` is the room for the words of margin notes (0: only their bars are shown), `numbers` says whether paragraphs
    are numbered in the gutter. `body` and `headline` multiply the sizes of text and headline, `scale` those of
    everything else; `spacing` multiplies the height of the text's lines, `face` is that of what was written.
    """

    left: int
    width: int
    body: float = 1.0
    headline: float = 1.0
    scale: float = 1.0
    notes: int = 0
    numbers: bool = True
    spacing: float = 1.0
    face: Face = "serif"

    @property
    def build(self) -> tuple[float, float, float, float, Face, bool]:
        """What a document is built for: with another one it must be built anew, otherwise laid out anew."""
        return self.body, self.headline, self.scale, self.spacing, self.face, self.width < NARROW

    @property
    def right(self) -> int:
        """The right edge of the text."""
        return self.left + self.width

    @property
    def number_edge(self) -> int:
        """Where the numbers of paragraphs end."""
        return self.left - (36 if self.left >= _ROOMY_GUTTER else 28)

    @property
    def bars(self) -> int:
        """The left edge of the bars of quotes."""
        return self.right + _TO_BARS

    @property
    def note_edge(self) -> int:
        """The left edge of the words of margin notes."""
        return self.right + _TO_NOTES


class Taste(Struct, frozen=True):
    """How the reader wants the text: its face; letters, measure and lines so many times as large as usual."""

    scale: float = 1.0
    width: float = 1.0
    spacing: float = 1.0
    face: Face = "serif"


def find_column(page: int, taste: Taste = Taste()) -> Column:  # noqa: B008 - it cannot be changed
    """Return the column on a page of `page` logical pixels, scroll bar included, to the reader's taste."""
    gutter, text, notes = _find_measure(page)
    scale, wanted = taste.scale, round(text * taste.width)
    beside = _TO_NOTES + notes + (_TO_EDGE if notes else 0) + SCROLL_BAR
    room = page - min(gutter, _LEAST_GUTTER) - beside
    width = max(min(round(wanted * scale), max(room, text)), _LEAST_TEXT)
    left = gutter - max(width - text, 0) // 2 + max(text - max(width, wanted), 0) // 2
    left = max(min(left, page - width - beside), min(gutter, _LEAST_GUTTER))
    wide = page >= _WIDE
    body, headline = (20 / 19, 36 / 33) if wide else (1.0, 1.0)
    numbers = page >= _FOLDED_NUMBERS
    return Column(left, width, scale * body, scale * headline, scale, notes, numbers, taste.spacing, taste.face)


def _find_measure(page: int) -> tuple[int, int, int]:
    """Return gutter, text and margin notes (0: folded to their bars)."""
    widest, narrowest = _MEASURES[-1], _MEASURES[0]
    if page >= widest[0]:
        return widest[2] + max(page - widest[1], 0) // 2, widest[3], widest[4]
    for (low, high, *before), (following, _, *after) in pairwise(_MEASURES):
        if low <= page < following:
            part = max(page - high, 0) / (following - high)
            gutter, text, notes = (round(a + (b - a) * part) for a, b in zip(before, after, strict=True))
            return gutter, text, notes
    if page >= _FOLDED_NOTES:
        return narrowest[2], narrowest[3] - (narrowest[0] - page), narrowest[4]
    gutter = _LEAST_GUTTER if page >= _FOLDED_NUMBERS else _NARROW_GUTTER
    return gutter, min(page - gutter - _TO_NOTES - SCROLL_BAR, narrowest[3]), 0
