"""Several processes on one library, and processes that are killed."""

import os
import signal
import subprocess
import sys
from random import Random

import pytest

from reader.intake.source import HandedIn
from reader.library.store import Library
from reader.model.marks import ArticleNote

ROUNDS = 10

KEEP_SAVING = """
import sys
from pathlib import Path
from reader.library.store import Library
library = Library(Path(sys.argv[1]))
notes = {story: library.note(story) for story in sys.argv[2:]}
count = max(int(note.text.split()[0] if note.text else 0) for note in notes.values())
while True:
    for story in notes:
        count += 1
        notes[story] = library.save_note(story, f"{count} " + "words " * (count % 700), notes[story].revision)
        print(story, count, flush=True)
"""

SAVE_TURN_BY_TURN = """
import sys
from pathlib import Path
from reader.library.store import Library, NoteMoved
library = Library(Path(sys.argv[1]))
story, mine = sys.argv[2:]
print("ready", flush=True)
sys.stdin.readline()
note = library.note(story)
for turn in range(100):
    while True:
        try:
            note = library.save_note(story, note.text + f"{mine}{turn}\\n", note.revision)
            break
        except NoteMoved as moved:
            note = moved.note
"""


def start(program, *arguments, **pipes):
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)], stdout=subprocess.PIPE, text=True, **pipes
    )


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_every_note_that_was_said_to_be_saved_outlives_a_kill(folder):
    library = Library(folder)
    stories = [library.hand_in(HandedIn(b"%d" % number)).id for number in range(3)]
    library.close()
    chance = Random(9)
    for _ in range(ROUNDS):
        writer = start(KEEP_SAVING, folder, *stories)
        for _ in range(chance.randint(1, 40)):
            line = writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        lines = [line, *writer.stdout.read().splitlines()]
        writer.wait()
        writer.stdout.close()
        said = dict(line.split() for line in lines if len(line.split()) == 2)
        library = Library(folder)
        assert library._database.rows("PRAGMA integrity_check") == [("ok",)]
        for story, count in said.items():
            assert int(library.note(story).text.split()[0]) >= int(count)
        assert len(library.stories()) == 3
        library.close()


def test_of_two_writers_neither_loses_a_word(folder):
    library = Library(folder)
    story = library.hand_in(HandedIn(b"words")).id
    writers = [start(SAVE_TURN_BY_TURN, folder, story, name, stdin=subprocess.PIPE) for name in "ab"]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.communicate("go\n")
        assert writer.returncode == 0
    note = library.note(story)
    lines = note.text.splitlines()
    assert note.revision == 200
    assert [line for line in lines if line[0] == "a"] == [f"a{turn}" for turn in range(100)]
    assert [line for line in lines if line[0] == "b"] == [f"b{turn}" for turn in range(100)]
    assert library.source_path(story).with_name("note.md").exists()
    library.close()


def test_library_tells_of_what_others_wrote_once(library, handed):
    other = Library(library.folder)
    assert not library.changed_elsewhere()
    story = library.hand_in(handed).id
    assert not library.changed_elsewhere(), "its own writing is no news"
    assert other.changed_elsewhere()
    assert not other.changed_elsewhere()
    other.save_note(story, "words", 0)
    assert library.changed_elsewhere()
    assert library.note(story) == ArticleNote("words", 1)
    other.close()


def test_source_handed_in_by_two_is_one_story(library, handed):
    other = Library(library.folder)
    first = library.hand_in(handed)
    second = other.hand_in(handed)
    assert second.known
    assert second.id == first.id
    other.close()
