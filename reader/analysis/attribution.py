"""Which cue gives each stretch of marked words to whom: by grammar, by its neighbours, by the turn before."""

import re
from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from reader.analysis.cues import Lexicon, Occurrence, find_occurrences
from reader.analysis.engine import Parse
from reader.analysis.marks import Marked
from reader.analysis.speakers import find_source

SURE = 0.5  # from this chance on an occurrence counts as a cue by itself
_BY_GRAMMAR = 0.35
_BY_PLACE = 0.12
_REACH = 16  # tokens between a stretch and the cue beside it
_CLIMB = 12
_TURN_WORDS = 3
_LIKE_SUBJECTS = {"dobj", "nsubj", "ccomp", "oprd", "npadvmod", "attr", "dep"}
_SENTENCE_ENDS = {".", "?", "!", "…", ";"}


class Stretch(Struct, frozen=True):
    """Marked words with their tokens (first and last), their block, and whether they are a whole sentence."""

    marked: Marked
    first: int
    last: int
    block: int
    whole: bool


class Link(Struct, frozen=True):
    """How a stretch found its source: `how` is after, before, grammar, joined, same, ahead, turn, intro or none."""

    how: str
    cue: Occurrence | None = None
    source: int | None = None


class Attribution:
    """The cues and marked stretches of one article, and what links them."""

    def __init__(self, parse: Parse, lexicon: Lexicon, stretches: Sequence[Stretch]) -> None:
        self.parse = parse
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

    def chance(self, token: int) -> float:
        """Return how sure a token is a cue."""
        return self.chances.get(token, 0.0)

    def source(self, cue: Occurrence) -> int | None:
        """Return the head token of who speaks a cue."""
        return find_source(self.parse, cue, self.chance)

    def link_all(self) -> tuple[Link, ...]:
        """Return the link of each stretch; those inside other marks are linked within them alone."""
        links = [
            self._inner_link(stretch) if stretch.marked.depth else self._own_link(stretch) for stretch in self.stretches
        ]
        for index, stretch in enumerate(self.stretches):
            if not stretch.marked.depth and links[index].how == "none":
                links[index] = self._link_by_neighbours(index, links)
        return tuple(links)

    def _own_link(self, stretch: Stretch) -> Link:
        return (
            self._after(stretch)
            or (self._before(stretch) if stretch.whole else None)
            or self._by_grammar(stretch, SURE)
            or self._before(stretch)
            or self._by_grammar(stretch, _BY_GRAMMAR)
            or Link("none")
        )

    def _link(self, how: str, token: int, source: int | None = None) -> Link:
        cue = self.occurrences[token]
        return Link(how, cue, self.source(cue) if source is None else source)

    @cached_property
    def _block_of_stretches(self) -> dict[int, list[int]]:
        blocks: dict[int, list[int]] = {}
        for index, stretch in enumerate(self.stretches):
            if not stretch.marked.depth:
                blocks.setdefault(stretch.block, []).append(index)
        return blocks

    def _after(self, stretch: Stretch) -> Link | None:
        """Find “…,” he said or “…,” said Chen right behind a stretch."""
        parse = self.parse
        last_word = stretch.marked.words.cut(parse.text)[-1]
        token = stretch.last + 1
        end = min(parse.blocks[stretch.block][1], token + _REACH)
        while token < end and parse.word[token] in ("”", '"', "’", "'", "''", ",", "—", "–", "-", "»", "“", "«"):
            token += 1
        begin = token
        if begin == end:
            return None
        ended = last_word in ",?!—–-…" or parse.word[begin - 1] == ","
        if not ended:
            if last_word == "." and parse.word[begin][0].isupper():
                return None
            end = min(end, begin + 4)
        while token < end and token not in self.marked and parse.word[token] not in _SENTENCE_ENDS:
            if parse.pos[token] == "VERB" and self.chance(token) >= (_BY_PLACE if ended else SURE):
                source = self._source_beside(token, begin)
                if source is not None:
                    return self._link("after", token, source)
            if parse.lower[token] == "according" and token == begin:
                return self._link("after", token)
            token += 1
        return None

    def _source_beside(self, verb: int, begin: int) -> int | None:
        """Return the source of a verb when nothing but it stands between a stretch and the verb, or just behind."""
        parse = self.parse
        if any(parse.dep[kid] == "mark" for kid in parse.children[verb]):
            return None
        source = self.source(self.occurrences[verb])
        if source is not None and source > verb:
            return source if verb - begin <= 1 else None
        if source is not None and source >= begin:
            return source if parse.edges[0][source] <= begin + 1 else None
        if verb - begin <= 1 and verb + 1 < len(parse):
            return self._subject_behind(verb)
        return None

    def _subject_behind(self, verb: int) -> int | None:
        """Return a subject that the parser took for an object: “Why?” asked the judge."""
        for kid in self.parse.children[verb]:
            nominal = self.parse.pos[kid] in ("NOUN", "PROPN", "PRON")
            if kid > verb and nominal and self.parse.dep[kid] in _LIKE_SUBJECTS:
                return kid
        return None

    def _before(self, stretch: Stretch) -> Link | None:
        """Find He said: “…” or Chen told reporters, “…” right before a stretch."""
        parse = self.parse
        begin = max(parse.blocks[stretch.block][0], stretch.first - 1 - _REACH)
        token = stretch.first - 2
        if token < begin:
            return None
        stop = parse.word[token]
        if stop in _SENTENCE_ENDS or stop in ("”", '"', "’"):
            return None
        reach = begin if stop in (",", ":", "—", "–", "-", "that") else max(begin, stretch.first - 6)
        while token >= reach and token not in self.marked and parse.word[token] not in _SENTENCE_ENDS:
            if self.chance(token) >= (_BY_PLACE if stop == ":" else _BY_GRAMMAR):
                return self._link("before", token)
            token -= 1
        return None

    def _by_grammar(self, stretch: Stretch, least: float) -> Link | None:
        """Climb from the stretch to the nearest cue that governs it."""
        parse = self.parse
        for start in self._roots(stretch):
            token, below = start, start
            for _ in range(_CLIMB):
                if token not in self.marked:
                    if self.chance(token) >= least and self._governs(token, below, stretch):
                        return self._link("grammar", token)
                    for kid in parse.children[token]:
                        if kid not in self.marked and kid != below and self._set_in(kid):
                            return self._link("grammar", kid)
                if parse.head[token] == token:
                    break
                token, below = parse.head[token], token
        return None

    def _roots(self, stretch: Stretch) -> list[int]:
        inside = range(stretch.first, stretch.last + 1)
        return [
            token
            for token in inside
            if self.parse.dep[token] != "punct"
            and (self.parse.head[token] not in inside or self.parse.head[token] == token)
        ]

    def _governs(self, token: int, below: int, stretch: Stretch) -> bool:
        if token == below or stretch.first <= token <= stretch.last:
            return False
        dep = self.parse.dep[below]
        passive = self.occurrences[token].frame.endswith("+passive")
        return (
            dep not in ("nsubj", "agent") and (dep != "nsubjpass" or passive) and not (dep == "conj" and below > token)
        )

    def _set_in(self, token: int) -> bool:
        if self.parse.lower[token] == "according":
            return token in self.occurrences
        return token in self.occurrences and self.occurrences[token].frame == "inserted" and self.chance(token) >= SURE

    def _inner_link(self, stretch: Stretch) -> Link:
        link = self._after(stretch) or self._before(stretch) or self._by_grammar(stretch, SURE)
        return link or Link("none")

    def _link_by_neighbours(self, index: int, links: list[Link]) -> Link:
        stretch = self.stretches[index]
        siblings = self._block_of_stretches[stretch.block]
        place = siblings.index(index)
        if place:
            earlier = links[siblings[place - 1]]
            if earlier.how != "none" and (stretch.whole or earlier.how in ("joined", "same", "turn", "intro")):
                joined = stretch.whole and self._only_cue_between(siblings[place - 1], index, earlier)
                return Link("joined" if joined else "same", earlier.cue, earlier.source)
        if not stretch.whole:
            return Link("none")
        if place + 1 < len(siblings) and links[siblings[place + 1]].how == "after":
            following = links[siblings[place + 1]]
            return Link("ahead", following.cue, following.source)
        return self._turn(index, links) or Link("none")

    def _only_cue_between(self, before: int, after: int, link: Link) -> bool:
        first, last = self.stretches[before].last + 1, self.stretches[after].first - 1
        if link.cue is None or link.how == "grammar":
            return link.cue is None or last - first <= 2
        between = [
            token for token in range(first, last) if self.parse.sentence[token] != self.parse.sentence[link.cue.token]
        ]
        spoken = [token for token in between if self.parse.pos[token] not in ("PUNCT", "SPACE", "SYM", "X")]
        return len(spoken) <= 1

    def _turn(self, index: int, links: list[Link]) -> Link | None:
        """Carry the speaker on from the sentence or the paragraph before."""
        stretch = self.stretches[index]
        start = self.parse.blocks[stretch.block][0]
        if stretch.first - start > _TURN_WORDS:
            return self._intro(stretch.first - 2, start)
        if stretch.block == 0:
            return None
        first, last = self.parse.blocks[stretch.block - 1]
        if last > first and self.parse.word[last - 1] == ":" and (intro := self._intro(last - 1, first)):
            return intro
        earlier = next((i for i in range(index - 1, -1, -1) if not self.stretches[i].marked.depth), None)
        if earlier is not None and stretch.block - self.stretches[earlier].block <= 1 and links[earlier].how != "none":
            return Link("turn", links[earlier].cue, links[earlier].source)
        return self._intro(last - 1, first) if last > first else None

    def _intro(self, token: int, start: int) -> Link | None:
        """Take the last cue, else the subject, of the sentence that ends at `token`."""
        parse = self.parse
        sentence = parse.sentence[token]
        first = max(start, parse.sentences[sentence][0])
        cues = [other for other in range(first, token + 1) if other not in self.marked and self.chance(other) >= SURE]
        for cue in reversed(cues):
            if (source := self.source(self.occurrences[cue])) is not None:
                return Link("intro", self.occurrences[cue], source)
        for other in range(first, token + 1):
            if parse.dep[other] == "nsubj" and parse.head[parse.head[other]] == parse.head[other]:
                return Link("intro", None, other)
        return None


