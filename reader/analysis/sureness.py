"""How sure a name and its kind are, from the chances the names model gives, and why not, in words for the reader."""

from bisect import bisect_right

from reader.analysis.kinds import Votes
from reader.model.analysis import EntityKind

_STEPS = ((0.0, 0.0), (0.4, 0.35), (0.55, 0.55), (0.75, 0.71), (0.86, 0.85), (0.93, 0.9), (0.97, 0.965), (1.0, 0.99))
_CLEAR = 0.25  # share of another kind from which it is named as a reason
_UNSURE = 0.7


def weigh_name(kind: EntityKind, votes: Votes, is_name: float) -> tuple[float, str]:
    """Return how sure it is that words are a name of `kind` (0 to 1), and why not where it is not.

    `votes` are those of all kinds, `is_name` the chance that the words are a name at all.
    """
    whole = sum(max(0.0, vote) for vote in votes.values()) or 1.0
    share = max(0.0, votes[kind]) / whole
    confidence = round(_calibrate(share * is_name), 3)
    if confidence >= _UNSURE:
        return confidence, ""
    other, second = max(((name, vote) for name, vote in votes.items() if name != kind), key=lambda pair: pair[1])
    if second / whole >= _CLEAR:
        return confidence, f"could also be {with_article(other)}"
    return confidence, "the story says little of what this names" if is_name > share else "may be no name"


def _calibrate(chance: float) -> float:
    """Return how often names of this chance are right, as counted in 5,000 names of stories not trained on."""
    place = min(bisect_right([step[0] for step in _STEPS], chance), len(_STEPS) - 1)
    (low, least), (high, most) = _STEPS[place - 1], _STEPS[place]
    return least + (most - least) * (chance - low) / (high - low)


def with_article(kind: EntityKind) -> str:
    """Return a kind as a noun with its article."""
    return {"organisation": "an organisation", "event": "an event", "other": "something else"}.get(kind, f"a {kind}")
