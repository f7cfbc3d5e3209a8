"""A story as one HTML file that needs nothing else: no scripts, nothing loaded, quotes' notes in its margin."""

import base64
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import escape

from reader.exchange.bibliography import make_record
from reader.exchange.entries import (
    KIND_TITLES,
    Contents,
    Entry,
    Pictures,
    Said,
    find_notes,
    find_said,
    flatten,
)
from reader.exchange.html_page import PAGE
from reader.exchange.links import make_passage_address, only_web
from reader.model.article import Block, Photo
from reader.model.span import Span

_TAGS = {"paragraph": "p", "standfirst": "p", "byline": "p", "blockquote": "blockquote", "preformatted": "pre"}
_ENDS = (".", "?", "!", "…")
_FORMS = ((b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n", "png"))


def make_html(
    entry: Entry,
    contents: Contents = Contents(),  # noqa: B008 - it cannot be changed
    pictures: Pictures = lambda _photo: None,
) -> str:
    """Return a story as an HTML file; `pictures` gives the bytes of a photograph (JPEG or PNG) that goes into it."""
    title = escape(flatten(entry.article.title))
    parts = [f'<p class="kicker">{_make_kicker(entry)}</p>', f"<h1>{title}</h1>"]
    said = find_said(entry) if contents.quotes else []
    if contents.text:
        parts += _make_text(entry, said, pictures)
    else:
        parts += _make_quotes(entry, said)
    if contents.entities:
        parts += _make_entities(entry)
    if contents.notes:
        parts += _make_notes(entry)
    parts.append(_make_footer(entry))
    return PAGE.substitute(
        language=escape(entry.article.source.language or ""),
        id=escape(entry.reading.id),
        title=title,
        body="\n".join(filter(None, parts)),
    )


def _make_kicker(entry: Entry) -> str:
    source = entry.article.source
    words = (
        source.agency or source.outlet,
        source.place,
        source.published[:10] if source.published else "Date not given",
    )
    return " · ".join(escape(flatten(word)) for word in words if word)


def _make_footer(entry: Entry) -> str:
    record = make_record(entry)
    words = [", ".join(author.whole for author in record.authors), record.title, record.outlet]
    cited = " ".join(escape(word if word.endswith(_ENDS) else f"{word}.") for word in words if word)
    date = escape(entry.article.source.published or "date not given")
    address = f' <a href="{escape(record.address)}" rel="noreferrer">{escape(record.address)}</a>'
    return f'<footer class="source">{cited} {date}.{address if record.address else ""}</footer>'


# the text


def _make_text(entry: Entry, said: Sequence[Said], pictures: Pictures) -> Iterator[str]:
    """Yield the blocks, each with the notes of the quotes that begin in it; rows and items within their list."""
    article = entry.article
    photos = {span: photo for photo in article.photos for span in (photo.caption, photo.credit) if span}
    starts = [each.quote.parts[0].start for each in said]
    shown: set[int] = set()
    inside = ""
    for block in article.blocks:
        around = {"table_row": "table", "list_item": "ul"}.get(block.kind, "")
        if inside != around:
            yield from (f"</{inside}>" for _ in range(bool(inside)))
            yield from (f"<{around}>" for _ in range(bool(around)))
            inside = around
        first, after = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end)
        notes = [_make_note(each) for each in said[first:after]]
        photo = next((photo for span, photo in photos.items() if block.span.holds(span)), None)
        picture = ""
        if photo is not None and id(photo) not in shown:
            shown.add(id(photo))
            picture = _make_picture(photo, pictures)
        yield _make_block(entry, block, "".join(notes), picture)
    if inside:
        yield f"</{inside}>"
    for photo in article.photos:
        if id(photo) not in shown and (picture := _make_picture(photo, pictures)):
            yield f"<figure>{picture}</figure>"


def _make_block(entry: Entry, block: Block, notes: str, picture: str) -> str:
    words = _inline(entry, block)
    match block.kind:
        case "headline":
            return notes
        case "subhead":
            level = min(max(block.level, 2), 6)
            return f"{notes}<h{level}>{words}</h{level}>"
        case "list_item":
            return f"<li>{notes}{words}</li>"
        case "table_row":
            cells = escape(block.span.cut(entry.article.text)).split("\t")
            return (
                "<tr>" + "".join(f"<td>{notes if i == 0 else ''}{cell}</td>" for i, cell in enumerate(cells)) + "</tr>"
            )
        case "caption" | "credit":
            return f'{notes}<figure>{picture}<p class="{block.kind}">{words}</p></figure>'
        case kind:
            tag = _TAGS.get(kind, "p")
            return f'{notes}<{tag} class="{kind}">{words}</{tag}>'


def _make_note(said: Said) -> str:
    """Return the note of a quote in the margin: its bar, the speaker, the kind and the verb."""
    detail = " · ".join(filter(None, (said.quote.kind, said.verb)))
    named = escape(said.named or "No speaker named")
    return f'<aside class="margin {said.quote.kind}" id="{said.id}"><b>{named}</b>{escape(detail)}</aside>'


def _make_picture(photo: Photo, pictures: Pictures) -> str:
    data = pictures(photo)
    form = next((form for sign, form in _FORMS if data and data.startswith(sign)), None)
    if not data or not form:
        return ""
    return f'<img alt="{escape(flatten(photo.alt))}" src="data:image/{form};base64,{base64.b64encode(data).decode()}">'


def _inline(entry: Entry, block: Block) -> str:
    """Return the words of a block, with its links."""
    text, place, parts = entry.article.text, block.span.start, list[str]()
    for link in sorted(block.links, key=lambda link: link.span):
        address = only_web(link.address)
        if address and place <= link.span.start < link.span.end <= block.span.end:
            words = escape(link.span.cut(text))
            parts += [escape(Span(place, link.span.start).cut(text))]
            parts += [f'<a href="{escape(address)}" rel="noreferrer">{words}</a>']
            place = link.span.end
    return "".join([*parts, escape(Span(place, block.span.end).cut(text))])


# what was found, and what the reader wrote


def _make_quotes(entry: Entry, said: Sequence[Said]) -> Iterator[str]:
    if said:
        yield "<h2>Quotes</h2>"
    for each in said:
        named = escape(each.named or "speaker not named")
        words = "".join(f", {escape(part)}" for part in (each.description, each.verb and f"“{each.verb}”") if part)
        place = f"paragraph {each.paragraph}" if each.paragraph else "in the story"
        address = make_passage_address(only_web(entry.article.source.address), each.parts[0])
        link = f'<a href="{escape(address)}" rel="noreferrer">{place}</a>' if address else place
        yield (
            f'<blockquote class="said" id="{each.id}"><p>{escape(each.marked)}</p>'
            f'<p class="cited"><b>{named}</b>{words} ({each.quote.kind}, {link})</p></blockquote>'
        )


def _make_entities(entry: Entry) -> Iterator[str]:
    if entry.analysis.entities:
        yield "<h2>Names</h2>"
    for title, kind in KIND_TITLES:
        found = [entity for entity in entry.analysis.entities if entity.kind == kind]
        if found:
            yield f"<h3>{title}</h3>\n<ul>"
            for entity in found:
                role = (
                    f'<span class="description">, {escape(flatten(entity.roles[0].text))}</span>'
                    if entity.roles
                    else ""
                )
                name, count = escape(flatten(entity.name)), len(entity.mentions)
                yield f'<li>{name}{role} <span class="count">{count}</span></li>'
            yield "</ul>"


def _make_notes(entry: Entry) -> Iterator[str]:
    notes = find_notes(entry)
    if notes:
        yield "<h2>Notes</h2>"
    for noted in notes:
        lines = noted.text.split("\n")
        if all(line.startswith(">") for line in lines):
            words = "\n".join(line.removeprefix(">").removeprefix(" ") for line in lines)
            yield f'<blockquote class="note" id="{noted.id}">{escape(words)}</blockquote>'
        else:
            yield f'<p class="note" id="{noted.id}">{escape(noted.text)}</p>'
