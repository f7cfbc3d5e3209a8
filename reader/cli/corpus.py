"""A corpus: a record of JSON a line, each a story to read."""

import codecs
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from reader.child import Request
from reader.cli.arguments import STANDARD_INPUT
from reader.cli.children import Outcome
from reader.cli.handed import put_aside
from reader.model.problem import Problem

_ADVICE = "Give one JSON object a line."


class Record(Struct, frozen=True):
    """A story asked for: `name` for messages, and the `id` its answer carries (of a record: whatever JSON it gave)."""

    name: str
    id: Any


class _Line(Struct):
    """A record as it stands in the file: exactly one of `text`, `html` and `path`."""

    text: str | None = None
    html: str | None = None
    path: str | None = None
    kind: str | None = None
    address: str | None = None
    published: str | None = None
    verbatim: bool = False


def read_corpus(corpus: str, folder: Path) -> Iterator[tuple[Record, Request | Outcome]]:
    """Yield each record of the file `corpus` (- is standard input) as a request, or why it is none.

    Texts go into files of `folder`; a record's path is relative to the corpus.

    Raises:
        Problem: the corpus cannot be read.
    """
    try:
        with sys.stdin.buffer if corpus == STANDARD_INPUT else open(corpus, "rb") as lines:
            for number, line in enumerate(lines, 1):
                line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
                if line.strip():
                    yield _read_line(line, f"{corpus}, line {number}", Path(corpus).parent, folder)
    except OSError as error:
        raise Problem(f"{corpus} cannot be read: {error.strerror}.", "Look whether the name is right.") from error


def _read_line(line: bytes, name: str, base: Path, folder: Path) -> tuple[Record, Request | Outcome]:
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Record(name, None), Outcome(problem=Problem(f"This is no JSON: {error}.", _ADVICE))
    if not isinstance(fields, dict):
        return Record(name, None), Outcome(problem=Problem("This is no JSON object.", _ADVICE))
    record = Record(name, fields.get("id"))
    try:
        return record, _make_request(msgspec.convert(fields, _Line), base, folder)
    except msgspec.ValidationError as error:
        return record, Outcome(problem=Problem(f"The record is not as it should be: {error}."))
    except Problem as problem:
        return record, Outcome(problem=problem)


def _make_request(line: _Line, base: Path, folder: Path) -> Request:
    given = [(kind, value) for kind, value in (("text", line.text), ("html", line.html), ("auto", line.path)) if value]
    if len(given) != 1:
        raise Problem('The record has not exactly one of "text", "html" and "path", with something in it.')
    kind, value = given[0]
    is_file = value is line.path
    return Request(
        "",
        str(base / value) if is_file else put_aside(value.encode("utf-8", "surrogatepass"), folder),
        name=None if is_file else "",
        kind=line.kind or kind,
        address=line.address,
        published=line.published,
        verbatim=line.verbatim,
    )
