"""Names that are no entities of a story: who reports it, the words of a title, peoples that only tell a kind."""

import re

from reader.analysis.capitals import Stretch
from reader.analysis.engine import Parse
from reader.analysis.gazetteer import Gazetteer
from reader.model.article import Article

_DATELINE = re.compile(r"\(\s*([^()]{2,40}?)\s*\)\s*(?:--?|–|—)")


def find_agency(article: Article) -> frozenset[str]:
    """Return the names of the agency: as the intake read it, and as the dateline writes it."""
    names = {fold_name(article.source.agency)} if article.source.agency else set()
    for block in article.blocks[:12]:
        if block.kind == "paragraph":
            head = article.text[block.span.start : block.span.start + 90]
            names |= {fold_name(match.group(1)) for match in _DATELINE.finditer(head)}
    return frozenset(names)


def names_who_reports(article: Article, parse: Parse, stretch: Stretch, agency: frozenset[str]) -> bool:
    """Say whether this is the author of a byline, or the agency in a credit or in the brackets of a dateline."""
    kind = article.blocks[parse.block[stretch.first]].kind
    if kind == "byline":
        return True
    bracketed = stretch.first > 0 and parse.word[stretch.first - 1] == "("
    return (kind == "credit" or bracketed) and key_of(parse, stretch) in agency


def is_part_of_title(parse: Parse, stretch: Stretch, gazetteer: Gazetteer) -> bool:
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


def is_adjective(parse: Parse, stretch: Stretch) -> bool:
    """Say whether the word of a people only tells the kind of another (“a top Chinese diplomat”)."""
    last = stretch.last
    owns = last + 1 < len(parse) and parse.tag[last + 1] == "POS"
    follows = parse.head[last] > last and parse.dep[last] in {"amod", "compound", "nmod", "poss"} and not owns
    plain = parse.tag[last] == "JJ" and not parse.word[last].endswith("s")
    return follows or (plain and parse.dep[last] in {"amod", "acomp", "conj", "compound", "nmod"})


def key_of(parse: Parse, stretch: Stretch) -> str:
    """Return by what the name of a stretch is known throughout a story."""
    return fold_name(parse.span(stretch.first, stretch.last).cut(parse.text))


def fold_name(name: str) -> str:
    """Return a name as it is compared: without case, with one apostrophe."""
    return name.casefold().replace("’", "'")
