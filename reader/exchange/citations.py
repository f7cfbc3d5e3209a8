"""A quote with its citation, as plain words to be pasted anywhere."""

from datetime import date

from reader.model.analysis import Analysis, Quote
from reader.model.article import Article, BlockKind
from reader.model.span import Span

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_PLACES: dict[BlockKind, str] = {
    "headline": "headline",
    "standfirst": "standfirst",
    "subhead": "subhead",
    "list_item": "list",
    "blockquote": "block quote",
    "table_row": "table",
    "caption": "caption",
}


def make_citation(article: Article, analysis: Analysis, quote: Quote) -> str:
    """Return a quote in two or three lines: its words and speaker, where it was published, the address.

    Words between marks stand in curly ones; those of an indirect quote are the reporter's and stand without. The
    speaker is named as the story describes it, word for word, with the verb of saying. What the story does not say is
    left out, but that it has no date.
    """
    lines = (
        f"{_words(article, quote)} ({_speaker(article, analysis, quote)})",
        ", ".join(filter(None, (f"“{_flat(article.title)}”", *_published(article), _place(article, quote.parts[0])))),
        article.source.address or "",
    )
    return "\n".join(filter(None, lines))


def _words(article: Article, quote: Quote) -> str:
    parts = [_flat(part.cut(article.text)) for part in quote.parts]
    return " … ".join(parts if quote.kind == "indirect" else (f"“{part}”" for part in parts))


def _speaker(article: Article, analysis: Analysis, quote: Quote) -> str:
    """Return who that is, how the story describes it, the words for it at the quote, and the verb."""
    entity = analysis.entity(quote.entity)
    written = _flat(quote.speaker.cut(article.text)) if quote.speaker else ""
    if entity is None:
        named = [written or "speaker not named"]
    else:
        role = _flat(entity.roles[0].text) if entity.roles else ""
        described = written if _describes(article, analysis, quote) else ""
        named = list(dict.fromkeys(filter(None, (_flat(entity.name), role, described and f"here “{described}”"))))
    cue = _flat(quote.cue.cut(article.text)) if quote.cue else ""
    return ", ".join([*named, f"“{cue}”"] if cue else named)


def _describes(article: Article, analysis: Analysis, quote: Quote) -> bool:
    """Say whether the words for the speaker are more than the name, a part of it or a pronoun."""
    entity = analysis.entity(quote.entity)
    if entity is None or quote.speaker is None:
        return False
    written = _flat(quote.speaker.cut(article.text)).casefold()
    names = [_flat(name).casefold() for name in (entity.name, *entity.aliases)]
    if any(written == name or written in name.split() for name in names):
        return False
    forms = {mention.form for mention in entity.mentions if quote.speaker.overlaps(mention.span)}
    return forms != {"pronoun"}


def _published(article: Article) -> tuple[str, str]:
    source = article.source
    return _flat(source.outlet or source.agency or ""), _date_in_words(source.published or "") or "date not given"


def _date_in_words(iso: str) -> str:
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _place(article: Article, span: Span) -> str:
    number = article.number_of_paragraph(span.start)
    if number:
        return f"paragraph {number}"
    return next((_PLACES.get(block.kind, "") for block in article.blocks if block.span.holds(span)), "")


def _flat(words: str) -> str:
    return " ".join(words.split())
