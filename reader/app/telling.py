"""What the window tells the reader: what stands in the page's place, refusals, toasts, the three things to try."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal

from reader.app.importing import Importing
from reader.app.messages import HintCard, Messages, Toast, announce
from reader.app.opening import Opening
from reader.app.page.column import find_column
from reader.app.page_column import PageColumn
from reader.app.panels.library import LibraryPanel
from reader.app.panels.story_model import StoryListModel
from reader.app.right_column import RightColumn
from reader.app.settings import Settings
from reader.app.states import EmptyState, FailedState, WaitingState
from reader.app.status import StatusBar
from reader.app.steps import Step
from reader.app.theme import Theme
from reader.app.window import Window
from reader.library.store import Library
from reader.model.problem import Problem
from reader.resources import find_resource

_TOAST_ABOVE_FOOT = 16


class Telling(QObject):
    """Keeps what is told up to date with what happens."""

    guide_wanted = Signal()

    def __init__(
        self,
        window: Window,
        theme: Theme,
        settings: Settings,
        library: Library,
        stories: StoryListModel,
        opening: Opening,
        importing: Importing,
        panel: LibraryPanel,
        column: PageColumn,
        right: RightColumn,
        status: StatusBar,
    ) -> None:
        super().__init__(window)
        self.refused: list[Problem] = []
        self._settings, self._library, self._stories = settings, library, stories
        self._opening, self._importing = opening, importing
        self._panel, self._column, self._right, self._legend = panel, column, right, window.top.legend
        self._actions = window.actions_
        self._messages = Messages(theme, panel)
        panel.put_above(self._messages)
        self._empty, self._waiting, self._failed = (
            EmptyState(theme, window.actions_, column),
            WaitingState(theme, column),
            FailedState(theme, column),
        )
        for state in (self._empty, self._waiting, self._failed):
            column.put(state)
        self._toast = Toast(theme, column)
        column.installEventFilter(self)
        opening.changed.connect(self._show_state)
        importing.handed_in.connect(self._tell_known)
        importing.came_back.connect(self._tell_restored)
        importing.refused.connect(self._tell_refused)
        right.try_again.connect(self._try_again)
        status.said.connect(partial(announce, status))
        right.said.connect(partial(announce, right))
        for problem in importing.take_refusals():
            self._tell_refused(problem)
        self._show_state()
        self._show_hint(theme)

    def _show_state(self) -> None:
        state, column = self._opening.state, self._column
        if state == "failed":
            self._tell_failure()
        self._legend.setVisible(state in ("page", "waiting"))
        column.bring(
            {"page": column.page, "empty": self._empty, "waiting": self._waiting, "failed": self._failed}[state]
        )
        self._right.show_problem()

    def _tell_failure(self) -> None:
        story = self._library.story(self._opening.story or "")
        steps = [Step(self.tr("Try again"), partial(self._importing.ask_again, story.id))]
        if self._importing.can_show_text(story.id):
            steps.append(Step(self.tr("Show its text"), partial(self._importing.ask_for_text, story.id)))
        else:
            steps.append(Step(self.tr("Paste its text"), self._actions["paste"].trigger))
        self._failed.show_problem(story.title or self.tr("Pasted story"), story.problem, steps)

    def _try_again(self) -> None:
        if self._opening.story:
            self._importing.ask_again(self._opening.story)

    def tell(self, words: str, step: Step | None = None) -> None:
        """Say a short word at the foot of the page, with what can be done next."""
        self._toast.show_words(words, find_column(self._column.width()).left, step)

    def _tell_known(self, _story: str, known: bool) -> None:
        if known:
            self.tell(self.tr("This story is in the library already."))

    def _tell_restored(self, _story: str) -> None:
        self.tell(self.tr("This story lay in the trash and is restored."))

    def _tell_refused(self, problem: Problem) -> None:
        self.refused.append(problem)
        self.tell_problem(problem)

    def tell_read_only(self, what: str, advice: str, step: Step) -> None:
        """Say that nothing can be written here now, and what can be done about it."""
        self._messages.show_message("read-only", "doubt", what, advice, (step,), closes=True)

    def take_read_only_away(self) -> None:
        """Say it no longer."""
        self._messages.take_away("read-only")

    def tell_apart(self, key: str, what: str, advice: str) -> None:
        """Say something worth knowing over the list, until it is closed."""
        self._messages.show_message(key, "doubt", what, advice, closes=True)

    def tell_problem(self, problem: Problem) -> None:
        """Tell a problem over the list, until it is closed."""
        self._messages.show_message(problem.what, "error", problem.what, problem.advice, closes=True)

    def _show_hint(self, theme: Theme) -> None:
        if self._settings.on("hint_seen") or not self._is_sample_alone():
            return
        card = HintCard(theme, self._panel)
        card.done.connect(self._forget_hint)
        card.guide_wanted.connect(self.guide_wanted)
        self._panel.show_below(card)

    def _forget_hint(self) -> None:
        self._settings.keep("hint_seen", True)
        self._panel.show_below(None)

    def _is_sample_alone(self) -> bool:
        story = self._stories.story(0) if self._stories.rowCount() == 1 else None
        return story is not None and _is_same(self._library.source_path(story.id), find_resource("sample/story.txt"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._toast.isVisible():
            self._toast.move(self._toast.x(), self._column.height() - self._toast.height() - _TOAST_ABOVE_FOOT)
        return False


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
    except OSError:
        return False
