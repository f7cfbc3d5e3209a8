"""Full-text search: stories in which all that was asked for is found, with the places shown."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Literal, NamedTuple

from msgspec import Struct

from reader.library.database import Database
from reader.library.index import Index
from reader.library.listing import Listing, Story
from reader.library.passages import MARKED_WORDS, Passage, find_passages, find_quoted
from reader.library.query import Query, make_match, read_query
from reader.library.trouble import is_damage
from reader.model.problem import Problem

SearchOrder = Literal["newest", "ranked"]

RANKED = 20_000  # of so many found, the newest, the best are found; what a headline has is ranked however old
LOOKED_THROUGH = 600  # of so many found, those are picked out in which a quote has it
_AT_ONCE = 100
_WEIGHTS = "10, 1, 5, 3, 2, 1"  # headline, text, note, names, speakers, outlet
_IN_HEADLINE = "{headline} : "


class Hit(Struct, frozen=True):
    """A story that was found, and where in it."""

    story: Story
    passages: tuple[Passage, ...]


class _Asked(NamedTuple):
    tables: str
    number: str
    is_so: str
    values: tuple[object, ...]


class _Found(NamedTuple):
    number: int
    score: float
    marked: list[str | None]


class SearchStopped(Problem):
    """The search was stopped by somebody who no longer wants it."""

    def __init__(self) -> None:
        super().__init__("The search was stopped.")


class Search:
    """The search of one library, over one connection."""

    def __init__(self, database: Database, listing: Listing, index: Index) -> None:
        self._database = database
        self._listing = listing
        self._index = index

    def find(self, typed: str, first: int, count: int, order: SearchOrder, *, typing: bool) -> list[Hit]:
        """Return `count` hits from place `first` on; nothing is found where nothing is asked for."""
        query = read_query(typed, typing=typing)
        if query.is_empty:
            return []
        with self._watched():
            if _is_of_quotes(query):
                return list(islice(self._find_quoted(query, order), first, first + count))
            find = self._find_ranked if order == "ranked" and query.terms else self._find_newest
            return [hit for found in find(query, first, count) if (hit := self._make_hit(found))]

    def count(self, typed: str, *, typing: bool) -> int:
        """Return how many stories are found; of those with it in a quote, at most as many as are looked through."""
        query = read_query(typed, typing=typing)
        if query.is_empty:
            return 0
        asked = _ask(query)
        with self._watched():
            if _is_of_quotes(query):
                return sum(1 for _ in self._find_quoted(query, "newest"))
            return int(
                self._database.rows(f"SELECT count(*) FROM {asked.tables} WHERE {asked.is_so}", *asked.values)[0][0]
            )

    def _find_newest(self, query: Query, first: int, count: int) -> list[_Found]:
        asked = _ask(query)
        rows = self._database.rows(
            f"""SELECT {asked.number}{f", {MARKED_WORDS}" if query.terms else ""} FROM {asked.tables}
            WHERE {asked.is_so} ORDER BY {asked.number} DESC LIMIT ? OFFSET ?""",
            *asked.values,
            count,
            first,
        )
        return [_Found(number, 0.0, marked) for number, *marked in rows]

    def _find_ranked(self, query: Query, first: int, count: int) -> list[_Found]:
        asked = _ask(query)
        oldest = self._database.row(
            f"""SELECT {asked.number} FROM {asked.tables} WHERE {asked.is_so}
            ORDER BY {asked.number} DESC LIMIT 1 OFFSET ?""",
            *asked.values,
            RANKED,
        )
        bound = oldest[0] if oldest else 0
        ranked = self._rank(asked, "search.rowid >= ?", bound, first + count)
        if oldest:
            ranked += self._rank(_ask(query, _IN_HEADLINE), "search.rowid < ?", bound, first + count)
        ranked.sort(key=lambda found: found.score)
        return ranked[first : first + count]

    def _rank(self, asked: _Asked, condition: str, bound: int, count: int) -> list[_Found]:
        rows = self._database.rows(
            f"""SELECT search.rowid, rank, {MARKED_WORDS} FROM {asked.tables}
            WHERE {asked.is_so} AND rank MATCH 'bm25({_WEIGHTS})' AND {condition} ORDER BY rank LIMIT ?""",
            *asked.values,
            bound,
            count,
        )
        return [_Found(number, score, marked) for number, score, *marked in rows]

    def _find_quoted(self, query: Query, order: SearchOrder) -> Iterator[Hit]:
        """Yield the stories in which a quote has it: each found one has to be looked at, the first hundreds are."""
        find = self._find_ranked if order == "ranked" else self._find_newest
        for first in range(0, LOOKED_THROUGH, _AT_ONCE):
            some = find(query, first, _AT_ONCE)
            for found in some:
                passages = find_quoted(self._database, found.number, found.marked)
                story = self._listing.story_of(found.number) if passages else None
                if story:
                    yield Hit(story, passages)
            if len(some) < _AT_ONCE:
                return

    def _make_hit(self, found: _Found) -> Hit | None:
        story = self._listing.story_of(found.number)
        if story is None:
            return None
        return Hit(story, find_passages(self._database, found.number, found.marked) if found.marked else ())

    @contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
                raise SearchStopped from error
            if not is_damage(error):
                raise
            with self._database.writing():
                self._index.begin_anew()
            raise Problem(
                "The index for searching was damaged; it is made anew.", "No story is lost. Search again in a moment."
            ) from error


def _is_of_quotes(query: Query) -> bool:
    return query.within == "quote" and any(term.column in (None, "text") for term in query.terms)


def _ask(query: Query, column: str = "") -> _Asked:
    """Return a query as SQL; with a `column`, of those stories alone where all of it is found there."""
    conditions, values = [], []
    if query.terms:
        conditions.append("search MATCH ?")
        values.append(f"{column}({make_match(query)})" if column else make_match(query))
    else:
        conditions.append("trashed IS NULL")
    if query.after or query.before:
        conditions.append("published > ''")
    if query.after:
        conditions.append("published >= ?")
        values.append(query.after)
    if query.before:
        conditions.append("published < ?")
        values.append(query.before)
    if not query.terms:
        tables, number = "listed", "listed.story"
    else:
        dated = query.after or query.before
        tables, number = (
            "search CROSS JOIN listed ON listed.story = search.rowid" if dated else "search",
            "search.rowid",
        )
    return _Asked(tables, number, " AND ".join(conditions), tuple(values))
