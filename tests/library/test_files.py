import uuid

import pytest

from reader.library.files import make_id, source_file_name, write_whole


def test_ids_are_uuids_of_version_7_in_the_order_they_were_made():
    ids = [make_id() for _ in range(2000)]
    assert len(set(ids)) == 2000
    assert [name[:18] for name in ids] == sorted(name[:18] for name in ids)
    for name in ids[:50]:
        assert str(uuid.UUID(name)) == name
        assert uuid.UUID(name).version == 7
        assert uuid.UUID(name).variant == uuid.RFC_4122


@pytest.mark.parametrize(
    ("name", "kind", "data", "file"),
    [
        ("story.txt", "auto", b"", "source.txt"),
        ("Page.HTM", "auto", b"", "source.htm"),
        ("", "auto", b"  <!doctype html>", "source.html"),
        ("", "auto", b"words", "source.txt"),
        ("", "markdown", b"words", "source.md"),
        ("no suffix", "html", b"", "source.html"),
        ("../../x.sh/..", "text", b"", "source.txt"),
        ("a.b c", "text", b"", "source.txt"),
        ("a.farsuffixedtoolong", "text", b"", "source.txt"),
        ("a.ﬁle", "text", b"", "source.txt"),
    ],
)
def test_source_keeps_a_plain_suffix_alone(name, kind, data, file):
    assert source_file_name(name, kind, data) == file


def test_file_that_cannot_be_written_leaves_the_old_one_and_no_crumbs(tmp_path):
    path = tmp_path / "note.md"
    write_whole(path, b"old")
    with pytest.raises(TypeError):
        write_whole(path, "not bytes")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["note.md"]
