"""Runs of capitalised words: where names may stand, whatever the model says."""

from msgspec import Struct

from reader.analysis.engine import Parse
from reader.analysis.gazetteer import Gazetteer

NAME_TAGS = frozenset({"NNP", "NNPS"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
DASHES = frozenset("-‐‑")

_NOT_NAMES = frozenset({"PRP", "PRP$", "UH", "WDT", "WRB", "WP"})
_JOINING = frozenset({"of", "for", "on"})
_MARKS = frozenset({"``", ":", "''"})


class Stretch(Struct):
    """A stretch of tokens that may be a name, from `first` to `last`.

    `label` is the model's or "". `titled` says that a title of address, rank or office stands before it.
    """

    first: int
    last: int
    label: str = ""
    titled: bool = False


class Capitals:
    """The runs of capitalised words of one parse, cut at titles, peoples and places that stand before a name."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer) -> None:
        self._parse = parse
        self._gazetteer = gazetteer
        self.in_titles: set[int] = set()  # tokens of blocks in which every word has a capital
        self._capital = self._find_capitals()

    def find_runs(self) -> list[Stretch]:
        """Return the runs in order."""
        runs: list[Stretch] = []
        token, end = 0, len(self._parse)
        while token < end:
            if not self._capital[token]:
                token += 1
                continue
            last = token
            while (further := self._next_in_run(last)) is not None:
                last = further
            runs += self.split(token, last)
            token = last + 1
        return self._join_long_names(runs)

    def _find_capitals(self) -> list[bool]:
        """Say for each token whether its capital tells of a name; the first word of a sentence has to prove it."""
        parse, words = self._parse, self._gazetteer.words
        dates, common, tied = words["date"], words["common"], words["tied"]
        capital = [
            word[0].isupper()
            and word not in dates
            and word not in common
            and (tag not in _NOT_NAMES or (len(word) > 2 and word.isupper()))
            and (len(word) > 1 or tag in NAME_TAGS)
            and "$" not in word
            and not ("-" in word and word.rpartition("-")[2] in tied)
            for word, tag in zip(parse.word, parse.tag, strict=True)
        ]
        plain = {word for word in parse.word if word.islower()}
        openings = {first for first, _ in parse.sentences}
        openings |= {i + 1 for i, tag in enumerate(parse.tag[:-1]) if tag in _MARKS}
        names = {
            word
            for i, (word, tag) in enumerate(zip(parse.word, parse.tag, strict=True))
            if capital[i] and tag in NAME_TAGS and i not in openings
        }
        for token in openings:
            if capital[token] and (parse.tag[token] not in NAME_TAGS or parse.lower[token] in plain):
                capital[token] = parse.word[token] in names and parse.lower[token] not in plain
        titles = [block for block in parse.blocks if self._is_in_title_case(*block)]
        self.in_titles = {token for first, last in titles for token in range(first, last)}
        outside = (i for i in range(len(parse)) if capital[i] and i not in self.in_titles)
        known = {parse.lower[i] for i in outside if parse.tag[i] in NAME_TAGS}
        for token in self.in_titles:
            capital[token] = capital[token] and (
                parse.lower[token] in known or self._is_known(parse.word[token].title())
            )
        return capital

    def _is_known(self, word: str) -> bool:
        gazetteer = self._gazetteer
        return gazetteer.is_place(word) or word in gazetteer.peoples or word in gazetteer.given_names

    def _is_in_title_case(self, first: int, last: int) -> bool:
        words = [word for word in self._parse.word[first:last] if word.isalpha()]
        closed = last > first and self._parse.word[last - 1] in {".", "”", "?", "!"}
        return len(words) > 3 and not closed and sum(word[0].isupper() for word in words) > 0.7 * len(words)

    def _next_in_run(self, token: int) -> int | None:
        """Return the last token of what goes on with the name: a capital, “-won”, “bin Said”; or None."""
        parse, capital = self._parse, self._capital
        after, beyond, further = token + 1, token + 2, token + 3
        closing = parse.sentences[parse.sentence[token]][1]
        if after < closing and capital[after]:
            return after
        if beyond >= closing:
            return None
        if parse.word[after] in DASHES and self._is_glued(after):
            return beyond if capital[beyond] or self._is_syllable(token, beyond) else None
        particles = self._gazetteer.words["particle"]
        if parse.lower[after] not in particles:
            return None
        if capital[beyond]:
            return beyond
        goes_on = parse.word[beyond] in DASHES or parse.lower[beyond] in particles
        return further if goes_on and further < closing and capital[further] else None

    def _is_glued(self, dash: int) -> bool:
        parse = self._parse
        return parse.start[dash] == parse.end[dash - 1] and parse.start[dash + 1] == parse.end[dash]

    def _is_syllable(self, token: int, after: int) -> bool:
        """Say whether a dash parts the halves of a given name such as “Park Ji-won”: short, with a name before it."""
        word, second = self._parse.word[token], self._parse.word[after]
        short = len(word) < 7 and len(second) < 6 and word.isalpha() and second.isalpha()
        return short and token > 0 and self._capital[token - 1] and self._parse.tag[token] in NAME_TAGS

    def split(self, first: int, last: int) -> list[Stretch]:
        """Cut a run at its titles: “Kenyan Health Minister Susan Wafula” is “Kenyan” and “Susan Wafula”."""
        words, is_title = self._parse.word, self._gazetteer.is_title
        heads = self._gazetteer.heads
        if words[last] in heads["organisation"] or words[last] in heads["place"]:
            return [Stretch(first, last)]
        title = next((i for i in range(last, first - 1, -1) if is_title(words[i])), None)
        if title is None:
            return self._split_known(first, last)
        start = title
        while start > first and (is_title(words[start - 1]) or words[start - 1] in DASHES or words[start - 1] == "&"):
            start -= 1
        before = self._split_known(first, start - 1) if start > first else []
        if title == last:
            return before
        if words[title + 1] in DASHES:
            return [Stretch(first, last)]
        return [*before, Stretch(title + 1, last, titled=True)]

    def _split_known(self, first: int, last: int) -> list[Stretch]:
        """Cut off a people, country or shared body before another name: “Chinese”, “Huawei”; “U.N.”, “Geneva”."""
        gazetteer = self._gazetteer
        for cut in range(last, first, -1):
            if self._parse.word[cut] in DASHES or self._parse.word[cut - 1] in DASHES:
                continue
            known, rest = self._text(first, cut - 1), self._text(cut, last)
            shared = gazetteer.is_place(known) or known in gazetteer.bodies
            if known in gazetteer.peoples or (shared and gazetteer.is_place(rest)):
                return [Stretch(first, cut - 1), *self._split_known(cut, last)]
        return [Stretch(first, last)]

    def _text(self, first: int, last: int) -> str:
        return self._parse.span(first, last).cut(self._parse.text)

    def _join_long_names(self, runs: list[Stretch]) -> list[Stretch]:
        """Join “Ministry” and “Health”, “Andean Growers” and “Federation” to one name."""
        joined: list[Stretch] = []
        for run in runs:
            if joined and not run.titled and self._is_one_name(joined[-1], run):
                joined[-1].last = run.last
            else:
                joined.append(run)
        return joined

    def _is_one_name(self, left: Stretch, right: Stretch) -> bool:
        parse, heads = self._parse, self._gazetteer.heads
        if parse.sentence[left.last] != parse.sentence[right.first]:
            return False
        between, end = parse.lower[left.last + 1 : right.first], parse.word[left.last]
        if between in (["of"], ["for"], ["on"], ["of", "the"], ["for", "the"], ["on", "the"]):
            plural = end in heads["organisation-first"] and between == ["for"]
            return plural or end in heads["organisation"] or (end in heads["place-of"] and between[0] == "of")
        owned = len(between) == 1 and between[0] in POSSESSIVES and parse.word[right.last] in heads["organisation"]
        return owned and end.endswith(("s", "n")) and not self._gazetteer.is_place(end)
