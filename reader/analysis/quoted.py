"""Words between marks as tokens, and whether they are a sentence of their own or words inside one of ours."""

import re
from collections.abc import Sequence

from msgspec import Struct

from reader.analysis.engine import Parse
from reader.analysis.marks import Marked

SENTENCE_ENDS = {".", "?", "!", "…", ";"}
_REACH = 16
_FEW_WORDS = 3


class Stretch(Struct, frozen=True):
    """Marked words with their tokens (first and last), their block, and whether they are a whole sentence.

    `before` and `after` are the tokens beside their marks; they may lie in another block.
    """

    marked: Marked
    first: int
    last: int
    before: int
    after: int
    block: int
    whole: bool


def find_stretches(parse: Parse, marked: Sequence[Marked]) -> list[Stretch]:
    """Give marked words their tokens; those without a token (a lone stop) are left out."""
    found = []
    for stretch in marked:
        tokens = parse.tokens(stretch.words)
        if tokens:
            first, last = tokens[0], tokens[-1]
            before = _skip(parse, first - 1, -1, stretch.whole.start)
            after = _skip(parse, last + 1, 1, stretch.whole.end)
            whole = is_whole(parse, stretch, first, last, before)
            found.append(Stretch(stretch, first, last, before, after, parse.block[first], whole))
    return found


def _skip(parse: Parse, token: int, step: int, edge: int) -> int:
    """Return the next token beyond the mark at `edge` that is not white space."""
    while 0 <= token < len(parse) and (
        parse.pos[token] == "SPACE" or (parse.end[token] > edge if step < 0 else parse.start[token] < edge)
    ):
        token += step
    return token


def is_whole(parse: Parse, stretch: Marked, first: int, last: int, before: int) -> bool:
    """Say whether marked words stand as a sentence of their own, not as words inside one of ours."""
    words = stretch.words.cut(parse.text)
    if stretch.continued or not stretch.closed or not stretch.mark:
        return True
    opening = next((letter for letter in words if letter.isalnum()), "")
    while before >= 0 and parse.block[before] == parse.block[first] and parse.word[before] in ("(", "[", "“", "‘", '"'):
        before -= 1
    at_start = (
        before < 0
        or parse.block[before] != parse.block[first]
        or parse.word[before] in SENTENCE_ENDS | {"”", '"', "’", "''"}
    )
    has_verb = any(parse.pos[token] in ("VERB", "AUX") for token in range(first, last + 1))
    ends = re.search(r"[.,?!…—–-][’'\"”)]*$", words) is not None
    if at_start:
        return ends or (has_verb and opening.isupper())
    if parse.word[before] in (",", ":", "—", "–", "-"):
        return (opening.isupper() and (has_verb or ends)) or (has_verb and ends and _is_split(parse, before))
    sentence = opening.isupper() and has_verb and ends and last - first > _FEW_WORDS
    if sentence and words[-1] != "," and not parse.word[before].islower():
        return True
    if parse.pos[before] == "VERB" or parse.lower[before] in ("that", "as"):
        return sentence
    return False


def _is_split(parse: Parse, before: int) -> bool:
    """Say whether words before a comma are the cue of a quote split by it: “…,” he said, “…”."""
    token = before - 1
    start = parse.blocks[parse.block[before]][0]
    while token > max(start, before - _REACH):
        if parse.word[token] in ("”", '"', "’", "'", "»"):
            return True
        if parse.word[token] in SENTENCE_ENDS:
            return False
        token -= 1
    return False
