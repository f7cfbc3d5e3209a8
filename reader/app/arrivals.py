"""What was handed in and is on its way into the library: each with its state, until it is read or put away."""

from collections import deque
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from reader.model.problem import Problem

State = Literal["queued", "fetching", "kept", "reading", "finding", "done", "failed"]
ACTIVE: tuple[State, ...] = ("fetching", "reading", "finding")
WAITING: tuple[State, ...] = ("queued", "kept")


class Arrival:
    """One thing that was handed in. `source` is what it came from, to be taken in again; `story` its id once kept."""

    __slots__ = ("batch", "is_known", "is_put_away", "key", "name", "problem", "source", "state", "story")

    def __init__(self, key: int, batch: int, name: str, source: Any, state: State) -> None:
        self.key, self.batch, self.name, self.source, self.state = key, batch, name, source, state
        self.story: str | None = None
        self.is_known = False  # it was in the library before
        self.is_put_away = False
        self.problem: Problem | None = None


class Arrivals(QObject):
    """All of them. What was handed in last is read first; within what came together, in order."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrivals: dict[int, Arrival] = {}
        self._by_story: dict[str, Arrival] = {}
        self._in_state: dict[State, dict[int, Arrival]] = {}
        self._waiting: dict[int, dict[int, Arrival]] = {}  # of each batch
        self._keys = self._batches = 0
        self.looking = 0  # batches of which not all is found yet
        self.total = self.read = 0
        self.left_out: deque[tuple[str, Problem]] = deque()

    def begin_batch(self) -> int:
        """Let what follows be read before all that waits."""
        self._batches += 1
        return self._batches

    def add(self, batch: int, name: str, source: Any = None, state: State = "queued") -> Arrival:
        """Let something be on its way."""
        self._keys += 1
        arrival = Arrival(self._keys, batch, name, source, state)
        self._arrivals[arrival.key] = arrival
        self.total += 1
        self._put(arrival)
        self.changed.emit()
        return arrival

    def find(self, key: int) -> Arrival | None:
        """Return the one of a key, if it is still listed."""
        return self._arrivals.get(key)

    def of(self, story: str) -> Arrival | None:
        """Return the one that became a story, if it is still listed."""
        return self._by_story.get(story)

    def keep(self, arrival: Arrival, story: str, *, known: bool) -> None:
        """Say which story it became; of two that became the same one the later goes on alone."""
        earlier = self._by_story.get(story)
        if earlier and earlier is not arrival:
            self.put_away(earlier)
        arrival.story, arrival.is_known = story, known
        self._by_story[story] = arrival
        self.turn(arrival, "kept")

    def turn(self, arrival: Arrival, state: State, problem: Problem | None = None) -> None:
        """Give one another state."""
        if arrival.key not in self._arrivals:
            return
        self._take(arrival)
        self.read += (state == "done") - (arrival.state == "done")
        arrival.state, arrival.problem = state, problem
        self._put(arrival)
        self.changed.emit()

    def put_away(self, *arrivals: Arrival) -> None:
        """List some no more."""
        for arrival in arrivals:
            if self._arrivals.pop(arrival.key, None):
                arrival.is_put_away = True
                self._take(arrival)
                if arrival.story:
                    self._by_story.pop(arrival.story, None)
                if arrival.state != "done":
                    self.total -= 1
        self.changed.emit()

    def clear_done(self) -> None:
        """List what is read no more; once nothing is on its way, count anew."""
        self.put_away(*self._in_state.get("done", {}).values())
        if self.is_idle:
            self.total, self.read = len(self._arrivals), 0
            self.changed.emit()

    def forget_left_out(self) -> None:
        """Keep no more what was left out."""
        self.left_out.clear()
        self.changed.emit()

    def leave_out(self, name: str, problem: Problem) -> None:
        """Remember a file of a folder or archive that was not taken for a story, and why."""
        self.left_out.append((name, problem))
        self.changed.emit()

    # looking

    @property
    def is_idle(self) -> bool:
        """Whether nothing is on its way."""
        return not (self.looking or self._waiting or any(self._in_state.get(state) for state in ACTIVE))

    @property
    def failed(self) -> int:
        """How many failed and are not put away."""
        return len(self._in_state.get("failed", ()))

    def unfinished(self) -> list[Arrival]:
        """Return all that is on its way, those at work first."""
        return [*chain.from_iterable(self._of(state) for state in ACTIVE), *self._iterate_waiting()]

    def failures(self) -> list[Arrival]:
        """Return those that failed, the latest first."""
        return list(reversed(self._in_state.get("failed", {}).values()))

    def next_kept(self) -> Arrival | None:
        """Return the one that is to be read next."""
        return next((arrival for arrival in self._iterate_waiting() if arrival.state == "kept"), None)

    def shown(self, most: int) -> list[Arrival]:
        """Return up to `most` in the order of the list: at work, failed, waiting; what is read, once that is all."""
        at_work = list(chain.from_iterable(self._of(state) for state in ACTIVE))
        failed = islice(reversed(self._in_state.get("failed", {}).values()), most)
        rows = list(islice(chain(at_work, failed, self._iterate_waiting()), most))
        if self.is_idle and self.read == 1:
            rows += self._of("done")
        return rows

    def _of(self, state: State) -> list[Arrival]:
        return list(self._in_state.get(state, {}).values())

    def _iterate_waiting(self) -> Iterator[Arrival]:
        for batch in sorted(self._waiting, reverse=True):
            yield from self._waiting[batch].values()

    def _put(self, arrival: Arrival) -> None:
        if arrival.state in WAITING:
            self._waiting.setdefault(arrival.batch, {})[arrival.key] = arrival
        else:
            self._in_state.setdefault(arrival.state, {})[arrival.key] = arrival

    def _take(self, arrival: Arrival) -> None:
        if arrival.state not in WAITING:
            self._in_state[arrival.state].pop(arrival.key, None)
            return
        batch = self._waiting.get(arrival.batch, {})
        batch.pop(arrival.key, None)
        if not batch:
            self._waiting.pop(arrival.batch, None)
