"""Addresses as sources: fetched in a working process of its own before anything is read."""

from pathlib import Path
from tempfile import TemporaryDirectory

from reader.child import Request
from reader.cli.arguments import Arguments
from reader.cli.children import Child, Outcome
from reader.intake.addresses import looks_like_address
from reader.intake.source import HandedIn
from reader.model.problem import NotByItself, Problem
from reader.pipeline import is_offline, offline_page


def is_address(source: str) -> bool:
    """Say whether a source is an address of the net; a file of that name is none of it."""
    return looks_like_address(source)


def fetch_handed(source: str, arguments: Arguments) -> HandedIn:
    """Fetch what lies at an address and return it as handed in, with what the options say of it.

    Raises:
        Problem: it is not to be had within the limits, or nothing is fetched with --offline.
    """
    if is_offline():
        raise offline_page()
    with TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as name:
        outcome = _ask(Request(source, str(Path(name, "page")), fetch=source, private=arguments.private), Path(name))
        if outcome.page is None:
            raise outcome.problem or Problem("The page did not come.", "Try again.")
        return HandedIn(
            Path(outcome.page.path).read_bytes(),
            kind=outcome.page.kind if arguments.kind == "auto" else arguments.kind,
            address=arguments.address or outcome.page.address,
            published=arguments.published,
            verbatim=arguments.verbatim,
        )


def _ask(request: Request, folder: Path) -> Outcome:
    child = Child(folder)
    try:
        outcome = child.read(request)
    finally:
        child.end()
        child.close()
    if isinstance(outcome.problem, NotByItself):
        outcome.problem = Problem(outcome.problem.what, "It is fetched with the option --private.")
    return outcome
