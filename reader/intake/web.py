"""Saved pages: the story, its head and its photographs out of everything else on the page."""

from reader.intake.blocks import Draft, Piece, shorten
from reader.intake.candidates import order_candidates
from reader.intake.captions import Figure
from reader.intake.datelines import find_dateline
from reader.intake.elements import Walk
from reader.intake.figures import find_figures
from reader.intake.language import find_language
from reader.intake.markup import read_tree, restore_data, set_data_aside
from reader.intake.masthead import Masthead, find_headline, find_masthead
from reader.intake.metadata import read_metadata
from reader.intake.placing import Placed, make_piece, place_figures
from reader.intake.scripts import add_script_story
from reader.intake.source import HandedIn
from reader.intake.story import find_story
from reader.model.article import FieldName, FieldValue, Origin

_EMPTY = 800


def read_page(text: str, handed: HandedIn) -> Draft:
    """Return the draft of a saved page.

    Raises:
        Problem: its markup cannot be read.
    """
    text, data = set_data_aside(text)
    tree = read_tree(text)
    metadata = read_metadata(tree, handed.address)
    base = handed.address or metadata.address or ""
    walk = Walk(tree)
    if sum(len(passage.text) for passage in walk.passages) < _EMPTY and add_script_story(tree):
        walk = Walk(tree)
    figures = find_figures(walk)
    headline = find_headline(walk.passages, metadata.titles.all)
    story = find_story(tree, walk, figures, headline, metadata)
    figures = [_restore(figure, data) for figure in figures if story.holds(figure)]
    words = {number for figure in figures for number, _, _ in (*figure.captions, *figure.credits)}
    body = [passage for passage in story.passages if passage.number not in words]
    masthead = find_masthead(headline, [p for p in walk.passages if p.number not in words], body, metadata)
    above = {passage.number for passage in masthead.standfirsts}
    body = [passage for passage in body if passage.number not in above]

    placed = [Placed(passage.number, make_piece(passage, base)) for passage in body]
    placed += _place_masthead(masthead, base)
    pieces, pictures = place_figures(placed, figures, walk.passages, base, handed)
    dateline = next((found for p in body[:3] if p.kind == "paragraph" and (found := find_dateline(p.text))), None)
    title = masthead.title or shorten(next((piece.text for piece in pieces), ""))
    language = find_language("\n".join(passage.text for passage in body), metadata.language)
    chosen: dict[FieldName, tuple[FieldValue, Origin]] = {
        "title": (title, "page"),
        "outlet": (metadata.outlet, "meta"),
        "byline": (masthead.byline, "page"),
        "published": (metadata.published, "page"),
        "changed": (metadata.changed, "meta"),
        "section": (metadata.section, "meta"),
        "language": (language, "words"),
        "address": (metadata.address, "link"),
    }
    return Draft(
        title=title,
        pieces=pieces,
        pictures=pictures,
        address=metadata.address,
        outlet=metadata.outlet,
        byline=masthead.byline,
        published=metadata.published,
        language=language,
        place=dateline.place if dateline else None,
        agency=dateline.agency if dateline else None,
        changed=metadata.changed,
        section=metadata.section,
        candidates=order_candidates(metadata.candidates, chosen),
    )


def _place_masthead(masthead: Masthead, base: str) -> list[Placed]:
    placed = [Placed(passage.number, make_piece(passage, base, "byline")) for passage in masthead.lines]
    placed += [Placed(passage.number, make_piece(passage, base, "standfirst")) for passage in masthead.standfirsts]
    printed = masthead.headline.text if masthead.headline else masthead.title
    return [*placed, Placed(-1, Piece("headline", printed))] if printed else placed


def _restore(figure: Figure, data: tuple[str, ...]) -> Figure:
    figure.image = restore_data(figure.image, data) if figure.image else None
    return figure
