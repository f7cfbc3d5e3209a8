"""`dateline add`, `list`, `show` and `note`, over a library of one's own."""

import io
import json
import os
import sys
from contextlib import closing
from pathlib import Path

from reader.library.store import Library


def add(dateline_json, *paths):
    return [record["id"] for record in dateline_json("add", "--json", *paths)[1]]


def test_add_prints_id_and_headline_a_line_a_story(dateline, story):
    status, out, err = dateline("add", story("Ferry halted", "a"), story("Bridge opened", "b"))
    assert (status, err) == (0, "")
    first, second = out.splitlines()
    assert first.split(maxsplit=1)[1] == "Ferry halted"
    assert second.split(maxsplit=1)[1] == "Bridge opened"


def test_story_added_twice_is_one_story(dateline_json, story):
    path = story("Ferry halted")
    _, (first,) = dateline_json("add", "--json", path)
    _, (again,) = dateline_json("add", "--json", path)
    assert first == {"id": again["id"], "title": "Ferry halted", "known": False}
    assert again["known"]
    assert len(dateline_json("list", "--json")[1]) == 1


def test_story_added_again_comes_back_from_the_trash_and_that_is_told(dateline, story):
    path = story("Ferry halted")
    dateline("add", path)
    with closing(Library(Path(os.environ["DATELINE_LIBRARY"]))) as library:
        library.move_to_trash([kept.id for kept in library.stories()])
    status, out, err = dateline("add", path)
    assert (status, err) == (0, f"dateline: {path}: This story lay in the trash. It was restored.\n")
    assert "Ferry halted" in out


def test_many_sources_are_told_in_their_order_and_a_missing_one_between(dateline, story, tmp_path):
    paths = [story(f"Story {number}", f"{number}") for number in range(12)]
    paths.insert(5, str(tmp_path / "missing"))
    status, out, err = dateline("add", *paths)
    assert (status, err.count("\n")) == (1, 1)
    assert [line.split(maxsplit=1)[1] for line in out.splitlines()] == [f"Story {number}" for number in range(12)]


def test_story_that_cannot_be_read_is_kept_with_the_reason(dateline, dateline_json, story):
    status, _, err = dateline("add", story("REFUSE", "bad.txt"), story("Ferry halted"))
    assert (status, err.count("\n")) == (1, 1)
    assert "It holds no story." in err
    records = dateline_json("list", "--json")[1]
    assert [record["state"] for record in records] == ["analysed", "failed"]
    assert "It holds no story." in records[1]["problem"]


def test_story_without_analysis_is_kept_with_its_text(dateline, dateline_json, story):
    status, _, _ = dateline("add", story("MUTE story"))
    (record,) = dateline_json("list", "--json")[1]
    shown, out, _ = dateline("show", record["id"])
    assert (status, shown) == (1, 0)
    assert "MUTE story" in out
    assert "Nothing can be found in it." in out


def test_file_that_is_not_there_leaves_the_library_as_it_was(dateline, tmp_path):
    status, _, err = dateline("add", str(tmp_path / "gone.txt"))
    assert (status, err.count("\n")) == (1, 1)
    assert dateline("list") == (0, "", "")


def test_list_is_newest_first_and_limited(dateline, dateline_json, story):
    dateline("add", *(story(f"Story {number}", f"{number}.txt") for number in range(4)))
    titles = [record["title"] for record in dateline_json("list", "--json", "--limit", "3")[1]]
    assert titles == ["Story 3", "Story 2", "Story 1"]
    assert dateline("list", "--limit", "1")[1].rstrip().endswith("Story 3  (3.txt)")


def test_show_prints_the_text_and_what_was_found(dateline, dateline_json, story):
    (name,) = add(dateline_json, story("Ferry halted\nNo boats will sail today."))
    _, out, _ = dateline("show", name)
    assert "No boats will sail today." in out
    assert "People\n  Ferry" in out
    status, (record,) = dateline_json("show", name, "--json")
    assert (status, record["format"], record["id"], record["title"]) == (0, 1, name, "Ferry halted")


def test_unknown_story_is_one_line(dateline):
    for words in (("show", "nobody"), ("note", "nobody"), ("note", "nobody", "--set", "x")):
        status, out, err = dateline(*words)
        assert (status, out, err.count("\n")) == (1, "", 1)


def test_note_is_replaced_and_printed(dateline, dateline_json, story):
    (name,) = add(dateline_json, story("Ferry halted"))
    assert dateline("note", name) == (0, "", "")
    assert dateline("note", name, "--set", "Call the harbour.\nTwice.") == (0, "", "")
    assert dateline("note", name) == (0, "Call the harbour.\nTwice.\n", "")
    assert "Call the harbour." in dateline("show", name)[1]


def test_note_comes_from_standard_input(dateline, dateline_json, story, monkeypatch):
    (name,) = add(dateline_json, story("Ferry halted"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Rufe an: “Hafen”\n".encode()), "utf-8"))
    dateline("note", name, "--set", "-")
    assert dateline("note", name)[1] == "Rufe an: “Hafen”\n"


def test_note_of_another_revision_is_left_alone(dateline, dateline_json, story):
    (name,) = add(dateline_json, story("Ferry halted"))
    _, (first,) = dateline_json("note", name, "--set", "one", "--json")
    _, (second,) = dateline_json("note", name, "--set", "two", "--if-revision", str(first["revision"]), "--json")
    status, _, err = dateline("note", name, "--set", "three", "--if-revision", str(first["revision"]))
    assert (status, err.count("\n")) == (1, 1)
    assert second == {"id": name, "text": "two", "revision": first["revision"] + 1}
    assert json.loads(dateline("note", name, "--json")[1])["text"] == "two"


def test_library_that_cannot_be_made_is_one_line(dateline, story):
    file = story("no folder")
    for words in (("list",), ("add", file)):
        status, _, err = dateline(*words, "--library", f"{file}/below")
        assert (status, err.count("\n")) == (1, 1)
        assert "Traceback" not in err
