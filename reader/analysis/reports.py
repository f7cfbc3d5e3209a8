"""What a cue governs: the extent of the words it reports, and of the cue itself, as runs of tokens."""

from collections.abc import Collection

from reader.analysis.cues import Occurrence, find_trailing_source
from reader.analysis.engine import Parse

Run = tuple[int, int]  # first and last token, both included

_OBJECTS = {"dobj", "oprd", "attr", "ccomp", "xcomp", "acomp"}
_ADDRESSED = {
    "tell", "ask", "warn", "remind", "assure", "inform", "convince", "persuade", "advise", "promise", "notify",
    "show", "teach", "reassure", "brief", "admonish", "caution",
}  # fmt: skip
# prepositions whose phrase is part of what is reported; of “in a statement” and “on Friday” it is not
_REPORTING = {"of", "for", "as", "about", "against", "with", "to", "from", "into", "over", "between", "among", "than"}
_STOPS = {".", "?", "!", ";"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_LEFT_OUT = {",", "—", "–", "-", "--", ":", ";", "…", ".", "?", "!"}


def find_report(parse: Parse, cue: Occurrence) -> tuple[Run, ...]:
    """Return the tokens of the words that a cue reports, its own clause left out; empty where it governs none."""
    runs = _find_runs(parse, cue)
    return (*runs[:-1], _with_series(parse, runs[-1])) if runs else ()


def _with_series(parse: Parse, run: Run) -> Run:
    """Return a run with the verbs that go on with its last: “they were beaten, starved, and forced to go”.

    A participle behind a comma, without “and” or a subject, shares the auxiliary of the passive just before it,
    whatever the parser hangs it on.
    """
    closing = parse.sentences[parse.sentence[run[1]]][1]
    passive = any(
        parse.dep[token] == "auxpass" and parse.edges[1][parse.head[token]] == run[1] for token in range(*run)
    )
    last, joined = run[1], False
    while passive and not joined and last + 2 < closing and parse.word[last + 1] == ",":
        verb = last + 2
        if parse.tag[verb] == "CC":
            verb, joined = verb + 1, True
        while verb < closing and parse.tag[verb] == "RB":
            verb += 1
        if verb >= closing or parse.tag[verb] not in ("VBN", "VBD") or not _is_bare(parse, verb):
            return run
        last = parse.edges[1][verb] if parse.word[parse.edges[1][verb]] not in _STOPS else parse.edges[1][verb] - 1
    return (run[0], last) if joined else run


def _is_bare(parse: Parse, verb: int) -> bool:
    return all(parse.dep[kid] not in ("nsubj", "nsubjpass", "aux", "auxpass") for kid in parse.children[verb])


def _find_runs(parse: Parse, cue: Occurrence) -> tuple[Run, ...]:
    frame = cue.frame.removesuffix("+passive")
    if parse.lower[cue.token] == "according":
        if parse.blocks[parse.block[cue.token]][0] == cue.token or parse.word[cue.token - 1] in _STOPS:
            return _after_source(parse, cue.token)
        return _split(parse, _clause_around(parse, cue.token), _phrase(parse, cue.token))
    if frame.startswith("noun-"):
        return _noun_clause(parse, cue.token)
    if find_trailing_source(parse, cue.token) is not None:
        return _runs(parse, (parse.sentences[parse.sentence[cue.token]][0], _comma_before(parse, cue.token)))
    if frame == "inserted":
        return _split(parse, _clause_around(parse, cue.token), _phrase(parse, cue.token))
    if cue.frame.endswith("+passive") and (subject := _passive_subject(parse, cue.token)) is not None:
        return _passive_report(parse, cue, subject)
    if frame == "that":
        return _that_clause(parse, cue)
    return _complements(parse, cue)


def _comma_before(parse: Parse, token: int) -> int:
    while parse.word[token] != ",":
        token -= 1
    return token


def _phrase(parse: Parse, token: int) -> Run:
    left, right = parse.edges
    return left[token], right[token]


def _after_source(parse: Parse, according: int) -> tuple[Run, ...]:
    """Return the rest of a sentence that opens with “According to …”, past “…, a charity in Leeds, …”."""
    end = next(
        (token for token in range(according, parse.blocks[parse.block[according]][1]) if parse.word[token] in _STOPS),
        parse.blocks[parse.block[according]][1],
    )
    commas = [token for token in range(according, end) if parse.word[token] == ","]
    if not commas:
        return ()
    start = commas[0] + 1
    beside = start < end and (parse.tag[start] in ("DT", "WDT", "WP", "CD") or parse.pos[start] == "PRON")
    if beside and len(commas) > 1 and not any(parse.tag[token] in _FINITE for token in range(start, commas[1])):
        start = commas[1] + 1
    return _runs(parse, (start, end - 1))


def _trim(parse: Parse, run: Run) -> Run | None:
    first, last = run
    while first <= last and (parse.word[first] in _LEFT_OUT or parse.tag[first] == "CC"):
        first += 1
    while last >= first and parse.word[last] in _LEFT_OUT:
        last -= 1
    return (first, last) if first <= last else None


def _runs(parse: Parse, *runs: Run) -> tuple[Run, ...]:
    trimmed = (_trim(parse, run) for run in runs if run[0] <= run[1])
    return tuple(run for run in trimmed if run is not None)


def _split(parse: Parse, whole: Run, hole: Run) -> tuple[Run, ...]:
    if hole[1] < whole[0] or hole[0] > whole[1]:
        return _runs(parse, whole)
    return _runs(parse, (whole[0], hole[0] - 1), (hole[1] + 1, whole[1]))


def _clause_around(parse: Parse, token: int) -> Run:
    """Return the clause that a set-in clause or an “according to” hangs on, the whole of it."""
    head = parse.head[token]
    while parse.pos[head] not in ("VERB", "AUX") and parse.head[head] != head:
        head = parse.head[head]
    first, last = _phrase(parse, head)
    for kid in parse.children[head]:
        if parse.dep[kid] in ("conj", "parataxis", "ccomp") and kid > token and parse.children[kid]:
            last = min(last, parse.edges[0][kid] - 1) if parse.dep[kid] == "conj" else last
    return first, last


def _noun_clause(parse: Parse, noun: int) -> tuple[Run, ...]:
    for kid in parse.children[noun]:
        if kid > noun and parse.dep[kid] in ("acl", "ccomp", "relcl"):
            return _runs(parse, _without_that(parse, _phrase(parse, kid)))
    return ()


def _without_that(parse: Parse, run: Run) -> Run:
    first, last = run
    while first < last and (parse.lower[first] == "that" or parse.word[first] in _LEFT_OUT):
        first += 1
    return first, last


def _passive_subject(parse: Parse, verb: int) -> int | None:
    for kid in parse.children[verb]:
        if parse.dep[kid] in ("nsubjpass", "csubjpass"):
            return kid
    return parse.head[verb] if parse.dep[verb] == "acl" else None


def _passive_report(parse: Parse, cue: Occurrence, subject: int) -> tuple[Run, ...]:
    after = _complements(parse, cue)
    if parse.dep[cue.token] == "acl":
        return after or _runs(parse, (parse.edges[0][subject], cue.token - 1))
    first, last = _phrase(parse, subject)
    if parse.lower[subject] in ("it", "that", "which", "who") and after:
        return after
    return _runs(parse, (first, min(last, cue.token - 1))) + after


def _that_clause(parse: Parse, cue: Occurrence) -> tuple[Run, ...]:
    verb = cue.token
    kids = [kid for kid in parse.children[verb] if parse.dep[kid] == "ccomp"]
    before = [kid for kid in kids if kid < verb]
    after = [kid for kid in kids if kid > verb]
    if after:
        first = min(parse.edges[0][kid] for kid in after)
        if cue.lemma not in _ADDRESSED:
            objects = [parse.edges[0][kid] for kid in parse.children[verb] if parse.dep[kid] == "dobj" and kid > verb]
            first = min([first, *objects])
        last = max(parse.edges[1][kid] for kid in after)
        return _runs(parse, _without_that(parse, (max(first, verb + 1), last)))
    first = min(parse.edges[0][kid] for kid in before)
    last = max(parse.edges[1][kid] for kid in before)
    return _split(parse, (first, last), (cue_clause_start(parse, verb, last), verb))


def cue_clause_start(parse: Parse, verb: int, before: int) -> int:
    """Return the first token of a cue and its subject where both follow the words they report."""
    starts = [parse.edges[0][kid] for kid in parse.children[verb] if parse.dep[kid] == "nsubj" and kid > before]
    return min([verb, *starts])


def _complements(parse: Parse, cue: Occurrence) -> tuple[Run, ...]:
    verb = cue.token
    kids = [kid for kid in parse.children[verb] if kid > verb and _is_complement(parse, cue, kid)]
    if not kids:
        return ()
    if cue.lemma in _ADDRESSED and len(kids) > 1 and parse.dep[kids[0]] == "dobj":
        rest = [kid for kid in kids if parse.dep[kid] in ("xcomp", "ccomp")]
        kids = rest if rest and parse.dep[rest[0]] == "ccomp" else kids
    first = parse.edges[0][kids[0]]
    last = max(parse.edges[1][kid] for kid in kids)
    if parse.dep[kids[0]] == "prep" and len(kids) == 1:
        first = kids[0] + 1
    return _runs(parse, _without_that(parse, (max(first, verb + 1), last)))


def _is_complement(parse: Parse, cue: Occurrence, kid: int) -> bool:
    if parse.dep[kid] in _OBJECTS or (parse.dep[kid] == "dative" and cue.lemma not in _ADDRESSED):
        return True
    if parse.dep[kid] != "prep":
        return False
    return parse.lower[kid] in _REPORTING or cue.frame.removesuffix("+passive") == parse.lower[kid]


def cue_run(parse: Parse, cue: Occurrence) -> Run:
    """Return the tokens of a cue as written: its auxiliaries, negation, particle, and “in a statement”."""
    verb = cue.token
    if parse.lower[verb] == "according":
        to = parse.lower[verb + 1] == "to" if verb + 1 < len(parse) else False
        return verb, verb + to
    first = last = verb
    if parse.pos[verb] == "VERB":
        around = set(parse.children[verb])
        while (
            first - 1 in around
            and parse.dep[first - 1] in ("aux", "auxpass", "neg", "advmod")
            and (parse.lower[first - 1] not in ("when", "how", "why", "where", "however"))
        ):
            first -= 1
        while first < verb and parse.dep[first] == "advmod":
            first += 1
        if verb + 1 in around and parse.dep[verb + 1] == "prt":
            last = verb + 1
        last = _preposition_after(parse, cue, last)
    return first, last


def _preposition_after(parse: Parse, cue: Occurrence, last: int) -> int:
    following = last + 1
    if following >= len(parse) or parse.head[following] != cue.token or parse.dep[following] != "prep":
        return last
    if cue.frame.removesuffix("+passive") == parse.lower[following] and parse.lower[following] != "in":
        return following
    statement = parse.edges[1][following]
    if parse.lower[following] == "in" and parse.lower[statement] in ("statement", "interview", "email", "release"):
        return statement if statement - following <= 3 else last
    if parse.lower[cue.token] == "called" and parse.lower[following] in ("on", "upon", "for"):
        return following
    return last


def overlap(run: Run, tokens: Collection[int]) -> bool:
    """Say whether a run of tokens shares one with `tokens`."""
    return any(token in tokens for token in range(run[0], run[1] + 1))
