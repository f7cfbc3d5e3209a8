"""`dateline analyse`: pages of text, JSON lines, corpora, and sources that fail."""

import io
import json
import os
import subprocess
import sys

import pytest

from reader import child


def test_page_of_text_holds_headline_names_and_quotes(dateline, story):
    status, out, err = dateline("analyse", story("Ferry halted\nNo boats today."))
    assert (status, err) == (0, "")
    assert out.startswith("Ferry halted\n────────────\nstory.txt · 1 min\n")
    assert "People\n  Ferry" in out
    assert "“Ferry”\n    — Ferry · direct" in out


def test_json_is_one_line_a_source_with_the_source_as_id(dateline_json, story):
    first, second = story("Ferry halted", "a.txt"), story("Bridge opened", "b.txt")
    status, records = dateline_json("analyse", first, second, "--json")
    assert status == 0
    assert [(record["id"], record["title"], record["format"]) for record in records] == [
        (first, "Ferry halted", 1),
        (second, "Bridge opened", 1),
    ]
    assert records[0]["versions"]["analysis"] >= 1


def test_options_reach_the_reader(dateline_json, story):
    page = story("Ferry halted")
    _, (record,) = dateline_json(
        "analyse", page, "--json", "--kind", "html", "--address", "https://x.example/a", "--published", "2024-05-01"
    )
    source = record["source"]
    assert (source["kind"], source["address"], source["published"]) == ("html", "https://x.example/a", "2024-05-01")


def test_standard_input_is_a_source_without_a_name(dateline_json, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Ferry halted\n")))
    status, (record,) = dateline_json("analyse", "-", "--json")
    assert (status, record["id"], record["title"], record["source"]["agency"]) == (0, "-", "Ferry halted", None)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("REFUSE", "It holds no story. Hand in another file."),
        ("CRASH", "Reading it crashed the working process."),
        ("BUG Halvorsen", "Dateline itself failed: KeyError"),
        ("MUTE", "Nothing can be found in it."),
        ("", "empty"),
    ],
)
def test_source_that_fails_is_one_line_and_the_others_are_read(dateline, story, text, what):
    bad, good = story(text, "bad.txt"), story("Ferry halted", "good.txt")
    status, out, err = dateline("analyse", bad, good)
    assert status == 1
    assert out.startswith("Ferry halted\n")
    assert err.count("\n") == 1
    assert err.startswith(f"dateline: {bad}: ")
    assert what in err
    assert "Halvorsen" not in err


def test_failed_source_as_json_has_id_and_error(dateline_json, story):
    bad = story("REFUSE")
    status, (record,) = dateline_json("analyse", "--json", bad)
    assert (status, record) == (1, {"id": bad, "error": "It holds no story. Hand in another file."})


