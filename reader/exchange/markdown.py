"""A story as Markdown, for note programs: head, text, photographs' words, quotes, names, notes, citation."""

import re
from collections.abc import Iterator

from reader.exchange.bibliography import make_record
from reader.exchange.entries import KIND_TITLES, Contents, Entry, Said, find_notes, find_said, flatten
from reader.exchange.front_matter import make_front_matter
from reader.exchange.links import make_passage_address, make_target, only_web
from reader.model.article import Block
from reader.model.span import Span

_SIGNS = re.compile(r"[\\`*_\[\]<>~$|^]|&(?=[#\w]+;)|==|%%|!(?=\[)|(?<!\w)#")
_LINE_START = re.compile(r"^(?:(#{1,6}|[-+])(?=\s|$)|(\d{1,9})([.)])(?=\s|$)|([-=]+)(?=\s*$))")
_FENCE = re.compile(r"`{3,}")


def make_markdown(entry: Entry, contents: Contents = Contents()) -> str:  # noqa: B008 - it cannot be changed
    """Return a story as a Markdown file; a quote keeps its `^id` from one export to the next, a note likewise."""
    parts = [make_front_matter(entry, with_entities=contents.entities), f"# {escape(flatten(entry.article.title))}"]
    parts += [_make_source(entry)]
    if contents.text:
        parts += _make_text(entry)
    if contents.quotes:
        parts += _make_quotes(entry)
    if contents.entities:
        parts += _make_entities(entry)
    if contents.notes:
        parts += _make_notes(entry)
    return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"


def escape(words: str) -> str:
    """Return words of one line that Markdown takes as they stand."""
    plain = _SIGNS.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), words)
    return _LINE_START.sub(_escape_start, plain)


def _escape_start(found: re.Match[str]) -> str:
    if found[2]:
        return f"{found[2]}\\{found[3]}"
    return f"\\{found[0]}"


# the head


def _make_source(entry: Entry) -> str:
    """Return where the story was published, as it is cited."""
    record, published = make_record(entry), entry.article.source.published
    authors = ", ".join(author.whole for author in record.authors)
    words = [escape(part) for part in (authors, record.outlet, record.place, (published or "Date not given")[:16])]
    cited = ". ".join(filter(None, words)) + "."
    return f"{cited} <{make_target(record.address)}>" if record.address else cited


# the text


def _make_text(entry: Entry) -> Iterator[str]:
    article = entry.article
    pictures = {photo.caption or photo.credit: only_web(photo.image) for photo in article.photos}
    rows: list[str] = []
    items: list[str] = []
    depth = 0
    for block in article.blocks:
        if rows and block.kind != "table_row":
            yield _make_table(rows)
            rows = []
        if items and block.kind != "list_item":
            yield "\n".join(items)
            items, depth = [], 0
        if block.kind == "table_row":
            rows.append(block.span.cut(article.text))
        elif block.kind == "list_item":
            depth = min(max(block.level, 1), depth + 1)
            items.append("  " * (depth - 1) + f"- {_inline(entry, block)}")
        elif block.kind != "headline":
            target = next((image for span, image in pictures.items() if span and block.span.holds(span)), "")
            yield _make_block(entry, block, target)
    yield _make_table(rows)
    yield "\n".join(items)


def _make_block(entry: Entry, block: Block, picture: str) -> str:
    words = _inline(entry, block)
    match block.kind:
        case "subhead":
            return f"{'#' * min(max(block.level, 2) + 1, 6)} {words}"
        case "blockquote":
            return f"> {words}"
        case "standfirst" | "byline" | "credit":
            return _emphasise(words, "*")
        case "caption":
            link = f" [Picture](<{make_target(picture)}>)" if picture else ""
            return f"**Photograph.** {words}{link}"
        case "preformatted":
            return _make_code(block.span.cut(entry.article.text))
        case _:
            return words


def _emphasise(words: str, sign: str) -> str:
    return f"{sign}{words}{sign}" if words else ""


def _make_code(words: str) -> str:
    longest = max((len(run) for run in _FENCE.findall(words)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{words}\n{fence}"


def _make_table(rows: list[str]) -> str:
    """Return rows whose cells tabs separate as a table; its first row is its head, for Markdown wants one."""
    if not rows:
        return ""
    cells = [[escape(flatten(cell)) for cell in row.split("\t")] for row in rows]
    width = max(map(len, cells))
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in cells]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _inline(entry: Entry, block: Block) -> str:
    """Return the words of a block on one line, with its links."""
    text, place, parts = entry.article.text, block.span.start, list[str]()
    for link in sorted(block.links, key=lambda link: link.span):
        address = only_web(link.address)
        if address and place <= link.span.start < link.span.end <= block.span.end:
            words = escape(flatten(link.span.cut(text)))
            parts += [_escape_within(Span(place, link.span.start).cut(text)), f"[{words}](<{make_target(address)}>)"]
            place = link.span.end
    parts.append(_escape_within(Span(place, block.span.end).cut(text)))
    return _LINE_START.sub(_escape_start, flatten("".join(parts)))


def _escape_within(words: str) -> str:
    return _SIGNS.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), words)


# what was found


def _make_quotes(entry: Entry) -> Iterator[str]:
    said = find_said(entry)
    if said:
        yield "## Quotes"
    for each in said:
        yield f"> {escape(each.marked)}\n>\n> — {_make_speaker(entry, each)} ^{each.id}"


def _make_speaker(entry: Entry, said: Said) -> str:
    """Return who said it, how the story describes the speaker, the verb, the kind, and a link to the passage."""
    named = f"**{escape(said.named)}**" if said.named else "speaker not named"
    verb = f"“{escape(said.verb)}”" if said.verb else ""
    described = ", ".join(filter(None, (named, escape(said.description), verb)))
    place = f"paragraph {said.paragraph}" if said.paragraph else "in the story"
    address = make_passage_address(only_web(entry.article.source.address), said.parts[0])
    link = f"[{place}](<{address}>)" if address else place
    return f"{described} ({said.quote.kind}, {link})"


def _make_entities(entry: Entry) -> Iterator[str]:
    entities = entry.analysis.entities
    if entities:
        yield "## Names"
    for title, kind in KIND_TITLES:
        found = [entity for entity in entities if entity.kind == kind]
        if found:
            lines = []
            for entity in found:
                role = f", {escape(flatten(entity.roles[0].text))}" if entity.roles else ""
                lines.append(f"- {escape(flatten(entity.name))}{role} ({len(entity.mentions)})")
            yield f"### {title}"
            yield "\n".join(lines)


def _make_notes(entry: Entry) -> Iterator[str]:
    """Yield the note, an item of a list for each of its paragraphs; it is the reader's own Markdown."""
    items = ["- " + noted.text.replace("\n", "\n  ") + f" ^{noted.id}" for noted in find_notes(entry)]
    if items:
        yield "## Notes"
        yield "\n".join(items)
