"""Working processes for commands: stories read several at a time, told in the order they were asked for."""

import subprocess
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import TypeVar

import msgspec
from msgspec import Struct

from reader.child import (
    STORY_SECONDS,
    Answer,
    Page,
    Request,
    find_seconds,
    make_command,
    make_environment,
    make_line,
    read_line,
    slow_story,
)
from reader.model.analysis import Analysis, Versions
from reader.model.article import Article
from reader.model.failures import crashed_page, crashed_story, slow_page, unstartable_child
from reader.model.problem import Problem

_AHEAD = 3  # stories asked for at a time, for each process

_T = TypeVar("_T")


class Outcome(Struct):
    """What came of a story: its article and analysis, as far as they were made, or a page, or the problem."""

    article: Article | None = None
    analysis: Analysis | None = None
    problem: Problem | None = None
    page: Page | None = None
    versions: Versions = Versions()


class Child:
    """One working process, started when the first story comes and again after it died."""

    def __init__(self, folder: Path, seconds: float = STORY_SECONDS, command: list[str] | None = None) -> None:
        self._command = command or make_command(folder)
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._has_answered = False
        self._is_ended = False

    def read(self, request: Request) -> Outcome:
        """Read one story; whatever happens to the process is a problem of the outcome."""
        outcome = Outcome()
        if (process := self._find_process()) is None:
            outcome.problem = unstartable_child()
            return outcome
        was_slow = threading.Event()

        def end_slow_story() -> None:
            was_slow.set()
            process.kill()

        clock = threading.Timer(find_seconds(request, self._seconds), end_slow_story)
        clock.daemon = True
        clock.start()
        try:
            is_whole = self._converse(process, request, outcome)
        finally:
            clock.cancel()
        if not is_whole:
            outcome.problem = self._bury(process, request, was_slow=was_slow.is_set())
        return outcome

    def end(self) -> None:
        """End the process for good, in the middle of whatever it does."""
        self._is_ended = True
        if process := self._process:
            process.kill()

    def close(self) -> None:
        """Let go of what an ended process leaves."""
        if self._process:
            _let_go(self._process)
            self._process = None

    def _find_process(self) -> "subprocess.Popen[bytes] | None":
        if self._process is None and not self._is_ended:
            self._has_answered = False
            try:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,  # a command prints one line a failure; the problem names a bug's place
                    env=make_environment(),
                )
            except OSError:
                return None
        return self._process

    def _converse(self, process: "subprocess.Popen[bytes]", request: Request, outcome: Outcome) -> bool:
        """Ask and take the answers into `outcome`; say whether the last of them came."""
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(make_line(request))
            process.stdin.flush()
        except OSError:
            return False
        for line in process.stdout:
            if not line.endswith(b"\n"):
                return False
            answer = read_line(line, Answer)
            self._has_answered = True
            _take(answer, outcome)
            if answer.is_last:
                return True
        return False

    def _bury(self, process: "subprocess.Popen[bytes]", request: Request, *, was_slow: bool) -> Problem:
        self._process = None
        process.kill()
        _let_go(process)
        if was_slow:
            return slow_story(self._seconds) if request.fetch is None else slow_page()
        if request.fetch is not None:
            return crashed_page()
        return crashed_story() if self._has_answered or process.returncode < 0 else unstartable_child()


def _let_go(process: "subprocess.Popen[bytes]") -> None:
    """Close the pipes of a process that ends, and wait for its end."""
    if process.stdin:
        with suppress(BrokenPipeError):  # half a request may still lie in the pipe of one that died
            process.stdin.close()
    with process:
        pass


def _take(answer: Answer, outcome: Outcome) -> None:
    outcome.versions = answer.versions
    outcome.article = answer.article or _take_file(answer.article_file, Article) or outcome.article
    outcome.page = answer.page
    outcome.analysis = answer.analysis or _take_file(answer.analysis_file, Analysis)
    if answer.problem:
        outcome.problem = answer.problem.problem()


def _take_file(path: str | None, kind: type[_T]) -> _T | None:
    if path is None:
        return None
    file = Path(path)
    noun = msgspec.json.decode(file.read_bytes(), type=kind)
    file.unlink()
    return noun


class Children:
    """Several working processes over one list of stories; `folder` takes files that go when they were read."""

    def __init__(self, folder: Path, children: list[Child]) -> None:
        self.folder = folder
        self._children = children
        self._idle: SimpleQueue[Child] = SimpleQueue()
        for child in children:
            self._idle.put(child)
        self._threads = ThreadPoolExecutor(len(children))

    def read_all(self, stories: Iterable[tuple[_T, Request | Outcome]]) -> Iterator[tuple[_T, Outcome]]:
        """Yield each story with what came of it, in order; an Outcome in a request's place comes out as it went in."""
        waiting: deque[tuple[_T, Future[Outcome]]] = deque()
        for story, request in stories:
            waiting.append((story, self._threads.submit(self._read, request)))
            if len(waiting) >= _AHEAD * len(self._children):
                yield _wait_for(waiting.popleft())
        while waiting:
            yield _wait_for(waiting.popleft())

    def close(self) -> None:
        """End all processes at once, whatever they are doing."""
        for child in self._children:
            child.end()
        self._threads.shutdown(cancel_futures=True)
        for child in self._children:
            child.close()

    def _read(self, request: Request | Outcome) -> Outcome:
        if isinstance(request, Outcome):
            return request
        child = self._idle.get()
        try:
            return child.read(request)
        finally:
            self._idle.put(child)
            if request.path and self.folder in Path(request.path).parents:
                Path(request.path).unlink(missing_ok=True)


def _wait_for(story: "tuple[_T, Future[Outcome]]") -> tuple[_T, Outcome]:
    return story[0], story[1].result()


@contextmanager
def working_children(
    count: int, *, seconds: float = STORY_SECONDS, command: list[str] | None = None
) -> Iterator[Children]:
    """Hold `count` working processes, which start when stories come, and a folder for their files."""
    with TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        children = Children(folder, [Child(folder, seconds, command) for _ in range(count)])
        try:
            yield children
        finally:
            children.close()
