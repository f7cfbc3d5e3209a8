"""The order of the alphabet, for headlines and outlets."""

import re
from unicodedata import combining, normalize

_LONGEST = 100
_BEFORE_THE_WORDS = re.compile(r"^[\W_]+")
LAST = "\U0010ffff"  # where what has no name is put


def sort_key(words: str | None) -> str:
    """Return what words are sorted by: without case, accents and the marks before them; nothing sorts last."""
    bare = (words or "").casefold()[: 2 * _LONGEST]
    if not bare.isascii():
        bare = "".join(letter for letter in normalize("NFKD", bare) if not combining(letter))
    return _BEFORE_THE_WORDS.sub("", bare)[:_LONGEST] or LAST
