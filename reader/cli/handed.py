"""Sources as a command line names them, made ready for a working process."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkstemp

from msgspec.structs import replace

from reader.child import Request
from reader.cli.arguments import STANDARD_INPUT, Arguments
from reader.cli.children import Outcome
from reader.cli.fetching import fetch_handed, is_address
from reader.intake.folders import ZIP_START, gather_folder, gather_within
from reader.intake.source import HandedIn, open_source
from reader.model.problem import Problem


def open_handed(source: str, arguments: Arguments) -> HandedIn:
    """Return what `source` names, with what the options say of it.

    Raises:
        Problem: it is missing, empty, a folder, too large, cannot be read, or cannot be fetched.
    """
    if is_address(source):
        return fetch_handed(source, arguments)
    return open_source(
        source,
        kind=arguments.kind,
        address=arguments.address,
        published=arguments.published,
        verbatim=arguments.verbatim,
    )


def open_all(source: str, arguments: Arguments) -> Iterator[tuple[str, HandedIn | Problem]]:
    """Give each story that `source` names, under a name of its own, or why there is none.

    That is one for a file, and as many as there are for a folder, a zip archive of stories or a book of chapters.
    """
    try:
        if is_folder(source):
            found = gather_folder(Path(source))
        else:
            handed = open_handed(source, arguments)
            within = gather_within(handed)
            if within is None:
                yield source, handed
                return
            found = ((f"{source}: {name}", inside) for name, inside in within)
        for name, inside in found:
            yield name, inside if isinstance(inside, Problem) else _tell(inside, arguments)
    except Problem as problem:
        yield source, problem


def is_folder(source: str) -> bool:
    """Say whether a source is a folder of stories."""
    return source != STANDARD_INPUT and Path(source).is_dir()


def _tell(handed: HandedIn, arguments: Arguments) -> HandedIn:
    return replace(handed, kind=arguments.kind, published=arguments.published, verbatim=arguments.verbatim)


def requests_for(source: str, arguments: Arguments, folder: Path) -> Iterator[tuple[str, Request | Outcome]]:
    """Give the requests that read a source, or each story of a folder or archive, with their names."""
    if not (is_address(source) or is_folder(source) or _begins_like_zip(source)):
        yield source, request_for(source, arguments, folder)
        return
    for name, found in open_all(source, arguments):
        if isinstance(found, Problem):
            yield name, Outcome(problem=found)
        elif Path(name).is_file():
            yield name, request_for(name, arguments, folder)
        else:
            yield name, _request_of(name, found, folder)


def _begins_like_zip(source: str) -> bool:
    try:
        with Path(source).open("rb") as file:
            return source != STANDARD_INPUT and file.read(len(ZIP_START)) == ZIP_START
    except (OSError, ValueError):
        return False  # what is wrong with it is told by whoever opens it


def _request_of(name: str, handed: HandedIn, folder: Path) -> Request:
    return Request(
        name,
        put_aside(handed.data, folder),
        name=handed.name,
        kind=handed.kind,
        address=handed.address,
        published=handed.published,
        verbatim=handed.verbatim,
    )


def request_for(source: str, arguments: Arguments, folder: Path) -> Request | Outcome:
    """Return the request that reads `source`, or why there is none; standard input goes into a file of `folder`."""
    try:
        path, name = source, None
        if source == STANDARD_INPUT:
            path, name = put_aside(open_handed(source, arguments).data, folder), ""
    except Problem as problem:
        return Outcome(problem=problem)
    return Request(
        source,
        path,
        name=name,
        kind=arguments.kind,
        address=arguments.address,
        published=arguments.published,
        verbatim=arguments.verbatim,
    )


def put_aside(data: bytes, folder: Path) -> str:
    """Write bytes that have no file into a new one of `folder`; return its path."""
    descriptor, path = mkstemp(dir=folder)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    return path
