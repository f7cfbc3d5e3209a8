"""How sure a quote and its speaker are, and why not, in words for the reader."""

from reader.analysis.engine import Parse
from reader.analysis.linking import Link
from reader.analysis.speakers import noun_phrase
from reader.model.analysis import Entity, Mention

HOW_SURE = {
    "after": 0.97,
    "label": 0.95,
    "before": 0.95,
    "grammar": 0.9,
    "joined": 0.95,
    "same": 0.75,
    "ahead": 0.8,
    "turn": 0.6,
    "intro": 0.6,
    "sentence": 0.7,
    "owner": 0.6,
    "earlier": 0.35,
    "none": 0.1,
}
_WHY = {
    "same": "The speaker is taken from the quote before.",
    "turn": "The speaker is taken from the paragraph before.",
    "earlier": "The speaker is taken from the last quote, some paragraphs before.",
    "intro": "The speaker is taken from the sentence before.",
    "owner": "Whose words they are is taken from the noun they stand beside.",
    "sentence": "The words before may not govern the quote.",
    "none": "Nobody is named as the speaker.",
}
_THINGS = {"it", "this", "that", "they", "these", "those"}
_PEOPLE = {"he", "she", "his", "her", "who"}
_UNSURE_CUE = 0.75
_REPORTED = 0.85  # share of sure cues whose clause and source are read right, as counted in annotated news

Doubts = tuple[float, str]


def weigh_link(link: Link, cue_chance: float | None) -> Doubts:
    """Return how sure a link is and why not; `cue_chance` is that of the cue of an indirect quote."""
    if cue_chance is None:
        return HOW_SURE[link.how], _WHY.get(link.how, "")
    why = "These may not be words reported." if cue_chance < _UNSURE_CUE else ""
    return cue_chance * _REPORTED, why


def weigh_speaker(parse: Parse, source: int, met: tuple[Mention, Entity] | None) -> Doubts:
    """Return how sure it is who a source is, as a factor, and why not."""
    words = parse.span(*noun_phrase(parse, source)).cut(parse.text)
    if met is not None:
        mention, entity = met
        if mention.form == "description":
            return 0.7, f"“{words}” is taken to be {entity.name}."
        return (0.95 if mention.form == "pronoun" else 1.0), ""
    if parse.lower[source] in _THINGS:
        candidates = [f"“{phrase}”" for phrase in _spoken_of_before(parse, source)]
        why = f"“{words}” may be {' or '.join(candidates)}." if candidates else f"It is not clear who “{words}” is."
        return 0.65, why
    if parse.lower[source] in _PEOPLE:
        return 0.85, f"It is not clear who “{words}” is."
    return 1.0, ""


def _spoken_of_before(parse: Parse, token: int) -> list[str]:
    """Return the object and the subject of the sentence before, the likely meanings of “it”."""
    sentence = parse.sentence[token] - 1
    if sentence < 0:
        return []
    first, last = parse.sentences[sentence]
    if parse.block[first] != parse.block[token]:
        return []
    root = next((other for other in range(first, last) if parse.head[other] == other), first)
    found: list[str] = []
    for dep in ("dobj", "nsubj", "nsubjpass"):
        for kid in parse.children[root]:
            if parse.dep[kid] == dep and parse.pos[kid] in ("NOUN", "PROPN"):
                found += [parse.span(*noun_phrase(parse, kid)).cut(parse.text)]
    return found
