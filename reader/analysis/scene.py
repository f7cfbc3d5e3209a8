"""Who stands where in a story: which figure each token speaks of, what lies inside quotation marks, who speaks."""

from bisect import bisect_left, insort

from reader.analysis.engine import Parse
from reader.analysis.figures import Figure
from reader.analysis.gazetteer import Gazetteer
from reader.model.span import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})

_OPEN, _CLOSE = frozenset({"“", "«", "„", "``"}), frozenset({"”", "»", "''"})


class Place:
    """One mention on the scene: its head token, its last token, and how it stands in its sentence."""

    __slots__ = ("first", "head", "last")

    def __init__(self, first: int, last: int, head: int) -> None:
        self.first, self.last, self.head = first, last, head

    def __lt__(self, other: "Place") -> bool:
        return self.first < other.first


class Scene:
    """The mentions found so far in one parse, to be asked while descriptions and pronouns are resolved."""

    def __init__(self, parse: Parse, figures: list[Figure], gazetteer: Gazetteer) -> None:
        self.parse = parse
        self.figures = figures
        self.gazetteer = gazetteer
        self.owner: dict[int, Figure] = {}
        self.places: dict[int, list[Place]] = {id(figure): [] for figure in figures}
        self.quoted = _find_quoted(parse)
        for figure in figures:
            for name in figure.names:
                self.enter(figure, name.span)
        self.reserved = {i for figure in figures for role in figure.roles for i in parse.tokens(role.span)}

    def enter(self, figure: Figure, span: Span) -> None:
        """Put a mention of `figure` on the scene."""
        tokens = self.parse.tokens(span)
        if not tokens:
            return
        insort(self.places[id(figure)], Place(tokens.start, tokens.stop - 1, self.head(tokens)))
        for token in tokens:
            self.owner.setdefault(token, figure)

    def head(self, tokens: range) -> int:
        """Return the token of a phrase on which its others hang."""
        parse = self.parse
        return next((i for i in reversed(tokens) if parse.head[i] not in tokens), tokens.stop - 1)

    def before(self, figure: Figure, token: int) -> Place | None:
        """Return the last mention of `figure` before `token`."""
        places = self.places[id(figure)]
        index = bisect_left([place.first for place in places], token)
        return places[index - 1] if index else None

    def after(self, figure: Figure, token: int) -> Place | None:
        """Return the first mention of `figure` behind `token`."""
        places = self.places[id(figure)]
        index = bisect_left([place.first for place in places], token)
        return places[index] if index < len(places) else None

    def is_subject(self, token: int) -> bool:
        """Say whether `token` is the subject of its clause, or the name that explains it (“Its director, Choi, …”)."""
        parse = self.parse
        if parse.dep[token] == "appos":
            token = parse.head[token]
        return parse.dep[token] in SUBJECTS

    def says(self, token: int) -> bool:
        """Say whether `token` is the subject of a verb of speech, or the name that explains it."""
        parse = self.parse
        if parse.dep[token] == "appos":
            token = parse.head[token]
        return parse.dep[token] in SUBJECTS and parse.lemma[parse.head[token]] in self.gazetteer.words["speech"]

    def speaker(self, token: int) -> Figure | None:
        """Return who speaks the quoted words at `token`: the subject of the verb of speech they hang on."""
        parse = self.parse
        climbed = token
        while parse.head[climbed] != climbed:
            climbed = parse.head[climbed]
            if not self.quoted[climbed] and parse.lemma[climbed] in self.gazetteer.words["speech"]:
                break
        if self.quoted[climbed] or parse.lemma[climbed] not in self.gazetteer.words["speech"]:
            return None
        return next((self.owner.get(i) for i in parse.children[climbed] if parse.dep[i] in SUBJECTS), None)


def _find_quoted(parse: Parse) -> list[bool]:
    """Say for each token whether it lies inside quotation marks; marks left open end with their block."""
    quoted = [False] * len(parse)
    for first, last in parse.blocks:
        inside = single = False
        for token in range(first, last):
            word = parse.word[token]
            if word in _OPEN:
                inside = True
            elif word in _CLOSE:
                inside = False
            elif word == '"':
                inside = not inside
            elif word == "‘" and parse.tag[token] == "``":
                single = True
            elif word == "’" and parse.tag[token] == "''" and parse.dep[token] != "case":
                single = False
            else:
                quoted[token] = inside or single
    return quoted
