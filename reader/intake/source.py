"""What was handed in: its bytes, kind and encoding; what is wrong with it, said in plain words."""

import re
import sys
import unicodedata
from pathlib import Path

from msgspec import Struct

from reader.intake.encoding import read_characters
from reader.model.problem import Problem

LARGEST_FILE = 200_000_000
LARGEST_TEXT = 20_000_000
LARGEST_MARKUP = 5_000_000

FILES_ENDINGS = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_bestanden", "_file")

_ADVICE_TEXT = "Open it in its own program, save the story as plain text or as a web page, and hand that in."
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "This is a PDF.", "Copy the story from it and paste it, or save it as plain text."),
    (b"{\\rtf", "This is a rich text document.", _ADVICE_TEXT),
    (b"\xd0\xcf\x11\xe0", "This is an office document.", _ADVICE_TEXT),
    (b"\x89PNG", "This is a picture, not a story.", "Hand in the story it belongs to."),
    (b"\xff\xd8\xff", "This is a picture, not a story.", "Hand in the story it belongs to."),
    (b"GIF8", "This is a picture, not a story.", "Hand in the story it belongs to."),
    (b"BM6", "This is a picture, not a story.", "Hand in the story it belongs to."),
    (b"II*\x00", "This is a picture, not a story.", "Hand in the story it belongs to."),
    (b"MM\x00*", "This is a picture, not a story.", "Hand in the story it belongs to."),
    (b"bplist00", "This is a Safari web archive.", "Save the page as a web page (HTML) and hand that in."),
    (b"\x1f\x8b", "This file is compressed.", "Unpack it and hand in what is inside."),
    (b"BZh", "This file is compressed.", "Unpack it and hand in what is inside."),
    (b"\xfd7zXZ", "This file is compressed.", "Unpack it and hand in what is inside."),
    (b"7z\xbc\xaf", "This file is compressed.", "Unpack it and hand in what is inside."),
    (b"Rar!", "This file is compressed.", "Unpack it and hand in what is inside."),
)
_MARKUP_START = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.I | re.S
)
_MARKUP_TAGS = re.compile(r"<(?:p|div|article|section|main|h1|h2|figure|span|a|meta|title|body|br)\b[^<>]*>", re.I)
_MARKUP_END = re.compile(r"</(?:body|html)\s*>", re.I)
_END = 5_000
_MANY_TAGS = 20
_XML_START = re.compile(r"\s*<\?xml\b")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[A-Za-z][\w-]*[ \t]*:.*\n(?:[ \t-].*\n)*)+(?:---|\.\.\.)[ \t]*(?:\n|$)")
_MARKDOWN_HEADLINE = re.compile(r"\s*# \S")
_DATA_ADDRESS = re.compile(r"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%._~!*'()-]{200,}")


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


class Characters(Struct, frozen=True):
    """What was handed in, as characters: `kind` is html, markdown or text; lines end in newlines alone."""

    kind: str
    text: str


def open_source(
    place: str | Path,
    *,
    kind: str = "auto",
    address: str | None = None,
    published: str | None = None,
    verbatim: bool = False,
) -> HandedIn:
    """Return the bytes of a file, or of standard input for "-", with the folder of its photographs.

    Raises:
        Problem: it is missing, empty, a folder, too large or cannot be read.
    """
    if str(place) == "-":
        data, name, files = sys.stdin.buffer.read(LARGEST_FILE + 1), "", None
    else:
        path = Path(place)
        data, name, files = _read_file(path), unicodedata.normalize("NFC", path.name), find_files_folder(path)
    refuse_size(len(data))
    if not data.strip():
        raise Problem(f"{name or 'Standard input'} is empty.", "Hand in a file with a story in it.")
    return HandedIn(data, name, kind, address, published, verbatim, files)


def make_pasted(text: str, **given: str | bool | None) -> HandedIn:
    """Return text that came without a file (pasted, or a record of a corpus) as something handed in."""
    return HandedIn(text.encode("utf-8", "surrogatepass"), **given)  # type: ignore[arg-type]  # named by the caller


def find_files_folder(path: Path) -> Path | None:
    """Return the folder that a browser saved beside a page (`NAME_files/`), or None."""
    candidates = (path.with_name(path.stem + ending) for ending in FILES_ENDINGS)
    return next((folder for folder in candidates if folder.is_dir()), None)