def test_missing_file_and_address_are_told_plainly(dateline, tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_OFFLINE", "1")
    status, out, err = dateline("analyse", str(tmp_path / "gone.txt"), "https://x.example/story")
    assert (status, out) == (1, "")
    gone, address = err.splitlines()
    assert "no file" in gone
    assert "fetches nothing" in address


def test_name_of_a_file_cannot_command_the_terminal(dateline, tmp_path):
    _, _, err = dateline("analyse", str(tmp_path / "a\x1b[2J\nb\u202ec"))
    assert err.count("\n") == 1
    assert "\x1b" not in err
    assert "\u202e" not in err


def test_words_of_a_story_cannot_command_the_terminal(dateline, story):
    _, out, _ = dateline("analyse", story("Ferry\x1b[2J\x9b halted"))
    assert "\x1b" not in out
    assert "\x9b" not in out


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_file_whose_name_is_no_text_is_read(dateline_json, dateline, tmp_path):
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    with open(name, "w") as file:
        file.write("Ferry halted")
    status, (record,) = dateline_json("analyse", "--json", name)
    assert (status, record["title"], record["id"]) == (0, "Ferry halted", name)
    assert dateline("analyse", name)[0] == 0
    assert dateline("add", name)[0] == 0


@pytest.fixture
def corpus(tmp_path):
    def write(*records):
        lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
        path = tmp_path / "corpus.jsonl"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return str(path)

    return write


@pytest.mark.parametrize("workers", ["1", "3"])
def test_corpus_answers_every_record_in_order_with_its_id(dateline_json, corpus, workers):
    file = corpus(*({"id": number, "text": f"Story {number}\n" + "word " * (number % 3)} for number in range(25)))
    status, records = dateline_json("analyse", "--corpus", file, "--workers", workers)
    assert status == 0
    assert [(record["id"], record["title"]) for record in records] == [(n, f"Story {n}") for n in range(25)]


def test_bad_record_gives_its_id_and_error_and_the_run_goes_on(dateline, corpus):
    file = corpus(
        {"id": "a", "text": "Ferry halted"},
        "{no json",
        '["no object"]',
        "",
        {"id": "b", "text": 7},
        {"id": "c"},
        {"id": "d", "text": "x", "html": "<p>x"},
        {"id": "e", "path": "gone.html"},
        {"id": "f", "text": "CRASH"},
        {"id": "g", "text": "Bridge opened"},
    )
    status, out, err = dateline("analyse", "--corpus", file)
    records = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [record["id"] for record in records] == ["a", None, None, "b", "c", "d", "e", "f", "g"]
    assert [set(record) == {"id", "error"} for record in records] == [False] + [True] * 7 + [False]
    assert err.count("\n") == 7
    assert f"{file}, line 2: This is no JSON" in err


def test_fields_of_a_record_reach_the_reader(dateline_json, corpus, story):
    story("Page of a site", "page.html")
    file = corpus(
        {"id": 1, "path": "page.html", "kind": "html", "address": "https://x.example/", "gold": "passed over"},
        {"id": 2, "html": "A page\n", "published": "2024-05-01"},
        {"id": 3, "text": "A text\n"},
    )
    _, records = dateline_json("analyse", "--corpus", file)
    sources = [record["source"] for record in records]
    assert [source["kind"] for source in sources] == ["html", "html", "text"]
    assert [source["agency"] for source in sources] == ["page.html", None, None]
    assert (sources[0]["address"], sources[1]["published"]) == ("https://x.example/", "2024-05-01")


def test_corpus_that_is_not_there_is_one_line(dateline, tmp_path):
    status, _, err = dateline("analyse", "--corpus", str(tmp_path / "gone.jsonl"))
    assert (status, err.count("\n")) == (1, 1)
    assert "cannot be read" in err


def test_machine_without_the_model_is_told_what_to_do(dateline, story, monkeypatch):
    monkeypatch.setenv("DATELINE_MODEL", "no_such_model")
    status, _, err = dateline("analyse", story("Ferry halted"))
    assert (status, err.count("\n")) == (3, 1)
    assert "no_such_model" in err


def run_dateline(*words, **options):
    command = [sys.executable, "-P", "-m", "reader", *words]
    return subprocess.run(
        command, capture_output=True, env=child.make_environment(), timeout=60, check=False, **options
    )


def test_real_story_is_read_from_end_to_end(story):
    text = (
        "Harbour bridge reopens\n\n"
        "PORT ELLEN (Reuters) - The bridge will carry lorries again, Mayor Ingrid Halvorsen said on Monday.\n\n"
        "“We are relieved,” Halvorsen told reporters.\n"
    )
    done = run_dateline("analyse", story(text), "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    record = json.loads(done.stdout)
    assert record["title"] == "Harbour bridge reopens"
    assert any("Halvorsen" in entity["name"] for entity in record["entities"])
    assert any(quote["kind"] == "direct" for quote in record["quotes"])


@pytest.mark.parametrize("words", [("--help",), ("list", "--help")])
def test_reader_that_stops_listening_is_no_error(words):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-P", "-m", "reader", *words]
    done = subprocess.run(
        command, stdout=writing, stderr=subprocess.PIPE, env=child.make_environment(), timeout=60, check=False
    )
    os.close(writing)
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
