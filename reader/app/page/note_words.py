"""The words of a note in the margin: its speaker, its kind and cue, each in as many lines as it needs, up to two."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from reader.app.theme import Theme, make_font

_PX = 12.5
_LINE = 17
_ASCENT = 13
_SIGN = 14
_TO_SIGN = 6
_MOST_LINES = 2
_WIDEST_MEAN = 0.7  # of their size: no words of more than a few letters are wider; measuring takes time at the start


class NoteWords(NamedTuple):
    """What a note says: the speaker, kind and cue, and why it needs a look (nothing where it does not)."""

    speaker: str
    detail: str
    reason: str


class NoteLines(NamedTuple):
    """The lines of a note, whether a sign stands at its end, and whether nothing is left out for want of room."""

    speaker: tuple[str, ...]
    detail: tuple[str, ...]
    signed: bool
    whole: bool

    @property
    def number(self) -> int:
        """How many lines there are."""
        return len(self.speaker) + len(self.detail)


class NoteType:
    """Sets and paints notes in letters `scale` times as large as usual."""

    def __init__(self, scale: float) -> None:
        self._bold, self._plain = make_font("sans", _PX * scale, 600), make_font("sans", _PX * scale)
        self._of_bold, self._of_plain = QFontMetricsF(self._bold), QFontMetricsF(self._plain)
        self._px = _PX * scale
        self.line = round(_LINE * scale)
        self._ascent = round(_ASCENT * scale)
        self._fitted: dict[tuple[NoteWords, float], NoteLines] = {}

    def fit(self, words: NoteWords, room: float) -> NoteLines:
        """Return the lines of a note within `room` px; measured once."""
        key = (words, room)
        if key not in self._fitted:
            speaker, whole_speaker = _wrap(words.speaker, self._px, self._of_bold, room)
            left = room - self._sign_room(words)
            detail, whole_detail = _wrap(words.detail, self._px, self._of_plain, left)
            self._fitted[key] = NoteLines(speaker, detail, bool(words.reason), whole_speaker and whole_detail)
        return self._fitted[key]

    def width(self, words: NoteWords) -> float:
        """Return how wide a note is that has a line for its speaker and one for the rest."""
        detail = self._of_plain.horizontalAdvance(words.detail) + self._sign_room(words)
        return max(self._of_bold.horizontalAdvance(words.speaker), detail)

    def _sign_room(self, words: NoteWords) -> int:
        return _SIGN + _TO_SIGN if words.reason else 0

    def paint(self, painter: QPainter, theme: Theme, lines: NoteLines, corner: QPointF) -> None:
        """Paint a note with its upper left corner at `corner`."""
        place = self._paint_lines(painter, lines.speaker, self._bold, corner, theme, "ink")
        place = self._paint_lines(painter, lines.detail, self._plain, place, theme, "ink2")
        if lines.signed:
            taken = self._of_plain.horizontalAdvance(lines.detail[-1]) if lines.detail else 0
            top = round(place.y() - self.line + (self.line - _SIGN) / 2)
            painter.drawPixmap(round(place.x() + taken) + _TO_SIGN, top, theme.pixmap("doubt", "doubt", _SIGN))

    def _paint_lines(
        self, painter: QPainter, lines: tuple[str, ...], font: QFont, corner: QPointF, theme: Theme, role: str
    ) -> QPointF:
        painter.setFont(font)
        painter.setPen(theme.colour(role))
        for line in lines:
            painter.drawText(corner + QPointF(0, self._ascent), line)
            corner += QPointF(0, self.line)
        return corner


def _wrap(words: str, px: float, metrics: QFontMetricsF, room: float) -> tuple[tuple[str, ...], bool]:
    """Return words in lines no wider than `room`, and whether all of them are there."""
    if len(words) * px * _WIDEST_MEAN <= room or metrics.horizontalAdvance(words) <= room:
        return ((words,) if words else ()), True
    lines: list[str] = []
    rest = words.split(" ")
    while rest and len(lines) < _MOST_LINES - 1:
        taken = 1
        while taken < len(rest) and metrics.horizontalAdvance(" ".join(rest[: taken + 1])) <= room:
            taken += 1
        lines.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    if rest:
        lines.append(" ".join(rest))
    shown = tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines)
    return shown, shown == tuple(lines)
