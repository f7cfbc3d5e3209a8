"""Photographs that the reader joined to a story: their files as they came, beside its source."""

from hashlib import sha256
from pathlib import Path

from reader.library.files import flush_to_disk, make_private_folder, write_whole
from reader.model.problem import Problem

ADDED = "added"
LARGEST = 60_000_000
_SUFFIXES = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif"))


def keep_photograph(folder: Path, path: Path) -> str:
    """Copy a file into the folder of a story, under a name made of its bytes; return that place within the folder.

    Raises:
        Problem: it is no file that can be read, or larger than 60 MB.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if path.is_file() and size <= LARGEST else b""
    except OSError as error:
        raise Problem(f"{path.name} cannot be read.", "Copy it elsewhere and try again.") from error
    if not data:
        large = size > LARGEST
        raise Problem(f"{path.name} is {'larger than 60 MB' if large else 'empty'}.", "Choose another picture.")
    suffix = path.suffix.lower()
    name = f"{sha256(data).hexdigest()[:20]}{suffix if suffix in _SUFFIXES else ''}"
    target = folder / ADDED / name
    if not target.is_file():
        make_private_folder(target.parent)
        write_whole(target, data)
        flush_to_disk([target, target.parent, folder])
    return f"{ADDED}/{name}"
