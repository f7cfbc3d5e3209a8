"""Pages from the net, within limits: what is asked for is fetched, nothing else, and nobody is told who asks.

http and https alone; at most five redirects, each checked as the first address was; nothing of this machine or its
network unless asked for; 10 MB unpacked; 20 seconds in all; pages and documents alone; no cookies.
"""

import http.client
import zlib
from collections.abc import Collection

from msgspec import Struct

from reader import __version__
from reader.intake.addresses import Address, Resolve, find_hosts, follow, read_address
from reader.intake.connection import Connection, Deadline
from reader.intake.encoding import read_characters
from reader.model.problem import Problem

SECONDS = 20.0
LARGEST = 10_000_000
MOST_REDIRECTS = 5
PAGE_KINDS = frozenset(
    (
        *("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/xml", "application/xml"),
        *("application/pdf", "application/epub+zip", "message/rfc822", "multipart/related", "application/json"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
)
IMAGE_KINDS = frozenset(("image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"))
_TEXTS = ("text/", "application/xhtml", "application/xml", "application/json")
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 1 << 16
_BROWSER = "Open it in a browser, copy the story there and paste it here."
_REFUSALS = {
    401: ("The site gives this page only to those who sign in.", _BROWSER),
    402: ("The site gives this page only to those who pay.", _BROWSER),
    403: ("The site does not give this page to programs.", _BROWSER),
    404: ("There is no page at this address.", "Look whether the address is right and whole."),
    410: ("The page is no longer at this address.", "An archive of the web may have it."),
    429: ("The site was asked too often.", "Wait some minutes, then try again."),
    451: ("The site may not give this page here, for reasons of law.", "Hand in a copy that you have."),
}


class Fetched(Struct, frozen=True):
    """What lay at an address: its bytes, the media type it was sent as, and where it was found in the end."""

    data: bytes
    media: str
    address: str
    charset: str = ""


def fetch(
    words: str,
    *,
    private: bool = False,
    media: Collection[str] = PAGE_KINDS,
    seconds: float = SECONDS,
    resolve: Resolve | None = None,
) -> Fetched:
    """Fetch what lies at an address.

    With `private` the host that is named may be this machine or one of its network; a redirect to another such host is
    refused all the same. `resolve` looks hosts up.

    Raises:
        Problem: there is nothing to be had within the limits; the sentences say why and what to do.
        NotByItself: it would be had from this machine or its network.
    """
    first = address = read_address(words)
    deadline = Deadline(seconds)
    try:
        for _ in range(MOST_REDIRECTS + 1):
            may_be_private = private and address.host == first.host
            hosts = find_hosts(address, private=may_be_private, resolve=resolve)
            found = _ask(Connection(address, hosts, deadline), address, media)
            if isinstance(found, Fetched):
                return found
            address = found
    except TimeoutError:
        raise Problem(
            f"The page did not come within {seconds:g} seconds.", "Try again later, or open it in a browser."
        ) from None
    except (http.client.HTTPException, OSError, ValueError):
        raise Problem(f"The answer of “{address.host}” broke off or is no page.", f"Try again. {_BROWSER}") from None
    raise Problem("This address sends from one address to the next, over five times.", _BROWSER)


def make_plain(fetched: Fetched) -> bytes:
    """Return the bytes of a page as they are to be kept: as they came, wherever their encoding is found from them.

    Where the page says otherwise than the server, the server is right (WHATWG HTML), and what it said goes before them.
    """
    if not fetched.charset or not fetched.media.startswith(_TEXTS):
        return fetched.data
    try:
        text = fetched.data.decode(fetched.charset)
    except (LookupError, ValueError):
        return fetched.data
    known = read_characters(fetched.data)
    if known is None or known == read_characters(text.encode("utf-8", "replace")):
        return fetched.data
    return text.encode("utf-8-sig", "replace")


def _ask(connection: Connection, address: Address, media: Collection[str]) -> Fetched | Address:
    """Return what a host answers: the page, or the address it sends on to."""
    try:
        connection.request("GET", address.target, headers=_make_headers(media))
        with connection.getresponse() as answer:
            if answer.status in _REDIRECTS and (location := answer.headers.get("Location")):
                return follow(address, location.encode("latin-1", "replace").decode("utf-8", "replace"))
            _refuse_status(answer.status)
            kind = answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""
            _refuse_kind(kind, media)
            data = _read(answer)
            if not data.strip():
                raise Problem("The page at this address is empty.", _BROWSER)
            return Fetched(data, kind, str(address), answer.headers.get_content_charset("") or "")
    finally:
        connection.close()


def _make_headers(media: Collection[str]) -> dict[str, str]:
    accepted = "image/*" if media is IMAGE_KINDS else "text/html,application/xhtml+xml,*/*;q=0.5"
    return {
        "User-Agent": f"Dateline/{__version__}",
        "Accept": accepted,
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _refuse_status(status: int) -> None:
    if status == 200:
        return
    if status in _REFUSALS:
        raise Problem(*_REFUSALS[status])
    if status >= 500:
        raise Problem(f"The site has a fault of its own ({status}).", "Try again later.")
    raise Problem(f"The site does not give this page ({status}).", _BROWSER)


def _refuse_kind(kind: str, media: Collection[str]) -> None:
    if kind and kind not in media and kind != "application/octet-stream":
        raise Problem(f"What lies at this address is no story: it was sent as {kind}.", _BROWSER)


def _read(answer: http.client.HTTPResponse) -> bytes:
    """Return the whole of an answer, unpacked; it is counted as it comes."""
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise Problem(f"The page was packed in a way that was not asked for ({encoding}).", _BROWSER)
    unpacker = None if encoding in ("identity", "") else zlib.decompressobj(zlib.MAX_WBITS | 32)
    parts, size, came = [], 0, 0
    while packed := answer.read1(_CHUNK):
        came += len(packed)
        if came > LARGEST:
            raise _too_large()
        try:
            part = unpacker.decompress(packed, LARGEST + 1 - size) if unpacker else packed
        except zlib.error:
            raise Problem("The page came damaged.", f"Try again. {_BROWSER}") from None
        size += len(part)
        if size > LARGEST:
            raise _too_large()
        parts.append(part)
    if answer.length or (unpacker and not unpacker.eof):  # less came than was announced
        raise http.client.IncompleteRead(b"")
    return b"".join(parts)


def _too_large() -> Problem:
    return Problem("What lies at this address is larger than 10 MB.", _BROWSER)
