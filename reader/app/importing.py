"""What is handed in: files, folders, archives, addresses, words; into the library at once, then to be read."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal

from reader.app.arrivals import Arrival, State
from reader.app.asking import Asking
from reader.app.fetching import Fetching, Wanted, read_page
from reader.app.worker import Worker
from reader.child import Page
from reader.intake.source import HandedIn, make_pasted, open_source
from reader.library.store import HandedInStory, Library
from reader.model.analysis import Versions
from reader.model.problem import Problem
from reader.pipeline import is_offline, offline_page

if TYPE_CHECKING:
    from reader.app.gathering import Found, Gathering

_ZIP = b"PK\x03\x04"
_ADDRESS = re.compile(r"https?://\S+", re.I)
Told = HandedInStory | Problem


class Importing(Asking):
    """Takes sources into the library and has them read."""

    handed_in = Signal(str, bool)  # story id, whether it was known already
    came = Signal(str)  # story id: the first of those that were taken in, to be opened
    came_back = Signal(str)  # story id: it lay in the trash until it was handed in again
    looked = Signal()  # some of what was being looked through is in the library, or there is no more of it
    cancelled = Signal(object)  # ids of stories that came into the library and are not wanted after all

    def __init__(
        self, library: Library, worker: Worker, versions: Versions, turn: Lock, parent: QObject | None = None
    ) -> None:
        super().__init__(library, worker, versions, turn, parent)
        self._turn = turn
        self._gathering: Gathering | None = None
        self._fetching: Fetching | None = None
        self._opens_next = False
        self._keeping = 0  # times some files that were found are on their way into the library

    @property
    def awaits_first(self) -> bool:
        """Whether a story may still come, of what is being looked through, that is to be opened."""
        return self._opens_next and bool(self.arrivals.looking or self._keeping)

    # handing in

    def hand_in(self, handed: HandedIn, *, shows: bool = True) -> str | None:
        """Take a source in and ask for it to be read; return its story's id, or None where it was refused."""
        try:
            with self._turn:
                story = self._library.hand_in(handed)
        except Problem as problem:
            self._refuse(problem)
            return None
        if shows:
            name = handed.name or handed.address or self.tr("Pasted story")
            self.arrivals.keep(self.arrivals.add(self.arrivals.begin_batch(), name), story.id, known=story.known)
        self._tell_handed_in(story)
        self.ask(story.id)
        return story.id

    def _tell_handed_in(self, story: HandedInStory) -> None:
        self.handed_in.emit(story.id, story.known)
        if story.restored:
            self.came_back.emit(story.id)

    def hand_in_place(self, place: str | Path, *, shows: bool = True) -> str | None:
        """Take in a file, or standard input for "-"; return its story's id, or None where there is none yet.

        An archive of stories, or a book, is looked through by and by.
        """
        try:
            handed = open_source(place)
        except Problem as problem:
            self._refuse(problem)
            return None
        if handed.data.startswith(_ZIP) and str(place) != "-":  # standard input is read once
            from reader.intake.folders import may_hold_stories  # 10 ms that no other start of the window pays

            if may_hold_stories(handed.data):
                self.take_in_places([place])
                return None
        return self.hand_in(handed, shows=shows)

    def hand_in_places(self, places: Sequence[str | Path]) -> str | None:
        """Take in what is named, the first file at once and the others by and by; return the first story's id."""
        first, rest = None, list(places)
        while rest and first is None and not (_is_address(rest[0]) or Path(rest[0]).is_dir()):
            first = self.hand_in_place(rest.pop(0))
        self._take_in(rest, opens=first is None)
        return first

    def take_in_places(self, places: Sequence[str | Path]) -> None:
        """Take in files, folders, archives and addresses without waiting; `came` tells of the first that is there."""
        self._take_in(places, opens=True)

    def _take_in(self, places: Sequence[str | Path], *, opens: bool) -> None:
        if not places:
            return
        if self._library.is_read_only:
            what = self.tr("This library can only be read.")
            self._refuse(Problem(what, self.tr("Nothing can be handed in. Look whether its folder may be written to.")))
            return
        self._opens_next = self._opens_next or opens
        batch = self.arrivals.begin_batch()
        for place in reversed(places):  # what is asked for last is fetched first
            if _is_address(place):
                self.fetch(Wanted(str(place).strip()), batch)
        files = [place for place in places if not _is_address(place)]
        if files:
            self.arrivals.looking += 1
            self._find_gathering().begin(batch, files)

    def take_in_address(self, address: str, *, photographs: bool = False) -> None:
        """Fetch a page, with the photographs in it where they are wanted, and take it in."""
        self._opens_next = True
        self.fetch(Wanted(address, photographs), self.arrivals.begin_batch())

    def hand_in_data(self, data: QMimeData) -> str | None:
        """Take in what was pasted or dropped: files and addresses, else a page's HTML, else text.

        Return the story's id; of files and addresses `came` tells the first.
        """
        places = [url.toLocalFile() if url.isLocalFile() else url.toString() for url in data.urls()]
        places = places or _find_places(data.text())
        if places and all(_is_address(place) or "://" not in place for place in places):
            self.take_in_places(places)
            return None
        if data.html().strip():
            return self.hand_in(make_pasted(data.html(), kind="html"))
        if data.text().strip() and not places:
            return self.hand_in(make_pasted(data.text()))
        what = self.tr("There is no story to paste.")
        self._refuse(Problem(what, self.tr("Copy the words of a story first, or open a file.")))
        return None

    def write(self, work: Callable[[Library], object], then: Callable[[object], None]) -> None:
        """Have something written in the library's own thread; `then` is told what came of it."""
        self.librarian.do(work, then)

    def leave(self) -> None:
        """Take in nothing more of what waits."""
        if self._gathering:
            self._gathering.leave()
        if self._fetching:
            self._fetching.leave()
        self.librarian.leave()

    # files, folders, archives

    def _find_gathering(self) -> "Gathering":
        if self._gathering is None:
            from reader.app.gathering import Gathering  # as above

            self._gathering = Gathering(self)
            self._gathering.found.connect(self._take_found)
            self._gathering.ended.connect(self._end_looking)
        return self._gathering

    def _end_looking(self, _batch: int) -> None:
        self.arrivals.looking -= 1
        self.arrivals.changed.emit()
        self.looked.emit()
        self.feed()

    def _take_found(self, batch: int, found: "Sequence[Found]") -> None:
        arrivals, sources = [], []
        for one in found:
            if isinstance(one.content, HandedIn):
                arrivals.append(self.arrivals.add(batch, one.name, one.place))
                sources.append(one.content)
            elif one.is_named:
                self.arrivals.turn(self.arrivals.add(batch, one.name, one.place), "failed", one.content)
            else:
                self.arrivals.leave_out(one.place, one.content)
        self._keeping += 1
        self.librarian.do(partial(_hand_in_all, sources), partial(self._take_kept, arrivals, gathered=True))

    def _take_kept(
        self, arrivals: Sequence[Arrival], told: Sequence[Told] | Problem, *, gathered: bool = False
    ) -> None:
        if gathered:
            self._keeping -= 1
            self._find_gathering().go_on()
        unwanted = []
        for arrival, one in zip(arrivals, [told] * len(arrivals) if isinstance(told, Problem) else told, strict=True):
            if isinstance(one, Problem):
                self.arrivals.turn(arrival, "failed", one)
                continue
            self._tell_handed_in(one)
            if arrival.is_put_away:
                unwanted += [] if one.known else [one.id]
                continue
            self.arrivals.keep(arrival, one.id, known=one.known)
            if self._opens_next:
                self._opens_next = False
                self.came.emit(one.id)
        if unwanted:
            self.cancelled.emit(unwanted)
        self.looked.emit()
        self.feed()

    # addresses

    def fetch(self, wanted: Wanted, batch: int) -> None:
        """Let a page be on its way."""
        if is_offline():
            self._refuse(offline_page())
            return
        if self._fetching is None:
            self._fetching = Fetching(self)
            self._fetching.begun.connect(partial(self._turn_page, "fetching"))
            self._fetching.fetched.connect(self._take_page)
            self._fetching.failed.connect(partial(self._turn_page, "failed"))
        arrival = self.arrivals.add(batch, wanted.address.partition("://")[2], wanted)
        self._fetching.ask(arrival.key, wanted)

    def _turn_page(self, state: State, key: int, problem: Problem | None = None) -> None:
        if arrival := self.arrivals.find(key):
            self.arrivals.turn(arrival, state, problem)

    def _take_page(self, key: int, page: Page) -> None:
        arrival = self.arrivals.find(key)
        if arrival:
            self.arrivals.turn(arrival, "queued")
            self.librarian.do(partial(_hand_in_page, page), partial(self._take_kept, [arrival]))

    # what the reader does with one of them

    def cancel(self, arrivals: Sequence[Arrival]) -> None:
        """Let some be read no more; those that are in the library already are told of by `cancelled`."""
        unwanted = []
        self.arrivals.put_away(*arrivals)
        for arrival in arrivals:
            if arrival.story:
                self._worker.cancel(arrival.story)
                unwanted += [] if arrival.is_known else [arrival.story]
            elif isinstance(arrival.source, Wanted) and self._fetching:
                self._fetching.cancel(arrival.key)
        if unwanted:
            self.cancelled.emit(unwanted)
        self.feed()

    def cancel_all(self) -> None:
        """Let nothing more be read of all that is on its way."""
        if self._gathering:
            self._gathering.stop()
        self.cancel(self.arrivals.unfinished())

    def retry(self, arrival: Arrival, *, private: bool = False) -> None:
        """Try one again that failed, before all others; `private` where it may be had from this machine."""
        if arrival.story:
            self.arrivals.turn(arrival, "kept")
            self.ask_again(arrival.story)
            return
        self.arrivals.put_away(arrival)
        if isinstance(arrival.source, Wanted):
            self._opens_next = True
            self.fetch(Wanted(arrival.source.address, arrival.source.photographs, private), self.arrivals.begin_batch())
        elif arrival.source:
            self.take_in_places([arrival.source])


