"""The mirror: what the database knows of a story, beside its source, for other programs and for `rebuild`.

`note.md` holds the note's words, `marks.json` what else the reader made, `story.json` where the source came from. They
are written after the commit, by temporary file and rename. A change marks its story in the table `unmirrored` (by
triggers, in its own transaction), so whoever opens the library after a crash finds what was left to do. The mark stays
until `settle` has seen the files on the disk: waiting for that is nothing for the window's thread.
"""

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from reader.library.bodies import read_corrections
from reader.library.database import Database
from reader.library.files import (
    find_story_folder,
    find_unfinished,
    make_id,
    make_private_folder,
    read_note,
    remove_source,
    write_whole,
)
from reader.model.marks import Correction
from reader.model.problem import Problem

NOTE, MARKS, STORY = "note.md", "marks.json", "story.json"
KEPT_NOTE = "note-kept-"  # with an id and .md: words that the database lost

FORMAT = 1

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_AT_ONCE = 20  # stories a window waits for; the rest waits for the library's thread
_SETTLED_TOGETHER = 200

_Noun = TypeVar("_Noun", bound=Struct)


class MirroredSource(Struct, frozen=True, omit_defaults=True):
    """What was said when a source was handed in (as in HandedIn); `file` is its name in the story's folder."""

    file: str
    sha256: str
    name: str = ""
    kind: str = field(default_factory=lambda: "auto")  # written always: left out it would be for one "auto" of two
    address: str | None = None
    published: str | None = None
    verbatim: bool = False
    files: str | None = None


class MirroredStory(Struct, frozen=True, omit_defaults=True):
    """`story.json`: the row of a story and of its source."""

    format: int
    id: str
    saved: str
    source: MirroredSource


class MirroredNote(Struct, frozen=True):
    """What the database knows of `note.md`."""

    revision: int
    saved: str
    sha256: str


class MirroredCorrections(Struct, frozen=True):
    """What the reader corrects about a story; `made` is None where that is damaged in the database."""

    revision: int
    saved: str
    made: tuple[Correction, ...] | None


class MirroredMarks(Struct, frozen=True, omit_defaults=True):
    """`marks.json`: what the reader made of a story beside the words of its note."""

    format: int
    unread: bool = True
    trashed: str | None = None
    note: MirroredNote | None = None
    corrections: MirroredCorrections | None = None


class WantedMirror(Struct, frozen=True):
    """What the mirror of a story should hold, as the database has it; a note that is damaged there is None."""

    story: MirroredStory
    marks: MirroredMarks
    note: str | None


class StoryMirror(Struct, frozen=True):
    """All that the mirror holds of a story; None stands for a file that is not there or cannot be read."""

    story: MirroredStory | None
    marks: MirroredMarks | None
    note: str | None


class Mirror:
    """The mirror of one library, for the thread of its connection."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._written: dict[int, int] = {}
        self._is_writing = False

    def start(self) -> None:
        """Sweep, write what a crash left unwritten, and from now on what each commit changes."""
        sweep(self._database, self._folder)
        self.write_some()
        self._database.call_after_commit(self._after_commit)

    def write_some(self) -> None:
        """Write the files of some stories that changed, without waiting for the disk.

        What the disk refuses is tried again at the next call; the words themselves are safe in the database.
        """
        self._write(self._write_unwritten, self._database.writing_at_once)  # who is writing now mirrors for us too

    def settle(self) -> None:
        """Bring the files of every marked story to the disk and take its mark away; wait for that."""
        while self._write(self._settle_some, self._database.writing):
            pass

    def _write(self, write: Callable[[], int], writing: Callable[[], AbstractContextManager[None]]) -> int:
        """Write under the database's lock: what another process mirrors is then never older than what stands there."""
        if self._is_writing:
            return 0
        self._is_writing = True
        try:
            if self._database.in_transaction or not self._database.row("SELECT 1 FROM unmirrored"):
                return 0
            with writing():
                return write()
        except (sqlite3.Error, OSError, Problem):
            return 0
        finally:
            self._is_writing = False

    def _after_commit(self, were_many: bool) -> None:
        if were_many:
            self.settle()
        else:
            self.write_some()

    def _write_unwritten(self) -> int:
        marks = dict(self._database.rows("SELECT story, change FROM unmirrored"))
        fresh = [number for number, change in marks.items() if self._written.get(number) != change]
        parts = find_unfinished(self._folder)
        for number in fresh[-_AT_ONCE:]:
            with suppress(OSError):
                write_story(self._database, number, self._folder, parts)
                self._written[number] = marks[number]
        return 0

    def _settle_some(self) -> int:
        settled = 0
        parts = find_unfinished(self._folder)
        marks = self._database.rows("SELECT story FROM unmirrored")
        for (number,) in marks:
            with suppress(OSError):
                self._database.flush_before_commit(*write_story(self._database, number, self._folder, parts))
                self._database.write("DELETE FROM unmirrored WHERE story = ?", number)
                settled += 1
            if settled == _SETTLED_TOGETHER:
                break
        return settled


