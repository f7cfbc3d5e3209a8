"""What is typed into the search field, taken apart; nothing that can be typed is an error.

- `ferry strike`: both words, or their plurals; the last may be only begun;
- `"not a day longer"`: these words in this order, letter for letter but for case and accents;
- `elect*`: words that begin so;
- `speaker:chen`: a Chen is quoted; `name:`, `headline:`, `text:`, `note:` and `outlet:` likewise;
- `after:2024 before:2024-05-03`: published from 2024 on, and before 3 May;
- `in:notes`, `in:quotes`: only what the reader wrote, or what somebody is quoted with.
"""

import re
from datetime import date
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

LONGEST = 1000  # characters
MOST_TERMS = 24

_COLUMNS: Final = {
    "speaker": "speakers",
    "name": "names",
    "headline": "headline",
    "text": "text",
    "note": "note",
    "outlet": "outlet",
}
_DAYS: Final = ("after", "before")
Within = Literal["", "note", "quote"]
_WITHIN: Final[dict[str, Within]] = {"note": "note", "notes": "note", "quote": "quote", "quotes": "quote"}
_PIECE = re.compile(
    r"""(?:(?P<field>[a-z]+):(?=\S))?(?:["“”„](?P<phrase>[^"“”„]*)(?P<closed>["“”„]?)|(?P<word>[^\s"“”„]+))""", re.I
)
_NO_LETTERS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_LETTERS = re.compile(r"[^\W_]")
_LAST_WORD = re.compile(r"[^\W_]+$")
_PLAIN = re.compile(r"[a-z]{3,}", re.I)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$", re.I)
_LEAST_BEGINNING = 2  # letters: of one alone, half of all words begin so


class Term(Struct, frozen=True):
    """Words to be found together, in this order: in `column` alone, or anywhere.

    `begun` says that the last of them may go on; `exact` that no other form will do.
    """

    words: str
    column: str | None = None
    begun: bool = False
    exact: bool = False


class Query(Struct, frozen=True):
    """All of `terms` must be found; `after` and `before` bound the day of publication: ISO dates or their beginnings.

    `after` itself is within, `before` is not. `within` says where words are to be found that name no place themselves.
    """

    terms: tuple[Term, ...] = ()
    after: str | None = None
    before: str | None = None
    within: Within = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.terms or self.after or self.before)


def read_query(typed: str, *, typing: bool = True) -> Query:
    """Return what a text asks for; while somebody is `typing`, its last word may be only begun."""
    text = _NO_LETTERS.sub(" ", typed[:LONGEST])
    terms: list[Term] = []
    days: dict[str, str] = {}
    within: Within = ""
    for piece in _PIECE.finditer(text):
        field = (piece["field"] or "").lower()
        last = typing and piece.end() == len(text)
        day = _read_day(piece["word"] or "") if field in _DAYS else None
        if day is not None:
            days[field] = day
        elif field == "in" and (piece["word"] or "").lower() in _WITHIN:
            within = _WITHIN[piece["word"].lower()]
        elif term := _read_term(piece, field, last=last):
            terms.append(term)
    if within == "note":
        terms = [replace(term, column=term.column or "note") for term in terms]
    return Query(tuple(terms[:MOST_TERMS]), days.get("after") or None, days.get("before") or None, within)


class Filter(Struct, frozen=True):
    """A condition within what was typed, such as `outlet:post`, from `start` to `end`."""

    field: str
    words: str
    start: int
    end: int


def find_filters(typed: str) -> list[Filter]:
    """Return the conditions in what was typed, in its order; a word that only looks like one is none."""
    filters = []
    for piece in _PIECE.finditer(typed[:LONGEST]):
        field, word = (piece["field"] or "").lower(), piece["word"] or ""
        words = piece["phrase"] if piece["phrase"] is not None else word
        is_place = field == "in" and word.lower() in _WITHIN
        if (field in _COLUMNS and _LETTERS.search(words)) or is_place or (field in _DAYS and _read_day(word)):
            filters.append(Filter(field, words, *piece.span()))
    return filters


def make_match(query: Query) -> str:
    """Return the terms of a query as FTS5 takes them, every word of it quoted."""
    return " AND ".join(_make_term(term) for term in query.terms)


def find_forms(word: str) -> tuple[str, ...]:
    """Return a word with its English plural or singular: “ferry” finds “ferries” and the other way round."""
    if not _PLAIN.fullmatch(word):
        return (word,)
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        one = low[:-3] + "y"
    elif low.endswith("es") and _SIBILANT.search(low[:-2]) and len(low) > 4:
        one = low[:-2]
    elif low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        one = low[:-1]
    else:
        one = low
    if one.endswith("y") and one[-2] not in "aeiou":
        many = one[:-1] + "ies"
    else:
        many = one + ("es" if _SIBILANT.search(one) else "s")
    return tuple(dict.fromkeys((low, one, many)))


def _read_day(word: str) -> str | None:
    """Return an ISO date or the beginning of one, "" for one that is still being typed, None for other words."""
    found = _DATE.fullmatch(word)
    if not found:
        return "" if word[:1].isdecimal() and word.isascii() else None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        date(year or 1, month or 1, day or 1)
    except ValueError:
        return ""
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])


def _read_term(piece: re.Match[str], field: str, *, last: bool) -> Term | None:
    column, words = _COLUMNS.get(field), piece["phrase"]
    if words is not None:
        begun = last and not piece["closed"] and bool(words) and not words[-1].isspace()
        term = Term(words.strip(), column, begun, exact=True)
    else:
        words = piece["word"].rstrip("*")
        term = Term(words, column, begun=last or words != piece["word"])
    if field and not column:  # a:b
        term = Term(f"{field} {term.words}", None, term.begun, exact=True)
    return term if _LETTERS.search(term.words) else None


def _make_term(term: Term) -> str:
    last = _LAST_WORD.search(term.words)
    begun = term.begun and last is not None and len(last[0]) >= _LEAST_BEGINNING
    if begun or term.exact:
        words = _quote(term.words) + (" *" if begun else "")
    else:
        forms = " OR ".join(_quote(form) for form in find_forms(term.words))
        words = f"({forms})" if " OR " in forms else forms
    return f"{{{term.column}}} : {words}" if term.column else words


def _quote(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
