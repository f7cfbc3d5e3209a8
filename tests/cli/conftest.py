"""Commands over a working process that reads stories in its own simple way."""

import json
import sys

import pytest

from reader.cli import children, run

CHILD = """
import os, signal, sys
from pathlib import Path
from reader import child, pipeline
from reader.model.analysis import Analysis, Entity, Mention, Quote
from reader.model.article import Article, Block, Source
from reader.model.problem import Problem
from reader.model.span import Span

def read(handed):
    text = handed.data.decode()
    if "CRASH" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "HANG" in text:
        signal.pause()
    if "BUG" in text:
        raise KeyError(text)
    if "REFUSE" in text:
        raise Problem("It holds no story.", "Hand in another file.")
    title, _, body = text.partition("\\n")
    blocks = [Block("headline", Span(0, len(title)))]
    if body.strip():
        blocks.append(Block("paragraph", Span(len(title) + 1, len(text.rstrip()))))
    source = Source(handed.kind, "", handed.address, published=handed.published, agency=handed.name or None)
    return Article(source, title, text.rstrip(), tuple(blocks))

def analyse(article):
    if "MUTE" in article.text:
        raise Problem("Nothing can be found in it.", "Hand in another file.")
    words = article.text.split()[0]
    name = Entity("e1", "person", words, (Mention(Span(0, len(words))),))
    return Analysis((name,), (Quote("direct", (Span(0, len(words)),), entity="e1"),))

pipeline.read, pipeline.analyse = read, analyse
child.serve(Path(sys.argv[1]))
"""


@pytest.fixture(autouse=True)
def _own_child(monkeypatch):
    monkeypatch.setattr(children, "make_command", lambda folder: [sys.executable, "-P", "-c", CHILD, str(folder)])


@pytest.fixture
def story(tmp_path):
    """Write a story into a file and return its path as a command line has it."""

    def write(text, name="story.txt"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return str(path)

    return write


@pytest.fixture
def dateline(capfdbinary):
    """Run a command; return its status, standard output and standard error."""

    def call(*words):
        capfdbinary.readouterr()
        try:
            status = run(words)
        except SystemExit as end:
            status = end.code
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return call


@pytest.fixture
def dateline_json(dateline):
    """Run a command that prints JSON; return its status and the records."""

    def call(*words):
        status, out, _ = dateline(*words)
        return status, [json.loads(line) for line in out.splitlines()]

    return call
