"""What is asked of the working process, and its answers into the library; the story asked for last goes first."""

from functools import partial
from threading import Lock

from PySide6.QtCore import QObject, QTimer, Signal

from reader.app.arrivals import Arrivals, State
from reader.app.librarian import Librarian
from reader.app.worker import Worker
from reader.child import Request
from reader.library.store import Library, Work
from reader.model.analysis import Analysis, Versions
from reader.model.article import Article
from reader.model.problem import Problem

_BATCH = 20  # stories of an older version that wait with the worker at once
_AHEAD = 2  # stories that wait with the worker; the others wait here, where they can still be put off
_A_TURN = 20  # stories looked at before the window draws again
_SHOWABLE = 2_000_000  # bytes of a source that may be shown as the text it is


class Asking(QObject):
    """Has stories read that are in the library, and keeps what comes of it."""

    refused = Signal(object)  # Problem: a source that never came into the library, or what could not be kept
    stored = Signal(str)  # story id: its article, photographs or analysis are in the library now
    arrived = Signal(str)  # story id: the text of one that is new here is in the library now
    failed = Signal(str)  # story id: it could not be read; the library remembers why
    read_anew = Signal(str, object, object)  # story id, Article, Versions: what `ask_anew` asked for; it is not stored
    analysed_anew = Signal(str, object, object)  # story id, Analysis, Versions: the same
    stale_asked = Signal(object, object)  # ids of stories that an older version analysed and that are next; Versions
    failed_anew = Signal(str, object)  # story id, Problem: the same

    def __init__(
        self, library: Library, worker: Worker, versions: Versions, turn: Lock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._worker = worker
        self._versions = versions
        self.librarian = Librarian(library.folder, turn, self)
        self.arrivals = Arrivals(self)
        self._tried: set[str] = set()
        self._anew: set[str] = set()  # stories whose answers are told and not stored
        self._refusals: list[Problem] = []
        self._is_heard = False
        worker.begun.connect(self._tell_begun)
        worker.article_read.connect(self._store_article)
        worker.photos_kept.connect(self.stored)
        worker.analysis_made.connect(self._store_analysis)
        worker.problem_met.connect(self._store_problem)
        worker.busy_changed.connect(self.feed)

    def _refuse(self, problem: Problem) -> None:
        if self._is_heard:
            self.refused.emit(problem)
        else:
            self._refusals.append(problem)

    def take_refusals(self) -> list[Problem]:
        """Return what was refused before anybody listened; from now on `refused` tells it."""
        self._is_heard = True
        refusals, self._refusals = self._refusals, []
        return refusals

    def _tell_begun(self, story: str) -> None:
        self._turn_story(story, "reading")

    def _turn_story(self, story: str, state: State, problem: Problem | None = None) -> None:
        if arrival := self.arrivals.of(story):
            self.arrivals.turn(arrival, state, problem)

    def feed(self, busy: int | None = None) -> None:
        """Ask for what waits, as long as the worker has little to do; then for what an older version found."""
        busy = self._worker.busy if busy is None else busy
        for _ in range(_A_TURN):
            arrival = self.arrivals.next_kept() if busy < _AHEAD else None
            if arrival is None or arrival.story is None:
                break
            self.ask(arrival.story)
            busy = self._worker.busy
        else:
            QTimer.singleShot(0, self, self.feed)
        if not busy and self.arrivals.is_idle:
            self.ask_stale()

    def ask(self, story: str) -> None:
        """Have done what is still to be done for a story, before all others; one that failed stays as it is."""
        self._tried.add(story)
        arrival = self.arrivals.of(story)
        if arrival and arrival.state == "kept":
            self.arrivals.turn(arrival, "queued")  # with the worker, until that begins
        try:
            work = self._library.wanted(story, self._versions)
            if work:
                self._ask_for(story, work)
            elif arrival:
                self._tell_no_work(story)
        except Problem as problem:
            self._turn_story(story, "failed", problem)
            self._refuse(problem)

    def _tell_no_work(self, story: str) -> None:
        known = self._library.story(story)
        if known.state == "failed":
            self._turn_story(story, "failed", Problem(known.problem))
        else:
            self._turn_story(story, "done")

    def ask_again(self, story: str) -> None:
        """Try a story again that failed."""
        self._turn_story(story, "kept")
        self._worker.read(self._make_request(story))

    def analyse_again(self, story: str) -> None:
        """Find names and quotes anew in a story, as it is corrected now."""
        self._worker.analyse(story, self._library.reading(story).article)

    def ask_anew(self, story: str) -> None:
        """Read a story from its source anew, without a change to what is kept of it: `read_anew` tells the text."""
        self._anew.add(story)
        self._worker.read(self._make_request(story))

    def end_anew(self, story: str, *, wanted: bool) -> None:
        """Take what is still to come for a story that was read anew as any answer, or have it forgotten."""
        self._anew.discard(story)
        if not wanted:
            self._worker.cancel(story)

    def ask_for_text(self, story: str) -> None:
        """Read a story that failed as the plain text it is."""
        source = self._library.source(story)
        self._turn_story(story, "kept")
        self._worker.read(
            Request(
                story, path=str(source.path), name=source.name, kind="text", published=source.published, verbatim=True
            )
        )

    def can_show_text(self, story: str) -> bool:
        """Say whether the bytes of a story may be looked at: a text, and not too long a one."""
        try:
            with self._library.source_path(story).open("rb") as file:
                data = file.read(_SHOWABLE + 1)
        except (Problem, OSError):
            return False
        return bool(data.strip()) and len(data) <= _SHOWABLE and b"\0" not in data

    def _ask_for(self, story: str, work: Work) -> None:
        if work == "read":
            self._worker.read(self._make_request(story))
        else:
            self._worker.analyse(story, self._library.reading(story).article)

    def _make_request(self, story: str) -> Request:
        source = self._library.source(story)
        return Request(
            story,
            path=str(source.path),
            name=source.name,
            kind=source.kind,
            address=source.address,
            published=source.published,
            verbatim=source.verbatim,
            files=str(source.files) if source.files else None,
            photos=str(self._library.photos_folder(story)),
        )

    def ask_stale(self, busy: int = 0) -> None:
        """With nothing else to do, read what was never read and analyse again what an older version found."""
        if busy or not self.arrivals.is_idle:
            return
        try:
            stale = self._library.stale(self._versions, _BATCH + len(self._tried))
            batch = [(story, work) for story, work in stale if story not in self._tried][:_BATCH]
            self._tried.update(story for story, _ in batch)
            self.stale_asked.emit(tuple(story for story, _ in batch), self._versions)
            for story, work in reversed(batch):
                self._ask_for(story, work)
        except Problem as problem:
            self._refuse(problem)

    # taking answers

    def _store_article(self, story: str, article: Article, versions: Versions) -> None:
        if story in self._anew:
            self.read_anew.emit(story, article, versions)
            return
        self.librarian.keep(
            lambda library: library.store_article(story, article, versions), partial(self._take_stored, story)
        )
        self._turn_story(story, "finding")

    def _take_stored(self, story: str, told: Problem | None) -> None:
        if told:
            self._refuse(told)
            return
        self.stored.emit(story)
        arrival = self.arrivals.of(story)
        if arrival and not arrival.is_known:
            self.arrived.emit(story)

    def _store_analysis(self, story: str, analysis: Analysis, versions: Versions) -> None:
        if story in self._anew:
            self.analysed_anew.emit(story, analysis, versions)
            return
        self.librarian.keep(
            lambda library: library.store_analysis(story, analysis, versions), partial(self._take_found_in, story)
        )

    def _take_found_in(self, story: str, told: Problem | None) -> None:
        self._turn_story(story, "failed" if told else "done", told)
        if told:
            self._refuse(told)
        else:
            self.stored.emit(story)
        self.feed()

    def _store_problem(self, story: str, problem: Problem) -> None:
        if story in self._anew:
            self.failed_anew.emit(story, problem)
            return
        versions = self._versions
        self._turn_story(story, "failed", problem)
        self.librarian.keep(
            lambda library: library.store_problem(story, problem, versions), partial(self._take_problem, story)
        )

    def _take_problem(self, story: str, told: Problem | None) -> None:
        if told:
            self._refuse(told)
        self.failed.emit(story)
