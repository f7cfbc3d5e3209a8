"""The window's end of the working process, against a process that hangs, crashes and answers as told."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess

from reader.app.worker import Worker
from reader.child import Request
from reader.model.analysis import Analysis, Versions
from reader.model.article import Article, Source

CHILD = """
import json, os, signal, sys

folder, ARTICLE = sys.argv[1], {"source": {"kind": "text", "sha256": ""}, "title": "T", "text": "", "blocks": []}
ANALYSIS = {"entities": [], "quotes": [], "captions": []}

def say(**answer):
    print(json.dumps({"versions": {"intake": 7, "analysis": 8, "models": "m"}, **answer}), flush=True)

def put(noun, words=0):
    path = os.path.join(folder, "large.json")
    with open(path, "w") as file:
        json.dump({**noun, **({"text": "word " * words} if words else {})}, file)
    return path

def crash():
    os.kill(os.getpid(), signal.SIGKILL)

for line in sys.stdin:
    request = json.loads(line)
    name = request["id"]
    with open(os.path.join(folder, "asked"), "a") as file:
        file.write((name or "warm-up") + " ")
    if request.get("warm_up"):
        say(id=name, ready=True)
    elif name == "hangs":
        signal.pause()
    elif name == "crashes":
        crash()
    elif name == "half":
        say(id=name, article=ARTICLE)
        crash()
    elif name == "fails":
        say(id=name, problem={"what": "It is empty.", "advice": "Hand in another."})
    elif name == "large":
        say(id=name, article_file=put(ARTICLE, 200_000))
        say(id=name, analysis=ANALYSIS)
    elif name == "lost":
        say(id=name, article_file=os.path.join(folder, "gone.json"))
        say(id=name, analysis=ANALYSIS)
    elif name == "pictures":
        say(id=name, article=ARTICLE)
        say(id=name, photos_kept=2)
        say(id=name, analysis=ANALYSIS)
    else:
        if not request.get("article"):
            say(id=name, article=ARTICLE)
        say(id=name, analysis=ANALYSIS)
        if name == "last words":
            crash()
