import io
import os
import zipfile

import pytest

from reader.intake.folders import gather_folder, gather_zip, is_zip_of_stories
from reader.intake.source import HandedIn
from reader.model.problem import Problem

STORY = b"Harbour opens\n\nThe harbour opened on Monday.\n"
PAGE = b"<!doctype html><html><body><p>The harbour opened on Monday.</p></body></html>"


def pack(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def sort_out(found):
    """Return the names of what is taken, and of what is left out with the reason."""
    pairs = list(found)
    taken = [name for name, what in pairs if isinstance(what, HandedIn)]
    return taken, {name: what.what for name, what in pairs if isinstance(what, Problem)}


@pytest.fixture
def folder(tmp_path):
    for name, data in {
        "b.txt": STORY,
        "a/page.html": PAGE,
        "a/page_files/photo.jpg": b"\xff\xd8\xff\xe0",
        "a/page_files/notes.txt": STORY,
        ".hidden/c.txt": STORY,
        ".d.txt": STORY,
        "photo.jpg": b"\xff\xd8\xff\xe0",
        "style.css": b"body { color: black }",
        "empty.txt": b"",
        "more.zip": pack({"x/e.md": b"# Harbour\n\nIt opened."}),
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path


def test_stories_of_a_folder_are_gathered_and_the_rest_is_told_of(folder):
    taken, skipped = sort_out(gather_folder(folder))
    assert [os.path.relpath(name, folder) for name in taken] == ["b.txt", "more.zip: x/e.md", "a/page.html"]
    assert {os.path.relpath(name, folder): what for name, what in skipped.items()} == {
        "photo.jpg": "This is a picture, not a story.",
        "style.css": "A file whose name ends in .css is not taken for a story.",
        "empty.txt": "empty.txt is empty.",
    }


def test_page_of_a_folder_keeps_its_photographs(folder):
    found = {os.path.basename(name): what for name, what in gather_folder(folder)}
    assert found["page.html"].files == folder / "a" / "page_files"


def test_links_are_not_followed(folder):
    (folder / "round").symlink_to(folder)
    (folder / "secret.txt").symlink_to("/etc/hostname")
    taken, _ = sort_out(gather_folder(folder))
    assert not any("round" in name or "secret" in name for name in taken)


def test_zip_is_gathered_without_a_trace_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = {"a.txt": STORY, "../../b.txt": STORY, "/c.txt": STORY, "__MACOSX/d.txt": STORY, "p.png": b"\x89PNG"}
    taken, skipped = sort_out(gather_zip(HandedIn(pack(files))))
    assert taken == ["../../b.txt", "/c.txt", "a.txt"]
    assert skipped == {"p.png": "This is a picture, not a story."}
    assert list(tmp_path.iterdir()) == []


def test_archive_within_an_archive_is_left_out():
    _, skipped = sort_out(gather_zip(HandedIn(pack({"a.zip": pack({"b.txt": STORY})}))))
    assert skipped == {"a.zip": "This is an archive within an archive."}


def test_documents_and_books_are_no_archives_of_stories(golden):
    assert is_zip_of_stories(pack({"a.txt": STORY}))
    for name in ("harbour.docx", "harbour.epub", "harbour.pdf"):
        assert not is_zip_of_stories((golden / name).read_bytes())
    assert not is_zip_of_stories(pack({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}))
    assert not is_zip_of_stories(b"PK\x03\x04 broken")


def test_library_of_ours_below_a_folder_is_left_alone(tmp_path):
    (tmp_path / "a.txt").write_text("The ferry had lain in the harbour for nine days.")
    library = tmp_path / "library"
    (library / "articles" / "01").mkdir(parents=True)
    (library / "articles" / "01" / "source.txt").write_text("The ferry left on Monday.")
    (library / "library.db").write_bytes(b"")
    found = dict(gather_folder(tmp_path))
    assert list(found) == [str(tmp_path / "a.txt"), str(library)]
    assert found[str(library)].what == "This folder is a library of Dateline."
