"""Twins: a story that is in the library already, from the same address or in nearly the same words.

Each story leaves a few marks: the least of the hashes of its runs of five words (a bottom-k sketch, Broder 1997), which
two stories of nearly the same words have in common whatever their headlines, and a hash of its address. Stories with
marks in common are then compared run by run.
"""

import re
from collections import Counter
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

from msgspec import Struct

from reader.library.bodies import find_article
from reader.library.database import Database
from reader.model.article import Article

MARKS = 6  # two stories with 6 of 10 runs in common share one of six marks in 99.6 of 100 cases
FEWEST_RUNS = 12  # of fewer, nothing is to be concluded
ALIKE = 0.6  # of all runs of the two
_STORIES_A_MARK = 200  # a run that so many stories have tells nothing of any
_COMPARED = 12
_SPREAD = 0x9E3779B1  # 2^32 divided by the golden ratio: scatters the hashes of texts that are alike

_WORD = re.compile(r"\w+")
_PRINTERS_MARKS = "’“”—–‘…\xa0"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LETTERS = bytes(code if code > 127 or chr(code).isalnum() or chr(code) == "_" else ord(" ") for code in range(256))
_RUNS = re.compile(rb" (?=([^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+))")
_SOME_RUNS = re.compile(rb" (?=([st][^ ]* [^ ]+ [^ ]+ [^ ]+ [^ ]+))")
_FOLLOWS_THE_READER = re.compile(r"(?:utm_.*|fbclid|gclid|mc_[ce]id|cmpid|ref|smid|ito|at_.*)", re.I)


class Twin(Struct, frozen=True):
    """A story that is nearly the one at hand: `likeness` is the share of runs of words that both have, 0 to 1."""

    story: str
    same_address: bool
    likeness: float


def find_twins(database: Database, article: Article, address: str | None, besides: str | None) -> list[Twin]:
    """Return stories outside the trash that have the article's address or nearly its words, the likest first."""
    addresses = {mark for known in (article.source.address, address) if (mark := _find_address_mark(known))}
    shared = Counter(story for mark in _find_word_marks(article) for story in _find_marked(database, mark))
    same = {story for mark in addresses for story in _find_marked(database, mark)}
    runs = find_runs(article.text)
    twins = []
    for number in {*same, *(number for number, _ in shared.most_common(_COMPARED))}:
        story = database.row("SELECT id FROM stories WHERE number = ? AND id IS NOT ?", number, besides)
        other = find_article(database, number) if story else None
        if story and other:
            likeness = compare(runs, find_runs(other.text))
            if number in same or likeness >= ALIKE:
                twins.append(Twin(story[0], number in same, likeness))
    return sorted(twins, key=lambda twin: (-twin.likeness, twin.story))


def keep_marks(database: Database, number: int, article: Article) -> None:
    """Keep the marks of a story, inside a transaction."""
    row = database.row("SELECT address FROM sources WHERE story = ?", number)
    addresses = {article.source.address, row[0] if row else None}
    if not database.is_added(number):
        database.write("DELETE FROM twin_marks WHERE story = ?", number)
    marks = {*_find_word_marks(article), *filter(None, map(_find_address_mark, addresses))}
    database.write_many("INSERT INTO twin_marks VALUES (?, ?)", ((mark, number) for mark in marks))


def find_runs(text: str) -> set[int]:
    """Return the hashes of a text's runs of words, without regard to case and marks.

    Those runs alone that begin with S or T, a quarter of an English text's; all, where that leaves too few.
    """
    words = find_words(text.casefold())
    runs = _SOME_RUNS.findall(words)
    if len(runs) < FEWEST_RUNS:
        runs = _RUNS.findall(words)
    return {crc32(run) * _SPREAD & 0xFFFFFFFF for run in runs}


def find_words(text: str) -> bytes:
    """Return the words of a text with a space before each, as `_WORD` finds them, mostly in half its time."""
    plain = text
    for mark in _PRINTERS_MARKS:
        plain = plain.replace(mark, " ")
    beyond = "".join(_BEYOND_ASCII.findall(plain))
    if not beyond or beyond.isalnum():
        return b" ".join([b"", *plain.encode().translate(_LETTERS).split()])
    return " ".join(["", *_WORD.findall(text)]).encode("utf-8", "replace")


def compare(one: set[int], other: set[int]) -> float:
    """Return the share of runs that two texts have in common (Jaccard's); none where there are too few to tell."""
    if min(len(one), len(other)) < FEWEST_RUNS:
        return 0.0
    return len(one & other) / len(one | other)


def _find_word_marks(article: Article) -> list[int]:
    runs = find_runs(article.text)
    return sorted(runs)[:MARKS] if len(runs) >= FEWEST_RUNS else []


def _find_marked(database: Database, mark: int) -> list[int]:
    rows = database.rows(
        """SELECT story FROM twin_marks JOIN stories ON number = story WHERE mark = ? AND trashed IS NULL
        ORDER BY story DESC LIMIT ?""",
        mark,
        _STORIES_A_MARK,
    )
    return [story for (story,) in rows]


def _find_address_mark(address: str | None) -> int | None:
    """Return the mark of an address: below zero, so that it is no run of words."""
    key = make_address_key(address)
    return -1 - int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=7).digest()) if key else None


def make_address_key(address: str | None) -> str:
    """Return what the addresses of one page have in common: without scheme, “www.”, fragment and what follows readers.

    An address that cannot be taken apart, or names no page, has "".
    """
    try:
        parts = urlsplit((address or "").strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
        pairs = sorted(pair for pair in parse_qsl(parts.query) if not _FOLLOWS_THE_READER.fullmatch(pair[0]))
        path, asked = parts.path.rstrip("/"), urlencode(pairs)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host or not (path or asked):
        return ""
    return f"{host}{path}?{asked}"
