"""Working processes of commands: their limits, their deaths, their order."""

import sys
import time

import msgspec

from reader.child import Request
from reader.cli.children import Outcome, working_children
from reader.model.problem import Problem


def read(children, *paths):
    return [(name, outcome) for name, outcome in children.read_all((path, Request("", path)) for path in paths)]


def test_story_that_takes_too_long_is_stopped_and_the_next_is_read(story):
    with working_children(1, seconds=1) as children:
        (_, hung), (_, read_one) = read(children, story("HANG", "a"), story("Ferry halted", "b"))
    assert hung.problem.what == "It took longer than 1 seconds and was stopped."
    assert read_one.article.title == "Ferry halted"


def test_article_comes_with_the_problem_of_its_analysis(story):
    with working_children(1) as children:
        ((_, outcome),) = read(children, story("MUTE"))
    assert outcome.article.title == "MUTE"
    assert outcome.problem.what == "Nothing can be found in it."


def test_outcome_in_the_place_of_a_request_comes_out_in_its_order(story):
    done = Outcome(problem=Problem("No."))
    with working_children(2) as children:
        told = list(
            children.read_all([("a", Request("", story("Ferry"))), ("b", done), ("c", Request("", story("x")))])
        )
    assert [name for name, _ in told] == ["a", "b", "c"]
    assert told[1][1] is done


def test_large_answers_come_through_files_that_go(story):
    long = "Ferry halted\n" + "word " * 400_000
    with working_children(1) as children:
        ((_, outcome),) = read(children, story(long))
        assert not list(children.folder.iterdir())
    assert outcome.article.text == long.rstrip()
    assert outcome.analysis


def test_processes_that_do_not_start_are_told(story):
    for command in (["/no/such/python"], [sys.executable, "-S", "-c", "raise SystemExit(1)"]):
        with working_children(1, command=command) as children:
            ((_, outcome),) = read(children, story("Ferry halted"))
        assert outcome.problem.what == "The working process that reads stories does not start."


def test_leaving_ends_processes_in_the_middle_of_a_story(story):
    with working_children(1) as children:
        stories = children.read_all([("a", Request("", story("Ferry", "a"))), ("b", Request("", story("HANG", "b")))])
        assert next(stories)[0] == "a"
        begun = time.perf_counter()
    assert time.perf_counter() - begun < 5


def test_outcomes_hold_what_the_child_said_of_its_versions(story):
    with working_children(1) as children:
        ((_, outcome),) = read(children, story("Ferry halted"))
    assert msgspec.to_builtins(outcome.versions)["models"]
