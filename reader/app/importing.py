"""What is handed in: into the library at once, to the working process, and its answers back into the library."""

import re
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QMimeData, QObject, Signal

from reader.app.librarian import Librarian
from reader.app.worker import Worker
from reader.child import Request
from reader.intake.source import HandedIn, make_pasted, open_source
from reader.library.store import HandedInStory, Library, Work
from reader.model.analysis import Analysis, Versions
from reader.model.article import Article
from reader.model.problem import Problem

_BATCH = 20  # stories of an older version that wait with the worker at once
_ADDRESS = re.compile(r"\s*(https?://\S+)\s*", re.I)
_SHOWABLE = 2_000_000  # bytes of a source that may be shown as the text it is


class Importing(QObject):
    """Takes sources into the library and has them read; the story asked for last is read first."""

    handed_in = Signal(str, bool)  # story id, whether it was known already
    came = Signal(str)  # story id: the first of those that were taken in, to be opened
    refused = Signal(object)  # Problem: a source that never came into the library
    stored = Signal(str)  # story id: its article, photographs or analysis are in the library now
    failed = Signal(str)  # story id: it could not be read; the library remembers why

    def __init__(
        self, library: Library, worker: Worker, versions: Versions, turn: Lock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._worker = worker
        self._versions = versions
        self._turn = turn
        self.librarian = Librarian(library.folder, turn, self)
        self._opens_next = False
        self._waiting = 0  # sources that are still to be taken in
        self._tried: set[str] = set()
        self._refusals: list[Problem] = []
        self._is_heard = False
        worker.article_read.connect(self._store_article)
        worker.photos_kept.connect(self.stored)
        worker.analysis_made.connect(self._store_analysis)
        worker.problem_met.connect(self._store_problem)
        worker.busy_changed.connect(self.ask_stale)

    # handing in

    def hand_in(self, handed: HandedIn) -> str | None:
        """Take a source in and ask for it to be read; return its story's id, or None where it was refused."""
        try:
            with self._turn:
                story = self._library.hand_in(handed)
        except Problem as problem:
            self._refuse(problem)
            return None
        self.handed_in.emit(story.id, story.known)
        self.ask(story.id)
        return story.id

    def hand_in_place(self, place: str | Path) -> str | None:
        """Take in a file, or standard input for "-"; return its story's id, or None where it was refused."""
        try:
            handed = open_source(place)
        except Problem as problem:
            self._refuse(problem)
            return None
        return self.hand_in(handed)

    def hand_in_places(self, places: Sequence[str | Path]) -> str | None:
        """Take in files, the first at once and the others by and by; return the first story's id."""
        first = None
        waiting = deque(places)
        while waiting and first is None:
            first = self.hand_in_place(waiting.popleft())
        self._take_in(list(waiting))
        return first

    def take_in_places(self, places: Sequence[str | Path]) -> None:
        """Take in files without waiting for the disk; `came` tells of the first that is there."""
        self._take_in(places, opens=True)

    def _take_in(self, places: Sequence[str | Path], *, opens: bool = False) -> None:
        self._opens_next = self._opens_next or opens
        for place in places:
            self._waiting += 1
            self.librarian.do(partial(_hand_in_place, place), self._take_handed_in)

    def _take_handed_in(self, told: HandedInStory | Problem) -> None:
        self._waiting -= 1
        if isinstance(told, Problem):
            self._refuse(told)
            return
        self.handed_in.emit(told.id, told.known)
        self.ask(told.id)
        if self._opens_next:
            self._opens_next = False
            self.came.emit(told.id)

    def write(self, work: Callable[[Library], object], then: Callable[[object], None]) -> None:
        """Have something written in the library's own thread; `then` is told what came of it."""
        self.librarian.do(work, then)

    def leave(self) -> None:
        """Take in nothing more of what waits."""
        self.librarian.leave()

    def hand_in_data(self, data: QMimeData) -> str | None:
        """Take in what was pasted or dropped: files, else a page's HTML, else text.

        Return the story's id; of files `came` tells the first.
        """
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if files:
            self.take_in_places(files)
            return None
        address = _ADDRESS.fullmatch(data.text())
        if address or any(not url.isLocalFile() for url in data.urls()):
            what = self.tr("This is an address, not a story.")
            self._refuse(Problem(what, self.tr("Open it in a browser, copy the story there and paste it here.")))
            return None
        if data.html().strip():
            return self.hand_in(make_pasted(data.html(), kind="html"))
        if data.text().strip():
            return self.hand_in(make_pasted(data.text()))
        what = self.tr("There is no story to paste.")
        self._refuse(Problem(what, self.tr("Copy the words of a story first, or open a file.")))
        return None

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

    # asking for work

    def ask(self, story: str) -> None:
        """Have done what is still to be done for a story, before all others; one that failed stays as it is."""
        self._tried.add(story)
        try:
            work = self._library.wanted(story, self._versions)
            if work:
                self._ask_for(story, work)
        except Problem as problem:
            self._refuse(problem)

    def ask_again(self, story: str) -> None:
        """Try a story again that failed."""
        self._worker.read(self._make_request(story))

    def ask_for_text(self, story: str) -> None:
        """Read a story that failed as the plain text it is."""
        source = self._library.source(story)
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
        if busy or self._waiting:
            return
        try:
            stale = self._library.stale(self._versions, _BATCH + len(self._tried))
            batch = [(story, work) for story, work in stale if story not in self._tried][:_BATCH]
            self._tried.update(story for story, _ in batch)
            for story, work in reversed(batch):
                self._ask_for(story, work)
        except Problem as problem:
            self._refuse(problem)

    # taking answers

    def _store_article(self, story: str, article: Article, versions: Versions) -> None:
        self.librarian.do(
            lambda library: library.store_article(story, article, versions), partial(self._take_stored, story)
        )

    def _store_analysis(self, story: str, analysis: Analysis, versions: Versions) -> None:
        self.librarian.do(
            lambda library: library.store_analysis(story, analysis, versions), partial(self._take_stored, story)
        )

    def _take_stored(self, story: str, told: Problem | None) -> None:
        if told:
            self._refuse(told)
        else:
            self.stored.emit(story)

    def _store_problem(self, story: str, problem: Problem) -> None:
        versions = self._versions
        self.librarian.do(
            lambda library: library.store_problem(story, problem, versions), partial(self._take_problem, story)
        )

    def _take_problem(self, story: str, told: Problem | None) -> None:
        if told:
            self._refuse(told)
        self.failed.emit(story)


def _hand_in_place(place: str | Path, library: Library) -> HandedInStory:
    return library.hand_in(open_source(place))
