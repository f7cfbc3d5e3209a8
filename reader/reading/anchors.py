"""Finding a marked passage again, in the same text or in a changed one.

A passage is where its words stand; of several such places it is the one whose surroundings are most like those it had.
Where the words themselves were changed it is what stands between its surroundings, if that is still much like them.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from reader.model.span import Anchor, Span

AROUND = 32
_ALIKE = 0.6
_SHORTEST = 8  # characters of surroundings that are enough to find a place by
_MOST_PLACES = 200
_LONGEST_COMPARED = 4_000
_SPACE = re.compile(r"\s+")
_SAME_SIGNS = str.maketrans("“”„‟«»‘’‚‛‐‑–—\u00a0", '""""""\'\'\'\'---- ')


def make_anchor(text: str, span: Span) -> Anchor:
    """Return the anchor of a span: its words and up to 32 characters on either side."""
    before = text[max(span.start - AROUND, 0) : span.start]
    return Anchor(span, span.cut(text), before, text[span.end : span.end + AROUND])


def find_again(text: str, anchor: Anchor) -> Span | None:
    """Return where an anchor's passage stands in a text, or None where it has lost its place."""
    if not anchor.words:
        return None
    if anchor.span.cut(text) == anchor.words and make_anchor(text, anchor.span) == anchor:
        return anchor.span
    places = list(_find_words(text, re.escape(anchor.words)))
    if not places:
        places = list(_find_words(text.translate(_SAME_SIGNS), _make_loose(anchor.words)))
    if places:
        return max(places, key=lambda place: _likeness_of_surroundings(text, place, anchor))
    return _find_between(text, anchor)


def find_all_again(text: str, anchors: Sequence[Anchor]) -> dict[Anchor, Span | None]:
    """Return where each of the anchors stands in a text; None where one has lost its place."""
    return {anchor: find_again(text, anchor) for anchor in anchors}


def _find_words(text: str, pattern: str) -> Iterator[Span]:
    for count, match in enumerate(re.finditer(f"(?=({pattern}))", text)):
        if count == _MOST_PLACES:
            return
        yield Span(*match.span(1))


def _make_loose(words: str) -> str:
    """Return a pattern for words whatever white space, quote marks and dashes are between them."""
    return r"\s+".join(map(re.escape, words.translate(_SAME_SIGNS).split())) or re.escape(words)


def _likeness_of_surroundings(text: str, place: Span, anchor: Anchor) -> tuple[float, int]:
    """Return how like a place's surroundings are to the anchor's, then how near it is to where that was."""
    before = text[max(place.start - len(anchor.before), 0) : place.start]
    after = text[place.end : place.end + len(anchor.after)]
    alike = _share_end(before, anchor.before) + _share_start(after, anchor.after)
    alike += _ratio(before, anchor.before) + _ratio(after, anchor.after)
    return round(alike, 6), -abs(place.start - anchor.span.start)


def _share_start(one: str, other: str) -> float:
    if not other:
        return float(not one)
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same / len(other)


def _share_end(one: str, other: str) -> float:
    return _share_start(one[::-1], other[::-1])


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one or other else 1.0


def _find_between(text: str, anchor: Anchor) -> Span | None:
    """Return what stands between the anchor's surroundings, where that is much like its words."""
    if len(anchor.words) > _LONGEST_COMPARED:
        return None
    best, most = None, _ALIKE
    for start in _find_ends(text, anchor.before):
        for end in _find_starts(text, anchor.after, start, start + 3 * len(anchor.words) + AROUND):
            alike = _ratio(text[start:end], anchor.words) if end > start else 0.0
            if alike >= most:
                best, most = Span(start, end), alike
    return best


def _find_ends(text: str, before: str) -> Iterator[int]:
    """Give the places right after the words before; at the text's start there are none."""
    if len(before) < AROUND:
        yield len(before) if text.startswith(before) else 0
    if len(before.strip()) >= _SHORTEST:
        for count, match in enumerate(re.finditer(re.escape(before), text)):
            if count == _MOST_PLACES:
                return
            yield match.end()


def _find_starts(text: str, after: str, start: int, last: int) -> Iterator[int]:
    """Give the places before the words after, from `start` to `last`; the text's end where there were none."""
    if len(after) < AROUND and text.endswith(after):
        yield len(text) - len(after)
    if len(after.strip()) >= _SHORTEST:
        found = text.find(after, start, last + len(after))
        if found >= 0:
            yield found
