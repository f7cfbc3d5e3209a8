"""`dateline search` and `people`: what the library has about something or somebody."""

from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import islice

import msgspec

from reader.cli.arguments import Arguments
from reader.cli.lines import print_json, print_text
from reader.cli.statuses import DONE
from reader.cli.stories import make_line
from reader.library.alphabet import sort_key
from reader.library.passages import Passage
from reader.library.people import Appearance, Person, Said
from reader.library.search import Hit
from reader.library.store import Library
from reader.model.problem import Problem

_AT_A_TIME = 100


def search_library(arguments: Arguments) -> int:
    """Print the stories in which all that is asked for is found, newest first, with the words around it."""
    query = " ".join(arguments.query)
    with closing(Library(arguments.library)) as library:
        _prepare(library, query)
        for hit in islice(_find_hits(library, query), arguments.limit):
            if arguments.json:
                print_json({**msgspec.to_builtins(hit.story), "passages": msgspec.to_builtins(hit.passages)})
            else:
                print_text("\n".join([make_line(hit.story), *_passage_lines(hit)]))
    return DONE


def list_people(arguments: Arguments) -> int:
    """Print everyone in the library, or all mentions and quotes of those with a name.

    Raises:
        Problem: nobody has this name.
    """
    name = " ".join(arguments.name)
    with closing(Library(arguments.library)) as library:
        _prepare(library, "")
        people = library.people(name)
        if name and not people:
            raise Problem("Nobody of this name is in the library.", "`dateline people` lists everyone.")
        same = [person for person in people if sort_key(person.name) == sort_key(name)]
        for person in same or people:
            appearances = library.appearances(person) if name else []
            if arguments.json:
                print_json(_person_record(person, appearances, with_appearances=bool(name)))
            else:
                print_text("\n".join([_person_line(person), *map(_appearance_lines, appearances)]))
    return DONE


def _prepare(library: Library, query: str) -> None:
    """Have every story in the index; it is made anew where it was damaged."""
    with suppress(Problem):  # a library that can only be read is searched as far as it is
        _catch_up(library)
    try:
        library.count_hits(query, typing=False)
    except Problem:
        _catch_up(library)


def _catch_up(library: Library) -> None:
    while library.catch_up():
        pass


def _find_hits(library: Library, query: str) -> Iterator[Hit]:
    first = 0
    while hits := library.search(query, first, _AT_A_TIME, typing=False):
        yield from hits
        first += _AT_A_TIME


def _passage_lines(hit: Hit) -> Iterator[str]:
    for passage in hit.passages:
        if passage.where != "headline":
            yield f"    {_passage_line(passage)}"


def _passage_line(passage: Passage) -> str:
    match passage.where:
        case "quote":
            return f"“{passage.words}” — {passage.speaker or 'speaker open'}"
        case "note":
            return f"note: {passage.words}"
        case _:
            return passage.words


def _person_record(person: Person, appearances: list[Appearance], *, with_appearances: bool) -> dict[str, object]:
    record: dict[str, object] = msgspec.to_builtins(person)
    if with_appearances:
        record["appearances"] = [
            {"id": appearance.story, **msgspec.to_builtins(appearance)} for appearance in appearances
        ]
    return record


def _person_line(person: Person) -> str:
    counts = (
        _count(person.stories, "story", "stories"),
        _count(person.mentions, "mention", "mentions"),
        _count(person.quotes, "quote", "quotes"),
    )
    alone = "  — known by this one name, in one story" if person.story else ""
    return f"{person.name}  ({', '.join(counts)}){alone}"


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _appearance_lines(appearance: Appearance) -> str:
    outlet = appearance.outlet and f"({appearance.outlet})"
    parts = (appearance.story, (appearance.published or "")[:10], appearance.title, outlet)
    head = "  " + "  ".join(filter(None, parts))
    known = ", ".join(filter(None, (appearance.role, _count(len(appearance.mentions), "mention", "mentions"))))
    return "\n".join([head, f"    {known}", *(f"    {_said_line(said)}" for said in appearance.quotes)])


def _said_line(said: Said) -> str:
    words = " … ".join(" ".join(part.split()) for part in said.words)
    return words if said.kind == "indirect" else f"“{words}”"
