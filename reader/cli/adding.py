"""`dateline add`: save sources into the library and read them."""

from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from reader import pipeline
from reader.child import Request
from reader.cli.arguments import Arguments
from reader.cli.children import Outcome, working_children
from reader.cli.handed import open_all
from reader.cli.lines import print_json, print_problem, print_text
from reader.cli.statuses import DONE, MACHINE_LACKS, SOME_FAILED
from reader.library.store import Library
from reader.model.problem import Problem


class Added(Struct, frozen=True):
    """A source on its way into the library; `story` is the id it has there, "" where it was not even opened."""

    source: str
    story: str = ""
    known: bool = False


def add(arguments: Arguments) -> int:
    """Save each source, read it and print id and headline; return the exit status."""
    if lack := pipeline.find_lack():
        print_problem("", lack)
        return MACHINE_LACKS
    library = Library(arguments.library)
    failed = False
    try:
        with working_children(1) as children:
            for added, outcome in children.read_all(_hand_in_all(arguments, library)):
                try:
                    keep_outcome(library, added.story, outcome)
                    _print(library, added, as_json=arguments.json)
                except Problem as problem:
                    failed = True
                    print_problem(added.source, problem)
        library.settle()
    finally:
        library.close()
    return SOME_FAILED if failed else DONE


def _hand_in_all(arguments: Arguments, library: Library) -> Iterator[tuple[Added, Request | Outcome]]:
    for source, found in chain.from_iterable(open_all(source, arguments) for source in arguments.sources):
        try:
            if isinstance(found, Problem):
                raise found
            kept = library.hand_in(found)
            added = Added(source, kept.id, kept.known)
            yield added, _find_work(library, added)
        except Problem as problem:
            yield Added(source), Outcome(problem=problem)


def _find_work(library: Library, added: Added) -> Request | Outcome:
    """Return what the working process has to do; a story that failed before is tried again."""
    story = added.story
    work = library.wanted(story, pipeline.versions())
    if work == "analyse":
        return Request(story, article=library.reading(story).article)
    if work == "read" or library.story(story).state == "failed":
        return make_request(library, story)
    return Outcome()


def make_request(library: Library, story: str) -> Request:
    """Return the request that reads the source of a story."""
    source = library.source(story)
    return Request(
        story,
        str(source.path),
        name=source.name,
        kind=source.kind,
        address=source.address,
        published=source.published,
        verbatim=source.verbatim,
        files=str(source.files) if source.files else None,
        photos=str(library.photos_folder(story)),
    )


def keep_outcome(library: Library, story: str, outcome: Outcome) -> None:
    """Keep what was made of a story ("" for a source that was not even opened).

    Raises:
        Problem: what kept it from being read; that is remembered too.
    """
    if outcome.article:
        library.store_article(story, outcome.article, outcome.versions)
    if outcome.analysis:
        library.store_analysis(story, outcome.analysis, outcome.versions)
    if outcome.problem:
        if story:
            library.store_problem(story, outcome.problem, pipeline.versions())
        raise outcome.problem


def _print(library: Library, added: Added, *, as_json: bool) -> None:
    title = library.story(added.story).title
    if as_json:
        print_json({"id": added.story, "title": title, "known": added.known})
    else:
        print_text(f"{added.story}  {title}")
