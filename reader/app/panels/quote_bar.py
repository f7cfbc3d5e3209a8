"""What stands above the list of quotes: its order, its kinds, whose words, and what needs a look."""

from collections import Counter
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from reader.app.panels.chips import HEIGHT, Chip, Segment
from reader.app.panels.quote_filter import KINDS, QuoteFilter
from reader.app.panels.quote_model import QuoteModel
from reader.app.panels.rows import plain_words
from reader.app.theme import Theme
from reader.model.analysis import QuoteKind

_SIDE, _GAP, _TOP, _LINE = 16, 5, 8, 32
_LONGEST = 48  # letters of a speaker in the menu
_TITLES: dict[QuoteKind, Any] = {
    "direct": QT_TRANSLATE_NOOP("QuoteBar", "Direct {0}"),
    "partial": QT_TRANSLATE_NOOP("QuoteBar", "Partial {0}"),
    "indirect": QT_TRANSLATE_NOOP("QuoteBar", "Indirect {0}"),
}


class QuoteBar(QWidget):
    """Order and filters of the quotes; every chip is on while it filters."""

    by_speaker_chosen = Signal(bool)
    filter_chosen = Signal(object)  # QuoteFilter

    def __init__(self, model: QuoteModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._filter = QuoteFilter()
        self.order = Segment(theme, self, (self.tr("In order"), self.tr("By speaker")))
        self.order.move(_SIDE, _TOP)
        self.order.chosen.connect(lambda number: self.by_speaker_chosen.emit(number == 1))
        self.kinds: dict[QuoteKind, Chip] = {kind: Chip(theme, self) for kind in KINDS}
        for kind, chip in self.kinds.items():
            chip.setObjectName(f"{kind}Chip")
            chip.clicked.connect(self._choose_kinds)
        self.source = Chip(theme, self, menu=True)
        self.source.setObjectName("sourceChip")
        self.source.clicked.connect(self._ask_source)
        self.doubt = Chip(theme, self, "doubt", "doubt")
        self.doubt.setObjectName("doubtChip")
        self.doubt.clicked.connect(lambda on: self._choose(replace(self._filter, doubtful=on)))
        self._bottom = 0

    @property
    def filter(self) -> QuoteFilter:
        """What is wanted."""
        return self._filter

    def show_counts(self) -> None:
        """Show how many quotes of each sort the model has, and what of them is wanted."""
        self._filter = self._model.wanted
        quotes = self._model.quotes
        kinds = Counter(row.kind for row in quotes)
        for kind, chip in self.kinds.items():
            chip.show_words(QCoreApplication.translate("QuoteBar", _TITLES[kind]).format(kinds[kind]))
            chip.setVisible(kinds[kind] > 0)
            chip.setChecked(kind in self._filter.kinds)
        doubtful = sum(row.doubtful for row in quotes)
        one = self.tr("1 needs a look")
        self.doubt.show_words(one if doubtful == 1 else self.tr("{0} need a look").format(doubtful))
        self.doubt.setVisible(doubtful > 0)
        self.doubt.setChecked(self._filter.doubtful)
        self.source.show_words(self._source_words())
        self.source.setChecked(self._filter.source is not None or self._filter.named is not None)
        self._arrange()

    def _source_words(self) -> str:
        wanted, quotes = self._filter, self._model.quotes
        if wanted.source is not None:
            return next((f"{s.speaker} {len(s.all)}" for s in self._model.speakers if s.source == wanted.source), "")
        named = sum(row.source.entity is not None for row in quotes)
        if wanted.named is not None:
            return self._named_words(named) if wanted.named else self._unnamed_words(len(quotes) - named)
        return self.tr("All {0}").format(len(quotes))

    def _named_words(self, count: int) -> str:
        return self.tr("Named {0}").format(count)

    def _unnamed_words(self, count: int) -> str:
        return self.tr("Not named {0}").format(count)

    def _choose_kinds(self) -> None:
        self._choose(
            replace(self._filter, kinds=frozenset(kind for kind, chip in self.kinds.items() if chip.isChecked()))
        )

    def _choose(self, wanted: QuoteFilter) -> None:
        self._filter = wanted
        self.filter_chosen.emit(wanted)

    def make_source_menu(self) -> QMenu:
        """Return the menu of whose words can be wanted: everybody's, the named, the others, each source."""
        menu = QMenu(self)
        quotes, wanted = self._model.quotes, self._filter
        named = sum(row.source.entity is not None for row in quotes)
        everybody = replace(wanted, source=None, named=None)
        self._add(menu, self.tr("Everybody"), everybody)
        if 0 < named < len(quotes):
            self._add(menu, self._named_words(named), replace(everybody, named=True))
            self._add(menu, self._unnamed_words(len(quotes) - named), replace(everybody, named=False))
        menu.addSeparator()
        for speaker in self._model.speakers:
            words = plain_words(speaker.speaker)
            shown = words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"
            self._add(menu, f"{shown} {len(speaker.all)}", replace(everybody, source=speaker.source))
        return menu

    def _add(self, menu: QMenu, words: str, wanted: QuoteFilter) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(wanted == self._filter)
        action.triggered.connect(lambda: self._choose(wanted))

    def _ask_source(self) -> None:
        self.source.setChecked(self._filter.source is not None or self._filter.named is not None)
        menu = self.make_source_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.source.mapToGlobal(QPoint(0, HEIGHT)))

    def _arrange(self) -> None:
        """Place the chips for the width there is, on two lines or on three."""
        edge, x, y = self.width() - _SIDE, _SIDE, _TOP + _LINE
        self.doubt.fit(max(edge - self.order.geometry().right() - 8, 40))
        self.doubt.move(edge - self.doubt.width(), _TOP)
        for chip in self.kinds.values():
            if not chip.isHidden():
                chip.fit(edge - _SIDE)
                chip.move(x, y)
                x += chip.width() + _GAP
        if edge - x < self.source.sizeHint().width():  # a name that is cut says nothing
            x, y = _SIDE, y + _LINE
        self.source.fit(edge - x)
        self.source.move(edge - self.source.width() if x > _SIDE else x, y)
        bottom = y + _LINE + 2
        if bottom != self._bottom:
            self._bottom = bottom
            self.setFixedHeight(bottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
