"""Places in the list: from the number of a row to the stories there, however far down it is.

An order of the list is an index of the database, and to count along one takes a millisecond for every ten thousand
rows. So the keys of some rows are remembered, each with its place; a page is counted from the last of them before it.
They hold until a row of the list changes.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final, Literal

from reader.library.database import Database

Shelf = Literal["all", "unread", "noted", "trash"]
Order = Literal["saved", "published", "outlet", "headline"]

STRIDE = 10_000  # rows from one remembered key to the next: 1 ms
_MOST = 64  # keys remembered besides those of a survey

SHELVES: Final[dict[Shelf, str]] = {
    "all": "trashed IS NULL",
    "unread": "trashed IS NULL AND unread = 1",
    "noted": "trashed IS NULL AND noted = 1",
    "trash": "trashed IS NOT NULL",
}
_ORDERS: Final[dict[Order, str]] = {
    "saved": "saved DESC, story DESC",
    "published": "published DESC, saved DESC, story DESC",
    "outlet": "outlet, saved DESC, story DESC",
    "headline": "headline, saved DESC, story DESC",
}
_IN_TRASH: Final = "trashed DESC, saved DESC, story DESC"
_NOT_BEFORE: Final[dict[Order, tuple[str, ...]]] = {  # the rows from a key on, one run of the index after the other
    "saved": ("(saved, story) <= (:saved, :story)",),
    "published": ("(published, saved, story) <= (:published, :saved, :story)",),
    "outlet": ("outlet = :outlet AND (saved, story) <= (:saved, :story)", "outlet > :outlet"),
    "headline": ("headline = :headline AND (saved, story) <= (:saved, :story)", "headline > :headline"),
}
_NOT_BEFORE_KNOWN: Final = {
    order: tuple(run.replace(":", ":known_") for run in runs) for order, runs in _NOT_BEFORE.items()
}
_NEWER: Final = "(saved, story) > (:saved, :story)"
_BEFORE: Final[dict[Order, tuple[str, ...]]] = {
    "saved": (_NEWER,),
    "published": ("published > :published", f"published = :published AND {_NEWER}"),
    "outlet": ("outlet < :outlet", f"outlet = :outlet AND {_NEWER}"),
    "headline": ("headline < :headline", f"headline = :headline AND {_NEWER}"),
}
_COLUMNS: Final = "story, saved, published, outlet, headline, trashed"
_BEFORE_IN_TRASH: Final = ("trashed > :trashed", f"trashed = :trashed AND {_NEWER}")

_Key = dict[str, object]


class Places:
    """The places of one library's list, over one connection."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[tuple[Shelf, Order], _Known] = {}
        self._counts: dict[Shelf, int] = {}
        self._state: object = None

    def count(self, shelf: Shelf) -> int:
        """Return the number of stories on a shelf: it is counted once for each change of the list."""
        self._forget_if_changed()
        if shelf not in self._counts or shelf == "trash":  # what is deleted for good changes no other shelf
            self._counts[shelf] = self._count(shelf, ("1",), {})
        return self._counts[shelf]

    def find_numbers(self, first: int, count: int, shelf: Shelf, order: Order) -> list[int]:
        """Return the numbers of `count` stories of a shelf from place `first` on."""
        if shelf == "trash" or first < STRIDE:
            return self._count_along(shelf, order, None, first, count)
        known = self._find_known(shelf, order)
        place, key = known.last_before(first)
        numbers = self._count_along(shelf, order, key, first - place, count)
        if first - place > STRIDE // 10 and (found := self._find_key(numbers)):
            known.remember(first, found)
        return numbers

    def survey(self, shelf: Shelf, order: Order) -> bool:
        """Remember the next key of the list, in a millisecond; say whether there are more to come."""
        known = self._find_known(shelf, order)
        if shelf == "trash" or known.is_surveyed:
            return False
        place, key = known.surveyed[-1] if known.surveyed else (0, None)
        numbers = self._count_along(shelf, order, key, STRIDE, 1)
        found = self._find_key(numbers)
        if found:
            known.surveyed.append((place + STRIDE, found))
        known.is_surveyed = not found
        return bool(found)

    def place_of(self, story: str, shelf: Shelf, order: Order) -> int | None:
        """Return how many stories of a shelf come before one, or None where it is not on it."""
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM listed WHERE story = (SELECT number FROM stories WHERE id = ?)"
            f" AND {SHELVES[shelf]}",
            story,
        )
        if row is None:
            return None
        key = dict(zip(_COLUMNS.split(", "), row, strict=True))
        if shelf == "trash":
            return self._count(shelf, _BEFORE_IN_TRASH if order == "saved" else _BEFORE[order], key)
        place, known = self._find_known(shelf, order).last_not_behind(key, order)
        if known is None:
            return self._count(shelf, _BEFORE[order], key)
        runs = [f"{start} AND {end}" for start in _NOT_BEFORE_KNOWN[order] for end in _BEFORE[order]]
        return place + self._count(shelf, runs, key | {f"known_{name}": value for name, value in known.items()})

    def _count(self, shelf: Shelf, runs: Iterable[str], values: _Key) -> int:
        questions = (f"SELECT count(*) FROM listed WHERE {SHELVES[shelf]} AND {run}" for run in runs)
        return sum(int(self._database.rows(question, values)[0][0]) for question in questions)

    def _forget_if_changed(self) -> None:
        state = self._database.read_list_state()
        if state != self._state:
            self._known.clear()
            self._counts.clear()
            self._state = state

    def _find_known(self, shelf: Shelf, order: Order) -> "_Known":
        self._forget_if_changed()
        return self._known.setdefault((shelf, order), _Known())

    def _count_along(self, shelf: Shelf, order: Order, key: _Key | None, offset: int, count: int) -> list[int]:
        """Return the numbers of `count` stories from `offset` places behind a key, or behind the top of the list."""
        sequence = _IN_TRASH if shelf == "trash" and order == "saved" else _ORDERS[order]
        runs = [
            f"SELECT story FROM listed WHERE {SHELVES[shelf]}{f' AND {condition}' if condition else ''}"
            f" ORDER BY {sequence}"
            for condition in (_NOT_BEFORE[order] if key else ("",))
        ]
        question = " UNION ALL ".join(f"SELECT * FROM ({run} LIMIT :offset + :count)" for run in runs)
        rows = self._database.rows(
            f"{question} LIMIT :count OFFSET :offset", {**(key or {}), "offset": offset, "count": count}
        )
        return [number for (number,) in rows]

    def _find_key(self, numbers: list[int]) -> _Key | None:
        """Return the key of the first of some rows."""
        row = self._database.row(f"SELECT {_COLUMNS} FROM listed WHERE story = ?", numbers[0]) if numbers else None
        return dict(zip(_COLUMNS.split(", "), row, strict=True)) if row else None


