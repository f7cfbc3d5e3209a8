"""Words of our own and of theirs as labels: plain text always, in the colour of a role."""

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from reader.app.theme import Theme, make_font


class Words(QLabel):
    """Plain words in a colour role."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        role: str = "ink",
        px: float = 14,
        weight: int = 400,
        *,
        wrap: bool = False,
        italic: bool = False,
        tracking: float = 0.0,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(make_font("sans", px, weight, italic=italic, tracking=tracking, tabular=True))
        self.setWordWrap(wrap)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def role(self) -> str:
        """The colour role of the words."""
        return self._role

    def set_role(self, role: str) -> None:
        """Take another colour role."""
        if role != self._role:
            self._role = role
            self._dress()

    def set_italic(self, italic: bool) -> None:
        """Slant the words, or stand them upright."""
        font = self.font()
        font.setItalic(italic)
        self.setFont(font)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self.theme.colour(self._role))
        self.setPalette(palette)
        if self.property("role") != self._role:
            self.setProperty("role", self._role)  # by which the window's style sheet knows it
            if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                self.setStyleSheet(" ")  # polishes anew; by style().polish() QStyle's enums would cost the start 10 ms


class WrappedWords(Words):
    """Plain words wrapped to the width there is, in lines of one height; a word too long for a line is broken."""

    def __init__(self, theme: Theme, parent: QWidget, font: QFont, line_height: float, role: str = "ink") -> None:
        super().__init__(theme, parent, role, wrap=True)
        self._line_height = line_height
        self._layout: QTextLayout | None = None
        self._layout_width = 0
        self.setFont(font)

    def setText(self, words: str) -> None:
        self._layout = None
        super().setText(words)

    def heightForWidth(self, width: int) -> int:
        return ceil(self.layout_for(width).lineCount() * self._line_height)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, ceil(self._line_height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.theme.colour(self.role))
        self.layout_for(self.width()).draw(painter, QPointF(0, 0))

    def layout_for(self, width: int) -> QTextLayout:
        """Return the words laid out in a width."""
        if self._layout is None or self._layout_width != width:
            self._layout = self._make_layout(width)
            self._layout_width = width
        return self._layout

    def _make_layout(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 20))
            line.setPosition(QPointF(0, top + (self._line_height - line.ascent() - line.descent()) / 2))
            top += self._line_height
        layout.endLayout()
        return layout
