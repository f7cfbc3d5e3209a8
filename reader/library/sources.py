"""Sources as they were handed in: their bytes in the library's folder, what was said of them in a row."""

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.library.database import Database
from reader.library.files import (
    append,
    find_story_folder,
    find_unfinished,
    make_id,
    make_private_folder,
    remove_source,
    source_file_name,
    write_new,
)
from reader.library.index import Index
from reader.library.mirror import FORMAT, STORY, MirroredSource, MirroredStory, encode_story
from reader.library.trash import Trash
from reader.library.values import storable

if TYPE_CHECKING:
    from reader.intake.source import HandedIn  # its patterns cost the window 5 ms of its start


class HandedInStory(Struct, frozen=True):
    """What became of a source: the id of its story, whether that was `known`, and came back from the trash."""

    id: str
    known: bool
    restored: bool = False


class StoredSource(Struct, frozen=True):
    """A source as it lies in the library, with what was said when it was handed in (as in HandedIn)."""

    path: Path
    sha256: str
    name: str
    kind: str
    address: str | None
    published: str | None
    verbatim: bool
    files: Path | None


class Sources:
    """The sources of one library."""

    def __init__(self, database: Database, index: Index, trash: Trash, folder: Path) -> None:
        self._database = database
        self._index = index
        self._trash = trash
        self._folder = folder
        self._intent: Path | None = None
        database.follow(_do_nothing, self._forget_intent)

    def hand_in(self, handed: "HandedIn", now: str) -> HandedInStory:
        """Keep a source and make a row for it; the same bytes with the same settings are the story already there.

        From the trash it comes back.
        """
        digest, story = sha256(handed.data).hexdigest(), make_id()
        file = source_file_name(handed.name, handed.kind, handed.data)
        with self._database.writing():
            known = self._find_known(digest, handed)
            if known:
                return HandedInStory(known, known=True, restored=bool(self._trash.take_out([known])))
            folder = find_story_folder(self._folder, story)
            self._database.undo_unless_committed(lambda: remove_source(folder))
            self._write_source(story, folder, file, handed.data)
            number = self._write_rows(story, file, digest, handed, now)
            if self._database.is_together:  # the wait for the disk is one for all: the copy of the row goes along
                self._mirror(number, folder, _make_mirrored(story, now, file, digest, handed))
        return HandedInStory(story, known=False)

    def source(self, story: str) -> StoredSource:
        """Return where the source of a story lies and what was said of it."""
        file, digest, name, kind, address, published, verbatim, files = self._database.story_row(
            """SELECT file, sha256, name, kind, address, published, verbatim, files
            FROM sources WHERE story = ?""",
            story,
        )
        return StoredSource(
            path=find_story_folder(self._folder, story) / file,
            sha256=digest,
            name=name,
            kind=kind,
            address=address,
            published=published,
            verbatim=bool(verbatim),
            files=Path(os.fsdecode(files)) if files else None,
        )

    def _find_known(self, digest: str, handed: "HandedIn") -> str | None:
        row = self._database.row(
            """SELECT id FROM sources JOIN stories ON number = story WHERE sha256 = ? AND kind = ? AND address IS ?
            AND published IS ? AND verbatim = ? ORDER BY number LIMIT 1""",
            digest,
            handed.kind,
            handed.address,
            handed.published,
            handed.verbatim,
        )
        if row is None or self.source(row[0]).sha256 != digest:  # a damaged index leads to another source
            return None
        return str(row[0])

    def _write_source(self, story: str, folder: Path, file: str, data: bytes) -> None:
        above = (folder.parent, folder.parent.parent, self._folder) if not folder.parent.is_dir() else (folder.parent,)
        self._declare(story)
        make_private_folder(folder)
        path = folder / file
        write_new(path, data)
        self._database.flush_before_commit(path, folder, *above)

    def _declare(self, story: str) -> None:
        """Write down whose folder has no row yet: who finds that after a kill takes the folder away."""
        if self._intent is None:
            self._intent = find_unfinished(self._folder) / story
            self._database.remove_at_end(self._intent)
        append(self._intent, f"{story}\n".encode("ascii"))

    def _forget_intent(self) -> None:
        self._intent = None

    def _mirror(self, number: int, folder: Path, story: MirroredStory) -> None:
        path = folder / STORY
        write_new(path, encode_story(story))
        self._database.flush_before_commit(path)
        self._database.write("DELETE FROM unmirrored WHERE story = ?", number)

    def _write_rows(self, story: str, file: str, digest: str, handed: "HandedIn", now: str) -> int:
        write = self._database.write
        number = write("INSERT INTO stories (id, saved) VALUES (?, ?)", story, now)
        self._database.tell_added(story, number)
        self._index.change(number)
        write(
            "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            number,
            file,
            digest,
            handed.name,
            handed.kind,
            handed.address,
            handed.published,
            handed.verbatim,
            os.fsencode(handed.files) if handed.files else None,
        )
        write(
            "INSERT INTO headings (story, state, title, first_words, people) VALUES (?, 'waiting', ?, '', '')",
            number,
            handed.name or handed.address or "",
        )
        return number


def _make_mirrored(story: str, now: str, file: str, digest: str, handed: "HandedIn") -> MirroredStory:
    """Return what `story.json` says of a story that comes in, as its rows have it."""
    address, published = (said if said is None else storable(said) for said in (handed.address, handed.published))
    beside = os.fsdecode(handed.files).encode(errors="replace").decode() if handed.files else None
    source = MirroredSource(
        file, digest, storable(handed.name), storable(handed.kind), address, published, handed.verbatim, beside
    )
    return MirroredStory(FORMAT, story, now, source)


def _do_nothing() -> None:
    pass
