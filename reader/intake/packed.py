"""The images that came within the file of a story: in a web archive, an e-mail, a book, a document."""

from collections.abc import Callable

from reader.intake.archive import Archive
from reader.intake.parts import find_image, find_parts, read_message
from reader.intake.warc import read_answers
from reader.model.problem import Problem


def open_images(kind: str, data: bytes) -> Callable[[str], bytes | None]:
    """Return what finds the bytes of an image by the address a story of this kind has for it.

    An image that is not there, or cannot be unpacked, is None.
    """
    try:
        if kind in ("docx", "epub"):
            archive = Archive(data)
            return lambda address: _read(archive, address)
        if kind in ("mhtml", "eml"):
            parts = find_parts(read_message(data))
            return lambda address: find_image(parts, address)
        if kind == "warc":
            images = {answer.address: answer.data for answer in read_answers(data) if answer.kind.startswith("image/")}
            return images.get
    except Problem:
        pass  # the story was read; only its images cannot be
    return lambda _: None


def _read(archive: Archive, name: str) -> bytes | None:
    try:
        return archive.read(name)
    except Problem:
        return None
