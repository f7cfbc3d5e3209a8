"""The list of stories: what a row of it shows, kept so that no article is read for it."""

from typing import Literal

from msgspec import Struct

from reader.model.analysis import Analysis
from reader.model.article import Article

State = Literal["waiting", "read", "analysed", "failed"]

FIRST_WORDS = 200
PEOPLE = 12


class Story(Struct, frozen=True):
    """A story as the list shows it.

    `saved` is an ISO 8601 datetime in UTC. `state` is how far reading has come; `problem` says why it "failed".
    `title` is a file's name, an address or "" until the story was read. `people` come the most mentioned first.
    """

    id: str
    title: str
    saved: str
    state: State
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None
    place: str | None = None
    first_words: str = ""
    people: tuple[str, ...] = ()
    noted: bool = False
    unread: bool = True
    problem: str = ""


STORY_COLUMNS = """
    stories.id, coalesce(title, ''), saved, coalesce(state, 'waiting'), outlet, agency, published, place,
    coalesce(first_words, ''), coalesce(people, ''),
    EXISTS (SELECT 1 FROM notes WHERE notes.story = number AND length(notes.body) > 0),
    unread, coalesce(problems.what || ' ' || problems.advice, '')
"""
STORY_TABLES = "stories LEFT JOIN headings ON headings.story = number LEFT JOIN problems ON problems.story = number"


def read_story(row: tuple[object, ...]) -> Story:
    """Return the Story of a row of `STORY_COLUMNS`."""
    story, title, saved, state, outlet, agency, published, place, words, people, noted, unread, problem = row
    return Story(
        id=str(story),
        title=str(title),
        saved=str(saved),
        state=_STATES.get(str(state), "waiting"),
        outlet=_text(outlet),
        agency=_text(agency),
        published=_text(published),
        place=_text(place),
        first_words=str(words),
        people=tuple(str(people).split("\n")) if people else (),
        noted=bool(noted),
        unread=bool(unread),
        problem=str(problem).strip(),
    )


def find_first_words(article: Article) -> str:
    """Return the beginning of the standfirst or else of the first paragraph, on one line."""
    blocks = {block.kind: block for block in reversed(article.blocks)}  # the first of each kind stays
    block = blocks.get("standfirst") or blocks.get("paragraph")
    words = " ".join(block.span.cut(article.text)[: 4 * FIRST_WORDS].split()) if block else ""
    return words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"


def find_people(analysis: Analysis) -> tuple[str, ...]:
    """Return the names of the people in a story, the most mentioned first."""
    people = [entity for entity in analysis.entities if entity.kind == "person"]
    people.sort(key=lambda person: -len(person.mentions))
    return tuple(" ".join(person.name.split()) for person in people[:PEOPLE])


_STATES: dict[str, State] = {"waiting": "waiting", "read": "read", "analysed": "analysed", "failed": "failed"}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