def write_story(database: Database, number: int, library: Path, parts: Path) -> list[Path]:
    """Write the files of one story where they differ; return what is to be flushed to the disk.

    The copy of a note that is damaged in the database is left alone: it may be the better one.
    """
    wanted = find_wanted(database.row, number)
    if wanted is None:
        return []
    folder = find_story_folder(library, wanted.story.id)
    if wanted.marks.corrections and wanted.marks.corrections.made is None:
        wanted = _with_mirrored_corrections(folder, wanted)
    files = encode_mirror(wanted)
    make_private_folder(folder)
    _keep_words_the_database_lost(folder, wanted)
    for name, data in files.items():
        if _read(folder / name) == data:
            continue
        if data is None:
            (folder / name).unlink(missing_ok=True)
        else:
            write_whole(folder / name, data, parts)
    return [folder, *(folder / name for name, data in files.items() if data is not None)]


def _with_mirrored_corrections(folder: Path, wanted: "WantedMirror") -> "WantedMirror":
    """Keep the copy of corrections that are damaged in the database: it may be the better one."""
    marks = read_mirror(folder).marks
    return replace(wanted, marks=replace(wanted.marks, corrections=marks.corrections if marks else None))


def _keep_words_the_database_lost(folder: Path, wanted: "WantedMirror") -> None:
    """Set `note.md` aside where it is the later one: a database that lost its last pages, or was restored."""
    beside, known = read_mirror(folder), wanted.marks.note
    kept = beside.marks.note if beside.marks else None
    if kept is None or wanted.note is None or not beside.note or beside.note == wanted.note:
        return
    is_earlier = known and (kept.revision < known.revision or kept == known)
    if not is_earlier:
        (folder / NOTE).rename(folder / f"{KEPT_NOTE}{make_id()}.md")


def encode_mirror(mirror: "WantedMirror") -> dict[str, bytes | None]:
    """Return what each file should hold, None for one that should not be there; a damaged note's is left out."""
    marks = _encode(mirror.marks) if mirror.marks != MirroredMarks(FORMAT) else None
    note = {} if mirror.note is None else {NOTE: mirror.note.encode() or None}
    return {STORY: encode_story(mirror.story), **note, MARKS: marks}  # the revision is never ahead of the words


def encode_story(story: MirroredStory) -> bytes:
    """Return what `story.json` should hold."""
    return _encode(story)


def find_wanted(ask: Callable[..., tuple[Any, ...] | None], number: int) -> WantedMirror | None:
    """Return what the mirror of a story should hold, or None for a story that is gone."""
    row = ask(
        """SELECT id, stories.saved, unread, trashed,
        file, sources.sha256, name, kind, address, published, verbatim, files
        FROM stories JOIN sources ON story = number WHERE number = ?""",
        number,
    )
    if row is None:
        return None
    story, saved, unread, trashed, file, digest, name, kind, address, published, verbatim, files = row
    beside = os.fsdecode(files).encode(errors="replace").decode() if files else None
    source = MirroredSource(file, digest, name, kind, address, published, bool(verbatim), beside)
    note = ask("SELECT revision, saved, sha256, body FROM notes WHERE story = ?", number)
    text: str | None = ""
    kept = None
    if note:
        revision, written, note_digest, body = note
        text = body.decode() if sha256(body).digest() == note_digest else None
        kept = MirroredNote(revision, written, note_digest.hex())
    marks = MirroredMarks(FORMAT, bool(unread), trashed, kept, _find_corrections(ask, number))
    return WantedMirror(MirroredStory(FORMAT, story, saved, source), marks, text)


def _find_corrections(ask: Callable[..., tuple[Any, ...] | None], number: int) -> MirroredCorrections | None:
    row = ask("SELECT revision, saved, sha256, body FROM corrections WHERE story = ?", number)
    if row is None:
        return None
    revision, saved, digest, body = row
    kept = read_corrections(body, revision, digest)
    return MirroredCorrections(revision, saved, kept.made if kept else None)


def read_mirror(folder: Path) -> StoryMirror:
    """Return what the folder of a story holds of it, as far as that can be read."""
    return StoryMirror(
        _decode(_read(folder / STORY), MirroredStory),
        _decode(_read(folder / MARKS), MirroredMarks),
        read_note(folder),
    )


def sweep(database: Database, folder: Path) -> None:
    """Take away what killed programs left half-written, unless somebody is writing just now."""
    unfinished = folder / "unfinished"
    with suppress(OSError, sqlite3.Error, Problem):
        if not any(unfinished.iterdir()):
            return
        with database.writing_at_once():
            for crumb in unfinished.iterdir():
                _sweep_one(database, folder, crumb)


def _sweep_one(database: Database, folder: Path, crumb: Path) -> None:
    """Take away a part of a file, or the folders of stories that were declared (by name, or by line) and never came."""
    if not crumb.name.startswith("."):
        declared = {crumb.name, *crumb.read_text("ascii", "replace").split()}
        # a damaged index must not make a story look gone
        known = {story for (story,) in database.rows("SELECT id FROM stories NOT INDEXED")}
        for story in filter(_ID.fullmatch, declared - known):
            remove_source(find_story_folder(folder, story))
    crumb.unlink()


def _encode(noun: Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(noun), indent=1) + b"\n"


def _decode(data: bytes | None, kind: type[_Noun]) -> _Noun | None:
    if data is None:
        return None
    with suppress(msgspec.DecodeError):
        return msgspec.json.decode(data, type=kind)
    return None


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
