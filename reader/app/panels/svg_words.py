"""Words of a drawing (SVG) that keep their width where the reader's machine lacks our typefaces."""

import re
from html import unescape

from PySide6.QtGui import QFontMetricsF

from reader.app.theme import Face, make_font

_TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_SAID = re.compile(r'font-family="([^"]*)" font-size="([\d.]+)" font-weight="(\d+)"')
_FACES: dict[str, tuple[Face, str]] = {
    "Source Serif Pro": ("serif", "serif"),
    "Source Sans Pro": ("sans", "sans-serif"),
}
_TITLE, _TRACKING = (11.5, 600), 6.0  # size and weight of titles in capitals, and their spacing in per cent


def hold_widths(drawing: bytes) -> bytes:
    """Return a drawing of Qt's whose words say how wide they are, and which face may stand in for ours."""
    return _TEXT.sub(_hold, drawing.decode()).encode()


def _hold(text: re.Match[str]) -> str:
    said = _SAID.search(text[1])
    if said is None or said[1] not in _FACES or not text[2].strip():
        return text[0]
    (face, other), px, weight = _FACES[said[1]], float(said[2]), int(said[3])
    tracking = _TRACKING if (px, weight) == _TITLE else 0.0
    font = make_font(face, px, weight, tracking=tracking, tabular=face == "sans")
    width = QFontMetricsF(font).horizontalAdvance(unescape(text[2]))
    held = text[1].replace(f'font-family="{said[1]}"', f"font-family=\"'{said[1]}', {other}\"")
    return f'<text {held} textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs">{text[2]}</text>'
