"""Chips under the search field: where is looked, what narrows it, and menus to narrow it by the mouse."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from reader.app.panels.chips import HEIGHT, Chip, RemovableChip
from reader.app.panels.rows import plain_words
from reader.app.panels.search_filters import (
    add_filter,
    find_days,
    find_scope,
    remove_fields,
    remove_filter,
)
from reader.app.theme import Theme
from reader.library.query import Filter, find_filters

_SIDE, _BETWEEN, _LINE = 12, 6, 30
_INSIDE, _CROSS = 9, 12
_MOST_OFFERED = 12
_WIDE = 272  # px of the column that have room for a menu each


class FilterChip(RemovableChip):
    """A condition of the search, with a cross."""

    def __init__(self, theme: Theme, parent: QWidget, narrows: Filter, words: str) -> None:
        super().__init__(theme, parent, words)
        self.narrows = narrows


class SearchChips(QWidget):
    """Shows what was typed as chips; what is pressed changes what is typed, which alone is what counts."""

    retyped = Signal(str)
    wants_words = Signal(str)  # the field is to go on from here: "speaker:"
    left = Signal()  # Escape

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._typed = ""
        self._outlets: Sequence[str] = ()
        self._speakers: Sequence[str] = ()
        self._scopes: dict[str, Chip] = {}
        self._counts: dict[str, str] = {}
        for scope in ("", "quotes", "notes"):
            chip = Chip(theme, self)
            chip.clicked.connect(lambda _on=False, scope=scope: self._choose_scope(scope))
            self._scopes[scope] = chip
        self.outlet, self.speaker, self.date, self.any = (Chip(theme, self, menu=True) for _ in range(4))
        self.any.show_words(self.tr("Filter"))
        self.outlet.show_words(self.tr("Outlet"))
        self.speaker.show_words(self.tr("Speaker"))
        self.date.show_words(self.tr("Date"))
        for chip, make in (
            (self.outlet, self.make_outlets),
            (self.speaker, self.make_speakers),
            (self.date, self.make_dates),
            (self.any, self.make_filters),
        ):
            chip.clicked.connect(lambda _on=False, chip=chip, make=make: self._ask(chip, make()))
        self._filters: list[FilterChip] = []
        self.show_typed("")

    def event(self, event: QEvent) -> bool:
        is_override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_override and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]  # it is a QKeyEvent
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # what is shown

    def show_typed(self, typed: str) -> None:
        """Show the conditions of what was typed."""
        self._typed = typed
        scope = find_scope(typed)
        for name, chip in self._scopes.items():
            chip.setChecked(name == scope)
        filters = [each for each in find_filters(typed) if each.field != "in"]
        if filters != [chip.narrows for chip in self._filters]:
            self._make_filters(filters)
        self._show_scopes()

    def _make_filters(self, filters: Sequence[Filter]) -> None:
        had_focus = any(chip.hasFocus() for chip in self._filters)
        for chip in self._filters:
            chip.hide()
            chip.deleteLater()
        self._filters = [FilterChip(self._theme, self, each, self._say(each)) for each in filters]
        for chip in self._filters:
            chip.clicked.connect(lambda _on=False, chip=chip: self._remove(chip))
            chip.show()
        stand = [*self._scopes.values(), *self._filters, self.outlet, self.speaker, self.date, self.any]
        for before, after in pairwise(stand):
            QWidget.setTabOrder(before, after)
        self._show_menus()
        if had_focus:
            following = self._filters[0] if self._filters else self._scopes[""]
            following.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_menus(self) -> None:
        """Show the menus of what does not narrow the search yet; where the column is narrow, one for all of it."""
        fields = {chip.narrows.field for chip in self._filters}
        is_wide = self.width() >= _WIDE
        self.any.setVisible(not is_wide)
        self.outlet.setVisible(is_wide and "outlet" not in fields)
        self.speaker.setVisible(is_wide and "speaker" not in fields)
        self.date.setVisible(is_wide and not {"after", "before"} <= fields)

    def _say(self, narrows: Filter) -> str:
        name = {
            "outlet": self.tr("outlet"),
            "speaker": self.tr("speaker"),
            "after": self.tr("from"),
            "before": self.tr("before"),
            "headline": self.tr("headline"),
            "text": self.tr("text"),
            "note": self.tr("note"),
            "name": self.tr("name"),
        }[narrows.field]
        return f"{name} {narrows.words}" if narrows.field in ("after", "before") else f"{name}: {narrows.words}"

    def show_counts(self, counts: dict[str, str]) -> None:
        """Say how many stories are found in each place ("", "quotes", "notes"); none where that is not known yet."""
        self._counts = counts
        self._show_scopes()

    def _show_scopes(self) -> None:
        for name, words in (("", self.tr("All")), ("quotes", self.tr("Quotes")), ("notes", self.tr("Notes"))):
            counted = self._counts.get(name, "")
            self._scopes[name].show_words(f"{words} {counted}" if counted else words)
        self._arrange()

    def offer(self, outlets: Sequence[str], speakers: Sequence[str]) -> None:
        """Take what the menus offer."""
        self._outlets, self._speakers = outlets[:_MOST_OFFERED], speakers[:_MOST_OFFERED]

    # what is pressed

    def _choose_scope(self, scope: str) -> None:
        rest = remove_fields(self._typed, "in")
        self.retyped.emit(add_filter(rest, "in", scope) if scope else rest)

    def _remove(self, chip: FilterChip) -> None:
        self.retyped.emit(remove_filter(self._typed, chip.narrows))

    def narrow(self, field: str, words: str) -> None:
        """Add a condition, in the place of one of the same field."""
        self.retyped.emit(add_filter(self._typed, field, words))

    def make_outlets(self) -> QMenu:
        """Return the menu of outlets: those of what is found."""
        return self._make_menu("outlet", self._outlets)

    def make_speakers(self) -> QMenu:
        """Return the menu of speakers: those of the quotes that are found."""
        return self._make_menu("speaker", self._speakers)

    def make_filters(self) -> QMenu:
        """Return the menu that has all of them."""
        menu = QMenu(self)
        for chip, made in (
            (self.outlet, self.make_outlets()),
            (self.speaker, self.make_speakers()),
            (self.date, self.make_dates()),
        ):
            made.setTitle(chip.text())
            made.setParent(menu, made.windowFlags())
            menu.addMenu(made)
        return menu

    def _make_menu(self, field: str, offered: Sequence[str]) -> QMenu:
        menu = QMenu(self)
        for words in offered:
            action = menu.addAction(plain_words(words).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, words=words: self.narrow(field, words))
        if offered:
            menu.addSeparator()
        other = menu.addAction(self.tr("Type a name…"))
        other.triggered.connect(lambda: self.wants_words.emit(f"{field}:"))
        return menu

    def make_dates(self) -> QMenu:
        """Return the menu of dates."""
        menu = QMenu(self)
        days = find_days(datetime.now(UTC).date())
        for name, words in (
            ("week", self.tr("Past week")),
            ("month", self.tr("Past 30 days")),
            ("year", self.tr("This year")),
        ):
            action = menu.addAction(words)
            action.triggered.connect(lambda _on=False, name=name: self.narrow("after", days[name]))
        menu.addSeparator()
        for field, words in (("after", self.tr("From a day on…")), ("before", self.tr("Before a day…"))):
            action = menu.addAction(words)
            action.triggered.connect(lambda _on=False, field=field: self.wants_words.emit(f"{field}:"))
        return menu

    def _ask(self, chip: Chip, menu: QMenu) -> None:
        chip.setChecked(False)  # a menu is asked, nothing is switched on
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))

    # how they stand

    def _arrange(self) -> None:
        room = max(self.width() - 2 * _SIDE, 40)
        x = y = 0
        menus = [chip for chip in (self.outlet, self.speaker, self.date, self.any) if not chip.isHidden()]
        for row in ([*self._scopes.values()], [*self._filters, *menus]):
            for chip in row:
                width = min(chip.sizeHint().width(), room)
                starts = chip is row[0] and x + sum(each.sizeHint().width() + _BETWEEN for each in row) > room
                if x and (starts or x + width > room):
                    x, y = 0, y + _LINE
                chip.setGeometry(_SIDE + x, y, width, HEIGHT)
                x += width + _BETWEEN
        if self.height() != y + _LINE:
            self.setFixedHeight(y + _LINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_menus()
        self._arrange()
