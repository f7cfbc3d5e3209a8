"""The names of places in a story: "¶4" in the fourth paragraph, elsewhere the kind of the block."""

from bisect import bisect_right
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from reader.model.article import Article, BlockKind
from reader.model.span import Span

_BLOCKS: dict[BlockKind, Any] = {
    "headline": QT_TRANSLATE_NOOP("Places", "headline"),
    "standfirst": QT_TRANSLATE_NOOP("Places", "standfirst"),
    "subhead": QT_TRANSLATE_NOOP("Places", "subhead"),
    "list_item": QT_TRANSLATE_NOOP("Places", "list"),
    "blockquote": QT_TRANSLATE_NOOP("Places", "block quote"),
    "table_row": QT_TRANSLATE_NOOP("Places", "table"),
    "caption": QT_TRANSLATE_NOOP("Places", "caption"),
}


class Places:
    """Names places of a text: "¶4" in the fourth paragraph, elsewhere the kind of the block."""

    def __init__(self, article: Article) -> None:
        self._starts = [block.span.start for block in article.blocks]
        self._names = []
        number = 0
        for block in article.blocks:
            number += block.kind == "paragraph"
            known = QCoreApplication.translate("Places", _BLOCKS[block.kind]) if block.kind in _BLOCKS else ""
            self._names.append(f"¶{number}" if block.kind == "paragraph" else known)

    def name(self, span: Span) -> str:
        """Return the name of the place where a span begins."""
        at = bisect_right(self._starts, span.start) - 1
        return self._names[at] if at >= 0 else ""


def is_place(words: str) -> bool:
    """Say whether words are the name of a place: of a paragraph, or of another kind of block."""
    if words.startswith("¶"):
        return words[1:].isdecimal()
    return any(words == QCoreApplication.translate("Places", name) for name in _BLOCKS.values())
