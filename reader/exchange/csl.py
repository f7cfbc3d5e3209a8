"""CSL-JSON: an object a story, for citation processors; what the form does not know stands in `custom`."""

from typing import Any

from reader.exchange.bibliography import Author, Record

Json = dict[str, Any]


def make_csl(record: Record) -> Json:
    """Return a story as an item; no other properties than those of the form, or it would be refused."""
    item: Json = {
        "id": record.key,
        "type": "article-newspaper",
        "title": record.title,
        "container-title": record.outlet,
        "source": record.agency,
        "publisher-place": record.place,
        "author": [_author(author) for author in record.authors],
        "issued": _date(record.date),
        "accessed": _date(record.accessed),
        "URL": record.address,
        "language": record.language,
        "keyword": ", ".join(record.keywords),
        "note": record.note,
        "custom": {"dateline-id": record.id},
    }
    return {name: value for name, value in item.items() if value}


def _author(author: Author) -> Json:
    return {"family": author.family, "given": author.given} if author.given else {"literal": author.family}


def _date(date: tuple[int, ...]) -> Json:
    return {"date-parts": [list(date)]} if date else {}
