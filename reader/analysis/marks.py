"""Quotation marks: which belong together, and which are apostrophes, feet or inches."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from reader.model.span import Span

_CLOSERS = {
    "“": '”"',
    "„": "“”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "”": "”",
    "「": "」",
    "『": "』",
    "《": "》",
    '"': '"”',
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "`": "'",
}
_SINGLE = "‘‚'`"
_DOUBLE = re.compile(r"[“”„\"«»‹›「」『』《》]")
_APOSTROPHES = re.compile(r"['’‘`‚]")
# words that begin with an apostrophe
_CLIPPED = re.compile(r"(?:\d0s|em|til|till|tis|twas|cause|cos|n|bout|round|neath|ere|er|im|cuz)\b", re.IGNORECASE)
_BEFORE_OPENING = " \t\u00a0\u2009\u202f([{—–-/:…“„\"«»‹›‘‚'"
_FAR = 500  # characters within which an inner mark is looked for
_MOST_CLOSERS = 40
_ENDS = ".,!?;…—"


class Marked(Struct, frozen=True):
    """Words between quotation marks in one block.

    `words` leaves the marks (and white space beside them) out, `whole` takes them in. `depth` is 0 for the outermost
    marks. `closed` is False where the closing mark is missing; `runs_on` says that the next paragraph then opens with
    the mark again, `continued` that this stretch is such a repetition.
    """

    words: Span
    whole: Span
    mark: str
    depth: int = 0
    closed: bool = True
    runs_on: bool = False
    continued: bool = False


class _Pair(Struct):
    start: int  # of the opening mark
    end: int  # after the closing mark, or the end of the block
    mark: str
    closed: bool = True


def find_marked(text: str, blocks: Sequence[Span]) -> tuple[Marked, ...]:
    """Find all words between quotation marks, in order; no stretch crosses the end of a block.

    Straight and curly, double and single, „…“, «…», ‹…› and their reversed forms; two apostrophes in a row are no mark.
    """
    found: list[Marked] = []
    earlier: list[_Pair] = []
    alike = "”" in text and not any(mark in text for mark in "“„")
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        pairs = _pairs_of(text, block, following, alike)
        opened = {pair.mark for pair in earlier if not pair.closed}
        found.extend(_marked(text, block, following, pairs, opened))
        earlier = pairs
    return tuple(found)


def _pairs_of(text: str, block: Span, following: Span | None, alike: bool) -> list[_Pair]:
    doubles = list(_double_pairs(text, block, following, alike))
    singles = list(_single_pairs(text, block, following, doubles))
    return sorted(doubles + singles, key=lambda pair: (pair.start, -pair.end))


def _marked(text: str, block: Span, following: Span | None, pairs: list[_Pair], opened: set[str]) -> Iterator[Marked]:
    around: list[_Pair] = []
    for pair in pairs:
        while around and around[-1].end <= pair.start:
            around.pop()
        words = _strip(text, Span(pair.start + 1, pair.end - 1 if pair.closed else pair.end))
        if words.start < words.end:
            yield Marked(
                words=words,
                whole=Span(pair.start, pair.end),
                mark=pair.mark,
                depth=len(around),
                closed=pair.closed,
                runs_on=not pair.closed and _opens_with(text, following, pair.mark),
                continued=pair.start == block.start and pair.mark in opened,
            )
        around.append(pair)


def _strip(text: str, span: Span) -> Span:
    words = span.cut(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - len(words) + len(words.rstrip())))


def _opens_with(text: str, block: Span | None, mark: str) -> bool:
    return block is not None and text.startswith(mark, block.start)


def _double_pairs(text: str, block: Span, following: Span | None, alike: bool) -> Iterator[_Pair]:
    """Find pairs of double marks; with `alike` ”…” opens and closes with the same mark."""
    opened: list[_Pair] = []
    reversed_guillemets = _guillemets_reversed(block.cut(text))
    for match in _DOUBLE.finditer(text, block.start, block.end):
        place, mark = match.start(), match.group()
        if mark == '"' and _is_measure(text, place, bool(opened)):
            continue
        if _closes_double(text, place, block, mark, opened):
            pair = opened.pop()
            pair.end, pair.closed = place + 1, True
            yield pair
        elif (mark != "”" or alike) and _may_open(text, place, block, mark, reversed_guillemets):
            if opened and opened[-1].mark == mark and not _closed_twice(text, place, block, mark):
                yield _unclosed(text, opened.pop(), place)
            opened.append(_Pair(place, block.end, mark, closed=False))
    for pair in opened:
        if pair.mark != "”" and (pair is opened[0] or _opens_with(text, following, pair.mark)):
            yield pair


def _closes_double(text: str, place: int, block: Span, mark: str, opened: list[_Pair]) -> bool:
    """Say whether `mark` closes the last open pair; marks of the typewriter and of print are often mixed."""
    if not opened:
        return False
    if mark == "“" == opened[-1].mark:
        return _closes_straight(text, place, block) and not text[place + 1 : place + 2].isalnum()
    if mark not in _CLOSERS[opened[-1].mark]:
        return False
    if mark == '"':
        return _closes_straight(text, place, block) or not _opens_straight(text, place, block)
    return True


def _guillemets_reversed(words: str) -> bool:
    first = re.search(r"[«»‹›]", words)
    return bool(first) and first.group() in "»›" if first else False


def _may_open(text: str, place: int, block: Span, mark: str, reversed_guillemets: bool) -> bool:
    if mark in "»›":
        return reversed_guillemets
    if mark in '”"':
        return _opens_straight(text, place, block)
    return mark in _CLOSERS


def _closed_twice(text: str, place: int, block: Span, mark: str) -> bool:
    """Say whether the rest of the block closes both a mark that is open and the one opened inside it."""
    rest = text[place + 1 : min(block.end, place + _FAR)]
    depth = 2
    for letter in rest:
        if letter == mark:
            depth += 1
        elif letter in _CLOSERS[mark]:
            depth -= 1
            if depth == 0:
                return True
    return False


def _unclosed(text: str, pair: _Pair, place: int) -> _Pair:
    """Return a pair whose closing mark is missing, ended where the next one opens."""
    pair.end = pair.start + 1 + len(text[pair.start + 1 : place].rstrip())
    return pair


def _is_measure(text: str, place: int, opened: bool) -> bool:
    """Say whether a straight double mark stands for inches: 6'2", 12" pipes."""
    before = text[max(0, place - 5) : place]
    if re.search(r"\d['’′] ?\d{1,2}$", before):
        return True
    return not opened and re.search(r"\d$", before) is not None and not text[place + 1 : place + 2].isalnum()


