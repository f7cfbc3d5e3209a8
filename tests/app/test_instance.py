import io
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from threading import Event, Thread

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QListView

from reader.app import start
from reader.app.instance import Handed, Instance, find_place, find_sources, is_own, make_handed, read_handed
from reader.app.reception import Reception
from reader.library.store import Library
from reader.model.problem import Problem

SECOND = """
import sys
from pathlib import Path
from reader.app.instance import Instance, make_handed
from reader.library.store import Library
from reader.model.problem import Problem
instance = Instance(Path(sys.argv[1]))
if instance.is_first:
    print("first")
    sys.stdin.read()
else:
    try:
        print(instance.hand_over(make_handed(sys.argv[2:], paste=False), 5.0))
    except Problem as problem:
        print(problem)
"""


@pytest.fixture(autouse=True)
def _own_place(monkeypatch, tmp_path_factory):
    place = tmp_path_factory.mktemp("run")
    place.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))


@pytest.fixture
def second(tmp_path):
    """Start other processes on a library; they are ended at the end."""
    begun = []

    def begin(library, *sources, **options):
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", SECOND, str(library), *sources],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            **options,
        )
        begun.append(process)
        return process

    yield begin
    for process in begun:
        process.kill()
        process.stdin.close()
        process.stdout.close()
        process.wait()


@pytest.fixture
def first(qapp, folder):
    instance = Instance(folder)
    reception = Reception(instance)
    yield instance, reception
    reception.close()
    instance.release()


def say(reception, data, qtbot):
    """Send bytes to the one who listens, and return the answer."""
    speaker = QLocalSocket()
    speaker.connectToServer(reception._server.fullServerName())
    assert speaker.waitForConnected(1000)
    speaker.write(data)
    speaker.flush()
    qtbot.waitUntil(lambda: speaker.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    return speaker.readAll().data()


def test_every_library_and_no_other_has_its_place(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "library")
    places = {find_place(tmp_path / name) for name in ("library", "link", "./library", "other")}
    assert len(places) == 2


def test_place_is_short_enough_for_a_socket_and_is_in_a_folder_of_the_user(tmp_path):
    assert is_own(find_place(tmp_path / ("long" * 60)).parent)
    assert len(find_place(tmp_path / ("long" * 60)).name) < 30


def test_second_start_hands_its_files_to_the_first(first, second, folder, tmp_path, qtbot):
    _, reception = first
    with qtbot.waitSignal(reception.came) as came:
        process = second(folder, "story.txt", "https://example.org/a", cwd=tmp_path)
    assert find_sources(came.args[0]) == [str(tmp_path / "story.txt"), "https://example.org/a"]
    assert process.stdout.readline() == "True\n"


def test_two_libraries_are_two_programs(first, second, tmp_path):
    assert second(tmp_path / "other").stdout.readline() == "first\n"


def test_name_that_is_no_utf_8_and_standard_input_arrive_as_they_were():
    odd = os.fsdecode(b"/caf\xe9.txt")
    handed = Handed((os.fsencode(odd),), typed=b"a story\n\xff")
    message = read_handed(msgspec.json.encode(handed))
    assert message == handed
    assert find_sources(message) == [odd]


def test_what_a_killed_first_left_keeps_nobody_out(second, folder, qapp):
    killed = second(folder)
    assert killed.stdout.readline() == "first\n"
    server = find_place(folder)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(server))  # a name that nobody answers to
    killed.kill()
    killed.wait()
    instance = Instance(folder)
    assert instance.is_first
    reception = Reception(instance)
    assert reception.is_open
    reception.close()
    instance.release()


def test_start_while_the_first_ends_becomes_the_first(second, folder):
    leaving = second(folder)
    assert leaving.stdout.readline() == "first\n"
    instance = Instance(folder)
    assert not instance.is_first
    ended = Event()

    def end():
        leaving.stdin.close()
        leaving.wait()
        ended.set()

    Thread(target=end).start()
    assert instance.hand_over(Handed(), 5.0) is False
    assert instance.is_first
    assert ended.wait(5)
    instance.release()


def test_first_that_hangs_is_waited_for_a_moment_and_told_of(second, folder, qapp):
    first = second(folder)
    assert first.stdout.readline() == "first\n"
    hanging = QLocalServer()
    hanging.listen(str(find_place(folder)))  # it never greets anybody
    instance = Instance(folder)
    with pytest.raises(Problem, match="does not answer"):
        instance.hand_over(Handed(), 0.3)
    hanging.close()


