"""What can still be had of a damaged database: numbers and ids of stories, by every way that leads to them."""

import sqlite3

_WAYS = (  # each reads other pages: the rows from both ends, indexes, and what other tables say of a story
    "SELECT number, id FROM stories ORDER BY number",
    "SELECT number, id FROM stories ORDER BY number DESC",
    "SELECT number, id FROM stories INDEXED BY sqlite_autoindex_stories_1",
    "SELECT number, NULL FROM stories INDEXED BY stories_by_saving",
    "SELECT story, NULL FROM sources ORDER BY story",
    "SELECT story, NULL FROM headings ORDER BY story",
    "SELECT story, NULL FROM listed ORDER BY story",
)


def find_all_numbers(connection: sqlite3.Connection) -> dict[int, str]:
    """Return number and id of every story that can be had, in the order of the numbers."""
    ids: dict[int, str | None] = {}
    for way in _WAYS:
        try:
            for number, story in connection.execute(way):
                ids[number] = ids.get(number) or story
        except sqlite3.DatabaseError:
            continue
    found = {number: story or _find_id(connection, number) for number, story in sorted(ids.items())}
    return {number: str(story) for number, story in found.items() if story is not None}


def _find_id(connection: sqlite3.Connection, number: int) -> str | None:
    try:
        row = connection.execute("SELECT id FROM stories WHERE number = ?", (number,)).fetchone()
    except sqlite3.DatabaseError:
        return None
    return row[0] if row else None
