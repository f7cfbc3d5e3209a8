"""Whether two names are spellings of one: accents, transliteration, a letter more or less."""

import unicodedata
from collections.abc import Sequence

_SPELLED = 5  # letters from which one of them may differ …
_LONG = 6  # … and from which two may
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name in small letters, without the possessive."""
    words = name.casefold().replace("’", "'").split()
    return tuple(word.removesuffix("'s").strip(".,") for word in words)


def holds_words(long: Sequence[str], short: Sequence[str]) -> bool:
    """Say whether all words of the one stand, in order, in the other."""
    rest = iter(long)
    return all(word in rest for word in short)


def is_other_spelling(name: Sequence[str], other: Sequence[str], most: int = 2) -> bool:
    """Say whether two names differ in the spelling of words alone, each by at most `most` letters.

    Of names of different lengths the last words, and where both have more the first ones, are laid beside each other.
    """
    if not name or not other or holds_words(name, other) or holds_words(other, name):
        return False
    pairs = [(name[-1], other[-1])]
    if len(name) == len(other):
        pairs = list(zip(name, other, strict=True))
    elif min(len(name), len(other)) > 1:
        pairs.append((name[0], other[0]))
    return all(_is_spelled_like(a, b, most) for a, b in pairs) and sum(a != b for a, b in pairs) == 1


def _is_spelled_like(a: str, b: str, most: int) -> bool:
    a, b = fold(a), fold(b)
    shorter = min(len(a), len(b))
    allowed = 0 if shorter < _SPELLED else 1 if shorter < _LONG else most
    return a == b or (abs(len(a) - len(b)) <= allowed and _count_edits(a, b) <= allowed)


def fold(word: str) -> str:
    """Return a word without accents, in small letters."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _count_edits(a: str, b: str) -> int:
    """Return how many letters must be put in, taken out or changed to make the one of the other."""
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != other))
    return row[-1]
