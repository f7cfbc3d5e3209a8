"""What speaks for and against a person as the one a pronoun means, each piece of evidence a short word.

Distance, role in the sentence, the clauses around the pronoun, speech, gender and how much the story speaks of whom.
"""

from collections.abc import Iterator

from reader.analysis.figures import Figure
from reader.analysis.scene import SUBJECTS, Place, Scene

GENDERS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_REACH = 8  # sentences a pronoun looks back
_ROLES = {
    "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "dobj": "object", "dative": "object",
    "oprd": "object", "attr": "object", "pobj": "oblique", "poss": "owner", "compound": "beside", "nmod": "beside",
}  # fmt: skip
_FRONTED = frozenset({"prep", "mark", "advmod", "advcl"})
_TELLING = frozenset({",", "(", ")", "and", ".", "who", "s"})
_TELLING_HEADS = ("organisation", "company", "firm", "landmark", "place")
_SURE_OF_KIND = 0.5  # confidence from which the names model is right about what else a name names
_LONGEST = 3  # words of a name that may be a person's though nothing says so
_DEEPEST = 3
_MOST_RIVALS = 3


def find_candidates(scene: Scene) -> list[Figure]:
    """Return the persons of a scene, and those whose names do not tell what else they are."""
    heads = scene.gazetteer.heads
    known = frozenset(word.casefold() for kind in _TELLING_HEADS for word in heads[kind])
    return [figure for figure in scene.figures if figure.kind == "person" or _may_be_person(scene, figure, known)]


def _may_be_person(scene: Scene, figure: Figure, known: frozenset[str]) -> bool:
    if figure.kind == "group" or not 0 < len(figure.words) <= _LONGEST or known & set(figure.words):
        return False
    if scene.parse.tagged and max(name.confidence for name in figure.names) > _SURE_OF_KIND:
        return False
    written = figure.names[0].span.cut(scene.parse.text)
    if written.isupper() or scene.gazetteer.is_place(written) or written in scene.gazetteer.bodies:
        return False
    firsts = [scene.parse.tokens(name.span).start for name in figure.names]
    return not any(first and scene.parse.lower[first - 1] == "the" for first in firsts)


