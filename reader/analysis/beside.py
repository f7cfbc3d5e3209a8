"""The cue right beside words between marks: “…,” he said; Chen told reporters: “…”."""

from msgspec.structs import replace

from reader.analysis.linking import SURE, Cues, Link
from reader.analysis.quoted import SENTENCE_ENDS, Stretch
from reader.analysis.speakers import find_phrase_behind, find_subject_behind

_BY_GRAMMAR = 0.25
_BY_PLACE = 0.25
_REACH = 16  # tokens between a stretch and the cue beside it
_PHRASE = {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART", "ADV"}
_MARKS = ("”", '"', "’", "'", "''", ",", "—", "–", "-", "»", "“", "«")


class Beside:
    """Looks for the cue of a stretch before and behind its marks."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._parse = cues.parse

    def after(self, stretch: Stretch) -> Link | None:
        """Find “…,” he said or “…,” said Chen right behind a stretch."""
        parse = self._parse
        last_word = stretch.marked.words.cut(parse.text)[-1]
        token = stretch.after
        end = min(parse.blocks[stretch.block][1], token + _REACH)
        while token < end and parse.word[token] in _MARKS:
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
        if ended and (link := self._by_lost_verb(begin, end)) is not None:
            return link
        while token < end and self._is_free(token, stretch) and parse.word[token] not in SENTENCE_ENDS:
            if parse.pos[token] == "VERB" and self._cues.chance(token) >= (_BY_PLACE if ended else SURE):
                source = self._source_beside(token, begin)
                if source is not None:
                    return self._cues.link("after", token, source)
            if parse.lower[token] == "according" and token == begin:
                return self._cues.link("after", token)
            token += 1
        return None

    def _by_lost_verb(self, begin: int, end: int) -> Link | None:
        """Take a verb that the parser made a participle: “…,” the nurse asked in court; “…,” tweeted the mayor."""
        parse = self._parse
        for token in range(begin, end):
            if parse.tag[token] not in ("VBN", "VBD") or token not in self._cues.occurrences:
                if parse.pos[token] in _PHRASE or parse.word[token] == "-":
                    continue
                return None
            cue = self._cues.occurrences[token]
            lost = parse.dep[token] in ("acl", "amod") and self._cues.by_word(token, "bare") >= SURE
            if not lost:
                return None
            source = find_phrase_behind(parse, token) if token == begin else parse.head[token]
            beside = source is not None and begin <= source < end
            return Link("after", replace(cue, frame="bare"), source) if beside else None
        return None

    def _is_free(self, token: int, stretch: Stretch) -> bool:
        """Say whether a token may hold the cue of a stretch: it stands outside all marks, or both inside the same."""
        return token not in self._cues.marked or stretch.marked.depth > 0

    def _source_beside(self, verb: int, begin: int) -> int | None:
        """Return the source of a verb when nothing but it stands between a stretch and the verb, or just behind."""
        parse = self._parse
        if any(parse.dep[kid] == "mark" and kid >= begin for kid in parse.children[verb]):
            return None
        source = self._cues.source(self._cues.occurrences[verb])
        if source is not None and source > verb:
            return source if verb - begin <= 1 else None
        if source is not None and source >= begin:
            return source if parse.edges[0][source] <= begin + 1 else None
        if verb - begin <= 1 and verb + 1 < len(parse):
            return find_subject_behind(parse, verb)
        return None

    def _is_introduced(self, stretch: Stretch) -> bool:
        stop = stretch.before
        return stop >= 0 and self._parse.word[stop] in (",", ":") and self._parse.block[stop] == stretch.block

    def before(self, stretch: Stretch) -> Link | None:
        """Find He said: “…” or Chen told reporters, “…” right before a stretch."""
        parse = self._parse
        begin = max(parse.blocks[stretch.block][0], stretch.before + 1 - _REACH)
        token = stretch.before
        if token < begin:
            return None
        stop = parse.word[token]
        if stop in SENTENCE_ENDS or stop in ("”", '"', "’"):
            return None
        reach = begin if stop in (",", ":", "—", "–", "-", "that") else max(begin, stretch.first - 6)
        while token >= reach and self._is_free(token, stretch) and parse.word[token] not in SENTENCE_ENDS:
            if self._cues.chance(token) >= (_BY_PLACE if stop == ":" else _BY_GRAMMAR):
                return self._cues.link("before", token)
            token -= 1
        return self._named_before(stretch.before - 1, token + 1) if stop == ":" else None

    def _named_before(self, token: int, first: int) -> Link | None:
        """Take the last name before a colon: Rep. Jane Roe: “…”; Here’s Roe in December: “…”."""
        parse = self._parse
        free = [other for other in range(first, token + 1) if other not in self._cues.marked]
        named = [other for other in free if parse.pos[other] == "PROPN"]
        heads = [other for other in named if parse.head[other] not in named or parse.head[other] == other]
        heads = heads or [other for other in free if self._is_from(other)][-1:]
        return Link("intro", None, heads[0]) if heads else None

    def _is_from(self, token: int) -> bool:
        """Say whether a noun is where words come from: “From the report: …”."""
        parse = self._parse
        return parse.dep[token] == "pobj" and parse.lower[parse.head[token]] == "from"
