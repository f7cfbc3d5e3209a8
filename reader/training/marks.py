"""Count in annotated news how often words between marks are given to a source, into resources/lexicons/marks.tsv.

Only counts by kind of link, cue, length and neighbours are kept, never words of the texts. Headlines are passed over.
Run: python -m reader.training.marks ANNOTATED.jsonl (records with text and quotes: [{quoted: [[start, end], …]}]).
"""

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reader.analysis.attribution import Attribution
from reader.analysis.cues import Lexicon
from reader.analysis.engine import Parse
from reader.analysis.marks import Marked, find_marked
from reader.analysis.quoted import find_stretches
from reader.analysis.scare_marks import read_features
from reader.analysis.titles import is_title
from reader.training.cues import read_records

_SEEN = 4
_SINGLE = "‘‚'`"
_HEADER = (
    "# How often marked words are given to a source, by link, cue, length and neighbours: feature, quotes, seen.\n"
    "# Counts only, made by reader.training.marks.\n"
)

Counts = dict[str, list[int]]


def count_marks(records: Iterable[tuple[Parse, list[Any]]]) -> Counts:
    """Count (quotes, seen) by feature over parsed texts with their annotated quotes."""
    lexicon = Lexicon()
    counts: Counts = defaultdict(lambda: [0, 0])
    for parse, quotes in records:
        blocks = [parse.span(first, last - 1) for first, last in parse.blocks if last > first]
        marked = [stretch for stretch in find_marked(parse.text, blocks) if not is_title(parse.text, stretch)]
        found = Attribution(parse, lexicon, find_stretches(parse, marked))
        gold = [tuple(span) for quote in quotes for span in quote["quoted"]]
        for stretch, link in zip(found.stretches, found.link_all(), strict=True):
            if stretch.marked.depth or stretch.marked.mark in _SINGLE or not stretch.block:
                continue
            right = any(_is_same(stretch.marked, start, end) for start, end in gold)
            for feature in (*read_features(found, stretch, link), "whole" if stretch.whole else "part"):
                counts[feature][0] += right
                counts[feature][1] += 1
    return counts


def _is_same(marked: Marked, start: int, end: int) -> bool:
    shared = min(end, marked.words.end) - max(start, marked.words.start)
    return 2 * shared >= max(end, marked.words.end) - min(start, marked.words.start)


def write_counts(counts: Counts, folder: Path) -> None:
    """Write marks.tsv into `folder`."""
    rows = (f"{feature}\t{quotes}\t{seen}\n" for feature, (quotes, seen) in sorted(counts.items()) if seen >= _SEEN)
    (folder / "marks.tsv").write_text(_HEADER + "".join(rows), "utf-8")


if __name__ == "__main__":
    write_counts(count_marks(read_records(Path(sys.argv[1]))), Path("resources/lexicons"))
