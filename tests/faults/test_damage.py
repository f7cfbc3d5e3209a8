"""Bytes changed and files cut behind the library's back: what can be read is shown, what is hurt is named."""

import shutil
import sqlite3
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtWidgets import QMainWindow

from reader.app.settings import TABLE, Settings
from reader.library.check import check
from reader.library.store import Library
from reader.model.problem import Problem

ROUNDS, SHORT_ROUNDS = 150, 25
STORIES = 24
WHERE = ("database", "database", "database", "log", "mirror", "settings")


class Truth:
    """What plain SQLite can still read, a story at a time; nothing of ours is used to find that out."""

    def __init__(self, file, wanted=None):
        self.texts, self.notes, self.ids = {}, {}, set()
        with suppress(sqlite3.Error), closing(sqlite3.connect(file)) as connection:
            for number in range(1, STORIES + 1):
                with suppress(sqlite3.Error, UnicodeDecodeError):
                    self._read(connection, number)
        if wanted:
            self.ids &= wanted.ids
            self.texts = {story: text for story, text in self.texts.items() if story in self.ids}
            self.notes = {story: note for story, note in self.notes.items() if story in self.ids}

    def _read(self, connection, number):
        row = connection.execute("SELECT id FROM stories WHERE number = ? AND trashed IS NULL", (number,)).fetchone()
        if row is None:
            return
        (story,) = row
        self.ids.add(story)
        for table, found in (("articles", self.texts), ("notes", self.notes)):
            with suppress(sqlite3.Error):
                row = connection.execute(f"SELECT body, sha256 FROM {table} WHERE story = ?", (number,)).fetchone()
                if row and isinstance(row[0], bytes) and sha256(row[0]).digest() == row[1]:
                    found[story] = row[0]


@pytest.fixture
def folder(tmp_path):
    """A place in memory where there is one: what is tested here is not the waiting for disks."""
    if not Path("/dev/shm").is_dir():
        yield tmp_path / "library"
        return
    with TemporaryDirectory(dir="/dev/shm") as name:
        yield Path(name) / "library"


