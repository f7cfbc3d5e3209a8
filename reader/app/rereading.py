"""Reading a story anew with the newest rules: what would be otherwise is shown first, and replacing can be undone."""

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader.app.desk import Desk
from reader.app.importing import Importing
from reader.app.opening import Opening
from reader.app.page_column import PageColumn
from reader.app.right_column import RightColumn
from reader.app.steps import Step, make_step_button, make_words
from reader.app.telling import Telling
from reader.app.theme import Theme
from reader.app.undo import Rereading, Undo
from reader.app.window import Window
from reader.library.store import KeptText, Library, TextMoved
from reader.library.store import Rereading as Reread
from reader.model.analysis import Analysis, Versions
from reader.model.article import Article
from reader.model.problem import Problem
from reader.pipeline import versions

if TYPE_CHECKING:
    from reader.app.changes_dialog import ChangesDialog


class OlderText(QWidget):
    """A quiet line at the foot of a page that an earlier Dateline read."""

    def __init__(self, step: Step, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("olderText")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 12, 4)
        row.addStretch(1)
        words = make_words(self, self.tr("This story was read by an earlier Dateline."), "ink3", px=12.5)
        words.setWordWrap(False)
        row.addWidget(words)
        row.addWidget(make_step_button(self, step, "link"))
        row.addStretch(1)


class Rereadings(QObject):
    """Has the open story read anew, shows what came of it, and lets the reader choose."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        theme: Theme,
        library: Library,
        opening: Opening,
        importing: Importing,
        telling: Telling,
        column: PageColumn,
        right: RightColumn,
        undo: Undo,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._theme, self._library = window, desk, theme, library
        self._opening, self._importing, self._telling = opening, importing, telling
        self._right, self._undo = right, undo
        self._asked: dict[str, KeptText] = {}  # stories that are read anew, with the text they had
        self._found: dict[str, tuple[Analysis, Versions]] = {}  # what was found in a text that is still looked at
        self.dialog: ChangesDialog | None = None
        action = window.actions_["reread"]
        self._line = OlderText(Step(action.text().replace("&", ""), action.trigger), column)
        column.put_below(self._line)
        window.actions_.join("reread", self.ask)
        importing.read_anew.connect(self._take_article)
        importing.analysed_anew.connect(self._take_analysis)
        importing.failed_anew.connect(self._take_problem)
        opening.changed.connect(self._show_possible)
        self._show_possible()

    def _show_possible(self) -> None:
        reading = self._desk.reading
        has_text = reading is not None and bool(reading.article.blocks) and not self._library.is_read_only
        self._window.actions_["reread"].setEnabled(has_text)
        self._line.setVisible(reading is not None and has_text and self._is_old(reading.id))

    def _is_old(self, story: str) -> bool:
        try:
            return self._library.was_read_by_earlier(story, versions())
        except Problem:
            return False

    # reading anew

    def ask(self) -> None:
        """Have the open story read anew."""
        story = self._opening.story
        if story is None or story in self._asked:
            return
        try:
            self._asked[story] = self._library.text(story)
        except Problem as problem:
            self._telling.tell_problem(problem)
            return
        self._telling.tell(self.tr("Reading the story anew…"))
        self._importing.ask_anew(story)

    def _take_article(self, story: str, article: Article, made_by: Versions) -> None:
        before = self._asked[story]
        new = KeptText(article, made_by)
        if _reads_the_same(before.article, article):
            self._end(story, wanted=False)
            same = replace(new, analysis=before.analysis, analysed_by=before.analysed_by)
            self._importing.write(
                lambda library: library.reread(story, before.article, same), partial(self._take_same, story)
            )
        else:
            self._show_changes(story, before, new)

    def _take_analysis(self, story: str, analysis: Analysis, made_by: Versions) -> None:
        self._found[story] = (analysis, made_by)

    def _take_problem(self, story: str, problem: Problem) -> None:
        if self.dialog is None:  # else the text is there, and only its analysis is not
            self._end(story, wanted=False)
            self._telling.tell_problem(problem)

    def _take_same(self, story: str, told: object) -> None:
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
            return
        self._opening.show_anew(story)
        self._telling.tell(self.tr("Read anew: the text is as it was."))

    def _show_changes(self, story: str, before: KeptText, new: KeptText) -> None:
        from reader.app.changes_dialog import ChangesDialog  # not before it is wanted
        from reader.reading.changes import move_places

        lost = move_places(self._library.note(story).text, before.article, new.article).lost
        dialog = ChangesDialog(before.article, new.article, len(lost), self._theme, self._window)
        dialog.accepted.connect(lambda: self._replace(story, before, new))
        dialog.rejected.connect(lambda: self._end(story, wanted=False))
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _end(self, story: str, *, wanted: bool) -> None:
        self._asked.pop(story, None)
        self._found.pop(story, None)
        self._importing.end_anew(story, wanted=wanted)

    # replacing

    def _replace(self, story: str, before: KeptText, new: KeptText) -> None:
        self._right.notes.flush()  # its paragraph numbers go along
        if story in self._found:
            analysis, analysed_by = self._found[story]
            new = replace(new, analysis=analysis, analysed_by=analysed_by)
        self._end(story, wanted=True)
        self._importing.write(
            lambda library: library.reread(story, before.article, new), partial(self._take_replaced, story)
        )

    def _take_replaced(self, story: str, told: object) -> None:
        if isinstance(told, Reread):
            stack = self._undo.of_story(story)
            stack.push(Rereading(self.tr("Re-read"), told, self))
            words = self.tr("Replaced by the text as it is read now.")
            self._show(story, told, words, Step(self.tr("Undo"), stack.undo))
        else:
            self._refuse(story, told)

    def swap(self, command: Rereading) -> None:
        """Undo what a command did, or do it again; it is told what that was."""
        self._right.notes.flush()
        done = command.done
        self._importing.write(lambda library: library.undo_reread(done), partial(self._take_swapped, command))

    def _take_swapped(self, command: Rereading, told: object) -> None:
        if isinstance(told, Reread):
            command.done = told
            self._show(told.story, told, self.tr("The other text is back."))
        else:
            self._refuse(command.done.story, told)

    def _show(self, story: str, done: Reread, words: str, step: Step | None = None) -> None:
        self._opening.show_anew(story)
        self._importing.ask(story)
        if done.lost:
            lost = (
                self.tr("Lost its place in your note: {0}.")
                if len(done.lost) == 1
                else self.tr("Lost their places in your note: {0}.")
            )
            words = f"{words} {lost.format(', '.join(done.lost))}"
        self._telling.tell(words, step)
        self._desk.library_changed.emit()

    def _refuse(self, story: str, told: object) -> None:
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
        if isinstance(told, TextMoved):
            self._undo.forget(story)
            self._opening.show_anew(story)


def _reads_the_same(before: Article, after: Article) -> bool:
    """Say whether nothing that the reader sees is otherwise; where each thing stands on its page may be."""
    one, other = (replace(article, source=replace(article.source, candidates=())) for article in (before, after))
    return one == other
