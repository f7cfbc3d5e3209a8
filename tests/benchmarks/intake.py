"""Page intake against trafilatura.extract on the same pages, in turn, in one run.

With --data the saved pages there; without, the stories of the tests set into pages of our own making.
"""

import statistics
import time
from collections.abc import Iterable
from html import escape
from pathlib import Path

import trafilatura
from table import Options, Row, at_most

from reader import pipeline
from reader.intake.source import HandedIn

STORIES = Path(__file__).parent.parent / "golden" / "stories"


def measure(options: Options) -> Iterable[Row]:
    pages = find_pages(options)
    ours, theirs = [], []
    for number, page in enumerate(pages):
        for measured in (ours, theirs) if number % 2 else (theirs, ours):
            began = time.process_time()
            if measured is ours:
                pipeline.read(HandedIn(page, name="page.html", kind="html"))
            else:
                trafilatura.extract(page)
            measured.append(time.process_time() - began)
    ours, theirs = ours[1:], theirs[1:]  # the first call of each loads its libraries
    anchor = f"trafilatura {statistics.mean(theirs) * 1000:.0f} ms a page"
    yield at_most(f"page intake, {len(ours)} pages", sum(ours) / sum(theirs), 3, " ×", anchor)


def find_pages(options: Options) -> list[bytes]:
    if options.data:
        paths = sorted((options.data / "pages" / "html").glob("*.html"))
        return [path.read_bytes() for path in (paths[:20] if options.short else paths)]
    stories = [path.read_text("utf-8") for path in sorted(STORIES.glob("*.txt"))]
    return [make_page(story) for story in stories * (2 if options.short else 8)]


def make_page(story: str) -> bytes:
    """Set a story into the furniture of a news page: menus, teasers and a footer, some 60 kB."""
    headline, *paragraphs = [paragraph for paragraph in story.split("\n\n") if paragraph.strip()]
    link = '<li class="nav-item"><a href="/section/{0}" data-track="menu-{0}"><span>Section {0}</span></a></li>'
    menu = "".join(link.format(number) for number in range(200))
    teaser = '<div class="teaser"><a href="/story/{0}"><h3>Another story, number {0}</h3></a><p>Read more</p></div>'
    teasers = "".join(teaser.format(number) for number in range(200))
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><title>{escape(headline)} | The Paper</title></head><body>"
        f"<nav><ul>{menu}</ul></nav><main><article><h1>{escape(headline)}</h1>{body}</article></main>"
        f"<aside>{teasers}</aside><footer><ul>{menu}</ul></footer></body></html>"
    ).encode()
