"""What a PDF unpacks to, counted before anything is made of it."""

import re
import zlib

from reader.model.problem import Problem

HIGHEST_RATIO = 100
_RATIO_MATTERS = 20_000_000
_CHUNK = 1 << 20
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_BEFORE = 400


def refuse_bomb(data: bytes) -> None:
    """Raise the Problem of a PDF whose pages unpack to over 100 times its size, pictures left out."""
    most = max(_RATIO_MATTERS, HIGHEST_RATIO * len(data))
    unpacked = 0
    for stream in _STREAM.finditer(data):
        told = data[max(0, stream.start() - _BEFORE) : stream.start()].rpartition(b" obj")[2]
        if b"/Fl" not in told or b"/Image" in told:
            continue
        unpacked += _count(data, stream.end(), most - unpacked)
        if unpacked > most:
            advice = "Get it once more from where it came, or paste the story."
            raise Problem("This PDF unpacks to far more than it should, and was left alone.", advice)


def _count(data: bytes, start: int, most: int) -> int:
    """Return how much a packed stream holds, or something over `most`."""
    unpacker = zlib.decompressobj()
    count = 0
    packed = b""
    try:
        while not unpacker.eof and count <= most:
            if not packed:
                packed, start = data[start : start + _CHUNK], start + _CHUNK
                if not packed:
                    break
            count += len(unpacker.decompress(packed, _CHUNK))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        pass  # damaged, or packed in a way of its own: what came out counts
    return count
