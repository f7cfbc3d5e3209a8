"""The working process with its models: start to its first answer, against spaCy alone in the same run; its memory."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from table import Options, Row, at_most

from reader.child import Answer, Request, make_command, make_environment, make_line, read_line
from reader.pipeline import MODEL_PACKAGE

STORIES = sorted((Path(__file__).parent.parent / "golden" / "stories").glob("*.txt"))
SPACY_ALONE = "import sys, spacy; spacy.load(sys.argv[1])(open(sys.argv[2], encoding='utf-8').read())"


def measure(options: Options) -> Iterable[Row]:
    pairs = 2 if options.short else 7
    alone, ours, memory = [], [], 0.0
    time_spacy()  # warms the disk cache
    for _ in range(pairs):
        alone.append(time_spacy())
        taken, memory = time_child()
        ours.append(taken)
    ratio = statistics.median(own / other for own, other in zip(ours, alone, strict=True))
    anchor = f"spaCy alone {statistics.median(alone):.2f} s"
    yield at_most(f"the child's start to its first answer ({statistics.median(ours):.2f} s)", ratio, 1.5, " ×", anchor)
    yield at_most("memory of the child with all models", memory, 600, " MB", f"{len(STORIES)} stories")


def time_spacy() -> float:
    began = time.monotonic()
    subprocess.run([sys.executable, "-P", "-c", SPACY_ALONE, MODEL_PACKAGE, str(STORIES[0])], check=True)
    return time.monotonic() - began


def time_child() -> tuple[float, float]:
    """Return the seconds to the first answer, and the most memory in MB after all stories."""
    with tempfile.TemporaryDirectory() as scratch:
        began = time.monotonic()
        child = subprocess.Popen(
            make_command(Path(scratch)), env=make_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        ask(child, STORIES[0])
        taken = time.monotonic() - began
        for story in STORIES[1:]:
            ask(child, story)
        memory = read_peak(child.pid)
        child.communicate()
    return taken, memory


def ask(child: "subprocess.Popen[bytes]", story: Path) -> None:
    """Send a story and wait for the last of its answers."""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(make_line(Request(story.stem, path=str(story))))
    child.stdin.flush()
    while not read_line(child.stdout.readline(), Answer).is_last:
        pass


def read_peak(process: int) -> float:
    """Return the most memory a process ever held, in MB; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