def read_content(handed: HandedIn) -> Characters:
    """Return what was handed in as characters of a known kind; what is to be read verbatim is text.

    Raises:
        Problem: it is of a kind that is not read, is no text at all, or is too large.
    """
    refuse_size(len(handed.data))
    if not handed.data.strip():
        raise Problem("There is nothing in it.", "Hand in a file with a story in it.")
    text = read_characters(handed.data)
    if text is None or not handed.verbatim:  # taken as it stands, a text may begin like another kind of file
        _refuse_signature(handed.data)
    if text is None:
        raise Problem("This is not a text: it holds binary data.", _ADVICE_TEXT)
    kind = "text" if handed.verbatim else handed.kind if handed.kind != "auto" else find_kind(text, handed.name)
    if kind not in ("html", "markdown", "text"):
        raise Problem(f"Files of the kind “{kind}” are not read.", _ADVICE_TEXT)
    if kind == "html":
        refuse_markup(text)
    elif len(text) > LARGEST_TEXT:
        raise Problem("This text is over 20 million characters long.", "Hand in the story alone.")
    if not text.strip():
        raise Problem("There is nothing in it but blank space.", "Hand in a file with a story in it.")
    return Characters(kind, text)


def find_kind(text: str, name: str) -> str:
    """Return html, markdown or text, as the content says; the name decides between the last two alone.

    Raises:
        Problem: it is XML that is no page.
    """
    start = text[:20_000].lstrip("\ufeff")
    if _MARKUP_START.match(start):
        return "html"
    if _XML_START.match(start):
        if re.search(r"<html[\s>]", start, re.I):
            return "html"
        raise Problem("This is XML, but not a web page.", _ADVICE_TEXT)
    tags = len(_MARKUP_TAGS.findall(start))
    if tags >= 3 and (start.lstrip().startswith("<") or tags >= start.count("\n") / 4):
        return "html"
    if _MARKUP_END.search(text[-_END:]) and len(_MARKUP_TAGS.findall(text)) > _MANY_TAGS:
        return "html"  # a page whose beginning was cut off, and its head with it
    if name.lower().endswith((".md", ".markdown")):
        return "markdown"
    return "markdown" if _FRONT_MATTER.match(start) or _MARKDOWN_HEADLINE.match(start) else "text"


def _read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Problem(f"{path.name or path} is a folder.", "Hand in one of the files inside it.")
        refuse_size(path.stat().st_size)
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise Problem(f"There is no file {path}.", "Look whether the name is right.") from None
    except PermissionError:
        raise Problem(f"{path.name} may not be read.", "Change its permissions, or copy it elsewhere.") from None
    except ValueError:  # a NUL within the name
        raise Problem("That is no name of a file.", "Look whether the name is right.") from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise Problem(f"{path.name} cannot be read: {reason}.", "Copy it elsewhere and try again.") from None


def refuse_size(size: int) -> None:
    """Raise the Problem of what is larger than 200 MB."""
    if size > LARGEST_FILE:
        raise Problem("It is larger than 200 MB.", "Hand in the story alone, as plain text or as a web page.")


def _refuse_signature(data: bytes) -> None:
    for signature, what, advice in _SIGNATURES:
        if data.startswith(signature):
            raise Problem(what, advice)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        raise Problem(*_zip_problem(data))
    if (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] in (b"ftypavif", b"ftypheic"):
        raise Problem("This is a picture, not a story.", "Hand in the story it belongs to.")


def _zip_problem(data: bytes) -> tuple[str, str]:
    if b"mimetypeapplication/epub+zip" in data[:200]:
        return "This is an e-book (EPUB).", "Copy the story from it and paste it."
    if b"word/" in data:
        return "This is a Word document.", "Copy the story from it and paste it, or save it as plain text."
    if b"content.xml" in data or b"xl/" in data or b"ppt/" in data:
        return "This is an office document.", _ADVICE_TEXT
    return "This is a zip archive.", "Unpack it and hand in what is inside."


def refuse_markup(text: str) -> None:
    """Raise the Problem of a page with over 5 MB of markup, photographs inside it left out."""
    if len(text) > LARGEST_MARKUP and len(_DATA_ADDRESS.sub("", text)) > LARGEST_MARKUP:
        advice = "Copy the story from it and paste it, or save it as plain text."
        raise Problem("This page holds over 5 MB of markup.", advice)
