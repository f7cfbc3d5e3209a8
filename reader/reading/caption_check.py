"""What the captions of photographs say otherwise than the story: facts, without a verdict."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from reader.model.analysis import Analysis, Caption, Entity, EntityKind
from reader.model.article import Article
from reader.model.reading import CaptionFact, CaptionFactKind
from reader.model.span import Span
from reader.reading.spellings import fold, holds_words, is_other_spelling, words_of

LONG = 60  # days from which a photograph is called taken long before the story
SENTENCES: dict[CaptionFactKind, str] = {
    "only_here": "{0}: in the caption only.",
    "spelled_otherwise": "“{0}” in the caption, “{1}” in the story.",
    "long_before": "The photograph is dated {0}, the story {1}.",
    "other_place": "The photograph is from {0}, the story from {1}.",
}
_CHECKED: frozenset[EntityKind] = frozenset({"person", "place"})
_EDITS: dict[str, int] = {"person": 2, "place": 1}  # Austria is no Australia
_APART = frozenset({"caption", "credit", "byline"})
_DAY = len("2024-03-14")
_LEAST_LETTERS = 3


class _Named(Struct, frozen=True):
    """A name as it stands at a place."""

    entity: Entity
    span: Span
    words: tuple[str, ...]


class _Story:
    """The names of people and places in a story, parted into those of its captions and those of its text."""

    def __init__(self, article: Article, entities: Sequence[Entity]) -> None:
        self.text = article.text
        self._apart = sorted(block.span for block in article.blocks if block.kind in _APART)
        self._starts = [span.start for span in self._apart]
        self.in_captions: list[_Named] = []
        self.spellings: dict[str, list[_Named]] = {}  # by entity: each form of its name once, where it stands first
        for entity in entities:
            if entity.kind in _CHECKED:
                self._take(entity)

    def _take(self, entity: Entity) -> None:
        forms: dict[str, _Named] = {}
        for mention in entity.mentions:
            if mention.form != "name":
                continue
            form = mention.span.cut(self.text)
            if self._is_apart(mention.span):
                self.in_captions.append(_Named(entity, mention.span, words_of(form)))
            elif form not in forms:
                forms[form] = _Named(entity, mention.span, words_of(form))
        if forms:
            self.spellings[entity.key] = list(forms.values())

    def _is_apart(self, span: Span) -> bool:
        place = bisect_right(self._starts, span.start) - 1
        return place >= 0 and span.start < self._apart[place].end

    def tells(self, name: _Named) -> bool:
        """Say whether the text has the last word of a name, though no name was found there."""
        last = name.words[-1] if name.words else ""
        return len(last) >= _LEAST_LETTERS and last in self._words

    @cached_property
    def _words(self) -> set[str]:
        ends = [0, *(span.end for span in self._apart)]
        starts = [*self._starts, len(self.text)]
        pieces = (self.text[end:start] for end, start in zip(ends, starts, strict=True))
        return set(re.findall(r"\w+", " ".join(pieces).casefold()))


def find_caption_facts(article: Article, analysis: Analysis) -> tuple[CaptionFact, ...]:
    """Lay people, places and dates of each caption beside the story's.

    Told are: who and what place is named in the caption only; a name spelled otherwise than in the story; a photograph
    dated more than two months before the story; one taken elsewhere than where the story was sent from.
    """
    if not any(photo.caption for photo in article.photos):
        return ()
    captions = {caption.photo: caption for caption in analysis.captions}
    story = _Story(article, analysis.entities)
    countries = {fold(entity.name): entity.country for entity in analysis.entities if entity.country}
    facts: list[CaptionFact] = []
    for number, photo in enumerate(article.photos):
        if photo.caption is None:
            continue
        said = captions.get(number, Caption(number))
        elsewhere = _find_place(article, number, said, photo.caption, countries)
        told = [elsewhere.span] if elsewhere and elsewhere.span != photo.caption else []
        found = _check_names(story, number, said, photo.caption)
        facts += [fact for fact in found if not any(fact.span.overlaps(span) for span in told)]
        facts += [fact for fact in (elsewhere, _find_age(article, number, said, photo.caption)) if fact]
    return tuple(facts)


def _check_names(story: _Story, number: int, said: Caption, caption: Span) -> Iterator[CaptionFact]:
    """Yield what there is to say of each name of a caption, once a name."""
    here = [name for name in story.in_captions if caption.holds(name.span)]
    told: set[str] = set()
    for name in here:
        if name.entity.key in told or (name.entity.kind == "person" and name.entity.key not in said.people):
            continue  # a photographer in brackets is nobody who is shown
        same = story.spellings.get(name.entity.key, [])
        if any(holds_words(other.words, name.words) or holds_words(name.words, other.words) for other in same):
            continue
        other = _find_spelled(name, same or _all_of(name.entity.kind, story))
        if other:
            told.add(name.entity.key)
            values = (name.span.cut(story.text), other.span.cut(story.text))
            yield _make("spelled_otherwise", number, name.span, values, other.span)
        elif not same and not story.tells(name) and not _names_its_country(story, name, here):
            told.add(name.entity.key)
            yield _make("only_here", number, name.span, (name.entity.name,))


def _all_of(kind: EntityKind, story: _Story) -> list[_Named]:
    return [name for names in story.spellings.values() for name in names if name.entity.kind == kind]


def _find_spelled(name: _Named, others: Sequence[_Named]) -> _Named | None:
    most = _EDITS[name.entity.kind]
    return next((other for other in others if is_other_spelling(name.words, other.words, most)), None)


def _names_its_country(story: _Story, name: _Named, here: Sequence[_Named]) -> bool:
    """Say whether a place only says where the one before it lies: “Ghent, Belgium”."""
    return name.entity.kind == "place" and any(
        story.text[other.span.end : name.span.start].strip() == "," for other in here
    )


def _find_place(
    article: Article, number: int, said: Caption, caption: Span, countries: Mapping[str, str]
) -> CaptionFact | None:
    """Return that the photograph is from elsewhere than the story, where both say where they are from."""
    dateline = article.source.place
    if not said.place or not dateline:
        return None
    here, there = (set(re.findall(r"\w+", fold(place))) for place in (said.place, dateline))
    written = here | set(re.findall(r"\w+", fold(caption.cut(article.text))))
    if not here or not there or here <= there or there <= written:
        return None
    if fold(dateline) in countries and countries[fold(dateline)] == countries.get(fold(said.place)):
        return None  # the one may lie in the other
    first = next((block.span for block in article.blocks if block.kind == "paragraph"), None)
    values = (said.place, dateline.title() if dateline.isupper() else dateline)
    span = _find_words(article.text, said.place, caption) or caption
    return _make("other_place", number, span, values, first and _find_words(article.text, dateline, first))


def _find_words(text: str, words: str, within: Span) -> Span | None:
    found = re.compile(re.escape(words), re.IGNORECASE).search(text, within.start, within.end)
    return Span(*found.span()) if found else None


def _find_age(article: Article, number: int, said: Caption, caption: Span) -> CaptionFact | None:
    """Return that the photograph was taken long before the story, where both have a date."""
    taken, published = said.taken or "", (article.source.published or "")[:_DAY]
    try:
        newest = date.fromisoformat(taken + "-12-28"[len(taken) - len("2024") :])
        days = (date.fromisoformat(published) - newest).days
    except ValueError:
        return None
    if days <= LONG:
        return None
    span = _find_date(article.text, taken[: len("2024")], caption) or caption
    return _make("long_before", number, span, (taken, published))


def _find_date(text: str, year: str, caption: Span) -> Span | None:
    """Return the place of a year in a caption, with the day and month beside it."""
    month = r"[^\W\d_]{3,10}\.?"
    beside = rf"(?:{month}\s+\d{{1,2}},?\s+|\d{{1,2}}\.?\s+{month},?\s+|\d{{1,2}}[./]\d{{1,2}}[./])?"
    found = re.compile(rf"{beside}\b{re.escape(year)}\b").search(text, caption.start, caption.end)
    return Span(*found.span()) if found else None


def _make(
    kind: CaptionFactKind, photo: int, span: Span, values: tuple[str, ...], other: Span | None = None
) -> CaptionFact:
    return CaptionFact(kind, photo, span, SENTENCES[kind].format(*values), values, other)