class Evidence:
    """Tells for one scene what speaks for each person as the one a pronoun means."""

    def __init__(self, scene: Scene, people: list[Figure]) -> None:
        self._scene = scene
        self._people = people
        self._last: dict[str, tuple[Figure, int]] = {}  # by gender: whom the last pronoun meant, and where it stood
        self._around: tuple[int, list[tuple[int, int]]] = (-1, [])

    def note(self, figure: Figure, token: int) -> None:
        """Note that the pronoun at `token` means `figure`."""
        self._last[GENDERS[self._scene.parse.lower[token]]] = (figure, token)

    def find(self, token: int) -> list[tuple[Figure, list[str]]]:
        """Return those the pronoun at `token` may mean, each with what speaks for and against that."""
        gender = GENDERS[self._scene.parse.lower[token]]
        fitting = [figure for figure in self._people if figure.gender in ("", gender) or not figure.told]
        places = {id(figure): self._scene.before(figure, token) for figure in fitting}
        recent = sorted(
            (place.first for figure in fitting if (place := places[id(figure)]) and figure.gender in ("", gender)),
            reverse=True,
        )
        found = []
        for figure in fitting:
            place = places[id(figure)]
            words = list(self._words(figure, token, place, gender, recent))
            if words:
                kind = [] if figure.kind == "person" else ["kind:other"]
                found.append((figure, [*words, *kind, *self._agreement(figure, gender)]))
        return found

    def _words(self, figure: Figure, token: int, place: Place | None, gender: str, recent: list[int]) -> Iterator[str]:
        parse = self._scene.parse
        distance = parse.sentence[token] - parse.sentence[place.first] if place else _REACH + 1
        ahead = self._scene.after(figure, token)
        if place is None or distance > _REACH:
            yield from self._ahead(token, ahead)
            return
        part = self._part(token)
        role = self._role(place.head)
        rivals = min(_MOST_RIVALS, sum(first > place.first for first in recent))
        yield f"distance:{min(distance, 5)}"
        yield f"rivals:{rivals}:{min(distance, 2)}"
        if distance:
            yield f"back:{min(distance, 2)}:{role}:{part}"
            if self._leads(place):
                yield f"lead:{min(distance, 2)}:{part}"
        else:
            yield from self._within(place, token, part, role)
        yield from self._standing(figure, token, place, gender, part)
        yield from self._speech(figure, token, place, distance)
        yield from (["block"] * min(3, parse.block[token] - parse.block[place.first]))

    def _agreement(self, figure: Figure, gender: str) -> Iterator[str]:
        if not figure.gender:
            yield "gender:unknown"
        elif figure.gender != gender:
            yield "gender:other"
        else:
            yield "gender:told" if figure.told else "gender:likely"

    def _part(self, token: int) -> str:
        parse = self._scene.parse
        if parse.lower[token].endswith("self"):
            return "self"
        return _ROLES.get(parse.dep[token], "other")

    def _role(self, head: int) -> str:
        parse = self._scene.parse
        while parse.dep[head] == "appos" and parse.head[head] < head:
            head = parse.head[head]
        if parse.dep[head] == "conj":
            return "paired"
        if parse.dep[head] == "pobj" and parse.dep[parse.head[head]] == "agent":
            return "agent"
        return _ROLES.get(parse.dep[head], "other")

    def _leads(self, place: Place) -> bool:
        """Say whether the mention is the subject of the main clause of its sentence."""
        parse = self._scene.parse
        head = place.head
        while parse.dep[head] == "appos":
            head = parse.head[head]
        verb = parse.head[head]
        return parse.dep[head] in SUBJECTS and parse.head[verb] == verb

    def _clauses(self, token: int) -> list[tuple[int, int]]:
        """Return the tokens that `token` hangs on, each with how many verbs stand below it."""
        if self._around[0] != token:
            parse, depth, chain = self._scene.parse, 0, []
            climbed = token
            while parse.head[climbed] != climbed:
                climbed = parse.head[climbed]
                chain.append((climbed, depth))
                depth += parse.pos[climbed] in ("VERB", "AUX")
            self._around = token, chain
        return self._around[1]

    def _within(self, place: Place, token: int, part: str, role: str) -> Iterator[str]:
        """Tell how a mention stands to a pronoun in the same sentence: what governs both, and what parts them."""
        parse = self._scene.parse
        head = place.head
        while parse.dep[head] == "appos":
            head = parse.head[head]
        paired = parse.dep[head] == "conj"
        first = head
        while parse.dep[first] == "conj" and parse.pos[parse.head[first]] in ("NOUN", "PROPN", "PRON"):
            first = parse.head[first]
        chain = dict(self._clauses(token))
        if head in chain:
            yield f"holds:{min(chain[head], 1)}:{part}"
        elif (above := parse.head[first]) in chain:
            yield f"governs:{min(_DEEPEST, chain[above])}:{role if not paired else 'paired'}:{part}"
            yield f"clause:{self._clause_between(token, above)}:{role}"
        elif parse.head[above] in chain:
            depth = "deep" if chain[parse.head[above]] else "near"
            yield f"under:{depth}:{role}:{self._role(above)}:{part}"
        else:
            yield f"beside:{role}:{part}"
        if token - place.last <= 2:
            yield f"next:{role}:{part}"

    def _clause_between(self, token: int, above: int) -> str:
        """Return how the clause of the pronoun hangs in the one that holds the mention."""
        parse = self._scene.parse
        below = token
        for climbed, _ in self._clauses(token):
            if climbed == above:
                break
            below = climbed
        return parse.dep[below] if parse.pos[below] in ("VERB", "AUX") else "none"

    def _standing(self, figure: Figure, token: int, place: Place, gender: str, part: str) -> Iterator[str]:
        scene, parse = self._scene, self._scene.parse
        seen = [other for other in scene.places[id(figure)] if other.first < token]
        yield f"seen:{min(len(seen), 5)}"
        behind = parse.word[place.last + 1] if place.last + 1 < len(parse) else ""
        yield f"behind:{behind if behind in _TELLING else parse.tag[place.last + 1] if behind else ''}"
        opening = parse.sentences[parse.sentence[token]][0]
        distance = min(2, parse.sentence[token] - parse.sentence[place.first])
        yield f"place:{min(3, (token - opening) // 3)}:{distance}:{self._role(place.head)}"
        pronoun = parse.lower[place.head] in GENDERS
        yield "as:pronoun" if pronoun else "as:full" if place.last > place.first else "as:bare"
        last = self._last.get(gender)
        if last is not None and parse.sentence[token] - parse.sentence[last[1]] <= 2:
            same = "same" if last[0] is figure else "other"
            near = "here" if parse.sentence[token] == parse.sentence[last[1]] else "before"
            yield f"chain:{same}:{near}:{part}:{self._part(last[1])}"
        if figure is self._people[0]:
            yield "first"

    def _speech(self, figure: Figure, token: int, place: Place, distance: int) -> Iterator[str]:
        scene = self._scene
        if scene.quoted[token]:
            if scene.speaker(token) is figure:
                yield "own-quote"
        elif scene.quoted[place.first]:
            yield "from-quote"
        elif distance < 2 and scene.says(token) and scene.says(place.head):
            yield "speaker"

    def _ahead(self, token: int, place: Place | None) -> Iterator[str]:
        """Tell of one named only behind the pronoun: “In her last days, the office of Bachelet …”."""
        scene, parse = self._scene, self._scene.parse
        if place is None or parse.sentence[place.first] != parse.sentence[token] or scene.quoted[place.first]:
            return
        opening = parse.sentences[parse.sentence[token]][0]
        if any(parse.dep[i] in SUBJECTS and parse.dep[parse.head[i]] == "ROOT" for i in range(opening, token)):
            return
        fronted = parse.dep[opening] in _FRONTED or parse.tag[opening] in {"IN", "VBG", "VBN"}
        subject = parse.dep[place.head] in SUBJECTS
        nested = parse.dep[place.head] == "pobj" and parse.dep[parse.head[parse.head[place.head]]] in SUBJECTS
        if fronted and (subject or nested):
            yield f"ahead:{self._part(token)}"
