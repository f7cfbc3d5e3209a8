"""Marks that quote nobody: titles, names, words held at arm's length. How likely marked words are a quote.

Counts of how often marked words of a kind are given to a source stand in resources/lexicons/marks.tsv;
`reader.training.marks` counted them in annotated news. They are joined as independent evidence (naive Bayes), tempered.
"""

from math import exp, log

from reader.analysis.attribution import Attribution
from reader.analysis.engine import Parse
from reader.analysis.linking import Link
from reader.analysis.quoted import Stretch
from reader.analysis.titles import is_capitalised
from reader.resources import find_resource

_TEMPER = 0.7  # what the pieces of evidence tell is partly the same
_PRIOR_SEEN = 4
_MOST_WORDS = 4
_FRAMES = {"that", "what", "to", "inserted"}
_NOUNS = {"NN", "NNS", "NNP", "NNPS", "HYPH"}
_KINDS_BEFORE = {"DT", "IN", "POS", "PRP$", "JJ", "CC", "TO", ":", ",", "NNP", "NN", "NNS"}


class MarkCounts:
    """The counts, and the chance they give marked words to be a quote."""

    def __init__(self) -> None:
        rows = (line.split("\t") for line in _lines() if line and not line.startswith("#"))
        counts = {feature: (int(quotes), int(seen)) for feature, quotes, seen in rows}
        self._shares = {kind: counts[kind][0] / counts[kind][1] for kind in ("whole", "part")}
        self._weights = {
            feature: self._odds(feature, *count) - _odds(self._shares[feature.split(":")[1]])
            for feature, count in counts.items()
            if ":" in feature
        }

    def _odds(self, feature: str, quotes: int, seen: int) -> float:
        share = self._shares[feature.split(":")[1]]
        return _odds((quotes + _PRIOR_SEEN * share) / (seen + _PRIOR_SEEN))

    def chance(self, features: tuple[str, ...]) -> float:
        """Return how likely marked words with these features are a quote, from 0 to 1."""
        base = _odds(self._shares[features[0].split(":")[1]])
        odds = base + _TEMPER * sum(self._weights.get(feature, 0.0) for feature in features)
        return 1 / (1 + exp(-odds))


def _odds(share: float) -> float:
    return log(share / (1 - share))


def _lines() -> list[str]:
    return find_resource("lexicons/marks.tsv").read_text("utf-8").splitlines()


def read_features(found: Attribution, stretch: Stretch, link: Link) -> tuple[str, ...]:
    """Name what tells whether marked words are a quote: their link, cue, length, capitals, and what stands beside."""
    parse = found.parse
    words = stretch.marked.words.cut(parse.text)
    whole = "whole" if stretch.whole else "part"
    length = min(_MOST_WORDS, len(words.split()))
    capitals = "capitals" if is_capitalised(words) else "plain"
    features = (
        f"link:{whole}:{link.how}",
        f"words:{whole}:{length}:{capitals}",
        f"before:{whole}:{_before(parse, stretch)}",
        f"after:{whole}:{_after(parse, stretch)}:{capitals}",
    )
    if link.cue is None:
        return features
    frame = link.cue.frame.removesuffix("+passive")
    frame = frame if frame in _FRAMES else "other"
    return (*features, f"cue:{whole}:{found.by_word(link.cue.token):.1f}", f"frame:{whole}:{frame}")


def _before(parse: Parse, stretch: Stretch) -> str:
    token = stretch.before
    if token < 0 or parse.block[token] != stretch.block:
        return "start"
    if parse.lower[token] in ("that", "as", "a", "an", "the"):
        return parse.lower[token]
    tag = parse.tag[token]
    return tag if tag in _KINDS_BEFORE else "verb" if tag.startswith("VB") else "other"


def _after(parse: Parse, stretch: Stretch) -> str:
    """Say how the sentence goes on: within marks a stop, or a noun that the marked words describe."""
    if stretch.marked.words.cut(parse.text)[-1] in ".,?!":
        return "stopped"
    token = stretch.after
    if token >= len(parse) or parse.block[token] != stretch.block:
        return "end"
    return "noun" if parse.tag[token] in _NOUNS else "stop" if parse.pos[token] == "PUNCT" else "on"
