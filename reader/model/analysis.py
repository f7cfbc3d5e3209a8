"""What was found in an article: names, quotes, what its captions say."""

from typing import Literal

from msgspec import Struct

from reader.model.span import Span

EntityKind = Literal["person", "organisation", "place", "group", "event", "work", "other"]
MentionForm = Literal["name", "description", "pronoun"]
QuoteKind = Literal["direct", "partial", "indirect"]
Stance = Literal["neutral", "claiming", "denying", "accusing", "asking", "writing", "thinking"]
SourceClass = Literal["named", "unnamed", "institution", "document"]


class Mention(Struct, frozen=True):
    """One place where an entity is spoken of; a possessive ’s lies outside the span."""

    span: Span
    form: MentionForm = "name"


class Role(Struct, frozen=True):
    """A verbatim description beside a name: “China’s ambassador to U.N. institutions in Geneva”."""

    text: str
    span: Span


class Entity(Struct, frozen=True):
    """One person, organisation, place or group, under one name, with all its mentions in order.

    `key` holds within one Analysis only. `aliases` are its other names as written; the first of `roles` is the most
    telling one. `confidence` runs from 0 to 1; `reason` says why it is low. `country` is an ISO 3166 code.
    """

    key: str
    kind: EntityKind
    name: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    country: str | None = None
    confidence: float = 1.0
    reason: str = ""


class Quote(Struct, frozen=True):
    """Words given to a source: “…,” he said, “…” is one quote in two parts.

    `parts` are the words between the marks, marks left out; of an indirect quote its reported clause. `speaker` is
    the source as written there, `entity` the key of who that is. `within` is the index of the quote around it.
    """

    kind: QuoteKind
    parts: tuple[Span, ...]
    cue: Span | None = None
    speaker: Span | None = None
    entity: str | None = None
    confidence: float = 1.0
    reason: str = ""
    stance: Stance = "neutral"
    source_class: SourceClass | None = None
    within: int | None = None


class Caption(Struct, frozen=True):
    """What the caption of photograph number `photo` says: `taken` is an ISO date, `people` are entity keys."""

    photo: int
    place: str | None = None
    taken: str | None = None
    file_photo: bool = False
    people: tuple[str, ...] = ()


class Versions(Struct, frozen=True):
    """Which intake, analysis and models made something; what an older version found is made again."""

    intake: int = 0
    analysis: int = 0
    models: str = ""


class Analysis(Struct, frozen=True):
    """All that was found in one article. `names_read` is False where no names are looked for (outside English)."""

    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    captions: tuple[Caption, ...] = ()
    names_read: bool = True

    def entity(self, key: str | None) -> Entity | None:
        """Return the entity under `key`, or None."""
        return next((entity for entity in self.entities if entity.key == key), None)
