"""The head of a Markdown file: YAML between two lines of hyphens, every string in quotation marks."""

import json
import re
from collections.abc import Iterator

from reader.exchange.bibliography import make_record
from reader.exchange.entries import Entry, flatten
from reader.model.analysis import EntityKind

APP = "dateline"

# what YAML forbids, or takes for a line's end, within a string
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_KINDS: dict[str, EntityKind] = {
    "people": "person",
    "organisations": "organisation",
    "places": "place",
    "groups": "group",
    "events": "event",
    "works": "work",
    "other": "other",
}


def make_front_matter(entry: Entry, *, with_entities: bool) -> str:
    """Return the head of a story: what it is, where it came from, who is in it; lists may be empty."""
    return "\n".join(["---", *_make_lines(entry, with_entities=with_entities), "---", ""])


def _make_lines(entry: Entry, *, with_entities: bool) -> Iterator[str]:
    record = make_record(entry)
    yield f"title: {quote(record.title)}"
    yield from _list("author", [author.whole for author in record.authors])
    yield f"publication: {quote(record.outlet)}"
    yield f"published: {quote(entry.article.source.published or '')}"
    yield f"saved: {quote(entry.saved)}"
    yield f"url: {quote(record.address)}"
    yield f"citekey: {quote(record.key)}"
    yield from _list("tags", record.keywords)
    if with_entities:
        yield from _entities(entry)
    yield f"language: {quote(record.language)}"
    yield f"app_id: {quote(f'{APP}:{entry.reading.id}')}"


def _entities(entry: Entry) -> Iterator[str]:
    names = {
        title: [flatten(entity.name) for entity in entry.analysis.entities if entity.kind == kind]
        for title, kind in _KINDS.items()
    }
    if not any(names.values()):
        yield "entities: {}"
        return
    yield "entities:"
    for title, found in names.items():
        if found:
            yield from (f"  {line}" for line in _list(title, found))


def _list(name: str, words: list[str] | tuple[str, ...]) -> Iterator[str]:
    if not words:
        yield f"{name}: []"
        return
    yield f"{name}:"
    for word in words:
        yield f"  - {quote(word)}"


def quote(words: str) -> str:
    """Return words as a YAML string in double marks, which reads back as the same words."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(words, ensure_ascii=False))
