"""Who “he”, “she” and “it” are: by distance, role in the sentence, number, speech, and gender as the story shows it.

A pronoun is left open where two could be meant. “I” and “we” are a speaker's words and no mentions.
"""

from math import sqrt

from msgspec import Struct

from reader.analysis.figures import Figure
from reader.analysis.scene import SUBJECTS, Place, Scene

_GENDERS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_THINGS = frozenset({"it", "its", "itself"})
_OBJECTS = frozenset({"dobj", "dative", "iobj", "pobj"})
_FRONTED = frozenset({"prep", "mark", "advmod", "advcl"})
_TIMES = frozenset({"time", "year", "week", "month", "day", "moment", "hour", "morning", "evening", "night", "decade"})
_REACH = 8  # sentences a pronoun looks back


class Weights(Struct, frozen=True):
    """What each piece of evidence adds to a candidate's score."""

    sentence: float = -1.3
    block: float = -0.2
    same_gender: float = 0.9
    likely_gender: float = 0.6
    subject: float = 0.8
    possessive: float = -0.35
    often: float = 0.3
    parallel: float = 0.2
    own_subject: float = 1.8
    climb: float = 0.0
    object_of_subject: float = -4.0
    own_quote: float = -3.0
    from_quote: float = -0.8
    speaker: float = 0.8
    ahead: float = 0.1
    paired: float = -1.3
    margin: float = 0.1
    least: float = -3.0


def find_pronouns(scene: Scene, weights: Weights | None = None) -> None:
    """Add to the figures of a scene the pronouns that mean them.

    The first pass learns the gender of those whose names do not tell it, the second resolves.
    """
    weights = weights or Weights()
    people = [figure for figure in scene.figures if figure.kind == "person"]
    pronouns = [i for i, word in enumerate(scene.parse.lower) if word in _GENDERS and i not in scene.owner]
    if people and pronouns:
        told = {id(figure): figure.gender for figure in people}
        trial = _Resolver(scene, people, weights)
        votes = trial.resolve(pronouns)
        trial.undo()
        for figure in people:
            if not told[id(figure)]:
                he, she = votes.get((id(figure), "m"), 0.0), votes.get((id(figure), "f"), 0.0)
                figure.gender = "m" if he > 2 * she else "f" if she > 2 * he else ""
        final = _Resolver(scene, people, weights)
        final.resolve(pronouns)
        for figure, token in final.answers:
            figure.pronouns.append(scene.parse.span(token, token))
    _find_things(scene)


