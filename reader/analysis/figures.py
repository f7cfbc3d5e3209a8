"""An entity while it is being put together from its mentions."""

import unicodedata

from msgspec import Struct, field

from reader.analysis.capitals import DASHES, POSSESSIVES
from reader.analysis.engine import Parse
from reader.analysis.names import FoundName
from reader.model.analysis import EntityKind, Role
from reader.model.span import Span


class Figure(Struct, eq=False):
    """One person, organisation, place or group and what has been found of it so far.

    `words` are the words of its fullest name, folded; `nouns` those that its roles call it by. `gender` is "m", "f" or
    "" where nothing says it, `told` that the story says it and not only the given name. `doubts` are the reasons that
    make it less than sure, and `sure` is what they leave.
    """

    kind: EntityKind
    words: tuple[str, ...]
    names: list[FoundName] = field(default_factory=list)
    descriptions: list[Span] = field(default_factory=list)
    pronouns: list[Span] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    gender: str = ""
    told: bool = False
    sure: float = 1.0
    doubts: list[str] = field(default_factory=list)

    def doubt(self, reason: str, sure: float) -> None:
        """Note a reason why the figure is less than sure, and how sure that leaves it."""
        if reason not in self.doubts:
            self.doubts.append(reason)
        self.sure = min(self.sure, sure)


def fold(word: str) -> str:
    """Return a word as it is compared: without accents, dots and case."""
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.replace(".", "").replace("’", "'").casefold()


def name_words(parse: Parse, name: FoundName) -> tuple[str, ...]:
    """Return the folded words of a name."""
    tokens = parse.tokens(name.span)
    return tuple(
        fold(parse.word[i]) for i in tokens if parse.word[i] not in DASHES and parse.word[i] not in POSSESSIVES
    )
