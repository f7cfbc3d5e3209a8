import io
import sys

import pytest

from reader.intake.source import HandedIn, find_files_folder, find_kind, make_pasted, open_source, read_content
from reader.model.problem import Problem

STORY = "Harbour opens\n\nThe harbour opened on Monday.\n"


def test_file_is_opened_with_its_name_and_bytes(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(STORY.encode())
    handed = open_source(path)
    assert (handed.name, handed.data, handed.kind) == ("story.txt", STORY.encode(), "auto")


def test_decomposed_file_name_is_composed(tmp_path):
    path = tmp_path / "Bogota\u0301.txt"
    path.write_text(STORY)
    assert open_source(path).name == "Bogotá.txt"


def test_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    assert open_source("-").data == STORY.encode()


def test_folder_of_photographs_is_found_beside_a_page(tmp_path):
    (tmp_path / "page.html").write_text("<html><body><p>words</p></body></html>")
    (tmp_path / "page_files").mkdir()
    assert open_source(tmp_path / "page.html").files == tmp_path / "page_files"
    assert find_files_folder(tmp_path / "other.html") is None


def test_missing_file_is_told_in_plain_words(tmp_path):
    with pytest.raises(Problem, match="There is no file"):
        open_source(tmp_path / "nowhere.txt")


def test_folder_is_told_in_plain_words(tmp_path):
    with pytest.raises(Problem, match="is a folder"):
        open_source(tmp_path)


def test_empty_file_is_told_in_plain_words(tmp_path):
    (tmp_path / "empty.txt").touch()
    with pytest.raises(Problem, match="is empty"):
        open_source(tmp_path / "empty.txt")


def test_unreadable_file_is_told_in_plain_words(tmp_path, monkeypatch):
    path = tmp_path / "locked.txt"
    path.write_text(STORY)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(Problem, match="may not be read"):
        open_source(path)


def test_name_with_nul_is_told_in_plain_words():
    with pytest.raises(Problem):
        open_source("story\x00.txt")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "This is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture"),
        (b"\xff\xd8\xff\xe0", "This is a picture"),
        (b"PK\x03\x04" + b"..word/document.xml", "This is a Word document"),
        (b"PK\x03\x04" + b"." * 26 + b"mimetypeapplication/epub+zip", "This is an e-book"),
        (b"PK\x03\x04" + b"photo.jpg", "This is a zip archive"),
        (b"\x1f\x8b\x08", "This file is compressed"),
        (b"{\\rtf1", "rich text"),
        (bytes(range(256)) * 40, "binary data"),
        (b" \n\t ", "nothing in it"),
        (b'<?xml version="1.0"?><nitf><body/></nitf>', "XML"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(data, said):
    with pytest.raises(Problem, match=said) as caught:
        read_content(HandedIn(data))
    assert caught.value.what.endswith(".")
    assert caught.value.advice.endswith(".")


def test_page_of_over_five_megabytes_is_refused():
    page = "<html><body>" + "<p>words of a page</p>" * 260_000
    with pytest.raises(Problem, match="5 MB of markup"):
        read_content(make_pasted(page))


def test_photographs_inside_a_page_do_not_count_as_markup():
    page = '<html><body><img src="data:image/jpeg;base64,' + "QUJD" * 1_500_000 + '"><p>words</p>'
    assert read_content(make_pasted(page)).kind == "html"


def test_text_of_over_twenty_million_characters_is_refused():
    with pytest.raises(Problem, match="20 million"):
        read_content(make_pasted("word " * 4_000_001))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (STORY, "a.html", "text"),
        ("<!DOCTYPE html><p>words", "a.txt", "html"),
        ("<!-- saved from a page --><html><p>words", "", "html"),
        ('<?xml version="1.0"?><html xmlns="x"><p>words</p></html>', "", "html"),
        ("<p>One</p><p>Two</p><p>Three</p>", "", "html"),
        ("# Harbour opens\n\nIt opened.", "", "markdown"),
        ("---\ntitle: Harbour\n---\nIt opened.", "", "markdown"),
        (STORY, "a.md", "markdown"),
        ("He wrote <b> in a letter.\n\nIt was long.", "", "text"),
    ],
)
def test_kind_is_found_from_the_content(text, name, kind):
    assert find_kind(text, name) == kind


def test_content_that_tempts_the_sniffing_to_backtrack_is_sniffed_at_once():
    assert find_kind("<!-- a -->" * 2_000 + "words", "") == "text"
    assert find_kind("---\n" + "-:a\n" * 4_000, "") == "text"
