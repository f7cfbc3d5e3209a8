"""One window for each library: whoever starts second hands over what was to be opened, and ends."""

import os
import sys
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QDir, QLockFile

from reader.model.problem import Problem

PATIENCE: Final = 3.0  # seconds in which the window that is open has to answer
LARGEST_MESSAGE: Final = 90_000_000  # bytes: standard input goes with it
TAKEN: Final = b"taken\n"
_LARGEST_INPUT: Final = 60_000_000
_PAUSE: Final = 0.05  # seconds between two tries
_TOKENS: Final = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
_ADDRESS: Final = ("http://", "https://")


class Handed(msgspec.Struct, frozen=True):
    """What a second start was to open: files by their whole path as the system writes it, and addresses.

    `typed` is what came through standard input. `token` lets the desktop bring the window to the front.
    """

    sources: tuple[bytes, ...] = ()
    paste: bool = False
    typed: bytes | None = None
    token: str = ""


class Instance:
    """The right to be the window of a library; it ends with the process, however that ends."""

    def __init__(self, library: Path) -> None:
        """Try for the right; `is_first` says whether it was had."""
        self.path = find_place(library)
        self._lock_path = self.path.with_name(f"{self.path.name}.lock")
        self._lock = QLockFile(str(self._lock_path))
        self._lock.setStaleLockTime(0)  # held for days; the lock of a dead process is told by its number
        self.is_first = self._try()

    def _try(self) -> bool:
        if self._lock.tryLock(0):
            return True
        # where the folder allows no file, or another user's stands in the way, nobody is kept out
        return self._lock.error() != QLockFile.LockError.LockFailedError or not is_own(self._lock_path)

    def release(self) -> None:
        """Let another process be the first."""
        self._lock.unlock()

    def hand_over(self, handed: Handed, patience: float = PATIENCE) -> bool:
        """Give what was to be opened to the window that is open; False where that has ended, and this is the first.

        Raises:
            Problem: it does not answer.
        """
        message = msgspec.json.encode(handed) + b"\n"
        if len(message) > LARGEST_MESSAGE:
            raise Problem("This is too much to hand to the window that is open.", "Hand it in as a file.")
        end = time.monotonic() + patience
        while (left := end - time.monotonic()) > 0:
            if self._say(message, left):
                return True
            if self._try():
                self.is_first = True
                return False
            time.sleep(_PAUSE)
        raise Problem(
            "Dateline is open on this library already, but does not answer.",
            "Wait a moment and try again; if that does not help, end it and start anew.",
        )

    def _say(self, message: bytes, seconds: float) -> bool:
        from PySide6.QtNetwork import QLocalSocket  # 10 ms that the first start need not pay

        if sys.platform != "win32" and not is_own(self.path):
            return False
        socket = QLocalSocket()
        socket.connectToServer(find_server_name(self.path))
        milliseconds = max(round(1000 * seconds), 1)
        if not socket.waitForConnected(milliseconds):
            return False
        end = time.monotonic() + seconds
        socket.write(message)
        answer = b""
        while not answer.endswith(b"\n") and (left := round(1000 * (end - time.monotonic()))) > 0:
            if socket.bytesToWrite() and not socket.waitForBytesWritten(left):
                break
            if not socket.bytesAvailable() and not socket.waitForReadyRead(left):
                break
            answer += socket.readAll().data()
        socket.abort()
        return answer == TAKEN


def make_handed(sources: Sequence[str], *, paste: bool) -> Handed:
    """Return what a start was to open as another process can open it; standard input is read here.

    Raises:
        Problem: standard input is empty, or longer than can be handed over.
    """
    typed = None
    if "-" in sources:
        typed = sys.stdin.buffer.read(_LARGEST_INPUT + 1)
        if not typed.strip():
            raise Problem("Standard input is empty.", "Hand in a file with a story in it.")
        if len(typed) > _LARGEST_INPUT:
            raise Problem("This is too much to hand to the window that is open.", "Hand it in as a file.")
    places = (os.fsencode(_find_whole(source)) for source in sources if source != "-")
    token = next((os.environ[name] for name in _TOKENS if os.environ.get(name)), "")
    return Handed(tuple(places), paste, typed, token.encode("utf-8", "replace").decode())


def read_handed(message: bytes) -> Handed | None:
    """Return what a message hands over, or None where it is none of ours."""
    try:
        return msgspec.json.decode(message, type=Handed)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None


def find_sources(handed: Handed) -> list[str]:
    """Return files and addresses as the command line of this process would name them."""
    return [os.fsdecode(place) for place in handed.sources if place and b"\0" not in place]


def find_place(library: Path) -> Path:
    """Return where the window of a library listens: its name is a hash of the library's real path and the user."""
    whole = _find_user().encode() + b"\0" + os.fsencode(os.path.realpath(library))
    name = f"dateline-{sha256(whole).hexdigest()[:16]}"
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return Path(folder if folder and is_own(Path(folder)) else QDir.tempPath(), name)


def find_server_name(path: Path) -> str:
    """Return how Qt calls the server that listens at a place: a path, or on Windows the name of a pipe."""
    return path.name if sys.platform == "win32" else str(path)


def is_own(path: Path) -> bool:
    """Say whether a file or folder is there and is this user's: to nobody else is anything handed."""
    try:
        return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()
    except OSError:
        return False


def _find_whole(source: str) -> str:
    return source if source.lower().startswith(_ADDRESS) else os.path.abspath(source)


def _find_user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