def test_nobody_else_can_reach_the_first(first):
    instance, _ = first
    assert instance.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "data",
    [
        b"\n",
        b"\0\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b'{"sources": "no list"}\n',
        b'{"sources": [1, 2]}\n',
        b'{"typed": "no base64!"}\n',
        json.dumps({"token": "x" * 100_000, "paste": 3}).encode() + b"\n",
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_whatever_is_sent_leaves_the_first_listening(first, data, qtbot):
    _, reception = first
    assert say(reception, data, qtbot) == b""
    assert say(reception, b"{}\n", qtbot) == b"taken\n"


def test_who_goes_away_in_the_midst_or_says_too_much_is_dismissed(first, qtbot, monkeypatch):
    _, reception = first
    monkeypatch.setattr("reader.app.reception.LARGEST_MESSAGE", 1000)
    assert say(reception, b"x" * 5000, qtbot) == b""
    speaker = QLocalSocket()
    speaker.connectToServer(reception._server.fullServerName())
    speaker.write(b'{"sour')
    speaker.flush()
    qtbot.waitUntil(lambda: len(reception._heard) == 1)
    speaker.abort()
    qtbot.waitUntil(lambda: not reception._heard)
    assert say(reception, b"{}\n", qtbot) == b"taken\n"


@given(st.binary(max_size=300))
def test_no_message_is_an_error(data):
    handed = read_handed(data)
    assert handed is None or isinstance(find_sources(handed), list)


def test_empty_standard_input_is_told_by_the_second(monkeypatch):
    monkeypatch.setattr("sys.stdin", type("In", (), {"buffer": io.BytesIO(b" \n")}))
    with pytest.raises(Problem, match="Standard input is empty"):
        make_handed(["-"], paste=False)


def test_window_comes_to_the_front_and_opens_what_a_second_start_was_given(
    opened, keep, folder, second, tmp_path, qtbot
):
    keep("Ferry fares frozen")
    application = opened()
    instance = Instance(folder)
    start.receive(instance, application)
    application.window.showMinimized()
    (tmp_path / "handed.txt").write_text("Harbour wall\n\nIt is to be raised, the port said.\n")
    process = second(folder, str(tmp_path / "handed.txt"))
    listed = application.window.findChild(QListView, "libraryList")
    qtbot.waitUntil(lambda: listed.model().rowCount() == 2)
    assert process.stdout.readline() == "True\n"
    assert not application.window.isMinimized()
    qtbot.waitUntil(lambda: application.opening.story == listed.model().story(0).id)
    application.take((), typed=b"Words from a pipe\n\nThey came through standard input.\n")
    qtbot.waitUntil(lambda: listed.model().rowCount() == 3)
    application.window.close()
    assert Instance(folder).is_first, "who was closed keeps nobody out"


def test_second_start_with_paste_has_the_first_take_the_clipboard(opened, keep, folder, second, qtbot):
    keep("Ferry fares frozen")
    application = opened()
    QGuiApplication.clipboard().setText("A story that was copied\n\nIt was said on Monday.\n")
    application.take((), paste=make_handed([], paste=True).paste)
    listed = application.window.findChild(QListView, "libraryList")
    qtbot.waitUntil(lambda: listed.model().rowCount() == 2)
    QGuiApplication.clipboard().clear()


@pytest.fixture
def program(tmp_path):
    """Start the real program; what is still there at the end is killed."""
    begun = []

    def begin(*words, **options):
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-P", "-m", "reader", "--library", str(tmp_path / "library"), *words]
        begun.append(subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, **options))
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()
        process.wait()
        process.stderr.close()


def test_second_program_ends_when_the_first_has_what_it_was_given(program, tmp_path, qtbot):
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Story {name}\n\nIt was said on Monday.\n")
    first = program(str(tmp_path / "one.txt"))
    qtbot.waitUntil(find_place(tmp_path / "library").exists, timeout=30_000)
    second = program(str(tmp_path / "two.txt"))
    assert second.wait(30) == 0
    with closing(Library(tmp_path / "library")) as library:
        qtbot.waitUntil(lambda: library.count() == 2, timeout=30_000)
    os.kill(first.pid, signal.SIGSTOP)
    third = program(str(tmp_path / "two.txt"))
    assert third.wait(30) == 1
    assert "does not answer" in third.stderr.read()
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    fourth = program()
    qtbot.waitUntil(lambda: Instance(tmp_path / "library").is_first is False, timeout=30_000)
    assert fourth.poll() is None, "what was killed keeps nobody out"
