"""Disks that are full, allow reading alone, or go away; and two who write at once."""

import errno
import os
import shutil
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from reader.intake.source import HandedIn
from reader.library.backups import back_up
from reader.library.check import check
from reader.library.store import Library
from reader.library.whole import back_up_whole
from reader.model.problem import Problem

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = os.name == "posix" and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("a small disk can be mounted by root alone")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill_up(disk):
    """Take all room that is left and return the file that has it."""
    file = disk / "filler"
    with open(file, "wb", buffering=0) as filler:
        for size in (65536, 4096, 512):
            try:
                while filler.write(bytes(size)) == size:
                    pass
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
    return file


def test_full_disk_is_told_nothing_is_lost_and_saving_comes_back(small_disk):
    library = Library(small_disk / "library")
    story = library.hand_in(HandedIn(b"a story", "a.txt")).id
    note = library.save_note(story, "before", 0)
    filler = fill_up(small_disk)
    told = set()
    for attempt in (
        lambda: library.save_note(story, "long " * 100_000, note.revision),
        lambda: library.hand_in(HandedIn(b"another " * 10_000)),
        lambda: back_up(library.folder, NOW),
        lambda: back_up_whole(library.folder, small_disk / "copy"),
    ):
        with pytest.raises(Problem) as problem:
            attempt()
        told.add(problem.value.what)
    assert told == {"The disk is full."}
    assert library.note(story) == note
    assert [row.id for row in library.stories()] == [story]
    assert library.story(story).noted
    filler.unlink()
    assert library.save_note(story, "after", note.revision).revision == 2
    assert library.hand_in(HandedIn(b"another"))
    library.settle()
    library.close()
    assert list(check(library.folder)) == []
    assert not (small_disk / "copy").exists()
    assert list((library.folder / "backups").iterdir()) == []
    assert list(small_disk.glob(".*")) == []


def test_library_on_a_full_disk_is_opened_for_reading_until_there_is_room(small_disk):
    library = Library(small_disk / "library")
    story = library.hand_in(HandedIn(b"a story", "a.txt")).id
    library.save_note(story, "before", 0)
    library.close()
    filler = fill_up(small_disk)
    library = Library(small_disk / "library")
    assert library.is_read_only
    assert library.note(story).text == "before"
    with pytest.raises(Problem, match="The disk is full"):
        library.save_note(story, "after", 1)
    filler.unlink()
    assert library.save_note(story, "after", 1).revision == 2, "saving comes back by itself"
    assert not library.is_read_only
    library.close()


@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "as a killed program left it"])
def test_folder_that_allows_reading_alone_is_read_and_refused(stage, tmp_path, is_open):
    shared = Path("/dev/shm") if Path("/dev/shm").is_dir() else tmp_path
    place = shared / f"dateline-{os.getpid()}"
    library = Library(place)
    try:
        story = library.hand_in(HandedIn(b"a story", "a.txt")).id
        library.save_note(story, "words", 0)
        folder = place
        if is_open:
            folder = place.with_name(place.name + "-copy")
            shutil.copytree(place, folder, ignore=shutil.ignore_patterns("*-shm"))
        library.close()
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        said = stage.play("read_as_a_stranger", folder, story).said
        assert said == ["note words", "stories 1", *["This library can only be read."] * 2]
    finally:
        library.close()
        for leftover in (place, place.with_name(place.name + "-copy")):
            for path in [leftover, *leftover.rglob("*")] if leftover.exists() else ():
                path.chmod(0o700)
            shutil.rmtree(leftover, ignore_errors=True)


def test_library_removed_while_open_is_told_and_comes_back(folder):
    library = Library(folder)
    story = library.hand_in(HandedIn(b"a story")).id
    library.save_note(story, "words", 0)
    away = folder.rename(folder.with_name("away"))
    for attempt in (lambda: library.save_note(story, "more words", 1), lambda: library.hand_in(HandedIn(b"more"))):
        with pytest.raises(Problem, match="moved, removed or replaced"):
            attempt()
    assert not folder.exists(), "nothing is begun in its place"
    away.rename(folder)
    assert library.save_note(story, "more words", 1).revision == 2
    library.close()
    assert list(check(folder)) == []


def test_of_two_who_write_to_one_note_neither_loses_a_word(stage, other_stage, folder, is_long):
    turns = 1000 if is_long else 100
    with closing(Library(folder)) as library:
        story = library.hand_in(HandedIn(b"a story")).id
    fates = {}
    players = {"a": stage, "b": other_stage}

    def play(mine):
        fates[mine] = players[mine].play("write_by_turns", folder, story, mine, turns)

    writers = [Thread(target=play, args=(mine,)) for mine in players]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [len(fate.saved("turn")) for fate in fates.values()] == [turns, turns]
    with closing(Library(folder)) as library:
        note = library.note(story)
    lines = note.text.splitlines()
    assert note.revision == 2 * turns
    for mine in players:
        assert [line for line in lines if line[0] == mine] == [f"{mine}{turn}" for turn in range(turns)]
    assert list(check(folder)) == []
