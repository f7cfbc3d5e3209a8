"""What is otherwise in a later text of a story than in an earlier one, paragraph by paragraph; where each went."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from reader.model.article import Article, Block
from reader.reading.anchors import find_again, make_anchor

ChangeKind = Literal["same", "added", "gone", "changed"]

_ALIKE = 0.5  # of words, for a paragraph to be the same one, changed
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_PLACE = re.compile(r"¶(\d+)")


class Change(Struct, frozen=True):
    """A paragraph of the two texts: `before` is None for one that was added, `after` for one that is gone."""

    kind: ChangeKind
    before: str | None
    after: str | None


class Piece(Struct, frozen=True):
    """A stretch of words that stands in both texts of a paragraph, or in one of them."""

    kind: Literal["same", "added", "gone"]
    words: str


class MovedPlaces(Struct, frozen=True):
    """A note whose paragraph numbers were followed into another text; `lost` are those that are not there any more."""

    text: str
    moved: int = 0
    lost: tuple[str, ...] = ()


def find_changes(before: Article, after: Article) -> tuple[Change, ...]:
    """Return the paragraphs of both texts in order, each said to be the same, added, gone or changed."""
    old = [_words(block, before) for block in before.blocks]
    new = [_words(block, after) for block in after.blocks]
    changes: list[Change] = []
    for step, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            changes += [Change("same", words, words) for words in old[i:j]]
        else:
            changes += _pair(old[i:j], new[k:m])
    return tuple(changes)


def find_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return the words of a changed paragraph in order: what stayed, what is gone, what was added."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    pieces: list[Piece] = []
    gone = added = ""
    for number, (step, i, j, k, m) in enumerate(steps):
        words = "".join(old[i:j])
        between = 0 < number < len(steps) - 1 and not words.strip()  # a blank between two changes belongs to both
        if step != "equal" or between:
            gone, added = gone + words, added + "".join(new[k:m])
            continue
        pieces += _make_pieces(gone, added)
        gone = added = ""
        pieces.append(Piece("same", words))
    return (*pieces, *_make_pieces(gone, added))


def _make_pieces(gone: str, added: str) -> list[Piece]:
    return ([Piece("gone", gone)] if gone else []) + ([Piece("added", added)] if added else [])


def move_places(note: str, before: Article, after: Article) -> MovedPlaces:
    """Let each paragraph number in a note (“¶4”) say where that paragraph stands in another text.

    One whose paragraph is not there any more is kept as it is.
    """
    paragraphs = [block for block in before.blocks if block.kind == "paragraph"]
    lost: list[str] = []
    moved = 0

    def follow(match: re.Match[str]) -> str:
        nonlocal moved
        number = int(match[1][:9])
        if not 0 < number <= len(paragraphs):
            return match[0]
        place = find_again(after.text, make_anchor(before.text, paragraphs[number - 1].span))
        there = after.number_of_paragraph(place.start) if place else 0
        if not there:
            lost.append(match[0])
            return match[0]
        moved += there != number
        return f"¶{there}"

    text = _PLACE.sub(follow, note)
    return MovedPlaces(text, moved, tuple(dict.fromkeys(lost)))


def _words(block: Block, article: Article) -> str:
    return block.span.cut(article.text)


def _pair(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Pair what was taken out with what was put in at the same place, where they are alike."""
    at = 0
    for words in old:
        partner = next((i for i in range(at, len(new)) if _are_alike(words, new[i])), None)
        if partner is None:
            yield Change("gone", words, None)
            continue
        yield from (Change("added", None, added) for added in new[at:partner])
        yield Change("changed", words, new[partner])
        at = partner + 1
    yield from (Change("added", None, added) for added in new[at:])


def _are_alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
