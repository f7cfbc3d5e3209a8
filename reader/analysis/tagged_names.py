"""Names as the names model reads them, and their kinds by the whole story's evidence.

The chances of all places of a name are put together and surnames count for their full names, so that one name has one
kind throughout. What kinds.py knows of the words of a name and of those around it was measured to add nothing here.
"""

from collections import defaultdict
from collections.abc import Iterable

from reader.analysis.capitals import Capitals, Stretch
from reader.analysis.engine import Parse
from reader.analysis.found_name import FoundName
from reader.analysis.gazetteer import Gazetteer
from reader.analysis.kinds import Votes, read_name
from reader.analysis.lower_heads import with_lower_head
from reader.analysis.passed_over import find_agency, is_adjective, is_part_of_title, names_who_reports
from reader.analysis.sightings import Sighting, find_sightings, span_of, tokens_of
from reader.analysis.sureness import weigh_name
from reader.analysis.tagger import Tagged
from reader.model.analysis import EntityKind
from reader.model.article import Article

_SURNAME = 2.0  # what a full name says of its first and last word, beside what that word's own places say
_SPEAKS = 1.0
_PEOPLE = 0.5  # chance of a group from which a word is no surname
_SURE_HEAD = 3.0  # votes that make an event or a work of capitals that the model passes over
_EVENT_CONFIDENCE = 0.7


def find_tagged_names(article: Article, parse: Parse, tagged: Tagged, gazetteer: Gazetteer) -> list[FoundName]:
    """Return the names of an article in the order of its text, none overlapping another."""
    agency = find_agency(article)
    places: list[tuple[Sighting, Stretch]] = []
    for sighting in find_sightings(tagged, gazetteer):
        stretch = Stretch(*tokens_of(parse, span_of(tagged, sighting)))
        if not is_part_of_title(parse, stretch, gazetteer) and not names_who_reports(article, parse, stretch, agency):
            places.append((sighting, stretch))
    votes = count_votes((sighting for sighting, _ in places), gazetteer)
    _let_short_forms_follow(parse, places, votes, gazetteer)
    found = []
    for sighting, stretch in places:
        kind, _ = best(votes[sighting.key])
        if not (kind == "group" and is_adjective(parse, stretch)):
            confidence, reason = weigh_name(kind, votes[sighting.key], sighting.is_name)
            name = FoundName(span_of(tagged, sighting), kind, confidence, reason)
            found.append(with_lower_head(parse, name, gazetteer))
    return keep_apart([*found, *_find_events(parse, found, gazetteer)])


def count_votes(sightings: Iterable[Sighting], gazetteer: Gazetteer) -> dict[str, Votes]:
    """Return for each name what all its places in the story tell of its kind, a chance where no surname is involved."""
    together: defaultdict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        together[sighting.key].append(sighting)
    votes = {key: _take_mean(mine) for key, mine in together.items()}
    people: defaultdict[str, float] = defaultdict(float)
    for key, mine in votes.items():
        words = key.split()
        if len(words) > 1 and best(mine)[0] == "person":
            for word in {words[0], words[-1]}:
                people[word] += mine["person"] * len(together[key])
    for word, weight in people.items():
        if word in votes and votes[word]["group"] < _PEOPLE and word.title() not in gazetteer.countries:
            votes[word]["person"] += _SURNAME * weight / len(together[word])
    return votes


def _let_short_forms_follow(
    parse: Parse, places: list[tuple[Sighting, Stretch]], votes: dict[str, Votes], gazetteer: Gazetteer
) -> None:
    """Let the first word of a body's name that says something mean the body: “Ostrava” after “Ostrava School”."""
    bodies = {key.split()[0] for key, mine in votes.items() if " " in key and best(mine)[0] == "organisation"}
    for sighting, stretch in places:
        known = gazetteer.is_place(sighting.key.title())
        if (
            sighting.key in bodies
            and not known
            and best(votes[sighting.key])[0] == "place"
            and _says(parse, stretch, gazetteer)
        ):
            votes[sighting.key]["organisation"] += _SPEAKS


def _says(parse: Parse, stretch: Stretch, gazetteer: Gazetteer) -> bool:
    last = stretch.last
    return parse.dep[last] == "nsubj" and parse.lemma[parse.head[last]] in gazetteer.words["speech"]


def _take_mean(sightings: list[Sighting]) -> Votes:
    kinds = sightings[0].chances
    return {kind: sum(sighting.chances[kind] for sighting in sightings) / len(sightings) for kind in kinds}


def best(votes: Votes) -> tuple[EntityKind, float]:
    """Return the kind that most speaks for, and how much."""
    return max(votes.items(), key=lambda vote: vote[1])


def _find_events(parse: Parse, found: list[FoundName], gazetteer: Gazetteer) -> list[FoundName]:
    """Return events and works, which the model was hardly taught: capitals that end in “Cup”, “War” or “Treaty”."""
    taken = {token for name in found for token in parse.tokens(name.span)}
    more = []
    for run in Capitals(parse, gazetteer).find_runs():
        if run.first == run.last or not taken.isdisjoint(range(run.first, run.last + 1)):
            continue
        span = parse.span(run.first, run.last)
        votes = read_name(parse.word[run.first : run.last + 1], span.cut(parse.text), gazetteer)
        if votes and (told := best(votes))[0] in ("event", "work") and told[1] > _SURE_HEAD:
            more.append(FoundName(span, told[0], _EVENT_CONFIDENCE))
    return more


def keep_apart(found: list[FoundName]) -> list[FoundName]:
    """Return names in order; where two overlap, the longer stays."""
    kept: list[FoundName] = []
    for name in sorted(found, key=lambda name: (name.span.start, -name.span.end)):
        if not kept or kept[-1].span.end <= name.span.start:
            kept.append(name)
    return kept
