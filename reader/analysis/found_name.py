"""A name in a story, before names of one are joined."""

from msgspec import Struct

from reader.model.analysis import EntityKind
from reader.model.span import Span


class FoundName(Struct, frozen=True):
    """A name in the text: where, of what kind, how sure (0 to 1), and why not where it is not."""

    span: Span
    kind: EntityKind
    confidence: float = 1.0
    reason: str = ""
