"""A passage of the story as it stands in a note: a line that quotes it, says whose words and where, and leads back."""

import re

from msgspec import Struct

from reader.app.panels.places import Places, is_place
from reader.app.panels.quote_words import with_marks
from reader.model.analysis import Analysis, Quote
from reader.model.article import Article
from reader.model.span import Span

SIGN = "> "
_DASH = " — "
_MARKS = "“”„‟«»‹›\"'‘’ …"


class Passage(Struct, frozen=True):
    """Words of the story, who says them if anybody does, and the name of the place: "¶4"."""

    words: str
    speaker: str
    place: str

    def to_line(self) -> str:
        """Return the line of a note that quotes the passage."""
        return f"{SIGN}{self.words}{_DASH}{', '.join(filter(None, (self.speaker, self.place)))}"


class QuotingLine(Struct, frozen=True):
    """A line of a note that quotes; `link` is where in the line the words stand that lead back."""

    passage: Passage
    link: Span


def read_line(line: str) -> QuotingLine | None:
    """Return what a line of a note quotes, or None where it quotes nothing."""
    if not line.startswith(SIGN):
        return None
    body, dash, link = line.rstrip().rpartition(_DASH)
    speaker, _, place = link.rpartition(", ")
    words = body.removeprefix(SIGN)
    if not (body.startswith(SIGN) and dash and words.strip() and is_place(place)):
        return None
    start = len(body) + len(dash)
    return QuotingLine(Passage(words, speaker, place), Span(start, start + len(link)))


def make_passage(article: Article, analysis: Analysis, quote: Quote) -> Passage:
    """Return a quote as a passage, its words in the marks that stand in the text."""
    entity = analysis.entity(quote.entity)
    words = " … ".join(_flat(with_marks(part, article.text, quote.kind)) for part in quote.parts)
    written = quote.speaker.cut(article.text) if quote.speaker else ""
    return Passage(words, _flat(entity.name if entity else written), Places(article).name(quote.parts[0]))


def make_passage_of(article: Article, span: Span) -> Passage:
    """Return any words of the story as a passage."""
    return Passage(_flat(span.cut(article.text)), "", Places(article).name(span))


def find_passage(article: Article, passage: Passage) -> Span | None:
    """Return where in the story the first stretch of a passage stands, in its paragraph before elsewhere."""
    first = next(filter(None, (part.strip(_MARKS) for part in passage.words.split(" … "))), "")
    if not first:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, first.split())))
    places = Places(article)
    found = [Span(*match.span()) for match in pattern.finditer(article.text)]
    return next((span for span in found if places.name(span) == passage.place), found[0] if found else None)


def _flat(words: str) -> str:
    return " ".join(words.split())
