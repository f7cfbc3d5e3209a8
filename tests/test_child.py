"""The working process: its messages, and what a story may not do to it."""

import json
import os
import subprocess
import sys
import textwrap

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import child, pipeline
from reader.child import Answer, Request
from reader.model.analysis import Analysis, Versions
from reader.model.article import Article, Source
from reader.model.problem import Problem

ARTICLE = Article(Source("text", "0" * 64), "Ferry halted", "Ferry halted", ())

ANY = st.characters(exclude_categories=())  # halves of surrogate pairs too: names of files hold them


@pytest.fixture
def answers(monkeypatch):
    """Ask the child in this process, its readers replaced; a call returns all answers to a request."""

    def ask(request, *, read=lambda handed: ARTICLE, analyse=lambda article: Analysis(), keep=lambda *_: 0):
        monkeypatch.setattr(pipeline, "read", read)
        monkeypatch.setattr(pipeline, "analyse", analyse)
        monkeypatch.setattr(pipeline, "keep_photos", keep)
        sent = []
        child.answer_request(request, sent.append)
        return sent

    return ask


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("Ferry halted\n\nThe ferry was halted on Monday.\n", "utf-8")
    return str(path)


def run_child(script, *requests, arguments=()):
    """Run a child whose pipeline `script` replaces; return its answers as plain dicts and the finished process."""
    code = "from reader import child, pipeline\n" + textwrap.dedent(script)
    lines = b"".join(msgspec.json.encode(request) + b"\n" for request in requests)
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        input=lines,
        capture_output=True,
        env=child.make_environment(),
        timeout=50,
        check=False,
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done


def fail(error):
    def raise_it(*_):
        raise error

    return raise_it


def test_article_comes_before_its_analysis(answers, story):
    first, second = answers(Request("a", story))
    assert first == Answer("a", article=ARTICLE, versions=pipeline.versions())
    assert second == Answer("a", analysis=Analysis(), versions=pipeline.versions())
    assert (first.is_last, second.is_last) == (False, True)


def test_article_given_is_analysed_and_not_read(answers):
    (only,) = answers(Request("a", article=ARTICLE), read=fail(AssertionError()))
    assert only.analysis == Analysis()


def test_photographs_are_kept_between_article_and_analysis(answers, story, tmp_path):
    sent = answers(Request("a", story, photos=str(tmp_path)), keep=lambda article, handed, folder: 2)
    assert [answer.photos_kept for answer in sent] == [0, 2, 0]


def test_problem_of_a_source_is_told_in_its_own_sentences(answers, story):
    (only,) = answers(Request("a", story), read=fail(Problem("It is empty.", "Hand in another.")))
    assert (only.problem.what, only.problem.advice) == ("It is empty.", "Hand in another.")
    assert only.is_last


def test_missing_file_is_a_problem(answers, tmp_path):
    (only,) = answers(Request("a", str(tmp_path / "gone.txt")))
    assert "no file" in only.problem.what


def test_article_stands_when_its_analysis_fails(answers, story):
    first, second = answers(Request("a", story), analyse=fail(KeyError("Halvorsen")))
    assert first.article == ARTICLE
    assert second.problem.what.startswith("Dateline itself failed")


def test_bug_is_logged_without_a_word_of_the_story(answers, story, capfd):
    (only,) = answers(Request("a", story), read=fail(KeyError("Halvorsen")))
    logged = capfd.readouterr().err
    assert "KeyError in test_child.py" in only.problem.what
    assert "KeyError" in logged
    assert "Halvorsen" not in logged + only.problem.what


