"""The desk between page and panels: what is open, what is in focus, and the only way to write.

Panels and page know the desk and not one another; the desk knows neither.
"""

from collections.abc import Sequence
from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from reader.model.analysis import Analysis
from reader.model.marks import ArticleNote, Correction, Corrections
from reader.model.problem import Problem
from reader.model.reading import Doubt, Reading
from reader.model.span import Span

FocusKind = Literal["entity", "quote"]


class Focus(Struct, frozen=True):
    """What the reader is looking at: a mention of an entity or a part of a quote.

    `subject` is the position of the entity or quote in the analysis shown, `index` that of its mention or part, and
    `span` the place in the text.
    """

    kind: FocusKind
    subject: int
    index: int
    span: Span


class SaveNote(Struct, frozen=True):
    """A change: the text of an article's note, as written over `revision` of it."""

    article: str
    text: str
    revision: int


class SaveCorrections(Struct, frozen=True):
    """A change: all that is corrected about an article, as chosen over `revision` of it."""

    article: str
    made: tuple[Correction, ...]
    revision: int


Change = SaveNote | SaveCorrections


class Writer(Protocol):
    """What the desk hands its changes to: the library, as `application.py` joins them."""

    def save_note(self, article: str, text: str, revision: int) -> ArticleNote:
        """Put the note on disk and return it as it stands there, or raise a Problem."""
        ...

    def save_corrections(self, article: str, made: tuple[Correction, ...], revision: int) -> Corrections:
        """Put what is corrected on disk and return it as it stands there, or raise a Problem."""
        ...


