"""What is still to be done for a story: new, or with an analysis that an earlier version made."""

from typing import Literal

from reader.library.database import Database
from reader.model.analysis import Versions

Work = Literal["read", "analyse"]

_ALL = """
    SELECT id, max(work) FROM (
        SELECT story, iif(state = 'waiting', 'read', 'analyse') AS work FROM headings WHERE state IN ('waiting', 'read')
        UNION ALL SELECT story, 'analyse' FROM analyses
            WHERE (analysis < ?2 OR analysis = ?2 AND models <> ?3) AND story NOT IN (SELECT story FROM problems)
        UNION ALL SELECT story, iif(story IN (SELECT story FROM articles), 'analyse', 'read') FROM problems
            WHERE intake < ?1 OR analysis < ?2 OR analysis = ?2 AND models <> ?3
    ) JOIN stories ON number = story WHERE trashed IS NULL
    {story} GROUP BY number ORDER BY saved DESC, number DESC LIMIT ?4
"""  # a text that is there is read anew only when the reader says so: `rereading.py`


def find_work(database: Database, versions: Versions, count: int) -> list[tuple[str, Work]]:
    """Return up to `count` stories with something to be done, newest first.

    A failed story is among them only when it failed under an earlier version.
    """
    return _ask(database, "", versions, count)


def count_work(database: Database, versions: Versions) -> int:
    """Return how many stories have something to be done."""
    every = _ALL.format(story="")
    row = database.row(f"SELECT count(*) FROM ({every})", versions.intake, versions.analysis, versions.models, -1)
    return int(row[0]) if row else 0


def find_work_for(database: Database, story: str, versions: Versions) -> Work | None:
    """Say what is to be done for one story."""
    work = _ask(database, "AND number = ?5", versions, 1, database.number(story))
    return work[0][1] if work else None


def was_read_by_earlier(database: Database, story: str, versions: Versions) -> bool:
    """Say whether the text of a story was read by an earlier version: it may be read anew when the reader wants it."""
    row = database.row("SELECT intake FROM articles WHERE story = ?", database.number(story))
    return row is not None and row[0] < versions.intake


def _ask(database: Database, story: str, versions: Versions, count: int, *values: object) -> list[tuple[str, Work]]:
    rows = database.rows(_ALL.format(story=story), versions.intake, versions.analysis, versions.models, count, *values)
    return [(name, "read" if work == "read" else "analyse") for name, work in rows]
