"""Names in a story and what kind each is: the model's names are votes, the story's own evidence decides.

One name has one kind throughout a story, and surnames follow full names. The agency of a dateline or credit and the
author of a byline are no entities.
"""

import re
from collections import Counter, defaultdict

from msgspec import Struct

from reader.analysis.capitals import Stretch
from reader.analysis.engine import Parse
from reader.analysis.gazetteer import Gazetteer, read_gazetteer
from reader.analysis.kinds import Votes, read_name, read_surroundings
from reader.analysis.stretches import find_stretches
from reader.model.analysis import EntityKind
from reader.model.article import Article
from reader.model.span import Span

_ENOUGH = 0.75  # votes below which a stretch is no name
_LIKELY = 1.6  # votes below which a name is in doubt
_CLEAR = 0.4  # lead over another kind below which a name is in doubt
_DATELINE = re.compile(r"\(\s*([^()]{2,40}?)\s*\)\s*(?:--?|–|—)")
_TIED = re.compile(r"([A-Z][\w.]*)[-‑]([a-z]+)")
_LOWER = frozenset({"JJ", "NN", "NNS", "HYPH", "VBG"})


class FoundName(Struct, frozen=True):
    """A name in the text: where, of what kind, how sure (0 to 1), and why not where it is not."""

    span: Span
    kind: EntityKind
    confidence: float = 1.0
    reason: str = ""


def find_names(article: Article, parse: Parse) -> list[FoundName]:
    """Return the names of an English article in the order of its text, none overlapping another."""
    gazetteer = read_gazetteer()
    agency = _find_agency(article)
    stretches = [
        stretch
        for stretch in find_stretches(parse, gazetteer)
        if not _is_part_of_title(parse, stretch, gazetteer) and not _names_who_reports(article, parse, stretch, agency)
    ]
    keys = [_key(parse, stretch) for stretch in stretches]
    votes = _count_votes(parse, stretches, keys, gazetteer)
    found: list[FoundName] = []
    for stretch, key in zip(stretches, keys, strict=True):
        name = _decide(parse, stretch, votes[key])
        if name is not None and not (name.kind == "group" and _is_adjective(parse, stretch)):
            found.append(_with_lower_head(parse, stretch, name, gazetteer))
    found += _find_tied(parse, gazetteer, {_fold(name.span.cut(article.text)): name.kind for name in found})
    return _apart(found)


def _key(parse: Parse, stretch: Stretch) -> str:
    return _fold(parse.span(stretch.first, stretch.last).cut(parse.text))


def _fold(name: str) -> str:
    return name.casefold().replace("’", "'")


def _count_votes(parse: Parse, stretches: list[Stretch], keys: list[str], gazetteer: Gazetteer) -> dict[str, Votes]:
    """Return for each name the sum of what its words and all its places in the story tell of its kind."""
    votes: dict[str, Votes] = {}
    times = Counter(keys)
    for stretch, key in zip(stretches, keys, strict=True):
        if key not in votes:
            words = parse.word[stretch.first : stretch.last + 1]
            votes[key] = read_name(words, parse.span(stretch.first, stretch.last).cut(parse.text), gazetteer)
        for kind, weight in read_surroundings(parse, stretch, gazetteer).items():
            votes[key][kind] = votes[key].get(kind, 0.0) + weight / times[key] ** 0.5
    _let_surnames_follow(parse, stretches, keys, votes)
    return votes


def _let_surnames_follow(parse: Parse, stretches: list[Stretch], keys: list[str], votes: dict[str, Votes]) -> None:
    """Let the first and last words of full names be persons' too, unless they are a country or a people."""
    parts: defaultdict[str, float] = defaultdict(float)
    relatives: list[tuple[str, str]] = []
    for stretch, key in zip(stretches, keys, strict=True):
        kind, weight = _best(votes[key])
        if stretch.first < stretch.last and kind == "person":
            for token in (stretch.first, stretch.last):
                word = _fold(parse.word[token])
                parts[word] = max(parts[word], min(3.0, weight))
        elif stretch.first < stretch.last and 0 < votes[key].get("person", 0.0) < weight:
            relatives.append((key, _fold(parse.word[stretch.last])))
    for key, surname in relatives:
        if surname in parts:
            votes[key]["person"] += 0.8
    for word, weight in parts.items():
        if word in votes and votes[word].get("group", 0) < 3 and votes[word].get("place", 0) < 4:
            votes[word]["person"] = votes[word].get("person", 0.0) + weight


def _best(votes: Votes) -> tuple[EntityKind, float]:
    return max(votes.items(), key=lambda vote: vote[1], default=("other", 0.0))


def _decide(parse: Parse, stretch: Stretch, votes: Votes) -> FoundName | None:
    kind, weight = _best(votes)
    if weight < _ENOUGH:
        return None
    second = max((other for name, other in votes.items() if name != kind), default=0.0)
    lead = weight - max(second, 0.0)
    confidence = max(0.3, min(0.98, 0.55 + 0.1 * lead + 0.06 * weight))
    reason = ""
    if lead < _CLEAR:
        other = next(name for name, value in votes.items() if name != kind and value == second)
        reason = f"could also be {_with_article(other)}"
    elif weight < _LIKELY and not stretch.label:
        reason = "the story says little of what this names"
    span = parse.span(stretch.first, stretch.last)
    return FoundName(span, kind, round(confidence if not reason else min(confidence, 0.6), 3), reason)


