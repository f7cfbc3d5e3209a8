"""The forms in which stories go out: which there are, and the words of each."""

import json
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from reader.exchange.bibliography import make_record
from reader.exchange.bibtex import make_bibtex
from reader.exchange.csl import make_csl
from reader.exchange.csv import BYTE_ORDER_MARK, QUOTE_FIELDS, make_line, make_quotes_table
from reader.exchange.entries import Contents, Entry, Pictures
from reader.exchange.front_matter import APP
from reader.exchange.html import make_html
from reader.exchange.markdown import make_markdown
from reader.exchange.ris import make_ris
from reader.model.analysis import Versions
from reader.model.codec import to_format

FormatName = Literal["markdown", "html", "pdf", "json", "csv", "bibtex", "ris", "csl"]
BIBTEX_SIGN = "% Written by Dateline\n\n"


class Format(Struct, frozen=True):
    """A form; with `is_apart` each story has a file of its own, otherwise all stand in one."""

    name: FormatName
    suffix: str
    is_apart: bool


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("markdown", ".md", is_apart=True),
        Format("html", ".html", is_apart=True),
        Format("pdf", ".pdf", is_apart=True),
        Format("json", ".json", is_apart=True),
        Format("csv", ".csv", is_apart=False),
        Format("bibtex", ".bib", is_apart=False),
        Format("ris", ".ris", is_apart=False),
        Format("csl", ".json", is_apart=False),
    )
}


def make_story(
    form: FormatName, entry: Entry, contents: Contents, versions: Versions, pictures: Pictures = lambda _photo: None
) -> str:
    """Return one story as Markdown, HTML or JSON, or as the only one of a list."""
    match form:
        case "markdown":
            return make_markdown(entry, contents)
        case "html":
            return make_html(entry, contents, pictures)
        case "json":
            return json.dumps(to_format(entry.reading, versions), ensure_ascii=False) + "\n"
        case _:
            return "".join(make_list(form, [entry], contents))


def make_list(form: FormatName, entries: Iterable[Entry], contents: Contents) -> Iterator[str]:
    """Yield, piece by piece, a file in which all stories stand: of tables, that of the quotes."""
    match form:
        case "csv":
            yield from make_quotes_table(entries)
        case "bibtex":
            yield BIBTEX_SIGN
            for entry in entries:
                yield make_bibtex(make_record(entry, with_note=contents.notes)) + "\n"
        case "ris":
            for entry in entries:
                yield make_ris(make_record(entry, with_note=contents.notes))
        case "csl":
            between = "[\n"
            for entry in entries:
                yield between + json.dumps(make_csl(make_record(entry, with_note=contents.notes)), ensure_ascii=False)
                between = ",\n"
            yield "\n]\n" if between == ",\n" else "[]\n"
        case _:
            raise ValueError(f"{form} has a file for each story")


def make_pdf_sign(story: str) -> bytes:
    """Return what is written behind the end of a PDF, where readers of PDF pass over it."""
    return f"\n%{APP}:{story}\n".encode()


def is_ours(form: Format, start: str, story: str) -> bool:
    """Say whether a file that begins so is an earlier export: of this story, or of a list in this form.

    RIS has no room for a sign, so that such a file is never known again.
    """
    match form.name:
        case "markdown":
            return start.startswith("---\n") and f'\napp_id: "{APP}:{story}"\n---' in start
        case "html":
            return f'<meta name="dateline-id" content="{story}">' in start
        case "json":
            return start.startswith('{"format": ') and f'"id": "{story}"' in start
        case "pdf":
            return start.startswith("%PDF") and start.endswith(make_pdf_sign(story).decode())
        case "csv":
            return start.startswith(BYTE_ORDER_MARK + ",".join(QUOTE_FIELDS[:3]))
        case "bibtex":
            return start.startswith(BIBTEX_SIGN)
        case "csl":
            return start.startswith("[\n{") and '"custom": {"dateline-id"' in start
        case "ris":
            return False


__all__ = ["FORMATS", "Format", "FormatName", "is_ours", "make_line", "make_list", "make_pdf_sign", "make_story"]
