"""How each kind of block is set: face, size, line, room above it."""

from msgspec import Struct
from PySide6.QtGui import QFont, QFontDatabase

from reader.app.page.column import Column
from reader.app.theme import Face, make_font

HEAD = ("kicker", "headline", "standfirst", "byline")


class Style(Struct, frozen=True):
    """The setting of one kind of block; `px` and `line` are logical pixels at text size 19, `role` its colour."""

    px: float
    line: float
    face: Face = "serif"
    weight: int = 400
    role: str = "ink"
    italic: bool = False
    tracking: float = 0.0
    indent: int = 0

    def font(self, scale: float, face: Face = "serif") -> QFont:
        """Return its font, `scale` times as large; `face` is the one the reader wants for what was written."""
        chosen = face if self.face == "serif" else self.face
        return make_font(chosen, self.px * scale, self.weight, italic=self.italic, tracking=self.tracking)


_STYLES = {
    "kicker": Style(12.5, 18, "sans", 600, "ink2"),
    "headline": Style(33, 40, weight=600, tracking=-1.2),
    "standfirst": Style(20, 28, role="ink2"),
    "byline": Style(12.5, 17, "sans", 600, "ink2"),
    "paragraph": Style(19, 30),
    "list_item": Style(19, 30, indent=24),
    "blockquote": Style(19, 30, role="ink2", indent=24),
    "preformatted": Style(15, 22),
    "table_row": Style(16, 22),
    "caption": Style(15, 22, role="ink2"),
    "credit": Style(12.5, 17, "sans", role="ink3"),
    "photo": Style(12.5, 17, "sans", role="ink3", italic=True),
}
_RUNNING = ("standfirst", "paragraph", "list_item", "blockquote")
_SUBHEADS = {2: Style(22, 30, weight=600), 3: Style(19, 28, weight=600)}
_SMALL_SUBHEAD = Style(17, 26, weight=600)

_GAPS = {
    (None, "kicker"): 27,
    ("kicker", "headline"): 8,
    ("headline", "standfirst"): 6,
    ("headline", "byline"): 10,
    ("standfirst", "byline"): 11,
    ("caption", "credit"): 4,
    ("list_item", "list_item"): 4,
    ("preformatted", "preformatted"): 0,
    ("table_row", "table_row"): 0,
}
_GAP_BEFORE = {"subhead": 30, "list_item": 10, "table_row": 18, "kicker": 27}
_GAP_AFTER = {"kicker": 14, "headline": 20, "standfirst": 20, "byline": 20, "subhead": 6, "table_row": 18}


def find_style(kind: str, level: int = 0) -> Style:
    """Return the setting of a kind of block; `level` is the depth of a subhead."""
    if kind == "subhead":
        return _SUBHEADS.get(max(level, 2), _SMALL_SUBHEAD)
    return _STYLES[kind]


def find_gap(before: str | None, kind: str) -> float:
    """Return the room between two kinds of block, in logical pixels at text size 19."""
    pair = _GAPS.get((before, kind))
    if pair is not None:
        return pair
    if before in _GAP_AFTER:
        return max(_GAP_AFTER[before], 0 if before == "subhead" else _GAP_BEFORE.get(kind, 0))
    return _GAP_BEFORE.get(kind, 14)


def find_scale(kind: str, column: Column) -> float:
    """Return how many times larger than in its Style a kind of block is set in a column."""
    if kind == "headline":
        return column.headline
    return column.scale if find_style(kind).face == "sans" else column.body


def find_line(kind: str, level: int, column: Column) -> int:
    """Return the height of a line of a kind of block; running text has it as the reader spaces it."""
    spacing = column.spacing if kind in _RUNNING else 1.0
    return round(find_style(kind, level).line * find_scale(kind, column) * spacing)


def make_block_font(kind: str, level: int, scale: float, face: Face = "serif") -> QFont:
    """Return the font of a kind of block; preformatted text takes the system's face of fixed width."""
    style = find_style(kind, level)
    if kind != "preformatted":
        return style.font(scale, face)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(style.px * scale * 0.75)
    return font
