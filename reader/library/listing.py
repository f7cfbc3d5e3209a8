"""The list of stories: what a row of it shows, kept so that no article is read for it."""

import sqlite3
import sys
from collections.abc import Sequence
from itertools import islice
from typing import Literal

from msgspec import Struct

from reader.library.database import Database
from reader.library.index import Index
from reader.library.places import Order, Places, Shelf
from reader.library.trouble import is_damage
from reader.model.analysis import Analysis
from reader.model.article import Article

__all__ = ["Listing", "Order", "Shelf", "Story"]

State = Literal["waiting", "read", "analysed", "failed"]

FIRST_WORDS = 200
PEOPLE = 12


class Story(Struct, frozen=True):
    """A story as the list shows it.

    `saved` is an ISO 8601 datetime in UTC. `state` is how far reading has come; `problem` says why it "failed".
    `title` is a file's name, an address or "" until the story was read. `people` come the most mentioned first.
    `trashed` says since when the story has been in the trash, as `saved` does.
    """

    id: str
    title: str
    saved: str
    state: State
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None
    place: str | None = None
    first_words: str = ""
    people: tuple[str, ...] = ()
    noted: bool = False
    unread: bool = True
    problem: str = ""
    trashed: str | None = None


STORY_COLUMNS = """
    stories.id, coalesce(title, ''), saved, coalesce(state, 'waiting'), outlet, agency, published, place,
    coalesce(first_words, ''), coalesce(people, ''),
    EXISTS (SELECT 1 FROM notes WHERE notes.story = number AND length(notes.body) > 0),
    unread, coalesce(problems.what || ' ' || problems.advice, ''), trashed
"""
STORY_TABLES = "stories LEFT JOIN headings ON headings.story = number LEFT JOIN problems ON problems.story = number"


def read_story(row: Sequence[object]) -> Story:
    """Return the Story of a row of `STORY_COLUMNS`."""
    story, title, saved, state, outlet, agency, published, place, words, people, noted, unread, problem, trashed = row
    return Story(
        id=str(story),
        title=str(title),
        saved=str(saved),
        state=_STATES.get(str(state), "waiting"),
        outlet=_text(outlet),
        agency=_text(agency),
        published=_text(published),
        place=_text(place),
        first_words=str(words),
        people=tuple(str(people).split("\n")) if people else (),
        noted=bool(noted),
        unread=bool(unread),
        problem=str(problem).strip(),
        trashed=_text(trashed),
    )


def find_first_words(article: Article) -> str:
    """Return the beginning of the standfirst or else of the first paragraph, on one line."""
    blocks = {block.kind: block for block in reversed(article.blocks)}  # the first of each kind stays
    block = blocks.get("standfirst") or blocks.get("paragraph")
    words = " ".join(block.span.cut(article.text)[: 4 * FIRST_WORDS].split()) if block else ""
    return words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"


def find_people(analysis: Analysis) -> tuple[str, ...]:
    """Return the names of the people in a story, the most mentioned first."""
    people = [entity for entity in analysis.entities if entity.kind == "person"]
    people.sort(key=lambda person: -len(person.mentions))
    return tuple(" ".join(person.name.split()) for person in people[:PEOPLE])


class Listing:
    """The stories of a library in any order, by their places; a hundred thousand cost no more than a hundred."""

    def __init__(self, database: Database, index: Index) -> None:
        self._database = database
        self._index = index
        self._places = Places(database)

    def count(self, shelf: Shelf) -> int:
        """Return the number of stories on a shelf."""
        try:
            return self._places.count(shelf)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            return len(self._find_numbers_without_order(0, sys.maxsize, is_trash=shelf == "trash"))

    def stories(self, first: int, count: int, shelf: Shelf, order: Order) -> list[Story]:
        """Return `count` stories of a shelf from place `first` on; a damaged one hides no other."""
        numbers = self._find_numbers(first, count, shelf, order)
        try:
            found = self._find_stories(numbers)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            found = {number: story for number in numbers if (story := self._story_as_far_as_whole(number))}
        return [found[number] for number in numbers if number in found]

    def story(self, story: str) -> Story:
        """Return one story.

        Raises:
            Problem: there is no such story.
        """
        try:
            return read_story(
                self._database.story_row(f"SELECT {STORY_COLUMNS} FROM {STORY_TABLES} WHERE number = ?", story)
            )
        except sqlite3.DatabaseError as error:
            found = self._story_as_far_as_whole(self._database.number(story)) if is_damage(error) else None
            if found is None:
                raise
            return found

    def story_of(self, number: int) -> Story | None:
        """Return the story of a number, as far as it is whole, or None where there is none."""
        return self._story_as_far_as_whole(number)

    def place_of(self, story: str, shelf: Shelf, order: Order) -> int | None:
        """Return how many stories of a shelf come before one, or None where it is not on it."""
        return self._places.place_of(story, shelf, order)

    def survey(self, shelf: Shelf, order: Order) -> bool:
        """Learn a little more of where the rows of a long list are; say whether there is more to learn."""
        try:
            return not self._index.is_off and self._places.survey(shelf, order)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            return False

    def _find_numbers(self, first: int, count: int, shelf: Shelf, order: Order) -> list[int]:
        if self._index.is_off:
            return self._find_numbers_without_order(first, count, is_trash=shelf == "trash")
        try:
            return self._places.find_numbers(first, count, shelf, order)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            return self._find_numbers_without_order(first, count, is_trash=shelf == "trash")

    def _find_numbers_without_order(self, first: int, count: int, *, is_trash: bool) -> list[int]:
        """Return all that can be had, the last added first: a damaged order hides no story."""
        stories = ((number, self._story_as_far_as_whole(number)) for number in reversed(self._database.all_numbers()))
        numbers = (number for number, story in stories if story and bool(story.trashed) == is_trash)
        return list(islice(numbers, first, first + count))

    def _find_stories(self, numbers: list[int]) -> dict[int, Story]:
        marks = ", ".join("?" * len(numbers))
        rows = self._database.rows(
            f"SELECT number, {STORY_COLUMNS} FROM {STORY_TABLES} WHERE number IN ({marks})", *numbers
        )
        return {number: read_story(columns) for number, *columns in rows}

    def _story_as_far_as_whole(self, number: int) -> Story | None:
        for columns in (
            f"SELECT {STORY_COLUMNS} FROM {STORY_TABLES} WHERE number = ?",
            """SELECT id, 'Damaged story', saved, 'failed', NULL, NULL, NULL, NULL, '', '', 0, unread,
            'Its row is damaged on the disk.', trashed FROM stories WHERE number = ?""",
        ):
            try:
                row = self._database.row(columns, number)
                return read_story(row) if row else None
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
        return None


_STATES: dict[str, State] = {"waiting": "waiting", "read": "read", "analysed": "analysed", "failed": "failed"}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