def test_name_and_photographs_are_found_from_the_path_unless_given(answers, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>Ferry halted</p>", "utf-8")
    (tmp_path / "page_files").mkdir()
    seen = []
    read = lambda handed: seen.append(handed) or ARTICLE  # noqa: E731 — a recorder in one line
    answers(Request("a", str(page)), read=read)
    answers(Request("a", str(page), name="", kind="text", verbatim=True, files=str(tmp_path)), read=read)
    assert (seen[0].name, seen[0].files) == ("page.html", tmp_path / "page_files")
    assert (seen[1].name, seen[1].files, seen[1].kind, seen[1].verbatim) == ("", tmp_path, "text", True)


def test_a_library_that_prints_does_not_shift_the_answers(story):
    sent, done = run_child(
        """
        import os
        from reader.model.analysis import Analysis
        def analyse(article):
            print("loading...", flush=True)
            os.write(1, b"from C\\n")
            return Analysis()
        pipeline.analyse = analyse
        child.serve()
        """,
        Request("a", article=ARTICLE),
    )
    assert [answer["id"] for answer in sent] == ["a"]
    assert b"loading" in done.stderr
    assert b"from C" in done.stderr


def test_a_library_that_reads_standard_input_does_not_eat_requests():
    sent, _ = run_child(
        """
        import sys
        from reader.model.analysis import Analysis
        pipeline.analyse = lambda article: Analysis(names_read=bool(sys.stdin.read()))
        child.serve()
        """,
        Request("a", article=ARTICLE),
        Request("b", article=ARTICLE),
    )
    assert [(answer["id"], answer["analysis"]) for answer in sent] == [("a", {**EMPTY}), ("b", {**EMPTY})]


EMPTY = {"entities": [], "quotes": [], "captions": [], "names_read": False}


def test_large_answer_goes_through_a_file(tmp_path):
    long = msgspec.structs.replace(ARTICLE, text="word " * 300_000)
    sent, _ = run_child(
        f"""
        from pathlib import Path
        from reader.model.article import Article, Source
        pipeline.read = lambda handed: Article(Source("text", ""), "", "word " * 300_000, ())
        pipeline.analyse = lambda article: 1 / 0
        child.serve(Path({str(tmp_path)!r}))
        """,
        Request("a", __file__),
    )
    assert set(sent[0]) == {"id", "article_file", "versions"}
    with open(sent[0]["article_file"], "rb") as file:
        assert msgspec.json.decode(file.read(), type=Article).text == long.text


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of memory there")
def test_hog_meets_the_limit_and_the_next_story_is_read():
    sent, _ = run_child(
        """
        from reader.model.analysis import Analysis
        sizes = [1 << 40, 1]
        pipeline.analyse = lambda article: Analysis(names_read=bool(bytearray(sizes.pop(0))))
        child.serve(memory=1 << 30)
        """,
        Request("hog", article=ARTICLE),
        Request("b", article=ARTICLE),
    )
    assert "memory" in sent[0]["problem"]["what"]
    assert sent[1]["analysis"]["names_read"]


@pytest.mark.skipif(sys.platform == "win32", reason="no niceness there")
@pytest.mark.parametrize("gives_way", [False, True])
def test_process_of_the_window_gives_way_and_that_of_a_command_does_not(gives_way):
    ours = os.nice(0)
    (answer,), _ = run_child(
        f"""
        import os
        from reader.model.analysis import Analysis
        pipeline.analyse = lambda article: Analysis(names_read=os.nice(0) > {ours})
        child.serve(gives_way={gives_way})
        """,
        Request("a", article=ARTICLE),
    )
    assert answer["analysis"].get("names_read", True) is gives_way


@pytest.mark.skipif(sys.platform == "win32", reason="no alarm there")
def test_a_hanging_child_whose_parent_is_gone_ends_itself():
    sent, done = run_child(
        """
        def hang(article):
            while True:
                pass
        pipeline.analyse = hang
        child.serve(seconds=0.05)
        """,
        Request("a", article=ARTICLE),
    )
    assert sent == []
    assert done.returncode < 0


def test_ready_is_answered_once_the_models_are_loaded(monkeypatch):
    loaded, sent = [], []
    monkeypatch.setattr(pipeline, "warm_up", lambda: loaded.append(True))
    child.answer_request(Request("", warm_up=True), sent.append)
    assert sent == [Answer("", ready=True)]
    assert sent[0].is_last
    assert loaded


def test_answers_come_back_as_they_were():
    answer = Answer("a", article=ARTICLE, versions=Versions(1, 2, "m"))
    assert msgspec.json.decode(msgspec.json.encode(answer), type=Answer) == answer
    request = Request("a", article=ARTICLE, name="")
    assert msgspec.json.decode(msgspec.json.encode(request), type=Request) == request


@given(st.builds(Request, st.text(), path=st.text(ANY), name=st.none() | st.text(ANY), verbatim=st.booleans()))
def test_every_request_comes_through_a_line(request_):
    line = child.make_line(request_)
    assert line.count(b"\n") == 1
    assert child.read_line(line, Request) == request_


def test_child_finds_dateline_from_any_folder(tmp_path):
    (tmp_path / "reader.py").write_text("raise SystemExit('the wrong one')", "utf-8")
    command = child.make_command(tmp_path)
    done = subprocess.run(
        command, input=b"", capture_output=True, cwd=tmp_path, env=child.make_environment(), timeout=50, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
