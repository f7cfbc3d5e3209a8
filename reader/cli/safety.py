"""`dateline backup`, `restore`, `check` and `rebuild`: that nothing is ever lost."""

from contextlib import suppress
from datetime import UTC, datetime

import msgspec

from reader import pipeline
from reader.child import Request
from reader.cli.adding import keep_outcome, make_request
from reader.cli.arguments import Arguments
from reader.cli.children import Outcome, working_children
from reader.cli.lines import print_json, print_problem, print_text
from reader.cli.statuses import DONE, MACHINE_LACKS, SOME_FAILED
from reader.library.check import Finding, check, count_stories
from reader.library.rebuild import Rebuilding
from reader.library.restoring import Difference, NamedStory, compare, restore
from reader.library.whole import back_up_whole
from reader.model.problem import Problem


def back_up_library(arguments: Arguments) -> int:
    """Copy the whole library into a new folder.

    Raises:
        Problem: it is damaged, the folder is not new, or a disk refuses.
    """
    made = back_up_whole(arguments.library, arguments.path)
    print_text(f"{made.path}: {_count(made.stories, 'story', 'stories')}, each with its source and photographs.")
    for story in made.missing:
        print_problem(story, Problem("Its source is missing or damaged in the library.", "The backup has it as it is."))
    return SOME_FAILED if made.missing else DONE


def restore_library(arguments: Arguments) -> int:
    """Say what a backup has otherwise and, unless that was all, bring it back.

    Raises:
        Problem: there is no backup, it is damaged, or a disk refuses.
    """
    difference = compare(arguments.library, arguments.path)
    for line in _describe(difference):
        print_text(line)
    if arguments.preview:
        return DONE
    former = restore(arguments.library, arguments.path, datetime.now(UTC))
    print_text("Restored." if former is None else f"Restored. The library as it was before lies in {former}.")
    return DONE


def check_library(arguments: Arguments) -> int:
    """Print what is hurt in the library, a line a finding."""
    is_hurt = False
    for finding in check(arguments.library):
        is_hurt |= finding.hurt
        if arguments.json:
            print_json(msgspec.to_builtins(finding))
        else:
            print_text(_line(finding))
    if not is_hurt and not arguments.json:
        stories = count_stories(arguments.library)
        print_text(f"Nothing is hurt in {_count(stories, 'story', 'stories')}.")
    return SOME_FAILED if is_hurt else DONE


def rebuild_library(arguments: Arguments) -> int:
    """Make the database anew from sources and mirror, reading each story again.

    Raises:
        Problem: the disk refuses, or the new database is not whole; the former one is in its place then.
    """
    if lack := pipeline.find_lack():
        print_problem("", lack)
        return MACHINE_LACKS
    rebuilding = Rebuilding(arguments.library)
    try:
        failed = _read_all(rebuilding)
        former = rebuilding.finish(datetime.now(UTC))
    finally:
        rebuilding.abandon()
    where = f" The former database lies in {former}." if former else ""
    print_text(f"Made anew: {_count(len(rebuilding.stories), 'story', 'stories')}.{where}")
    return SOME_FAILED if failed else DONE


def _read_all(rebuilding: Rebuilding) -> bool:
    failed, library = False, rebuilding.library

    def ask(story: str) -> tuple[str, Request | Outcome]:
        request = make_request(library, story)
        if library.photos_folder(story).is_dir():  # what the page came with may be gone
            request = msgspec.structs.replace(request, photos=None)
        return story, request

    with working_children(1) as children:
        for story, outcome in children.read_all(map(ask, reversed(rebuilding.stories))):
            try:
                keep_outcome(library, story, outcome)
            except Problem as problem:
                failed = True
                print_problem(story, problem)
    with suppress(Problem):
        while library.catch_up():
            pass
    return failed


def _describe(difference: Difference) -> list[str]:
    lines = [] if difference.is_readable else ["The present database cannot be read; it is set aside as it is."]
    for about, stories in (
        ("only here, and not in the backup", difference.only_here),
        ("only in the backup", difference.only_there),
        ("with another note", difference.notes),
    ):
        if stories:
            lines.append(f"{_count(len(stories), 'story', 'stories')} {about}:")
            lines.extend(f"  {_name(story)}" for story in stories)
    return lines or ["The backup has the same stories and notes."]


def _name(story: NamedStory) -> str:
    return f"{story.id}  {' '.join(story.title.split()) or '(no headline)'}"


def _line(finding: Finding) -> str:
    where = f"{finding.story}  {' '.join(finding.title.split())}".strip()
    return f"{where}: {finding.what}" if where else finding.what


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