"""


class Told:
    """Everything a worker tells, in order."""

    def __init__(self, worker):
        self.events = []
        worker.article_read.connect(lambda story, article, versions: self.events.append((story, "article")))
        worker.photos_kept.connect(lambda story: self.events.append((story, "photos")))
        worker.analysis_made.connect(lambda story, analysis, versions: self.events.append((story, "analysis")))
        worker.problem_met.connect(lambda story, problem: self.events.append((story, problem.what)))
        worker.ready.connect(lambda: self.events.append(("", "ready")))


@pytest.fixture
def make_worker(tmp_path, qtbot):
    script = tmp_path / "fake_child.py"
    script.write_text(CHILD, "utf-8")
    made = []

    def make(seconds=60.0, command=(sys.executable, "-S", str(script), str(tmp_path))):
        worker = Worker(command=command, seconds=seconds)
        worker.told = Told(worker).events
        made.append(worker)
        return worker

    yield make
    for worker in made:
        worker.stop()


def is_idle(worker):
    return lambda: worker.busy == 0


def asked(tmp_path):
    record = tmp_path / "asked"
    return record.read_text().split() if record.exists() else []


def test_article_is_told_before_its_analysis_with_their_versions(make_worker, qtbot):
    worker = make_worker()
    worker.start()
    told = []
    worker.article_read.connect(lambda *answer: told.append(answer))
    worker.analysis_made.connect(lambda *answer: told.append(answer))
    worker.read(Request("a", "a.txt"))
    qtbot.waitUntil(is_idle(worker))
    versions = Versions(7, 8, "m")
    assert told == [("a", Article(Source("text", ""), "T", "", ()), versions), ("a", Analysis(), versions)]


def test_idle_worker_loads_its_models_ahead_of_need(make_worker, qtbot, tmp_path):
    worker = make_worker()
    with qtbot.waitSignal(worker.ready):
        worker.start()
    assert asked(tmp_path) == ["warm-up"]


def test_story_that_waits_goes_before_the_warm_up(make_worker, qtbot, tmp_path):
    worker = make_worker()
    worker.read(Request("a", "a.txt"))
    with qtbot.waitSignal(worker.ready):
        worker.start()
    assert asked(tmp_path) == ["a"]


def test_last_asked_goes_first(make_worker, qtbot, tmp_path):
    worker = make_worker()
    worker.start()
    for name in ("a", "b", "c", "b"):
        worker.read(Request(name, "x"))
    qtbot.waitUntil(is_idle(worker))
    assert asked(tmp_path) == ["warm-up", "b", "c", "a"]


def test_busy_counts_the_stories_still_to_do(make_worker, qtbot):
    worker = make_worker()
    counts = []
    worker.busy_changed.connect(counts.append)
    worker.start()
    worker.read(Request("a", "x"))
    worker.read(Request("b", "x"))
    qtbot.waitUntil(is_idle(worker))
    assert max(counts) == 2
    assert counts[-1] == 0


def test_article_is_analysed_anew_without_being_read(make_worker, qtbot):
    worker = make_worker()
    worker.start()
    with qtbot.waitSignal(worker.analysis_made):
        worker.analyse("a", Article(Source("text", ""), "", "", ()))
    assert ("a", "article") not in worker.told


def test_photographs_are_told_when_they_are_kept(make_worker, qtbot):
    worker = make_worker()
    worker.start()
    worker.read(Request("pictures", "x"))
    qtbot.waitUntil(is_idle(worker))
    assert [what for story, what in worker.told if story] == ["article", "photos", "analysis"]


def test_problem_is_told_and_the_next_story_read(make_worker, qtbot):
    worker = make_worker()
    worker.start()
    worker.read(Request("a", "x"))
    worker.read(Request("fails", "x"))
    qtbot.waitUntil(is_idle(worker))
    assert [event for event in worker.told if event[0]] == [
        ("fails", "It is empty."),
        ("a", "article"),
        ("a", "analysis"),
    ]


@pytest.mark.parametrize("name", ["crashes", "half"])
def test_crash_costs_the_story_that_caused_it_alone(make_worker, qtbot, name):
    worker = make_worker()
    worker.start()
    worker.read(Request("a", "x"))
    worker.read(Request(name, "x"))
    qtbot.waitUntil(is_idle(worker))
    assert (name, "Reading it crashed the working process.") in worker.told
    assert [what for story, what in worker.told if story == "a"] == ["article", "analysis"]


def test_crash_after_the_last_answer_costs_nothing(make_worker, qtbot):
    worker = make_worker()
    worker.start()
    worker.read(Request("a", "x"))
    worker.read(Request("last words", "x"))
    qtbot.waitUntil(is_idle(worker))
    assert [what for story, what in worker.told if story] == ["article", "analysis"] * 2


def test_story_that_takes_too_long_is_stopped_and_the_next_read(make_worker, qtbot):
    worker = make_worker(seconds=0.5)
    worker.start()
    worker.read(Request("a", "x"))
    worker.read(Request("hangs", "x"))
    qtbot.waitUntil(is_idle(worker))
    assert ("hangs", "It took longer than 0.5 seconds and was stopped.") in worker.told
    assert ("a", "analysis") in worker.told


def test_large_answer_keeps_its_place_before_the_small_one(make_worker, qtbot, tmp_path):
    worker = make_worker()
    worker.start()
    lengths = []
    worker.article_read.connect(lambda story, article, versions: lengths.append(len(article.text)))
    worker.read(Request("large", "x"))
    qtbot.waitUntil(is_idle(worker))
    assert lengths == [1_000_000]
    assert [what for story, what in worker.told if story] == ["article", "analysis"]
    assert not (tmp_path / "large.json").exists()


def test_large_answer_that_is_lost_is_a_problem(make_worker, qtbot):
    worker = make_worker()
    worker.start()
    worker.read(Request("lost", "x"))
    qtbot.waitUntil(is_idle(worker))
    assert [event for event in worker.told if event[0]] == [("lost", "What was found in it could not be taken over.")]


def test_nothing_is_told_of_a_cancelled_story(make_worker, qtbot, tmp_path):
    worker = make_worker()
    worker.start()
    for name in ("a", "b", "c"):
        worker.read(Request(name, "x"))
    worker.cancel("b")
    qtbot.waitUntil(lambda: ("c", "article") in worker.told)
    worker.cancel("c")
    qtbot.waitUntil(is_idle(worker))
    assert asked(tmp_path) == ["warm-up", "c", "a"]
    assert {story for story, _ in worker.told} <= {"", "a", "c"}


def test_stop_does_not_wait_for_the_story_of_a_hanging_process(make_worker, qtbot, tmp_path):
    worker = make_worker()
    worker.start()
    worker.read(Request("hangs", "x"))
    qtbot.waitUntil(lambda: "hangs" in asked(tmp_path))
    (process,) = worker.findChildren(QProcess)
    worker.stop()
    assert process.state() == QProcess.ProcessState.NotRunning
    assert worker.told == [("", "ready")]


def test_process_that_never_lives_is_given_up_with_a_sentence(make_worker, qtbot, tmp_path):
    worker = make_worker(command=(sys.executable, "-S", "-c", "raise SystemExit(1)"))
    worker.read(Request("a", "x"))
    worker.read(Request("b", "x"))
    worker.start()
    qtbot.waitUntil(is_idle(worker))
    assert sorted(worker.told) == [
        (name, "The working process that reads stories does not start.") for name in ("a", "b")
    ]


def test_program_that_is_not_there_is_given_up_with_a_sentence(make_worker, qtbot, tmp_path):
    worker = make_worker(command=(str(tmp_path / "no-python"),))
    worker.start()
    worker.read(Request("a", "x"))
    qtbot.waitUntil(is_idle(worker))
    assert worker.told == [("a", "The working process that reads stories does not start.")]


def test_ready_is_noted_with_its_time(make_worker, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_TIMES", str(tmp_path / "times"))
    worker = make_worker()
    with qtbot.waitSignal(worker.ready):
        worker.start()
    event, seconds = Path(tmp_path / "times").read_text().split()
    assert event == "child-ready"
    assert 0 < float(seconds) < 10_000
