"""Pages changed at random: none may raise, hang, take over 1 GB, or lose words that are still there.

With --data the saved pages there, 2,000 changes; without, pages of our own making. The seed is printed with the rows;
one change is done again by `python tests/benchmarks/mutations.py FOLDER SEED NUMBER`.
"""

import json
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from table import Options, Row, at_least, at_most

SEED = 2026
COUNT, SHORT_COUNT = 2_000, 64
LONGEST_SECONDS = 10
MEMORY = 1 << 30
DEEP = 100_000
LONG_WORD = 1_000_000
GOLDEN = Path(__file__).parent.parent / "golden" / "intake"

_TAG = re.compile(rb"<[^<>]{1,400}>")
_WORDS = re.compile(r"\w+")
_NESTED = (
    b"<div>",
    b"<b>",
    b"<span>",
    b"<blockquote>",
    b"<table><tr><td>",
    b"<ul><li>",
    b"<a href=x>",
    b"<section>",
    b"<i><p>",
)
_CHARSETS = ("utf-16", "utf-8-sig", "latin-1", "cp1251", "shift_jis", "euc_kr", "koi8-r", "utf-7", "cp037", "utf-32")
_SURROGATES = (
    b"\xed\xa0\x80",
    b"\xed\xbf\xbf",
    b"&#xD800;",
    b"&#57343;",
    b"\\ud83d",
    b"\xef\xbf\xbe",
    b"&#0;",
    b"&#x110000;",
)
_UNSEEN = ("script", "style", "template", "noscript", "title", "textarea", "iframe", "svg", "head", "select", "option")


def measure(options: Options) -> Iterable[Row]:
    count = SHORT_COUNT if options.short else COUNT
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.data / "pages" / "html" if options.data else write_pages(Path(scratch))
        results = list(run(folder, SEED, count))
    told = Counter(result["outcome"] for result in results)
    pages = len({result["page"] for result in results})
    what = f"{len(results)} changes to {pages} pages, seed {SEED}"
    for outcome in ("raised", "ended"):
        for result in results:
            if result["outcome"] == outcome:
                print(f"  {outcome}: {describe(result)}", file=sys.stderr)
    yield at_most(f"{what}: raised", told["raised"], 0)
    yield at_most(f"{what}: hung over {LONGEST_SECONDS} s or needed over 1 GB", told["ended"], 0)
    yield at_most(f"{what}: slowest", max(result["seconds"] for result in results), LONGEST_SECONDS, " s")
    yield Row(f"{what}: refused in a plain sentence", str(told["refused"]))
    there, kept = (sum(result[name] for result in results) for name in ("there", "kept"))
    yield at_least(f"{what}: words of the story still there that were read", 100 * kept / there, 98, " %")


def describe(result: dict[str, Any]) -> str:
    return f"{result['number']} ({result['kind']} of {result['page']}) {result['said']}"


def write_pages(folder: Path) -> Path:
    """Write pages of our own making into a folder, the sample page among them."""
    from intake import find_pages  # as a worker this file needs none of what that imports

    for number, page in enumerate(find_pages(Options())):
        (folder / f"{number}.html").write_bytes(page)
    (folder / "page.html").write_bytes((GOLDEN / "page.html").read_bytes())
    return folder


def run(folder: Path, seed: int, count: int) -> Iterator[dict[str, Any]]:
    """Give the result of each change; a worker that ended by itself is told of and followed by another."""
    first = 0
    while first < count:
        command = [sys.executable, __file__, str(folder), str(seed), str(first), str(count)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as worker:
            assert worker.stdout
            for line in worker.stdout:
                yield json.loads(line)
                first += 1
        if first < count:
            page, kind, _ = choose(folder, seed, first)
            yield {
                "number": first,
                "page": page.name,
                "kind": kind,
                "seconds": 0.0,
                "outcome": "ended",
                "said": f"status {worker.returncode}",
                "there": 0,
                "kept": 0,
            }
            first += 1


def choose(folder: Path, seed: int, number: int) -> tuple[Path, str, random.Random]:
    """Return the page that change `number` is made to, its kind, and the chance it is made with."""
    pages = sorted(folder.glob("*.html"))
    chance = random.Random(f"{seed}:{number}")
    return pages[number % len(pages)], chance.choice(sorted(KINDS)), chance


def cut(page: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(page)) for _ in range(2))
    return chance.choice((page[:end], page[start:], page[:start] + page[end:]))


