"""Who speaks: the source of a cue as written there, and the entity who that is."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence

from reader.analysis.cues import Occurrence, find_trailing_source
from reader.analysis.engine import Parse
from reader.model.analysis import Entity, Mention, SourceClass
from reader.model.span import Span

_SUBJECTS = ("nsubj", "csubj")
_RELATIVE = {"who", "which", "that", "whom"}
_LEFT = {"det", "amod", "compound", "nummod", "poss", "nmod", "advmod", "quantmod", "predet", "case", "neg", "npadvmod"}
_OF = {"of", "for", "at", "in", "from", "to", "with"}
_UNNAMED = {
    "official", "officials", "source", "sources", "aide", "aides", "diplomat", "diplomats", "spokesman", "spokeswoman",
    "spokesperson", "adviser", "advisers", "advisor", "advisors", "analyst", "analysts", "expert", "experts", "critic",
    "critics", "witness", "witnesses", "lawyer", "lawyers", "officer", "officers", "person", "people", "man", "woman",
    "resident", "residents", "some", "many", "others", "one", "several", "few", "someone", "everyone", "observer",
    "observers", "supporter", "supporters", "voter", "voters", "insider", "insiders", "researcher", "researchers",
    "scientist", "scientists", "economist", "economists", "teacher", "teachers", "worker", "workers", "friend",
    "friends", "group", "groups", "activist", "activists", "advocate", "advocates", "campaigner", "campaigners",
    "neighbor", "neighbors", "neighbour", "neighbours", "relative", "relatives", "colleague", "colleagues",
    "doctor", "doctors", "investigator", "investigators", "prosecutor", "prosecutors", "survivor", "survivors",
}  # fmt: skip
_DOCUMENTS = {
    "report", "statement", "study", "survey", "poll", "letter", "document", "documents", "memo", "email", "tweet",
    "post", "article", "editorial", "book", "paper", "indictment", "complaint", "lawsuit", "filing", "ruling",
    "opinion", "order", "law", "bill", "text", "release", "transcript", "ad", "message", "audit", "findings", "review",
    "research", "data", "analysis", "story", "website", "affidavit", "petition", "resolution", "communique", "note",
    "footnote", "headline", "caption", "video", "speech", "manifesto", "constitution", "treaty", "figures", "records",
}  # fmt: skip
_NOMINAL = {"NOUN", "PROPN", "PRON"}
_LIKE_SUBJECTS_BEFORE = {"nsubj", "nsubjpass", "ROOT", "appos", "dobj", "pobj", "dep", "npadvmod"}
_LIKE_SUBJECTS_BEHIND = {"dobj", "nsubj", "ccomp", "oprd", "npadvmod", "attr", "dep"}
_REACH = 16  # tokens
_DEPTH = 6
_SURE = 0.5


def find_source(
    parse: Parse, cue: Occurrence, chance: Callable[[int], float], marked: Collection[int] = ()
) -> int | None:
    """Return the head token of who speaks a cue, or None; `chance` tells how sure another token is a cue.

    What stands in `marked`, between marks, speaks no cue outside them.

    The subject; of a passive its agent; of “…, calling it …” the source of the clause it is said in; of “a report
    accusing …” and “Chen, who said …” the noun before it; of a noun its owner or author.
    """
    if cue.frame.startswith("noun-"):
        return _owner(parse, cue.token)
    if parse.lower[cue.token] == "according":
        return _object_of(parse, cue.token)
    if cue.frame.endswith("+passive"):
        return _agent(parse, cue.token)
    if (trailing := find_trailing_source(parse, cue.token)) is not None:
        return trailing
    return _subject(parse, cue.token, chance, 0, () if cue.token in marked else marked)


def find_noun_before(parse: Parse, verb: int, marked: Collection[int]) -> int | None:
    """Return the noun a finite verb seems to belong to where the parser gave it no subject; no mark stands between."""
    stop = max(parse.sentences[parse.sentence[verb]][0], verb - _REACH)
    for token in range(verb - 1, stop - 1, -1):
        if token in marked or parse.word[token] in ("”", '"'):
            break
        fits = parse.dep[token] in _LIKE_SUBJECTS_BEFORE or token == verb - 1
        if token == verb - 1 and (_is_name(parse, token) or _is_unclosed_apposition(parse, token)):
            return token
        if parse.pos[token] in _NOMINAL and fits:
            while parse.dep[token] in ("appos", "pobj") and parse.head[token] > stop:
                token = parse.head[token] if parse.dep[token] == "appos" else parse.head[parse.head[token]]
            return token if parse.pos[token] in _NOMINAL else None
    return None


def _is_name(parse: Parse, token: int) -> bool:
    """Say whether what the tagger takes for an auxiliary is a name: “…,” Will wrote."""
    capital = parse.word[token][0].isupper() and parse.tag[token] == "MD"
    return capital and parse.tag[token + 1] in ("VBD", "VBZ")


def _is_unclosed_apposition(parse: Parse, token: int) -> bool:
    """Say whether an apposition is none: “In a talk with Roe, the senator said …” closes it with no comma."""
    return parse.dep[token] == "appos" and parse.word[parse.edges[0][token] - 1] == ","


def find_name_behind(parse: Parse, verb: int) -> int | None:
    """Return the name behind a verb where the parser gave it no subject: said Jane Roe, a lawyer."""
    token = verb + 1
    if token >= len(parse) or parse.pos[token] not in ("PROPN", "PRON"):
        return None
    while token + 1 < len(parse) and parse.pos[token + 1] == "PROPN":
        token += 1
    return token


def find_phrase_behind(parse: Parse, verb: int) -> int | None:
    """Return the last noun of the phrase right behind a verb: “tweeted party chairman Jane Roe”."""
    token, closing = verb + 1, parse.sentences[parse.sentence[verb]][1]
    while token < closing and parse.pos[token] in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"):
        token += 1
    return token - 1 if token > verb + 1 and parse.pos[token - 1] in _NOMINAL else None


def find_subject_behind(parse: Parse, verb: int) -> int | None:
    """Return a subject that the parser took for an object: “Why?” asked the judge."""
    for kid in parse.children[verb]:
        if kid > verb and parse.pos[kid] in _NOMINAL and parse.dep[kid] in _LIKE_SUBJECTS_BEHIND:
            return kid
    return None


def _child(parse: Parse, token: int, *deps: str) -> int | None:
    return next((kid for kid in parse.children[token] if parse.dep[kid] in deps), None)


def _object_of(parse: Parse, token: int) -> int | None:
    for kid in parse.children[token]:
        if parse.dep[kid] == "pobj":
            return kid
        if parse.dep[kid] == "prep" and (found := _child(parse, kid, "pobj")) is not None:
            return found
    return None


def _agent(parse: Parse, verb: int) -> int | None:
    for kid in parse.children[verb]:
        if parse.dep[kid] in ("agent", "prep") and parse.lower[kid] == "by":
            return _child(parse, kid, "pobj")
    return None


def _owner(parse: Parse, noun: int) -> int | None:
    if (owner := _child(parse, noun, "poss")) is not None:
        return owner
    for kid in parse.children[noun]:
        if parse.dep[kid] in ("prep", "agent") and parse.lower[kid] in ("by", "of", "from"):
            return _child(parse, kid, "pobj")
        if parse.dep[kid] == "acl" and (agent := _agent(parse, kid)) is not None:
            return agent
    head = parse.head[noun]
    if parse.dep[noun] == "dobj" and parse.pos[head] == "VERB":
        return _child(parse, head, *_SUBJECTS)
    return None


def _subject(
    parse: Parse, verb: int, chance: Callable[[int], float], depth: int, marked: Collection[int]
) -> int | None:
    subject = _own_subject(parse, verb, marked)
    head = parse.head[verb]
    if subject is not None:
        if parse.lower[subject] in _RELATIVE and parse.dep[verb] == "relcl":
            return head
        return subject
    if head == verb or depth > _DEPTH:
        return None
    dep = parse.dep[verb]
    if dep == "conj" and (outer := _cue_beyond(parse, verb, chance)) is not None:
        return _subject(parse, outer, chance, depth + 1, marked)
    if dep == "acl" and parse.tag[verb] == "VBG" and (parse.dep[head] == "dobj" or _is_set_off(parse, verb)):
        return _subject_above(parse, parse.head[head], chance, depth, marked) or head
    if dep in ("acl", "relcl"):
        return head if parse.tag[verb] != "VB" else _subject_above(parse, head, chance, depth, marked)
    if dep == "xcomp" and (controller := _child(parse, head, "dobj")) is not None and parse.tag[verb] == "VB":
        return controller if controller < verb else None
    if dep == "advcl" and parse.tag[verb] == "VBN":
        return None
    if dep in ("advcl", "pcomp", "dep", "prep") and parse.tag[verb] in ("VBG", "VB", "VBN"):
        if (outer := cue_around(parse, verb, chance)) is not None:
            return _subject(parse, outer, chance, depth + 1, marked)
        return _subject_above(parse, head, chance, depth, marked)
    if dep in ("conj", "xcomp", "ccomp"):
        return _subject_above(parse, head, chance, depth, marked)
    return None


def _own_subject(parse: Parse, verb: int, marked: Collection[int]) -> int | None:
    """Return the subject of a verb: of several that the parser gives it, the nearest outside marks.

    Of “In a talk with Roe, the senator said …” the parser makes “the senator” an apposition of Roe; one that no comma
    closes is the subject itself.
    """
    subjects = [kid for kid in parse.children[verb] if parse.dep[kid] in _SUBJECTS and kid not in marked]
    subject = min(subjects, key=lambda kid: abs(kid - verb), default=None)
    if subject is None or subject > verb:
        return subject
    beside = [kid for kid in parse.children[subject] if parse.edges[1][kid] == verb - 1]
    return beside[-1] if beside and _is_unclosed_apposition(parse, beside[-1]) else subject


def _cue_beyond(parse: Parse, verb: int, chance: Callable[[int], float]) -> int | None:
    """Return the cue that a further verb goes with: “suggested” of “suggested that Rao was late and argued that …”."""
    first = parse.head[verb]
    while parse.dep[first] == "conj" and parse.head[first] != first:
        first = parse.head[first]
    outer = parse.head[first]
    if parse.dep[first] != "ccomp" or parse.pos[outer] != "VERB" or outer > first or chance(first) >= _SURE:
        return None
    return outer if parse.tag[outer] == parse.tag[verb] and chance(outer) > _SURE and chance(verb) > _SURE else None


def _subject_above(
    parse: Parse, token: int, chance: Callable[[int], float], depth: int, marked: Collection[int]
) -> int | None:
    while parse.pos[token] not in ("VERB", "AUX") and parse.head[token] != token:
        token = parse.head[token]
    if parse.pos[token] not in ("VERB", "AUX"):
        return token if parse.word[token][0].isupper() and parse.pos[token] in ("NOUN", "PROPN") else None
    if (subject := _child(parse, token, "nsubjpass")) is not None:
        return subject
    return _subject(parse, token, chance, depth + 1, marked)


def _is_set_off(parse: Parse, verb: int) -> bool:
    """Say whether a comma stands before a verb; the closing mark of a title may stand between."""
    before = verb - 1
    if before > 0 and parse.word[before] in ("”", '"', "’", "''"):
        before -= 1
    return parse.word[before][-1] == ","


def cue_around(parse: Parse, verb: int, chance: Callable[[int], float]) -> int | None:
    """Return the verb of saying whose clause a participle hangs in: “Chen said China will stay, calling …”."""
    if parse.tag[verb] != "VBG" or parse.word[verb - 1] not in (",", "—", "–", "”", '"'):
        return None
    token = parse.head[verb]
    for _ in range(_DEPTH):
        head = parse.head[token]
        if head == token:
            return None
        if parse.dep[token] == "ccomp" and parse.pos[head] == "VERB" and chance(head) > 0.8:
            return head
        token = head
    return None


def noun_phrase(parse: Parse, head: int) -> tuple[int, int]:
    """Return the first and last token of a noun phrase, without relative clauses and appositions."""
    first = last = head
    for kid in parse.children[head]:
        if kid < head and parse.dep[kid] in _LEFT:
            first = min(first, parse.edges[0][kid])
    while first < head and parse.pos[first] in ("PUNCT", "CCONJ"):
        first += 1
    for kid in parse.children[head]:
        if kid == last + 1 and parse.dep[kid] == "prep" and parse.lower[kid] in _OF and parse.pos[head] != "PROPN":
            inner = _child(parse, kid, "pobj")
            if inner is not None:
                last = max(last, noun_phrase(parse, inner)[1])
    return first, last


class Cast:
    """The entities of an article, found by where they are mentioned."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        pairs = [(mention, entity) for entity in entities for mention in entity.mentions]
        self._pairs = sorted(pairs, key=lambda pair: pair[0].span)
        self._people = [entity for entity in entities if entity.kind == "person"]
        self._starts = [mention.span.start for mention, _ in self._pairs]

    def at(self, span: Span) -> tuple[Mention, Entity] | None:
        """Return the longest mention that overlaps `span`, with its entity."""
        place = bisect_right(self._starts, span.start)
        near = self._pairs[max(0, place - 6) : place + 2]
        found = [pair for pair in near if pair[0].span.overlaps(span)]
        return max(found, key=lambda pair: pair[0].span.end - pair[0].span.start, default=None)

    def surnamed(self, word: str) -> Entity | None:
        """Return the one person whose last name is `word`, or None."""
        found = [entity for entity in self._people if entity.name.split()[-1] == word or word in entity.aliases]
        return found[0] if len(found) == 1 else None


