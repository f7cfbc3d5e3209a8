"""Copies of a story's photographs, bounded in size, from files that came with it; nothing is ever fetched."""

import base64
import binascii
import io
import re
import time
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from PIL import Image, ImageOps

from reader.intake.packed import open_images
from reader.intake.source import HandedIn
from reader.model.article import Article, Photo
from reader.model.problem import Problem

LONGEST_SIDE = 2_000
MOST_PIXELS = 40_000_000
LARGEST_IMAGE = 60_000_000
LONGEST_SECONDS = 20.0  # of the minute that a story has: photographs that take longer must not cost it its names
_DATA = re.compile(r"data:image/[\w.+-]+((?:;[\w.+-]+=[\w.+-]+)*)(;base64)?,(.*)", re.I | re.S)
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "MPO")


def keep_photos(article: Article, handed: HandedIn, folder: Path) -> None:
    """Write a copy of every photograph that came with the source as `folder/STEM.jpg` or `.png`.

    Photographs lie in the page's files folder, in `data:` addresses or within the source itself, as in an e-mail or a
    document; others are left alone. The longest side becomes at most 2,000 pixels. Passed over are images of over 40
    megapixels, damaged ones, what is no image, and those that are left after 20 seconds.
    """
    find = open_photographs(article, handed)
    end = time.monotonic() + LONGEST_SECONDS
    for photo in article.photos:
        if time.monotonic() > end:
            return
        if not photo.image or any((folder / f"{photo.stem}{ending}").exists() for ending in (".jpg", ".png")):
            continue
        data = find(photo.image)
        if data:
            _write_copy(data, folder, str(photo.stem))


def keep_picture(path: Path, photo: Photo, folder: Path) -> bytes:
    """Write a copy of the picture in a file as that of a photograph, and return the bytes of the file.

    Raises:
        Problem: it is larger than 60 MB or 40 megapixels, no picture, damaged, or the disk refuses.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST_IMAGE else b""
        _write_copy(data, folder, str(photo.stem))
        kept = any((folder / f"{photo.stem}{ending}").exists() for ending in (".jpg", ".png"))
    except OSError as error:
        raise Problem("The copy of this picture cannot be written.", "See whether the disk is full.") from error
    if not kept:
        raise Problem(
            "This is no picture that can be shown: it is damaged, of another kind, or over 40 megapixels.",
            "Save it as JPEG or PNG, smaller, and add that.",
        )
    return data


def open_photographs(article: Article, handed: HandedIn) -> Callable[[str], bytes | None]:
    """Return what finds the bytes of a photograph that came with the source, by the address the article has for it."""
    packed = open_images(article.source.kind, handed.data)
    return lambda address: _read_image(address, handed.files) or packed(address)


def find_image_file(address: str, files: Path | None) -> Path | None:
    """Return the file inside the page's files folder that an address names, or None.

    The last part of the address alone is looked up, and only regular files whose real path lies in the folder count, so
    that no address leads out of it.
    """
    if files is None or address.startswith("data:"):
        return None
    try:
        path = urlsplit(address).path
    except ValueError:
        return None
    root = files.resolve()
    for name in dict.fromkeys((unquote(path).rsplit("/", 1)[-1], path.rsplit("/", 1)[-1])):
        if not name or name in (".", "..") or "\\" in name or "\x00" in name:
            continue
        try:
            file = (root / name).resolve()
            if file.parent == root and file.is_file():
                return file
        except OSError:
            continue
    return None


def _read_image(address: str, files: Path | None) -> bytes | None:
    if address.startswith("data:"):
        return _read_data(address)
    file = find_image_file(address, files)
    try:
        return file.read_bytes() if file and file.stat().st_size <= LARGEST_IMAGE else None
    except OSError:
        return None


def _read_data(address: str) -> bytes | None:
    match = _DATA.fullmatch(address.strip())
    if not match or len(match[3]) > 1.4 * LARGEST_IMAGE:
        return None
    if not match[2]:
        return unquote_to_bytes(match[3])
    try:
        return base64.b64decode(re.sub(r"\s+", "", unquote(match[3])))
    except (binascii.Error, ValueError):
        return None


def _write_copy(data: bytes, folder: Path, stem: str) -> None:
    try:
        with warnings.catch_warnings():
            # Pillow warns of the sizes that are measured here anyway
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=find_formats()) as image:
                if image.width * image.height > MOST_PIXELS or min(image.size) < 1:
                    return
                image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                copy = _make_copy(image)
    except Exception:  # each of Pillow's decoders fails in its own way on a damaged image
        return
    folder.mkdir(parents=True, exist_ok=True)
    ending = ".png" if copy.mode == "RGBA" else ".jpg"
    target = folder / f"{stem}{ending}"
    beside = target.with_suffix(".part")
    copy.save(beside, "PNG" if ending == ".png" else "JPEG", quality=90, optimize=False)
    beside.replace(target)


@cache
def find_formats() -> list[str]:
    """Return the names of the kinds of images that are read."""
    Image.init()
    return [name for name in _FORMATS if name in Image.OPEN]


def _make_copy(image: Image.Image) -> Image.Image:
    """Return the first frame upright, in colour, bounded, without what the file says beside its pixels."""
    upright = ImageOps.exif_transpose(image)
    clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    copy = upright.convert("RGBA" if clear else "RGB")
    copy.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    copy.info.clear()
    return copy
