"""A process that has the program loaded and does each thing asked of it in a child of its own, which may be killed.

A line of JSON in, `[task, argument, …]`; out come "pid N", what the task has to say, "end". Every statement to a
database is told by a line before it is carried out: "(" begins a transaction, ")" says that it has ended, "." is any
other. What is "saved …" must outlive everything.
"""

import json
import os
import sqlite3
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from reader import pipeline
from reader.cli import adding, run, safety, stories  # noqa: F401 what the commands load late
from reader.cli.children import Outcome
from reader.intake.source import HandedIn
from reader.library import backups, check, listing, people, rebuild, restoring, schema, search, whole  # noqa: F401
from reader.library.store import Library, NoteMoved
from reader.model.analysis import Analysis
from reader.model.article import Article, Block, Source
from reader.model.problem import Problem
from reader.model.span import Span

VERSIONS = pipeline.versions()
connect_plainly = sqlite3.connect


def tell(line):
    os.write(1, f"{line}\n".encode())


class Told(sqlite3.Connection):
    """A connection that tells what it does."""

    def execute(self, statement, *values):
        tell("(" if statement.startswith("BEGIN") else ".")
        answer = super().execute(statement, *values)
        if statement in ("COMMIT", "ROLLBACK"):
            tell(")")
        return answer

    def backup(self, target, **options):
        tell("(")
        super().backup(target, **options)
        tell(")")


def connect_told(*values, **options):
    return connect_plainly(*values, factory=Told, **options)


def make_article(text):
    title, _, body = text.partition("\n")
    blocks = [Block("headline", Span(0, len(title)))]
    if body:
        blocks.append(Block("paragraph", Span(len(title) + 1, len(text))))
    return Article(Source("text", ""), title, text, tuple(blocks))


def make_text(number, length=200):
    return f"Headline {number}\n" + " ".join(f"word{number * place}" for place in range(length))


def add_story(library, number, length=200):
    text = make_text(number, length)
    story = library.hand_in(HandedIn(text.encode(), f"{number}.txt")).id
    library.store_article(story, make_article(text), VERSIONS)
    library.store_analysis(story, Analysis(), VERSIONS)
    return story


def fill(folder, count, notes):
    with closing(Library(Path(folder))) as library:
        ids = [add_story(library, number) for number in range(count)]
        for number, story in enumerate(ids[:notes]):
            library.save_note(story, f"note {number}", 0)
        library.settle()
    for story in ids:
        tell(f"saved story {story}")


def note_by_command(folder, story, first):
    for count in range(first, first + 12):
        if run(["--library", folder, "note", story, "--set", f"{count} words", "--json"]) == 0:
            tell(f"saved note {story} {count}")


def type_notes(folder, first, *ids):
    library = Library(Path(folder))
    notes = {story: library.note(story) for story in ids}
    for count in range(first, first + 12):
        for story in ids:
            text = f"{count} " + "words " * (count % 7 * 900)
            notes[story] = library.save_note(story, text, notes[story].revision)
            tell(f"saved note {story} {count}")


def type_notes_that_are_saved_later(folder, first, *ids):
    """Do what a program must not: say that a note is saved, commit some notes later, and wait for no disk."""
    library = Library(Path(folder))
    library._database._connection.execute("PRAGMA synchronous = OFF")
    notes = {story: library.note(story) for story in ids}
    for part in range(3):
        with library.together():
            for count in range(first + part * 4, first + part * 4 + 4):
                for story in ids:
                    notes[story] = library.save_note(story, f"{count} words", notes[story].revision)
                    tell(f"saved note {story} {count}")


def type_in_window(folder, first):
    """Type notes into the field of the real window, and believe what it says of them."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication, QWidget

    from reader.app import worker
    from reader.app.application import Application

    worker.make_command = lambda *_, **__: ["true"]  # nothing is to be read
    program = QApplication([])
    opened = Application(Path(folder))

    def find(name):
        return opened.window.findChild(QWidget, name)

    def wait_until(is_so):
        while not is_so():
            program.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    wait_until(lambda: find("articlePage") and find("noteEdit") and not find("articlePage").property("busy"))
    page, status, field = find("articlePage"), find("noteStatus"), find("noteEdit")
    for count in range(first, first + 6):
        field.selectAll()
        field.insertPlainText(f"{count} " + "words " * (count % 5 * 900))
        wait_until(lambda: status.property("saved") and status.text().startswith("Saved"))
        tell(f"saved note {page.property('articleId')} {count}")


def open_window(folder):
    """Open the real window, see the story on its page, make it small and large, and close it."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication, QWidget

    from reader.app import worker
    from reader.app.application import Application

    worker.make_command = lambda *_, **__: ["true"]  # nothing is to be read
    sys.excepthook = lambda _kind, error, _trace: tell(f"failed {type(error).__name__} {error}")
    program = QApplication([])
    window = Application(Path(folder)).window
    page = window.findChild(QWidget, "articlePage")
    while page.property("busy"):
        program.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for size in ((400, 300), (1600, 1000)):
        window.resize(*size)
        window.grab()
    window.close()
    tell("opened")


