"""Sources as a command line names them, made ready for a working process."""

import os
from pathlib import Path
from tempfile import mkstemp

from reader.child import Request
from reader.cli.arguments import STANDARD_INPUT, Arguments
from reader.cli.children import Outcome
from reader.intake.source import HandedIn, open_source
from reader.model.problem import Problem


def open_handed(source: str, arguments: Arguments) -> HandedIn:
    """Return what `source` names, with what the options say of it.

    Raises:
        Problem: it is missing, empty, a folder, an address, too large or cannot be read.
    """
    refuse_address(source)
    return open_source(
        source,
        kind=arguments.kind,
        address=arguments.address,
        published=arguments.published,
        verbatim=arguments.verbatim,
    )


def request_for(source: str, arguments: Arguments, folder: Path) -> Request | Outcome:
    """Return the request that reads `source`, or why there is none; standard input goes into a file of `folder`."""
    try:
        refuse_address(source)
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


def refuse_address(source: str) -> None:
    """Raise the Problem of an address where a file is wanted."""
    if source.lower().startswith(("http://", "https://")):
        raise Problem("Pages are not fetched from an address.", "Save the page in a browser and hand in the file.")