def _hand_in_all(sources: Sequence[HandedIn], library: Library) -> list[Told]:
    """Hand in several in one transaction, or one by one where one of them is refused."""
    try:
        with library.together():
            return [library.hand_in(handed) for handed in sources]
    except Problem:
        return [_hand_in_one(handed, library) for handed in sources]


def _hand_in_one(handed: HandedIn, library: Library) -> Told:
    try:
        return library.hand_in(handed)
    except Problem as problem:
        return problem


def _hand_in_page(page: Page, library: Library) -> list[Told]:
    return [library.hand_in(HandedIn(read_page(page), kind=page.kind, address=page.address))]


def _is_address(place: str | Path) -> bool:
    return isinstance(place, str) and bool(_ADDRESS.fullmatch(place.strip()))


def _find_places(text: str) -> list[str]:
    """Return the files and addresses of a text that consists of nothing else, one a line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines[:1] in (["copy"], ["cut"]):  # as file managers begin their lists
        del lines[0]
    places = [_read_place(line) for line in lines]
    return [place for place in places if place] if lines and all(places) else []


def _read_place(line: str) -> str:
    if _ADDRESS.fullmatch(line):
        return line
    if line.lower().startswith("file://"):
        return QUrl(line).toLocalFile()
    try:
        return line if Path(line).is_absolute() and Path(line).exists() else ""
    except (OSError, ValueError):
        return ""  # a line of a story that is far too long for a name
