"""The card of photographs: the picture, its caption, who, where, when and whose it is."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from reader.app.desk import Desk, Focus
from reader.app.panels.caption import CaptionWords, find_underlines
from reader.app.panels.caption_facts import OUTSIDE, CaptionFacts
from reader.app.panels.distance import say_distance
from reader.app.panels.facts import Facts
from reader.app.panels.in_file import InFile
from reader.app.panels.more_button import MoreButton
from reader.app.panels.picture import Picture, find_pictures
from reader.app.panels.rows import Type, plain_words, show_words
from reader.app.panels.window_height import WindowHeight
from reader.app.panels.words import Words, WrappedWords
from reader.app.theme import Theme, make_font
from reader.model.analysis import Analysis, Caption
from reader.model.article import Photo
from reader.model.reading import Reading
from reader.model.span import Span
from reader.reading.in_file import find_differences

FOLDED_HEIGHT = 44
_TITLE_HEIGHT = 32
_SIDE, _BELOW = 16, 12
_SQUARE, _BESIDE = 72, 14
_LOW_WINDOW = 860  # below this height the square gives its width to the caption
_EMPTY_HEIGHT = 120
_BUTTON = 28

Images = Callable[[str, Photo], Path | None]


class PhotoCard(QWidget):
    """The photographs of a story, one at a time; as high as it needs to be, or folded to one line."""

    folded_changed = Signal(bool)
    pictures_dropped = Signal(list)  # paths of files that may be pictures
    large_wanted = Signal(int)  # the number of a photograph

    def __init__(self, desk: Desk, theme: Theme, images: Images, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._images = images
        self._reading: Reading | None = None
        self._number = 0
        self._folded = False
        self._low = False
        self._has_picture = False
        self._age: Span | None = None
        self.setObjectName("photoCard")
        self.setAutoFillBackground(True)
        self._title = Words(theme, self, "ink3", 11.5, 600, tracking=6)
        self._title.setText(self.tr("Photo").upper())
        self._title.setAccessibleName(self.tr("Photo"))
        self._place = Words(theme, self, "ink3", 12.5)
        self._previous = self._make_button("back", self.tr("Previous photograph"), lambda: self._step(-1))
        self._next = self._make_button("forward", self.tr("Next photograph"), lambda: self._step(1))
        self.more = MoreButton(theme, self.tr("More about the photograph"), self)
        self._fold = self._make_button("up", "", lambda: self.fold(not self._folded))
        self._picture = Picture(theme, self)
        self._caption = CaptionWords(theme, self)
        self._facts = Facts(theme, self)
        self._beside = CaptionFacts(theme, self)
        self._in_file = InFile(theme, self)
        self._empty = WrappedWords(theme, self, make_font("sans", 14), 20, "ink2")
        self._empty.setText(self.tr("The photograph, its caption and its credit: who, where and when."))
        self._name, self._summary = Type("sans", 14, 600), Type("sans", 12.5)
        desk.article_opened.connect(self._open)
        desk.reading_changed.connect(self.show_reading)
        desk.focus_changed.connect(self._show_focus)
        self._caption.name_entered.connect(desk.focus_on_entity)
        self._beside.place_wanted.connect(desk.go_to_name)
        self._beside.grown.connect(self._arrange)
        self._facts.distance_entered.connect(self._show_date)
        self._desk = desk
        theme.changed.connect(self._dress)
        WindowHeight(self).changed.connect(self._show_height)
        self._dress()
        self._open(desk.reading)

    def _make_button(self, icon: str, name: str, deed: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("icon_name", icon)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.resize(_BUTTON, _BUTTON)
        button.clicked.connect(deed)
        return button

    @property
    def folded(self) -> bool:
        """Whether the card is one line."""
        return self._folded

    def fold(self, folded: bool) -> None:
        """Fold the card to one line, or unfold it."""
        if folded != self._folded:
            self._folded = folded
            self._arrange()
            self.folded_changed.emit(folded)

    def _open(self, reading: Reading | None) -> None:
        self._number = 0
        self._facts.start_anew()
        self.show_reading(reading)

    def show_reading(self, reading: Reading | None) -> None:
        """Show the photographs of a reading; the one on show stays."""
        self._reading = reading
        self._number = min(self._number, max(len(self._photos) - 1, 0))
        if self._photos:
            self._show_photo(self._photos[self._number])
        else:
            self._picture.show_picture(None)
            self._has_picture = False
            self._caption.show_caption("")
            self._facts.credit.show_words("")
            self.setAccessibleName(self.tr("No picture came with this text") if reading else self.tr("Photo"))
        self._arrange()

    def _show_focus(self, focus: Focus | None) -> None:
        """Light the chosen name in the caption."""
        entity = focus if focus and focus.kind == "entity" else None
        self._caption.show_chosen(entity.subject if entity else None, entity.index if entity else 0)

    @property
    def _photos(self) -> tuple[Photo, ...]:
        return self._reading.article.photos if self._reading else ()

    def _step(self, step: int) -> None:
        self._number += step
        self._facts.start_anew()
        self.show_reading(self._reading)

    def _show_photo(self, photo: Photo) -> None:
        assert self._reading is not None
        text = self._reading.article.text
        path = self._images(self._reading.id, photo)
        self._has_picture = self._picture.show_picture(path)
        self._picture.show_words("" if self._has_picture else self.tr("No picture"))
        said = self.tr("Photograph") if self._has_picture else self.tr("No picture")
        self._picture.setAccessibleName(photo.alt or said)
        self._picture.offer_large(self._has_picture)
        analysis = self._reading.analysis or Analysis()
        if photo.caption:
            self._caption.show_caption(photo.caption.cut(text), find_underlines(analysis, text, photo.caption))
        elif photo.alt:
            self._caption.show_caption(photo.alt, role="ink2")
        else:
            self._caption.show_caption(self.tr("No caption came with this picture"), role="ink3")
        self._show_facts(photo, analysis)
        place = self.tr("{0} of {1}").format(self._number + 1, len(self._photos))
        self._place.setText(place)
        self.setAccessibleName(self.tr("Photo {0}").format(place))
        self._previous.setEnabled(self._number > 0)
        self._next.setEnabled(self._number < len(self._photos) - 1)

    def _show_facts(self, photo: Photo, analysis: Analysis) -> None:
        assert self._reading is not None
        facts, said = self._facts, self._said(analysis)
        if self._reading.analysis is None and not self._reading.problem and photo.caption:
            for fact in (facts.who, facts.where, facts.when):
                fact.wait()
        elif said and photo.caption:
            facts.who.show_words(", ".join(self._names(analysis, said)))
            facts.where.show_words(said.place or "", self.tr("Place not given"))
            facts.show_date(said.taken)
        else:
            for fact in (facts.who, facts.where, facts.when):
                fact.show_words("")
        published = self._reading.article.source.published or ""
        facts.expect_distance(expected=bool(published and photo.caption))
        facts.show_distance(say_distance(said.taken or "", published) if said and photo.caption else "")
        credit = photo.credit.cut(self._reading.article.text) if photo.credit else ""
        facts.credit.show_words(self._with_file_photo(credit, said))
        told = tuple(fact for fact in self._reading.caption_facts if fact.photo == self._number)
        self._beside.show_facts(told, self._reading.article)
        self._age = next((fact.span for fact in told if fact.kind == "long_before"), None)
        facts.let_distance_lead(leads=self._age is not None)
        self._in_file.show_words(photo.in_file, find_differences(self._reading.article, photo, said))

    def _show_date(self) -> None:
        """Show the date in the caption by which the photograph is so old."""
        if self._age:
            self._desk.go_to_name(self._age)

    def _said(self, analysis: Analysis) -> Caption | None:
        return next((caption for caption in analysis.captions if caption.photo == self._number), None)

    def _names(self, analysis: Analysis, said: Caption) -> list[str]:
        found = (analysis.entity(key) for key in said.people)
        return [entity.name for entity in found if entity]

    def _with_file_photo(self, credit: str, said: Caption | None) -> str:
        """Return the credit, and that this is a file photo where the credit does not say it itself."""
        if said is None or not said.file_photo or "file" in credit.lower():
            return credit
        return " · ".join(filter(None, (credit, self.tr("file photo"))))

    def _arrange(self) -> None:
        """Place everything for the width there is, and take the height that needs."""
        photos, folded = bool(self._photos), self._line_only
        self._title.setVisible(not folded)
        self._place.setVisible(photos and not folded)
        self._empty.setVisible(self._reading is None)
        self._caption.setVisible(photos and not folded)
        self._facts.setVisible(photos and not folded)
        self._beside.setVisible(photos and not folded and self._beside.shown)
        self._in_file.setVisible(photos and not folded and self._in_file.shown)
        self._picture.setVisible(self._reading is None or (photos and not folded and self._shows_picture))
        self._arrange_title(photos)
        bottom = FOLDED_HEIGHT if folded else self._arrange_photo() if photos else self._arrange_empty()
        self.setFixedHeight(bottom)
        self.update()

    @property
    def _line_only(self) -> bool:
        return self._reading is not None and (self._folded or not self._photos)

    @property
    def _shows_picture(self) -> bool:
        return self._has_picture or not self._low

    def _arrange_title(self, photos: bool) -> None:
        height = FOLDED_HEIGHT if self._line_only else _TITLE_HEIGHT
        title = self._title.sizeHint()
        self._title.setGeometry(_SIDE, 0, title.width(), height)
        self._place.setGeometry(_SIDE + title.width() + 8, -1, self._place.sizeHint().width(), height)
        x, y = self.width() - 8 - _BUTTON, (height - _BUTTON) // 2
        self._fold.move(x, y)
        self._fold.setVisible(photos)
        words = self.tr("Unfold the photograph") if self._folded else self.tr("Fold the photograph")
        self._fold.setAccessibleName(words)
        self._fold.setToolTip(words)
        self._fold.setIcon(self._theme.icon("down" if self._folded else "up"))
        x -= _BUTTON + 2
        self.more.move(x, y)
        self.more.setVisible(photos and not self._folded)
        for button in (self._next, self._previous):
            x -= _BUTTON + 2
            button.move(x, y)
            button.setVisible(len(self._photos) > 1 and not self._folded)

    def _arrange_photo(self) -> int:
        room, y = self.width() - 2 * _SIDE, _TITLE_HEIGHT
        if self._has_picture:
            height = self._picture.height_for(room)
            self._picture.setGeometry(_SIDE, y, room, height)
            y = self._place_caption(_SIDE, y + height + 10, room)
        elif self._shows_picture:
            self._picture.setGeometry(_SIDE, y, _SQUARE, _SQUARE)
            beside = _SQUARE + _BESIDE
            y = max(self._place_caption(_SIDE + beside, y, room - beside), y + _SQUARE)
        else:
            y = self._place_caption(_SIDE, y, room)
        height = self._facts.arrange(room)
        self._facts.setGeometry(_SIDE, y + 9, room, height)
        y += 9 + height if height else 0
        height = self._beside.arrange(room)
        self._beside.setGeometry(_SIDE - OUTSIDE, y + 9, room + 2 * OUTSIDE, height)
        y += 9 + height if height else 0
        height = self._in_file.arrange(room)
        self._in_file.setGeometry(_SIDE, y + 9, room, height)
        return y + _BELOW + (9 + height if height else 0)

    def _place_caption(self, x: int, y: int, width: int) -> int:
        height = self._caption.heightForWidth(width)
        self._caption.setGeometry(x, y, width, height + 2)  # the last line's strokes reach below it
        return y + height

    def _arrange_empty(self) -> int:
        room, y = self.width() - 2 * _SIDE, _TITLE_HEIGHT
        self._picture.show_words("")
        self._picture.setGeometry(_SIDE, y, room, _EMPTY_HEIGHT)
        y += _EMPTY_HEIGHT + 10
        height = self._empty.heightForWidth(room)
        self._empty.setGeometry(_SIDE, y, room, height)
        return y + height + _SIDE

    def _summary_words(self) -> str:
        if not self._photos:
            unread = self._reading is not None and self._reading.is_unreadable
            return self.tr("No text, and so no picture") if unread else self.tr("No picture came with this text")
        facts = (self._facts.who, self._facts.where, self._facts.when)
        known = [fact.value.text() for fact in facts if fact.shown and not fact.waiting and not fact.missing]
        return " · ".join(known) or plain_words(self._caption.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._line_only:
            return
        painter = QPainter(self)
        painter.drawPixmap(_SIDE, (FOLDED_HEIGHT - 16) // 2, self._theme.pixmap("photo", "ink2", 16))
        line = QRectF(_SIDE + 26, 0, self.width() - _SIDE - 26 - (44 if self._photos else _SIDE), FOLDED_HEIGHT)
        taken = show_words(painter, line, self.tr("Photo"), self._name, self._theme.colour("ink"))
        line.setLeft(line.left() + taken + 10)
        show_words(painter, line, self._summary_words(), self._summary, self._theme.colour("ink2"))

    def words(self) -> str:
        """Return the caption on show, or nothing."""
        return self._caption.text() if self._photos else ""

    def show_last(self) -> None:
        """Turn to the last photograph of the story."""
        self._step(len(self._photos) - 1 - self._number)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # anything else goes on to the window, which takes stories
        event.setAccepted(self._reading is not None and bool(find_pictures(event.mimeData())))

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.pictures_dropped.emit(find_pictures(event.mimeData()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._folded and self._photos and self.rect().contains(event.position().toPoint()):
            self.fold(False)
        elif self._has_picture and self._picture.geometry().contains(event.position().toPoint()):
            self.large_wanted.emit(self._number)
        super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def _show_height(self, height: int) -> None:
        if (height < _LOW_WINDOW) != self._low:
            self._low = height < _LOW_WINDOW
            self._arrange()

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.colour("chrome"))
        self.setPalette(palette)
        for button in (self._previous, self._next, self._fold):
            button.setIcon(self._theme.icon(button.property("icon_name")))
        self._fold.setIcon(self._theme.icon("down" if self._folded else "up"))
        self.update()
