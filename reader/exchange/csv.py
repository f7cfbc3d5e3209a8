"""Quotes and mentions as tables that spreadsheets open: UTF-8 with a byte order mark, one record a line."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from reader.exchange.entries import Entry, find_said, flatten

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so
_UNCORRECTED = "no"  # names and quotes are as the program found them: readers cannot change them yet

QUOTE_FIELDS = (
    *("article_id", "outlet", "published", "speaker", "speaker_as_written", "description", "verb", "kind"),
    *("words", "quote", "start", "end", "corrected_by_user"),
)
ENTITY_FIELDS = (
    *("article_id", "outlet", "published", "name", "name_as_written", "description", "kind", "form"),
    *("start", "end", "corrected_by_user"),
)


def make_quotes_table(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield quotes.csv line by line: its head, then a record a quote; `words` counts, offsets are code points."""
    yield BYTE_ORDER_MARK + make_line(QUOTE_FIELDS)
    for entry in entries:
        head = _make_head(entry)
        for said in find_said(entry):
            quote = said.quote
            yield make_line(
                (
                    *head,
                    said.speaker,
                    said.written,
                    said.description,
                    said.verb,
                    quote.kind,
                    sum(len(part.split()) for part in said.parts),
                    said.words,
                    quote.parts[0].start,
                    max(part.end for part in quote.parts),
                    _UNCORRECTED,
                )
            )


def make_entities_table(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield entities.csv line by line: its head, then a record a mention, entity by entity."""
    yield BYTE_ORDER_MARK + make_line(ENTITY_FIELDS)
    for entry in entries:
        head = _make_head(entry)
        for entity in entry.analysis.entities:
            role = flatten(entity.roles[0].text) if entity.roles else ""
            for mention in entity.mentions:
                written = flatten(mention.span.cut(entry.article.text))
                yield make_line(
                    (
                        *head,
                        flatten(entity.name),
                        written,
                        role,
                        entity.kind,
                        mention.form,
                        mention.span.start,
                        mention.span.end,
                        _UNCORRECTED,
                    )
                )


def make_line(cells: Iterable[object]) -> str:
    """Return one record, with its line end; a cell that a spreadsheet would run gets a `'` before it."""
    line = StringIO()
    csv.writer(line).writerow([make_cell(cell) for cell in cells])
    return line.getvalue()


def make_cell(cell: object) -> str:
    """Return what stands in a cell."""
    words = str(cell).replace("\0", "\ufffd")
    return f"'{words}" if words.startswith(_FORMULA) else words


def _make_head(entry: Entry) -> tuple[str, str, str]:
    source = entry.article.source
    return entry.reading.id, flatten(source.outlet or source.agency or ""), source.published or ""
