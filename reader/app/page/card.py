"""The card that says more of what the pointer rests on: a name's role and count, why a note needs a look."""

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reader.app.page.marks import STROKED
from reader.app.theme import Theme, make_font
from reader.model.analysis import Entity

_HEIGHT = 30
_WIDEST = 340
_PADDING = 12
_ICON = 14
_BETWEEN = 8
_AWAY = 8
_INSIDE = 14
_RADIUS = 8


class CardWords(Struct, frozen=True):
    """What a card says: an icon in the colour of a role, words in bold, more words, a count at the right."""

    icon: str
    role: str
    name: str
    more: str = ""
    count: str = ""


class HoverCard(QWidget):
    """A frame over the page that the pointer goes through; it has no text that is read as markup."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hoverCard")
        self._theme, self._page = theme, parent
        self._words = CardWords("other", "ink2", "")
        self._bold, self._plain = make_font("sans", 14, 600), make_font("sans", 12.5, tabular=True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def words(self) -> CardWords:
        """What the card says."""
        return self._words

    def show_at(self, box: QRect, words: CardWords) -> None:
        """Show the card below a box of the parent, or above where there is no room below."""
        self._words = words
        self.setAccessibleName(" ".join(filter(None, (words.name, words.more, words.count))))
        room = self._page.rect().adjusted(_INSIDE, _INSIDE, -_INSIDE, -_INSIDE)
        width = min(self._find_width(), _WIDEST, room.width())
        top = box.bottom() + _AWAY
        if top + _HEIGHT > room.bottom():
            top = box.top() - _AWAY - _HEIGHT
        left = max(min(box.left() - _PADDING, room.right() - width), room.left())
        self.setGeometry(QRect(QPoint(left, top), QPoint(left + width - 1, top + _HEIGHT - 1)))
        self.raise_()
        self.show()
        self.update()

    def _find_width(self) -> int:
        words = self._words
        width = 2 * _PADDING + _ICON + _BETWEEN + QFontMetricsF(self._bold).horizontalAdvance(words.name)
        for more in filter(None, (words.more, words.count)):
            width += _BETWEEN + QFontMetricsF(self._plain).horizontalAdvance(more)
        return round(width) + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, words = self._theme, self._words
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        middle = self.height() // 2
        painter.drawPixmap(_PADDING, middle - _ICON // 2, theme.pixmap(words.icon, words.role, _ICON))
        left, right = float(_PADDING + _ICON + _BETWEEN), float(self.width() - _PADDING)
        plain = QFontMetricsF(self._plain)
        baseline = middle + round(QFontMetricsF(self._bold).capHeight() / 2)
        if words.count:
            right -= plain.horizontalAdvance(words.count)
            painter.setFont(self._plain)
            painter.setPen(theme.colour("ink3"))
            painter.drawText(QPointF(right, baseline), words.count)
            right -= _BETWEEN
        bold = QFontMetricsF(self._bold)
        name = bold.elidedText(words.name, Qt.TextElideMode.ElideRight, right - left)
        painter.setFont(self._bold)
        painter.setPen(theme.colour("ink"))
        painter.drawText(QPointF(left, baseline), name)
        left += bold.horizontalAdvance(name) + (_BETWEEN if name else 0)
        if right - left > 2 * _BETWEEN:
            painter.setFont(self._plain)
            painter.setPen(theme.colour("ink2"))
            painter.drawText(
                QPointF(left, baseline), plain.elidedText(words.more, Qt.TextElideMode.ElideRight, right - left)
            )
        painter.end()


def make_entity_card(entity: Entity) -> CardWords:
    """Return what the card of a name says: its shape, the name, its role or another name, and how often it is met."""
    kind = entity.kind if entity.kind in STROKED else "other"
    more = " ".join(entity.roles[0].text.split()) if entity.roles else ""
    other = next((alias for alias in entity.aliases if alias != entity.name), "")
    if not more and other:
        more = QCoreApplication.translate("HoverCard", "also “{}”").format(other)
    role = kind if kind != "other" else "ink2"
    return CardWords(kind, role, entity.name, more, str(len(entity.mentions)))
