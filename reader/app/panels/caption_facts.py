"""What a caption says otherwise than the story, line by line below its facts; a click goes to where it stands."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.app.panels.chips import Pressed
from reader.app.panels.places import Places
from reader.app.panels.rows import break_words, plain_tip, plain_words, show_words
from reader.app.panels.words import Words
from reader.app.theme import Theme
from reader.model.article import Article
from reader.model.reading import CaptionFact
from reader.model.span import Span

OUTSIDE = 3  # px by which the lines reach further than their words
_LABEL, _LINE, _PADDING = 18, 18, OUTSIDE
_FEW = 3  # lines that are shown before the rest is asked for


def say_fact(fact: CaptionFact, article: Article) -> str:
    """Return what a caption says otherwise than the story."""
    translate = QCoreApplication.translate
    if fact.kind == "only_here":
        return translate("CaptionFacts", "{0}: in the caption only").format(*fact.values)
    if fact.kind == "spelled_otherwise":
        place = Places(article).name(fact.other) if fact.other else ""
        return translate("CaptionFacts", "“{0}” here, “{1}” in {2}").format(*fact.values, place)
    if fact.kind == "other_place":
        return translate("CaptionFacts", "From {0}; the story is from {1}").format(*fact.values)
    return translate("CaptionFacts", "Dated {0}; the story {1}").format(*fact.values)


class FactLine(Pressed):
    """A fact in one line or two, that leads to where it stands."""

    def __init__(self, theme: Theme, parent: QWidget, words: str, *, leads: bool = True) -> None:
        super().__init__(theme, parent)
        self.setText(plain_words(words))
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Show where it stands") if leads else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def lines_in(self, width: int) -> list[str]:
        """Return the words on the lines they take in a width."""
        return [words for words in break_words(self.text(), self.usual, width - 2 * _PADDING) if words]

    def height_in(self, width: int) -> int:
        """Return how high it is in a width."""
        lines = self.lines_in(width)
        if lines and lines[-1].endswith("…"):
            self.setToolTip(plain_tip(self.text()))
        return len(lines) * _LINE + 2 * _PADDING

    def sizeHint(self) -> QSize:
        return QSize(round(self.usual.width(self.text())) + 2 * _PADDING, _LINE + 2 * _PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = "hover" if self.hovered else "chrome"
        self.show_frame(painter, self.rounded(4), fill, fill)
        line = QRectF(_PADDING, _PADDING, self.width() - 2 * _PADDING, _LINE)
        for words in self.lines_in(self.width()):
            show_words(painter, line, words, self.usual, self.theme.colour("ink"))
            line.translate(0, _LINE)


class CaptionFacts(QWidget):
    """The facts of one caption; not there where there is nothing to say."""

    place_wanted = Signal(object)  # Span
    grown = Signal()  # it takes another height than before

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("captionFacts")
        self._theme = theme
        self._label = Words(theme, self, "ink3", 11.5)
        self._label.setText(self.tr("Caption beside the story"))
        self._facts: tuple[CaptionFact, ...] = ()
        self._article: Article | None = None
        self._all = False
        self.lines: list[FactLine] = []

    @property
    def shown(self) -> bool:
        """Whether there is anything to say."""
        return bool(self._facts)

    def show_facts(self, facts: tuple[CaptionFact, ...], article: Article) -> None:
        """Show other facts; how long ago a photograph was taken stands with its date already."""
        facts = tuple(fact for fact in facts if fact.kind != "long_before")
        if (facts, article) != (self._facts, self._article):
            self._facts, self._article, self._all = facts, article, False
            self._fill()

    def _fill(self) -> None:
        for line in self.lines:
            line.hide()
            line.deleteLater()
        shown = self._facts if self._all or len(self._facts) <= _FEW + 1 else self._facts[:_FEW]
        self.lines = [self._make_line(fact) for fact in shown]
        if len(shown) < len(self._facts):
            more = FactLine(self._theme, self, self.tr("{0} more").format(len(self._facts) - len(shown)), leads=False)
            more.clicked.connect(self._show_all)
            self.lines.append(more)
        for line in self.lines:
            line.show()

    def _make_line(self, fact: CaptionFact) -> FactLine:
        assert self._article is not None
        line = FactLine(self._theme, self, say_fact(fact, self._article))
        goal: Span = fact.other or fact.span  # the caption stands right above
        line.clicked.connect(lambda: self.place_wanted.emit(goal))
        return line

    def _show_all(self) -> None:
        self._all = True
        self._fill()
        self.lines[_FEW].setFocus(Qt.FocusReason.OtherFocusReason)
        self.grown.emit()

    def arrange(self, width: int) -> int:
        """Place label and lines in a width and OUTSIDE it; return the height they take."""
        if not self._facts:
            return 0
        self._label.setGeometry(OUTSIDE, 0, width, _LABEL)
        width += 2 * OUTSIDE
        y = _LABEL
        for line in self.lines:
            height = line.height_in(width)
            line.setGeometry(0, y, width, height)
            y += height
        return y
