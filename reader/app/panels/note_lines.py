"""How the lines of a note are set that quote the story: its serif, and in our colour the words that lead back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat

from reader.app.panels.note_sheet import NoteSheet
from reader.app.panels.passage import SIGN, read_line
from reader.app.theme import Theme, make_font

_NARROW = 1  # per cent of its width that the sign keeps: a bar stands for it


class QuotingLines(QSyntaxHighlighter):
    """Sets a sheet's quoting lines; nothing is written into its words or its undo."""

    def __init__(self, sheet: NoteSheet, theme: Theme) -> None:
        super().__init__(sheet)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        found = read_line(text)
        if found is None:
            return
        sign = QTextCharFormat()
        sign.setForeground(Qt.GlobalColor.transparent)
        sign.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
        sign.setFontLetterSpacing(_NARROW)
        words = QTextCharFormat()
        words.setFont(make_font("serif", 15))
        between = QTextCharFormat()
        between.setForeground(self._theme.colour("ink3"))
        link = QTextCharFormat()
        link.setFont(make_font("sans", 12.5, tabular=True))
        link.setForeground(self._theme.colour("accent"))
        start, end = (_units(text[:place]) for place in (found.link.start, found.link.end))
        self.setFormat(0, len(SIGN), sign)
        self.setFormat(len(SIGN), start - len(SIGN) - 3, words)
        self.setFormat(start - 3, 3, between)
        self.setFormat(start, end - start, link)


def _units(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
