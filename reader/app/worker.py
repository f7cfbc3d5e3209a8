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
    crashed_story,
    make_command,
    make_environment,
    slow_story,
    unstartable_child,
)
from reader.model.analysis import Analysis
from reader.model.article import Article

_WARM_UP = Request("", warm_up=True)
_MOST_STARTS = 2
_END_MILLISECONDS = 100


class Worker(QObject):
    """Reads and analyses stories in a working process and tells of each result by its story's id."""

    article_read = Signal(str, object, object)  # story id, Article, Versions
    photos_kept = Signal(str)  # story id: copies of its photographs lie in the folder the request named
    analysis_made = Signal(str, object, object)  # story id, Analysis, Versions
    problem_met = Signal(str, object)  # story id, Problem: nothing more comes for this story
    ready = Signal()  # the models are loaded
    busy_changed = Signal(int)  # stories still to do

    _decoded = Signal(object)  # Answer

    def __init__(
        self, parent: QObject | None = None, *, command: Sequence[str] | None = None, seconds: float = STORY_SECONDS
    ) -> None:
        super().__init__(parent)
        self._folder = QTemporaryDir()
        self._command = list(command or make_command(Path(self._folder.path())))
        self._decoder = msgspec.json.Decoder(Answer)
        self._queue: dict[str, Request] = {}
        self._current: Request | None = None
        self._unwanted = False
        self._process: QProcess | None = None
        self._received = bytearray()
        self._is_decoding = False
        self._is_dead = False
        self._has_answered = False
        self._has_finished_story = False
        self._is_begun = False
        self._is_ready = False
        self._is_open = False
        self._failed_starts = 0
        self._seconds = seconds
        self._clock = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._clock.timeout.connect(self._end_slow_story)
        self._was_slow = False
        self._decoded.connect(self._take_decoded, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> int:
        """How many stories are still to do."""
        return len(self._queue) + (self._current not in (None, _WARM_UP))

    def start(self) -> None:
        """Start the working process; with nothing to read it loads its models ahead of need."""
        self._is_open = True
        if self._process is None:
            self._start_process()

    def read(self, request: Request) -> None:
        """Read a story before all that wait; asked again, it moves to the front."""
        if request == self._current:
            self._unwanted = False
            return
        self._queue.pop(request.id, None)
        self._queue[request.id] = request
        self.busy_changed.emit(self.busy)
        if self._process is None and self._is_open:
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
        if self._current and self._current.id == story:
            self._unwanted = True

    def stop(self) -> None:
        """End the working process for good, in the middle of whatever it does."""
        self._is_open = False
        self._queue.clear()
        self._current = None
        self._clock.stop()
        process, self._process = self._process, None
        if process:
            process.kill()
            # a killed process is gone in some 20 ms, and a QProcess must not be destroyed before
            process.waitForFinished(_END_MILLISECONDS)
            process.deleteLater()
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
        self._process = process
        self._received.clear()
        self._has_answered = self._has_finished_story = self._is_ready = self._is_dead = False
        process.start(self._command[0], self._command[1:])
        self._ask_next()

    def _ask_next(self) -> None:
        if self._process is None or self._is_dead or self._current:
            return
        if self._queue:
            self._current = self._queue.popitem()[1]
        elif not self._is_ready:
            self._current = _WARM_UP
        else:
            return
        self._unwanted = self._was_slow = self._is_begun = False
        self._process.write(msgspec.json.encode(self._current) + b"\n")
        self._clock.start()

    def _receive(self) -> None:
        if self._process:
            self._received += self._process.readAllStandardOutput().data()
            self._take_lines()

    def _take_lines(self) -> None:
        """Take the answers that are there, in order; a large one holds up those behind it until it is decoded."""
        while not self._is_decoding and (end := self._received.find(b"\n")) >= 0:
            line = bytes(self._received[:end])
            del self._received[: end + 1]
            answer = self._decoder.decode(line)
            self._has_answered = True
            if answer.article_file or answer.analysis_file:
                self._is_decoding = True
                Thread(target=self._decode_file, args=(answer,), daemon=True).start()
            else:
                self._take_answer(answer)
        if self._is_dead and not self._is_decoding:
            self._bury_process()

    def _decode_file(self, answer: Answer) -> None:
        """Decode a large answer; this runs in a thread of its own, so that the window goes on."""
        try:
            self._decoded.emit(_decode_file(answer))
        except RuntimeError:
            return  # the window was closed meanwhile, and this object with it

    def _take_decoded(self, answer: Answer) -> None:
        self._is_decoding = False
        self._take_answer(answer)
        self._take_lines()

    def _take_answer(self, answer: Answer) -> None:
        if self._current is None or answer.id != self._current.id:
            return
        self._is_begun = True
        if not self._unwanted:
            self._tell(answer)
        if answer.is_last:
            self._finish_current()
            self._ask_next()

    def _tell(self, answer: Answer) -> None:
        if answer.article:
            self.article_read.emit(answer.id, answer.article, answer.versions)
        if answer.photos_kept:
            self.photos_kept.emit(answer.id)
        if answer.analysis:
            self.analysis_made.emit(answer.id, answer.analysis, answer.versions)
        if answer.problem and self._current != _WARM_UP:
            self.problem_met.emit(answer.id, answer.problem.problem())
        if (answer.ready or answer.analysis) and not self._is_ready:
            self._is_ready = True
            note_time("child-ready")
            self.ready.emit()

    def _finish_current(self) -> None:
        self._clock.stop()
        if self._current == _WARM_UP:
            self._is_ready = True  # or cannot be: then each story is told so
        else:
            self._has_finished_story = True
        self._current = None
        self.busy_changed.emit(self.busy)

    def _end_slow_story(self) -> None:
        self._was_slow = True
        if self._process:
            self._process.kill()

    def _note_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._note_end(1, QProcess.ExitStatus.NormalExit)

    def _note_end(self, _status: int, how: QProcess.ExitStatus) -> None:
        if self._process is None:
            return
        had_no_story = self._current in (None, _WARM_UP)
        never_lived = not self._has_answered and (had_no_story or how == QProcess.ExitStatus.NormalExit)
        self._failed_starts = self._failed_starts + 1 if never_lived else 0
        self._is_dead = True
        self._receive()

    def _bury_process(self) -> None:
        """Tell what became of the story that was being read, and go on with the others in a new process."""
        process, self._process = self._process, None
        story, self._current = self._current, None
        self._clock.stop()
        if process:
            process.deleteLater()
        if story and story != _WARM_UP and not self._unwanted:
            if self._failed_starts or self._may_have_died_of_another():
                self._queue[story.id] = story
            else:
                problem = slow_story(self._seconds) if self._was_slow else crashed_story()
                self.problem_met.emit(story.id, problem)
        if self._failed_starts >= _MOST_STARTS:
            self._refuse_all()
        elif self._is_open and self._process is None:
            self._start_process()
        self.busy_changed.emit(self.busy)

    def _may_have_died_of_another(self) -> bool:
        return self._has_finished_story and not self._is_begun and not self._was_slow

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
