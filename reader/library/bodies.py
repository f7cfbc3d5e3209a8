"""Articles and analyses as the database keeps them: JSON, with a digest to know a damaged one by."""

from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from typing import TypeVar

import msgspec
from msgspec import DecodeError, Struct

from reader.library.database import Database
from reader.model.analysis import Analysis
from reader.model.article import Article
from reader.model.codec import decode
from reader.model.marks import Correction, Corrections
from reader.reading.corrections import correct

_SMALL = 64_000  # bytes of a body that is remembered
_AGAIN = 48  # bodies: the articles and analyses of two columns of hits

_Body = TypeVar("_Body", bound=Struct)


def make_digest(body: bytes) -> bytes:
    """Return the digest that is stored beside a body."""
    return sha256(body).digest()


def read_whole(body: object, digest: object, kind: type[_Body]) -> _Body | None:
    """Return what a body holds, or None where it is not what was written."""
    if not isinstance(body, bytes) or not isinstance(digest, bytes):  # a damaged row may hold anything
        return None
    return (_read_again if len(body) < _SMALL else _read)(body, digest, kind)


def _read(body: bytes, digest: bytes, kind: type[_Body]) -> _Body | None:
    if make_digest(body) != digest:
        return None
    with suppress(DecodeError):
        return decode(body, kind)
    return None


@lru_cache(_AGAIN)
def _read_again(body: bytes, digest: bytes, kind: type[_Body]) -> _Body | None:
    """Read a body as one of the last: with each letter typed, a search reads much the same stories."""
    return _read(body, digest, kind)


def find_article(database: Database, number: int) -> Article | None:
    """Return the article of a story as the reader corrects it, or None where there is none or it is damaged."""
    article = find_article_as_found(database, number)
    if article is None:
        return None
    row = database.row("SELECT body, revision, sha256 FROM corrections WHERE story = ?", number)
    corrections = read_corrections(*row) if row else None
    return correct(article, corrections) if corrections else article


def find_article_as_found(database: Database, number: int) -> Article | None:
    """Return the article of a story as it was read, or None where there is none or it is damaged."""
    row = database.row("SELECT body, sha256 FROM articles WHERE story = ?", number)
    return read_whole(row[0], row[1], Article) if row else None


def read_corrections(body: object, revision: object, digest: object) -> Corrections | None:
    """Return the corrections of a row, or None where it is not what was written."""
    if not isinstance(body, bytes) or not isinstance(revision, int) or make_digest(body) != digest:
        return None
    with suppress(DecodeError):
        return Corrections(msgspec.json.decode(body, type=tuple[Correction, ...]), revision)
    return None


def find_analysis(database: Database, number: int) -> Analysis | None:
    """Return the analysis of a story, or None where there is none or it is damaged."""
    row = database.row("SELECT body, sha256 FROM analyses WHERE story = ?", number)
    return read_whole(row[0], row[1], Analysis) if row else None