def find_stretches(parse: Parse, marked: Sequence[Marked]) -> list[Stretch]:
    """Give marked words their tokens; those without a token (a lone stop) are left out."""
    found = []
    for stretch in marked:
        tokens = parse.tokens(stretch.words)
        if tokens:
            whole = is_whole(parse, stretch, tokens[0], tokens[-1])
            found.append(Stretch(stretch, tokens[0], tokens[-1], parse.block[tokens[0]], whole))
    return found


def is_whole(parse: Parse, stretch: Marked, first: int, last: int) -> bool:
    """Say whether marked words stand as a sentence of their own, not as words inside one of ours."""
    words = stretch.words.cut(parse.text)
    if stretch.continued or not stretch.closed:
        return True
    opening = next((letter for letter in words if letter.isalnum()), "")
    before = first - 2
    while before >= 0 and parse.block[before] == parse.block[first] and parse.word[before] in ("(", "[", "“", "‘", '"'):
        before -= 1
    at_start = (
        before < 0
        or parse.block[before] != parse.block[first]
        or parse.word[before] in _SENTENCE_ENDS | {"”", '"', "’", "''"}
    )
    has_verb = any(parse.pos[token] in ("VERB", "AUX") for token in range(first, last + 1))
    ends = re.search(r"[.,?!…—–-][’'\"”)]*$", words) is not None
    if at_start:
        return ends or (has_verb and opening.isupper())
    if parse.word[before] in (",", ":", "—", "–", "-"):
        return (opening.isupper() and (has_verb or ends)) or (has_verb and ends and _is_split(parse, before))
    if parse.pos[before] == "VERB" or parse.lower[before] in ("that", "as"):
        return opening.isupper() and has_verb and ends and last - first > _TURN_WORDS
    return False


def _is_split(parse: Parse, before: int) -> bool:
    """Say whether words before a comma are the cue of a quote split by it: “…,” he said, “…”."""
    token = before - 1
    start = parse.blocks[parse.block[before]][0]
    while token > max(start, before - _REACH):
        if parse.word[token] in ("”", '"', "’", "'", "»"):
            return True
        if parse.word[token] in _SENTENCE_ENDS:
            return False
        token -= 1
    return False
