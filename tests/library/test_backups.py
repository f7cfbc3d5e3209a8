"""Backups: made, proved, thinned."""

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import backups as backups_room
from reader.library import schema
from reader.library.backups import back_up, back_up_if_due, find_backups, find_kept
from reader.library.store import Library
from reader.model.problem import Problem

NOW = datetime(2026, 11, 24, 18, 30, 5, tzinfo=UTC)
DAY = timedelta(days=1)


def ask(file, question):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(question).fetchall()


def test_backup_is_one_file_with_everything_that_was_saved(library, stored):
    library.save_note(stored, "words", 0)
    backup = back_up(library.folder, NOW)
    assert backup.path == library.folder / "backups" / "library-2026-11-24T18-30-05Z.db"
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert [path.name for path in backup.path.parent.iterdir()] == [backup.path.name]
    assert ask(backup.path, "SELECT body FROM notes") == [(b"words",)]
    assert ask(backup.path, "PRAGMA journal_mode") == [("delete",)]
    assert find_backups(library.folder) == [backup]


def test_backup_of_the_same_second_overwrites_none(library, stored):
    first, second = back_up(library.folder, NOW), back_up(library.folder, NOW)
    assert first.path.exists()
    assert second.path.exists()
    assert first.path != second.path


def test_backup_goes_on_while_another_writes(library, stored):
    other = Library(library.folder)
    with other._database.writing():
        other._database.write("UPDATE stories SET unread = 0")
        backup = back_up(library.folder, NOW)
    assert ask(backup.path, "SELECT unread FROM stories") == [(1,)]
    other.close()


def test_damaged_database_is_told_and_no_backup_made(library, stored):
    library.close()
    file = library.folder / "library.db"
    data = bytearray(file.read_bytes())
    page = data.index(b"Ferry crews shun audit") // 4096 * 4096
    data[page : page + 64] = bytes(64)
    file.write_bytes(data)
    with pytest.raises(Problem, match="damaged, so no backup"):
        back_up(library.folder, NOW)
    assert list((library.folder / "backups").iterdir()) == []


def test_backup_with_a_hurt_body_says_so_and_thins_nothing(library, stored):
    for days in range(40, 30, -1):
        back_up(library.folder, NOW - days * DAY)
    library.save_note(stored, "words", 0)
    library._database._connection.execute("UPDATE notes SET body = CAST('wards' AS BLOB)")
    backup = back_up_if_due(library.folder, NOW)
    assert backup
    assert backup.is_hurt
    assert len(find_backups(library.folder)) == 11


def test_backup_is_made_daily_and_only_when_something_changed(library, handed):
    assert back_up_if_due(library.folder, NOW) is None, "an empty library needs none"
    story = library.hand_in(handed).id
    assert back_up_if_due(library.folder, NOW)
    library.save_note(story, "words", 0)
    assert back_up_if_due(library.folder, NOW + DAY / 2) is None
    assert back_up_if_due(library.folder, NOW + DAY)
    library.remember("last", story)
    assert back_up_if_due(library.folder, NOW + 3 * DAY) is None, "where one was reading is nothing to back up"
    library.mark_read(story)
    assert back_up_if_due(library.folder, NOW + 3 * DAY)


def test_library_backs_itself_up(library, stored):
    backup = library.back_up_if_due()
    assert backup
    assert backup.is_file()
    assert library.back_up_if_due() is None


def test_old_backups_are_thinned_when_a_new_one_is_made(library, stored):
    for days in range(30, 0, -1):
        back_up(library.folder, NOW - days * DAY)
    library.save_note(stored, "words", 0)
    back_up_if_due(library.folder, NOW)
    assert len(find_backups(library.folder)) == len(find_kept([NOW - days * DAY for days in range(31)], NOW)) < 20


def test_what_a_killed_backup_left_is_swept_when_nobody_writes_it_any_more(library, stored, monkeypatch):
    folder = library.folder / "backups"
    back_up(library.folder, NOW)
    (folder / ".half.part").write_bytes(b"half")
    back_up(library.folder, NOW)
    assert (folder / ".half.part").exists(), "another process may be at it"
    monkeypatch.setattr(backups_room, "_LEFT_BEHIND", -1.0)
    back_up(library.folder, NOW)
    assert not (folder / ".half.part").exists()


def test_library_of_an_earlier_format_is_backed_up_before_it_is_changed(folder, monkeypatch, handed):
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", schema.STEPS[:1])
        patch.setattr(schema, "upgrade", lambda connection, upgrade=schema.upgrade: upgrade(connection, schema.STEPS))
        folder.mkdir()
        schema._make_database(folder / "library.db")
    Library(folder).close()
    (backup,) = find_backups(folder)
    assert "-format-1" in backup.path.name
    assert ask(backup.path, "PRAGMA user_version") == [(1,)]
    Library(folder).close()
    assert len(find_backups(folder)) == 1


def test_of_hourly_backups_the_promised_ones_stay():
    made = [NOW - timedelta(hours=hours) for hours in range(24 * 400)]
    kept = find_kept(made, NOW)
    recent = [backup for backup in kept if NOW - backup <= 2 * DAY]
    older = sorted(kept - set(recent), reverse=True)
    assert len(recent) == 49
    assert len(older) == 12 + 10 + 9
    assert [backup.date() for backup in older[:12]] == [(NOW - days * DAY).date() for days in range(3, 15)]
    assert older[12].isocalendar()[:2] != older[13].isocalendar()[:2]
    assert older[-1].date().isoformat() == "2026-02-28", "the last of the ninth month before"
    assert all(backup.hour == 23 for backup in older[:12]), "the last of each day"


def test_long_pause_takes_no_backup_away():
    made = [NOW - (1000 + days) * DAY for days in range(5)]
    assert find_kept(made, NOW) == set(made)


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31)), max_size=60))
def test_newest_backup_always_stays_and_thinning_again_takes_no_more(made):
    made = [moment.replace(tzinfo=UTC) for moment in made]
    kept = find_kept(made, NOW)
    assert not made or max(made) in kept
    assert find_kept(kept, NOW) == kept


def test_hand_made_names_are_no_backups(library, stored):
    back_up(library.folder, NOW, "-before-restore")
    (library.folder / "backups" / "my own.db").write_bytes(b"")
    assert [backup.path.name for backup in find_backups(library.folder)] == [
        "library-2026-11-24T18-30-05Z-before-restore.db"
    ]
