"""What every form of a bibliography says of a story: authors, outlet, date, key."""

import re
import unicodedata

from msgspec import Struct

from reader.exchange.entries import Entry, flatten, make_ending
from reader.exchange.links import only_web

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SHORT_WORDS = frozenset(
    (
        *("a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "as", "is", "are", "was", "with"),
        *("from", "by", "after", "over", "its", "his", "her"),
    )
)
_SURNAME_WITH = frozenset(
    (
        *("al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la"),
        *("le", "van", "von", "ter", "ten", "y"),
    )
)


class Author(Struct, frozen=True):
    """A name in two parts, or one that has none (`given` is then empty)."""

    family: str
    given: str = ""

    @property
    def whole(self) -> str:
        """The name as it is read."""
        return f"{self.given} {self.family}".strip()

    @property
    def turned(self) -> str:
        """The name as lists have it: family, given."""
        return f"{self.family}, {self.given}" if self.given else self.family


class Record(Struct, frozen=True):
    """A story in a bibliography; what it does not say is "" or empty. `date` is year, month, day as far as known."""

    id: str
    key: str
    title: str
    authors: tuple[Author, ...]
    outlet: str
    agency: str
    place: str
    date: tuple[int, ...]
    accessed: tuple[int, ...]
    address: str
    language: str
    keywords: tuple[str, ...]
    abstract: str
    note: str


def make_record(entry: Entry, *, with_note: bool = True) -> Record:
    """Return what a bibliography says of a story."""
    article, source = entry.article, entry.article.source
    standfirst = next((block for block in article.blocks if block.kind == "standfirst"), None)
    return Record(
        id=entry.reading.id,
        key=make_key(entry),
        title=flatten(article.title),
        authors=tuple(split_name(name) for name in map(flatten, source.byline) if name),
        outlet=flatten(source.outlet or source.agency or ""),
        agency=flatten(source.agency or ""),
        place=flatten(source.place or ""),
        date=read_date(source.published),
        accessed=read_date(entry.saved),
        address=only_web(source.address),
        language=source.language or "",
        keywords=tuple(filter(None, map(flatten, source.subjects))),
        abstract=flatten(standfirst.span.cut(article.text)) if standfirst else "",
        note=entry.reading.note.text.strip() if with_note else "",
    )


def make_key(entry: Entry) -> str:
    """Return a key for citing: author or outlet, year, first telling word, and what keeps it apart from all others."""
    source = entry.article.source
    authors = [split_name(name).family for name in map(flatten, source.byline) if name]
    who = (authors or [source.agency or source.outlet or ""])[0]
    words = _letters(entry.article.title).split()
    telling = next((word for word in words if word not in _SHORT_WORDS), "")
    year = "".join(map(str, read_date(source.published)[:1]))
    return "".join(_letters(who).split())[:20] + year + telling[:20] + "-" + make_ending(entry)[:6]


def read_date(date: str | None) -> tuple[int, ...]:
    """Return year, month and day of an ISO date or datetime, as far as it has them."""
    found = _DATE.match(date or "")
    return tuple(int(part) for part in found.groups() if part) if found else ()


def split_name(name: str) -> Author:
    """Return a person's name in two parts, particles with the family; one of a single word has none."""
    words = name.split()
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _SURNAME_WITH:
        at -= 1
    return Author(" ".join(words[at:]), " ".join(words[:at])) if at > 0 else Author(name)


def write_date(date: tuple[int, ...], between: str) -> str:
    """Return the parts of a date, month and day in two digits."""
    return between.join([f"{date[0]:04d}", *(f"{part:02d}" for part in date[1:])]) if date else ""


def _letters(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "".join(letter if letter.isalnum() else " " for letter in plain.replace("'", ""))