def add_by_command(folder, first):
    class Reading:
        def read_all(self, requests):
            for added, request in requests:
                text = Path(request.path).read_text() if getattr(request, "path", None) else None
                yield added, Outcome(make_article(text), Analysis(), None, VERSIONS) if text else Outcome()

    @contextmanager
    def working_children(count):
        yield Reading()

    adding.working_children = working_children
    pipeline.find_lack = lambda: None
    keep_outcome = adding.keep_outcome

    def keep_and_tell(library, story, outcome):
        keep_outcome(library, story, outcome)
        tell(f"saved story {story}")

    adding.keep_outcome = keep_and_tell
    sources = Path(folder).parent / "sources"
    sources.mkdir(exist_ok=True)
    paths = [sources / f"{number}.txt" for number in range(first, first + 8)]
    for number, path in enumerate(paths, first):
        path.write_text(make_text(number))
    run(["--library", folder, "add", "--json", *map(str, paths)])


def import_many(folder, first):
    with closing(Library(Path(folder))) as library:
        for batch in range(3):
            with library.together():
                ids = [add_story(library, first + batch * 30 + number, 40) for number in range(30)]
            for story in ids:
                tell(f"saved story {story}")


def migrate(folder):
    Library(Path(folder)).close()
    tell("saved format")


def make_first_format(folder, count):
    """Make a library as the first format had it."""
    Path(folder).mkdir(mode=0o700)
    with closing(connect_plainly(Path(folder) / "library.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        schema.upgrade(connection, schema.STEPS[:1])
        connection.execute("BEGIN")
        for number in range(1, count + 1):
            put_first_format(connection, folder, number)
        connection.execute("COMMIT")


def put_first_format(connection, folder, number):
    story, data = f"{number:08x}-0000-7000-8000-000000000000", make_text(number).encode()
    beside = Path(folder) / "articles" / story[:2] / story
    beside.mkdir(parents=True)
    (beside / "source.txt").write_bytes(data)
    digest = sha256(data).hexdigest()
    add = connection.execute
    add("INSERT INTO stories VALUES (?, ?, '2026-01-01T00:00:00.000+00:00', 1)", (number, story))
    add("INSERT INTO sources VALUES (?, 'source.txt', ?, 'a', 'text', NULL, NULL, 0, NULL)", (number, digest))
    add("INSERT INTO headings VALUES (?, 'waiting', 'a', NULL, NULL, NULL, NULL, '', '')", (number,))
    note = f"{number} words".encode()
    add("INSERT INTO notes VALUES (?, 1, '', ?, ?)", (number, sha256(note).digest(), note))
    tell(f"saved note {story} {number}")


def back_up(folder):
    for _ in range(4):
        made = backups.back_up(Path(folder), datetime.now(UTC))
        tell(f"saved file {made.path}")


def restore(folder, backup):
    for _ in range(3):
        restoring.restore(Path(folder), Path(backup), datetime.now(UTC))
        tell("restored")


def write_by_turns(folder, story, mine, turns):
    library = Library(Path(folder))
    tell("ready")
    note = library.note(story)
    for turn in range(turns):
        while True:
            try:
                note = library.save_note(story, f"{note.text}{mine}{turn}\n", note.revision)
                break
            except NoteMoved as moved:
                note = moved.note
        tell(f"saved turn {mine}{turn}")


def read_as_a_stranger(folder, story):
    """Open a library that this user may not write to."""
    if os.getuid() == 0:  # who may do anything
        os.setgid(65534)
        os.setuid(65534)
    library = Library(Path(folder))
    tell(f"note {library.note(story).text}")
    tell(f"stories {len(library.stories())}")
    for write in (lambda: library.save_note(story, "other", 1), lambda: library.hand_in(HandedIn(b"more"))):
        try:
            write()
        except Problem as problem:
            tell(problem.what)


TASKS = {name: task for name, task in globals().items() if callable(task)}


def main():
    sqlite3.connect = connect_told
    for line in sys.stdin:
        task, *arguments = json.loads(line)
        if task == "load":
            tell("pid 0")
            for module in arguments:
                import_module(module)
            tell("end")
            continue
        child = os.fork()
        if child == 0:
            tell(f"pid {os.getpid()}")
            try:
                TASKS[task](*arguments)
            except BaseException as error:
                tell(f"failed {type(error).__name__} {error}")
            os._exit(0)
        os.waitpid(child, 0)
        tell("end")


main()
