"""Books taken apart into their chapters, each book made here."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.intake.chapters import gather_book
from reader.intake.folders import gather_within, gather_zip
from reader.intake.formats import read_source
from reader.intake.photos import keep_photos
from reader.intake.source import HandedIn
from reader.model.problem import LeftOut, Problem

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
STORY = (
    "<p>The ferry had lain in the harbour for nine days when the wind went round, and the board let it sail.</p>" * 4
)
OTHER = (
    "<p>Nobody had measured the wall since the barge struck it, and nobody knew what the repairs would cost.</p>" * 4
)


def page(body: str, title: str = "", kind: str = "") -> str:
    names = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    said = f' epub:type="{kind}"' if kind else ""
    return f"<html {names}><head><title>{title}</title></head><body{said}>{body}</body></html>"


def make_nav(*lines: str) -> str:
    return page(f'<nav epub:type="toc"><ol>{"".join(lines)}</ol></nav>')


def line(address: str, label: str, *below: str) -> str:
    lines = f"<ol>{''.join(below)}</ol>" if below else ""
    return f'<li><a href="{address}">{label}</a>{lines}</li>'


def make_book(pages: dict[str, str], nav: str = "", guide: str = "", more: dict[str, bytes] | None = None) -> bytes:
    items = "".join(
        f'<item id="i{i}" href="{name}" media-type="application/xhtml+xml"/>' for i, name in enumerate(pages)
    )
    if nav:
        items += '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    spine = "".join(f'<itemref idref="i{i}"/>' for i in range(len(pages)))
    told = (
        "<dc:title>The Islands in May</dc:title><dc:creator>Mina Soto</dc:creator><dc:date>2026-05-12</dc:date>"
        "<dc:publisher>Saltholm Press</dc:publisher><dc:language>en</dc:language>"
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{told}</metadata><manifest>{items}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("OEBPS/book.opf", package)
        if nav:
            book.writestr("OEBPS/nav.xhtml", nav)
        for name, words in pages.items():
            book.writestr(f"OEBPS/{name}", words)
        for name, data in (more or {}).items():
            book.writestr(f"OEBPS/{name}", data)
    return packed.getvalue()


def take_apart(data: bytes):
    """Return the stories by their place, and why each other stretch was left out."""
    found = list(gather_book(HandedIn(data, "islands.epub")) or ())
    stories = {place: read_source(one) for place, one in found if isinstance(one, HandedIn)}
    return stories, {place: one.what for place, one in found if isinstance(one, Problem)}


TWO = {"a.xhtml": page(f"<h1>The ferry sails</h1>{STORY}"), "b.xhtml": page(f"<h1>The wall</h1>{OTHER}")}


def test_each_chapter_is_a_story_with_what_the_book_says_of_itself(checked):
    stories, left_out = take_apart(make_book(TWO))
    assert left_out == {}
    assert [story.title for story in stories.values()] == ["The ferry sails", "The wall"]
    for story in stories.values():
        checked(story)
        source = story.source
        assert (source.kind, source.outlet, source.section) == ("epub", "Saltholm Press", "The Islands in May")
        assert (source.byline, source.published, source.language) == (("Mina Soto",), "2026-05-12", "en")
    ferry, wall = stories.values()
    assert "wind went round" in ferry.text
    assert "wind went round" not in wall.text
    assert ferry.text.count("The ferry sails") == 1


def test_cover_contents_imprint_and_notes_are_left_out_with_the_reason():
    pages = {
        "cover.xhtml": page('<img src="cover.jpg"/>'),
        "title.xhtml": page("<h1>The Islands in May</h1>", kind="titlepage"),
        "imprint.xhtml": page("<p>© 2026 Mina Soto. All rights are hers.</p><p>ISBN 978-0-00-000000-0</p>" + STORY),
        "toc.xhtml": page(
            "".join(f'<p><a href="{name}">The chapter called {name} of this book</a></p>' for name in "abcdefg")
        ),
        **TWO,
        "notes.xhtml": page(STORY, kind="endnotes"),
    }
    stories, left_out = take_apart(make_book(pages))
    assert list(stories) == ["OEBPS/a.xhtml", "OEBPS/b.xhtml"]
    assert left_out == {
        "OEBPS/cover.xhtml": "There are hardly any words in it.",
        "OEBPS/title.xhtml": "This is the cover or title page of the book.",
        "OEBPS/imprint.xhtml": "This says who made the book.",
        "OEBPS/toc.xhtml": "This is a list of what is in the book.",
        "OEBPS/notes.xhtml": "These are notes to the book.",
    }


def test_guide_and_landmarks_tell_what_a_page_is():
    guide = '<reference type="cover" href="a.xhtml"/>'
    nav = (
        make_nav()
        + '<nav epub:type="landmarks"><ol><li><a epub:type="endnotes" href="d.xhtml">Notes</a></li></ol></nav>'
    )
    pages = {"a.xhtml": page(STORY), "b.xhtml": page(STORY), "c.xhtml": page(OTHER), "d.xhtml": page(OTHER)}
    nav = nav.replace("</body></html>", "") + "</body></html>"
    stories, left_out = take_apart(make_book(pages, nav, guide))
    assert list(stories) == ["OEBPS/b.xhtml", "OEBPS/c.xhtml"]
    assert list(left_out) == ["OEBPS/a.xhtml", "OEBPS/d.xhtml"]


@pytest.mark.parametrize(
    "pages",
    [
        {"a.xhtml": page(f"<h1>The ferry sails</h1>{STORY}{OTHER}")},
        {"cover.xhtml": page("<h1>Cover</h1>"), "a.xhtml": page(STORY)},
    ],
)
def test_book_of_one_article_stays_one(pages):
    assert gather_book(HandedIn(make_book(pages))) is None


def test_chapter_over_several_pages_is_one_story():
    pages = {**TWO, "b2.xhtml": page(f"<h2>Later</h2>{STORY}")}
    stories, _ = take_apart(make_book(pages, make_nav(line("a.xhtml", "One"), line("b.xhtml", "Two"))))
    assert list(stories) == ["OEBPS/a.xhtml", "OEBPS/b.xhtml"]
    assert "Later" in stories["OEBPS/b.xhtml"].text


def test_page_that_opens_with_a_headline_is_a_story_though_no_list_names_it():
    pages = {**TWO, "c.xhtml": page(f"<div><h1>The island school</h1>{STORY}</div>")}
    stories, _ = take_apart(make_book(pages, make_nav(line("a.xhtml", "One"), line("b.xhtml", "Two"))))
    assert [story.title for story in stories.values()] == ["The ferry sails", "The wall", "The island school"]


def test_chapters_that_share_a_page_are_parted_at_their_anchors(checked):
    body = (
        f'<div><h2><a id="one"></a>I. The ferry sails</h2>{STORY}</div>'
        f'<div><div id="two"><h2>II</h2><h3>The wall</h3>{OTHER}<p id="s">A section.</p>{OTHER}</div></div>'
    )
    pages = {"all.xhtml": page(body), "more.xhtml": page(f"<p>It was long.</p><h2 id='three'>III. The end</h2>{STORY}")}
    nav = make_nav(
        line("all.xhtml#one", "The ferry sails"),
        line("all.xhtml#two", "II: The wall", line("all.xhtml#s", "A section")),
        line("more.xhtml#three", "The end"),
    )
    stories, left_out = take_apart(make_book(pages, nav))
    assert left_out == {}
    assert [story.title for story in stories.values()] == ["I. The ferry sails", "II: The wall", "III. The end"]
    ferry, wall, end = stories.values()
    assert "wall" not in ferry.text
    assert wall.text.count("measured") == 8
    assert wall.text.endswith("It was long.")
    assert "It was long" not in end.text
    for story in stories.values():
        checked(story)


def test_heading_that_is_an_anchor_itself_makes_no_empty_chapter():
    pages = {"c.xhtml": page("<p>For Olof</p>"), "a.xhtml": page(f"<h1 id='x'>One</h1>{STORY}"), "b.xhtml": page(OTHER)}
    nav = make_nav(line("a.xhtml#x", "One"), line("b.xhtml", "Two"))
    stories, left_out = take_apart(make_book(pages, nav))
    assert list(stories) == ["OEBPS/a.xhtml#x", "OEBPS/b.xhtml"]
    assert list(left_out) == ["OEBPS/c.xhtml"]


def test_articles_below_the_sections_of_a_paper_are_stories_of_their_own():
    pages = {"s.xhtml": page("<h1>Harbours</h1>"), **TWO}
    nav = make_nav(line("s.xhtml", "Harbours", line("a.xhtml", "The ferry sails"), line("b.xhtml", "The wall")))
    stories, left_out = take_apart(make_book(pages, nav))
    assert list(stories) == ["OEBPS/a.xhtml", "OEBPS/b.xhtml"]
    assert left_out == {"OEBPS/s.xhtml": "There are hardly any words in it."}


def test_list_of_contents_of_the_second_epub_is_read():
    ncx = (
        "<ncx><navMap><navPoint><navLabel><text>Ferries</text></navLabel><content src='a.xhtml'/></navPoint>"
        "<navPoint><navLabel><text>Walls</text></navLabel><content src='a.xhtml#w'/></navPoint></navMap></ncx>"
    )
    data = make_book({"a.xhtml": page(f"{STORY}<div id='w'>{OTHER}</div>")}, more={"toc.ncx": ncx.encode()})
    item = b'<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
    stories, _ = take_apart(replace_in(data, "OEBPS/book.opf", b"</manifest>", item))
    assert [story.title for story in stories.values()] == ["Ferries", "Walls"]


def replace_in(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(packed, "w") as changed:
        for one in book.namelist():
            content = book.read(one)
            changed.writestr(one, content.replace(old, new) if one == name else content)
    return packed.getvalue()


def read_files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_small_book_holds_the_files_of_its_chapter_as_they_came(golden, tmp_path):
    photograph = read_files((golden / "harbour.epub").read_bytes())["OEBPS/images/ferry.jpg"]
    figure = '<figure><img src="images/a.jpg"/><figcaption>The ferry in May.</figcaption></figure>'
    pages = {"a.xhtml": page(f"<h1>The ferry sails</h1>{figure}{STORY}"), "b.xhtml": page(OTHER)}
    more = {"images/a.jpg": photograph, "images/b.jpg": photograph}
    data = make_book(pages, more=more)
    (_, first), (_, second) = gather_book(HandedIn(data, "islands.epub"))
    whole, taken = read_files(data), read_files(first.data)
    names = {"mimetype", "META-INF/container.xml", "OEBPS/book.opf", "OEBPS/a.xhtml", "OEBPS/images/a.jpg"}
    assert set(taken) == names | {"META-INF/part.json"}
    assert all(taken[name] == whole[name] for name in names)
    assert "OEBPS/images/a.jpg" not in read_files(second.data)
    article = read_source(first)
    keep_photos(article, first, tmp_path)
    assert [path.stem for path in tmp_path.iterdir()] == [article.photos[0].stem]


def test_chapter_taken_out_twice_is_the_same_and_is_not_taken_apart_again():
    data = make_book(TWO)
    first, again = ([one.data for _, one in gather_book(HandedIn(data))] for _ in range(2))
    assert first == again
    assert gather_book(HandedIn(first[0])) is None
    assert [one.name for _, one in gather_book(HandedIn(data))] == ["a.epub", "b.epub"]


def test_book_is_taken_apart_unless_it_is_to_be_read_as_something_else():
    data = make_book(TWO)
    for said in ({}, {"kind": "epub"}):
        assert len(list(gather_within(HandedIn(data, **said)))) == 2
    for said in ({"verbatim": True}, {"kind": "html"}):
        assert gather_within(HandedIn(data, **said)) is None


def test_books_in_an_archive_are_taken_apart():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("books/islands.epub", make_book(TWO))
    found = dict(gather_zip(HandedIn(packed.getvalue())))
    assert list(found) == ["books/islands.epub: OEBPS/a.xhtml", "books/islands.epub: OEBPS/b.xhtml"]


def test_what_cannot_be_taken_apart_is_left_whole_for_whoever_reads_it():
    locked = replace_in(make_book(TWO, more={"../META-INF/encryption.xml": b""}), "x", b"", b"")
    for data in (b"PK\x03\x04mimetypeapplication/epub+zip", locked[:-30], make_book({})):
        assert gather_within(HandedIn(data)) is None


def test_place_of_a_chapter_that_leads_out_of_the_book_is_none():
    data = make_book(TWO, make_nav(line("../../etc/passwd", "Out"), line("https://a.example/b", "Web")))
    stories, _ = take_apart(data)
    assert list(stories) == ["OEBPS/a.xhtml", "OEBPS/b.xhtml"]


@given(
    st.lists(
        st.sampled_from(["<p id='a'>", "</p>", "<h1>", "words ", "<!--", "<a name='b'/>", "<", ">", "\x00"]),
        max_size=40,
    )
)
def test_any_markup_is_taken_apart_without_loss(pieces):
    marked = "".join(pieces)
    nav = make_nav(line("a.xhtml", "A"), line("a.xhtml#a", "B"), line("b.xhtml#b", "C"))
    pages = {"a.xhtml": f"<html><body>{STORY}{marked}{OTHER}", "b.xhtml": page(f"{STORY}{marked}{OTHER}")}
    found = gather_book(HandedIn(make_book(pages, nav)))
    for _, one in found or ():
        if isinstance(one, HandedIn):
            assert read_source(one).text
        else:
            assert isinstance(one, LeftOut)