class _Known:
    """The keys that are known of one shelf in one order, each with its place."""

    def __init__(self) -> None:
        self.surveyed: list[tuple[int, _Key]] = []
        self.is_surveyed = False
        self._met: list[tuple[int, _Key]] = []

    def remember(self, place: int, key: _Key) -> None:
        if len(self._met) == _MOST:
            self._met.clear()
        self._met.insert(bisect_right(self._met, place, key=_place), (place, key))

    def last_before(self, place: int) -> tuple[int, _Key | None]:
        """Return the last known place at or before one, with its key."""
        found: tuple[int, _Key | None] = (0, None)
        for anchors in (self.surveyed, self._met):
            behind = bisect_right(anchors, place, key=_place)
            if behind and anchors[behind - 1][0] > found[0]:
                found = anchors[behind - 1]
        return found

    def last_not_behind(self, key: _Key, order: Order) -> tuple[int, _Key | None]:
        """Return the last known place whose row is that of a key or before it, with its key."""
        found: tuple[int, _Key | None] = (0, None)
        for place, known in (*self.surveyed, *self._met):
            if place > found[0] and not _is_before(key, known, order):
                found = place, known
        return found


def _is_before(key: _Key, other: _Key, order: Order) -> bool:
    """Say whether one row stands before another, as the index has them."""
    newest = [(str(one["saved"]), one["story"]) for one in (key, other)]
    if order == "saved":
        return newest[0] > newest[1]
    mine, others = str(key[order]), str(other[order])
    if mine == others:
        return newest[0] > newest[1]
    return mine > others if order == "published" else mine < others


def _place(anchor: tuple[int, _Key]) -> int:
    return anchor[0]
