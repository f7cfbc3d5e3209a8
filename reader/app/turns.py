"""Whose turn it is to write: the window's thread and the library's own never wait for one another inside SQLite.

SQLite lets whoever waits for a lock sleep longer and longer, and a thread that writes one thing after another would
keep the other asleep for seconds.
"""

from threading import Lock

from reader.library.store import Library
from reader.model.marks import ArticleNote, Correction, Corrections


class NotesInTurn:
    """Saves notes and corrections in the window's thread when it is its turn; what the desk writes with."""

    def __init__(self, library: Library, turn: Lock) -> None:
        self._library, self._turn = library, turn

    def save_note(self, article: str, text: str, revision: int) -> ArticleNote:
        """Put the note on disk and return it as it stands there, or raise a Problem."""
        with self._turn:
            return self._library.save_note(article, text, revision)

    def save_corrections(self, article: str, made: tuple[Correction, ...], revision: int) -> Corrections:
        """Put what is corrected on disk and return it as it stands there, or raise a Problem."""
        with self._turn:
            return self._library.save_corrections(article, made, revision)
