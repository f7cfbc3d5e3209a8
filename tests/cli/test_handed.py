"""Sources that are many stories: folders and zip archives."""

import zipfile

import pytest

from reader.cli import handed
from reader.cli.parsers import KINDS
from reader.intake.kinds import PACKED_KINDS
from reader.intake.source import HandedIn
from reader.model.problem import LeftOut


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "stories"
    inside.mkdir()
    (inside / "a.txt").write_text("Ferry halted", "utf-8")
    (inside / "b.txt").write_text("Bridge opened", "utf-8")
    (inside / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return inside


@pytest.fixture
def archive(folder):
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as packed:
        for file in folder.iterdir():
            packed.write(file, f"x/{file.name}")
    return path


def test_every_kind_that_is_read_can_be_named():
    assert set(KINDS) == {"auto", "html", "text", "markdown", *PACKED_KINDS}


@pytest.mark.parametrize("kind", ["folder", "archive"])
def test_stories_of_a_folder_or_archive_are_added_and_the_rest_is_told_of(dateline, dateline_json, request, kind):
    source = request.getfixturevalue(kind)
    status, out, err = dateline("add", str(source))
    assert status == 1
    assert [line.split(maxsplit=1)[1] for line in out.splitlines()] == ["Ferry halted", "Bridge opened"]
    assert err.count("\n") == 1
    assert "photo.png: This is a picture, not a story." in err
    assert {record["title"] for record in dateline_json("list", "--json")[1]} == {"Ferry halted", "Bridge opened"}


@pytest.mark.parametrize("kind", ["folder", "archive"])
def test_stories_of_a_folder_or_archive_are_analysed(dateline_json, request, kind):
    status, records = dateline_json("analyse", "--json", str(request.getfixturevalue(kind)))
    assert status == 1
    assert [record["title"] for record in records if "title" in record] == ["Ferry halted", "Bridge opened"]
    assert [record["error"] for record in records if "error" in record] == [
        "This is a picture, not a story. Hand in the story it belongs to."
    ]
    assert {record["source"]["agency"] for record in records if "source" in record} >= {"a.txt", "b.txt"}


def test_damaged_archive_is_told_in_one_sentence(dateline, archive):
    archive.write_bytes(archive.read_bytes()[:-30])
    status, _, err = dateline("add", str(archive))
    assert (status, err.count("\n")) == (1, 1)


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A book of one chapter and a cover, as far as a command knows."""
    path = tmp_path / "islands.epub"
    path.write_bytes(b"PK\x03\x04")
    within = [
        ("cover.xhtml", LeftOut("This is the cover.", "Nothing of it was kept.")),
        ("a.xhtml", HandedIn(b"Ferry")),
    ]
    monkeypatch.setattr(handed, "gather_within", lambda _: iter(within))
    return str(path)


def test_cover_of_a_book_is_told_of_and_is_no_failure(dateline, book):
    for verb in ("add", "analyse"):
        status, out, err = dateline(verb, book)
        assert status == 0
        assert "Ferry" in out
        assert err == f"dateline: {book}: cover.xhtml: This is the cover. Nothing of it was kept.\n"


def test_chapters_of_a_book_are_a_line_of_json_each(dateline_json, book):
    status, records = dateline_json("analyse", "--json", book)
    assert (status, [record["id"] for record in records]) == (0, [f"{book}: a.xhtml"])
