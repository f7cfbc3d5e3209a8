"""How well saved pages are read, by the scorer beside them (--data DIR), with trafilatura on the same pages in one run.

Rules were looked at on one half of the pages alone (by the hash of their ids); the other half is scored beside it. A
page is English where the gold says so or a second identifier says so of its gold text.
"""

import hashlib
import importlib.util
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import trafilatura
from table import Options, Row, at_least, at_most

from reader import pipeline
from reader.intake.source import HandedIn
from reader.model.codec import to_format
from reader.model.reading import Reading

Record = dict[str, Any]
_EMPTY: Record = {"text": "", "blocks": [], "photos": [], "title": "", "source": {}}


class Page(NamedTuple):
    gold: Record
    ours: Record
    theirs: Record
    our_seconds: float
    their_seconds: float

    @property
    def looked_at(self) -> bool:
        return hashlib.sha256(self.gold["id"].encode()).digest()[0] % 2 == 0


class Share(NamedTuple):
    """How many of how many."""

    right: int
    all: int

    @property
    def percent(self) -> float:
        return 100 * self.right / self.all if self.all else 100.0


def measure(options: Options) -> Iterable[Row]:
    if options.data is None:
        raise SystemExit("pages needs the pages with gold answers: --data DIR")
    folder = options.data / "pages"
    scorer = load_scorer(folder / "score.py")
    pages = list(read_pages(folder, scorer, short=options.short))
    halves = (
        ("looked at", [p for p in pages if p.looked_at]),
        ("not looked at", [p for p in pages if not p.looked_at]),
    )
    for label, some in (("all", pages), *halves):
        for row in score(scorer, some):
            yield named(row, label, len(some))
    timed = pages[1:]  # the first call of each loads its libraries
    ours, theirs = sum(page.our_seconds for page in timed), sum(page.their_seconds for page in timed)
    anchor = f"trafilatura {1000 * theirs / len(timed):.0f} ms a page"
    yield at_most(f"time, {len(timed)} pages", ours / theirs, 2.5, " ×", anchor)


def named(row: Row, label: str, count: int) -> Row:
    return Row(f"{count} {label}: {row.what}", row.measured, row.anchor, row.must, row.ok)


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"there is no scorer {path}")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def read_pages(folder: Path, scorer: ModuleType, *, short: bool) -> Iterator[Page]:
    golds = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    lines = (folder / "corpus.jsonl").read_text("utf-8").splitlines()
    records = {record["id"]: record for record in map(json.loads, lines)}
    for number, gold in enumerate(golds[::8] if short else golds):
        record = records[gold["id"]]
        data = (folder / record["path"]).read_bytes()
        handed = HandedIn(data, Path(record["path"]).name, "html", record["address"])
        timed = (lambda handed=handed: read_ours(handed), lambda data=data: trafilatura.extract(data))
        first, second = timed if number % 2 else timed[::-1]
        results = [take_time(first), take_time(second)]
        (ours, our_seconds), (_, their_seconds) = results if number % 2 else results[::-1]
        yield Page(gold, ours, read_theirs(data, scorer), our_seconds, their_seconds)


def take_time(do: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    result = do()
    return result, time.process_time() - began


def read_ours(handed: HandedIn) -> Record:
    return to_format(Reading("", pipeline.read(handed)), pipeline.versions())


def read_theirs(data: bytes, scorer: ModuleType) -> Record:
    """Return what trafilatura makes of a page, in the form of ours; it gives no captions."""
    found = trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)
    if found is None:
        return _EMPTY
    text = found.text or ""
    names = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    blocks = [{"kind": "paragraph", "start": 0, "end": len(text)}]
    source = {"byline": names, "published": found.date}
    return {"text": text, "blocks": blocks, "photos": [], "title": found.title or "", "source": source}


