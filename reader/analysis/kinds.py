"""What kind of thing a name names: evidence from the words of the name, the words around it, and the model's label."""

from reader.analysis.capitals import DASHES, POSSESSIVES, Stretch
from reader.analysis.engine import Parse
from reader.analysis.gazetteer import Gazetteer
from reader.model.analysis import EntityKind

Votes = dict[EntityKind, float]

_LABELS: dict[str, tuple[EntityKind, float]] = {
    "PERSON": ("person", 1.3),
    "ORG": ("organisation", 0.9),
    "GPE": ("place", 1.3),
    "LOC": ("place", 1.3),
    "FAC": ("place", 1.0),
    "NORP": ("group", 1.2),
    "EVENT": ("event", 0.8),
    "WORK_OF_ART": ("work", 0.7),
    "PRODUCT": ("other", 0.6),
    "LAW": ("work", 0.8),
}
_SINGLE_ORG = 0.75  # the model calls many a surname an organisation
_LINKS = frozenset({"of", "for", "on"})
_PLACE_BEFORE = {"in": 0.9, "near": 0.9, "across": 0.6, "at": 0.3, "from": 0.3, "outside": 0.6, "around": 0.4}


def read_name(words: list[str], name: str, gazetteer: Gazetteer) -> Votes:
    """Return what the words of a name tell by themselves."""
    votes: Votes = {}
    heads = gazetteer.heads
    if name.isupper() and (gazetteer.is_place(name.title()) or name.title() in gazetteer.peoples):
        name, words = name.title(), [word.title() for word in words]
    last, first = words[-1], words[0]
    if name in gazetteer.peoples:
        votes["group"] = 4.0
    elif name in gazetteer.countries:
        votes["place"] = 4.0
    elif name in gazetteer.bodies or name in heads["known"]:
        votes["organisation"] = 3.0
    elif name in gazetteer.cities:
        votes["place"] = 2.0
    if len(words) > 1 and not gazetteer.is_place(name):
        head = next((words[i - 1] for i, word in enumerate(words) if i and word in _LINKS), last)
        if last in heads["event"] or last in heads["work"]:
            _add(votes, "event" if last in heads["event"] else "work", 3.2)
        elif (
            head in heads["place"] or first in heads["place-first"] or (head in heads["place-of"] and head is not last)
        ):
            _add(votes, "place", 2.3)
        if head in heads["organisation"] or last in heads["organisation"] or first in heads["organisation-first"]:
            _add(votes, "organisation", 2.5)
        if first in gazetteer.given_names:
            _add(votes, "person", 1.8)
    elif first in gazetteer.given_names:
        _add(votes, "person", 0.8)
    elif last in heads["organisation"]:
        _add(votes, "organisation", 0.8)
    if last in heads["company"]:
        _add(votes, "organisation", 3.0)
    if len(words) == 1 and 2 <= len(first) <= 7 and first.isupper() and not votes:
        _add(votes, "organisation", 1.7)
    return votes