def change_bytes(page: bytes, chance: random.Random) -> bytes:
    changed = bytearray(page)
    for _ in range(chance.choice((1, 20, 400))):
        start = chance.randrange(len(changed))
        changed[start : start + chance.choice((0, 1, 1, 3))] = chance.randbytes(chance.choice((0, 1, 1, 3)))
    return bytes(changed)


def double_tags(page: bytes, chance: random.Random) -> bytes:
    tags = list(_TAG.finditer(page))
    chosen = sorted(chance.sample(tags, min(len(tags), chance.choice((1, 10, 300)))), key=lambda tag: -tag.end())
    for tag in chosen:
        page = page[: tag.end()] + tag.group() + page[tag.end() :]
    return page


def nest_deep(page: bytes, chance: random.Random) -> bytes:
    return insert(page, chance, chance.choice(_NESTED) * DEEP)


def add_long_word(page: bytes, chance: random.Random) -> bytes:
    return insert(page, chance, chance.choice((b"x", "ü".encode(), "語".encode(), b"=3D", b"a-")) * LONG_WORD)


def change_charset(page: bytes, chance: random.Random) -> bytes:
    name = chance.choice(_CHARSETS)
    if chance.random() < 0.5:
        return page.decode("utf-8", "replace").encode(name, "xmlcharrefreplace")
    return re.sub(rb"(?i)charset=[\"']?[\w-]+", b"charset=" + name.encode(), page)


def add_controls(page: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 30, 500))):
        page = insert(page, chance, chance.choice((b"\x00", b"\x00\x00\x00", b"\x1b", b"\x08", b"\x0c", b"\x85")))
    return page


def add_surrogates(page: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 30, 300))):
        page = insert(page, chance, chance.choice(_SURROGATES))
    return page


def insert(page: bytes, chance: random.Random, more: bytes) -> bytes:
    start = chance.randrange(len(page))
    return page[:start] + more + page[start:]


KINDS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "cut": cut,
    "bytes changed": change_bytes,
    "tags doubled": double_tags,
    "nested deep": nest_deep,
    "long word": add_long_word,
    "wrong charset": change_charset,
    "controls": add_controls,
    "surrogates": add_surrogates,
}


class Shown(HTMLParser):
    """The words a page shows, as the standard library's own parser has them."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(data)


def find_shown(page: bytes) -> set[tuple[str, ...]]:
    parser = Shown()
    try:
        parser.feed(page.decode("utf-8", "replace"))
    except (AssertionError, ValueError):  # the standard library's own stumbling
        return set()
    return make_runs("".join(parser.words))


def make_runs(text: str) -> set[tuple[str, ...]]:
    words = _WORDS.findall(text.lower())
    return {tuple(words[i : i + 6]) for i in range(len(words) - 5)}


def work(folder: Path, seed: int, first: int, last: int) -> None:
    from reader import pipeline  # the parent needs no parsers

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    known: dict[str, set[tuple[str, ...]]] = {}
    for number in range(first, last):
        page, kind, chance = choose(folder, seed, number)
        data = page.read_bytes()
        if page.name not in known:
            known[page.name] = read(pipeline, data)["runs"]
        changed = KINDS[kind](data, chance)
        signal.setitimer(signal.ITIMER_REAL, LONGEST_SECONDS)
        began = time.monotonic()
        result = read(pipeline, changed)
        seconds = round(time.monotonic() - began, 3)
        signal.setitimer(signal.ITIMER_REAL, 0)
        there = known[page.name] & find_shown(changed) if result["outcome"] == "read" else set()
        told = {"number": number, "page": page.name, "kind": kind, "seconds": seconds, "outcome": result["outcome"]}
        kept = len(there & result["runs"])
        print(json.dumps({**told, "said": result["said"], "there": len(there), "kept": kept}), flush=True)


def read(pipeline: Any, data: bytes) -> dict[str, Any]:
    from reader.intake.source import HandedIn  # as above
    from reader.model.problem import Problem

    try:
        article = pipeline.read(HandedIn(data, "page.html"))
        article.text.encode()
    except Problem as problem:
        return {"outcome": "refused", "said": problem.what, "runs": set()}
    except MemoryError:
        return {"outcome": "ended", "said": "needs over 1 GB", "runs": set()}
    except Exception as fault:  # whatever it is, that is what is looked for
        return {"outcome": "raised", "said": repr(fault)[:300], "runs": set()}
    return {"outcome": "read", "said": "", "runs": make_runs(article.text)}


if __name__ == "__main__":
    place, chosen, start, *end = sys.argv[1:]
    work(Path(place), int(chosen), int(start), int(end[0]) if end else int(start) + 1)
