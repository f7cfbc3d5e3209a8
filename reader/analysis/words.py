"""The words of a text as the names model sees them: where each stands, its shape, and what is known of it beforehand.

A word is a run of letters and digits, with the marks that combine with them, or one other sign. The model's encoder
reads lower case alone, so capitals come to it as shapes, and the lexicons as flags.
"""

import re
from functools import cache

from msgspec import Struct, field

from reader.analysis.gazetteer import read_gazetteer

_MARKS = "\u0300-\u036f\u200d\ufe00-\ufe0f"  # accents set by themselves, joiners and variants of emoji
_WORD = re.compile(rf"(?:[^\W_][{_MARKS}]*)+|\S[{_MARKS}]*")
_SIGNS = {
    ".": 1, ",": 2, "’": 3, "'": 3, "-": 4, "‑": 4, "–": 4, "(": 5, ")": 5, "[": 5, "]": 5, '"': 6, "“": 6, "”": 6,
}  # fmt: skip
_SHAPE_COUNT = 16
_FLAGS = (
    "country", "people", "city", "town", "given", "title", "organisation", "place", "known", "lower", "inside", "opens",
)  # fmt: skip
_FLAG = {name: 1 << place for place, name in enumerate(_FLAGS)}
_LONGEST = 6  # words of a name looked up in the lexicons
_SHORT_CAPITALS = 4

SHAPES = _SHAPE_COUNT
FLAGS = len(_FLAGS)
STORY_FLAGS = _FLAG["lower"] | _FLAG["inside"]  # told by the rest of the story
OPENS_FLAG = _FLAG["opens"]  # the first word of a line
PLACE_FLAGS = _FLAG["country"] | _FLAG["city"]  # words of a place that the lexicons know
KNOWN_FLAGS = _FLAG["lower"] - 1  # told by the lexicons


class Words(Struct):
    """The words of a text as columns: half-open offsets in code points, shapes below SHAPES, FLAGS flags as bits."""

    text: str
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    word: list[str] = field(default_factory=list)
    shape: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.start)


def read_words(text: str) -> Words:
    """Return the words of `text`."""
    words = Words(text)
    for match in _WORD.finditer(text):
        words.start.append(match.start())
        words.end.append(match.end())
        words.word.append(match.group())
    words.shape = [read_shape(word) for word in words.word]
    single, named = _find_flags()
    words.flags = [_look_up(word, single) for word in words.word]
    _flag_names(words, named)
    _flag_story(words)
    return words


@cache
def read_shape(word: str) -> int:
    """Return what the signs of a word look like, whichever they are: 0 stands for no word."""
    letter = word[0]
    if not letter.isalnum():
        return _SIGNS.get(word, 7)
    if word.isdigit():
        return 8
    if any(sign.isdigit() for sign in word):
        return 9
    if word.islower():
        return 10
    if len(word) == 1 and letter.isupper():
        return 11
    if word.isupper():
        return 12 if len(word) <= _SHORT_CAPITALS else 13
    return 14 if letter.isupper() and word[1:].islower() else 15


@cache
def _find_flags() -> tuple[dict[str, int], dict[str, int]]:
    """Return what the lexicons tell of single words, and of whole names of one word or more."""
    gazetteer = read_gazetteer()
    heads = gazetteer.heads
    single: dict[str, int] = {}
    named: dict[str, int] = {}
    for table, flag, names in (
        (single, "given", gazetteer.given_names),
        (single, "title", gazetteer.addresses.keys() | gazetteer.offices),
        (single, "organisation", heads["organisation"] | heads["company"]),
        (single, "place", heads["place"] | heads["place-first"]),
        (named, "country", gazetteer.countries),
        (named, "people", gazetteer.peoples),
        (named, "city", gazetteer.cities),
        (named, "town", gazetteer.towns),
        (named, "known", heads["known"] | gazetteer.bodies.keys()),
    ):
        for name in names:
            table[name] = table.get(name, 0) | _FLAG[flag]
    return single, named


def _look_up(name: str, known: dict[str, int]) -> int:
    """Return the flags of a name, also of one in the capitals of a headline or dateline."""
    flags = known.get(name, 0)
    if not flags and len(name) > _SHORT_CAPITALS and name.isupper():
        flags = known.get(name.title(), 0)
    return flags


def _flag_names(words: Words, named: dict[str, int]) -> None:
    """Flag all words of each place, people or body of the lexicons, of the longest that begins at a word."""
    at, count = 0, len(words)
    while at < count:
        length = 1
        if words.word[at][0].isupper():
            for longer in range(min(_LONGEST, count - at), 0, -1):
                if flags := _look_up(words.text[words.start[at] : words.end[at + longer - 1]], named):
                    length = longer
                    for place in range(at, at + longer):
                        words.flags[place] |= flags
                    break
        at += length


def _flag_story(words: Words) -> None:
    """Flag what the rest of the story tells: words it has in lower case, and names met inside its sentences."""
    lower = {word for word, shape in zip(words.word, words.shape, strict=True) if shape == 10}
    inside = {
        word.casefold()
        for before, word, shape in zip(words.word, words.word[1:], words.shape[1:], strict=False)
        if before.islower() and shape >= 11
    }
    line = -1
    for place, word in enumerate(words.word):
        if words.shape[place] >= 11:
            words.flags[place] |= _FLAG["lower"] * (word.lower() in lower)
            words.flags[place] |= _FLAG["inside"] * (word.casefold() in inside)
        opening = words.text.rfind("\n", line + 1, words.start[place])
        if opening >= 0 or not place:
            words.flags[place] |= _FLAG["opens"]
        line = max(line, opening, words.end[place] - 1)