@pytest.fixture
def whole(stage, folder):
    """A library as a killed program leaves it: half of its notes are in the log, library.db-wal, alone."""
    ids = [story for (story,) in stage.play("fill", folder, STORIES, STORIES).saved("story")]
    library = Library(folder)
    for story in ids[: STORIES // 2]:
        library.save_note(story, f"a later note to {story}", 1)
    library.settle()
    keep_settings(folder)
    shutil.copytree(folder, folder.with_name("whole"))
    library.close()
    return folder.with_name("whole")


def keep_settings(folder):
    """Set everything to what it is not without being asked."""
    settings = Settings(folder)
    for name, usual in TABLE.items():
        settings.keep(name, not usual if isinstance(usual, bool) else usual + 1 if isinstance(usual, int) else "dark 7")
    settings.keep_geometry(QMainWindow())


def hurt(folder, chance):
    """Change one file in one way; return it and a word on what was done."""
    where = chance.choice(WHERE)
    if where == "mirror":
        file = chance.choice(sorted(path for path in folder.glob("articles/*/*/*") if path.suffix != ".txt"))
    else:
        file = folder / {"database": "library.db", "log": "library.db-wal", "settings": "window.ini"}[where]
    data = bytearray(file.read_bytes())
    place = chance.randrange(len(data))
    way = chance.choice(("a byte", "some bytes", "a block of noughts", "a cut"))
    if way == "a cut":
        del data[place:]
    elif way == "a byte":
        data[place] ^= 1 << chance.randrange(8)
    elif way == "some bytes":
        data[place : place + 32] = chance.randbytes(len(data[place : place + 32]))
    else:
        start = place // 512 * 512
        data[start : start + 512] = bytes(len(data[start : start + 512]))
    file.write_bytes(data)
    return file, f"{way} at {place} of {file.name}"


def copy(folder, name):
    return shutil.copytree(folder, folder.with_name(name))


@pytest.mark.usefixtures("qapp")
def test_no_damage_hides_a_story_it_did_not_hit(whole, chance, is_long):
    first = Truth(copy(whole, "for the truth") / "library.db")
    assert len(first.ids) == len(first.notes) == STORIES
    faults, named = [], 0
    for turn in range(ROUNDS if is_long else SHORT_ROUNDS):
        folder = copy(whole, f"hurt {turn}")
        file, told = hurt(folder, chance)
        truth = Truth(copy(folder, f"truth {turn}") / "library.db", first)
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        findings = list(check(folder))
        changed = [path for path, data in before.items() if path.suffix != "-shm" and path.read_bytes() != data]
        faults += [f"{told}: checking changed {path.name}" for path in changed if not path.name.endswith("-shm")]
        faults += [f"{told}: {fault}" for fault in find_unnamed(first, truth, findings, file, before, whole)]
        faults += [f"{told}: {fault}" for fault in find_hidden(folder, truth, before)]
        faults += [f"{told}: {fault}" for fault in find_unusable_settings(folder)]
        named += bool(findings)
        for name in (f"hurt {turn}", f"truth {turn}"):
            shutil.rmtree(whole.with_name(name))
    print(f"{named} of {turn + 1} damages named")
    assert faults == []


@pytest.mark.parametrize("value", ["-1", "99999", "99999999999999999999", "7 -7", "99999999999 2", "“é”", ""])
def test_window_opens_whatever_its_settings_hold(stage, folder, value):
    stage.play("fill", folder, 1, 1)
    lines = (f'{name}="{value}"' for name in TABLE)
    (folder / "window.ini").write_text("\n".join(["[General]", *lines]))
    stage.play("load", "PySide6.QtWidgets", "reader.app.application")
    assert stage.play("open_window", folder).said == ["opened"]


def find_unnamed(first, truth, findings, file, before, whole):
    """Yield the stories that are not as they were and of which `check` says nothing."""
    named = {finding.story for finding in findings if finding.hurt}
    if "" in named:
        return  # the database as a whole
    for story in first.ids:
        is_hurt = truth.texts.get(story) != first.texts[story] or truth.notes.get(story) != first.notes[story]
        if story in file.parts and before[file] != (whole / file.relative_to(file.parents[3])).read_bytes():
            is_hurt = True
        if is_hurt and story not in named:
            yield f"{story} is hurt and not named"


def find_hidden(folder, truth, before):
    """Yield the stories and notes that plain SQLite can read and the library does not show."""
    try:
        library = Library(folder)
        listed = {story.id for story in library.stories(0, 1000)}
    except Problem as problem:
        if truth.texts:
            yield f"{len(truth.texts)} stories can be read, the library says: {problem.what}"
        if (folder / "library.db").read_bytes() != before[folder / "library.db"]:
            yield "the damaged database was written to"
        return
    with closing(library):
        for story in truth.ids - listed:
            yield f"{story} is not listed"
        for story, text in truth.texts.items():
            with closing_problem(story) as problems:
                reading = library.reading(story)
                if reading.article.text.encode() not in text.replace(b"\\n", b"\n"):
                    problems.append(f"{story} has another text")
                if story in truth.notes and reading.note.text.encode() != truth.notes[story]:
                    problems.append(f"{story} has another note")
            yield from problems
    for path, data in before.items():
        if path.name.startswith("source") and path.read_bytes() != data:
            yield f"{path} was overwritten"


def find_unusable_settings(folder):
    """Yield what the window would stumble over; what is damaged there counts as never set."""
    settings, before = Settings(folder), (folder / "window.ini").read_bytes()
    for name, usual in TABLE.items():
        read = settings.on if isinstance(usual, bool) else settings.number if isinstance(usual, int) else settings.text
        if type(read(name)) is not type(usual):
            yield f"the setting {name} is {read(name)!r}"
        if any(number < 0 for number in settings.numbers(name)):
            yield f"the setting {name} has numbers below nought"
    settings.restore_geometry(QMainWindow())
    if (folder / "window.ini").read_bytes() != before:
        yield "reading the settings changed them"


class closing_problem:  # noqa: N801
    """Collect what is told of a story, a Problem raised among it."""

    def __init__(self, story):
        self._story = story
        self._problems = []

    def __enter__(self):
        return self._problems

    def __exit__(self, kind, problem, _):
        if isinstance(problem, Problem):
            self._problems.append(f"{self._story} is not opened: {problem.what}")
        return isinstance(problem, Problem)
