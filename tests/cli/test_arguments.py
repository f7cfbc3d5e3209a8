"""The command line as scripts rely on it."""

from pathlib import Path

import pytest

from reader.cli.arguments import VERBS, read_arguments
from reader.cli.parsers import parse


def test_words_without_a_verb_are_sources_for_the_window():
    arguments = read_arguments(["a.txt", "b.html", "-", "--paste"])
    assert (arguments.verb, arguments.sources, arguments.paste) == ("window", ["a.txt", "b.html", "-"], True)


@pytest.mark.parametrize("words", [[], ["a.txt"], ["--library", "L"], ["--library", "L", "a.txt", "-"]])
def test_plain_start_is_read_as_the_parsers_read_it(words, monkeypatch):
    monkeypatch.setenv("DATELINE_LIBRARY", "E")
    plain, parsed = vars(read_arguments(words)), vars(parse(words))
    assert plain == {**{name: parsed[name] for name in plain}, "library": parsed["library"] or Path("E")}


def test_every_verb_is_parsed():
    for verb in VERBS:
        with pytest.raises(SystemExit) as end:
            parse([verb, "--help"])
        assert end.value.code == 0


def test_a_verb_wins_over_a_file_of_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list").write_text("a story")
    assert read_arguments(["list"]).verb == "list"
    assert read_arguments(["--", "list"]).sources == ["list"]
    assert read_arguments(["./list"]).sources == ["./list"]


@pytest.mark.parametrize(
    "words", [["--library", "L", "--offline", "list"], ["list", "--library=L", "--offline"], ["--library=L", "list"]]
)
def test_library_may_stand_before_and_after_the_verb(words):
    arguments = read_arguments(words)
    assert (arguments.verb, arguments.library) == ("list", Path("L"))


def test_value_of_an_option_is_no_verb():
    arguments = read_arguments(["--library", "add", "analyse", "list"])
    assert (arguments.verb, arguments.library, arguments.sources) == ("analyse", Path("add"), ["list"])


def test_library_is_named_by_option_then_environment_then_user_folder(monkeypatch):
    monkeypatch.setenv("DATELINE_LIBRARY", "E")
    assert read_arguments(["list", "--library", "L"]).library == Path("L")
    assert read_arguments(["list"]).library == Path("E")
    monkeypatch.delenv("DATELINE_LIBRARY")
    assert read_arguments(["list"]).library.name == "dateline"


def test_options_of_a_source_may_stand_among_sources():
    arguments = read_arguments(
        ["analyse", "a", "--json", "b", "--kind", "html", "--address", "https://x.example/", "--verbatim"]
    )
    assert (arguments.sources, arguments.json, arguments.kind) == (["a", "b"], True, "html")
    assert (arguments.address, arguments.published, arguments.verbatim) == ("https://x.example/", None, True)


def test_size_of_a_shot_is_two_numbers():
    arguments = read_arguments(["shot", "o.png", "--size", "1280x800", "--theme", "dark", "--open", "a"])
    assert (arguments.size, arguments.theme, arguments.sources) == ((1280, 800), "dark", ["a"])


@pytest.mark.parametrize(
    "words",
    [
        ["analyse"],
        ["analyse", "a", "--corpus", "b"],
        ["analyse", "a", "--kind", "odt"],
        ["analyse", "a", "--workers", "0"],
        ["list", "--limit", "-1"],
        ["note"],
        ["note", "x", "--if-revision", "two"],
        ["shot"],
        ["shot", "o.png", "--size", "large"],
        ["shot", "o.png", "--theme", "pink"],
        ["shot", "o.png", "--panel", "kitchen"],
        ["--unknown"],
        ["--versio"],
        ["--version", "--doctor"],
        ["list", "--library"],
    ],
)
def test_bad_words_end_with_status_2_and_say_why(words, capsys):
    with pytest.raises(SystemExit) as end:
        read_arguments(words)
    assert end.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_help_names_every_verb_and_no_other(capsys):
    with pytest.raises(SystemExit) as end:
        read_arguments(["--help"])
    told = capsys.readouterr().out
    named = {line.split()[1] for line in told.splitlines() if line.startswith("  dateline ")}
    assert end.value.code == 0
    assert named - {"[SOURCE"} == set(VERBS)
    assert "--child" not in told
    assert "==" not in told
