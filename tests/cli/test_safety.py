"""`dateline backup`, `restore`, `check` and `rebuild`, over a library of one's own."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def library():
    return Path(os.environ["DATELINE_LIBRARY"])


@pytest.fixture
def added(dateline_json, story):
    """The ids of two stories, the first with a note."""
    _, records = dateline_json("add", "--json", story("Ferry halted\nNo boats.", "a"), story("Bridge opened", "b"))
    ids = [record["id"] for record in records]
    dateline_json("note", ids[0], "--set", "Call the harbour.")
    return ids


def test_sound_library_checks_clean(dateline, added):
    assert dateline("check") == (0, "Nothing is hurt in 2 stories.\n", "")


def test_what_is_hurt_is_one_line_with_its_story(dateline, dateline_json, added, library):
    next(library.glob(f"articles/*/{added[0]}/source.*")).write_bytes(b"hurt")
    status, out, err = dateline("check")
    assert (status, err) == (1, "")
    assert out == f"{added[0]}  Ferry halted: Its source, source.txt, is not what was handed in.\n"
    assert dateline_json("check", "--json")[1][0]["story"] == added[0]


def test_backup_is_made_compared_and_brought_back(dateline, added, tmp_path):
    target = tmp_path / "backup"
    status, out, err = dateline("backup", str(target))
    assert (status, err) == (0, "")
    assert out == f"{target}: 2 stories, each with its source and photographs.\n"
    dateline("note", added[0], "--set", "Another note.")
    status, out, _ = dateline("restore", str(target), "--preview")
    assert (status, out) == (0, f"1 story with another note:\n  {added[0]}  Ferry halted\n")
    assert dateline("note", added[0])[1] == "Another note.\n"
    status, out, err = dateline("restore", str(target))
    assert (status, err) == (0, "")
    assert dateline("note", added[0])[1] == "Call the harbour.\n"
    former = out.splitlines()[-1].removeprefix("Restored. The library as it was before lies in ").removesuffix(".")
    assert dateline("restore", former)[0] == 0
    assert dateline("note", added[0])[1] == "Another note.\n"


def test_backup_over_something_is_refused_in_one_line(dateline, added, tmp_path):
    status, out, err = dateline("backup", str(tmp_path))
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert dateline("restore", str(tmp_path / "none"))[0] == 1


def test_library_is_made_anew_from_its_folder(dateline, added, library):
    file = library / "library.db"
    file.write_bytes(b"junk " * 1000)
    assert dateline("list")[0] == 1
    assert dateline("check")[0] == 1
    status, out, err = dateline("rebuild")
    assert (status, err) == (0, "")
    assert out.startswith("Made anew: 2 stories. The former database lies in ")
    assert Path(out.split(" lies in ")[1].removesuffix(".\n")).read_bytes() == b"junk " * 1000
    assert dateline("note", added[0])[1] == "Call the harbour.\n"
    assert "No boats." in dateline("show", added[0])[1]
    assert dateline("check")[0] == 0
    assert [line.split()[0] for line in dateline("list")[1].splitlines()] == added[::-1]


def test_story_that_cannot_be_read_anew_keeps_its_row(dateline, dateline_json, story, library):
    dateline("add", story("REFUSE", "bad.txt"))
    (library / "library.db").write_bytes(b"junk " * 1000)
    status, _, err = dateline("rebuild")
    assert (status, err.count("\n")) == (1, 1)
    (record,) = dateline_json("list", "--json")[1]
    assert record["state"] == "failed"
    assert "It holds no story." in record["problem"]


def test_rebuilding_what_is_not_there_is_one_line(dateline, tmp_path):
    status, out, err = dateline("rebuild", "--library", str(tmp_path / "none"))
    assert (status, out, err.count("\n")) == (1, "", 1)
