"""The window's end of the working process: the queue, the time limit, the restart after a crash.

One story is with the process at a time; the others wait here, and the one asked for last goes first.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Qt, QTemporaryDir, QTimer, Signal

from reader.app.times import note_time
from reader.child import (
    STORY_SECONDS,
    Answer,
    ProblemTold,
    Request,
    find_seconds,
    make_command,
    make_environment,
    make_line,
    read_line,
    slow_story,
)
from reader.model.analysis import Analysis
from reader.model.article import Article
from reader.model.failures import crashed_page, crashed_story, slow_page, unstartable_child
from reader.model.problem import Problem

_WARM_UP = Request("", warm_up=True)
_MOST_STARTS = 2
_END_MILLISECONDS = 2000  # at most; a killed process is gone in some 20 ms, on a crowded machine in a few hundred


class _Task:
    """The request that is with the process."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.is_story = not request.warm_up
        self.is_unwanted = False
        self.is_begun = False
        self.was_slow = False


class _Life:
    """One working process from its start to its end."""

    def __init__(self, process: QProcess) -> None:
        self.process = process
        self.received = bytearray()
        self.is_decoding = False
        self.has_answered = False
        self.has_finished_story = False
        self.has_warmed_up = False
        self.is_over = False


class Worker(QObject):
    """Reads and analyses stories in a working process and tells of each result by its story's id."""

    article_read = Signal(str, object, object)  # story id, Article, Versions
    photos_kept = Signal(str)  # story id: copies of its photographs lie in the folder the request named
    analysis_made = Signal(str, object, object)  # story id, Analysis, Versions
    problem_met = Signal(str, object)  # story id, Problem: nothing more comes for this story
    ready = Signal()  # the models are loaded
    busy_changed = Signal(int)  # stories still to do
    begun = Signal(str)  # story id: it is with the process now
    page_fetched = Signal(str, object)  # id of the request, Page
    picture_kept = Signal(str, object)  # id of the request, Picture

    _decoded = Signal(object)  # Answer

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        command: Sequence[str] | None = None,
        seconds: float = STORY_SECONDS,
        fetches: bool = False,
    ) -> None:
        """Make a worker; one that `fetches` reads no stories, loads no models, and starts when first asked."""
        super().__init__(parent)
        self._fetches = fetches
        self._folder = QTemporaryDir()
        self._command = list(command or make_command(Path(self._folder.path()), gives_way=True))
        self._queue: dict[str, Request] = {}
        self._task: _Task | None = None
        self._life: _Life | None = None
        self._is_open = False
        self._failed_starts = 0
        self._seconds = seconds
        self._clock = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._clock.timeout.connect(self._end_slow_story)
        self._decoded.connect(self._take_decoded, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> int:
        """How many stories are still to do."""
        return len(self._queue) + bool(self._task and self._task.is_story)

    @property
    def folder(self) -> Path:
        """A folder for files on their way, which goes with this worker."""
        return Path(self._folder.path())

    def start(self) -> None:
        """Start the working process; with nothing to read it loads its models ahead of need."""
        self._is_open = True
        if self._life is None and (self._queue or not self._fetches):
            self._start_process()

    def read(self, request: Request) -> None:
        """Read a story before all that wait; asked again, it moves to the front."""
        if self._task and self._task.request == request:
            self._task.is_unwanted = False
            return
        self._queue.pop(request.id, None)
        self._queue[request.id] = request
        self.busy_changed.emit(self.busy)
        if self._life is None and self._is_open:
            self._start_process()
        else:
            self._ask_next()

    def analyse(self, story: str, article: Article) -> None:
        """Analyse anew an article that is there."""
        self.read(Request(story, article=article))

    def cancel(self, story: str) -> None:
        """Forget a story: what is still found of it is told to nobody."""
        if self._queue.pop(story, None):
            self.busy_changed.emit(self.busy)
        if self._task and self._task.request.id == story:
            self._task.is_unwanted = True
            if self._fetches and self._life:
                self._life.process.kill()  # the next page does not wait for a slow server

    def stop(self) -> None:
        """End the working process for good, in the middle of whatever it does."""
        self._is_open = False
        self._queue.clear()
        self._task = None
        self._clock.stop()
        life, self._life = self._life, None
        if life:
            life.process.kill()
            # a killed process is gone in some 20 ms, and a QProcess must not be destroyed before
            life.process.waitForFinished(_END_MILLISECONDS)
            life.process.deleteLater()
        self._folder.remove()

    def _start_process(self) -> None:
        environment = QProcessEnvironment()
        for name, value in make_environment().items():
            environment.insert(name, value)
        process = QProcess(self)
        process.setProcessEnvironment(environment)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._receive)
        process.finished.connect(self._note_end)
        process.errorOccurred.connect(self._note_error)
        self._life = _Life(process)
        process.start(self._command[0], self._command[1:])
        self._ask_next()

    def _ask_next(self) -> None:
        life = self._life
        if life is None or life.is_over or self._task:
            return
        if self._queue:
            self._task = _Task(self._queue.popitem()[1])
        elif not (life.has_warmed_up or self._fetches):
            self._task = _Task(_WARM_UP)
        else:
            return
        life.process.write(make_line(self._task.request))
        self._clock.start(round(find_seconds(self._task.request, self._seconds) * 1000))
        if self._task.is_story:
            self.begun.emit(self._task.request.id)

    def _receive(self) -> None:
        if self._life:
            self._life.received += self._life.process.readAllStandardOutput().data()
            self._take_lines(self._life)

    def _take_lines(self, life: _Life) -> None:
        """Take the answers that are there, in order; a large one holds up those behind it until it is decoded."""
        while life is self._life and not life.is_decoding and (end := life.received.find(b"\n")) >= 0:
            line = bytes(life.received[:end])
            del life.received[: end + 1]
            answer = read_line(line, Answer)
            life.has_answered = True
            if answer.article_file or answer.analysis_file:
                life.is_decoding = True
                Thread(target=self._decode_file, args=(answer,), daemon=True).start()
            else:
                self._take_answer(life, answer)
        if life is self._life and life.is_over and not life.is_decoding:
            self._bury(life)

    def _decode_file(self, answer: Answer) -> None:
        """Decode a large answer; this runs in a thread of its own, so that the window goes on."""
        try:
            self._decoded.emit(_decode_file(answer))
        except RuntimeError:
            return  # the window was closed meanwhile, and this object with it

    def _take_decoded(self, answer: Answer) -> None:
        if life := self._life:
            life.is_decoding = False
            self._take_answer(life, answer)
            self._take_lines(life)

    def _take_answer(self, life: _Life, answer: Answer) -> None:
        task = self._task
        if task is None or answer.id != task.request.id:
            return
        task.is_begun = True
        if not task.is_unwanted:
            self._tell(task, answer)
        if (answer.ready or answer.analysis) and not life.has_warmed_up:
            life.has_warmed_up = True
            note_time("child-ready")
            self.ready.emit()
        if answer.is_last:
            self._clock.stop()
            life.has_finished_story = life.has_finished_story or task.is_story
            life.has_warmed_up = life.has_warmed_up or not task.is_story  # or cannot, which each story will be told
            self._task = None
            self.busy_changed.emit(self.busy)
            self._ask_next()

    def _tell(self, task: _Task, answer: Answer) -> None:
        if answer.article:
            self.article_read.emit(answer.id, answer.article, answer.versions)
        if answer.photos_kept:
            self.photos_kept.emit(answer.id)
        if answer.analysis:
            self.analysis_made.emit(answer.id, answer.analysis, answer.versions)
        if answer.page:
            self.page_fetched.emit(answer.id, answer.page)
        if answer.picture:
            self.picture_kept.emit(answer.id, answer.picture)
        if answer.problem and task.is_story:
            self.problem_met.emit(answer.id, answer.problem.problem())

    def _end_slow_story(self) -> None:
        if self._life and self._task:
            self._task.was_slow = True
            self._life.process.kill()

    def _note_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._note_end(1, QProcess.ExitStatus.NormalExit)

    def _note_end(self, _status: int, how: QProcess.ExitStatus) -> None:
        if life := self._life:
            had_no_story = not (self._task and self._task.is_story)
            never_lived = not life.has_answered and (had_no_story or how == QProcess.ExitStatus.NormalExit)
            self._failed_starts = self._failed_starts + 1 if never_lived else 0
            life.is_over = True
            self._receive()

    def _bury(self, life: _Life) -> None:
        """Tell what became of the story that was being read, and go on with the others in a new process."""
        task, self._task, self._life = self._task, None, None
        self._clock.stop()
        life.process.deleteLater()
        if task and task.is_story and not task.is_unwanted:
            # a process that has read other stories may have died of them, and one that never lived of none
            may_be_innocent = life.has_finished_story and not task.is_begun and not task.was_slow
            if self._failed_starts or may_be_innocent:
                self._queue[task.request.id] = task.request
            else:
                self.problem_met.emit(task.request.id, self._find_blame(task))
        if self._failed_starts >= _MOST_STARTS:
            self._refuse_all()
        elif self._life is None and self._is_open:
            self.start()
        self.busy_changed.emit(self.busy)

    def _find_blame(self, task: _Task) -> Problem:
        if task.request.fetch is not None:
            return slow_page() if task.was_slow else crashed_page()
        return slow_story(self._seconds) if task.was_slow else crashed_story()

    def _refuse_all(self) -> None:
        waiting = list(self._queue)
        self._queue.clear()
        for story in waiting:
            self.problem_met.emit(story, unstartable_child())


def _decode_file(answer: Answer) -> Answer:
    path = answer.article_file or answer.analysis_file or ""
    try:
        with open(path, "rb") as file:
            data = file.read()
        os.unlink(path)
        if answer.article_file:
            return replace(answer, article_file=None, article=msgspec.json.decode(data, type=Article))
        return replace(answer, analysis_file=None, analysis=msgspec.json.decode(data, type=Analysis))
    except (OSError, msgspec.DecodeError):
        told = ProblemTold("What was found in it could not be taken over.", "Look whether the disk is full.")
        return Answer(answer.id, problem=told)
