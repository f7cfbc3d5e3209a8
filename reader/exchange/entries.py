"""Stories on their way out: what of each goes along, and what is said of its quotes in every form."""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import accumulate
from typing import Protocol

from msgspec import Struct

from reader.model.analysis import Analysis, EntityKind, Quote
from reader.model.article import Article, Photo
from reader.model.problem import Problem
from reader.model.reading import Reading

Pictures = Callable[[Photo], bytes | None]

KIND_TITLES: tuple[tuple[str, EntityKind], ...] = (
    ("People", "person"),
    ("Organisations", "organisation"),
    ("Places", "place"),
    ("Groups", "group"),
    ("Events", "event"),
    ("Works", "work"),
    ("Other names", "other"),
)
_LONGEST_NAME = 60


class Contents(Struct, frozen=True):
    """What goes into a Markdown or HTML file, or onto paper, beside the head of a story."""

    text: bool = True
    notes: bool = True
    quotes: bool = True
    entities: bool = True


class Entry(Struct, frozen=True):
    """A story of the library as it goes out: what was read in it, and when (ISO 8601) it was `saved`."""

    reading: Reading
    saved: str = ""

    @property
    def article(self) -> Article:
        """The article."""
        return self.reading.article

    @property
    def analysis(self) -> Analysis:
        """What was found in it, an empty one where that is still to come."""
        return self.reading.analysis or Analysis()


class Said(Struct, frozen=True):
    """A quote in words: who said what, how, and where; `id` stays the same in every later export.

    `speaker` is a name, `written` the words for the speaker there, `description` what the story calls that person
    elsewhere; "" where the story has none. `paragraph` counts from 1, 0 is outside the paragraphs.
    """

    id: str
    quote: Quote
    parts: tuple[str, ...]
    speaker: str
    written: str
    description: str
    verb: str
    paragraph: int

    @property
    def words(self) -> str:
        """The quoted words, parts joined by an ellipsis."""
        return " … ".join(self.parts)

    @property
    def marked(self) -> str:
        """The words as they are printed: those of a speaker between marks, the reporter's without."""
        return self.words if self.quote.kind == "indirect" else " … ".join(f"“{part}”" for part in self.parts)

    @property
    def named(self) -> str:
        """The speaker's name, else the words for the speaker, else nothing."""
        return self.speaker or self.written


class Noted(Struct, frozen=True):
    """A paragraph of the reader's note; `id` stays the same as long as the words do."""

    id: str
    text: str


class _Row(Protocol):
    @property
    def saved(self) -> str: ...


class Stories(Protocol):
    """What stories are taken from: the library."""

    def reading(self, story: str, /) -> Reading:
        """Return a story, or raise a Problem."""
        ...

    def story(self, story: str, /) -> _Row:
        """Return what the library says of a story."""
        ...


def read_entries(stories: Stories, ids: Iterable[str], failed: Callable[[str, Problem], object]) -> Iterator[Entry]:
    """Yield stories one after the other; `failed` is told of each that cannot be had, and the rest follow."""
    for story in ids:
        try:
            entry = Entry(stories.reading(story), stories.story(story).saved)
        except Problem as problem:
            failed(story, problem)
        else:
            yield entry


def find_said(entry: Entry) -> list[Said]:
    """Return the quotes of a story in the order of the text."""
    article, names = entry.article, {entity.key: entity for entity in entry.analysis.entities}
    quotes = sorted((quote for quote in entry.analysis.quotes if quote.parts), key=lambda quote: quote.parts[0])
    found, seen, number_of = [], dict[str, int](), _number_paragraphs(article)
    for quote in quotes:
        entity = names.get(quote.entity or "")
        parts = tuple(flatten(part.cut(article.text)) for part in quote.parts)
        words = " ".join(parts)
        seen[words] = seen.get(words, 0) + 1
        found.append(
            Said(
                id=make_mark("q", entry.reading.id, words, str(seen[words])),
                quote=quote,
                parts=parts,
                speaker=flatten(entity.name) if entity else "",
                written=flatten(quote.speaker.cut(article.text)) if quote.speaker else "",
                description=flatten(entity.roles[0].text) if entity and entity.roles else "",
                verb=flatten(quote.cue.cut(article.text)) if quote.cue else "",
                paragraph=number_of(quote.parts[0].start),
            )
        )
    return found


def _number_paragraphs(article: Article) -> Callable[[int], int]:
    """Return what gives the number of the paragraph at an offset, 0 outside: the article's own looks through all."""
    blocks = article.blocks
    starts = [block.span.start for block in blocks]
    numbers = list(accumulate(block.kind == "paragraph" for block in blocks))

    def number_of(offset: int) -> int:
        at = bisect_right(starts, offset) - 1
        is_inside = at >= 0 and blocks[at].kind == "paragraph" and offset < blocks[at].span.end
        return numbers[at] if is_inside else 0

    return number_of


def find_notes(entry: Entry) -> list[Noted]:
    """Return the paragraphs of a story's note, which empty lines part."""
    lines = entry.reading.note.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    paragraphs, paragraph = [], list[str]()
    for line in [*lines, ""]:
        if line.strip():
            paragraph.append(line.rstrip())
        elif paragraph:
            paragraphs.append("\n".join(paragraph))
            paragraph = []
    return [
        Noted(make_mark("n", entry.reading.id, text, str(paragraphs[:number].count(text))), text)
        for number, text in enumerate(paragraphs)
    ]


def make_mark(letter: str, *parts: str) -> str:
    """Return an id of letters, digits and a dash that the same parts always give."""
    return f"{letter}-{sha256(chr(0).join(parts).encode('utf-8', 'replace')).hexdigest()[:10]}"


def make_name(entry: Entry) -> str:
    """Return a file name for a story, without suffix, that says which it is and ends with `make_ending`."""
    date = (entry.article.source.published or entry.saved)[:10]
    plain = unicodedata.normalize("NFKD", f"{date} {entry.article.title}").encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    name = ""
    for word in words:
        if len(name) + len(word) >= _LONGEST_NAME:
            break
        name += f"{word}-"
    return name + make_ending(entry)


def make_ending(entry: Entry) -> str:
    """Return the part of a file's name by which the next export finds the file again."""
    return sha256(entry.reading.id.encode()).hexdigest()[:10]


def flatten(words: str) -> str:
    """Return words with one blank between them."""
    return " ".join(words.split())
