"""`dateline export`: one story, many, all; to a file, a folder, standard output."""

import csv
import json
from io import StringIO

import pypdfium2
import pytest

from reader.cli.parsers import EXPORT_FORMS, LATER_FORMS
from reader.exchange.formats import FORMATS


@pytest.fixture(autouse=True)
def _own_qt(qapp):
    """Let PDFs be made by the tests' own QApplication: the smaller one a command starts would be in others' way."""


@pytest.fixture
def ids(dateline, dateline_json, story):
    """Two stories in the library."""
    for name, text in (("a.txt", "Ferry stops\nNobody knows why."), ("b.txt", "Harbour opens\nAda spoke.")):
        dateline("add", story(text, name))
    _, rows = dateline_json("list", "--json")
    return {row["title"]: row["id"] for row in rows}


def test_forms_of_the_command_are_those_that_are_built():
    assert tuple(FORMATS) == EXPORT_FORMS
    assert not set(EXPORT_FORMS) & set(LATER_FORMS)


def test_one_story_is_written_into_the_file_that_is_named(dateline, ids, tmp_path):
    out = tmp_path / "ferry.md"
    status, printed, _ = dateline("export", ids["Ferry stops"], "--to", "markdown", "--out", str(out))
    assert (status, printed) == (0, f"{out}\n")
    assert "# Ferry stops" in out.read_text("utf-8")


@pytest.mark.parametrize(("form", "suffix"), [("markdown", "md"), ("html", "html"), ("json", "json"), ("pdf", "pdf")])
def test_whole_library_is_a_folder_with_a_file_a_story(dateline, ids, tmp_path, form, suffix):
    out = tmp_path / "all"
    assert dateline("export", "--to", form, "--out", str(out))[0] == 0
    first = {path.name: path.read_bytes()[:4] for path in out.iterdir()}
    assert len(first) == 2
    assert all(name.endswith(f".{suffix}") for name in first)
    assert dateline("export", "--to", form, "--out", str(out))[0] == 0
    assert {path.name for path in out.iterdir()} == set(first)


def test_pdf_is_read_back(dateline, ids, tmp_path):
    out = tmp_path / "ferry.pdf"
    assert dateline("export", ids["Ferry stops"], "--to", "pdf", "--out", str(out))[0] == 0
    text = pypdfium2.PdfDocument(out)[0].get_textpage().get_text_bounded()
    assert "Ferry stops" in text
    assert "Nobody knows why." in text


def test_json_of_all_is_a_line_a_story_on_standard_output(dateline_json, ids):
    status, records = dateline_json("export", "--to", "json")
    assert status == 0
    assert {record["id"] for record in records} == set(ids.values())
    assert {record["format"] for record in records} == {1}


def test_quotes_are_printed_or_written_with_the_entities_into_a_folder(dateline, ids, tmp_path):
    status, printed, _ = dateline("export", "--to", "csv")
    assert status == 0
    rows = list(csv.DictReader(StringIO(printed.removeprefix("\ufeff"))))
    assert {row["quote"] for row in rows} == {"Ferry", "Harbour"}
    assert dateline("export", "--to", "csv", "--out", str(tmp_path / "tables"))[0] == 0
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {"quotes.csv", "entities.csv"}


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl"])
def test_bibliography_is_one_file_of_all(dateline, ids, tmp_path, form):
    out = tmp_path / "refs"
    assert dateline("export", "--to", form, "--out", str(out))[0] == 0
    text = out.read_text("utf-8")
    assert "Ferry stops" in text
    assert "Harbour opens" in text
    assert form != "csl" or len(json.loads(text)) == 2


def test_foreign_file_is_not_written_over_unless_told(dateline, ids, tmp_path):
    out = tmp_path / "mine.md"
    out.write_text("mine")
    words = ("export", ids["Ferry stops"], "--to", "markdown", "--out", str(out))
    status, _, err = dateline(*words)
    assert status == 1
    assert "is no earlier export of this. Choose another name, or say --replace." in err
    assert out.read_text() == "mine"
    assert dateline(*words, "--replace")[0] == 0


def test_unknown_story_is_told_and_the_others_are_written(dateline, ids, tmp_path):
    words = ("export", "nosuch", ids["Ferry stops"], "--to", "html", "--out", str(tmp_path / "all"))
    status, printed, err = dateline(*words)
    assert status == 1
    assert "nosuch" in err
    assert len(printed.splitlines()) == 1


def test_several_stories_to_standard_output_want_a_folder(dateline, ids):
    status, printed, err = dateline("export", "--to", "markdown")
    assert (status, printed) == (1, "")
    assert "Name a folder for them: --out FOLDER." in err


def test_form_that_is_to_come_says_so(dateline):
    status, _, err = dateline("export", "--to", "zotero")
    assert status == 2
    assert "zotero is not there yet" in err


def test_empty_library_has_an_empty_bibliography(dateline):
    assert dateline("export", "--to", "csl") == (0, "[]\n", "")
