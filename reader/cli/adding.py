"""`dateline add`: save sources into the library and read them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from time import monotonic

from msgspec import Struct

from reader import pipeline
from reader.child import Request
from reader.cli.arguments import Arguments
from reader.cli.children import Outcome, working_children
from reader.cli.fetching import is_address
from reader.cli.handed import open_all
from reader.cli.lines import print_json, print_problem, print_text
from reader.cli.statuses import DONE, MACHINE_LACKS, SOME_FAILED
from reader.intake.source import HandedIn
from reader.library.store import HandedInStory, Library
from reader.model.problem import LeftOut, Problem

_TOGETHER, _SECONDS = 100, 0.2  # sources that are saved in one transaction, opened within so long

_Opened = tuple[str, HandedIn | Problem]


class Added(Struct, frozen=True):
    """A source on its way into the library; `story` is the id it has there, "" where it was not even opened."""

    source: str
    story: str = ""
    known: bool = False
    restored: bool = False


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
                    failed = failed or not isinstance(problem, LeftOut)
                    print_problem(added.source, problem)
        library.settle()
    finally:
        library.close()
    return SOME_FAILED if failed else DONE


def _hand_in_all(arguments: Arguments, library: Library) -> Iterator[tuple[Added, Request | Outcome]]:
    for opened in _open_some(arguments):
        for source, kept in _hand_in_together(opened, library):
            try:
                if isinstance(kept, Problem):
                    raise kept
                added = Added(source, kept.id, kept.known, kept.restored)
                yield added, _find_work(library, added)
            except Problem as problem:
                yield Added(source), Outcome(problem=problem)


def _open_some(arguments: Arguments) -> Iterator[list[_Opened]]:
    """Open sources, as many as are there within a moment; what has to be fetched keeps no other waiting."""
    some: list[_Opened] = []
    began = monotonic()
    for source in arguments.sources:
        if some and is_address(source):
            yield some
            some = []
        for opened in open_all(source, arguments):
            if not some:
                began = monotonic()
            some.append(opened)
            if len(some) == _TOGETHER or monotonic() - began > _SECONDS or is_address(source):
                yield some
                some = []
    if some:
        yield some


def _hand_in_together(opened: Sequence[_Opened], library: Library) -> list[tuple[str, HandedInStory | Problem]]:
    """Save sources in one transaction, or one by one where that does not come to be."""
    if len(opened) > 1:
        with suppress(Problem), library.together():
            return [(source, _hand_in(found, library)) for source, found in opened]
    return [(source, _hand_in(found, library)) for source, found in opened]


def _hand_in(found: HandedIn | Problem, library: Library) -> HandedInStory | Problem:
    try:
        return found if isinstance(found, Problem) else library.hand_in(found)
    except Problem as problem:
        return problem


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
    if story:
        with library.together():
            _keep(library, story, outcome)
    if outcome.problem:
        raise outcome.problem


def _keep(library: Library, story: str, outcome: Outcome) -> None:
    if outcome.article:
        library.store_article(story, outcome.article, outcome.versions)
    if outcome.analysis:
        library.store_analysis(story, outcome.analysis, outcome.versions)
    if outcome.problem:
        library.store_problem(story, outcome.problem, pipeline.versions())


def _print(library: Library, added: Added, *, as_json: bool) -> None:
    title = library.story(added.story).title
    if as_json:
        back = {"restored": True} if added.restored else {}
        print_json({"id": added.story, "title": title, "known": added.known, **back})
    else:
        print_text(f"{added.story}  {title}")
        if added.restored:
            print_problem(added.source, Problem("This story lay in the trash.", "It was restored."))
