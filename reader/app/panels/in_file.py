"""What the file of a photograph says itself, below the facts of its caption, and in what that differs from print."""

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from reader.app.panels.facts import date_in_words
from reader.app.panels.rows import plain_words
from reader.app.panels.words import Words, WrappedWords
from reader.app.theme import Theme, make_font
from reader.model.article import PhotoWords
from reader.reading.in_file import Field

_LABEL, _LINE, _BETWEEN = 16, 17, 2
_NAMES: dict[Field, Any] = {
    "caption": QT_TRANSLATE_NOOP("InFile", "caption"),
    "credit": QT_TRANSLATE_NOOP("InFile", "credit"),
    "place": QT_TRANSLATE_NOOP("InFile", "place"),
    "date": QT_TRANSLATE_NOOP("InFile", "date"),
}


class InFile(QWidget):
    """Lines under a label: the caption of the file, who, where and when, and what is printed otherwise."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = Words(theme, self, "ink3", 11.5)
        self._label.setText(self.tr("In the file"))
        self._caption = WrappedWords(theme, self, make_font("sans", 12.5), _LINE)
        self._facts = WrappedWords(theme, self, make_font("sans", 12.5), _LINE)
        self._otherwise = WrappedWords(theme, self, make_font("sans", 12.5), _LINE, "ink2")
        self._caption.setObjectName("photoInFile")
        self._otherwise.setObjectName("photoPrintedOtherwise")

    @property
    def shown(self) -> bool:
        """Whether there is anything to show."""
        return any(line.text() for line in self._lines)

    @property
    def _lines(self) -> tuple[WrappedWords, ...]:
        return (self._caption, self._facts, self._otherwise)

    def show_words(self, words: PhotoWords | None, differences: tuple[Field, ...]) -> None:
        """Show what the file says, or nothing where it says nothing."""
        words = words or PhotoWords()
        place = ", ".join(filter(None, (words.city, words.country)))
        facts = (", ".join(words.byline), words.credit, place, date_in_words(words.created or ""))
        self._caption.setText(plain_words(words.caption or words.headline))
        self._facts.setText(plain_words(" · ".join(filter(None, facts))))
        fields = ", ".join(QCoreApplication.translate("InFile", _NAMES[field]) for field in differences)
        self._otherwise.setText(self.tr("Printed otherwise: {0}").format(fields) if fields else "")
        self.setAccessibleName(f"{self._label.text()}: {' '.join(line.text() for line in self._lines).strip()}")

    def arrange(self, width: int) -> int:
        """Place the lines in a width; return the height they take, 0 where there are none."""
        if not self.shown:
            return 0
        self._label.setGeometry(0, 0, width, _LABEL)
        y = _LABEL
        for line in self._lines:
            line.setVisible(bool(line.text()))
            if line.text():
                height = line.heightForWidth(width)
                line.setGeometry(0, y, width, height)
                y += height + _BETWEEN
        return y - _BETWEEN
