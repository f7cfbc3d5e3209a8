"""Putting a newly read text in the place of the one a story has, with every anchor found again."""

from msgspec import Struct

from reader.library.bodies import find_analysis, find_article_as_found
from reader.library.database import Database
from reader.library.index import Index
from reader.library.marks import Notes
from reader.library.texts import Texts
from reader.model.analysis import Analysis, Versions
from reader.model.article import Article
from reader.model.marks import ArticleNote
from reader.model.problem import Problem


class KeptText(Struct, frozen=True):
    """The text of a story with what was found in it, and which version made each."""

    article: Article
    versions: Versions
    analysis: Analysis | None = None
    analysed_by: Versions | None = None


class Rereading(Struct, frozen=True):
    """What was done, so that it can be undone; `lost` are the places of the note that are not in the new text."""

    story: str
    before: KeptText
    after: KeptText
    note_before: ArticleNote
    note_after: ArticleNote
    lost: tuple[str, ...] = ()


class TextMoved(Problem):
    """Another window read the story anew meanwhile; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(
            "The text of this story was changed meanwhile.", "Nothing was changed: look at it as it is now."
        )


class Rereader:
    """Reads stories of one library anew; its methods but `find` are called inside a transaction."""

    def __init__(self, database: Database, index: Index, notes: Notes, texts: Texts) -> None:
        self._database = database
        self._index = index
        self._notes = notes
        self._texts = texts

    def find(self, story: str) -> KeptText:
        """Return the text a story has.

        Raises:
            Problem: it has none, or it is damaged.
        """
        number = self._database.number(story)
        article = find_article_as_found(self._database, number)
        if article is None:
            raise Problem("This story has no text that could be replaced.", "Try to read it again.")
        row = self._database.row("SELECT intake FROM articles WHERE story = ?", number) or (0,)
        by = self._database.row("SELECT analysis, models FROM analyses WHERE story = ?", number)
        analysed_by = Versions(row[0], by[0], by[1]) if by else None
        return KeptText(article, Versions(row[0]), find_analysis(self._database, number), analysed_by)

    def replace(self, story: str, over: Article, new: KeptText, now: str) -> Rereading:
        """Put a new text in the place of `over`; the paragraph numbers in the note follow their paragraphs.

        Raises:
            TextMoved: the story has another text than `over`.
        """
        before = self.find(story)
        if before.article != over:
            raise TextMoved
        from reader.reading.changes import move_places  # difflib costs the window's start 2 ms

        note, _ = self._notes.read(story)
        places = move_places(note.text, before.article, new.article)
        after = self._put(story, new, note, places.text, now)
        return Rereading(story, before, new, note, after, places.lost)

    def undo(self, rereading: Rereading, now: str) -> Rereading:
        """Put the earlier text back, and the note as it was unless it was written on meanwhile; return how to redo.

        Raises:
            TextMoved: the story has another text by now.
        """
        story, present = rereading.story, self.find(rereading.story)
        if present.article != rereading.after.article:
            raise TextMoved
        from reader.reading.changes import move_places  # as above

        note, _ = self._notes.read(story)
        untouched = note == rereading.note_after
        places = move_places(note.text, present.article, rereading.before.article)
        words = rereading.note_before.text if untouched else places.text
        after = self._put(story, rereading.before, note, words, now)
        return Rereading(story, present, rereading.before, note, after, () if untouched else places.lost)

    def _put(self, story: str, text: KeptText, note: ArticleNote, words: str, now: str) -> ArticleNote:
        self._texts.store_article(story, text.article, text.versions)
        if text.analysis and text.analysed_by:
            self._texts.store_analysis(story, text.analysis, text.analysed_by)
        if words == note.text:
            return note
        self._index.change_note(self._database.number(story))
        return self._notes.save(story, words, note.revision, now)
