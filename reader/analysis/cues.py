"""Cues: the words that give words to a source (said, according to, accused … of), and how sure they are.

Counts of how often a verb is a cue, in which frame and company, stand in resources/lexicons (cues.tsv, contexts.tsv);
`reader.training.cues` counted them in annotated news. They are joined as independent evidence (naive Bayes).
"""

from collections.abc import Collection
from math import exp, log
from typing import get_args

from msgspec import Struct

from reader.analysis.engine import Parse
from reader.model.analysis import Stance
from reader.resources import find_resource

_STANCES: tuple[str, ...] = get_args(Stance)
_OBJECTS = {"dobj", "oprd", "attr", "dative"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_PARTICIPLES = {"advcl", "acl", "pcomp", "conj", "xcomp"}
_PRONOUNS = {"he", "she", "they", "it", "i", "we", "you", "who", "which", "that", "this", "what"}
_MODALS = {"will", "would", "can", "could", "may", "might", "should", "must", "to"}
_PREPOSITIONS = {"of", "for", "on", "about", "to", "as", "with", "against", "in", "at", "from", "into", "over", "by"}
_PHRASE = {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "ADP"}
_REST = 5  # tokens behind the verb: on Wednesday in Geneva
_REPORTED = 4  # tokens that make a clause
_INSERTED_TOKENS = 14
_LIKELIEST = 0.999
_WORDY = 0.25
_WORDY_ODDS = -0.7  # against the average word
_DOUBT = 4  # how many sightings the expected share of a word in a frame counts for


class Occurrence(Struct, frozen=True):
    """A verb or noun that may be a cue: its frame (what it governs) and its company, each a short word.

    Frames: `that` (a clause), `to` (an infinitive), `who-to`, `what` (an object), `what-of` (… and a preposition),
    `of`, `for` … (a preposition alone), `inserted` (set into the words reported), `noun-that`, `bare`; `+passive`.
    The last of `company` tells of quotation marks near it.
    """

    token: int
    lemma: str
    frame: str
    company: tuple[str, ...]


class Lexicon:
    """Counts of cues: how sure an occurrence is one, and what stance its verb takes."""

    def __init__(self) -> None:
        self._stances: dict[str, Stance] = {}
        self._verbs: dict[str, float] = {}
        self._frames: dict[tuple[str, str], tuple[int, int]] = {}
        self._company: dict[str, float] = {}
        self._frame_odds: dict[str, float] = {}
        self._read_contexts()
        self._read_verbs()
        self._rare = self._company.get("rare", 0.0)

    def _read_contexts(self) -> None:
        rows = list(_rows("lexicons/contexts.tsv"))
        self._prior = next(int(cues) / int(seen) for feature, cues, seen in rows if feature == "all")
        self._base = _odds(self._prior)
        for feature, cues, seen in rows:
            weight = _odds((int(cues) + 5 * self._prior) / (int(seen) + 5)) - self._base
            if feature.startswith("frame:"):
                self._frame_odds[feature.removeprefix("frame:")] = weight
            else:
                self._company[feature] = weight

    def _read_verbs(self) -> None:
        for lemma, stance, frames in _rows("lexicons/cues.tsv"):
            cues = seen = 0
            for frame, counts in (part.split(":") for part in frames.split()):
                cue, count = map(int, counts.split("/"))
                self._frames[lemma, frame] = (cue, count)
                cues, seen = cues + cue, seen + count
            self._verbs[lemma] = _odds((cues + 2 * self._prior) / (seen + 2)) - self._base
            if stance in _STANCES:
                self._stances[lemma] = stance  # type: ignore[assignment]  # one of the words just looked up

    def stance(self, lemma: str, preposition: str = "") -> Stance:
        """Return the stance a verb (“call”, with its preposition “call for”) takes to the words it reports."""
        return self._stances.get(f"{lemma} {preposition}", self._stances.get(lemma, "neutral"))

    def by_word(self, occurrence: Occurrence) -> float:
        """Return how likely an occurrence is a cue by its word and frame alone, from 0 to 1."""
        word = self._verbs.get(occurrence.lemma, self._rare)
        expected = self._base + self._frame_odds.get(occurrence.frame, 0) + word
        cues, seen = self._frames.get((occurrence.lemma, occurrence.frame), (0, 0))
        return (cues + _DOUBT * _share(expected)) / (seen + _DOUBT)

    def is_wordy(self, occurrence: Occurrence) -> bool:
        """Say whether a word is a cue often enough, in all frames and in this one, to report something by itself."""
        return self._verbs.get(occurrence.lemma, _WORDY_ODDS - 1) >= _WORDY_ODDS and self.by_word(occurrence) >= _WORDY

    def chance(self, occurrence: Occurrence, marks: bool = True) -> float:
        """Return how likely an occurrence is a cue, from 0 to 1; with or without regard to quotation marks near it."""
        company = occurrence.company if marks else occurrence.company[:-1]
        return _share(_odds(self.by_word(occurrence)) + sum(self._company.get(feature, 0.0) for feature in company))


def _rows(name: str) -> list[list[str]]:
    lines = find_resource(name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _odds(chance: float) -> float:
    chance = min(_LIKELIEST, max(1 - _LIKELIEST, chance))
    return log(chance / (1 - chance))


def _share(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def find_occurrences(parse: Parse, marked: Collection[int]) -> list[Occurrence]:
    """Find every verb, and every noun with a clause, that might be a cue; `marked` are the tokens between marks."""
    names = {token: label for first, last, label in parse.names for token in range(first, last)}
    found = []
    for token, part in enumerate(parse.pos):
        if part == "VERB":
            frame = read_frame(parse, token)
        elif part == "NOUN" and (clause := _noun_clause(parse, token)):
            frame = f"noun-{clause}"
        else:
            continue
        company = _company(parse, token, names, marked)
        found.append(Occurrence(token, parse.lemma[token].lower(), frame, company))
    return found


def _noun_clause(parse: Parse, noun: int) -> str:
    for kid in parse.children[noun]:
        if kid > noun and parse.dep[kid] in ("acl", "ccomp", "relcl"):
            for grandchild in parse.children[kid]:
                if parse.dep[grandchild] == "mark" and parse.lower[grandchild] == "that":
                    return "that"
            if parse.dep[kid] == "acl" and any(parse.lower[token] == "to" for token in parse.children[kid]):
                return "to"
    return ""


def read_frame(parse: Parse, verb: int) -> str:
    """Name what a verb governs: see Occurrence."""
    passive = "+passive" if is_passive(parse, verb) else ""
    has_object, preposition = False, ""
    infinitive = clause = False
    for kid in parse.children[verb]:
        dep = parse.dep[kid]
        if dep == "ccomp":
            finite = parse.pos[kid] in ("VERB", "AUX")
            clause = clause or finite
            has_object = has_object or not finite
        elif dep == "xcomp":
            infinitive = True
        elif dep in _OBJECTS:
            has_object = True
        elif dep == "prep" and kid > verb and not preposition and parse.lower[kid] in _PREPOSITIONS:
            preposition = parse.lower[kid]
    if clause:
        return "that" + passive
    if infinitive:
        return ("who-to" if has_object else "to") + passive
    if is_inserted(parse, verb) or find_trailing_source(parse, verb) is not None:
        return "inserted"
    if has_object:
        return (f"what-{preposition}" if preposition else "what") + passive
    return (preposition or "bare") + passive


def is_passive(parse: Parse, verb: int) -> bool:
    """Say whether a verb stands in the passive: “was told”, “a move described by …”."""
    kids = parse.children[verb]
    if any(parse.dep[kid] in ("auxpass", "agent") for kid in kids):
        return True
    return parse.tag[verb] == "VBN" and parse.dep[verb] == "acl"


def is_inserted(parse: Parse, verb: int) -> bool:
    """Say whether a short clause is set into or behind the words it reports: “…, he said, …”."""
    head = parse.head[verb]
    if head == verb or parse.dep[verb] not in ("parataxis", "ccomp", "dep"):
        return False
    left, right = parse.edges
    first, last = left[verb], right[verb]
    if last - first > _INSERTED_TOKENS or not any(parse.dep[kid] in _SUBJECTS for kid in parse.children[verb]):
        return False
    before = first - 1 if first and parse.word[first] not in ",—–-" else first
    return before >= 0 and parse.word[before] in (",", "—", "–", "-", "”", '"', "’", "'", "''")


def find_trailing_source(parse: Parse, verb: int) -> int | None:
    """Return the noun of a clause that ends a sentence, “…, a senior official said Friday”, if the parser lost it."""
    if parse.dep[verb] not in ("conj", "dep", "appos", "acl", "relcl") or parse.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return None
    first, last = parse.sentences[parse.sentence[verb]]
    noun = verb - 1
    if parse.pos[noun] not in ("NOUN", "PROPN") or any(parse.dep[kid] in _SUBJECTS for kid in parse.children[verb]):
        return None
    start = noun
    while start > first and parse.pos[start] in _PHRASE:
        start -= 1
    rest = [token for token in range(verb + 1, last) if parse.pos[token] not in ("PUNCT", "SPACE")]
    ends = len(rest) <= _REST and all(parse.pos[token] not in ("VERB", "AUX") for token in rest)
    return noun if ends and parse.word[start] == "," and start - first >= _REPORTED else None


def _company(parse: Parse, token: int, names: dict[int, str], marked: Collection[int]) -> tuple[str, ...]:
    subject, how = _subject(parse, token)
    kids = parse.children[token]
    modal = next(
        (parse.lemma[kid].lower() for kid in kids if parse.dep[kid] == "aux" and parse.lower[kid] in _MODALS), "no"
    )
    negated = any(parse.dep[kid] == "neg" for kid in kids)
    return (
        f"subject:{_sort_of(parse, subject, names)}:{how}",
        f"form:{parse.tag[token]}:{parse.dep[token]}",
        f"modal:{modal}:{'not' if negated else 'yes'}",
        f"marks:{_marks_near(parse, token, marked)}",
    )


def _marks_near(parse: Parse, token: int, marked: Collection[int]) -> str:
    if not marked:
        return "none"
    if token in marked:
        return "inside"
    left, right = parse.edges
    if any(other in marked for other in range(left[token], right[token] + 1)):
        return "around" if left[token] in marked or left[token] + 1 in marked else "held"
    near = (token - 3, token - 2, token + 2, token + 3)
    return "near" if any(other in marked for other in near) else "away"


def _subject(parse: Parse, verb: int) -> tuple[int | None, str]:
    for depth in range(5):
        for kid in parse.children[verb]:
            if parse.dep[kid] in _SUBJECTS:
                return kid, parse.dep[kid] if depth == 0 else "above"
        if parse.dep[verb] in ("acl", "relcl"):
            return parse.head[verb], "noun"
        if parse.dep[verb] not in _PARTICIPLES or parse.head[verb] == verb:
            break
        verb = parse.head[verb]
    return None, "none"


def _sort_of(parse: Parse, subject: int | None, names: dict[int, str]) -> str:
    if subject is None:
        return "none"
    if parse.pos[subject] in ("PRON", "DET"):
        return parse.lower[subject] if parse.lower[subject] in _PRONOUNS else "pronoun"
    return names.get(subject, parse.pos[subject])
