"""The words beside a photograph of a page: which are its caption, which its credit."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement
from msgspec import Struct

from reader.intake.bylines import is_byline
from reader.intake.credits import find_credit, find_credit_tail, is_agency
from reader.intake.dates import read_date_line
from reader.intake.elements import CAPTION_NAMES, CREDIT_NAMES, Passage


class Figure(Struct):
    """An image (or a caption without one) and the passages that are its caption and its credit, by their numbers.

    `captions` and `credits` hold number, start and end of words of passages.
    """

    number: int
    image: str | None
    alt: str
    captions: list[tuple[int, int, int]] = []
    credits: list[tuple[int, int, int]] = []
    framed: frozenset[int] = frozenset()
    words: list[str] = []
    linked: bool = False
    large: bool = False


def is_named(passage: Passage, names: re.Pattern[str], top: HtmlElement | None) -> bool:
    """Say whether the markup around a passage, up to `top`, calls it by one of the names."""
    if names is CAPTION_NAMES and passage.captions:
        return True
    element: HtmlElement | None = passage.element
    while element is not None:
        if any(names.search(element.get(name) or "") for name in ("class", "itemprop", "data-testid", "id")):
            return True
        if element is top:
            return False
        element = element.getparent()
    return False


def in_figcaption(element: HtmlElement) -> bool:
    """Say whether an element is a figure's caption or inside one."""
    return element.tag == "figcaption" or next(element.iterancestors("figcaption"), None) is not None


def read_words(figure: Figure, frame: HtmlElement | None, inside: Sequence[Passage]) -> None:
    """Add to a figure the captions and credits among the passages inside its frame."""
    if frame is None or not inside:
        return
    captioned = [p for p in inside if in_figcaption(p.element) or is_named(p, CAPTION_NAMES, frame)]
    told = bool(captioned) or frame.tag == "figure"
    alt = _plain(figure.alt)
    wanted = captioned or [p for p in inside if told or (alt and _plain(p.text) and _plain(p.text) in alt)]
    credited = any(find_credit(p.text) for p in inside)
    if not wanted and credited and sum(len(p.text) for p in inside) < 500:
        wanted = list(inside)
    for passage in inside:
        if is_byline(passage.text) or read_date_line(passage.text):
            continue
        if passage in wanted or find_credit(passage.text) or is_named(passage, CREDIT_NAMES, frame):
            read_passage(figure, passage, frame)
    _settle_short_line(figure, inside)


def read_passage(figure: Figure, passage: Passage, frame: HtmlElement | None) -> None:
    """Add to a figure what one passage says: a caption, a credit, or both."""
    text, number = passage.text, passage.number
    if passage.linked and re.fullmatch(r"[\w\s]{1,20}[>»…]|\W+|\d+\s*/\s*\d+", text):
        return
    marked = bool(passage.credits) and passage.credits != ((0, len(text)),)
    whole = None if marked else find_credit(text)
    named = (
        passage.element.tag in ("footer", "cite", "small")
        or is_named(passage, CREDIT_NAMES, passage.element)
        or (not is_named(passage, CAPTION_NAMES, passage.element) and is_named(passage, CREDIT_NAMES, frame))
    )
    if whole or (named and len(text) < 140 and not marked):
        figure.credits.append((number, whole.first, whole.last) if whole else (number, *_bare(text, 0, len(text))))
        return
    if marked:
        first = min(start for start, _ in passage.credits)
        last = max(end for _, end in passage.credits)
        rest = text[last:].strip(" ()[]|/-–,")
        if rest and first and (is_agency(rest) or find_credit(rest)):
            last = len(text)
        figure.credits.append((number, *_bare(text, first, last)))
        if not text[:first].strip(" (|/-–"):
            _add_caption(figure, passage, last, len(text))
        _add_caption(figure, passage, 0, first)
        return
    tail = find_credit_tail(text)
    if tail:
        figure.credits.append((number, tail.first, tail.last))
        _add_caption(figure, passage, 0, tail.start)
        return
    if in_figcaption(passage.element) and (inner := _last_inner(passage)):
        figure.credits.append((number, *_bare(text, *inner)))
        _add_caption(figure, passage, 0, inner[0])
        return
    _add_caption(figure, passage, 0, len(text))


def _last_inner(passage: Passage) -> tuple[int, int] | None:
    """Return the inline element that ends a caption after its last sentence: a credit without a name for it."""
    text = passage.text
    for start, end in passage.inner:
        before, words = text[:start].rstrip(), text[start:end].split()
        named = all(word[:1].isupper() or not word[:1].isalpha() or len(word) < 4 for word in words)
        if end >= len(text) - 1 and before and before[-1] in '.!?”"…)' and named and 0 < len(words) <= 8:
            return start, end
    return None


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    credit = find_credit(text[start:end])
    if credit:
        return start + credit.first, start + credit.last
    while start < end and text[start] in " \t\n([/|·•–—-:,":
        start += 1
    while end > start and text[end - 1] in " \t\n)]|":
        end -= 1
    label = re.match(r"(?:\w+\s)?\w+\s*[:：]\s*|©\s*", text[start:end])
    return (start + label.end(), end) if label and start + label.end() < end else (start, end)


def _add_caption(figure: Figure, passage: Passage, start: int, end: int) -> None:
    text = passage.text
    while start < end and text[start] in " \t\n|/·•–—-:)":
        start += 1
    while end > start and text[end - 1] in " \t\n|/·•–—-(:":
        end -= 1
    words = text[start:end]
    if any(character.isalnum() for character in words) and words not in figure.words:
        figure.captions.append((passage.number, start, end))
        figure.words.append(words)


def _settle_short_line(figure: Figure, inside: Sequence[Passage]) -> None:
    """Take a short line of names after a caption, or before it, as its credit where nothing else is."""
    if figure.credits or len(figure.captions) < 2:
        return
    texts = {passage.number: passage.text for passage in inside}
    for at in (-1, 0):
        number, start, end = figure.captions[at]
        words = texts[number][start:end].split()
        if (
            len(words) <= 5
            and all(word[:1].isupper() or len(word) < 4 for word in words)
            and words[-1][-1] not in ".!?"
        ):
            figure.credits.append(figure.captions.pop(at))
            return


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
