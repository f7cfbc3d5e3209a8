"""The index: the words to be searched and the rows of the list, kept in step with the stories they were taken from.

Whoever changes a story calls `change` before; when the transaction ends, the story is put back as it is then, in the
same transaction. What cannot be done at once (a library of an earlier format, a note to a very long story, an index
that was damaged) is written down in `due` and done by `catch_up`, a few stories at a time. All of it is *found*: words
that do not fit together are put in anew, and damage to its pages never keeps a note from being saved.
"""

import sqlite3
from collections.abc import Callable
from functools import wraps
from time import time_ns
from typing import Literal, ParamSpec, TypeVar

from reader.library.bodies import find_analysis, find_article
from reader.library.database import LIST_STATE, Database
from reader.library.schema import LISTED, SEARCH_TABLE
from reader.library.trouble import is_damage
from reader.model.analysis import Analysis
from reader.model.article import Article

_Extent = Literal["list", "words later", "words"]  # what of a story is put back at the end of the transaction

_P = ParamSpec("_P")
_T = TypeVar("_T")

_LONG = 40_000  # bytes of a story whose words are not put into the index again for each saving of its note
_EMPTIED = (  # FTS5's own tables as they are before a word is in them
    "DELETE FROM search_idx",
    "DELETE FROM search_data",
    "INSERT INTO search_data VALUES (1, x''), (10, x'00000000000000')",
)
_COLUMNS = "headline, text, note, names, speakers, outlet"


class Index:
    """Keeps list and search in step."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.is_off = False  # whether damage was met: then stories are kept without it
        self._changed: dict[int, _Extent] = {}
        database.follow(self._finish, self._changed.clear)

    def change(self, number: int) -> None:
        """Take a story out before it is changed, inside a transaction; at the end of that it is put back."""
        if self._changed.get(number) != "words" and not self.is_off:
            self._changed[number] = "words"
            if not self._database.is_added(number):
                self._guard(self._take_out, number)

    def change_note(self, number: int) -> None:
        """Do the same before a note is changed; the words of a very long story wait for `catch_up`."""
        if self.is_off:
            return
        row = self._database.row("SELECT length(body) FROM articles WHERE story = ?", number)
        if row and row[0] > _LONG:
            if self._changed.get(number) != "words":
                self._changed[number] = "words later"
        else:
            self.change(number)

    def change_list(self, number: int) -> None:
        """Do the same where no words change."""
        if not self.is_off:
            self._changed.setdefault(number, "list")

    def find_in_article(self, number: int, article: Article) -> None:
        """Keep what tells a story from others by its words, inside a transaction."""
        if self.is_off:
            return
        from reader.library.twins import keep_marks  # 2 ms that the start of the window does without

        keep_marks(self._database, number, article)

    def find_in_analysis(self, number: int, analysis: Analysis) -> None:
        """Keep the names of a story, inside a transaction."""
        if self.is_off:
            return
        from reader.library.people import keep_names  # 2 ms that the start of the window does without

        keep_names(self._database, number, analysis)

    def catch_up(self, count: int) -> int:
        """Do up to `count` stories of what is due and return how many are left; damaged ones are left out."""
        rows = self._database.rows("SELECT story FROM due ORDER BY story DESC LIMIT ?", count)
        numbers = [number for (number,) in rows]
        if not self._do(numbers):
            for number in numbers:
                if not self._do([number]):
                    with self._database.writing():
                        self._database.write("DELETE FROM due WHERE story = ?", number)
        return int(self._database.rows("SELECT count(*) FROM due")[0][0])

    def _do(self, numbers: list[int]) -> bool:
        """Do stories that are due in one transaction; say whether none was damaged."""
        try:
            if numbers:
                with self._database.writing():
                    for number in numbers:
                        self.change(number)
                        self._find(number)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            return False
        return True

    def begin_anew(self) -> None:
        """Throw the words away, inside a transaction, and have those of all stories put in again."""
        write = self._database.write
        try:
            write("DROP TABLE IF EXISTS search")
        except sqlite3.DatabaseError:  # too damaged even to be opened
            for statement in _EMPTIED:
                write(statement)
            write("DROP TABLE search")
        for statement in SEARCH_TABLE:
            write(statement)
        write("DELETE FROM searched")
        write("INSERT OR IGNORE INTO due SELECT story FROM articles UNION SELECT story FROM notes")

    def _finish(self) -> None:
        if self._changed:
            self._database.write("INSERT OR REPLACE INTO remembered VALUES (?, ?)", LIST_STATE, str(time_ns()))
        for number, extent in self._changed.items():
            self._list(number)
            if extent == "words":
                self._note_as_searched(number)
            elif extent == "words later":
                self._database.write("INSERT OR IGNORE INTO due VALUES (?)", number)
        # after all else: with each INSERT … SELECT the index would write down what it holds in memory, story by story
        for number, extent in self._changed.items():
            if extent == "words":
                self._guard(self._put_in, number)

    def _list(self, number: int) -> None:
        self._database.write(f"INSERT OR REPLACE INTO listed {LISTED} WHERE number = ?", number)

    def _take_out(self, number: int) -> None:
        write = self._database.write
        words = self._find_words(number)
        if words:
            write(f"INSERT INTO search (search, rowid, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)", *words)
        write("DELETE FROM searched WHERE story = ?", number)

    def _note_as_searched(self, number: int) -> None:
        write = self._database.write
        if not self._database.is_added(number):
            write("DELETE FROM due WHERE story = ?", number)
        write(
            """INSERT INTO searched SELECT number, coalesce(CAST(notes.body AS TEXT), '')
            FROM stories LEFT JOIN notes ON notes.story = number LEFT JOIN articles ON articles.story = number
            WHERE number = ? AND trashed IS NULL AND (articles.story OR length(notes.body) > 0)""",
            number,
        )

    def _put_in(self, number: int) -> None:
        words = self._find_words(number)
        if words:
            self._database.write(f"INSERT INTO search (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", *words)

    def _find_words(self, number: int) -> tuple[object, ...] | None:
        """Return the words of a story as they are searched."""
        return self._database.row(f"SELECT number, {_COLUMNS} FROM searched_words WHERE number = ?", number)

    def _find(self, number: int) -> None:
        """Find again what was found in the text and the analysis of a story."""
        article, analysis = find_article(self._database, number), find_analysis(self._database, number)
        if article:
            self.find_in_article(number, article)
        if analysis:
            self.find_in_analysis(number, analysis)

    def _guard(self, work: Callable[[int], None], number: int) -> None:
        """Do something for a story; an index whose own words do not fit together is made anew."""
        try:
            work(number)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT_VTAB:
                raise
            self.begin_anew()


def outlives_damage(method: Callable[_P, _T]) -> Callable[_P, _T]:
    """Have a method of the library done once more where a damaged page of the index came in the way, and without it.

    SQLite gives up the whole transaction for such a page, whatever else was in it. From then on this connection leaves
    the index alone; the list is shown without its orders.
    """

    @wraps(method)
    def retried(*args: _P.args, **values: _P.kwargs) -> _T:
        try:
            return method(*args, **values)
        except sqlite3.DatabaseError as error:
            index: Index = args[0].index  # type: ignore[attr-defined]  # a method's first argument is its library
            if not is_damage(error) or index.is_off:
                raise
            index.is_off = True
            return method(*args, **values)

    return retried
