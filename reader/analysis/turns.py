"""Whose turn it is to speak: a speaker carried on from the quotes, sentences and paragraphs before."""

from collections.abc import Sequence

from reader.analysis.linking import SURE, Cues, Link
from reader.analysis.quoted import Stretch

_TURN_WORDS = 3
_FAR = 4  # paragraphs
_LISTED = 3  # tokens between two stretches of one list


class Turns:
    """Links stretches without a cue of their own by their neighbours."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._parse = cues.parse
        self._stretches = cues.stretches
        self._of_block: dict[int, list[int]] = {}
        for index, stretch in enumerate(cues.stretches):
            if not stretch.marked.depth:
                self._of_block.setdefault(stretch.block, []).append(index)

    def link(self, index: int, links: Sequence[Link]) -> Link:
        """Return the link of a stretch that has none yet, from those of the stretches before and behind it."""
        stretch = self._stretches[index]
        siblings = self._of_block[stretch.block]
        place = siblings.index(index)
        if place:
            earlier = links[siblings[place - 1]]
            if earlier.how != "none" and self._is_listed(self._stretches[siblings[place - 1]], stretch):
                return Link("joined", earlier.cue, earlier.source)
            if earlier.how != "none" and (stretch.whole or earlier.how in ("joined", "same", "turn", "intro")):
                joined = stretch.whole and self._only_cue_between(siblings[place - 1], index, earlier)
                return Link("joined" if joined else "same", earlier.cue, earlier.source)
        if not stretch.whole:
            return self._carried_on(siblings[:place], links)
        if place + 1 < len(siblings) and links[siblings[place + 1]].how == "after":
            following = links[siblings[place + 1]]
            return Link("ahead", following.cue, following.source)
        return self._turn(index, links) or Link("none")

    def _carried_on(self, siblings: Sequence[int], links: Sequence[Link]) -> Link:
        """Take the source of the quotes before in a paragraph."""
        earlier = next((links[index] for index in reversed(siblings) if links[index].source is not None), None)
        return Link("same", earlier.cue, earlier.source) if earlier else Link("none")

    def _is_listed(self, before: Stretch, after: Stretch) -> bool:
        """Say whether two stretches are parts of one list: “…” and “…”."""
        between = range(before.after, after.before + 1)
        return len(between) <= _LISTED and all(self._parse.pos[token] in ("CCONJ", "PUNCT", "ADV") for token in between)

    def _only_cue_between(self, before: int, after: int, link: Link) -> bool:
        first, last = self._stretches[before].after, self._stretches[after].before + 1
        if link.cue is None or link.how == "grammar":
            return link.cue is None or last - first <= 2
        between = [
            token for token in range(first, last) if self._parse.sentence[token] != self._parse.sentence[link.cue.token]
        ]
        spoken = [token for token in between if self._parse.pos[token] not in ("PUNCT", "SPACE", "SYM", "X")]
        return len(spoken) <= 1

    def _turn(self, index: int, links: Sequence[Link]) -> Link | None:
        """Carry the speaker on from the sentence or the paragraph before."""
        stretch = self._stretches[index]
        start = self._parse.blocks[stretch.block][0]
        if stretch.first - start > _TURN_WORDS:
            return self._intro(stretch.before, start)
        if stretch.block == 0:
            return None
        first, last = self._parse.blocks[stretch.block - 1]
        if last > first and self._parse.word[last - 1] == ":" and (intro := self._intro(last - 1, first)):
            return intro
        earlier, gap = self._before(index, links)
        if earlier and gap <= 1 and earlier.how != "none":
            return Link("turn", earlier.cue, earlier.source)
        if last > first and (intro := self._cue_in(last - 1, first)):
            return intro
        spoken = earlier and gap < _FAR and earlier.source is not None
        return Link("earlier", earlier.cue, earlier.source) if earlier and spoken else None

    def _before(self, index: int, links: Sequence[Link]) -> tuple[Link | None, int]:
        """Return the link of the stretch before, outside other marks, and how many paragraphs it lies back."""
        for earlier in range(index - 1, -1, -1):
            if not self._stretches[earlier].marked.depth:
                return links[earlier], self._stretches[index].block - self._stretches[earlier].block
        return None, 0

    def _intro(self, token: int, start: int) -> Link | None:
        """Take the last cue, else the subject, of the sentence that ends at `token`."""
        if (link := self._cue_in(token, start)) is not None:
            return link
        parse = self._parse
        for other in range(max(start, parse.sentences[parse.sentence[token]][0]), token + 1):
            is_subject = parse.dep[other] == "nsubj" and parse.head[parse.head[other]] == parse.head[other]
            if is_subject and other not in self._cues.marked:
                return Link("intro", None, other)
        return None

    def _cue_in(self, token: int, start: int) -> Link | None:
        """Take the last cue of the sentence that ends at `token`."""
        first = max(start, self._parse.sentences[self._parse.sentence[token]][0])
        for cue in range(token, first - 1, -1):
            if cue not in self._cues.marked and self._cues.chance(cue) >= SURE:
                source = self._cues.source(self._cues.occurrences[cue])
                if source is not None:
                    return Link("intro", self._cues.occurrences[cue], source)
        return None
