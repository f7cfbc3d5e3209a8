"""The start-up script `dateline`, run as it stands with a python3 that only pretends to install."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PRETENDER = """#!/bin/sh
# python3 for the script: makes an environment whose python is this file too, and installs by naming and touching
case "$*" in
-c*) exit 0 ;;
"-m venv "*)
    mkdir -p "$3/bin" "$3/lib/python3.11/site-packages"
    cp "$0" "$3/bin/python" ;;
*"-m pip install"*)
    [ -z "${FAIL_PIP-}" ] || { echo "ERROR: no network"; exit 1; }
    echo "Collecting lxml>=5"
    touch "$(dirname "$0")/../lib/python3.11/site-packages/lxml" ;;
*) echo "ran: $*" ;;
esac
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script is for POSIX shells")


@pytest.fixture
def start(tmp_path):
    """Start the script of a checkout of its own; return what it printed and said."""
    checkout, tools = tmp_path / "checkout", tmp_path / "tools"
    for folder in (checkout, tools):
        folder.mkdir()
    for name in ("dateline", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, checkout)
    pretender = tools / "python3"
    pretender.write_text(PRETENDER)
    pretender.chmod(0o755)
    silent = tools / "dpkg"  # every system package is there
    silent.write_text("#!/bin/sh\nexit 0\n")
    silent.chmod(0o755)

    def run(*words, status=0, **environment):
        answer = subprocess.run(
            [str(checkout / "dateline"), *words],
            env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert answer.returncode == status, answer.stderr
        return answer.stdout.strip(), answer.stderr

    run.venv = checkout / ".venv"
    run.checkout = checkout
    return run


def test_first_start_says_what_it_does_and_the_second_says_nothing(start):
    ran, said = start("list")
    assert ran == "ran: -P -m reader list"
    assert "making a private environment" in said
    assert "lxml>=5" in said
    assert start("list") == (ran, "")


@pytest.mark.parametrize("lost", ["bin/python", "lib/python3.11/site-packages/lxml", "dateline-made"])
def test_broken_environment_is_noticed_and_made_anew(start, lost):
    start()
    (start.venv / lost).unlink()
    (start.venv / "old").touch()
    _, said = start()
    assert "making it anew" in said
    assert not (start.venv / "old").exists()
    assert start()[1] == ""


def test_moved_checkout_gets_an_environment_of_its_own(start, tmp_path):
    start()
    moved = tmp_path / "moved"
    shutil.copytree(start.checkout, moved)
    answer = subprocess.run(
        [str(moved / "dateline")],
        env={**os.environ, "PATH": f"{tmp_path / 'tools'}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "making it anew" in answer.stderr


def test_changed_needs_are_installed_in_place(start):
    start()
    (start.venv / "kept").touch()
    with (start.checkout / "constraints.txt").open("a") as pins:
        pins.write("later==1\n")
    _, said = start()
    assert "installing libraries" in said
    assert (start.venv / "kept").exists()


def test_failed_installation_is_told_and_tried_again(start):
    _, said = start(status=3, FAIL_PIP="yes")
    assert "could not be installed" in said
    assert "no network" in said
    assert "ready" in start()[1]


def test_tests_and_benchmarks_bring_what_they_need(start):
    start()
    ran, said = start("test", "-k", "quotes")
    assert ran == "ran: -m pytest -k quotes"
    assert "what the tests need" in said
    ran, said = start("bench", "page")
    assert ran.endswith("tests/benchmarks page")
    assert said == ""


def test_stale_lock_keeps_nobody_out(start):
    lock = start.checkout / ".venv.lock"
    lock.mkdir()
    (lock / "pid").write_text("999999999")
    assert "ready" in start()[1]
    assert not lock.exists()
