"""Count in annotated news how often a verb is a cue, in which frame and company, into resources/lexicons.

Counts and classes alone are kept, never words of the texts beyond single verbs and nouns seen in several of them.
Run: python -m reader.training.cues ANNOTATED.jsonl (records with text and quotes: [{cue: [[start, end], …]}]).
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reader.analysis.cues import find_occurrences
from reader.analysis.engine import Engine, Parse
from reader.analysis.marks import find_marked
from reader.model.article import Article, Block, Source
from reader.model.span import Span

_SEEN = 4
_STANCES = {
    "claiming": """allege assert boast brag claim contend insist maintain profess purport argue declare vow pledge swear
        promise suggest imply predict warn""",
    "denying": """deny dispute rebut refute reject dismiss disavow decline disagree contradict repudiate disclaim
        refuse rebuff""",
    "accusing": """accuse attack blame blast chide charge condemn criticise criticize decry denounce deride lambaste
        mock rebuke ridicule scold slam fault assail castigate chastise admonish bash deplore ding excoriate hammer
        knock lash malign rail rap rip scoff slap taunt lament""",
    "asking": """ask beg demand enquire implore inquire invite plead press query question quiz request urge wonder
        call_for call_on call_upon""",
    "writing": """blog email fax post print publish pen read retweet scribble text tweet type write""",
    "thinking": """agree anticipate assume believe consider decide determine doubt dream expect fear feel find foresee
        guess hope imagine intend know mean plan prefer presume realise realize reckon regard regret remember see
        sense suppose suspect think understand view want wish worry favour favor like love hate want oppose support""",
}
_HEADER = (
    "# How often a word gives words to a source, by what it governs: cues/seen, as reader.training.cues counted them.\n"
)

Counts = dict[str, Counter[str]]


def count_cues(
    records: Iterable[tuple[Parse, list[Any]]],
) -> tuple[dict[tuple[str, str], list[int]], dict[str, list[int]]]:
    """Count (cues, seen) by lemma and frame, and by company, over parsed texts with their annotated quotes.

    What stands between marks is passed over: there no quotes are annotated.
    """
    verbs: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    contexts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for parse, quotes in records:
        cues = set(_cue_tokens(parse, quotes))
        marked = marked_tokens(parse)
        for occurrence in find_occurrences(parse, marked):
            if occurrence.token in marked:
                continue
            is_cue = occurrence.token in cues
            keys = (f"frame:{occurrence.frame}", "all", *occurrence.company)
            for counts in (verbs[occurrence.lemma, occurrence.frame], *(contexts[key] for key in keys)):
                counts[0] += is_cue
                counts[1] += 1
    return verbs, contexts


def marked_tokens(parse: Parse) -> set[int]:
    """Return the tokens that stand between outermost quotation marks."""
    blocks = [parse.span(first, last - 1) for first, last in parse.blocks if last > first]
    return {token for stretch in find_marked(parse.text, blocks) for token in parse.tokens(stretch.words)}


def _cue_tokens(parse: Parse, quotes: list[Any]) -> Iterator[int]:
    for quote in quotes:
        tokens = [token for start, end in quote["cue"] for token in parse.tokens(Span(start, end))]
        verbs = [token for token in tokens if parse.pos[token] == "VERB"]
        nouns = [token for token in tokens if parse.pos[token] == "NOUN"]
        yield from (verbs or nouns[-1:])[:1]


def write_counts(verbs: dict[tuple[str, str], list[int]], contexts: dict[str, list[int]], folder: Path) -> None:
    """Write cues.tsv (lemma, stance, frames) and contexts.tsv (feature, cues, seen) into `folder`.

    The feature "rare" counts the words too rare for a line of their own.
    """
    stance = {verb: name for name, words in _STANCES.items() for verb in words.split()}
    frames: dict[str, list[str]] = defaultdict(list)
    seen: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    for (lemma, frame), (cue, count) in sorted(verbs.items()):
        frames[lemma].append(f"{frame}:{cue}/{count}")
        seen[lemma] += count
        cues[lemma] += cue
    lines = [
        f"{lemma}\t{stance.get(lemma, 'neutral')}\t{' '.join(frames[lemma])}\n"
        for lemma in sorted(frames)
        if lemma.isalpha() and lemma.isascii() and (seen[lemma] >= _SEEN or lemma in stance)
    ]
    lines += [f"{verb.replace('_', ' ')}\t{name}\t\n" for verb, name in stance.items() if "_" in verb]
    (folder / "cues.tsv").write_text(_HEADER + "".join(lines), "utf-8")
    rare = [lemma for lemma in frames if seen[lemma] < _SEEN]
    contexts["rare"] = [sum(cues[lemma] for lemma in rare), sum(seen[lemma] for lemma in rare)]
    rows = [f"{feature}\t{cue}\t{count}\n" for feature, (cue, count) in sorted(contexts.items()) if count >= _SEEN]
    (folder / "contexts.tsv").write_text(_HEADER + "".join(rows), "utf-8")


def read_records(path: Path) -> Iterator[tuple[Parse, list[Any]]]:
    """Parse each annotated text of a JSON lines file; every line that is not blank is a block."""
    engine = Engine()
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        yield engine.parse(make_article(record["text"])), record["quotes"]


def make_article(text: str) -> Article:
    """Return an article of a text as it stands."""
    blocks, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", Span(place, place + len(line))))
        place += len(line) + 1
    return Article(Source("text", ""), "", text, tuple(blocks))


if __name__ == "__main__":
    write_counts(*count_cues(read_records(Path(sys.argv[1]))), Path("resources/lexicons"))
