"""Quotation marks that open and never close, or close and never opened, counted from the text itself."""

import re
from collections.abc import Iterator, Sequence

from reader.model.article import Article, Block
from reader.model.span import Span

_MARK = re.compile(r"[“”]|(?<![0-9′'])\"")
_OPENING = ("“", "‘", '"', "'")
_BODY = frozenset({"paragraph", "blockquote", "list_item"})


def find_lone_marks(article: Article) -> Iterator[Span]:
    """Yield the place of each double mark that has no partner in its block.

    A speech over several paragraphs opens each of them anew and closes in the last: such marks are none. Marks of
    inches behind a figure are none either.
    """
    blocks = [block for block in article.blocks if block.kind not in ("credit", "byline")]
    for number, block in enumerate(blocks):
        open_marks: list[int] = []
        for match in _MARK.finditer(article.text, block.span.start, block.span.end):
            if _closes(match[0], open_marks):
                if open_marks:
                    open_marks.pop()
                else:
                    yield Span(*match.span())
            else:
                open_marks.append(match.start())
        if open_marks and not _goes_on(article.text, block, blocks[number + 1 :]):
            yield Span(open_marks[0], open_marks[0] + 1)


def _closes(mark: str, open_marks: Sequence[int]) -> bool:
    return mark == "”" or (mark == '"' and bool(open_marks))


def _goes_on(text: str, block: Block, behind: Sequence[Block]) -> bool:
    following = next((other for other in behind if other.kind in _BODY), None)
    return block.kind in _BODY and following is not None and text.startswith(_OPENING, following.span.start)
