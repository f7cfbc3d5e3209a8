import io
import zipfile
from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.intake.archive import Archive, resolve_name
from reader.model.problem import Problem


def pack(files: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_file_comes_out_as_it_went_in(packing):
    archive = Archive(pack({"a/b.txt": b"words " * 900}, packing))
    assert archive.names == ("a/b.txt",)
    assert archive.read("a/b.txt") == b"words " * 900
    assert archive.read("other") is None


@pytest.mark.parametrize("size", [3_000_000, 70_000_000])
def test_file_of_over_a_hundred_times_its_size_is_refused(size):
    with pytest.raises(Problem, match="far more than it should"):
        Archive(pack({"a": bytes(size)})).read("a")


def test_all_that_is_read_counts_together():
    archive = Archive(pack({str(i): bytes(1_900_000) for i in range(200)}))
    with pytest.raises(Problem, match="far more than it should"):
        deque(map(archive.read, archive.names), maxlen=0)


def test_locked_file_is_told_in_plain_words():
    data = bytearray(pack({"a": b"words"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Problem, match="password"):
        Archive(bytes(data)).read("a")


@given(st.binary(max_size=200), st.integers(0, 120))
def test_damaged_archive_is_told_in_plain_words(noise, start):
    data = bytearray(pack({"a.txt": b"words of a story"}))
    data[start : start + len(noise)] = noise
    try:
        archive = Archive(bytes(data))
        for name in archive.names:
            archive.read(name)
    except Problem as problem:
        if not problem.advice:
            pytest.fail("no advice")


@pytest.mark.parametrize(
    ("base", "address", "name"),
    [
        ("word/document.xml", "media/a.jpg", "word/media/a.jpg"),
        ("OEBPS/text/a.xhtml", "../images/b%20c.jpg#x", "OEBPS/images/b c.jpg"),
        ("a/b.xhtml", "../../c.jpg", None),
        ("a/b.xhtml", "/etc/passwd", None),
        ("a/b.xhtml", "..\\..\\..\\x", None),
        ("a/b.xhtml", "https://a.example/c.jpg", None),
        ("a/b.xhtml", "data:image/png;base64,xx", None),
        ("a/b.xhtml", "", None),
    ],
)
def test_address_leads_to_a_name_inside_or_nowhere(base, address, name):
    assert resolve_name(base, address) == name
