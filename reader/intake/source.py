"""What was handed in: its bytes, kind and encoding; what is wrong with it, said in plain words."""

from pathlib import Path

from msgspec import Struct


class HandedIn(Struct, frozen=True):
    """A source as it was handed in, before anything is read from it.

    `name` is its file name, "" for pasted text. `kind` is a format or "auto" (found from the content). `files` is the
    folder with the photographs of a saved page (`NAME_files/`). With `verbatim` the text is taken as it stands.
    """

    data: bytes
    name: str = ""
    kind: str = "auto"
    address: str | None = None
    published: str | None = None
    verbatim: bool = False
    files: Path | None = None
