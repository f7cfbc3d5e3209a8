"""Descriptions of those a story names: “the ambassador”, “a top Chinese diplomat”, “the council”, “the 53-year-old”.

A description is joined where a name or a role of only one figure calls for it; what could mean two stays open.
"""

import re

from reader.analysis.figures import Figure, fold
from reader.analysis.roles import role_words
from reader.analysis.scene import SUBJECTS, Scene
from reader.model.span import Span

_NOUNS = frozenset({"NN", "NNP"})
_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIERS = frozenset({"JJ", "JJS", "JJR", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "HYPH", "POS", "CD"})
_PLAIN = frozenset(
    {"top", "senior", "former", "leading", "high", "ranking", "-", "prominent", "veteran", "new", "old", "then", "late"}
    | {"outgoing", "incoming", "current", "long", "time", "same", "local", "retired", "high-ranking", "'s", "’s"}
)
_ALIKE = (
    frozenset({"agency", "organisation", "organization", "office", "authority", "bureau", "service"}),
    frozenset({"union", "federation", "association", "guild", "confederation"}),
    frozenset({"company", "firm", "corporation", "group", "inc", "ltd", "plc", "corp", "co", "limited", "holdings"}),
    frozenset({"club", "team", "fc", "side", "united", "rovers", "athletic"}),
    frozenset({"paper", "newspaper", "daily", "times", "post", "herald", "gazette"}),
    frozenset({"university", "college", "school", "institute"}),
    frozenset({"parliament", "assembly", "congress", "senate"}),
    frozenset({"party", "movement"}),
)
_AGE = re.compile(r"\b[Tt]he (\d{1,3})[-‑ ]year[-‑ ]olds?\b")
_UNNAMED = frozenset({"named", "identified", "anonymity", "anonymously"})
_REACH = 6  # blocks over which a description looks back
_LEAD = 4  # blocks, headline and caption included, in which the lead may come


def find_descriptions(scene: Scene) -> None:
    """Add to the figures of a scene the descriptions that mean them."""
    parse = scene.parse
    nouns = scene.gazetteer.persons.keys() | scene.gazetteer.words["body"] | scene.gazetteer.heads["lower"]
    shared = {phrase.split()[-1] for phrases in scene.gazetteer.spoken_of.values() for phrase in phrases}
    for token, (word, tag) in enumerate(zip(parse.lower, parse.tag, strict=True)):
        if tag not in _NOUNS or (word not in nouns and word not in shared):
            continue
        if token in scene.owner or token in scene.reserved or parse.dep[token] in {"compound", "nmod", "amod"}:
            continue
        start = _start(scene, token)
        if start is None or any(i in scene.owner and parse.tag[i] not in {"NNP", "NNPS"} for i in range(start, token)):
            continue
        figure = _read_definite(scene, start, token) or _read_lead(scene, start, token)
        if figure is not None:
            _add(scene, figure, parse.span(start, token))
    for figure, span in _find_ages(scene):
        _add(scene, figure, span)


def _add(scene: Scene, figure: Figure, span: Span) -> None:
    figure.descriptions.append(span)
    scene.enter(figure, span)


def _start(scene: Scene, noun: int) -> int | None:
    """Return the first token of the noun phrase that ends with `noun`, its article included."""
    parse = scene.parse
    opening = parse.sentences[parse.sentence[noun]][0]
    token = noun
    while token > opening and parse.tag[token - 1] in _MODIFIERS and parse.word[token - 1] not in {",", "("}:
        token -= 1
    if token > opening and parse.lower[token - 1] in {"the", "a", "an"}:
        return token - 1
    return None


def _read_definite(scene: Scene, start: int, noun: int) -> Figure | None:
    parse = scene.parse
    if parse.lower[start] != "the":
        return None
    modifiers = [fold(parse.word[i]) for i in range(start + 1, noun) if parse.lower[i] not in _PLAIN]
    word = parse.lower[noun]
    phrase = " ".join(parse.lower[start + 1 : noun + 1])
    fitting: list[tuple[int, Figure]] = []
    for figure in scene.figures:
        strength = _fits(scene, figure, word, modifiers, phrase)
        if strength:
            place = scene.before(figure, start)
            if place is not None and parse.block[start] - parse.block[place.first] <= _REACH:
                fitting.append((strength, figure))
    if not fitting:
        return None
    best = max(strength for strength, _ in fitting)
    figures = [figure for strength, figure in fitting if strength == best]
    if len(figures) > 1:
        standing = [figure for figure in figures if not _is_beside(scene, figure, start)]
        figures = sorted(standing or figures, key=lambda figure: -_last(scene, figure, start))
    if len(figures) > 1:
        near, next_near = (_last(scene, figure, start) for figure in figures[:2])
        if parse.sentence[near] == parse.sentence[next_near] or parse.block[start] - parse.block[near] > 1:
            return None
    figure = figures[0]
    if best == 1 and parse.sentence[start] - parse.sentence[_last(scene, figure, start)] > 2:
        return None
    return figure if _agrees_behind(scene, figure, noun) else None


