"""Where the names model sees names in a story, mended by what the whole story tells.

Edges lose articles, titles of address, possessives and marks; a name that is sure in one place is found in the others,
headlines in capitals included; an acronym in brackets names what stands before it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from reader.analysis.engine import Parse
from reader.analysis.gazetteer import Gazetteer
from reader.analysis.labels import KINDS
from reader.analysis.tagger import Tagged
from reader.analysis.words import OPENS_FLAG, PLACE_FLAGS, Words
from reader.model.analysis import EntityKind
from reader.model.span import Span

Chances = dict[EntityKind, float]

_OPENERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_ADDRESSES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "rev", "gen", "col", "capt", "lt", "sgt", "maj", "hon", "cllr"}
)
_SHORTENED = frozenset({"jr", "sr", "inc", "ltd", "co", "corp", "bros", "st", "dept"})
_DASHES = frozenset("-‐‑")
_SYLLABLE = 5  # letters of the second half of a given name at most
_APOSTROPHES = frozenset({"'", "’"})
_CAPITAL = 11  # the first of the shapes with a capital
_SURE = 0.8
_SURE_IN_TITLE = 0.8
_SHORTEST_TITLE = 4  # words
_CAPITALS = 0.7  # share of words with a capital that makes a headline of a line
_CLOSING = frozenset(".?!”")
_LEXICON_CHANCE = 0.9
_DOUBTED = 0.985  # chance of no name above which a lone word is left alone, though it is a name elsewhere


class Sighting(Struct):
    """A name in one place: words `first` to `after`, the chance of each kind, and that of being a name at all."""

    first: int
    after: int
    chances: Chances
    is_name: float
    key: str = ""


def find_sightings(tagged: Tagged, gazetteer: Gazetteer) -> list[Sighting]:
    """Return the names of a text in order, apart from one another.

    In headlines of capitals only what is known from elsewhere, or very sure, is a name.
    """
    titles = find_title_words(tagged.words)
    read = [
        sighting for name in tagged.names if (sighting := _mend(tagged, name.first, name.after, gazetteer)) is not None
    ]
    seen = [sighting for sighting in read if sighting.first not in titles]
    seen += _find_acronyms(tagged, seen)
    seen += _find_again(tagged, seen, titles)
    taken = {word for sighting in seen for word in range(sighting.first, sighting.after)}
    told = (sighting for sighting in read if sighting.first in titles and _likeliest(sighting) > _SURE_IN_TITLE)
    for sighting in (*told, *_find_places(tagged, titles)):
        if taken.isdisjoint(range(sighting.first, sighting.after)):
            seen.append(sighting)
            taken.update(range(sighting.first, sighting.after))
    return sorted(seen, key=lambda sighting: sighting.first)


def find_title_words(words: Words) -> frozenset[int]:
    """Return the words of lines in which nearly every word has a capital: headlines."""
    opens = [word for word, flags in enumerate(words.flags) if flags & OPENS_FLAG]
    lines = pairwise([*opens, len(words)])
    return frozenset(
        word for first, after in lines if _is_in_title_case(words, first, after) for word in range(first, after)
    )


def _is_in_title_case(words: Words, first: int, after: int) -> bool:
    told = [word for word in words.word[first:after] if word[0].isalpha()]
    closed = words.word[after - 1] in _CLOSING
    return (
        len(told) >= _SHORTEST_TITLE and not closed and sum(word[0].isupper() for word in told) > _CAPITALS * len(told)
    )


def span_of(tagged: Tagged, sighting: Sighting) -> Span:
    """Return where a sighting stands in the text."""
    return Span(tagged.words.start[sighting.first], tagged.words.end[sighting.after - 1])


def tokens_of(parse: Parse, span: Span) -> tuple[int, int]:
    """Return the first and last token that a span overlaps."""
    tokens = parse.tokens(span)
    return tokens.start, max(tokens.start, tokens.stop - 1)


def _mend(tagged: Tagged, first: int, after: int, gazetteer: Gazetteer) -> Sighting | None:
    word = tagged.words.word
    while first < after and _is_no_opening(tagged, first, after, gazetteer):
        first += 1
    after = next((i for i in range(first + 1, after) if word[i] in "()[]{}"), after)
    while first < after and not word[after - 1][0].isalnum() and not _ends_shortened(word, first, after):
        after -= 1
    if after - first > 2 and word[after - 1] == "s" and word[after - 2] in _APOSTROPHES:
        after -= 2
    after = _mend_end(tagged, first, after, gazetteer)
    if first == after or not any(part[0].isupper() for part in word[first:after]):
        return None
    return _see(tagged, first, after)


def _mend_end(tagged: Tagged, first: int, after: int, gazetteer: Gazetteer) -> int:
    """Return the end of a name without the “High” of a commissioner, and with the “won” of “Park Ji-won”."""
    words = tagged.words
    cut = after
    while (
        cut > first + 1
        and cut < len(words)
        and _is_title(words, cut - 1, gazetteer)
        and _is_title(words, cut, gazetteer)
    ):
        cut -= 1
    if cut < after and gazetteer.is_title(words.word[after]):
        return cut
    dash, syllable = after, after + 1
    if after - first > 1 and syllable < len(words) and words.word[dash] in _DASHES:
        glued = words.start[dash] == words.end[dash - 1] and words.start[syllable] == words.end[dash]
        second = words.word[syllable]
        if glued and second.islower() and len(second) <= _SYLLABLE and second not in gazetteer.words["tied"]:
            return after + 2
    return after


def _is_title(words: Words, word: int, gazetteer: Gazetteer) -> bool:
    return gazetteer.is_title(words.word[word])


def _is_no_opening(tagged: Tagged, first: int, after: int, gazetteer: Gazetteer) -> bool:
    words = tagged.words
    if not words.word[first][0].isalnum():
        return True
    if after - first == 1:
        return False
    whole = words.text[words.start[first] : words.end[after - 1]]
    folded = words.word[first].lower()
    return (folded in _OPENERS and not gazetteer.is_place(whole)) or folded in _ADDRESSES


def _ends_shortened(word: Sequence[str], first: int, after: int) -> bool:
    """Say whether a full stop belongs to the name: “U.S.”, “Inc.”."""
    if word[after - 1] != "." or after - first < 2:
        return False
    before = word[after - 2]
    return (len(before) == 1 and before.isupper()) or before.lower() in _SHORTENED


def _see(tagged: Tagged, first: int, after: int) -> Sighting:
    mean = tagged.chances[first:after].mean(0)
    chances: Chances = {kind: float(chance) for kind, chance in zip(KINDS, mean[1:], strict=True)}
    return Sighting(first, after, chances, 1 - float(mean[0]), _key(tagged.words.word[first:after]))


def _key(words: Sequence[str]) -> str:
    return " ".join(words).casefold().replace("’", "'")


def _find_acronyms(tagged: Tagged, seen: list[Sighting]) -> Iterator[Sighting]:
    """Find the “NWC” of “National Water Commission (NWC)”, seen or not, and let it name the same kind."""
    word = tagged.words.word
    by_first = {sighting.first: sighting for sighting in seen}
    for sighting in list(seen):
        short = sighting.after + 1
        if short >= len(word) or word[short - 1] != "(" or not word[short].isupper() or len(word[short]) < 2:
            continue
        initials = "".join(part[0] for part in word[sighting.first : sighting.after] if part[0].isupper())
        if initials.upper() != word[short] or sighting.after - sighting.first < 2:
            continue
        if short in by_first:
            by_first[short].chances = dict(sighting.chances)
        else:
            yield Sighting(short, short + 1, dict(sighting.chances), sighting.is_name, _key(word[short : short + 1]))


def _find_places(tagged: Tagged, titles: frozenset[int]) -> Iterator[Sighting]:
    """Find the countries and cities of the lexicons in headlines of capitals."""
    flags = tagged.words.flags
    for first in sorted(titles):
        if flags[first] & PLACE_FLAGS and not (first - 1 in titles and flags[first - 1] & PLACE_FLAGS):
            after = first + 1
            while after in titles and flags[after] & PLACE_FLAGS:
                after += 1
            chances: Chances = dict.fromkeys(KINDS, 0.0)
            chances["place"] = _LEXICON_CHANCE
            yield Sighting(first, after, chances, _LEXICON_CHANCE, _key(tagged.words.word[first:after]))


def _find_again(tagged: Tagged, seen: list[Sighting], titles: frozenset[int]) -> Iterator[Sighting]:
    """Find names that are sure elsewhere in the story where the model passed them over."""
    words = tagged.words
    taken = {word for sighting in seen for word in range(sighting.first, sighting.after)}
    sure: dict[str, Sighting] = {}
    for sighting in seen:
        least = _likeliest(sure[sighting.key]) if sighting.key in sure else _SURE
        if _likeliest(sighting) > least:
            sure[sighting.key] = sighting
    surnames = [_cut_surname(tagged, sighting) for sighting in sure.values() if _is_full_name(sighting)]
    by_word: defaultdict[str, list[Sighting]] = defaultdict(list)
    for sighting in sorted([*sure.values(), *surnames], key=lambda sighting: sighting.first - sighting.after):
        by_word[_key(words.word[sighting.first : sighting.first + 1])].append(sighting)
    for first, word in enumerate(words.word):
        if words.shape[first] < _CAPITAL or first in taken:
            continue
        for known in by_word.get(_key([word]), ()):
            after = first + known.after - known.first
            free = after <= len(words) and taken.isdisjoint(range(first, after))
            in_title = first in titles
            if free and (in_title or known.key in sure) and _is_met(tagged, first, after, known, in_title=in_title):
                taken.update(range(first, after))
                yield Sighting(first, after, dict(known.chances), known.is_name, known.key)
                break


def _is_met(tagged: Tagged, first: int, after: int, known: Sighting, *, in_title: bool) -> bool:
    """Say whether words are a known name; one word that is clearly no name here, or part of a longer one, is not."""
    if _key(tagged.words.word[first:after]) != known.key:
        return False
    return (
        in_title
        or after - first > 1
        or (tagged.chances[first][0] <= _DOUBTED and not _has_capital_beside(tagged, first))
    )


def _is_full_name(sighting: Sighting) -> bool:
    return sighting.after - sighting.first > 1 and sighting.chances["person"] > _SURE


def _cut_surname(tagged: Tagged, sighting: Sighting) -> Sighting:
    """Return the surname of a full name, as headlines have it."""
    last = sighting.after - 1
    word = tagged.words.word[last]
    return Sighting(last, sighting.after, dict(sighting.chances), sighting.is_name, _key([word]))


def _likeliest(sighting: Sighting) -> float:
    return max(sighting.chances.values())


def _has_capital_beside(tagged: Tagged, word: int) -> bool:
    """Say whether a word may be part of a longer name that is none of those seen."""
    shape = tagged.words.shape
    return any(0 <= i < len(shape) and shape[i] >= _CAPITAL for i in (word - 1, word + 1))
