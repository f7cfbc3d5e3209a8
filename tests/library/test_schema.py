import sqlite3
import stat
from threading import Barrier, Thread

import pytest

from reader.intake.source import HandedIn
from reader.library import schema
from reader.library.schema import APPLICATION_ID, VERSION, upgrade
from reader.library.store import Library
from reader.model.problem import Problem


def number(file, pragma):
    with sqlite3.connect(file) as connection:
        return connection.execute(f"PRAGMA {pragma}").fetchone()[0]


def test_new_library_carries_its_name_and_version(library):
    file = library.folder / "library.db"
    assert number(file, "application_id") == APPLICATION_ID
    assert number(file, "user_version") == VERSION
    assert number(file, "journal_mode") == "wal"


def test_library_is_readable_by_its_user_alone(library, handed):
    story = library.hand_in(handed).id
    library.save_note(story, "words", 0)
    for path in [library.folder, *library.folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_every_commit_waits_for_the_disk(library):
    connection = library._database._connection
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 5000


def test_newer_library_is_refused_and_left_as_it_was(folder):
    Library(folder).close()
    file = folder / "library.db"
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(Problem, match="newer Dateline"):
        Library(folder)
    assert file.read_bytes() == before


def test_file_of_another_program_is_refused(folder):
    folder.mkdir()
    connection = sqlite3.connect(folder / "library.db")
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(Problem, match="not a Dateline library"):
        Library(folder)


def test_junk_is_refused_and_kept(folder):
    folder.mkdir()
    file = folder / "library.db"
    file.write_bytes(b"junk " * 2000)
    with pytest.raises(Problem, match="damaged"):
        Library(folder)
    assert file.read_bytes() == b"junk " * 2000


@pytest.mark.parametrize("left", [None, b""], ids=["missing", "empty"])
def test_wiped_library_does_not_look_like_a_new_one(folder, handed, left):
    library = Library(folder)
    library.hand_in(handed)
    library.close()
    file = folder / "library.db"
    file.unlink()
    if left is not None:
        file.write_bytes(left)
    with pytest.raises(Problem, match="Bring a backup back"):
        Library(folder)
    assert file.exists() == (left is not None)


def test_folder_that_allows_no_writing_is_opened_for_reading(folder, handed, monkeypatch):
    library = Library(folder)
    story = library.hand_in(handed).id
    library.save_note(story, "words", 0)
    library.close()
    monkeypatch.setattr(schema.os, "access", lambda path, mode: False)
    library = Library(folder)
    assert library.is_read_only
    assert library.note(story).text == "words"
    assert library.stories()[0].id == story
    for write in (
        lambda: library.save_note(story, "other words", 1),
        lambda: library.hand_in(HandedIn(b"more")),
        lambda: library.mark_read(story),
    ):
        with pytest.raises(Problem, match="can only be read"):
            write()
    library.close()


def test_folder_that_allows_no_writing_and_has_no_library_is_told(folder, monkeypatch):
    monkeypatch.setattr(schema.os, "access", lambda path, mode: False)
    with pytest.raises(Problem, match="can only be read"):
        Library(folder)


def test_damaged_letter_in_the_tables_description_is_damage_and_no_mistake_of_ours(library, stored):
    library.close()
    file = library.folder / "library.db"
    data = file.read_bytes()
    assert data.count(b"unread INTEGER NOT NULL DEFAULT 1") == 1
    file.write_bytes(data.replace(b"unread INTEGER NOT NULL DEFAULT 1", b"unreal INTEGER NOT NULL DEFAULT 1"))
    with pytest.raises(Problem, match="damaged"):
        Library(library.folder).stories()


def test_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "file").write_text("words")
    with pytest.raises(Problem):
        Library(tmp_path / "file")


def test_library_that_cannot_be_finished_leaves_nothing_behind(folder, monkeypatch):
    monkeypatch.setattr(schema, "STEPS", (("CREATE TABLE good (a)", "CREATE nonsense"),))
    monkeypatch.setattr(schema, "upgrade", lambda connection: upgrade(connection, schema.STEPS))
    with pytest.raises(sqlite3.OperationalError):
        Library(folder)
    assert list(folder.iterdir()) == []


def test_step_and_the_record_of_it_commit_together():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    steps = (("CREATE TABLE a (x)",), ("CREATE TABLE b (x)", "ALTER TABLE missing ADD COLUMN y"))
    with pytest.raises(sqlite3.OperationalError):
        upgrade(connection, steps)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("a",)]
    upgrade(connection, (steps[0], ("CREATE TABLE b (x)",)))
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    connection.close()


def test_library_made_by_several_at_once_is_one(folder, handed):
    together, ids, problems = Barrier(6), [], []

    def open_and_hand_in():
        together.wait()
        try:
            library = Library(folder)
            ids.append(library.hand_in(handed).id)
            library.close()
        except Exception as problem:
            problems.append(problem)

    threads = [Thread(target=open_and_hand_in) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert len(ids) == 6
    assert len(set(ids)) == 1
    assert [path.name for path in folder.glob(".*")] == []
