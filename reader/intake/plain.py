"""Wire copy, plain and pasted text: lines become paragraphs, whatever wrapped them."""

import re
from collections.abc import Iterator

from msgspec import Struct

from reader.intake.blocks import Draft, Piece
from reader.intake.source import HandedIn
from reader.intake.wire import Line, is_line_of_its_own, make_draft

_BULLET = re.compile(r"(?:[*•·◦‣▪●]|[-–](?!-))[ \t]+(?=\S)")
_NUMBER = re.compile(r"\d{1,3}[.)][ \t]+(?=\S)")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)(.*?)[ \t#]*$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*$")
_QUOTED = re.compile(r">[ \t]?")
_ROW = re.compile(r"[^\t]*\S[ \t]*\t[ \t]*\S")
_WIDEST = 120
_SOFT_HYPHEN = "\u00ad"


class _Layout(Struct, frozen=True):
    """How the text was laid out: the column its lines were wrapped at (0: not wrapped), and all its words."""

    width: int
    words: frozenset[str]


def read_plain(text: str, _handed: HandedIn) -> Draft:
    """Return the draft of a plain text: every word of it is in a piece."""
    return make_draft(read_lines(text))


def read_lines(text: str) -> list[Line]:
    """Return the paragraphs of a plain text, with what each is where its layout says so."""
    groups = list(_groups([line.rstrip() for line in text.split("\n")]))
    layout = _find_layout(groups)
    found = [Line(piece, number) for number, group in enumerate(groups) for piece in _read_group(group, layout)]
    if len(groups) == 1:
        found = [Line(line.piece, number) for number, line in enumerate(found)]
    return found


def _groups(lines: list[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for line in lines:
        if line.strip():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _find_layout(groups: list[list[str]]) -> _Layout:
    lengths = [len(line) for group in groups for line in group]
    inner = sorted(len(line) for group in groups for line in group[:-1] if not is_line_of_its_own(line))
    width = inner[int(0.95 * (len(inner) - 1))] if inner else 0
    full = sum(1 for length in inner if length >= 0.75 * width)
    longer = sum(1 for length in lengths if length > 1.25 * width)
    wrapped = 30 <= width <= _WIDEST and full >= 0.6 * len(inner) and longer <= 0.05 * len(lengths)
    words = frozenset(re.findall(r"\w+", " ".join(line for group in groups for line in group).lower()))
    return _Layout(width if wrapped else 0, words)


def _read_group(group: list[str], layout: _Layout) -> Iterator[Piece]:
    if len(group) > 1 and all(_ROW.match(line) for line in group):
        for line in group:
            yield Piece("table_row", "\t".join(cell.strip() for cell in line.split("\t")).strip())
        return
    if all(_QUOTED.match(line) for line in group):
        inside = [_QUOTED.sub("", line, count=1).strip() for line in group]
        for part in _groups(inside):
            for text in _unwrap(part, layout):
                yield Piece("blockquote", text)
        return
    listed = sum(1 for line in group if _marker(line)) > 1 or group[0].lstrip()[:2] in ("• ", "● ", "▪ ", "‣ ")
    yield from _read_lines(group, layout, listed=listed)


def _read_lines(group: list[str], layout: _Layout, *, listed: bool) -> Iterator[Piece]:
    waiting: list[str] = []
    item: Piece | None = None

    def close() -> Iterator[Piece]:
        nonlocal waiting, item
        for text in _unwrap(waiting, layout):
            if item is not None:
                text = f"{item.text}{text}"
            yield Piece("list_item", text, item.level) if item is not None else Piece("paragraph", text)
            item = None
        waiting = []

    for i, line in enumerate(group):
        heading = _HEADING.match(line.strip())
        if heading:
            yield from close()
            yield _heading(heading[2], len(heading[1]))
        elif waiting and len(waiting) == 1 and item is None and _UNDERLINE.match(line) and i == 1:
            yield _heading(waiting[0].strip(), 1 if line.startswith("=") else 2)
            waiting = []
        elif listed and (marker := _marker(line)):
            yield from close()
            item = Piece("list_item", marker if marker[0].isdigit() else "", 1)
            waiting = [line.strip()[len(marker) :]]
        else:
            waiting.append(line)
    yield from close()


def _heading(text: str, level: int) -> Piece:
    return Piece("headline", text) if level == 1 else Piece("subhead", text, level)


def _marker(line: str) -> str | None:
    match = _BULLET.match(line.strip()) or _NUMBER.match(line.strip())
    return match.group() if match else None


def _unwrap(lines: list[str], layout: _Layout) -> Iterator[str]:
    """Join the lines of one group that were one paragraph before they were wrapped."""
    paragraph = ""
    for i, line in enumerate(lines):
        words = line.strip()
        if not words:
            continue
        if paragraph and _continues(lines[i - 1], line, layout):
            paragraph = _join(paragraph, words, layout)
            continue
        if paragraph:
            yield paragraph
        paragraph = words
    if paragraph:
        yield paragraph


def _continues(before: str, line: str, layout: _Layout) -> bool:
    """Say whether a line was cut off from the one before because it was full."""
    if not layout.width or is_line_of_its_own(before) or is_line_of_its_own(line):
        return False
    if line[:1] in " \t" and before[:1] not in " \t":
        return False
    needed = len(before) + 1 + len(line.split()[0])
    return needed > 0.9 * layout.width or (line.strip()[0].islower() and needed > 0.6 * layout.width)


def _join(paragraph: str, words: str, layout: _Layout) -> str:
    """Join two lines; a hyphen at the break goes only where the text writes the word without one elsewhere."""
    if paragraph.endswith(_SOFT_HYPHEN):
        return paragraph[:-1] + words
    if not paragraph.endswith("-") or paragraph.endswith(("--", " -")) or not words[0].isalpha():
        return f"{paragraph} {words}"
    first = re.search(r"(\w+)-$", paragraph)
    second = re.match(r"\w+", words)
    if first and second and (first[1] + second.group()).lower() in layout.words:
        return paragraph[:-1] + words
    return paragraph + words
