"""Process start to the story painted and to filled panels, in pairs with a bare PySide6 window; memory.

Both run under Xvfb where it is installed (as root on Debian it is fetched), else offscreen. Times are taken by the
processes themselves, in seconds since they were started.
"""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from stories import fill_library, make_stories
from table import Options, Row, at_most

from reader import pipeline
from reader.library.store import Library

BARE = Path(__file__).parent / "bare_window.py"
STORIES = 214
PATIENCE = 60.0  # seconds until a start counts as failed


def measure(options: Options) -> Iterable[Row]:
    pairs = 3 if options.short else 15
    with tempfile.TemporaryDirectory() as scratch, display() as (environment, where):
        library = Path(scratch, "library")
        fill(library)
        bare, painted, filled, memory = [], [], [], (0.0, 0.0)
        start_window(Path(scratch), library, environment)  # warms the disk cache
        for number in range(pairs):
            bare.append(start_bare(Path(scratch), environment)["window-painted"])
            times, memory = start_window(Path(scratch), library, environment, with_child=number == pairs - 1)
            painted.append(times["story-painted"])
            filled.append(times["panels-filled"])
    anchor = f"bare window {statistics.median(bare) * 1000:.0f} ms, {where}"
    yield ratio_row("start to the story painted", painted, bare, 1.9, anchor, pairs)
    yield ratio_row("start to filled panels, analysis stored", filled, bare, 2.2, anchor, pairs)
    yield at_most("memory of the window's process", memory[0], 150, " MB", f"{STORIES} stories")
    yield at_most("memory of the child with its models", memory[1], 600, " MB")


def fill(folder: Path) -> None:
    library = Library(folder)
    fill_library(library, make_stories(STORIES), pipeline.versions())
    library.close()


def ratio_row(what: str, ours: list[float], bare: list[float], limit: float, anchor: str, pairs: int) -> Row:
    ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
    return at_most(
        f"{what} ({statistics.median(ours) * 1000:.0f} ms, median of {pairs} pairs)", ratio, limit, " ×", anchor
    )


def start_bare(scratch: Path, environment: dict[str, str]) -> dict[str, float]:
    times = scratch / "bare.times"
    times.unlink(missing_ok=True)
    command = [sys.executable, "-P", str(BARE)]
    with running(command, environment | {"DATELINE_TIMES": str(times)}) as process:
        return wait_for(times, "window-painted", process)


def start_window(
    scratch: Path, library: Path, environment: dict[str, str], *, with_child: bool = False
) -> tuple[dict[str, float], tuple[float, float]]:
    times = scratch / "dateline.times"
    times.unlink(missing_ok=True)
    command = [sys.executable, "-P", "-m", "reader", "--library", str(library)]
    with running(command, environment | {"DATELINE_TIMES": str(times)}) as process:
        found = wait_for(times, "panels-filled", process)
        if not with_child:
            return found, (0.0, 0.0)
        wait_for(times, "child-ready", process)
        return found, (resident(process.pid), max(map(resident, children(process.pid)), default=0.0))


def wait_for(times: Path, event: str, process: "subprocess.Popen[bytes]") -> dict[str, float]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"the window ended by itself with {process.returncode}")
        if times.exists():
            found = dict(line.split() for line in times.read_text().splitlines() if len(line.split()) == 2)
            if event in found:
                return {name: float(seconds) for name, seconds in found.items()}
        time.sleep(0.02)
    raise SystemExit(f"{event} was not told within {PATIENCE:.0f} s")


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        for child in children(process.pid):
            os.kill(child, signal.SIGKILL)
        process.kill()
        process.wait()


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


def resident(pid: int) -> float:
    """Return a process's resident memory in MB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


@contextmanager
def display() -> Iterator[tuple[dict[str, str], str]]:
    """Yield an environment with a display of our own, and its name for the table."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if not shutil.which("Xvfb") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "xvfb"], check=False, capture_output=True)
    if not shutil.which("Xvfb"):
        yield environment | {"QT_QPA_PLATFORM": "offscreen"}, "offscreen"
        return
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1480x940x24"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as numbers:
        number = numbers.readline().strip()
    try:
        yield environment | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}, "Xvfb"
    finally:
        server.terminate()
        server.wait()
