"""Plausible stories from word lists, with what an analysis finds in them: the same ones each time.

`python tests/benchmarks/stories.py FOLDER --count 214` fills a library; `fill_library` does so for other benchmarks.
"""

import argparse
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from reader.intake.source import HandedIn
from reader.library.store import Library
from reader.model.analysis import Analysis, Caption, Entity, Mention, Quote, Role, Versions
from reader.model.article import Article, Block, Photo, Source
from reader.model.span import Span

VERSIONS = Versions(intake=1, analysis=1, models="word lists")
TOGETHER = 200

FIRST_NAMES = (
    "Ana Boris Chiara Dawit Elif Farid Greta Hana Iker Jonas Kofi Leila Marek Nadia Olu Petra Quim Rosa Samir Tess"
)
LAST_NAMES = (
    "Abendroth Bakare Castellanos Dimitrov Engström Ferreira Grünwald Haddad Ivarsson Jankowska Kaplan Lindqvist "
    "Mbeki-Oduya Novak Okafor Petrosyan Quiroga Rahimi Söderberg Takahara Ullmann Varga Wójcik Yildirim Zamora"
)
ORGANISATIONS = (
    "Harbour Authority;National Union of Ferry Crews;River Commission;Ministry of Works;Green Coast Trust;"
    "Northern Bank;Institute for Soils;Court of Auditors;Alpine Rail;Mayors’ Council;Meridian Energy;Food Safety Board"
)
PLACES = "Lisbon Geneva Bergen Nairobi Tallinn Valparaíso Izmir Ghent Osaka Tunis Graz Halifax Kraków Accra Trieste"
GROUPS = "Danes;Kenyans;dockers of the Tagus;Bavarians;Chileans;Basques"
ROLES = "minister;spokeswoman;director;engineer;mayor;professor;chair of the board;union leader"
NOUNS = "plan bridge budget audit crossing harvest tariff tunnel vaccine survey strike charter reservoir timetable dam"
ADJECTIVES = "costly safe late unfinished generous unfair narrow public hasty clear flawed overdue"
VERBS = "delay fund close inspect reopen reject extend publish defend measure"
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
OUTLETS = ("The Northern Courier", "Harbour Post", "The Meridian", "Evening Ledger", "Alpine Herald")

SENTENCES = (
    (None, "{person} met officials of the {organisation} in {place} on {day} to discuss the {adjective} {noun}."),
    (None, "The {noun} in {place} has been {adjective} for years, and the {group} there say so openly."),
    (None, "On {day} the {organisation} began to {verb} a {noun} that few in {place} had asked for."),
    (None, "It was the third {noun} since spring, and {pronoun} did not hide that the {noun} had been {adjective}."),
    (
        "direct",
        "“<We will {verb} the {noun} until the {noun} is {adjective}, and not a day longer,>” [{person}] (said).",
    ),
    (
        "direct",
        "“<The {noun} is {adjective},>” [{person}] (told) reporters, “<and nobody in {place} should {verb} it.>”",
    ),
    ("direct", "[{person}] (added): “<Nobody has shown us a {noun} that is not {adjective}.>”"),
    ("partial", "[{person}] (called) the {noun} “<{adjective} and {adjective}>” at a meeting in {place} on {day}."),
    (
        "indirect",
        "[{person}] (said) that <the {organisation} would {verb} the {noun} in {place} before the year ends>.",
    ),
    ("open", "Many in {place} speak of an “<{adjective}>” {noun} when they mean the one the {organisation} planned."),
)
_PIECE = re.compile(r"\{(\w+)\}|([<>\[\]()])|([^{}<>\[\]()]+)")


class MadeStory(NamedTuple):
    """A story with its source."""

    handed: HandedIn
    article: Article
    analysis: Analysis


