"""What a story that was read anew would have otherwise: paragraph by paragraph, before anything is replaced."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from reader.app.panels.detail_values import show_value
from reader.app.steps import Step, make_step_button, make_words
from reader.app.theme import Theme, make_font
from reader.model.article import Article, FieldName
from reader.reading.changes import Change, ChangeKind, find_changes, find_pieces

_SIZE = QSize(720, 640)
_INSIDE = 30  # from the sheet's left edge to the words; the sign stands between
_SIGNS = {"added": "+", "gone": "−", "changed": "~"}
_ROLES = {"added": "ok", "gone": "error", "changed": "doubt"}
_LONGEST = 1_500  # characters of a paragraph that are shown
_THIN = "\u2009"  # between what is gone and what was put in its place


translate = QCoreApplication.translate


class ChangesDialog(QDialog):
    """Shows what would be added, gone and changed; Replace is said by `accepted`, Keep as it is by `rejected`."""

    def __init__(self, before: Article, after: Article, lost: int, theme: Theme, parent: QWidget) -> None:
        """Make it for two texts of a story; `lost` places of its note are not in the later one."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("changesDialog")
        self.setWindowTitle(self.tr("Re-read"))
        changes = find_changes(before, after)
        self.summary = make_words(self, self._say(changes), weight=600)
        self.summary.setObjectName("changesSummary")
        words = self.tr("What you wrote and corrected stays. Replacing the text can be undone.")
        if lost:
            words += " " + self.tr("Places in your note that are not in the new text: {0}.").format(lost)
        self.sheet = ChangesSheet(theme, self)
        self.sheet.show_changes((*_find_field_changes(before, after), *changes))
        self.keep = make_step_button(self, Step(self.tr("Keep as it is"), self.reject))
        self.replace = make_step_button(self, Step(self.tr("Replace"), self.accept), "first")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.keep)
        foot.addWidget(self.replace)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.summary)
        column.addWidget(make_words(self, words, "ink2"))
        column.addWidget(self.sheet, 1)
        column.addLayout(foot)
        self.resize(_SIZE)
        self.keep.setFocus()

    def _say(self, changes: Sequence[Change]) -> str:
        counts = {kind: sum(change.kind == kind for change in changes) for kind in ("added", "gone", "changed")}
        parts = (
            self.tr("{0} added").format(counts["added"]) if counts["added"] else "",
            self.tr("{0} gone").format(counts["gone"]) if counts["gone"] else "",
            self.tr("{0} changed").format(counts["changed"]) if counts["changed"] else "",
        )
        told = ", ".join(filter(None, parts))
        return self.tr("Paragraphs: {0}").format(told) if told else self.tr("The paragraphs are the same.")


class ChangesSheet(QTextEdit):
    """Changed paragraphs with a sign and a bar at the left, and a line for those between them that are the same."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("changesSheet")
        self.setAccessibleName(self.tr("What would be otherwise"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._theme = theme
        self._kinds: dict[int, str] = {}  # by block of the document
        self._changes: tuple[Change, ...] = ()
        theme.changed.connect(lambda: self.show_changes(self._changes))

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Show the changes among some paragraphs."""
        self._changes = tuple(changes)
        self._kinds.clear()
        self.clear()
        cursor, same = self.textCursor(), 0
        for change in changes:
            if change.kind == "same":
                same += 1
                continue
            self._show_same(cursor, same)
            same = 0
            self._show_change(cursor, change)
        self._show_same(cursor, same)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _show_same(self, cursor: QTextCursor, count: int) -> None:
        if count:
            words = (
                self.tr("1 paragraph as it is") if count == 1 else self.tr("{0} paragraphs as they are").format(count)
            )
            self._begin(cursor, "same")
            cursor.insertText(words, self._letters("ink3", face="sans"))

    def _show_change(self, cursor: QTextCursor, change: Change) -> None:
        self._begin(cursor, change.kind)
        if change.kind == "changed":
            before = ""
            for piece in find_pieces(_shorten(change.before or ""), _shorten(change.after or "")):
                if before == "gone" and piece.kind == "added":
                    cursor.insertText(_THIN, self._letters("ink"))
                cursor.insertText(piece.words, self._letters("ink", piece.kind))
                before = piece.kind
        else:
            words = change.after if change.kind == "added" else change.before
            cursor.insertText(_shorten(words or ""), self._letters("ink", change.kind))

    def _begin(self, cursor: QTextCursor, kind: str) -> None:
        form = QTextBlockFormat()
        form.setLeftMargin(_INSIDE)
        form.setRightMargin(12)
        form.setTopMargin(8)
        form.setBottomMargin(4)
        form.setLineHeight(21, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if self._kinds:
            cursor.insertBlock(form)
        else:
            cursor.setBlockFormat(form)
        self._kinds[cursor.blockNumber()] = kind

    def _letters(self, role: str, kind: str = "same", face: str = "serif") -> QTextCharFormat:
        letters = QTextCharFormat()
        letters.setFont(make_font("serif", 15) if face == "serif" else make_font("sans", 12.5))
        letters.setForeground(self._theme.colour(role))
        if kind == "gone":
            letters.setFontStrikeOut(True)
            letters.setForeground(self._theme.colour("ink2"))
        elif kind == "added":
            letters.setBackground(self._theme.colour("hl2"))
        return letters

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(make_font("sans", 14, 600))
        top = self.verticalScrollBar().value()
        block = self.document().begin()
        while block.isValid():
            kind = self._kinds.get(block.blockNumber(), "same")
            box = self.document().documentLayout().blockBoundingRect(block).translated(0, -top)
            if kind in _SIGNS and event.rect().intersects(box.toAlignedRect()):
                self._paint_sign(painter, box, _SIGNS[kind], self._theme.colour(_ROLES[kind]))
            block = block.next()

    def _paint_sign(self, painter: QPainter, box: QRectF, sign: str, colour: QColor) -> None:
        painter.fillRect(QRectF(2, box.top() + 2, 3, box.height() - 4), colour)
        painter.setPen(colour)
        place = QRectF(8, box.top(), _INSIDE - 10, 21)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), sign)


def _find_field_changes(before: Article, after: Article) -> Iterator[Change]:
    """Give the fields that are otherwise, as lines."""
    names: tuple[tuple[FieldName, str], ...] = (
        ("title", translate("ChangesDialog", "Headline: {0}")),
        ("outlet", translate("ChangesDialog", "Outlet: {0}")),
        ("agency", translate("ChangesDialog", "Agency: {0}")),
        ("byline", translate("ChangesDialog", "Byline: {0}")),
        ("published", translate("ChangesDialog", "Date: {0}")),
        ("place", translate("ChangesDialog", "Place: {0}")),
        ("language", translate("ChangesDialog", "Language: {0}")),
        ("address", translate("ChangesDialog", "Address: {0}")),
    )
    for field, words in names:
        old, new = show_value(field, before.field(field)), show_value(field, after.field(field))
        if old != new:
            kind: ChangeKind = "changed" if old and new else "added" if new else "gone"
            yield Change(kind, words.format(old) if old else None, words.format(new) if new else None)


def _shorten(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
