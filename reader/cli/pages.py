"""A reading as a page of text for a terminal: headline, people, quotes, caption."""

import shutil
import textwrap
from collections.abc import Iterator

from reader.model.analysis import Analysis, Caption, Entity, EntityKind, Quote
from reader.model.article import Article, Block, Photo
from reader.model.reading import Reading

_GROUPS: tuple[tuple[EntityKind, str], ...] = (
    ("person", "People"),
    ("organisation", "Organisations"),
    ("place", "Places"),
    ("group", "Groups"),
    ("event", "Events"),
    ("work", "Works"),
    ("other", "Others"),
)
_WIDEST = 96
_WORDS_A_MINUTE = 230
_MARKS = {"direct": "“{}”", "partial": "“{}”", "indirect": "{}"}


def make_page(reading: Reading, *, with_text: bool = False) -> str:
    """Return a reading as text, as wide as the terminal (at most 96 columns); `with_text` the story is in it too."""
    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    article, analysis = reading.article, reading.analysis
    parts = [_head(article, width)]
    if with_text:
        parts.append(_body(article, width))
    if analysis is None:
        parts.append(_wrap(reading.problem or "No names and quotes were looked for yet.", width))
    else:
        parts.extend(_found(article, analysis, width))
    if reading.note.text:
        parts.append("Note\n" + textwrap.indent(reading.note.text.rstrip("\n"), "  "))
    return "\n\n".join(parts) + "\n"


def source_line(article: Article) -> str:
    """Return where and when a story appeared and how long it is to read, as far as known."""
    source = article.source
    minutes = max(1, round(len(article.text.split()) / _WORDS_A_MINUTE))
    by = f"by {', '.join(source.byline)}" if source.byline else None
    known = (source.outlet, source.agency, source.place, source.published, by)
    return " · ".join([*filter(None, known), f"{minutes} min"])


def _head(article: Article, width: int) -> str:
    title = _wrap(article.title or "(no headline)", width)
    rule = "─" * min(width, max(map(len, title.split("\n"))))
    return "\n".join((title, rule, _wrap(source_line(article), width)))


def _body(article: Article, width: int) -> str:
    return "\n\n".join(_paragraph(block, article, width) for block in article.blocks if block.kind != "headline")


def _paragraph(block: Block, article: Article, width: int) -> str:
    words = block.span.cut(article.text)
    if block.kind == "preformatted":
        return words
    if block.kind == "list_item":
        indent = "  " * max(block.level, 1)
        return _wrap(words, width, f"{indent[2:]}• ", indent)
    if block.kind in ("blockquote", "caption", "credit"):
        return _wrap(words, width, "    ")
    return _wrap(words, width)


def _found(article: Article, analysis: Analysis, width: int) -> Iterator[str]:
    if not analysis.names_read:
        yield "Names are looked for in English alone."
    names = min(max((len(entity.name) for entity in analysis.entities), default=0), width // 2)
    for kind, title in _GROUPS:
        if entities := [entity for entity in analysis.entities if entity.kind == kind]:
            yield "\n".join((title, *(_entity(entity, names, width) for entity in entities)))
    if analysis.quotes:
        quotes = "\n\n".join(_quote(quote, article, analysis, width) for quote in analysis.quotes)
        yield f"Quotes\n{quotes}"
    captions = {caption.photo: caption for caption in analysis.captions}
    for number, photo in enumerate(article.photos):
        if card := _photo(photo, captions.get(number, Caption(number)), article, analysis, width):
            yield f"Photograph\n{card}"


def _entity(entity: Entity, names: int, width: int) -> str:
    start = f"  {entity.name:{names}} {len(entity.mentions):4}  "
    role = entity.roles[0].text if entity.roles else ""
    return _wrap(start + role, width, "", " " * len(start)).rstrip()


def _quote(quote: Quote, article: Article, analysis: Analysis, width: int) -> str:
    words = " … ".join(_MARKS[quote.kind].format(part.cut(article.text)) for part in quote.parts)
    speaker = quote.speaker.cut(article.text) if quote.speaker else "speaker open"
    entity = analysis.entity(quote.entity)
    if entity and entity.name != speaker:
        speaker = f"{entity.name} (“{speaker}”)" if quote.speaker else entity.name
    cue = quote.cue.cut(article.text) if quote.cue else None
    told = " · ".join(filter(None, (speaker, cue, quote.kind)))
    return f"{_wrap(words, width, '  ')}\n{_wrap(f'— {told}', width, '    ')}"


def _photo(photo: Photo, caption: Caption, article: Article, analysis: Analysis, width: int) -> str:
    words = photo.caption.cut(article.text) if photo.caption else photo.alt
    people = [entity.name for key in caption.people if (entity := analysis.entity(key))]
    facts = (
        ("Credit", photo.credit.cut(article.text) if photo.credit else None),
        ("Who", ", ".join(people)),
        ("Where", caption.place),
        ("When", caption.taken),
        ("File photo", "yes" if caption.file_photo else None),
    )
    lines = [_wrap(words, width, "  ")] if words else []
    lines.extend(_wrap(f"{name + ':':12}{fact}", width, "  ", " " * 14) for name, fact in facts if fact)
    return "\n".join(lines)


def _wrap(words: str, width: int, first: str = "", other: str | None = None) -> str:
    """Break words into lines of at most `width` columns, with an indent for the first and the other lines."""
    return textwrap.fill(
        " ".join(words.split()) if not first and other is None else words,
        width,
        initial_indent=first,
        subsequent_indent=first if other is None else other,
        break_on_hyphens=False,
        replace_whitespace=True,
    )
