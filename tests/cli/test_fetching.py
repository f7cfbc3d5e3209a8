"""Addresses as sources of commands, from a server of this machine."""

import pytest

PAGE = "Ferry sails again\nÄrger on the quay.".encode()


@pytest.fixture(autouse=True)
def _online(monkeypatch):
    monkeypatch.setenv("DATELINE_OFFLINE", "")


def test_address_is_added_as_what_lies_there(dateline, dateline_json, served):
    address = served.put("/ferry", PAGE)
    status, out, err = dateline("add", address, "--private")
    assert (status, err) == (0, "")
    assert out.split(maxsplit=1)[1].strip() == "Ferry sails again"
    story = dateline_json("show", out.split()[0], "--json")[1][0]
    assert story["source"]["address"] == address
    assert story["text"].endswith("Ärger on the quay.")


def test_address_is_analysed_without_being_saved(dateline_json, served):
    status, (record,) = dateline_json("analyse", "--json", served.put("/ferry", PAGE), "--private")
    assert (status, record["title"], record["source"]["kind"]) == (0, "Ferry sails again", "html")
    assert dateline_json("list", "--json")[1] == []


def test_where_the_page_was_found_is_kept_unless_another_address_is_given(dateline_json, served):
    found = served.put("/found", PAGE)
    moved = served.put("/moved", b"", status=301, Location="/found")
    record = dateline_json("analyse", "--json", moved, "--private")[1][0]
    assert record["source"]["address"] == found
    record = dateline_json("analyse", "--json", moved, "--private", "--address", "https://news.example/a")[1][0]
    assert record["source"]["address"] == "https://news.example/a"


def test_address_of_this_machine_is_refused_with_the_option_that_allows_it(dateline, served):
    status, out, err = dateline("add", served.put("/ferry", PAGE))
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "--private" in err
    assert served.asked == []


def test_nothing_is_fetched_offline(dateline, served):
    for words in (("add",), ("analyse",)):
        status, out, err = dateline("--offline", *words, served.put("/ferry", PAGE), "--private")
        assert (status, out, err.count("\n")) == (1, "", 1)
        assert "--offline" in err
    assert served.asked == []


def test_address_that_fails_keeps_no_other_from_being_read(dateline, served, story):
    status, out, err = dateline("add", served.put("/lost", b"", status=404), story("Bridge opened"), "--private")
    assert status == 1
    assert "Bridge opened" in out
    assert "no page at this address" in err