def _with_article(kind: EntityKind) -> str:
    return {"organisation": "an organisation", "event": "an event", "other": "something else"}.get(kind, f"a {kind}")


def _is_adjective(parse: Parse, stretch: Stretch) -> bool:
    """Say whether the word of a people only tells the kind of another (“a top Chinese diplomat”)."""
    last = stretch.last
    owns = last + 1 < len(parse) and parse.tag[last + 1] == "POS"
    follows = parse.head[last] > last and parse.dep[last] in {"amod", "compound", "nmod", "poss"} and not owns
    plain = parse.tag[last] == "JJ" and not parse.word[last].endswith("s")
    return follows or (plain and parse.dep[last] in {"amod", "acomp", "conj", "compound", "nmod"})


def _is_part_of_title(parse: Parse, stretch: Stretch, gazetteer: Gazetteer) -> bool:
    """Say whether a title holds these words: “Human Rights” of “High Commissioner for Human Rights”."""
    before = stretch.first - 1
    if before > 0 and parse.lower[before] == "the":
        before -= 1
    if before < 1 or parse.lower[before] not in {"of", "for"} or not gazetteer.is_title(parse.word[before - 1]):
        return False
    words = parse.word[stretch.first : stretch.last + 1]
    name = " ".join(words)
    parts = [part.strip() for part in re.split(r" and | & |,", name)]
    return all(part in gazetteer.portfolios for part in parts)


def _with_lower_head(parse: Parse, stretch: Stretch, name: FoundName, gazetteer: Gazetteer) -> FoundName:
    """Return “U.N. human rights office” for the “U.N.” before it: one body, though its last words are lower-case."""
    written = name.span.cut(parse.text)
    if name.kind != "organisation" or not (written in gazetteer.bodies or written.isupper()):
        return name
    heads = gazetteer.heads["lower"]
    closing = parse.sentences[parse.sentence[stretch.last]][1]
    head = stretch.last + 1
    while head < closing and parse.tag[head] in _LOWER and parse.lower[head] not in heads:
        head += 1
    if head >= closing or parse.tag[head] != "NN" or not 2 <= head - stretch.last <= 4:
        return name
    if parse.lower[head] not in heads or (parse.dep[head] == "compound" and parse.head[head] > head):
        return name
    opening = parse.lower[stretch.first - 1] if stretch.first else ""
    if opening in {"a", "an"} or not any(parse.tag[i] in {"NN", "NNS"} for i in range(stretch.last + 1, head)):
        return name
    return FoundName(Span(name.span.start, parse.end[head]), "organisation", min(name.confidence, 0.9), name.reason)


def _find_tied(parse: Parse, gazetteer: Gazetteer, kinds: dict[str, EntityKind]) -> list[FoundName]:
    """Return the names in front of a hyphen: “U.N.” of “U.N.-backed”."""
    found = []
    for token, word in enumerate(parse.word):
        if "-" not in word and "‑" not in word:
            continue
        match = _TIED.fullmatch(word)
        if match is None or match.group(2) not in gazetteer.words["tied"]:
            continue
        name = match.group(1)
        kind = kinds.get(_fold(name)) or _known_kind(name, gazetteer)
        if kind is not None and kind != "group":
            start = parse.start[token]
            found.append(FoundName(Span(start, start + len(name)), kind, 0.9))
    return found


def _known_kind(name: str, gazetteer: Gazetteer) -> EntityKind | None:
    if gazetteer.is_place(name):
        return "place"
    return "organisation" if name in gazetteer.bodies or name in gazetteer.heads["known"] else None


def _apart(found: list[FoundName]) -> list[FoundName]:
    """Return the names in order; where two overlap, the longer stays."""
    kept: list[FoundName] = []
    for name in sorted(found, key=lambda name: (name.span.start, -name.span.end)):
        if not kept or kept[-1].span.end <= name.span.start:
            kept.append(name)
    return kept


def _find_agency(article: Article) -> frozenset[str]:
    """Return the names of the agency: as the intake read it, and as the dateline writes it."""
    names = {_fold(article.source.agency)} if article.source.agency else set()
    for block in article.blocks[:12]:
        if block.kind == "paragraph":
            head = article.text[block.span.start : block.span.start + 90]
            names |= {_fold(match.group(1)) for match in _DATELINE.finditer(head)}
    return frozenset(names)


def _names_who_reports(article: Article, parse: Parse, stretch: Stretch, agency: frozenset[str]) -> bool:
    """Say whether this is the author of a byline, or the agency in a credit or in the brackets of a dateline."""
    kind = article.blocks[parse.block[stretch.first]].kind
    if kind == "byline":
        return True
    bracketed = stretch.first > 0 and parse.word[stretch.first - 1] == "("
    return (kind == "credit" or bracketed) and _key(parse, stretch) in agency
