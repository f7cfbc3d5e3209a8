"""Which cue gives each stretch of marked words to whom: by grammar, by its neighbours, by the turn before."""

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from reader.analysis.cues import Lexicon, Occurrence, find_occurrences
from reader.analysis.engine import Parse
from reader.analysis.quoted import SENTENCE_ENDS, Stretch
from reader.analysis.speakers import cue_around, find_name_behind, find_noun_before, find_source, find_subject_behind

SURE = 0.5  # from this chance on an occurrence counts as a cue by itself
_BY_GRAMMAR = 0.25
_BY_PLACE = 0.25
_STRONG = 0.95  # from this chance on, marks left out of account, no surer cue further out is looked for
_SURER = 0.85
_WORD = 0.8
_LEAST_WORD = 0.1
_REACH = 16  # tokens between a stretch and the cue beside it
_CLIMB = 12
_TURN_WORDS = 3
_LISTED = 3  # tokens between two stretches of one list


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
        self._by_word = {occurrence.token: lexicon.by_word(occurrence) for occurrence in occurrences}
        self.passed_over: set[int] = set()  # cues of marked words that a surer one around them took
        self._plain = {occurrence.token: lexicon.chance(occurrence, marks=False) for occurrence in occurrences}

    def chance(self, token: int) -> float:
        """Return how sure a token is a cue."""
        return self.chances.get(token, 0.0)

    def by_word(self, token: int) -> float:
        """Return how sure a token is a cue by its word and frame alone."""
        return self._by_word.get(token, 0.0)

    def source(self, cue: Occurrence) -> int | None:
        """Return the head token of who speaks a cue."""
        return find_source(self.parse, cue, self.chance)

    def cue_around(self, token: int) -> int | None:
        """Return the verb of saying in whose clause a participle adds something: “said …, calling …”."""
        return cue_around(self.parse, token, self.chance)

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
            (None if stretch.whole else self._by_clause(stretch))
            or self._after(stretch)
            or (self._before(stretch) if stretch.whole else None)
            or self._by_grammar(stretch, SURE)
            or self._before(stretch)
            or self._by_grammar(stretch, _BY_GRAMMAR)
            or self._in_sentence(stretch)
            or Link("none")
        )

    def _by_clause(self, stretch: Stretch) -> Link | None:
        """Take the cue in whose reported clause words between marks stand, though another follows them."""
        link = self._by_grammar(stretch, SURE)
        if link is None or link.cue is None or link.cue.frame != "that" or link.source is None:
            return None
        return link if link.cue.token < stretch.first and self._plain[link.cue.token] >= _SURER else None

    def _link(self, how: str, token: int, source: int | None = None) -> Link:
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
        token = stretch.after
        end = min(parse.blocks[stretch.block][1], token + _REACH)
        while token < end and parse.word[token] in ("”", '"', "’", "'", "''", ",", "—", "–", "-", "»", "“", "«"):
            token += 1
        begin = token
        if begin == end:
            return None
        ended = last_word in ",?!—–-…" or parse.word[begin - 1] == ","
        if last_word in "?!" and parse.word[begin][0].isupper() and self._is_introduced(stretch):
            return None
        if not ended:
            if last_word == "." and parse.word[begin][0].isupper():
                return None
            end = min(end, begin + 4)
        while token < end and self._is_free(token, stretch) and parse.word[token] not in SENTENCE_ENDS:
            if parse.pos[token] == "VERB" and self.chance(token) >= (_BY_PLACE if ended else SURE):
                source = self._source_beside(token, begin)
                if source is not None:
                    return self._link("after", token, source)
            if parse.lower[token] == "according" and token == begin:
                return self._link("after", token)
            token += 1
        return None

    def _is_free(self, token: int, stretch: Stretch) -> bool:
        """Say whether a token may hold the cue of a stretch: it stands outside all marks, or both inside the same."""
        return token not in self.marked or stretch.marked.depth > 0

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
            return find_subject_behind(parse, verb)
        return None

    def _is_introduced(self, stretch: Stretch) -> bool:
        stop = stretch.before
        return stop >= 0 and self.parse.word[stop] in (",", ":") and self.parse.block[stop] == stretch.block

    def _before(self, stretch: Stretch) -> Link | None:
        """Find He said: “…” or Chen told reporters, “…” right before a stretch."""
        parse = self.parse
        begin = max(parse.blocks[stretch.block][0], stretch.before + 1 - _REACH)
        token = stretch.before
        if token < begin:
            return None
        stop = parse.word[token]
        if stop in SENTENCE_ENDS or stop in ("”", '"', "’"):
            return None
        reach = begin if stop in (",", ":", "—", "–", "-", "that") else max(begin, stretch.first - 6)
        while token >= reach and self._is_free(token, stretch) and parse.word[token] not in SENTENCE_ENDS:
            if self.chance(token) >= (_BY_PLACE if stop == ":" else _BY_GRAMMAR):
                return self._link("before", token)
            token -= 1
        return self._named_before(stretch.before - 1, token + 1) if stop == ":" else None

    def _named_before(self, token: int, first: int) -> Link | None:
        """Take the last name before a colon: Rep. Jane Roe: “…”; Here’s Roe in December: “…”."""
        parse = self.parse
        named = [other for other in range(first, token + 1) if parse.pos[other] == "PROPN" and other not in self.marked]
        heads = [other for other in named if parse.head[other] not in named or parse.head[other] == other]
        heads = heads or [other for other in range(first, token + 1) if self._is_from(other)][-1:]
        return Link("intro", None, heads[0]) if heads else None

    def _is_from(self, token: int) -> bool:
        """Say whether a noun is where words come from: “From the report: …”."""
        parse = self.parse
        return parse.dep[token] == "pobj" and parse.lower[parse.head[token]] == "from" and token not in self.marked

    def _by_grammar(self, stretch: Stretch, least: float) -> Link | None:
        """Take the nearest cue that governs the stretch, or a surer one around it (“said the move suggested “…””)."""
        governing = [
            token
            for token in self._governing(stretch)
            if self.chance(token) >= least and self._by_word[token] >= _LEAST_WORD
        ]
        if not governing:
            return None
        nearest = governing[0]
        if self._plain[nearest] < _STRONG and self._by_word[nearest] < _WORD:
            surer = (token for token in governing[1:] if self._plain[token] >= _SURER)
            outer = next((token for token in surer if self.source(self.occurrences[token]) is not None), nearest)
            if self.source(self.occurrences[outer]) != self.source(self.occurrences[nearest]):
                self.passed_over.add(nearest)
                nearest = outer
        return self._link("grammar", nearest)

    def _in_sentence(self, stretch: Stretch) -> Link | None:
        """Take the last cue before the stretch in its sentence."""
        first = self.parse.sentences[self.parse.sentence[stretch.first]][0]
        for token in range(stretch.first - 1, first - 1, -1):
            if token not in self.marked and self.chance(token) >= SURE:
                link = self._link("sentence", token)
                if link.source is not None:
                    return link
        return None

    def _governing(self, stretch: Stretch) -> list[int]:
        """Climb from the stretch, gathering the possible cues that govern it, the nearest first."""
        parse = self.parse
        found: list[int] = []
        for start in self._roots(stretch):
            token, below = start, start
            for _ in range(_CLIMB):
                if token not in self.marked:
                    if token in self.occurrences and self._governs(token, below, stretch):
                        found.append(token)
                    found.extend(
                        kid
                        for kid in parse.children[token]
                        if kid not in self.marked and kid != below and self._set_in(kid)
                    )
                if parse.head[token] == token:
                    break
                token, below = parse.head[token], token
        return found

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
        frame = self.occurrences[token].frame
        passive = frame.endswith("+passive")
        if token > stretch.last and not passive and frame not in ("that", "inserted"):
            return False
        return (
            dep not in ("nsubj", "agent") and (dep != "nsubjpass" or passive) and not (dep == "conj" and below > token)
        )

    def _set_in(self, token: int) -> bool:
        if token not in self.occurrences:
            return False
        if self.parse.lower[token] == "according":
            return True
        as_put = self.parse.dep[token] == "advcl" and any(
            self.parse.lower[kid] == "as" and self.parse.dep[kid] == "mark" for kid in self.parse.children[token]
        )
        return (self.occurrences[token].frame == "inserted" or as_put) and self.chance(token) >= SURE

    def _inner_link(self, stretch: Stretch) -> Link:
        link = (self._after(stretch) or self._before(stretch)) if stretch.whole else None
        sure = link is not None and link.cue is not None and self.chance(link.cue.token) >= SURE
        return link if link is not None and sure else Link("none")

    def _link_by_neighbours(self, index: int, links: list[Link]) -> Link:
        stretch = self.stretches[index]
        siblings = self._block_of_stretches[stretch.block]
        place = siblings.index(index)
        if place:
            earlier = links[siblings[place - 1]]
            if earlier.how != "none" and self._is_listed(self.stretches[siblings[place - 1]], stretch):
                return Link("joined", earlier.cue, earlier.source)
            if earlier.how != "none" and (stretch.whole or earlier.how in ("joined", "same", "turn", "intro")):
                joined = stretch.whole and self._only_cue_between(siblings[place - 1], index, earlier)
                return Link("joined" if joined else "same", earlier.cue, earlier.source)
        if not stretch.whole:
            return Link("none")
        if place + 1 < len(siblings) and links[siblings[place + 1]].how == "after":
            following = links[siblings[place + 1]]
            return Link("ahead", following.cue, following.source)
        return self._turn(index, links) or Link("none")

    def _is_listed(self, before: Stretch, after: Stretch) -> bool:
        """Say whether two stretches are parts of one list: “…” and “…”."""
        between = range(before.after, after.before + 1)
        return len(between) <= _LISTED and all(self.parse.pos[token] in ("CCONJ", "PUNCT", "ADV") for token in between)

    def _only_cue_between(self, before: int, after: int, link: Link) -> bool:
        first, last = self.stretches[before].after, self.stretches[after].before + 1
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
            return self._intro(stretch.before, start)
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
