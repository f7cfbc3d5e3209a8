"""`dateline search` and `people`, over a library of one's own."""

import shutil
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent.parent / "golden" / "libraries" / "v1"


@pytest.fixture(autouse=True)
def _library(tmp_path, monkeypatch):
    shutil.copytree(GOLDEN, tmp_path / "library")
    monkeypatch.setenv("DATELINE_LIBRARY", str(tmp_path / "library"))


def test_search_prints_stories_with_the_words_around(dateline):
    status, out, err = dateline("search", "lock", "dark")
    assert (status, err) == (0, "")
    story, quote = out.splitlines()
    assert "Lockkeepers of Ghent refuse the night shift" in story
    assert quote == "    “nobody opens a lock in the dark” — Elif Takahara"
    assert "note: Ask the board" in dateline("search", "roster")[1]


def test_search_prints_json_lines_that_carry_their_places(dateline_json):
    status, (record,) = dateline_json("search", "--json", "speaker:takahara")
    assert (status, record["title"]) == (0, "Lockkeepers of Ghent refuse the night shift")
    (passage,) = record["passages"]
    assert (passage["where"], passage["speaker"]) == ("quote", "Elif Takahara")
    assert passage["words"] == "nobody opens a lock in the dark"
    _, (record,) = dateline_json("search", "--json", '"up the hill"')
    (passage,) = record["passages"]
    assert [passage["words"][start:end] for start, end in passage["found"]] in (["up the hill"], ["up", "the", "hill"])


def test_search_takes_any_words_and_finds_nothing_quietly(dateline):
    for query in ("it's", "C++", '"', "AND", "speaker:", "a:b"):
        assert dateline("search", query)[0] == 0
    assert dateline("search", "nowhere-to-be-found") == (0, "", "")


def test_search_is_limited(dateline_json):
    assert len(dateline_json("search", "--json", "the")[1]) == 3
    assert len(dateline_json("search", "--json", "the", "--limit", "1")[1]) == 1


def test_people_lists_everyone(dateline, dateline_json):
    assert dateline("people")[1].splitlines() == [
        "Elif Takahara  (1 story, 2 mentions, 1 quote)",
        "Olu Söderberg  (1 story, 1 mention, 0 quotes)",
    ]
    _, records = dateline_json("people", "--json")
    assert records[0] == {"name": "Elif Takahara", "stories": 1, "mentions": 2, "quotes": 1, "story": None}


def test_people_prints_all_mentions_and_quotes_of_one(dateline, dateline_json):
    status, out, _ = dateline("people", "takahara")
    assert status == 0
    assert "“nobody opens a lock in the dark”" in out
    assert "2 mentions" in out
    _, (record,) = dateline_json("people", "Elif", "Takahara", "--json")
    (appearance,) = record["appearances"]
    text = dateline_json("show", appearance["id"], "--json")[1][0]["text"]
    assert [text[start:end] for start, end in appearance["mentions"]] == ["Elif Takahara", "Takahara"]
    assert appearance["quotes"][0]["words"] == ["nobody opens a lock in the dark"]


def test_nobody_of_a_name_is_one_line(dateline):
    status, out, err = dateline("people", "nobody")
    assert (status, out, err.count("\n")) == (1, "", 1)
