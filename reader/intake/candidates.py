"""What a page says about itself in more than one place: each value with where it stands, the most trusted first."""

from collections.abc import Iterable, Iterator

from reader.model.article import Candidate, FieldName, FieldValue, Origin

_MOST = 8  # values of one field that are worth showing


class Told:
    """Collects what is said of the fields, in the order it is trusted."""

    def __init__(self) -> None:
        self._candidates: list[Candidate] = []

    def add(self, field: FieldName, value: FieldValue, origin: Origin) -> None:
        """Take in one value, unless there is none."""
        if value:
            self._candidates.append(Candidate(field, value, origin))

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self._candidates)


def order_candidates(
    candidates: Iterable[Candidate], chosen: dict[FieldName, tuple[FieldValue, Origin]]
) -> tuple[Candidate, ...]:
    """Return the candidates with what was `chosen` of a field before the others of that field, each said once.

    The origin beside a chosen value holds where none of the candidates has that value.
    """
    told = list(candidates)
    ordered: list[Candidate] = []
    for field, (value, origin) in chosen.items():
        own = [candidate for candidate in told if candidate.field == field]
        if value:
            first = next((candidate for candidate in own if candidate.value == value), Candidate(field, value, origin))
            own = [first, *(candidate for candidate in own if candidate is not first)]
        ordered += _say_once(own)[:_MOST]
    return tuple(ordered)


def put_first(candidates: Iterable[Candidate], field: FieldName, value: str | None) -> tuple[Candidate, ...]:
    """Return the candidates with what was given with the file before what it says itself."""
    told = tuple(candidates)
    return (Candidate(field, value, "given"), *told) if value else told


def _say_once(candidates: list[Candidate]) -> list[Candidate]:
    seen: set[tuple[FieldValue, Origin]] = set()
    kept = []
    for candidate in candidates:
        if (candidate.value, candidate.origin) not in seen:
            seen.add((candidate.value, candidate.origin))
            kept.append(candidate)
    return kept
