"""A saved page of an archive with the images of the folder beside it, in one file as browsers save it (MHTML)."""

import mimetypes
from email.encoders import encode_base64
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.policy import compat32
from urllib.parse import quote

from reader.intake.archive import Archive
from reader.intake.source import FILES_ENDINGS
from reader.model.problem import Problem

MOST = 60
_UNFOLDED = compat32.clone(max_line_length=None)  # an address broken over lines is another one


def add_images(archive: Archive, name: str, page: bytes) -> bytes:
    """Return a page with the images of its `NAME_files/` folder, or as it is where there are none.

    At most 60 images are taken; one that is damaged or unpacks without end is left out.
    """
    images = list(_find_images(archive, name))
    if not images:
        return page
    whole = MIMEMultipart("related", type="text/html")
    whole.attach(_make_part("text/html", page, ""))
    for place, kind, data in images:
        whole.attach(_make_part(kind, data, place))
    return whole.as_bytes(policy=_UNFOLDED)


def _find_images(archive: Archive, name: str) -> list[tuple[str, str, bytes]]:
    """Return place beside the page, type and bytes of each image."""
    above, _, file = name.replace("\\", "/").rpartition("/")
    stem = file.rpartition(".")[0]
    folders = tuple(f"{above}/{stem}{ending}/".lstrip("/") for ending in FILES_ENDINGS)
    found: list[tuple[str, str, bytes]] = []
    for entry in sorted(archive.names):
        place = entry.replace("\\", "/")
        kind = mimetypes.guess_type(place)[0] or ""
        if not place.startswith(folders) or not kind.startswith("image/") or len(found) == MOST:
            continue
        try:
            data = archive.read(entry)
        except Problem:
            continue
        if data:
            found.append((place.removeprefix(f"{above}/"), kind, data))
    return found


def _make_part(media: str, data: bytes, place: str) -> MIMEBase:
    part = MIMEBase(*media.split("/", 1))
    part.set_payload(data)
    encode_base64(part)
    if place:
        part["Content-Location"] = place if place.isascii() and " " not in place else Header(quote(place)).encode()
    return part
