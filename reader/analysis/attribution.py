"""Which cue gives each stretch of marked words to whom: beside it, by grammar, by its neighbours."""

from collections.abc import Mapping, Sequence

from reader.analysis.beside import Beside
from reader.analysis.cues import Lexicon
from reader.analysis.engine import Parse
from reader.analysis.linking import SURE, Cues, Link
from reader.analysis.quoted import Stretch
from reader.analysis.turns import Turns
from reader.model.span import Span

_BY_GRAMMAR = 0.25
_STRONG = 0.95  # from this chance on, marks left out of account, no surer cue further out is looked for
_SURER = 0.85
_WORD = 0.8
_LEAST_WORD = 0.1
_CLIMB = 12


class Attribution(Cues):
    """The cues and marked stretches of one article, and what links them."""

    def __init__(
        self, parse: Parse, lexicon: Lexicon, stretches: Sequence[Stretch], labels: Mapping[Span, Span] | None = None
    ) -> None:
        """Take the labels that name the speakers of an interview, by the words spoken."""
        super().__init__(parse, lexicon, stretches)
        self._labels = labels or {}
        self.passed_over: set[int] = set()  # cues of marked words that a surer one around them took
        self._beside = Beside(self)
        self._turns = Turns(self)

    def link_all(self) -> tuple[Link, ...]:
        """Return the link of each stretch; those inside other marks are linked within them alone."""
        links = [
            self._inner_link(stretch) if stretch.marked.depth else self._own_link(stretch) for stretch in self.stretches
        ]
        for index, stretch in enumerate(self.stretches):
            if not stretch.marked.depth and links[index].how == "none":
                links[index] = self._by_neighbours(index, links)
        return tuple(links)

    def _own_link(self, stretch: Stretch) -> Link:
        if (label := self._labels.get(stretch.marked.words)) and (tokens := self.parse.tokens(label)):
            return Link("label", None, tokens[-1])
        return (
            (None if stretch.whole else self._by_clause(stretch) or self._by_verb_before(stretch))
            or self._beside.after(stretch)
            or (self._beside.before(stretch) if stretch.whole else None)
            or self._by_grammar(stretch, SURE)
            or self._beside.before(stretch)
            or self._by_grammar(stretch, _BY_GRAMMAR)
            or self._in_sentence(stretch)
            or Link("none")
        )

    def _by_clause(self, stretch: Stretch) -> Link | None:
        """Take the cue in whose reported clause words between marks stand, though another follows them."""
        link = self._by_grammar(stretch, SURE)
        if link is None or link.cue is None or link.cue.frame != "that" or link.source is None:
            return None
        return link if link.cue.token < stretch.first and self.plain(link.cue.token) >= _SURER else None

    def _by_verb_before(self, stretch: Stretch) -> Link | None:
        """Take a sure cue with its own source that governs a stretch from before: Chen called it “grave”, Rao said."""
        link = self._by_grammar(stretch, SURE)
        if link is None or link.cue is None or link.source is None:
            return None
        return link if max(link.cue.token, link.source) < stretch.first else None

    def _by_grammar(self, stretch: Stretch, least: float) -> Link | None:
        """Take the nearest cue that governs the stretch, or a surer one around it (“said the move suggested “…””)."""
        governing = [
            token
            for token in self._governing(stretch)
            if self.chance(token) >= least and self.by_word(token) >= _LEAST_WORD
        ]
        if not governing:
            return None
        nearest = governing[0]
        if self.plain(nearest) < _STRONG and self.by_word(nearest) < _WORD:
            surer = (token for token in governing[1:] if self.plain(token) >= _SURER)
            outer = next((token for token in surer if self.source(self.occurrences[token]) is not None), nearest)
            if self.source(self.occurrences[outer]) != self.source(self.occurrences[nearest]):
                self.passed_over.add(nearest)
                nearest = outer
        return self.link("grammar", nearest)

    def _in_sentence(self, stretch: Stretch) -> Link | None:
        """Take the last cue before the stretch in its sentence."""
        first = self.parse.sentences[self.parse.sentence[stretch.first]][0]
        for token in range(stretch.first - 1, first - 1, -1):
            if token not in self.marked and self.chance(token) >= SURE:
                link = self.link("sentence", token)
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

    def _by_owner(self, stretch: Stretch) -> Link | None:
        """Take whose words they are called: Roe’s “boring” remark, his promise to be “neutral”."""
        parse = self.parse
        inside = range(stretch.first, stretch.last + 1)
        for root in self._roots(stretch):
            token = root
            for _ in range(_CLIMB):
                if parse.pos[token] == "NOUN" and token not in inside:
                    owners = (kid for kid in parse.children[token] if parse.dep[kid] == "poss")
                    if (owner := next((kid for kid in owners if kid not in self.marked), None)) is not None:
                        return Link("owner", None, owner)
                if parse.head[token] == token:
                    break
                token = parse.head[token]
        return None

    def _inner_link(self, stretch: Stretch) -> Link:
        link = (self._beside.after(stretch) or self._beside.before(stretch)) if stretch.whole else None
        sure = link is not None and link.cue is not None and self.chance(link.cue.token) >= SURE
        return link if link is not None and sure else Link("none")

    def _by_neighbours(self, index: int, links: Sequence[Link]) -> Link:
        link = self._turns.link(index, links)
        stretch = self.stretches[index]
        if stretch.whole or link.how not in ("none", "same"):
            return link
        return self._by_owner(stretch) or link
