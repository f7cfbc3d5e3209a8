"""What stands below an entity that is opened out: why it is in doubt, its other names, and each of its mentions."""

from bisect import bisect_right
from typing import Literal

from PySide6.QtCore import QCoreApplication

from reader.app.panels.places import Places
from reader.app.panels.rows import plain_words
from reader.model.analysis import Entity, Mention
from reader.model.article import Article

_BEFORE, _AFTER = 17, 160  # characters of the story on either side of a mention
_SEEN = 80  # characters of a mention


class Surroundings:
    """Knows places and words around mentions in one story."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.places = Places(article)
        self._starts = [block.span.start for block in article.blocks]

    def before(self, mention: Mention) -> str:
        """Return the few words before a mention in its block, with an ellipsis where more stand there."""
        start = self._block_of(mention)[0]
        words = self.article.text[max(start, mention.span.start - _BEFORE) : mention.span.start]
        if mention.span.start - _BEFORE <= start:
            return plain_words(words) + words[-1:].replace("\n", " ")[: bool(words) and words[-1:].isspace()]
        kept = words.split(None, 1)[1] if len(words.split(None, 1)) > 1 else ""
        return "…" + plain_words(kept) + (" " if kept[-1:].isspace() else "")

    def after(self, mention: Mention) -> str:
        """Return the words after a mention in its block."""
        end = self._block_of(mention)[1]
        words = self.article.text[mention.span.end : max(mention.span.end, min(end, mention.span.end + _AFTER))]
        return (" " if words[:1].isspace() else "") + plain_words(words)

    def _block_of(self, mention: Mention) -> tuple[int, int]:
        at = bisect_right(self._starts, mention.span.start) - 1
        if at < 0:
            return mention.span.start, mention.span.end
        span = self.article.blocks[at].span
        return span.start, span.end


class MentionRow:
    """What a row says of a mention: its place and the words around it, cut from the story when they are asked for."""

    __slots__ = ("_around", "index", "mention", "of", "subject")

    def __init__(self, subject: int, index: int, of: int, mention: Mention, around: Surroundings) -> None:
        self.subject, self.index, self.of, self.mention = subject, index, of, mention
        self._around = around

    @property
    def place(self) -> str:
        """The name of the place: "¶4"."""
        return self._around.places.name(self.mention.span)

    @property
    def before(self) -> str:
        """The words before it."""
        return self._around.before(self.mention)

    @property
    def words(self) -> str:
        """Its own words."""
        return plain_words(self.mention.span.cut(self._around.article.text)[:_SEEN])

    @property
    def after(self) -> str:
        """The words after it."""
        return self._around.after(self.mention)

    @property
    def sentence(self) -> str:
        """All of it in words, for whoever does not see it."""
        counted = QCoreApplication.translate("MentionRow", "mention {0} of {1}").format(self.index + 1, self.of)
        return f"{counted}, {self.place}: {self.before}{self.words}{self.after}"


class DetailRow:
    """A line about an entity: why it is in doubt, or its other names."""

    __slots__ = ("kind", "words")

    def __init__(self, kind: Literal["doubt", "aliases"], words: str) -> None:
        self.kind, self.words = kind, words


def make_details(entity: Entity, doubt: str) -> list[DetailRow]:
    """Return what is to be said about an entity before its mentions."""
    details = []
    if doubt:
        details.append(DetailRow("doubt", plain_words(doubt)))
    others = [f"“{plain_words(alias)}”" for alias in entity.aliases if alias != entity.name]
    if others:
        also = QCoreApplication.translate("MentionRow", "also {0}").format(", ".join(others))
        details.append(DetailRow("aliases", also))
    return details
