"""What tells who speaks: the possible cues of an article, how sure each is, and the words between marks."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from reader.analysis.cues import Lexicon, Occurrence, find_occurrences
from reader.analysis.engine import Parse
from reader.analysis.quoted import Stretch
from reader.analysis.speakers import cue_around, find_name_behind, find_noun_before, find_source

SURE = 0.5  # from this chance on an occurrence counts as a cue by itself


class Link(Struct, frozen=True):
    """How a stretch found its source.

    `how` is label, after, before, grammar, sentence, owner, joined, same, ahead, turn, intro, earlier or none.
    """

    how: str
    cue: Occurrence | None = None
    source: int | None = None


class Cues:
    """The possible cues of one article and its stretches of marked words."""

    def __init__(self, parse: Parse, lexicon: Lexicon, stretches: Sequence[Stretch]) -> None:
        self.parse = parse
        self._lexicon = lexicon
        self.stretches = tuple(stretches)
        self.marked = {
            token
            for stretch in stretches
            if not stretch.marked.depth
            for token in range(stretch.first, stretch.last + 1)
        }
        occurrences = find_occurrences(parse, self.marked)
        self.chances = {occurrence.token: lexicon.chance(occurrence) for occurrence in occurrences}
        self.occurrences = {occurrence.token: occurrence for occurrence in occurrences}
        self._word_chances = {occurrence.token: lexicon.by_word(occurrence) for occurrence in occurrences}
        self._plain_chances = {occurrence.token: lexicon.chance(occurrence, marks=False) for occurrence in occurrences}

    def chance(self, token: int) -> float:
        """Return how sure a token is a cue."""
        return self.chances.get(token, 0.0)

    def plain(self, token: int) -> float:
        """Return how sure a token is a cue, marks near it left out of account."""
        return self._plain_chances.get(token, 0.0)

    def by_word(self, token: int, frame: str = "") -> float:
        """Return how sure a token is a cue by its word and frame alone, or by its word in another frame."""
        if frame:
            return self._lexicon.by_word(replace(self.occurrences[token], frame=frame))
        return self._word_chances.get(token, 0.0)

    def source(self, cue: Occurrence) -> int | None:
        """Return the head token of who speaks a cue."""
        return find_source(self.parse, cue, self.chance, self.marked)

    def cue_around(self, token: int) -> int | None:
        """Return the verb of saying in whose clause a participle adds something: “said …, calling …”."""
        return cue_around(self.parse, token, self.chance)

    def link(self, how: str, token: int, source: int | None = None) -> Link:
        """Return a link by the cue at a token, its source looked for where none is given."""
        cue = self.occurrences[token]
        if source is None:
            source = self.source(cue)
        if source is None and self._is_finite(token) and not cue.frame.endswith("+passive"):
            source = find_noun_before(self.parse, token, self.marked)
            source = find_name_behind(self.parse, token) if source is None else source
        return Link(how, cue, source)

    def _is_finite(self, token: int) -> bool:
        """Say whether a verb stands in a tense of its own; the tagger takes some for participles."""
        parse = self.parse
        if parse.tag[token] == "VBN" and parse.dep[token] in ("ROOT", "ccomp", "parataxis"):
            return not any(parse.dep[kid] in ("aux", "auxpass") for kid in parse.children[token])
        return parse.tag[token] in ("VBD", "VBZ", "VBP")
