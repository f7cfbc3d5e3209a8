"""How well pages, names and quotes are read, by the scorers beside the texts with gold answers (--data DIR)."""

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from table import Options, Row

SETS = (
    ("pages", "corpus.jsonl", "gold.jsonl"),
    ("entities", "gum.corpus.jsonl", "gum.jsonl"),
    ("entities", "worldwide.corpus.jsonl", "worldwide.jsonl"),
    ("quotes", "dev.corpus.jsonl", "dev.jsonl"),
)
SEEN = {"worldwide.jsonl": "trained on: see names.md"}  # for figures on stories kept apart


def measure(options: Options) -> Iterable[Row]:
    if options.data is None:
        raise SystemExit("accuracy needs the texts with gold answers: --data DIR")
    for folder, corpus, gold in SETS:
        place = options.data / folder
        for line in score(place / corpus, place / gold, place / "score.py"):
            yield Row(f"{folder}/{gold.removesuffix('.jsonl')}: {line}", "", SEEN.get(gold, ""))


def score(corpus: Path, gold: Path, scorer: Path) -> list[str]:
    """Return the lines the scorer prints of our answers to `corpus`."""
    with tempfile.TemporaryDirectory() as scratch:
        answers = Path(scratch, "answers.jsonl")
        with answers.open("wb") as file:
            command = [sys.executable, "-P", "-m", "reader", "analyse", "--corpus", str(corpus), "--workers", "2"]
            subprocess.run(command, stdout=file, check=False)
        command = [sys.executable, str(scorer), str(gold), str(answers)]
        printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [" ".join(line.split()) for line in printed.splitlines() if line.strip()]
