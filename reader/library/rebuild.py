"""A new database from the folder alone: sources, `story.json`, `note.md` and `marks.json` of each story.

It is made beside; the present one is set aside and never overwritten. Reading the stories anew is left to whoever has a
working process: `Rebuilding.library` takes what comes of that, as any library does.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from reader.library.backups import make_stamp
from reader.library.database import Database
from reader.library.files import make_id, make_private_folder, replace_database
from reader.library.index import Index
from reader.library.marks import write_corrections
from reader.library.mirror import MirroredMarks, MirroredSource, MirroredStory, StoryMirror, read_mirror
from reader.library.soundness import count_rows, find_hurt_bodies, find_structural_faults, open_to_read
from reader.library.store import Library
from reader.library.trouble import told_plainly
from reader.model.marks import Corrections
from reader.model.problem import Problem

_TOGETHER = 500


class Rebuilding:
    """A database in the making, beside the one of a library.

    Raises:
        Problem: the disk refuses; the library is as it was.
    """

    @told_plainly()
    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        if not self._folder.is_dir():
            raise Problem("There is no such library.", "Name its folder with --library.")
        self._beside = self._folder / f".{make_id()}.part"
        make_private_folder(self._beside)
        try:
            self.stories = self._adopt_all()
            self.library = Library(self._folder, self._database)
        except BaseException:
            self.abandon()
            raise

    @told_plainly()
    def finish(self, now: datetime) -> Path | None:
        """Prove the new database and put it in its place; return where the former one lies now.

        Raises:
            Problem: it does not hold what it should, or the disk refuses; the library is as it was.
        """
        self.library.close()
        with closing(open_to_read(self._database)) as connection:
            is_sound = not any(find_structural_faults(connection)) and not any(find_hurt_bodies(connection))
            if not is_sound or count_rows(connection)["stories"] != len(self.stories):
                raise Problem("The new database is not whole.", "Nothing was changed. See whether the disk is well.")
        for suffix in ("-wal", "-shm"):
            self._database.with_name(self._database.name + suffix).unlink(missing_ok=True)
        aside = replace_database(self._folder, self._database, make_stamp(now))
        self.abandon()
        Library(self._folder).close()
        return aside

    def abandon(self) -> None:
        """Take away what was made beside; doing so again does nothing."""
        if library := getattr(self, "library", None):
            library.close()
        shutil.rmtree(self._beside, ignore_errors=True)

    @property
    def _database(self) -> Path:
        return self._beside / "library.db"

    def _adopt_all(self) -> list[str]:
        folders = list(find_story_folders(self._folder))
        database = Database(self._database)
        index = Index(database)
        try:
            for first in range(0, len(folders), _TOGETHER):
                with database.together():
                    for folder in folders[first : first + _TOGETHER]:
                        _adopt(database, index, folder)
        finally:
            database.close()
        return [folder.name for folder in folders]


def find_story_folders(library: Path) -> Iterator[Path]:
    """Yield the folder of each story that can be had again, the earliest saved first (as ids are)."""
    folders = (path for path in library.glob("articles/*/*") if path.name[:2] == path.parent.name and path.is_dir())
    for folder in sorted(folders, key=lambda path: path.name):
        if find_source(folder) or read_mirror(folder) != StoryMirror(None, None, None):
            yield folder


def find_source(folder: Path) -> Path | None:
    """Return the source in the folder of a story, or None."""
    return next((path for path in sorted(folder.glob("source.*")) if path.is_file()), None)


def _adopt(database: Database, index: Index, folder: Path) -> None:
    """Make the rows of a story from its folder; it waits to be read."""
    mirror = read_mirror(folder)
    story = mirror.story or _guess_story(folder)
    marks = mirror.marks or MirroredMarks(1)
    source = story.source
    file = folder / Path(source.file).name
    if not file.is_file():
        file = find_source(folder) or file
    with database.writing():
        number = database.write(
            "INSERT INTO stories (id, saved, unread, trashed) VALUES (?, ?, ?, ?)",
            folder.name,
            story.saved,
            marks.unread,
            marks.trashed,
        )
        index.change(number)
        database.write(
            """INSERT INTO sources (story, file, sha256, name, kind, address, published, verbatim, files)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            number,
            file.name,
            source.sha256,
            source.name,
            source.kind,
            source.address,
            source.published,
            source.verbatim,
            source.files.encode() if source.files else None,
        )
        database.write(
            "INSERT INTO headings (story, state, title, first_words, people) VALUES (?, 'waiting', ?, '', '')",
            number,
            source.name or source.address or "",
        )
        if mirror.note or marks.note:
            _adopt_note(database, number, mirror.note or "", marks, story.saved)
        if (kept := marks.corrections) and kept.made is not None:
            write_corrections(database, number, Corrections(kept.made, kept.revision), kept.saved)


def _adopt_note(database: Database, number: int, text: str, marks: MirroredMarks, saved: str) -> None:
    body = text.encode()
    database.write(
        "INSERT INTO notes (story, revision, saved, sha256, body) VALUES (?, ?, ?, ?, ?)",
        number,
        marks.note.revision if marks.note else 1,
        marks.note.saved if marks.note else saved,
        sha256(body).digest(),
        body,
    )


def _guess_story(folder: Path) -> MirroredStory:
    """Return what can be said of a story whose `story.json` is gone; its id tells when it was saved."""
    source = find_source(folder)
    digest = sha256(source.read_bytes()).hexdigest() if source else ""
    name = source.name if source else ""
    return MirroredStory(1, folder.name, _find_time(folder), MirroredSource(name or "source.txt", digest, name))


def _find_time(folder: Path) -> str:
    try:
        saved = datetime.fromtimestamp((UUID(folder.name).int >> 80) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        saved = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
    return saved.isoformat(timespec="milliseconds")
