"""The short form of the benchmark `mutations`: our own page changed at random."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

MUTATIONS = Path(__file__).parent.parent / "benchmarks" / "mutations.py"
SEED, COUNT = 7, 64


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    page = (Path(__file__).parent.parent / "golden" / "intake" / "page.html").read_bytes()
    (folder / "page.html").write_bytes(page)
    told = subprocess.run(
        [sys.executable, str(MUTATIONS), str(folder), str(SEED), "0", str(COUNT)], capture_output=True, check=False
    )
    return [json.loads(line) for line in told.stdout.splitlines()]


def test_changed_page_never_raises_hangs_or_takes_over_a_gigabyte(results):
    assert len(results) == COUNT, f"seed {SEED}: change {len(results)} ended the process"
    assert [result for result in results if result["outcome"] in ("raised", "ended")] == []
    assert len({result["kind"] for result in results}) == 8


def test_what_is_refused_is_refused_in_a_sentence(results):
    assert all(result["said"].endswith(".") for result in results if result["outcome"] == "refused")


def test_words_that_are_still_there_are_still_read(results):
    there, kept = (sum(result[name] for result in results) for name in ("there", "kept"))
    assert there > 1_000
    assert kept > 0.98 * there
