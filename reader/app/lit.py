"""What is lit on the page, in words: the bar at the bottom says them."""

from collections import Counter

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from reader.app.desk import Focus
from reader.model.analysis import Analysis, Entity, Quote
from reader.model.article import Article
from reader.model.reading import Reading
from reader.model.span import Span

translate = QCoreApplication.translate

WORDS_A_MINUTE = 230
_SHAPES = ("person", "organisation", "place", "group")


class Lit(Struct, frozen=True):
    """The lit entity or quote: its sign and the sign's colour, its name, "mention 2 of 7" and what there is of it."""

    kind: str
    sign: str
    colour: str
    name: str
    counter: str
    breakdown: str


def find_lit(reading: Reading | None, focus: Focus | None) -> Lit | None:
    """Return what the bar says of a focus, or None where nothing is lit."""
    if reading is None or focus is None or reading.analysis is None:
        return None
    if focus.kind == "entity":
        return _lit_entity(reading.article, reading.analysis.entities[focus.subject], focus.index)
    return _lit_quote(reading.article, reading.analysis, focus.subject)


def _lit_entity(article: Article, entity: Entity, index: int) -> Lit:
    known = entity.kind in _SHAPES
    return Lit(
        kind="entity",
        sign=entity.kind if known else "other",
        colour=entity.kind if known else "ink2",
        name=entity.name,
        counter=translate("Lit", "mention {0} of {1}").format(index + 1, len(entity.mentions)),
        breakdown=", ".join(_forms(article.text, entity)),
    )


def _forms(text: str, entity: Entity) -> list[str]:
    """Return how often it is named, and the pronouns and descriptions that stand for it, the commonest first."""
    names = sum(mention.form == "name" for mention in entity.mentions)
    others = Counter(
        _folded(mention.span.cut(text), mention.form) for mention in entity.mentions if mention.form != "name"
    )
    words = [translate("Lit", "{0} by name").format(names)] if names else []
    return words + [translate("Lit", "{0} “{1}”").format(count, said) for said, count in others.most_common()]


def _folded(words: str, form: str) -> str:
    words = " ".join(words.split())
    return words.lower() if form == "pronoun" and words != "I" else words


def _lit_quote(article: Article, analysis: Analysis, subject: int) -> Lit:
    quote = analysis.quotes[subject]
    return Lit(
        kind="quote",
        sign=f"quote-{quote.kind}",
        colour="ink2",
        name=name_speaker(article, analysis, quote),
        counter=translate("Lit", "quote {0} of {1}").format(subject + 1, len(analysis.quotes)),
        breakdown=", ".join(_quote_words(article, quote)),
    )


def name_speaker(article: Article, analysis: Analysis, quote: Quote) -> str:
    """Return the speaker's name, else the words the story has for the speaker, else that none is named."""
    entity = analysis.entity(quote.entity)
    if entity:
        return entity.name
    return " ".join(quote.speaker.cut(article.text).split()) if quote.speaker else translate("Lit", "No speaker named")


def lit_hit(words: str, current: int | None, count: int) -> Lit:
    """Return what the bar says of words that are looked for on the page: "1 of 3"."""
    counter = translate("Lit", "not found")
    if current is not None:
        counter = translate("Lit", "{0} of {1}").format(current + 1, count)
    return Lit("hit", "search", "ink2", words, counter, "")


def _quote_words(article: Article, quote: Quote) -> list[str]:
    kinds = {
        "direct": translate("Lit", "direct"),
        "partial": translate("Lit", "partial"),
        "indirect": translate("Lit", "indirect"),
    }
    words = [kinds[quote.kind]]
    if quote.cue:
        words.append(" ".join(quote.cue.cut(article.text).split()).lower())
    paragraph = number_of_paragraph(article, quote.parts[0])
    if paragraph:
        words.append(f"¶{paragraph}")
    count = sum(len(part.cut(article.text).split()) for part in quote.parts)
    words.append(translate("Lit", "1 word") if count == 1 else translate("Lit", "{0} words").format(count))
    return words


def show_counts(reading: Reading | None) -> str:
    """Return how many entities and quotes a reading has, in words, or what is being done about it."""
    if reading is None or (reading.analysis is None and reading.problem):
        return ""
    if reading.analysis is None:
        return translate("Lit", "Finding names and quotes…")
    quotes = len(reading.analysis.quotes)
    quoted = translate("Lit", "1 quote") if quotes == 1 else translate("Lit", "{0} quotes").format(quotes)
    if not reading.analysis.names_read:
        return quoted
    entities = len(reading.analysis.entities)
    named = translate("Lit", "1 entity") if entities == 1 else translate("Lit", "{0} entities").format(entities)
    return f"{named}, {quoted}"


def show_length(reading: Reading | None) -> str:
    """Return how long a story is, in minutes and paragraphs."""
    if reading is None or not reading.article.blocks:
        return ""
    minutes = count_minutes(reading.article)
    paragraphs = sum(block.kind == "paragraph" for block in reading.article.blocks)
    if paragraphs == 1:
        return translate("Lit", "{0} min, 1 paragraph").format(minutes)
    return translate("Lit", "{0} min, {1} paragraphs").format(minutes, paragraphs)


def count_minutes(article: Article) -> int:
    """Return the reading time of an article, in whole minutes, at least 1."""
    return max(round(len(article.text.split()) / WORDS_A_MINUTE), 1)


def number_of_paragraph(article: Article, span: Span) -> int:
    """Return the number, from 1, of the paragraph in which a span begins, or 0 outside the paragraphs."""
    number = 0
    for block in article.blocks:
        if block.kind == "paragraph":
            number += 1
        if block.span.start <= span.start < block.span.end:
            return number if block.kind == "paragraph" else 0
    return 0
