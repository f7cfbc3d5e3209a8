"""Who “he”, “she” and “it” are: by distance, role in the sentence, number, speech, and gender as the story shows it.

What each piece of evidence weighs stands in lexicons/pronouns.tsv. A pronoun is left open where two could be meant.
“I” and “we” are a speaker's words and no mentions. What “she” means is a person, whatever its name looked like.
"""

from functools import cache

from reader.analysis.evidence import GENDERS, Evidence, find_candidates
from reader.analysis.figures import Figure
from reader.analysis.scene import Scene
from reader.resources import find_resource

_RELATIVES = frozenset({"who", "whom"})
_THINGS = frozenset({"it", "its", "itself"})
_TIMES = frozenset({"time", "year", "week", "month", "day", "moment", "hour", "morning", "evening", "night", "decade"})
_LEAST_LEAD = 0.2
_SURE_LEAD = 1.5


def read_weights() -> dict[str, float]:
    """Return what each piece of evidence adds to a person's score."""
    lines = find_resource("lexicons/pronouns.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {word: float(weight) for word, weight in rows}


_weights = cache(read_weights)


def find_pronouns(scene: Scene, weights: dict[str, float] | None = None) -> None:
    """Add to the figures of a scene the pronouns that mean them; `weights` are those of lexicons/pronouns.tsv.

    The first pass learns the gender of those whose names do not tell it, the second resolves.
    """
    _find_relatives(scene)
    people = find_candidates(scene)
    pronouns = [i for i, word in enumerate(scene.parse.lower) if word in GENDERS and i not in scene.owner]
    if people and pronouns:
        weights = weights if weights is not None else _weights()
        learn_genders(scene, people, pronouns, weights)
        final = Resolver(scene, people, weights)
        final.resolve(pronouns)
        for figure, token in final.answers:
            figure.pronouns.append(scene.parse.span(token, token))
            figure.kind = "person"
    _find_things(scene)


def _find_relatives(scene: Scene) -> None:
    """Give “who” and “whom” to the person whose name they stand behind."""
    parse = scene.parse
    for token, word in enumerate(parse.lower):
        if word not in _RELATIVES or token in scene.owner:
            continue
        verb = parse.head[token]
        while parse.dep[verb] != "relcl" and parse.head[verb] != verb and parse.head[verb] < token:
            verb = parse.head[verb]
        figure = scene.owner.get(parse.head[verb]) if parse.dep[verb] == "relcl" else None
        if figure is not None and figure.kind == "person":
            figure.pronouns.append(parse.span(token, token))
            scene.owner[token] = figure


def learn_genders(scene: Scene, people: list[Figure], pronouns: list[int], weights: dict[str, float]) -> None:
    """Give those whose names tell no gender the one that the pronouns of a trial give them."""
    trial = Resolver(scene, people, weights)
    votes = trial.resolve(pronouns)
    trial.undo()
    for figure in people:
        if not figure.gender:
            he, she = votes.get((id(figure), "m"), 0.0), votes.get((id(figure), "f"), 0.0)
            figure.gender = "m" if he > 2 * she else "f" if she > 2 * he else ""


class Resolver:
    """Resolves pronouns in the order of the text; what it has resolved is evidence for the next."""

    def __init__(self, scene: Scene, people: list[Figure], weights: dict[str, float]) -> None:
        self._scene = scene
        self._people = people
        self._weights = weights
        self.evidence = Evidence(scene, people)
        self.answers: list[tuple[Figure, int]] = []
        self._places = {id(figure): list(scene.places[id(figure)]) for figure in people}

    def resolve(self, pronouns: list[int]) -> dict[tuple[int, str], float]:
        """Answer what can be answered; return for each figure and gender how strongly pronouns spoke for it."""
        votes: dict[tuple[int, str], float] = {}
        for token in pronouns:
            scores = [
                (sum(self._weights.get(word, 0.0) for word in words), -place, figure)
                for place, (figure, words) in enumerate(self.evidence.find(token))
            ]
            scores.sort(key=lambda score: score[:2], reverse=True)
            if not scores:
                continue
            lead = scores[0][0] - scores[1][0] if len(scores) > 1 else _SURE_LEAD
            if lead < _LEAST_LEAD:
                continue
            figure = scores[0][2]
            self.answers.append((figure, token))
            self.evidence.note(figure, token)
            self._scene.enter(figure, self._scene.parse.span(token, token))
            gender = GENDERS[self._scene.parse.lower[token]]
            votes[id(figure), gender] = votes.get((id(figure), gender), 0.0) + min(lead, _SURE_LEAD)
        return votes

    def undo(self) -> None:
        """Take the answers off the scene again."""
        for _, token in self.answers:
            self._scene.owner.pop(token, None)
        for figure in self._people:
            self._scene.places[id(figure)] = self._places[id(figure)]


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
