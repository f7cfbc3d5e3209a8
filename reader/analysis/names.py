"""Names in a story and what kind each is: the model's names are votes, the story's own evidence decides.

One name has one kind throughout a story, and surnames follow full names. The agency of a dateline or credit and the
author of a byline are no entities.
"""

import re
from collections import Counter, defaultdict

from reader.analysis.capitals import Stretch
from reader.analysis.engine import Parse
from reader.analysis.found_name import FoundName as FoundName
from reader.analysis.gazetteer import Gazetteer, read_gazetteer
from reader.analysis.kinds import Votes, read_name, read_surroundings
from reader.analysis.lower_heads import with_lower_head
from reader.analysis.passed_over import (
    find_agency,
    fold_name,
    is_adjective,
    is_part_of_title,
    key_of,
    names_who_reports,
)
from reader.analysis.stretches import find_stretches
from reader.analysis.sureness import with_article
from reader.analysis.tagged_names import find_tagged_names, keep_apart
from reader.model.analysis import EntityKind
from reader.model.article import Article
from reader.model.span import Span

_ENOUGH = 0.75  # votes below which a stretch is no name
_LIKELY = 1.6  # votes below which a name is in doubt
_CLEAR = 0.4  # lead over another kind below which a name is in doubt
_TIED = re.compile(r"([A-Z][\w.]*)[-‑]([a-z]+)")


def find_names(article: Article, parse: Parse) -> list[FoundName]:
    """Return the names of an English article in the order of its text, none overlapping another."""
    gazetteer = read_gazetteer()
    if parse.tagged is not None:
        return find_tagged_names(article, parse, parse.tagged, gazetteer)
    agency = find_agency(article)
    stretches = [
        stretch
        for stretch in find_stretches(parse, gazetteer)
        if not is_part_of_title(parse, stretch, gazetteer) and not names_who_reports(article, parse, stretch, agency)
    ]
    keys = [key_of(parse, stretch) for stretch in stretches]
    votes = _count_votes(parse, stretches, keys, gazetteer)
    found: list[FoundName] = []
    for stretch, key in zip(stretches, keys, strict=True):
        name = _decide(parse, stretch, votes[key])
        if name is not None and not (name.kind == "group" and is_adjective(parse, stretch)):
            found.append(with_lower_head(parse, name, gazetteer))
    found += _find_tied(parse, gazetteer, {fold_name(name.span.cut(article.text)): name.kind for name in found})
    return keep_apart(found)


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
                word = fold_name(parse.word[token])
                parts[word] = max(parts[word], min(3.0, weight))
        elif stretch.first < stretch.last and 0 < votes[key].get("person", 0.0) < weight:
            relatives.append((key, fold_name(parse.word[stretch.last])))
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
        reason = f"could also be {with_article(other)}"
    elif weight < _LIKELY and not stretch.label:
        reason = "the story says little of what this names"
    span = parse.span(stretch.first, stretch.last)
    return FoundName(span, kind, round(confidence if not reason else min(confidence, 0.6), 3), reason)


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
        kind = kinds.get(fold_name(name)) or _known_kind(name, gazetteer)
        if kind is not None and kind != "group":
            start = parse.start[token]
            found.append(FoundName(Span(start, start + len(name)), kind, 0.9))
    return found


def _known_kind(name: str, gazetteer: Gazetteer) -> EntityKind | None:
    if gazetteer.is_place(name):
        return "place"
    return "organisation" if name in gazetteer.bodies or name in gazetteer.heads["known"] else None
