"""What was read and found in each story, as it is stored and given back."""

import sqlite3
from typing import Any

from reader.library.bodies import find_article, make_digest, read_whole
from reader.library.database import Database
from reader.library.index import Index
from reader.library.listing import find_first_words, find_people
from reader.library.marks import KeptCorrections, Notes
from reader.library.trouble import is_damage
from reader.model.analysis import Analysis, Versions
from reader.model.article import Article
from reader.model.codec import encode
from reader.model.marks import Correction, Corrections
from reader.model.problem import Problem
from reader.model.reading import Reading
from reader.reading.corrections import correct, lay_over


class Texts:
    """The articles and analyses of one library."""

    def __init__(self, database: Database, index: Index, notes: Notes, corrections: KeptCorrections) -> None:
        self._database = database
        self._index = index
        self._notes = notes
        self._corrections = corrections

    def store_article(self, story: str, article: Article, versions: Versions) -> None:
        """Keep an article as it was read; what was found in an earlier text of it goes."""
        body, write = encode(article), self._database.write
        with self._database.writing():
            number = self._database.number(story)
            self._index.change(number)
            write(
                "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?)", number, versions.intake, make_digest(body), body
            )
            is_new = self._database.is_added(number)
            if not is_new:
                for found in ("analyses", "people", "problems"):
                    write(f"DELETE FROM {found} WHERE story = ?", number)
            corrected = article if is_new else correct(article, self._corrections.read(story))
            write(
                """INSERT OR REPLACE INTO headings
                (story, state, title, outlet, agency, published, place, first_words, people)
                VALUES (?, 'read', ?, ?, ?, ?, ?, ?, '')""",
                number,
                *_find_fields(corrected),
                find_first_words(article),
            )
            self._index.find_in_article(number, corrected)

    def save_corrections(self, story: str, made: tuple[Correction, ...], revision: int, now: str) -> Corrections:
        """Save what is corrected about a story, chosen over `revision`; list and search have it at once.

        Raises:
            CorrectionsMoved: they are at another revision; nothing was changed.
        """
        with self._database.writing():
            number = self._database.number(story)
            before = find_article(self._database, number)
            self._index.change(number)
            saved = self._corrections.save(story, made, revision, now)
            after = find_article(self._database, number)
            if before and after:
                self._write_fields(number, after)
                if before.source.address != after.source.address:
                    self._index.find_in_article(number, after)
        return saved

    def _write_fields(self, number: int, article: Article) -> None:
        """Put down what list and search have of an article, as it is corrected."""
        self._database.write(
            "UPDATE headings SET title = ?, outlet = ?, agency = ?, published = ?, place = ? WHERE story = ?",
            *_find_fields(article),
            number,
        )

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
            if not self._database.is_added(number):
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
        told = f"{what} {advice}".strip() if what else damage
        return lay_over(story, article, analysis, note, told, self._corrections.read(story))

    def _find(self, question: str, number: int) -> tuple[Any, Any] | None:
        """Return a row of two, a damaged one as nothing but None: it must not take the others along."""
        try:
            row = self._database.row(question, number)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            return None, None
        return (row[0], row[1]) if row else None


def _find_fields(article: Article) -> tuple[str | None, ...]:
    """Return headline, outlet, agency, date and place as list and search have them."""
    source = article.source
    return " ".join(article.title.split()), source.outlet, source.agency, source.published, source.place