def _opens_straight(text: str, place: int, block: Span) -> bool:
    before = text[place - 1] if place > block.start else " "
    after = text[place + 1] if place + 1 < block.end else " "
    return before in _BEFORE_OPENING and not after.isspace()


def _closes_straight(text: str, place: int, block: Span) -> bool:
    before = text[place - 1] if place > block.start else " "
    after = text[place + 1] if place + 1 < block.end else " "
    return not before.isspace() and not (after.isalnum() and before in _BEFORE_OPENING)


def _single_pairs(text: str, block: Span, following: Span | None, doubles: list[_Pair]) -> Iterator[_Pair]:
    places = [match.start() for match in _APOSTROPHES.finditer(text, block.start, block.end)]
    openers = [place for place in places if _opens_single(text, place, block)]
    if not openers or text.find("''", block.start, block.end) >= 0:  # where '' is a double mark, ' is an inner one
        return
    regions = _find_regions(places, block, doubles)
    closers: dict[Span, list[int]] = {}
    for place in places:
        if _closes_single(text, place, block):
            closers.setdefault(regions[place], []).append(place)
    free = block.start
    for number, opener in enumerate(openers):
        if opener < free:
            continue
        limit = openers[number + 1] if number + 1 < len(openers) else block.end
        here = closers.get(regions[opener], [])
        first = bisect_right(here, opener + 1)
        possible = [place for place in here[first : first + _MOST_CLOSERS] if text[place] in _CLOSERS[text[opener]]]
        closer = _choose_closer(text, [place for place in possible if place < limit] or possible)
        if closer is not None:
            yield _Pair(opener, closer + 1, text[opener])
            free = closer + 1
        elif text[opener] != "`" and regions[opener] == block and _opens_with(text, following, text[opener]):
            yield _Pair(opener, block.end, text[opener], closed=False)
            free = block.end


def _find_regions(places: list[int], block: Span, doubles: list[_Pair]) -> dict[int, Span]:
    """Return for each place the stretch inside the innermost double marks around it, or the block."""
    regions: dict[int, Span] = {}
    ahead = sorted(doubles, key=lambda pair: (-pair.start, pair.end))
    around: list[_Pair] = []
    for place in places:
        while ahead and ahead[-1].start < place:
            around.append(ahead.pop())
        while around and around[-1].end <= place:
            around.pop()
        regions[place] = Span(around[-1].start, around[-1].end) if around else block
    return regions


def _opens_single(text: str, place: int, block: Span) -> bool:
    mark = text[place]
    if mark == "’" or "''" in text[max(block.start, place - 1) : place + 2]:
        return False
    before = text[place - 1] if place > block.start else " "
    after = text[place + 1 : place + 8]
    return (
        before in _BEFORE_OPENING
        and bool(after)
        and not after[0].isspace()
        and (after[0].isalnum() or after[0] in '“„"«[($£€#@…-—–¿¡.')
        and not _CLIPPED.match(after)
    )


def _closes_single(text: str, place: int, block: Span) -> bool:
    if text[place] not in "’'‘" or "''" in text[max(block.start, place - 1) : place + 2]:
        return False
    before = text[place - 1] if place > block.start else " "
    after = text[place + 1] if place + 1 < block.end else " "
    return not before.isspace() and not after.isalnum()


def _choose_closer(text: str, possible: list[int]) -> int | None:
    """Tell the closing mark from plural possessives: first one after a stop, then one not after an s, then any."""
    stopped = [place for place in possible if text[place - 1] in _ENDS]
    no_plural = [place for place in possible if text[place - 1] not in "sS"]
    no_owner = [place for place in possible if text[place + 1 : place + 2] not in " \u00a0"]
    return next(iter([*stopped[:1], *no_plural[:1], *no_owner[:1], *possible]), None)
