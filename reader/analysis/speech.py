"""Speech without quotation marks: the turns of an interview, lines that open with a dash, block quotes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from reader.analysis.marks import Marked
from reader.model.article import Article, Block
from reader.model.span import Span

_LABEL = re.compile(r"((?:[^\W\d_][\w.’'-]*)(?:\s+[^\W\d_][\w.’'-]*){0,3})(?:\s*\([^()\n]{1,30}\))?\s?:\s+(?=\S)")
_DASH = re.compile(r"[—–―]\s*(?=\w|[¿¡«“\"])")
_FEWEST_TURNS = 4
_FEWEST_LINES = 2
_LONGEST_TURN = 3  # paragraphs without a label
_WORDS_OF_A_TURN = 4
_SPOKEN = {"paragraph", "list_item", "blockquote"}


class Speech(Struct, frozen=True):
    """Words spoken without marks around them; `label` names who speaks, where a label stands before them.

    `continued` says that they go on with the turn of the paragraph before.
    """

    words: Span
    label: Span | None = None
    continued: bool = False


def find_speech(article: Article, marked: Sequence[Marked], dashes: bool = False) -> tuple[Speech, ...]:
    """Find the turns of an interview (“Q:”, “ROE:”), else block quotes and, with `dashes`, lines that open with one.

    A dash opens speech in French, Spanish or Polish news; in English it opens an item of a list. A block that opens
    with a quotation mark is left to its marks, and so is one whose words stand elsewhere in the story: it was lifted
    out of it.
    """
    text, opened = article.text, {stretch.whole.start for stretch in marked}
    blocks = [block for block in article.blocks if block.kind in _SPOKEN and block.span.start not in opened]
    spoken = [turn for run in _dialogues(text, blocks) for turn in run]
    if spoken:
        return tuple(spoken)
    lines = _lines(text, blocks) if dashes else []
    return tuple(sorted([*lines, *_block_quotes(text, blocks)], key=lambda speech: speech.words))


def add_speech(marked: Sequence[Marked], speech: Sequence[Speech]) -> list[Marked]:
    """Return marked words and speech together, in the order of the text; marks inside speech lie one deeper."""
    inside = [
        replace(stretch, depth=stretch.depth + any(spoken.words.holds(stretch.words) for spoken in speech))
        for stretch in marked
    ]
    inside += [Marked(spoken.words, spoken.words, "", continued=spoken.continued) for spoken in speech]
    return sorted(inside, key=lambda stretch: (stretch.whole.start, -stretch.whole.end))


def _dialogues(text: str, blocks: Sequence[Block]) -> Iterator[list[Speech]]:
    """Find runs of labelled paragraphs in which at most a few without a label go on with a turn."""
    run: list[Speech] = []
    waiting: list[Block] = []
    for block in blocks:
        found = _LABEL.match(text, *_edges(block)) if block.span.start else None  # a headline is no turn
        if found is None:
            waiting.append(block)
            continue
        if len(waiting) > _LONGEST_TURN:
            yield from _checked(text, run)
            run = []
        run += [Speech(unlabelled.span, run[-1].label, continued=True) for unlabelled in waiting if run]
        run.append(Speech(Span(found.end(), block.span.end), Span(*found.span(1))))
        waiting = []
    yield from _checked(text, run)


def _checked(text: str, run: list[Speech]) -> Iterator[list[Speech]]:
    if _is_dialogue(text, [turn for turn in run if not turn.continued]):
        yield run


def _is_dialogue(text: str, turns: Sequence[Speech]) -> bool:
    """Say whether labels are those of speakers: two or more by turns, each before a sentence, no keys of a table."""
    names = Counter(turn.label.cut(text).split()[-1].casefold() for turn in turns if turn.label)
    if len(turns) < _FEWEST_TURNS or len(names) < 2 or len(turns) < 2 * len(names) - 1:
        return False
    return median(len(turn.words.cut(text).split()) for turn in turns) >= _WORDS_OF_A_TURN


def _lines(text: str, blocks: Sequence[Block]) -> list[Speech]:
    found = [match for block in blocks if (match := _DASH.match(text, *_edges(block)))]
    ends = {block.span.start: block.span.end for block in blocks}
    return [Speech(Span(match.end(), ends[match.start()])) for match in found] if len(found) >= _FEWEST_LINES else []


def _block_quotes(text: str, blocks: Sequence[Block]) -> Iterator[Speech]:
    before: Block | None = None
    for block in blocks:
        words = block.span.cut(text)
        if block.kind == "blockquote" and not _DASH.match(text, *_edges(block)) and text.count(words) == 1:
            follows = before is not None and before.kind == "blockquote" and before.span.end + 1 == block.span.start
            yield Speech(block.span, continued=follows)
        before = block


def _edges(block: Block) -> tuple[int, int]:
    return block.span.start, block.span.end
