"""What stands above the list of quotes: its order, its kinds, what is wanted of them, and what needs a look."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from reader.app.attributions import name_class, title_of_stance
from reader.app.panels.chips import HEIGHT, Chip, RemovableChip, Segment
from reader.app.panels.quote_filter import KINDS, OpenClass, QuoteFilter
from reader.app.panels.quote_model import QuoteModel
from reader.app.panels.rows import plain_words
from reader.app.theme import Theme
from reader.model.analysis import QuoteKind
from reader.reading.sourcing import CLASSES, STANCES

_Sort = TypeVar("_Sort")

_SIDE, _GAP, _TOP, _LINE = 16, 5, 8, 32
_LONGEST = 48  # letters of a speaker in the menu
_TITLES: dict[QuoteKind, Any] = {
    "direct": QT_TRANSLATE_NOOP("QuoteBar", "Direct {0}"),
    "partial": QT_TRANSLATE_NOOP("QuoteBar", "Partial {0}"),
    "indirect": QT_TRANSLATE_NOOP("QuoteBar", "Indirect {0}"),
}


class QuoteBar(QWidget):
    """Order and filters of the quotes; every chip is on while it filters, and what the menu chose has a cross."""

    by_speaker_chosen = Signal(bool)
    filter_chosen = Signal(object)  # QuoteFilter

    def __init__(self, model: QuoteModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme
        self._filter = QuoteFilter()
        self.order = Segment(theme, self, (self.tr("In order"), self.tr("By speaker")))
        self.order.move(_SIDE, _TOP)
        self.order.chosen.connect(lambda number: self.by_speaker_chosen.emit(number == 1))
        self.kinds: dict[QuoteKind, Chip] = {kind: Chip(theme, self) for kind in KINDS}
        for kind, chip in self.kinds.items():
            chip.setObjectName(f"{kind}Chip")
            chip.clicked.connect(self._choose_kinds)
        self.more = Chip(theme, self, menu=True)
        self.more.setObjectName("quoteFilterChip")
        self.more.clicked.connect(self._ask)
        self.doubt = Chip(theme, self, "doubt", "doubt")
        self.doubt.setObjectName("doubtChip")
        self.doubt.clicked.connect(lambda on: self._choose(replace(self._filter, doubtful=on)))
        self.chosen: list[RemovableChip] = []
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
        shown = self._model.count_wanted()
        some = self.tr("{0} of {1}").format(shown, len(quotes))
        self.more.show_words(self.tr("All {0}").format(len(quotes)) if self._filter == QuoteFilter() else some)
        self.more.setChecked(self._filter != QuoteFilter())
        self._show_chosen()
        self._arrange()

    # what is wanted

    def _show_chosen(self) -> None:
        """Show what the menu, or another panel, chose: each with a cross."""
        focused = next((i for i, chip in enumerate(self.chosen) if chip.hasFocus()), None)
        for chip in self.chosen:
            chip.hide()
            chip.deleteLater()
        self.chosen = [self._make_removable(words, without) for words, without in self._find_chosen()]
        if focused is not None:
            (self.chosen[min(focused, len(self.chosen) - 1)] if self.chosen else self.more).setFocus()

    def _find_chosen(self) -> list[tuple[str, QuoteFilter]]:
        """Return what is chosen by more than kind and doubt, in words, and what is wanted without it."""
        wanted, quotes = self._filter, [row.facts for row in self._model.quotes]
        chosen: list[tuple[str, QuoteFilter]] = []
        if wanted.source is not None:
            count = sum(facts.source == wanted.source for facts in quotes)
            chosen.append((f"{self._name_source(wanted)} {count}", replace(wanted, source=None)))
        if wanted.source_class is not None:
            count = sum(facts.source_class == wanted.source_class for facts in quotes)
            named = name_class(None if wanted.source_class == "open" else wanted.source_class)
            chosen.append((f"{named} {count}", replace(wanted, source_class=None)))
        if wanted.stance is not None:
            count = sum(facts.stance == wanted.stance for facts in quotes)
            chosen.append((f"{title_of_stance(wanted.stance)} {count}", replace(wanted, stance=None)))
        if wanted.cue is not None:
            count = sum(facts.cue == wanted.cue for facts in quotes)
            words = f"“{wanted.cue}”" if wanted.cue else self.tr("no cue")
            chosen.append((f"{words} {count}", replace(wanted, cue=None)))
        if wanted.one_word:
            words = self._one_word_words(sum(facts.one_word for facts in quotes))
            chosen.append((words, replace(wanted, one_word=False)))
        return chosen

    def _name_source(self, wanted: QuoteFilter) -> str:
        speaker = next((s.speaker for s in self._model.speakers if s.source == wanted.source), "")
        return _cut(speaker) or self.tr("nobody")

    def _one_word_words(self, count: int) -> str:
        return self.tr("In one word {0}").format(count)

    def _make_removable(self, words: str, without: QuoteFilter) -> RemovableChip:
        chip = RemovableChip(self._theme, self, words)
        chip.clicked.connect(lambda: self._choose(without))
        chip.show()
        return chip

    def _choose_kinds(self) -> None:
        self._choose(
            replace(self._filter, kinds=frozenset(kind for kind, chip in self.kinds.items() if chip.isChecked()))
        )

    def _choose(self, wanted: QuoteFilter) -> None:
        self._filter = wanted
        self.filter_chosen.emit(wanted)

    def make_menu(self) -> QMenu:
        """Return the menu of what can be wanted: everything, a class of sources or cues, single words, a source."""
        menu, wanted = QMenu(self), self._filter
        facts = [row.facts for row in self._model.quotes]
        self._add(menu, self.tr("All {0}").format(len(facts)), QuoteFilter())
        everybody = replace(wanted, source=None, source_class=None)
        order: tuple[OpenClass, ...] = tuple(known or "open" for known in CLASSES)
        classes = _count((quote.source_class for quote in facts), order)
        if len(classes) > 1:
            menu.addSeparator()
            for known, count in classes:
                named = name_class(None if known == "open" else known)
                self._add(menu, f"{named} {count}", replace(everybody, source_class=known))
        stances = _count((quote.stance for quote in facts), STANCES)
        if len(stances) > 1:
            menu.addSeparator()
            for stance, count in stances:
                self._add(menu, f"{title_of_stance(stance)} {count}", replace(wanted, stance=stance, cue=None))
        if single := sum(quote.one_word for quote in facts):
            menu.addSeparator()
            self._add(menu, self._one_word_words(single), replace(wanted, one_word=True))
        menu.addSeparator()
        for speaker in self._model.speakers:
            words = f"{_cut(plain_words(speaker.speaker))} {len(speaker.all)}"
            self._add(menu, words, replace(everybody, source=speaker.source))
        return menu

    def _add(self, menu: QMenu, words: str, wanted: QuoteFilter) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(wanted == self._filter)
        action.triggered.connect(lambda: self._choose(wanted))

    def _ask(self) -> None:
        self.more.setChecked(self._filter != QuoteFilter())
        menu = self.make_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, HEIGHT)))

    # places

    def _arrange(self) -> None:
        """Place the chips for the width there is; those with a cross on lines of their own."""
        edge, x, y = self.width() - _SIDE, _SIDE, _TOP + _LINE
        self.doubt.fit(max(edge - self.order.geometry().right() - 8, 40))
        self.doubt.move(edge - self.doubt.width(), _TOP)
        for chip in self.kinds.values():
            if not chip.isHidden():
                chip.fit(edge - _SIDE)
                chip.move(x, y)
                x += chip.width() + _GAP
        if edge - x < self.more.sizeHint().width():  # a count that is cut says nothing
            x, y = _SIDE, y + _LINE
        self.more.fit(edge - x)
        self.more.move(edge - self.more.width() if x > _SIDE else x, y)
        x = _SIDE
        for number, removable in enumerate(self.chosen):
            width = min(removable.sizeHint().width(), edge - _SIDE)
            if number == 0 or x + width > edge:
                x, y = _SIDE, y + _LINE
            removable.setGeometry(x, y, width, HEIGHT)
            x += width + _GAP
        bottom = y + _LINE + 2
        if bottom != self._bottom:
            self._bottom = bottom
            self.setFixedHeight(bottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _count(found: Iterable[_Sort], order: Iterable[_Sort]) -> list[tuple[_Sort, int]]:
    """Return how often each sort is found, in an order; what is not found is left out."""
    counted = Counter(found)
    return [(sort, counted[sort]) for sort in order if counted[sort]]


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"
