"""Files packed into one: each is read into memory, none is ever written, and a bomb is refused before it bursts."""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from urllib.parse import unquote

from reader.model.problem import Problem

LARGEST_UNPACKED = 300_000_000
LARGEST_FILE = 60_000_000
MOST_FILES = 20_000
HIGHEST_RATIO = 100
_RATIO_MATTERS = 2_000_000
_CHUNK = 1 << 16
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    OverflowError,
    ValueError,
)
_BROKEN = "This archive is damaged and cannot be unpacked."
_AGAIN = "Get it once more from where it came, or hand in the story as a web page or plain text."


class Archive:
    """A zip file held in memory. What its directory says of sizes is not believed: what comes out is counted.

    Raises:
        Problem: it is damaged, holds over 20,000 files, or is made to unpack without end.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGES as error:
            raise Problem(_BROKEN, _AGAIN) from error
        entries = self._zip.infolist()
        if len(entries) > MOST_FILES:
            raise Problem("This archive holds over 20,000 files.", "Hand in the stories alone.")
        self._entries = {entry.filename: entry for entry in entries if not entry.filename.endswith("/")}
        self._unpacked = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its files, as they stand in it; they are no paths on this machine."""
        return tuple(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None where there is none of that name.

        Raises:
            Problem: it is damaged, locked with a password, or unpacks to over 100 times its size.
        """
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise Problem("This archive is locked with a password.", "Unpack it and hand in what is inside.")
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(entry) as file:
                while chunk := file.read(_CHUNK):
                    size += len(chunk)
                    self._count(len(chunk), size, entry.compress_size)
                    parts.append(chunk)
        except _DAMAGES as error:
            raise Problem(_BROKEN, _AGAIN) from error
        return b"".join(parts)

    def _count(self, more: int, size: int, packed: int) -> None:
        self._unpacked += more
        grows = size > _RATIO_MATTERS and size > HIGHEST_RATIO * max(1, packed)
        if grows or size > LARGEST_FILE or self._unpacked > LARGEST_UNPACKED:
            raise Problem("This archive unpacks to far more than it should, and was left alone.", _AGAIN)


def resolve_name(base: str, address: str) -> str | None:
    """Return the name within an archive that an address in its file `base` leads to, or None where it leads out."""
    path = unquote(address.split("#")[0].split("?")[0]).replace("\\", "/")
    if not path or "://" in path or path.startswith(("data:", "//")):
        return None
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    return None if name.startswith(("..", "/")) else name
