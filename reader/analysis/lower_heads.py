"""Names of bodies whose last words are lower-case: the “U.N. human rights office”."""

from reader.analysis.engine import Parse
from reader.analysis.found_name import FoundName
from reader.analysis.gazetteer import Gazetteer
from reader.model.span import Span

_LOWER = frozenset({"JJ", "NN", "NNS", "HYPH", "VBG"})


def with_lower_head(parse: Parse, name: FoundName, gazetteer: Gazetteer) -> FoundName:
    """Return “U.N. human rights office” for the “U.N.” before it: one body, though its last words are lower-case."""
    written = name.span.cut(parse.text)
    if name.kind != "organisation" or not (written in gazetteer.bodies or written.isupper()):
        return name
    first, last = parse.tokens(name.span)[0], parse.tokens(name.span)[-1]
    heads = gazetteer.heads["lower"]
    closing = parse.sentences[parse.sentence[last]][1]
    head = last + 1
    while head < closing and parse.tag[head] in _LOWER and parse.lower[head] not in heads:
        head += 1
    if head >= closing or parse.tag[head] != "NN" or not 2 <= head - last <= 4:
        return name
    if parse.lower[head] not in heads or (parse.dep[head] == "compound" and parse.head[head] > head):
        return name
    opening = parse.lower[first - 1] if first else ""
    if opening in {"a", "an"} or not any(parse.tag[i] in {"NN", "NNS"} for i in range(last + 1, head)):
        return name
    return FoundName(Span(name.span.start, parse.end[head]), "organisation", min(name.confidence, 0.9), name.reason)