class _Resolver:
    """Resolves pronouns in the order of the text; what it has resolved is evidence for the next."""

    def __init__(self, scene: Scene, people: list[Figure], weights: Weights) -> None:
        self._scene = scene
        self._people = people
        self._weights = weights
        self.answers: list[tuple[Figure, int]] = []
        self._subjects_of, self._subjects_found = -1, list[int]()
        self._places = {id(figure): list(scene.places[id(figure)]) for figure in people}

    def resolve(self, pronouns: list[int]) -> dict[tuple[int, str], float]:
        """Answer what can be answered; return for each figure and gender how strongly pronouns spoke for it."""
        votes: dict[tuple[int, str], float] = {}
        for token in pronouns:
            gender = _GENDERS[self._scene.parse.lower[token]]
            scores = ((self._score(figure, token, gender), -i) for i, figure in enumerate(self._people))
            scored = sorted(((score, i) for score, i in scores if score is not None), reverse=True)
            if not scored or scored[0][0] < self._weights.least:
                continue
            lead = scored[0][0] - scored[1][0] if len(scored) > 1 else 1.5
            if lead < self._weights.margin:
                continue
            figure = self._people[-scored[0][1]]
            self.answers.append((figure, token))
            self._scene.enter(figure, self._scene.parse.span(token, token))
            votes[id(figure), gender] = votes.get((id(figure), gender), 0.0) + min(lead, 1.5)
        return votes

    def undo(self) -> None:
        """Take the answers off the scene again."""
        for _, token in self.answers:
            self._scene.owner.pop(token, None)
        for figure in self._people:
            self._scene.places[id(figure)] = self._places[id(figure)]

    def _score(self, figure: Figure, token: int, gender: str) -> float | None:
        """Return how well `figure` fits the pronoun at `token`, or None where it cannot."""
        if figure.gender and figure.gender != gender:
            return None
        scene, weights, parse = self._scene, self._weights, self._scene.parse
        score = self._agreement(figure)
        place = scene.before(figure, token)
        if place is None or parse.sentence[token] - parse.sentence[place.first] > _REACH:
            ahead = self._ahead(figure, token)
            return None if ahead is None else score + ahead
        distance = parse.sentence[token] - parse.sentence[place.first]
        score += weights.sentence * distance
        score += weights.block * min(3, parse.block[token] - parse.block[place.first])
        score += self._standing(place)
        seen = sum(1 for other in scene.places[id(figure)] if other.first < token)
        score += weights.often * sqrt(min(seen, 8))
        score += self._grammar(figure, token, place, distance)
        score += self._speech(figure, token, place, distance)
        ahead = self._ahead(figure, token)
        return score if ahead is None else max(score, ahead + self._agreement(figure))

    def _agreement(self, figure: Figure) -> float:
        """Weigh that the gender agrees: told by the text, or only by the given name."""
        if not figure.gender:
            return 0.0
        return self._weights.same_gender if figure.told else self._weights.likely_gender

    def _standing(self, place: Place) -> float:
        parse, weights = self._scene.parse, self._weights
        if self._scene.is_subject(place.head):
            return weights.subject
        dep = parse.dep[place.head]
        if dep == "conj":
            return weights.paired
        return weights.possessive if dep in {"poss", "compound", "pobj"} else 0.0

    def _grammar(self, figure: Figure, token: int, place: Place, distance: int) -> float:
        """Weigh the subjects of the clauses around the pronoun, and parallel subjects."""
        parse, weights = self._scene.parse, self._weights
        score = 0.0
        if distance == 1 and parse.dep[token] in SUBJECTS and self._scene.is_subject(place.head):
            score += weights.parallel
        for depth, subject in enumerate(self._subjects(token)):
            if self._scene.owner.get(subject) is figure:
                reflexive = parse.lower[token].endswith("self")
                if depth == 0 and parse.dep[token] in _OBJECTS and not reflexive:
                    return score + weights.object_of_subject
                return score + weights.own_subject * (weights.climb**depth)
        return score

    def _subjects(self, token: int) -> list[int]:
        """Return the subjects of the clauses that hold `token`, the nearest first; the pronoun itself is none."""
        if token == self._subjects_of:
            return self._subjects_found
        parse = self._scene.parse
        found: list[int] = []
        climbed = token
        while parse.head[climbed] != climbed:
            climbed = parse.head[climbed]
            subjects = (child for child in parse.children[climbed] if parse.dep[child] in SUBJECTS and child < token)
            found.extend(self._spoken_for(child) for child in subjects)
        self._subjects_of, self._subjects_found = token, found
        return found

    def _spoken_for(self, subject: int) -> int:
        """Return the antecedent where the subject is “who”."""
        parse = self._scene.parse
        if parse.lower[subject] in {"who", "which", "that"} and parse.dep[parse.head[subject]] == "relcl":
            return parse.head[parse.head[subject]]
        return subject

    def _speech(self, figure: Figure, token: int, place: Place, distance: int) -> float:
        scene, weights = self._scene, self._weights
        score = 0.0
        if scene.quoted[token]:
            if scene.speaker(token) is figure:
                score += weights.own_quote
        elif scene.quoted[place.first]:
            score += weights.from_quote
        elif distance < 2 and scene.says(token) and scene.says(place.head):
            score += weights.speaker
        return score

    def _ahead(self, figure: Figure, token: int) -> float | None:
        """Return the score of a figure named only behind the pronoun: “In her last days, the office of Bachelet …”."""
        scene, weights, parse = self._scene, self._weights, self._scene.parse
        place = scene.after(figure, token)
        if place is None or parse.sentence[place.first] != parse.sentence[token] or scene.quoted[place.first]:
            return None
        opening = parse.sentences[parse.sentence[token]][0]
        if any(parse.dep[i] in SUBJECTS and parse.dep[parse.head[i]] == "ROOT" for i in range(opening, token)):
            return None
        fronted = parse.dep[opening] in _FRONTED or parse.tag[opening] in {"IN", "VBG", "VBN"}
        subject = parse.dep[place.head] in SUBJECTS
        nested = parse.dep[place.head] == "pobj" and parse.dep[parse.head[parse.head[place.head]]] in SUBJECTS
        if not fronted or not (subject or nested):
            return None
        return weights.ahead + weights.subject


def _find_things(scene: Scene) -> None:
    """Give “it” and “its” to an organisation that is the nearest thing named in the same sentence, and no other."""
    parse = scene.parse
    for token, word in enumerate(parse.lower):
        if word not in _THINGS or (scene.quoted[token] and not _within(scene, token)):
            continue
        owner = _nearest_thing(scene, token)
        if owner is not None and owner.kind == "organisation" and not _is_own_object(scene, token, owner):
            owner.pronouns.append(parse.span(token, token))
            scene.enter(owner, parse.span(token, token))


def _within(scene: Scene, token: int) -> bool:
    """Say whether the quotation that holds `token` begins in its sentence."""
    parse = scene.parse
    return scene.quoted[parse.sentences[parse.sentence[token]][0] + 1]


def _nearest_thing(scene: Scene, token: int) -> Figure | None:
    parse = scene.parse
    opening = parse.sentences[parse.sentence[token]][0]
    if parse.dep[token] not in {"nsubj", "nsubjpass", "poss"} or parse.lemma[parse.head[token]] == "be":
        return None
    for i in range(token - 1, opening - 1, -1):
        if i in scene.owner:
            return scene.owner[i] if scene.owner[i].kind in ("organisation", "person") and _is_head(scene, i) else None
        if (
            parse.tag[i] in {"NN", "NNP"}
            and parse.dep[i] not in {"compound", "npadvmod"}
            and parse.lower[i] not in _TIMES
        ):
            return None
    return None


def _is_head(scene: Scene, token: int) -> bool:
    return scene.parse.dep[token] not in {"compound", "nmod"} or scene.parse.head[token] in scene.owner


def _is_own_object(scene: Scene, token: int, owner: Figure) -> bool:
    parse = scene.parse
    verb = parse.head[token]
    return parse.dep[token] == "dobj" and any(scene.owner.get(i) is owner for i in parse.children[verb])