class Desk(QObject):
    """Holds the open reading and the focus, and tells of every change to them."""

    article_wanted = Signal(str)  # article id: somebody asks for this story to be opened
    article_opened = Signal(object)  # Reading | None: another article is shown, or none
    reading_changed = Signal(object)  # Reading: the article shown, with its analysis or another one
    focus_changed = Signal(object)  # Focus | None
    library_wanted = Signal(object)  # Entity: somebody asks what the whole library has of it
    passage_wanted = Signal(object)  # Span: somebody asks for a passage outside names and quotes to be shown
    library_changed = Signal()  # stories were added, changed or removed, here or by another process
    note_saved = Signal(str, object)  # article id, ArticleNote
    note_failed = Signal(str, object)  # article id, Problem
    corrections_saved = Signal(str, object)  # article id, Corrections
    corrections_failed = Signal(str, object)  # article id, Problem

    def __init__(self, writer: Writer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._reading: Reading | None = None
        self._focus: Focus | None = None
        self._doubt: int | None = None

    @property
    def reading(self) -> Reading | None:
        """The reading on the page."""
        return self._reading

    @property
    def focus(self) -> Focus | None:
        """What the reader is looking at."""
        return self._focus

    @property
    def doubt(self) -> Doubt | None:
        """What needs a look and was gone to as such; None once the reader looks at something else."""
        doubts = self._reading.doubts if self._reading else ()
        return doubts[self._doubt] if self._doubt is not None and self._doubt < len(doubts) else None

    def show(self, reading: Reading | None) -> None:
        """Put another article, or none, on the page; a new state of the one shown keeps its focus."""
        same = reading is not None and self._reading is not None and reading.id == self._reading.id
        focus = self._focus
        self._reading = reading
        self._doubt = None
        if same:
            self._focus = self._found_again(focus)
            self.reading_changed.emit(reading)
            if self._focus != focus:
                self.focus_changed.emit(self._focus)
        else:
            self._focus = None
            self.article_opened.emit(reading)
            self.focus_changed.emit(None)

    def focus_on(self, focus: Focus | None) -> None:
        """Look at a mention or a quote, or at nothing; looking at the same again is told again, so that it is shown."""
        self._doubt = None
        self._look_at(focus)

    def _look_at(self, focus: Focus | None) -> None:
        self._focus = focus
        self.focus_changed.emit(focus)

    def focus_on_entity(self, subject: int, index: int = 0) -> None:
        """Look at mention `index` (counted round) of the entity at position `subject`."""
        mentions = self._analysis().entities[subject].mentions
        index %= len(mentions)
        self.focus_on(Focus("entity", subject, index, mentions[index].span))

    def focus_on_quote(self, subject: int, index: int = 0) -> None:
        """Look at part `index` of the quote at position `subject` (counted round)."""
        quotes = self._analysis().quotes
        subject %= len(quotes)
        self.focus_on(Focus("quote", subject, index, quotes[subject].parts[index]))

    def go_to(self, span: Span) -> None:
        """Look at the quote that has these words in it, else ask for the passage to be shown."""
        for subject, quote in enumerate(self._analysis().quotes):
            for index, part in enumerate(quote.parts):
                if part.holds(span) and span.end - span.start >= part.end - part.start - 2:
                    self.focus_on_quote(subject, index)
                    return
        self.focus_on(None)
        self.passage_wanted.emit(span)

    def go_to_name(self, span: Span) -> None:
        """Look at the name that stands here, else as `go_to`."""
        for subject, entity in enumerate(self._analysis().entities):
            for index, mention in enumerate(entity.mentions):
                if mention.span == span:
                    self.focus_on_entity(subject, index)
                    return
        self.go_to(span)

    def chosen_entity(self) -> int | None:
        """Return the position of the entity that is chosen, or of the chosen quote's speaker."""
        if self._focus is None or self._focus.kind == "entity":
            return self._focus.subject if self._focus else None
        speaker = self._analysis().quotes[self._focus.subject].entity
        return next((i for i, entity in enumerate(self._analysis().entities) if entity.key == speaker), None)

    def step_mention(self, step: int) -> None:
        """Go `step` mentions on, round the story; from a quote or from nothing to the first entity."""
        if not self._analysis().entities:
            return
        if self._focus and self._focus.kind == "entity":
            self.focus_on_entity(self._focus.subject, self._focus.index + step)
        else:
            self.focus_on_entity(0)

    def step_quote(self, step: int) -> None:
        """Go `step` quotes on, round the story; from a mention to the next quote behind it."""
        quotes = self._analysis().quotes
        if not quotes:
            return
        if self._focus and self._focus.kind == "quote":
            self.focus_on_quote(self._focus.subject + step)
        else:
            place = self._focus.span.start if self._focus else 0
            behind = (i for i, quote in enumerate(quotes) if quote.parts[0].start >= place)
            self.focus_on_quote(next(behind, 0))

    def step_doubt(self, step: int = 1) -> None:
        """Go to the next thing that needs a look, or to the one before (-1), round the story."""
        doubts = self._reading.doubts if self._reading else ()
        if not doubts:
            return
        self._doubt = self._next_doubt(doubts, step)
        doubt = doubts[self._doubt]
        focus = self._focus_of(doubt)
        self._look_at(focus)
        if focus is None:
            self.passage_wanted.emit(doubt.span)

    def _next_doubt(self, doubts: Sequence[Doubt], step: int) -> int:
        if self._doubt is not None:
            return (self._doubt + step) % len(doubts)
        place = self._focus.span.start if self._focus else -1
        if step > 0:
            return next((i for i, doubt in enumerate(doubts) if doubt.span.start > place), 0)
        before = [i for i, doubt in enumerate(doubts) if doubt.span.start < place]
        return before[-1] if before else len(doubts) - 1

    def _focus_of(self, doubt: Doubt) -> Focus | None:
        """Return where a doubt is looked at: its quote or mention, or None where it is about words alone."""
        analysis = self._analysis()
        if doubt.quote is not None and doubt.quote < len(analysis.quotes):
            return Focus("quote", doubt.quote, 0, analysis.quotes[doubt.quote].parts[0])
        if doubt.entity is not None and doubt.entity < len(analysis.entities):
            mentions = analysis.entities[doubt.entity].mentions
            return Focus("entity", doubt.entity, doubt.mention, mentions[doubt.mention].span)
        return None

    def apply(self, change: Change) -> None:
        """Write a change; what came of it is told by a signal: `note_saved`, `corrections_failed` and so on."""
        if isinstance(change, SaveCorrections):
            self._correct(change)
        else:
            self._save(change)

    def _correct(self, change: SaveCorrections) -> None:
        try:
            corrections = self._writer.save_corrections(change.article, change.made, change.revision)
        except Problem as problem:
            self.corrections_failed.emit(change.article, problem)
        else:
            self.corrections_saved.emit(change.article, corrections)

    def _save(self, change: SaveNote) -> None:
        try:
            note = self._writer.save_note(change.article, change.text, change.revision)
        except Problem as problem:
            self.note_failed.emit(change.article, problem)
            return
        if self._reading and self._reading.id == change.article:
            self._reading = replace(self._reading, note=note)
        self.note_saved.emit(change.article, note)

    def _analysis(self) -> Analysis:
        return (self._reading and self._reading.analysis) or Analysis()

    def _found_again(self, focus: Focus | None) -> Focus | None:
        """Return the focus that has the same place in the new analysis, or None."""
        if focus is None:
            return None
        analysis = self._analysis()
        places = (
            [[mention.span for mention in entity.mentions] for entity in analysis.entities]
            if focus.kind == "entity"
            else [list(quote.parts) for quote in analysis.quotes]
        )
        for subject, spans in enumerate(places):
            if focus.span in spans:
                return Focus(focus.kind, subject, spans.index(focus.span), focus.span)
        return None
