"""Names in a story and what kind each is: the model's names are votes, the story's own evidence decides.

One name has one kind throughout a story, and surnames follow full names. The agency in a dateline or credit is no
entity.
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

_ENOUGH = 1.0  # votes below which a stretch is no name
_LIKELY = 2.0  # votes below which a name is in doubt
_DATELINE = re.compile(r"\(\s*([^()]{2,40}?)\s*\)\s*(?:--?|–|—)")


class FoundName(Struct, frozen=True):
    """A name in the text: where, of what kind, how sure (0 to 1), and why not where it is not."""

    span: Span
    kind: EntityKind
    confidence: float = 1.0
    reason: str = ""


def find_names(article: Article, parse: Parse) -> list[FoundName]:
    """Return the names of an English article in the order of its text, none overlapping another."""
    gazetteer = read_gazetteer()
    stretches = find_stretches(parse, gazetteer)
    agency = _find_agency(article)
    keys = [_key(parse, stretch) for stretch in stretches]
    votes = _count_votes(parse, stretches, keys, gazetteer)
    found: list[FoundName] = []
    for stretch, key in zip(stretches, keys, strict=True):
        if key in agency and _names_the_agency(article, parse, stretch):
            continue
        name = _decide(parse, stretch, votes[key])
        if name is not None:
            found.append(name)
    return found


def _key(parse: Parse, stretch: Stretch) -> str:
    return parse.text[parse.start[stretch.first] : parse.end[stretch.last]].casefold()


def _count_votes(parse: Parse, stretches: list[Stretch], keys: list[str], gazetteer: Gazetteer) -> dict[str, Votes]:
    """Return for each name the sum of what its words and all its places in the story tell of its kind."""
    votes: dict[str, Votes] = {}
    times = Counter(keys)
    for stretch, key in zip(stretches, keys, strict=True):
        if key not in votes:
            words = parse.word[stretch.first : stretch.last + 1]
            name = parse.text[parse.start[stretch.first] : parse.end[stretch.last]]
            votes[key] = dict(read_name(words, name, gazetteer))
        for kind, weight in read_surroundings(parse, stretch, gazetteer).items():
            votes[key][kind] = votes[key].get(kind, 0.0) + weight / times[key] ** 0.5
    _let_surnames_follow(parse, stretches, keys, votes)
    return votes


def _let_surnames_follow(parse: Parse, stretches: list[Stretch], keys: list[str], votes: dict[str, Votes]) -> None:
    parts: defaultdict[str, float] = defaultdict(float)
    for stretch, key in zip(stretches, keys, strict=True):
        if stretch.first < stretch.last and _best(votes[key])[0] == "person":
            for word in (parse.lower[stretch.first], parse.lower[stretch.last]):
                parts[word] = max(parts[word], 2.5)
    for key, weight in parts.items():
        if key in votes and votes[key].get("group", 0) < 3 and votes[key].get("place", 0) < 4:
            votes[key]["person"] = votes[key].get("person", 0.0) + weight


def _best(votes: Votes) -> tuple[EntityKind, float]:
    return max(votes.items(), key=lambda vote: vote[1], default=("other", 0.0))


def _decide(parse: Parse, stretch: Stretch, votes: Votes) -> FoundName | None:
    kind, weight = _best(votes)
    if weight < _ENOUGH:
        return None
    rest = sorted(votes.values(), reverse=True)
    margin = weight - max(rest[1], 0.0) if len(rest) > 1 else weight
    confidence = max(0.2, min(0.98, 0.5 + 0.12 * margin + 0.05 * weight))
    reason = "" if weight >= _LIKELY and margin >= 0.5 else "the story says little of what this name names"
    return FoundName(parse.span(stretch.first, stretch.last), kind, round(confidence, 3), reason)


def _find_agency(article: Article) -> frozenset[str]:
    """Return the names of the agency: as the intake read it, and as the dateline or the credit writes it."""
    names = {article.source.agency.casefold()} if article.source.agency else set()
    for block in article.blocks[:12]:
        if block.kind == "paragraph":
            head = article.text[block.span.start : block.span.start + 90]
            names |= {match.group(1).casefold() for match in _DATELINE.finditer(head)}
    return frozenset(names)


def _names_the_agency(article: Article, parse: Parse, stretch: Stretch) -> bool:
    """Say whether the agency's name stands in a credit or in brackets, not among the story's words."""
    kind = article.blocks[parse.block[stretch.first]].kind
    bracketed = stretch.first > 0 and parse.word[stretch.first - 1] == "("
    return kind in {"credit", "byline"} or bracketed