def score(scorer: ModuleType, pages: Sequence[Page]) -> Iterator[Row]:
    for name, label, must in (("sh", "body F1, pages of 2019", 0.968), ("fundus", "body F1, 30 countries", 0.96)):
        some = [page for page in pages if page.gold["set"] == name]
        if some:
            ours, theirs = (
                scorer.prf([(page.gold["body"], scorer.body(found(page))) for page in some])[2]
                for found in (lambda page: page.ours, lambda page: page.theirs)
            )
            yield at_least(label, ours, must, anchor=f"trafilatura {theirs:.3f}")
    meta = [page for page in pages if page.gold.get("title")]
    for label, count, must in (
        ("title exact", count_titles, 85),
        ("byline", count_bylines, 88),
        ("date", count_dates, 98),
    ):
        ours, theirs = count(scorer, meta, "ours"), count(scorer, meta, "theirs")
        yield share_row(label, ours, must, f"trafilatura {theirs.right} of {theirs.all}")
    yield at_least("subheads F1", score_subheads(scorer, meta), 0.9)
    for english, limits in ((True, (97, 90, 92)), (False, (93, 0, 82))):
        language = "English" if english else "other"
        shares = count_captions(scorer, [page for page in pages if bool(page.gold.get("english")) is english])
        for label, found, must in zip(("captions found", "image right", "credit right"), shares, limits, strict=True):
            yield share_row(f"{label}, {language}", found, must)
    yield share_row("English told from other languages", count_english(pages), 99)


def share_row(label: str, share: Share, must: float, anchor: str = "") -> Row:
    measured = f"{share.percent:.1f} % ({share.right}/{share.all})"
    if not must:
        return Row(label, measured, anchor)
    return Row(label, measured, anchor, f"≥ {must:g} %", share.percent >= must)


def count_titles(scorer: ModuleType, pages: Sequence[Page], side: str) -> Share:
    right = sum(scorer.norm(getattr(page, side)["title"]) == scorer.norm(page.gold["title"]) for page in pages)
    return Share(right, len(pages))


def count_bylines(scorer: ModuleType, pages: Sequence[Page], side: str) -> Share:
    def names(told: Iterable[str]) -> set[str]:
        return {scorer.norm(name) for name in told}

    some = [page for page in pages if page.gold["authors"]]
    right = sum(names(getattr(p, side)["source"].get("byline") or []) == names(p.gold["authors"]) for p in some)
    return Share(right, len(some))


def count_dates(scorer: ModuleType, pages: Sequence[Page], side: str) -> Share:
    some = [page for page in pages if scorer.day(page.gold["published"])]
    right = sum(
        scorer.day(getattr(page, side)["source"].get("published")) == scorer.day(page.gold["published"])
        for page in some
    )
    return Share(right, len(some))


def score_subheads(scorer: ModuleType, pages: Sequence[Page]) -> float:
    right = printed = wanted = 0
    for page in pages:
        text = page.ours["text"]
        blocks = [block for block in page.ours["blocks"] if block["kind"] == "subhead"]
        found = scorer.collections.Counter(scorer.norm(text[block["start"] : block["end"]]) for block in blocks)
        gold = scorer.collections.Counter(map(scorer.norm, page.gold["headings"]))
        right, printed, wanted = right + (found & gold).total(), printed + found.total(), wanted + gold.total()
    return 2 * right / (printed + wanted) if printed + wanted else 1.0


def count_captions(scorer: ModuleType, pages: Sequence[Page]) -> tuple[Share, Share, Share]:
    """Return captions found, images right (both of all captions) and credits right, as the scorer counts them."""
    count = found = image = credited = credit = 0
    for page in pages:
        record = page.ours
        photos = [
            (scorer.cut(record, photo["caption"]), scorer.cut(record, photo["credit"]), photo["image"] or "")
            for photo in record["photos"]
            if photo["caption"]
        ]
        for gold in page.gold.get("captions") or ():
            count, credited = count + 1, credited + bool(gold["credit"])
            likely = [(scorer.cover(gold["caption"], photo[0]), photo) for photo in photos]
            whole = [(cover[1], number) for number, (cover, _) in enumerate(likely) if cover[0] >= 0.9]
            if not whole:
                continue
            found += 1
            photo = likely[max(whole)[1]][1]
            names = set().union(*(scorer.names(address) for address in gold["images"]))
            image += bool(names & scorer.names(photo[2]))
            if gold["credit"]:
                words, beside = scorer.cover(" ".join(gold["credit"]), photo[1])
                credit += words >= 0.99 and beside >= 0.5
    return Share(found, count), Share(image, count), Share(credit, credited)


def count_english(pages: Sequence[Page]) -> Share:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # a second to load

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    right = 0
    for page in pages:
        told = identifier.classify(" ".join(page.gold["body"].split()))[0] == "en"
        right += (page.ours["source"]["language"] == "en") == (bool(page.gold.get("english")) or told)
    return Share(right, len(pages))