def _is_beside(scene: Scene, figure: Figure, token: int) -> bool:
    """Say whether the figure last stood only before another noun (“European Union rules”)."""
    place = scene.before(figure, token)
    return place is not None and scene.parse.dep[place.head] in {"compound", "nmod"}


def _last(scene: Scene, figure: Figure, token: int) -> int:
    place = scene.before(figure, token)
    return place.first if place else -1


def _fits(scene: Scene, figure: Figure, noun: str, modifiers: list[str], phrase: str) -> int:
    """Say how well “the MODIFIERS NOUN” fits a figure: 0 not, 1 by a like noun, 2 by its own noun."""
    if figure.kind == "person":
        if noun not in figure.nouns:
            return 0
        known = role_words(figure) | set(figure.words)
        return 2 if all(word in known for word in modifiers) else 0
    if figure.kind != "organisation":
        return 0
    bodies = scene.gazetteer.bodies.get(" ".join(word.capitalize() for word in figure.words))
    if bodies and phrase in scene.gazetteer.spoken_of.get(bodies[0], ()):
        return 2
    if noun not in scene.gazetteer.words["body"] and noun not in scene.gazetteer.heads["lower"]:
        return 0
    known = set(figure.words) | role_words(figure)
    if not all(word in known for word in modifiers):
        return 0
    links = (i for i, word in enumerate(figure.words) if i and word in {"of", "for"})
    heads = {figure.words[next(links, 0) - 1]}
    if noun in heads:
        return 2
    if noun in figure.nouns:
        return 2
    if not modifiers and any(noun in alike and heads & alike for alike in _ALIKE):
        return 1
    return 0


def _agrees_behind(scene: Scene, figure: Figure, noun: int) -> bool:
    """Say whether what follows “of” or “for” behind the noun is the figure's own, or nothing does.

    “The office of Michelle Bachelet” is the human rights office where her role speaks of human rights.
    """
    parse = scene.parse
    link = noun + 1
    if link >= len(parse) or parse.lower[link] not in {"of", "for"} or parse.head[link] != noun:
        return True
    known = role_words(figure) | set(figure.words)
    last = parse.edges[1][link]
    holder = next((scene.owner[i] for i in range(link + 1, last + 1) if i in scene.owner), None)
    if holder is not None and holder.kind == "person":
        return set(figure.words) - {parse.lower[noun]} <= role_words(holder)
    words = [fold(parse.word[i]) for i in range(link + 1, last + 1) if parse.tag[i] in _NAMING]
    return bool(words) and all(word in known for word in words[:3])


def _read_lead(scene: Scene, start: int, noun: int) -> Figure | None:
    """Return whom the lead means by “a senior Kenyan official said”: the one a later paragraph names."""
    parse = scene.parse
    word, block = parse.lower[noun], parse.block[start]
    if block > _LEAD or parse.lower[start] == "the" or word not in scene.gazetteer.persons or scene.quoted[start]:
        return None
    closing = parse.sentences[parse.sentence[noun]][1]
    speech = scene.gazetteer.words["speech"]
    says = parse.dep[noun] in SUBJECTS and parse.lemma[parse.head[noun]] in speech
    if not says and not (noun + 1 < closing and parse.lemma[noun + 1] in speech):
        return None
    if _UNNAMED & set(parse.lower[noun:closing]):
        return None
    modifiers = [parse.word[i] for i in range(start + 1, noun) if parse.lower[i] not in _PLAIN]
    fitting = []
    for figure in scene.figures:
        place = scene.after(figure, noun)
        if figure.kind != "person" or place is None or parse.block[place.first] - block > 3:
            continue
        if any(word in scene.gazetteer.persons.get(own, frozenset({own})) for own in figure.nouns):
            agreeing = sum(_agrees(scene, figure, modifier) for modifier in modifiers)
            if agreeing == len(modifiers):
                fitting.append((place.first, figure))
    return fitting[0][1] if len(fitting) == 1 else None


def _agrees(scene: Scene, figure: Figure, modifier: str) -> bool:
    """Say whether a modifier (“Kenyan”, “union”) stands in the figure's roles, as it is or as its country."""
    words = role_words(figure)
    if fold(modifier) in words or fold(modifier) + "s" in words:
        return True
    code = scene.gazetteer.peoples.get(modifier)
    names = (name for name, of in scene.gazetteer.countries.items() if of == code and code)
    text = " ".join(role.text for role in figure.roles)
    return any(name in text for name in names)


def _find_ages(scene: Scene) -> list[tuple[Figure, Span]]:
    """Return “the 53-year-old” with the one person whose age that is."""
    found = []
    for match in _AGE.finditer(scene.parse.text):
        aged = [
            figure
            for figure in scene.figures
            if figure.kind == "person" and any(role.text == match.group(1) for role in figure.roles)
        ]
        tokens = scene.parse.tokens(Span(match.start(), match.end()))
        follows = scene.parse.tag[tokens.stop] if tokens.stop < len(scene.parse) else ""
        if len(aged) == 1 and follows not in {"NN", "NNP", "JJ"}:
            found.append((aged[0], Span(match.start(), match.end())))
    return found
