"""Who wrote a story: the line that says so, and the names in it."""

import re

from reader.intake.datelines import make_name

_OPENING = re.compile(
    r"\s*(?:(?:written|reported|words|text|story|report|texte|texto|testo|tekst)\s*(?:by\b|:|par\b|por\b|von\b)|"
    r"(?:by|von|par|por|di|door|af|av|przez|kirjoittanut|yazan|penulis|reporter|author|autor|autore|auteur)\b\s*:?)\s*",
    re.I,
)
_AND = re.compile(r"\s*(?:,|;|\||•|·|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\boch\b|\bog\b|\bi\b|\bve\b)\s*", re.I)
_NAME_PART = (
    r"(?:[^\W\d_a-zß-öø-ÿ][\w.’'-]*|"
    r"de|da|di|del|della|der|den|van|von|zu|bin|ibn|al|el|la|le|du|dos|das|ter|ten)"
)
_NAME = re.compile(rf"{_NAME_PART}(?:\s+{_NAME_PART}){{0,5}}")
_NO_NAMES = re.compile(
    r"\b(?:correspondent|reporter|writer|editor|staff|special|contributor|news|press|associated|times|post|service|"
    r"journalist|bureau|desk|team|redaktion|redacción|rédaction|redazione|redactie)\b",
    re.I,
)


def read_byline(line: str) -> tuple[str, ...]:
    """Return the names of a line that says who wrote the story (“By ELENA RUIZ and A. Chen”), or none.

    Names printed in capitals are given in the form of names.
    """
    line = line.strip() if len(line) < 400 else ""
    opening = _OPENING.match(line)
    if not opening or len(line) > 160 or line.endswith((".”", "?", "!")):
        return ()
    return read_names(line[opening.end() :].rstrip("."))


def is_byline(line: str) -> bool:
    """Say whether a line is nothing but a byline."""
    return bool(read_byline(line))


def read_names(words: str) -> tuple[str, ...]:
    """Return the full names in a list of names, as far as it is one."""
    names: list[str] = []
    for part in _AND.split(words):
        part = part.strip(" .")
        if not part:
            continue
        office = _NO_NAMES.search(part)
        name = part[: office.start()].strip() if office else part
        if not _NAME.fullmatch(name) or " " not in name:
            break
        names.append(make_name(name))
    return tuple(dict.fromkeys(names))
