"""RIS: a tagged line a field, two blanks before the hyphen, lines ended by CR LF."""

from collections.abc import Iterator

from reader.exchange.bibliography import Record, write_date
from reader.exchange.entries import flatten


def make_ris(record: Record) -> str:
    """Return a story as a record of a newspaper article."""
    lines = (f"{tag}  - {flatten(value)}\r\n" for tag, value in _find_fields(record) if value.strip())
    return "".join(["TY  - NEWS\r\n", *lines, "ER  - \r\n"])


def _find_fields(record: Record) -> Iterator[tuple[str, str]]:
    yield "TI", record.title
    for author in record.authors:
        yield "AU", author.turned
    yield "T2", record.outlet
    yield "CY", record.place
    yield "DA", write_date(record.date, "/") + "/" * (3 - len(record.date)) if record.date else ""
    yield "PY", write_date(record.date[:1], "")
    yield "UR", record.address
    yield "Y2", write_date(record.accessed, "/")
    yield "LA", record.language
    for word in record.keywords:
        yield "KW", word
    yield "AB", record.abstract
    yield "N1", record.note
