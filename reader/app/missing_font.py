"""A script that no font of this machine draws: one line at the page's foot says what to install."""

import platform
import unicodedata
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader.app.desk import Desk
from reader.app.page_column import PageColumn
from reader.app.steps import make_words

_System = QFontDatabase.WritingSystem
_LOOKED_AT = 20_000  # code points: a script that stands in a story stands there early
_OURS = 0x0530  # up to here our own fonts draw Latin, Greek and Cyrillic
_NOTO, _CJK = "fonts-noto-core", "fonts-noto-cjk"
# the first word of a letter's Unicode name: the script as it is called, how Qt calls it, the package that draws it
SCRIPTS: dict[str, tuple[str, _System, str]] = {
    "ARABIC": ("Arabic", _System.Arabic, _NOTO),
    "ARMENIAN": ("Armenian", _System.Armenian, _NOTO),
    "BENGALI": ("Bengali", _System.Bengali, _NOTO),
    "CJK": ("Chinese characters", _System.SimplifiedChinese, _CJK),
    "DEVANAGARI": ("Devanagari", _System.Devanagari, _NOTO),
    "GEORGIAN": ("Georgian", _System.Georgian, _NOTO),
    "GUJARATI": ("Gujarati", _System.Gujarati, _NOTO),
    "GURMUKHI": ("Gurmukhi", _System.Gurmukhi, _NOTO),
    "HANGUL": ("Korean", _System.Korean, _CJK),
    "HEBREW": ("Hebrew", _System.Hebrew, _NOTO),
    "HIRAGANA": ("Japanese", _System.Japanese, _CJK),
    "KANNADA": ("Kannada", _System.Kannada, _NOTO),
    "KATAKANA": ("Japanese", _System.Japanese, _CJK),
    "KHMER": ("Khmer", _System.Khmer, _NOTO),
    "LAO": ("Lao", _System.Lao, _NOTO),
    "MALAYALAM": ("Malayalam", _System.Malayalam, _NOTO),
    "MYANMAR": ("Burmese", _System.Myanmar, _NOTO),
    "SINHALA": ("Sinhala", _System.Sinhala, _NOTO),
    "TAMIL": ("Tamil", _System.Tamil, _NOTO),
    "TELUGU": ("Telugu", _System.Telugu, _NOTO),
    "THAI": ("Thai", _System.Thai, _NOTO),
    "TIBETAN": ("Tibetan", _System.Tibetan, _NOTO),
}

Families = Callable[[_System], list[str]]


def find_scripts(text: str) -> Iterator[str]:
    """Yield the scripts of SCRIPTS whose letters stand in the first part of a text, each once."""
    met: set[str] = set()
    for letter in sorted(set(text[:_LOOKED_AT])):
        if ord(letter) >= _OURS and letter.isalpha():
            script = unicodedata.name(letter, "").partition(" ")[0]
            if script in SCRIPTS and script not in met:
                met.add(script)
                yield script


def find_missing(text: str, families: Families = QFontDatabase.families) -> str | None:
    """Return the first script of a text that no font of this machine draws, or None."""
    return next((script for script in find_scripts(text) if not families(SCRIPTS[script][1])), None)


class MissingFont(QObject):
    """The line at the foot of a page whose letters cannot all be drawn."""

    def __init__(self, desk: Desk, column: PageColumn, families: Families = QFontDatabase.families) -> None:
        super().__init__(column)
        self._desk, self._families = desk, families
        self.line = QWidget(column)
        self.line.setObjectName("missingFont")
        self.line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self.line)
        row.setContentsMargins(20, 4, 20, 4)
        self._words = make_words(self.line, "", "ink3", px=12.5)
        row.addWidget(self._words, 1)
        self.line.hide()
        column.put_below(self.line)
        self._look = QTimer(self, singleShot=True, interval=0)  # the page is painted first
        self._look.timeout.connect(self.look)
        desk.article_opened.connect(self._look.start)
        self._look.start()

    def look(self) -> None:
        """Say which script of the open story cannot be drawn, or nothing."""
        reading = self._desk.reading
        script = find_missing(reading.article.text, self._families) if reading else None
        if script is not None:
            self._words.setText(self._sentence(script))
        self.line.setVisible(script is not None)

    def _sentence(self, script: str) -> str:
        name, _, package = SCRIPTS[script]
        if platform.system() == "Linux":
            return self.tr("No font on this machine draws {script}. Install one: the package {package} has it.").format(
                script=name, package=package
            )
        return self.tr("No font on this machine draws {script}. Install one, such as Noto.").format(script=name)
