"""A page of the net with its photographs, in one file as browsers save it (MHTML), so that nothing is fetched later."""

from collections.abc import Callable, Iterator, Sequence
from email.encoders import encode_base64
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.policy import compat32
from urllib.parse import urljoin

from reader.intake.connection import Deadline
from reader.intake.fetch import IMAGE_KINDS, SECONDS, Fetched, fetch
from reader.intake.formats import read_source
from reader.intake.source import HandedIn
from reader.model.problem import Problem

MOST = 12
_UNFOLDED = compat32.clone(max_line_length=None)  # an address broken over lines is another one
_Fetch = Callable[..., Fetched]


def add_photographs(page: Fetched, *, private: bool = False, ask: _Fetch = fetch) -> Fetched:
    """Return a page in one file with the photographs of its story; one that is not to be had is left out.

    At most 12 are fetched, each under the limits of a page, all together in 20 seconds. What is no page, or has none,
    stays as it is.
    """
    if page.media not in ("text/html", "application/xhtml+xml"):
        return page
    images = list(_fetch_images(page, _find_images(page), private=private, ask=ask))
    return _pack(page, images) if images else page


def _find_images(page: Fetched) -> list[str]:
    """Return the addresses of a story's photographs as the page has them."""
    try:
        article = read_source(HandedIn(page.data, kind="html", address=page.address))
    except Problem:
        return []  # whoever reads it for good tells why
    found = (photo.image for photo in article.photos if photo.image and not photo.image.startswith("data:"))
    return list(dict.fromkeys(found))[:MOST]


def _fetch_images(
    page: Fetched, addresses: Sequence[str], *, private: bool, ask: _Fetch
) -> Iterator[tuple[str, Fetched]]:
    deadline = Deadline(SECONDS)
    for address in addresses:
        try:
            where = urljoin(page.address, address)
            yield address, ask(where, private=private, media=IMAGE_KINDS, seconds=deadline.left())
        except TimeoutError:
            return
        except (Problem, ValueError):
            continue


def _pack(page: Fetched, images: Sequence[tuple[str, Fetched]]) -> Fetched:
    whole = MIMEMultipart("related", type="text/html")
    whole["Snapshot-Content-Location"] = page.address
    whole.attach(_make_part(page.address, page))
    for address, image in images:
        whole.attach(_make_part(address, image))
    return Fetched(whole.as_bytes(policy=_UNFOLDED), "multipart/related", page.address)


def _make_part(address: str, fetched: Fetched) -> MIMEBase:
    kind, _, narrower = fetched.media.partition("/")
    part = MIMEBase(kind, narrower)
    if fetched.charset:
        part.set_param("charset", fetched.charset)
    part.set_payload(fetched.data)
    encode_base64(part)
    part["Content-Location"] = Header(address).encode() if not address.isascii() else address
    return part
