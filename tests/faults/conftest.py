"""A stage whose children are killed at random moments, and what must be true of a library afterwards."""

import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from reader.library.check import check
from reader.library.store import Library
from reader.model.problem import Problem


class Fate:
    """What a task said until it ended: `said` its lines, `was_inside` whether its end cut a transaction."""

    def __init__(self, lines, *, is_killed=False):
        self.is_killed = is_killed
        self.said = [line for line in lines if line not in ("(", ")", ".")]
        marks = [line for line in lines if line in ("(", ")")]
        self.was_inside = bool(marks) and marks[-1] == "("
        self.statements = len(lines) - len(self.said)
        self.failures = [line for line in self.said if line.startswith("failed")]

    def saved(self, kind):
        """Return the last that was said of each thing saved, and of notes the number they begin with."""
        words = [line.split(maxsplit=2)[1:] for line in self.said if line.startswith("saved ")]
        return [rest for what, *rest in words if what == kind]


class Stage:
    """The process of stage.py."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", str(Path(__file__).with_name("stage.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def begin(self, *task):
        self._process.stdin.write(json.dumps(task, default=str) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline().split()[1])

    def lines(self):
        for line in iter(self._process.stdout.readline, "end\n"):
            assert line, "the stage itself broke"
            yield line.removesuffix("\n")

    def play(self, *task):
        """Let a task come to its end."""
        self.begin(*task)
        fate = Fate(list(self.lines()))
        assert not fate.failures, fate.failures
        return fate

    def play_and_kill(self, after, *task, inside=False):
        """Kill a task when it has told so many lines, or, to hit `inside` a transaction, at the next one of such."""
        pid, told, is_inside, is_killed = self.begin(*task), [], False, False
        for line in self.lines():
            told.append(line)
            is_inside = line == "(" or (is_inside and line != ")")
            if len(told) >= after and (is_inside or not inside) and not is_killed:
                os.kill(pid, signal.SIGKILL)
                is_killed = True
        return Fate(told, is_killed=is_killed)

    def close(self):
        self._process.stdin.close()
        self._process.stdout.read()
        self._process.wait()
        self._process.stdout.close()


@pytest.fixture(scope="session")
def stage():
    if not hasattr(os, "fork"):
        pytest.skip("there is no fork and no kill -9")
    stage = Stage()
    yield stage
    stage.close()


@pytest.fixture(scope="session")
def other_stage(stage):
    other = Stage()
    yield other
    other.close()


@pytest.fixture
def is_long(request):
    return request.config.getoption("--faults")


@pytest.fixture
def chance(request):
    seed = request.config.getoption("--seed") or int.from_bytes(os.urandom(4))
    print(f"--seed {seed}")
    return Random(seed)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def find_losses():
    """Return a function that opens a library as the next start of the program does and tells what is lost or hurt."""

    def find(folder, fates=()):
        losses = []
        try:
            library = Library(folder)
        except Problem as problem:
            return [f"not opened: {problem}"]
        with closing(library):
            notes = {story: int(count) for fate in fates for story, count in map(_words, fate.saved("note"))}
            for story, count in notes.items():
                text = library.note(story).text
                if int((text or "0").split()[0]) < count:
                    losses.append(f"note {story}: {count} was saved, there is {text[:12]!r}")
            for fate in fates:
                losses += [f"story {story}" for (story,) in fate.saved("story") if not _is_whole(library, story)]
                losses += [f"file {path}" for (path,) in fate.saved("file") if not Path(path).is_file()]
            if len(library.stories(0, 100_000)) != library.count():
                losses.append("the list")
            library.settle()
            if crumbs := [path.name for path in (folder / "unfinished").glob("*")]:
                losses.append(f"crumbs {crumbs}")
        losses += [f"{finding.story} {finding.what}" for finding in check(folder) if finding.hurt]
        return losses

    return find


def _words(rest):
    return rest[0].split() if len(rest) == 1 else rest


def _is_whole(library, story):
    try:
        return bool(library.reading(story).article.text) and library.source_path(story).is_file()
    except Problem:
        return False
