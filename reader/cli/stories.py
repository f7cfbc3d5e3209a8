"""`dateline list`, `show` and `note`: the stories of a library."""

import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import islice

import msgspec

from reader import pipeline
from reader.cli.arguments import STANDARD_INPUT, Arguments
from reader.cli.lines import print_json, print_text
from reader.cli.pages import make_page
from reader.cli.statuses import DONE
from reader.library.store import Library, Story
from reader.model.codec import to_format

_AT_A_TIME = 500


def list_stories(arguments: Arguments) -> int:
    """Print the stories of the library, newest first, as lines of words or of JSON."""
    with closing(Library(arguments.library)) as library:
        for story in islice(_find_all(library), arguments.limit):
            if arguments.json:
                print_json(msgspec.to_builtins(story))
            else:
                print_text(make_line(story))
    return DONE


def show_story(arguments: Arguments) -> int:
    """Print a story with what was found in it.

    Raises:
        Problem: there is no such story, or it could not be read.
    """
    with closing(Library(arguments.library)) as library:
        reading = library.reading(arguments.id)
        if arguments.json:
            print_json(to_format(reading, pipeline.versions()))
        else:
            print_text(make_page(reading, with_text=True))
    return DONE


def note_story(arguments: Arguments) -> int:
    """Print the note kept with a story, or replace it.

    Raises:
        Problem: there is no such story, the note has another revision than expected, or it cannot be written.
    """
    with closing(Library(arguments.library)) as library:
        note = library.note(arguments.id)
        if arguments.text is not None:
            text = sys.stdin.read() if arguments.text == STANDARD_INPUT else arguments.text
            revision = note.revision if arguments.if_revision is None else arguments.if_revision
            note = library.save_note(arguments.id, text, revision)
        if arguments.json:
            print_json({"id": arguments.id, "text": note.text, "revision": note.revision})
        elif arguments.text is None and note.text:
            print_text(note.text.removesuffix("\n"))
    return DONE


def _find_all(library: Library) -> Iterator[Story]:
    first = 0
    while stories := library.stories(first, _AT_A_TIME):
        yield from stories
        first += _AT_A_TIME


def make_line(story: Story) -> str:
    """Return a story as a line: id, date, headline, where from, and its problem if there is one."""
    date = (story.published or story.saved)[:10]
    title = " ".join(story.title.split()) or "(no headline)"
    where = story.outlet or story.agency
    line = f"{story.id}  {date}  {title}" + (f"  ({where})" if where else "")
    return f"{line}  — {story.problem}" if story.problem else line