def find_mention(parse: Parse, source: int, cast: Cast) -> tuple[Mention, Entity] | None:
    """Return the mention that a source is, or the name beside it: “its director, Choi Min-seo”."""
    if (met := cast.at(parse.span(source, source))) is not None:
        return met
    if parse.pos[source] == "PROPN" and (person := cast.surnamed(parse.word[source])) is not None:
        return Mention(parse.span(source, source)), person
    for kid in parse.children[source]:
        beside = parse.dep[kid] == "appos" and parse.pos[kid] == "PROPN" and parse.pos[source] == "NOUN"
        if beside and (met := cast.at(parse.span(kid, kid))) is not None and met[1].kind == "person":
            return met
    return None


def classify_source(parse: Parse, head: int, met: tuple[Mention, Entity] | None) -> SourceClass | None:
    """Say what sort of source speaks, where that is clear."""
    word = parse.lower[head]
    mention, entity = met or (None, None)
    if entity is not None and (mention is None or mention.form != "description" or entity.kind != "person"):
        if entity.kind == "person":
            return "named"
        if entity.kind in ("organisation", "place", "group"):
            return "institution"
        if entity.kind == "work":
            return "document"
    if word in _DOCUMENTS:
        return "document"
    if word in _UNNAMED or (entity is None and parse.lemma[head].lower() in _UNNAMED):
        return "unnamed"
    if entity is not None and entity.kind == "person":
        return "named"
    return None