class _Writer:
    """Writes one story and keeps account of what stands where in it."""

    def __init__(self, number: int) -> None:
        self._random = Random(number)
        self._pieces: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.quotes: list[Quote] = []
        self._names: dict[str, tuple[str, str]] = {}  # key to kind and name
        self._mentions: dict[str, list[Mention]] = {}
        self._roles: dict[str, Role] = {}
        self._cast = {kind: self._draw(kind) for kind in ("person", "organisation", "place", "group")}
        self._last_person = self._cast["person"][0]

    def _draw(self, kind: str) -> list[str]:
        names = {
            "person": [f"{first} {last}" for first in FIRST_NAMES.split() for last in LAST_NAMES.split()],
            "organisation": ORGANISATIONS.split(";"),
            "place": PLACES.split(),
            "group": GROUPS.split(";"),
        }[kind]
        return self._random.sample(names, min(len(names), self._random.randint(2, 8)))

    def write_block(self, kind: str, sentences: Iterable[tuple[str | None, str]]) -> Span:
        if self._pieces:
            self._write("\n")
        start = self._length
        for index, (quote, sentence) in enumerate(sentences):
            if index:
                self._write(" ")
            self._write_sentence(quote, sentence)
        span = Span(start, self._length)
        self.blocks.append(Block(kind, span, 2 if kind == "subhead" else 0))
        return span

    def paragraph(self) -> list[tuple[str | None, str]]:
        return [self._random.choice(SENTENCES) for _ in range(self._random.randint(2, 3))]

    def choice(self, words: str) -> str:
        return self._random.choice(words.split())

    def words(self) -> int:
        return self._length // 6

    def text(self) -> str:
        return "".join(self._pieces)

    def entities(self) -> tuple[Entity, ...]:
        return tuple(
            Entity(
                key=key,
                kind=kind,
                name=name,
                mentions=tuple(self._mentions[key]),
                aliases=(name.split()[-1],) if kind == "person" else (),
                roles=(self._roles[key],) if key in self._roles else (),
            )
            for key, (kind, name) in self._names.items()
        )

    def _write(self, words: str) -> Span:
        start = self._length
        self._pieces.append(words)
        self._length += len(words)
        return Span(start, self._length)

    def _write_sentence(self, kind: str | None, sentence: str) -> None:
        opened = {}
        parts, cue, speaker, entity = [], None, None, None
        for blank, mark, words in _PIECE.findall(sentence):
            if blank:
                self._fill(blank)
            elif words:
                self._write(words)
            elif mark in "<[(":
                opened[mark] = self._length
            elif mark == ">":
                parts.append(Span(opened["<"], self._length))
            elif mark == "]":
                speaker, entity = Span(opened["["], self._length), self._last_person_key
            else:
                cue = Span(opened["("], self._length)
        if kind == "open":
            self.quotes.append(Quote("partial", tuple(parts)))
        elif kind:
            self.quotes.append(Quote(kind, tuple(parts), cue, speaker, entity, source_class="named"))

    @property
    def _last_person_key(self) -> str:
        return next(key for key, (_, name) in self._names.items() if name == self._last_person)

    def _fill(self, blank: str) -> None:
        match blank:
            case "person" | "organisation" | "place" | "group":
                self._mention(blank, self._random.choice(self._cast[blank]))
            case "pronoun" if self._last_person in {name for _, name in self._names.values()}:
                self._mentions[self._last_person_key].append(Mention(self._write("she"), "pronoun"))
            case "pronoun":
                self._write("nobody")
            case _:
                lists = {"noun": NOUNS, "adjective": ADJECTIVES, "verb": VERBS, "day": DAYS}
                self._write(self.choice(lists[blank]))

    def _mention(self, kind: str, name: str) -> None:
        key = next((key for key, known in self._names.items() if known == (kind, name)), None)
        known = key is not None
        if key is None:
            key = f"e{len(self._names) + 1}"
            self._names[key] = (kind, name)
            self._mentions[key] = []
        if kind == "person":
            self._last_person = name
            if not known:
                role = self._random.choice(ROLES.split(";"))
                self._roles[key] = Role(role, self._write(role))
                self._write(" ")
        self._mentions[key].append(Mention(self._write(name.split()[-1] if known and kind == "person" else name)))


def make_story(number: int, words: int = 600) -> MadeStory:
    """Return story `number`, of about so many words; every third has a photograph's caption."""
    writer = _Writer(number)
    noun, place = writer.choice(NOUNS), writer.choice(PLACES)
    writer.write_block("headline", [(None, f"{{organisation}} to {writer.choice(VERBS)} {place} {noun} {number}")])
    photos: tuple[Photo, ...] = ()
    captions: tuple[Caption, ...] = ()
    if number % 3 == 0:
        credit = writer.write_block("credit", [(None, "Northwire file photo")])
        caption = writer.write_block("caption", [(None, "{person} speaks to reporters in {place} on March 3, 2023.")])
        photos = (Photo(None, caption, credit),)
        captions = (Caption(0, place=place, taken="2023-03-03", file_photo=True),)
    writer.write_block("standfirst", [SENTENCES[2]])
    while writer.words() < words:
        if len(writer.blocks) % 12 == 11:
            writer.write_block("subhead", [(None, f"A {noun} for {place}")])
        writer.write_block("paragraph", writer.paragraph())
    text = writer.text()
    data = text.encode()
    source = Source(
        kind="text",
        sha256=sha256(data).hexdigest(),
        outlet=OUTLETS[number % len(OUTLETS)],
        published=f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}",
        language="en",
        place=place,
        agency="Northwire" if number % 4 == 0 else None,
    )
    title = text.split("\n", 1)[0]
    article = Article(source, title, text, tuple(writer.blocks), photos)
    return MadeStory(
        HandedIn(data, f"story-{number}.txt"), article, Analysis(writer.entities(), tuple(writer.quotes), captions)
    )


def make_stories(count: int, words: int = 600) -> Iterator[MadeStory]:
    """Make the first `count` stories."""
    return (make_story(number, words) for number in range(count))


def fill_library(library: Library, stories: Iterable[MadeStory], versions: Versions = VERSIONS) -> list[str]:
    """Put stories with their analyses into a library and return their ids; many to a transaction."""
    ids: list[str] = []
    waiting = iter(stories)
    while some := list(islice(waiting, TOGETHER)):
        with library.together():
            for made in some:
                story = library.hand_in(made.handed).id
                library.store_article(story, made.article, versions)
                library.store_analysis(story, made.analysis, versions)
                ids.append(story)
    return ids


def main() -> None:
    """Fill a library from the command line."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=214)
    parser.add_argument("--words", type=int, default=600)
    options = parser.parse_args()
    library = Library(options.folder)
    fill_library(library, make_stories(options.count, options.words))
    library.close()


if __name__ == "__main__":
    main()
