"""The titles a page gives its story, without the outlet's name, and which of them is trusted."""

import re

from msgspec import Struct

_WORDS = re.compile(r"\w+")
_BETWEEN = re.compile(r"\s+(?:[|·•–—-]|::|»|›|/)\s+|\s*[|ㅣ｜]\s*|\s+/\s+|：|: (?=[^:]{1,30}$)")
_BEFORE_SECTION = re.compile(r"\s+[|·•–—»›/-]\s+|\s*[|ㅣ｜-]\s*")
_LONGEST_SECTION = 3


class House(Struct, frozen=True):
    """What a page adds to its titles: `names` of the outlet and of `sections`, letters alone.

    `path` are the words of the folders in the story's address.
    """

    names: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    path: frozenset[str] = frozenset()


class Titles(Struct, frozen=True):
    """The titles of a page: `shared` of Open Graph and `posted` of Twitter, for those who pass the story on.

    `told` and `named` are the headline and the name in its JSON-LD, `window` stands in the browser's title bar.
    """

    shared: str | None = None
    told: str | None = None
    posted: str | None = None
    named: str | None = None
    window: str | None = None

    @property
    def all(self) -> tuple[str, ...]:
        """Return those there are, each once."""
        given = (self.shared, self.told, self.posted, self.named, self.window)
        return tuple(dict.fromkeys(title for title in given if title))


def trim_titles(titles: Titles, house: House) -> Titles:
    """Return the titles without outlet and section."""
    given = (titles.shared, titles.told, titles.posted, titles.named, titles.window)
    return Titles(*(trim_title(title, house) if title else None for title in given))


def trim_title(title: str, house: House) -> str:
    """Return a title without the name of the outlet before or after it, nor the section that stands beside that."""
    trimmed = _trim_outlet(title, house)
    while trimmed != title:
        title, trimmed = trimmed, _trim_section(trimmed, house)
    return trimmed


def read_title(titles: Titles, headline: str | None) -> str:
    """Return the title of the story, where `headline` is the heading that prints one.

    Open Graph's is trusted first, then JSON-LD's, Twitter's, the window's, the heading. JSON-LD goes before Open Graph
    where the latter is a version for sharing alone: seconded by Twitter's while the window agrees with JSON-LD, or by
    the window's while the heading does. A title that another repeats without an addition gives way to that, unless
    Open Graph and JSON-LD agree on it.
    """
    told = make_key(titles.told or "")
    shared, posted, window = (make_key(title or "") for title in (titles.shared, titles.posted, titles.window))
    if (
        told
        and told != shared
        and ((told == window and shared == posted) or (told == make_key(headline or "") and shared == window))
    ):
        return titles.told or ""
    ordered = [*titles.all, *([headline] if headline else [])]
    if not ordered or (told and told == shared):
        return ordered[0] if ordered else ""
    first = make_key(ordered[0])
    inside = [title for title in ordered[1:] if make_key(title) in first and len(make_key(title)) > 0.5 * len(first)]
    return max(inside, key=len, default=ordered[0])


def make_key(name: str) -> str:
    """Return the letters and digits of a name in lower case, by which names are compared."""
    return "".join(_WORDS.findall(name.lower()))


def _trim_outlet(title: str, house: House) -> str:
    for _ in range(3):
        cuts = list(_BETWEEN.finditer(title))
        if not cuts:
            return title
        first, last = cuts[0], cuts[-1]
        after, before = make_key(title[last.end() :]), make_key(title[: first.start()])
        if after and any(after == name or (len(after) > 3 and after in name) or name in after for name in house.names):
            title = title[: last.start()]
        elif before and before in house.names:
            title = title[first.end() :]
        else:
            return title
    return title


def _trim_section(title: str, house: House) -> str:
    cuts = list(_BEFORE_SECTION.finditer(title))
    if not cuts or not title[: cuts[-1].start()]:
        return title
    words = _WORDS.findall(title[cuts[-1].end() :].lower())
    apart = cuts[-1].group() != "-" and 0 < len(words) <= _LONGEST_SECTION
    of_path = apart and house.path.issuperset(words)
    return title[: cuts[-1].start()] if of_path or "".join(words) in house.sections else title