def read_surroundings(parse: Parse, stretch: Stretch, gazetteer: Gazetteer) -> Votes:
    """Return what the model's label and the words around one occurrence tell."""
    votes: Votes = {}
    if stretch.label:
        kind, weight = _LABELS[stretch.label]
        votes[kind] = weight if stretch.first < stretch.last or stretch.label != "ORG" else _SINGLE_ORG
    first, last = stretch.first, stretch.last
    opening, closing = parse.sentences[parse.sentence[first]]
    before = parse.lower[first - 1] if first > opening else ""
    after = parse.word[last + 1] if last + 1 < closing else ""
    beyond = parse.lower[last + 2] if last + 2 < closing else ""
    if stretch.titled or (first > opening and parse.word[first - 1] in gazetteer.addresses and after != "of"):
        _add(votes, "person", 2.5)
    elif before in gazetteer.persons and before not in {"member", "host", "star", "model", "lock", "prop"}:
        _add(votes, "person", 1.2)
    elif before in {"of", "the"}:
        _read_holder(parse, votes, first, opening, gazetteer)
    elif before in gazetteer.words["body"] or before in {"ruling", "told"}:
        _add(votes, "organisation", 1.0 if before != "told" else 0.5)
    elif before in gazetteer.words["place-near"]:
        _add(votes, "place", 1.0)
    elif before in _PLACE_BEFORE:
        _add(votes, "place", _PLACE_BEFORE[before])
    if before in {"the", "a", "an"}:
        _add(votes, "person", -1.2)
        _add(votes, "organisation", 0.3)
    if after in {",", "("}:
        if beyond.isdigit() and len(beyond) == 2:
            _add(votes, "person", 2.0)
        elif beyond == "who":
            _add(votes, "person", 1.0)
        elif beyond == "which":
            _add(votes, "person", -1.0)
        else:
            _read_apposition(parse, votes, last, gazetteer)
    elif ((after == "and" and beyond == "other") or after.islower()) and _is_crowd(parse, last, gazetteer):
        _add(votes, "group", 1.5)
    elif after in DASHES and beyond in {"based", "born"}:
        _add(votes, "place", 2.0)
    elif (after in POSSESSIVES and beyond == "capital") or after in gazetteer.words["place-after"]:
        _add(votes, "place", 1.0)
    elif after in gazetteer.words["body-after"]:
        _add(votes, "organisation", 0.8)
    _read_doer(parse, votes, stretch, before, gazetteer)
    if parse.dep[last] == "nsubj" and parse.lemma[parse.head[last]] in gazetteer.words["speech"]:
        _add(votes, "person", 0.8)
        _add(votes, "organisation", 0.1)
        _add(votes, "place", -0.4)
    return votes


def _read_doer(parse: Parse, votes: Votes, stretch: Stretch, before: str, gazetteer: Gazetteer) -> None:
    """Read the place in the sentence: whoever does or owns something, in one word without an article, is a person.

    Of such words that no lexicon knows, five of six are persons even where the model reads an organisation.
    """
    first, last = stretch.first, stretch.last
    dep = parse.dep[last]
    if before in {"the", "a", "an"} or parse.word[last].isupper() or parse.lemma[parse.head[last]] == "report":
        return
    word = parse.word[last]
    if first == last and (gazetteer.is_place(word) or word in gazetteer.heads["known"] or not word[1:].islower()):
        return
    if first == last and parse.tag[last] == "NNP":
        _add(votes, "person", {"nsubj": 0.85, "nsubjpass": 0.8, "poss": 0.6}.get(dep, 0.0))
    elif dep == "nsubj" and not stretch.label and last - first < 3 and set(parse.tag[first : last + 1]) == {"NNP"}:
        _add(votes, "person", 0.9)


def _read_holder(parse: Parse, votes: Votes, first: int, opening: int, gazetteer: Gazetteer) -> None:
    """Read what stands before “of”: a city of it, a mayor of it, a chairman of it, a person of it."""
    link = first - 1 if parse.lower[first - 1] == "of" else first - 2
    noun = link - 1
    if noun < opening or parse.lower[link] != "of":
        return
    if parse.lower[noun] in gazetteer.words["place-of"]:
        _add(votes, "place", 1.2)
    elif parse.lower[noun] in gazetteer.words["body-of"] or (parse.tag[noun] == "NNP" and link == first - 1):
        _add(votes, "organisation", 0.9)


def _is_crowd(parse: Parse, last: int, gazetteer: Gazetteer) -> bool:
    """Say whether “people”, “herders” or “and other ethnic groups” follows."""
    ahead = parse.lower[last + 1 : last + 5]
    crowd = gazetteer.words["crowd"]
    if ahead[:2] == ["and", "other"]:
        return not crowd.isdisjoint(ahead)
    return bool(ahead) and ahead[0] in crowd and ahead[0] not in {"group", "groups", "community"}


def _read_apposition(parse: Parse, votes: Votes, last: int, gazetteer: Gazetteer) -> None:
    for child in parse.children[last]:
        if child > last and parse.dep[child] == "appos":
            noun = parse.lower[child]
            if noun in gazetteer.persons:
                _add(votes, "person", 1.5)
            elif noun in gazetteer.heads["lower"] or noun in gazetteer.words["body"]:
                _add(votes, "organisation", 1.5)
            elif parse.word[child] in gazetteer.countries:
                _add(votes, "place", 1.0)


def _add(votes: Votes, kind: EntityKind, weight: float) -> None:
    votes[kind] = votes.get(kind, 0.0) + weight
