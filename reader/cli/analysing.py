"""`dateline analyse`: read sources without saving them."""

import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from reader import pipeline
from reader.child import Request
from reader.cli.arguments import Arguments
from reader.cli.children import Outcome, working_children
from reader.cli.corpus import Record, read_corpus
from reader.cli.handed import requests_for
from reader.cli.lines import print_json, print_problem, print_text
from reader.cli.pages import make_page
from reader.cli.statuses import DONE, MACHINE_LACKS, SOME_FAILED
from reader.model.analysis import Versions
from reader.model.codec import to_format
from reader.model.failures import crashed_story
from reader.model.marks import ArticleNote
from reader.model.problem import LeftOut, Problem
from reader.model.reading import Reading
from reader.reading.corrections import lay_over

_MOST_WORKERS = 4  # each may take 2 GB; more are started only when asked for


def analyse(arguments: Arguments) -> int:
    """Print what is found in each source, as a page of text or as one JSON line; return the exit status."""
    if lack := pipeline.find_lack():
        print_problem("", lack)
        return MACHINE_LACKS
    as_json = arguments.json or bool(arguments.corpus)
    failed = False
    with working_children(_count_workers(arguments)) as children:
        for record, outcome in children.read_all(_requests(arguments, children.folder)):
            if outcome.article and outcome.analysis:
                reading = lay_over(str(record.id), outcome.article, outcome.analysis, ArticleNote())
                _print(record, reading, outcome.versions, as_json=as_json)
            elif isinstance(outcome.problem, LeftOut):
                print_problem(record.name, outcome.problem)
            else:
                failed = True
                _print_failure(record, outcome.problem or crashed_story(), as_json=as_json)
    return SOME_FAILED if failed else DONE


def _count_workers(arguments: Arguments) -> int:
    if arguments.workers:
        return arguments.workers
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST_WORKERS, len(arguments.sources) or _MOST_WORKERS)


def _requests(arguments: Arguments, folder: Path) -> Iterator[tuple[Record, Request | Outcome]]:
    if arguments.corpus:
        return read_corpus(arguments.corpus, folder)
    found = chain.from_iterable(requests_for(source, arguments, folder) for source in arguments.sources)
    return ((Record(name, name), request) for name, request in found)


def _print(record: Record, reading: Reading, versions: Versions, *, as_json: bool) -> None:
    if as_json:
        print_json(to_format(reading, versions) | {"id": record.id})
    else:
        print_text(make_page(reading))


def _print_failure(record: Record, problem: Problem, *, as_json: bool) -> None:
    print_problem(record.name, problem)
    if as_json:
        print_json({"id": record.id, "error": str(problem)})
