"""People across stories: who is in the library, and all that is said of and by one.

Somebody is known by the whole name. A surname alone may be anybody's: it is a person of its own in each story.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from reader.library.alphabet import sort_key
from reader.library.bodies import find_analysis, find_article
from reader.library.database import Database
from reader.model.analysis import Analysis, Entity, QuoteKind
from reader.model.article import Article
from reader.model.span import Span


class Person(Struct, frozen=True):
    """Somebody in the library, counted over all stories outside the trash.

    `story` is the id of the only story in which a person is known who goes by one word alone.
    """

    name: str
    stories: int
    mentions: int
    quotes: int
    story: str | None = None


class Appearance(Struct, frozen=True):
    """What one story has of a person; the places are those of `Article.text`.

    `described` is how the story describes the person, word for word, each place once.
    """

    story: str
    title: str
    outlet: str | None
    published: str | None
    name: str
    role: str
    mentions: tuple[Span, ...]
    quotes: tuple["Said", ...]
    described: tuple["Described", ...] = ()


class Described(Struct, frozen=True):
    """Words by which a story describes somebody, and where they stand."""

    words: str
    place: Span


class Said(Struct, frozen=True):
    """A quote of somebody, part for part as the story has it; `cue` is its verb, or nothing."""

    kind: QuoteKind
    words: tuple[str, ...]
    parts: tuple[Span, ...]
    cue: str = ""


def keep_names(database: Database, number: int, analysis: Analysis) -> None:
    """Keep the names in a story, who is quoted, and its people, inside a transaction."""
    speakers = {quote.entity for quote in analysis.quotes if quote.entity}
    database.write(
        "UPDATE headings SET names = ?, speakers = ? WHERE story = ?",
        "\n".join(_find_all_names(analysis.entities)),
        "\n".join(
            [
                *_find_all_names(entity for entity in analysis.entities if entity.key in speakers),
                *_find_unknown_speakers(database, number, analysis),
            ]
        ),
        number,
    )
    if not database.is_added(number):
        database.write("DELETE FROM people WHERE story = ?", number)
    quotes = Counter(quote.entity for quote in analysis.quotes)
    people = [(place, entity) for place, entity in enumerate(analysis.entities) if entity.kind == "person"]
    names = [" ".join(person.name.split()) for _, person in people]
    database.write_many(
        "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?)",
        (
            (number, place, name, sort_key(name), len(person.mentions), quotes[person.key])
            for (place, person), name in zip(people, names, strict=True)
        ),
    )


def find_people_of_library(database: Database, words: str = "", first: int = 0, count: int = -1) -> list[Person]:
    """Return everybody whose name has all the words (or their beginnings), the most mentioned first."""
    wanted = [sort_key(word) for word in words.split()]
    conditions = "".join(" AND instr(' ' || people.sort_key, ' ' || ?)" for _ in wanted)
    rows = database.rows(
        f"""SELECT name, count(*), sum(mentions), sum(quotes), min(id), instr(name, ' ') FROM people
        JOIN stories ON number = story WHERE trashed IS NULL{conditions}
        GROUP BY people.sort_key, iif(instr(name, ' '), 0, story)
        ORDER BY sum(mentions) DESC, people.sort_key, min(id) LIMIT ? OFFSET ?""",
        *wanted,
        count,
        first,
    )
    return [
        Person(name, stories, mentions, quotes, None if whole else story)
        for name, stories, mentions, quotes, story, whole in rows
    ]


def find_appearances(database: Database, person: Person, count: int = -1) -> list[Appearance]:
    """Return the stories a person is in, the newest first, with all mentions and quotes; damaged ones are left out.

    Each has to be read: `count` bounds how many; -1 is all.
    """
    rows = database.rows(
        """SELECT story, id, place FROM people JOIN stories ON number = story
        WHERE people.sort_key = ? AND trashed IS NULL AND id = coalesce(?, id)
        ORDER BY saved DESC, number DESC LIMIT ?""",
        sort_key(person.name),
        person.story,
        count,
    )
    found = (_find_appearance(database, *row) for row in rows)
    return [appearance for appearance in found if appearance]


def _find_appearance(database: Database, number: int, story: str, place: int) -> Appearance | None:
    article, analysis = find_article(database, number), find_analysis(database, number)
    if article is None or analysis is None or place >= len(analysis.entities):
        return None
    entity = analysis.entities[place]
    return Appearance(
        story=story,
        title=" ".join(article.title.split()),
        outlet=article.source.outlet or article.source.agency,
        published=article.source.published,
        name=entity.name,
        role=entity.roles[0].text if entity.roles else "",
        mentions=tuple(mention.span for mention in entity.mentions),
        quotes=tuple(_find_said(article, analysis, entity)),
        described=tuple(_find_described(article, entity)),
    )


def _find_described(article: Article, entity: Entity) -> list[Described]:
    places = {role.span for role in entity.roles}
    descriptions = (mention.span for mention in entity.mentions if mention.form == "description")
    places.update(span for span in descriptions if not any(place.overlaps(span) for place in places))
    return [Described(" ".join(place.cut(article.text).split()), place) for place in sorted(places)]


def _find_said(article: Article, analysis: Analysis, entity: Entity) -> list[Said]:
    return [
        Said(
            quote.kind,
            tuple(part.cut(article.text) for part in quote.parts),
            quote.parts,
            " ".join(quote.cue.cut(article.text).split()) if quote.cue else "",
        )
        for quote in analysis.quotes
        if quote.entity == entity.key
    ]


def find_names(entity: Entity) -> list[str]:
    """Return all names of an entity, each on one line."""
    return [" ".join(name.split()) for name in (entity.name, *entity.aliases)]


def _find_all_names(entities: Iterable[Entity]) -> list[str]:
    return [name for entity in entities for name in find_names(entity)]


def _find_unknown_speakers(database: Database, number: int, analysis: Analysis) -> list[str]:
    """Return speakers who are nobody known, as the story has them: “a spokeswoman”."""
    spans = [quote.speaker for quote in analysis.quotes if quote.speaker and not quote.entity]
    article = find_article(database, number) if spans else None
    return [" ".join(span.cut(article.text).split()) for span in spans] if article else []
