"""Where what the file of a photograph says differs from what is printed beside it: facts, no verdict."""

import re
from typing import Literal

from reader.model.analysis import Caption
from reader.model.article import Article, Photo, PhotoWords

Field = Literal["caption", "credit", "place", "date"]

_WORDS = re.compile(r"\w+")
_ALIKE = 0.6  # of the words of the shorter one


def find_differences(article: Article, photo: Photo, said: Caption | None) -> tuple[Field, ...]:
    """Return in which fields file and print both say something, and not the same.

    `said` is what the printed caption says.
    """
    words = photo.in_file
    if words is None:
        return ()
    caption = photo.caption.cut(article.text) if photo.caption else ""
    credit = photo.credit.cut(article.text) if photo.credit else ""
    found: dict[Field, bool] = {
        "caption": _differ(words.caption, caption),
        "credit": _name_others(" ".join((words.credit, *words.byline)), credit),
        "place": _stand_apart(words, said.place if said else None),
        "date": _fall_apart(words.created, said.taken if said else None),
    }
    return tuple(field for field, differs in found.items() if differs)


def _read_words(text: str) -> set[str]:
    return set(_WORDS.findall(text.lower()))


def _differ(one: str, other: str) -> bool:
    ours, theirs = _read_words(one), _read_words(other)
    return bool(ours and theirs) and len(ours & theirs) < _ALIKE * min(len(ours), len(theirs))


def _name_others(one: str, other: str) -> bool:
    ours, theirs = _read_words(one), _read_words(other)
    return bool(ours and theirs) and not ours & theirs


def _stand_apart(words: PhotoWords, place: str | None) -> bool:
    told, printed = _read_words(f"{words.city} {words.country}"), _read_words(place or "")
    return bool(told and printed) and not told & printed


def _fall_apart(created: str | None, taken: str | None) -> bool:
    """Compare two ISO dates as far as both go."""
    if not created or not taken:
        return False
    length = min(len(created), len(taken))
    return created[:length] != taken[:length]
