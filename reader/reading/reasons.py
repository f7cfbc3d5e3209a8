"""Why the analysis is unsure, taken apart: each sentence as a form with the words that stand in it.

The analysis gives its reasons as English sentences in one string. The form of each is found again here, so that a
reason can be sorted, and said in another language.
"""

import re
from functools import cache
from typing import NamedTuple


class Reason(NamedTuple):
    """A sentence as a form, "“{0}” may be “{1}”.", and the words in it; one of no known form is its own form."""

    form: str
    values: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.form.format(*self.values) if self.form in FORMS else self.form


UNCLOSED = "The closing quotation mark is missing."
DESCRIBED = "“{0}” is taken to be {1}."
EITHER = "“{0}” may be “{1}”."
ONE_OF_TWO = "“{0}” may be “{1}” or “{2}”."
UNCLEAR = "It is not clear who “{0}” is."
RETOLD = "“{0}”, as “{1}” tells it."
NOBODY = "Nobody is named as the speaker."
ONE_OF_NAMESAKES = "more than one person here is called {0}: this may be either"
NAMESAKES = "more than one person here is called {0}"

FORMS: tuple[str, ...] = (
    "The speaker is taken from the quote before.",
    "The speaker is taken from the paragraph before.",
    "The speaker is taken from the last quote, some paragraphs before.",
    "The speaker is taken from the sentence before.",
    "Whose words they are is taken from the noun they stand beside.",
    "The words before may not govern the quote.",
    "These may not be words reported.",
    "These marks may quote nobody.",
    NOBODY,
    UNCLOSED,
    DESCRIBED,
    UNCLEAR,
    RETOLD,
    ONE_OF_TWO,
    EITHER,
    ONE_OF_NAMESAKES,
    NAMESAKES,
    "could also be {0}",
    "the story says little of what this names",
    "may be no name",
)


@cache
def _make_pattern(form: str) -> re.Pattern[str]:
    """Return what matches a form and, behind it, the end or what parts it from the next reason."""
    parting = r"(?: +|$)" if form.endswith(".") else r"(?:; +|$)"
    return re.compile(re.sub(r"\\\{\d\\\}", "(.+?)", re.escape(form)) + parting)


_ANCHORS = tuple((form, max(re.split(r"\{\d\}", form), key=len)) for form in FORMS)  # without which no form matches


def find_reasons(words: str) -> tuple[Reason, ...]:
    """Return the reasons in what the analysis says, in order; all behind a sentence of no known form is one."""
    reasons, rest = [], words.strip()
    while rest:
        likely = (form for form, anchor in _ANCHORS if anchor in rest)
        found = next(((form, match) for form in likely if (match := _make_pattern(form).match(rest))), None)
        if found is None:
            reasons.append(Reason(rest))
            break
        form, match = found
        reasons.append(Reason(form, match.groups()))
        rest = rest[match.end() :]
    return tuple(reasons)
