"""The command line: what its words ask for."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

WINDOW = "window"
VERBS = (
    *("analyse", "add", "list", "show", "search", "note", "people", "export"),
    *("backup", "restore", "check", "rebuild", "shot"),
)
STANDARD_INPUT = "-"


class Arguments:
    """What the words ask for; each verb has but some of these."""

    verb: str
    instead: str | None = None
    library: Path
    names_library: bool  # it was named, by an option or the environment
    sources: list[str]
    paste: bool
    json: bool
    corpus: str | None
    workers: int | None
    kind: str
    address: str | None
    published: str | None
    verbatim: bool
    private: bool = False  # addresses of this machine and its network are fetched too
    offline: bool = False
    id: str
    ids: list[str]
    to: str
    replace: bool
    limit: int | None
    query: list[str]
    name: list[str]
    text: str | None
    if_revision: int | None
    path: Path
    preview: bool
    out: Path
    target: Path | None
    select: str | None
    panel: str | None
    size: tuple[int, int] | None
    theme: Literal["light", "dark", "sepia"]


def read_arguments(words: Sequence[str]) -> Arguments:
    """Return what the words ask for.

    A verb wins over a file of the same name; options may stand before it. Bad words end the program with status 2.
    """
    arguments = _read_plain(words)
    if arguments is None:
        from reader.cli.parsers import parse  # argparse costs the window's start more than these lines do

        arguments = parse(words)
        if not arguments.instead:
            arguments.names_library = bool(arguments.library or os.environ.get("DATELINE_LIBRARY"))
            arguments.library = arguments.library or _default_library()
    return arguments


def _read_plain(words: Sequence[str]) -> Arguments | None:
    """Return the arguments of a start of the window with nothing but a library and sources, or None."""
    has_library = len(words) > 1 and words[0] == "--library"
    sources = list(words[2:] if has_library else words)
    if any(_is_option(word) for word in (*sources, *words[1:2])) or (sources and sources[0] in VERBS):
        return None
    arguments = Arguments()
    arguments.verb, arguments.sources, arguments.paste = WINDOW, sources, False
    arguments.library = Path(words[1]) if has_library else _default_library()
    return arguments


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != STANDARD_INPUT


def _default_library() -> Path:
    if folder := os.environ.get("DATELINE_LIBRARY"):
        return Path(folder)
    from platformdirs import user_data_path  # --help and --version do without

    return user_data_path("dateline", appauthor=False)
