"""All the library has of one person, row by row: descriptions, quotes by date, stories without a quote."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QObject, Qt

from reader.app.panels.entity_model import Index
from reader.app.panels.people_model import count_mentions
from reader.app.panels.quote_words import name_of_kind
from reader.app.panels.rows import plain_words
from reader.app.panels.story_model import show_date
from reader.library.people import Appearance
from reader.model.analysis import QuoteKind
from reader.model.span import Span

_TOP = QModelIndex()


class LedRow:
    """Something that leads to a story: `words` at a place of it, where they are from, and what else is known."""

    __slots__ = ("date", "detail", "kind", "outlet", "place", "story", "words")

    def __init__(
        self, appearance: Appearance, words: str, place: Span, detail: str = "", kind: QuoteKind | None = None
    ) -> None:
        self.story, self.words, self.place, self.detail, self.kind = appearance.story, words, place, detail, kind
        self.outlet = plain_words(appearance.outlet or "")
        self.date = appearance.published or ""

    @property
    def source(self) -> str:
        """Outlet and date on one line."""
        return ", ".join(filter(None, (self.outlet, show_date(self.date))))


class DescriptionRow(LedRow):
    """How a story describes the person."""

    __slots__ = ()


class QuoteRow(LedRow):
    """What the person said."""

    __slots__ = ()


class StoryRow(LedRow):
    """A story that names the person and quotes nobody of that name."""

    __slots__ = ()


class HeadingRow:
    """The title of what follows, with how many there are."""

    __slots__ = ("count", "words")

    def __init__(self, words: str, count: int = -1) -> None:
        self.words, self.count = words, count


class TimelineRow:
    """All dated quotes that are shown, a lane an outlet."""

    __slots__ = ("lanes",)

    def __init__(self, lanes: Sequence[tuple[str, Sequence[QuoteRow]]]) -> None:
        self.lanes = lanes


class QuietRow:
    """A line of ours."""

    __slots__ = ("words",)

    def __init__(self, words: str) -> None:
        self.words = words


Row = DescriptionRow | QuoteRow | StoryRow | HeadingRow | TimelineRow | QuietRow
_MOST_LISTED = 300  # rows of a kind: each is measured before the first is drawn
_MOST_DESCRIPTIONS = 12
_MOST_LANES = 8


class SaidModel(QAbstractListModel):
    """The rows of one person's page; quotes are the newest first, of one outlet or kind where that is wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearances: Sequence[Appearance] = ()
        self._rows: list[Row] = []
        self.outlet = ""  # "": all
        self.kind: QuoteKind | None = None

    def show_appearances(self, appearances: Sequence[Appearance]) -> None:
        """Take another person."""
        self._appearances = sorted(appearances, key=lambda each: each.published or "", reverse=True)
        if self.outlet not in self.outlets():
            self.outlet = ""
        self.arrange()

    def outlets(self) -> list[str]:
        """Return the outlets that quote the person."""
        return sorted({plain_words(each.outlet) for each in self._appearances if each.outlet and each.quotes})

    def count(self) -> int:
        """Return how many quotes there are, shown or not."""
        return sum(len(each.quotes) for each in self._appearances)

    def arrange(self) -> None:
        """Make the rows anew, for another outlet or kind."""
        self.beginResetModel()
        self._rows = self._make_rows()
        self.endResetModel()

    def _make_rows(self) -> list[Row]:
        described, quotes = self._find_descriptions(), self.quotes()
        rows: list[Row] = []
        if described:
            rows += [HeadingRow(self.tr("As described")), *described]
        lanes = find_lanes(quotes)
        if lanes:
            rows += [HeadingRow(self.tr("Who wrote it, and when")), TimelineRow(lanes)]
        rows.append(HeadingRow(self.tr("Quotes"), len(quotes)))
        rows += quotes[:_MOST_LISTED] or [QuietRow(self.tr("No quote in these stories."))]
        rows += self._say_more(len(quotes))
        if silent := [each for each in self._appearances if not each.quotes and self._is_shown(each)]:
            rows.append(HeadingRow(self.tr("Named, not quoted"), len(silent)))
            rows += map(self._make_story, silent[:_MOST_LISTED])
            rows += self._say_more(len(silent))
        return rows

    def _say_more(self, count: int) -> list[Row]:
        more = count - _MOST_LISTED
        words = self.tr("{0} earlier ones: an outlet or a kind alone shows more of them.")
        return [QuietRow(words.format(QLocale().toString(more)))] if more > 0 else []

    def _find_descriptions(self) -> list[DescriptionRow]:
        found: dict[str, DescriptionRow] = {}
        for each in self._appearances:
            for described in each.described:
                key = described.words.casefold()
                found.setdefault(key, DescriptionRow(each, f"“{plain_words(described.words)}”", described.place))
        return list(found.values())[:_MOST_DESCRIPTIONS]

    def quotes(self) -> list[QuoteRow]:
        """Return the quotes that are shown, the newest first; those of one story in its order."""
        rows = []
        for each in self._appearances:
            for said in each.quotes if self._is_shown(each) else ():
                if self.kind and said.kind != self.kind:
                    continue
                words = plain_words(" … ".join(said.words))
                shown = words if said.kind == "indirect" else f"“{words}”"
                detail = " · ".join(filter(None, (name_of_kind(said.kind), plain_words(said.cue))))
                rows.append(QuoteRow(each, shown, said.parts[0], detail, said.kind))
        return rows

    def _is_shown(self, appearance: Appearance) -> bool:
        return not self.outlet or plain_words(appearance.outlet or "") == self.outlet

    def _make_story(self, each: Appearance) -> StoryRow:
        title = plain_words(each.title) or self.tr("Untitled")
        return StoryRow(each, title, each.mentions[0], count_mentions(len(each.mentions)))

    def row_at(self, index: Index) -> Row:
        """Return what a row says."""
        return self._rows[index.row()]

    def first(self, found: Callable[[LedRow], bool] = lambda _row: True) -> QModelIndex:
        """Return the first row that leads somewhere and is meant; no index where there is none."""
        rows = (i for i, row in enumerate(self._rows) if isinstance(row, LedRow) and found(row))
        number = next(rows, None)
        return _TOP if number is None else self.index(number)

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not isinstance(self._rows[index.row()], LedRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()] if index.isValid() else None
        if isinstance(row, TimelineRow | None):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, LedRow):
            return ". ".join(filter(None, (row.words, row.detail.replace(" · ", ", "), row.source)))
        return None


def find_lanes(quotes: Sequence[QuoteRow]) -> list[tuple[str, list[QuoteRow]]]:
    """Return the dated quotes by outlet, the outlet with most of them first; none where one day has them all."""
    dated = [row for row in quotes if QDate.fromString(row.date[:10], Qt.DateFormat.ISODate).isValid()]
    if len({row.date[:10] for row in dated}) < 2:
        return []
    lanes: dict[str, list[QuoteRow]] = {}
    for row in dated:
        lanes.setdefault(row.outlet, []).append(row)
    return sorted(lanes.items(), key=lambda lane: -len(lane[1]))[:_MOST_LANES]
