"""Articles and analyses as the database keeps them: JSON, with a digest to know a damaged one by."""

from contextlib import suppress
from hashlib import sha256
from typing import TypeVar

from msgspec import DecodeError, Struct

from reader.library.database import Database
from reader.model.analysis import Analysis
from reader.model.article import Article
from reader.model.codec import decode

_Body = TypeVar("_Body", bound=Struct)


def make_digest(body: bytes) -> bytes:
    """Return the digest that is stored beside a body."""
    return sha256(body).digest()


def read_whole(body: object, digest: object, kind: type[_Body]) -> _Body | None:
    """Return what a body holds, or None where it is not what was written."""
    if not isinstance(body, bytes) or make_digest(body) != digest:  # a damaged row may hold anything
        return None
    with suppress(DecodeError):
        return decode(body, kind)
    return None


def find_article(database: Database, number: int) -> Article | None:
    """Return the article of a story, or None where there is none or it is damaged."""
    row = database.row("SELECT body, sha256 FROM articles WHERE story = ?", number)
    return read_whole(row[0], row[1], Article) if row else None


def find_analysis(database: Database, number: int) -> Analysis | None:
    """Return the analysis of a story, or None where there is none or it is damaged."""
    row = database.row("SELECT body, sha256 FROM analyses WHERE story = ?", number)
    return read_whole(row[0], row[1], Analysis) if row else None
