"""What was read and found in each story, as it is stored and given back."""

import sqlite3
from typing import Any

from reader.library.bodies import make_digest, read_whole
from reader.library.database import Database
from reader.library.index import Index
from reader.library.listing import find_first_words, find_people
from reader.library.marks import Notes
from reader.library.trouble import is_damage
from reader.model.analysis import Analysis, Versions
from reader.model.article import Article
from reader.model.codec import encode
from reader.model.problem import Problem
from reader.model.reading import Reading
from reader.reading.corrections import lay_over


class Texts:
    """The articles and analyses of one library."""

    def __init__(self, database: Database, index: Index, notes: Notes) -> None:
        self._database = database
        self._index = index
        self._notes = notes

    def store_article(self, story: str, article: Article, versions: Versions) -> None:
        """Keep an article as it was read; what was found in an earlier text of it goes."""
        body, source, write = encode(article), article.source, self._database.write
        with self._database.writing():
            number = self._database.number(story)
            self._index.change(number)
            write(
                "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?)", number, versions.intake, make_digest(body), body
            )
            write("DELETE FROM analyses WHERE story = ?", number)
            write("DELETE FROM people WHERE story = ?", number)
            write("DELETE FROM problems WHERE story = ?", number)
            write(
                """INSERT OR REPLACE INTO headings
                (story, state, title, outlet, agency, published, place, first_words, people)
                VALUES (?, 'read', ?, ?, ?, ?, ?, ?, '')""",
                number,
                " ".join(article.title.split()),
                source.outlet,
                source.agency,
                source.published,
                source.place,
                find_first_words(article),
            )
            self._index.find_in_article(number, article)

    def store_analysis(self, story: str, analysis: Analysis, versions: Versions) -> None:
        """Keep what was found in the article that is stored."""
        body, write = encode(analysis), self._database.write
        with self._database.writing():
            number = self._database.number(story)
            self._index.change(number)
            write(
                "INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?, ?)",
                number,
                versions.analysis,
                versions.models,
                make_digest(body),
                body,
            )
            write("DELETE FROM problems WHERE story = ?", number)
            people = "\n".join(find_people(analysis))
            write("UPDATE headings SET state = 'analysed', people = ? WHERE story = ?", people, number)
            self._index.find_in_analysis(number, analysis)

    def store_problem(self, story: str, problem: Problem, versions: Versions | None) -> None:
        """Remember that a story could not be read, or nothing be found in it; what was handed in stays."""
        tried = (versions.intake, versions.analysis, versions.models) if versions else (None, None, None)
        with self._database.writing():
            number = self._database.number(story)
            self._database.write(
                "INSERT OR REPLACE INTO problems VALUES (?, ?, ?, ?, ?, ?)",
                number,
                problem.what,
                problem.advice,
                *tried,
            )
            self._database.write("UPDATE headings SET state = 'failed' WHERE story = ?", number)

    def reading(self, story: str) -> Reading:
        """Return a story as the panels take it; a damaged analysis is left out, to be made again.

        Raises:
            Problem: the story is unknown, not read yet, could not be read, or its text is damaged.
        """
        number = self._database.number(story)
        what, advice = self._find("SELECT what, advice FROM problems WHERE story = ?", number) or ("", "")
        stored = self._find("SELECT body, sha256 FROM articles WHERE story = ?", number)
        if stored is None:
            raise Problem(what, advice) if what else Problem("This story has not been read yet.", "It is next in line.")
        article = read_whole(*stored, Article)
        if article is None:
            raise Problem(
                "The text of this story was damaged on the disk.",
                "Its source is kept in the library's folder: hand it in again. No other story is touched.",
            )
        found = self._find("SELECT body, sha256 FROM analyses WHERE story = ?", number)
        analysis = read_whole(*found, Analysis) if found else None
        note, damage = self._notes.read(story)
        return lay_over(story, article, analysis, note, f"{what} {advice}".strip() if what else damage)

    def _find(self, question: str, number: int) -> tuple[Any, Any] | None:
        """Return a row of two, a damaged one as nothing but None: it must not take the others along."""
        try:
            row = self._database.row(question, number)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            return None, None
        return (row[0], row[1]) if row else None
