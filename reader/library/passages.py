"""The places of a story in which something was found, cut out to be shown with the found words marked."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from reader.library.bodies import find_analysis, find_article
from reader.library.database import Database
from reader.library.people import find_names
from reader.model.analysis import Analysis, Quote
from reader.model.article import Article
from reader.model.span import Span

Where = Literal["headline", "text", "quote", "note", "name", "outlet"]

WIDTH = 180  # characters of a passage
_BEFORE = 50  # characters before the first found word
_OPEN, _CLOSE = "\x02", "\x03"  # no text has them: intake takes control characters out
_MARKED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_SPACE = re.compile(r"\s")
_MORE = "…"

MARKED_WORDS = ", ".join(f"highlight(search, {column}, '{_OPEN}', '{_CLOSE}')" for column in range(6))


class Passage(Struct, frozen=True):
    """Words of a story, on one line, with the spans of what was `found` in them.

    `place` is the found words' place in `Article.text`, for passages of text and quotes. Of a quote `words` are its own
    alone, and `speaker` is who says them.
    """

    where: Where
    words: str
    found: tuple[Span, ...] = ()
    place: Span | None = None
    speaker: str = ""


def find_passages(database: Database, number: int, marked: Sequence[str | None]) -> tuple[Passage, ...]:
    """Return the best passage of each part of a story that has something found: headline, text or quote, note.

    `marked` is what `MARKED_WORDS` gave for it. Names and outlet are given only where they alone have it.
    """
    parts = [_unmark(words) for words in marked]
    (headline, in_headline), (text, in_text), (note, in_note), names, speakers, (outlet, in_outlet) = parts
    passages = []
    if in_headline:
        passages.append(Passage("headline", headline, in_headline))
    if speakers[1] and (said := _find_quote_of(database, number, _lines_found(speakers))):
        passages.append(said)
    if in_text and (passage := _find_in_text(database, number, text, in_text)):
        passages.append(passage)
    if in_note:
        passages.append(_cut("note", note, Span(0, len(note)), in_note, _find_densest(note, in_note)))
    if not passages and names[1]:
        passages.extend(Passage("name", name, found) for name, found in _lines_found(names)[:1])
    if not passages and in_outlet:
        passages.append(Passage("outlet", outlet, in_outlet))
    return tuple(passages)


def find_quoted(database: Database, number: int, marked: Sequence[str | None]) -> tuple[Passage, ...]:
    """Return the best quote of a story with something found in its words; nothing where no quote has it."""
    text, found = _unmark(marked[1])
    analysis = find_analysis(database, number) if found else None
    parts = [part for quote in analysis.quotes for part in quote.parts] if analysis else []
    quoted = [span for span in found if any(part.holds(span) for part in parts)]
    passage = _find_in_text(database, number, text, quoted) if quoted else None
    return (passage,) if passage else ()


_Marked = tuple[str, tuple[Span, ...]]


def _unmark(marked: str | None) -> _Marked:
    """Return words without marks, and the spans that were marked."""
    words, spans, at = [], [], 0
    for place, piece in enumerate(_MARKED.split(marked or "")):
        words.append(piece)
        if place % 2:
            spans.append(Span(at, at + len(piece)))
        at += len(piece)
    return "".join(words), tuple(spans)


def _lines_found(marked: _Marked) -> list[_Marked]:
    words, found = marked
    lines, start = [], 0
    for line in words.split("\n"):
        inside = _inside(found, Span(start, start + len(line)))
        if inside:
            lines.append((line, tuple(Span(span.start - start, span.end - start) for span in inside)))
        start += len(line) + 1
    return lines


def _find_quote_of(database: Database, number: int, speakers: Iterable[_Marked]) -> Passage | None:
    """Return the first quote of somebody whose name is among those found."""
    names = {name for name, _ in speakers}
    article, analysis = find_article(database, number), find_analysis(database, number)
    if article is None or analysis is None:
        return None
    known = {entity.key for entity in analysis.entities if names.intersection(find_names(entity))}
    for quote in analysis.quotes:
        as_written = " ".join(quote.speaker.cut(article.text).split()) if quote.speaker else ""
        if quote.parts and (quote.entity in known if quote.entity else as_written in names):
            place = quote.parts[0]
            passage = _cut("quote", article.text, place, (), place)
            return Passage("quote", passage.words, (), place, _find_speaker(article, analysis, quote))
    return None


def _find_in_text(database: Database, number: int, text: str, found: Sequence[Span]) -> Passage | None:
    """Return the passage with most of what was found, a quote before others; the headline has its own."""
    article, analysis = find_article(database, number), find_analysis(database, number) or Analysis()
    if article is None or article.text != text:
        return None
    headline = next((block.span for block in article.blocks if block.kind == "headline"), Span(0, 0))
    elsewhere = [span for span in found if not headline.holds(span)]
    if not elsewhere:
        return None
    quotes = [(part, quote) for quote in analysis.quotes for part in quote.parts]
    best = _find_densest(text, elsewhere, [part for part, _ in quotes])
    part, quote = next(((part, quote) for part, quote in quotes if part.holds(best)), (None, None))
    if part and quote:
        passage = _cut("quote", text, part, elsewhere, best)
        return Passage("quote", passage.words, passage.found, best, _find_speaker(article, analysis, quote))
    block = next((block.span for block in article.blocks if block.span.holds(best)), Span(0, len(text)))
    return _cut("text", text, block, elsewhere, best)


def _find_densest(text: str, found: Sequence[Span], preferred: Sequence[Span] = ()) -> Span:
    """Return the found span that is followed closely by most different others; the first of the best."""
    best, most = found[0], 0.0
    behind = 0
    for place, span in enumerate(found):
        while behind < len(found) and found[behind].end - span.start <= WIDTH - _BEFORE:
            behind += 1
        different = len({other.cut(text).casefold() for other in found[place : min(behind, place + 24)]})
        score = different + 0.5 * any(part.holds(span) for part in preferred)
        if score > most:
            best, most = span, score
    return best


def _cut(where: Where, text: str, within: Span, found: Sequence[Span], first: Span) -> Passage:
    """Cut a passage of at most WIDTH characters out of a text, at words, from a little before its first found span."""
    start, end = max(within.start, first.start - _BEFORE), within.end
    if start > within.start:
        space = _SPACE.search(text, start, first.start)
        start = space.end() if space else first.start
    if end - start > WIDTH:
        end = max(start + WIDTH, min(first.end, start + 2 * WIDTH))
        space_before = max(text.rfind(" ", first.end, end), text.rfind("\n", first.end, end))
        end = space_before if space_before > first.end else end
    before, after = _MORE if start > within.start else "", _MORE if end < within.end else ""
    moved = len(before) - start
    inside = (Span(span.start + moved, span.end + moved) for span in _inside(found, Span(start, end)))
    return Passage(
        where, before + _SPACE.sub(" ", text[start:end]) + after, tuple(inside), None if where == "note" else first
    )


def _inside(found: Iterable[Span], within: Span) -> list[Span]:
    return [span for span in found if within.holds(span)]


def _find_speaker(article: Article, analysis: Analysis, quote: Quote) -> str:
    entity = analysis.entity(quote.entity)
    if entity:
        return entity.name
    return " ".join(quote.speaker.cut(article.text).split()) if quote.speaker else ""
