"""A desk, a theme and a made-up story for the page's tests."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage

from reader.app.desk import Desk
from reader.app.page.view import PageView
from reader.app.theme import Theme, load_fonts
from reader.model.analysis import Analysis, Entity, Mention, Quote
from reader.model.article import Article, Block, Link, Photo, Source
from reader.model.marks import ArticleNote
from reader.model.reading import Reading
from reader.model.span import Span

STORY = (
    ("headline", "Flood barrier vote put off until Lindhaven spring"),
    ("credit", "Ada Finn, Harbour Gazette"),
    ("caption", "Edda Marlow 😀 on the east quay in Lindhaven"),
    ("paragraph", "LINDHAVEN — The harbour board will not decide before April, its chair told members."),
    ("paragraph", "“The barrier waits for the seabed,” Edda Marlow told the board. See the minutes of that day."),
    ("subhead", "What the 🌊 divers look for"),
    ("list_item", "Sand that moves"),
    ("table_row", "Pier\tDepth"),
    ("table_row", "East 😀\t12 m"),
    ("blockquote", "It is the sea that decides."),
    ("paragraph", "Marlow’s board meets again in Lindhaven in May."),
)


def make_article(lines=STORY, photos=True, **source):
    """Make an article of (kind, words), the caption and credit those of its one photograph."""
    text, blocks, links = "", [], {"minutes": "https://example.org/minutes", "members": "javascript:alert(1)"}
    for kind, words in lines:
        text += "\n" if text else ""
        start = len(text)
        found = [(words.find(word), len(word), address) for word, address in links.items()]
        marked = tuple(Link(Span(start + at, start + at + size), address) for at, size, address in found if at >= 0)
        blocks.append(Block(kind, Span(start, start + len(words)), 2 if kind == "subhead" else 1, marked))
        text += words
    of = {block.kind: block.span for block in blocks}
    photo = (Photo(None, of.get("caption"), of.get("credit")),) if photos else ()
    return Article(Source("text", "0", **source), lines[0][1], text, tuple(blocks), photo)


def find_spans(text, words):
    return [Span(m.start(), m.end()) for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


@pytest.fixture
def article():
    return make_article(agency="Northwire", place="Lindhaven", published="2024-03-14")


@pytest.fixture
def analysis(article):
    text = article.text
    marlow = [*find_spans(text, "Edda Marlow"), *find_spans(text, "Marlow’s")[:0]]
    last = text.rindex("Marlow")
    quoted, cue = text.index("The barrier waits"), text.index("told the board")
    return Analysis(
        (
            Entity("1", "person", "Edda Marlow", (*map(Mention, marlow), Mention(Span(last, last + 6)))),
            Entity("2", "place", "Lindhaven", tuple(map(Mention, find_spans(text, "Lindhaven")))),
            Entity("3", "organisation", "harbour board", tuple(map(Mention, find_spans(text, "harbour board")))),
        ),
        (Quote("direct", (Span(quoted, quoted + 34),), Span(cue, cue + 4), marlow[1], "1"),),
    )


class _Writer:
    def save_note(self, article, text, revision):
        return ArticleNote(text, revision + 1)


@pytest.fixture
def desk(qapp):
    return Desk(_Writer())


@pytest.fixture(scope="session")
def _fonts(qapp):
    load_fonts()


@pytest.fixture
def theme(qapp, _fonts):
    return Theme("light")


@pytest.fixture
def picture(tmp_path):
    """A photograph in the store, 400 by 200, red."""
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    image.save(str(tmp_path / "photo.png"))
    return tmp_path / "photo.png"


@pytest.fixture
def page(qtbot, desk, theme):
    """A page of 816 by 600 that knows no pictures, shown."""
    view = PageView(desk, theme, lambda story, photo: None)
    qtbot.addWidget(view)
    view.resize(816, 600)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def reading(article, analysis):
    return Reading("one", article, analysis=analysis)


@pytest.fixture
def long_reading():
    words = "The quay was wet and the ferry late, said Tomas Rehn of the crews. "
    lines = [("headline", "A long day"), *(("paragraph", f"{i}. " + words * 6) for i in range(300))]
    article = make_article(lines, photos=False)
    rehn = Entity("1", "person", "Tomas Rehn", tuple(map(Mention, find_spans(article.text, "Tomas Rehn"))))
    return Reading("long", article, analysis=Analysis((rehn,)))


@pytest.fixture
def colours_at():
    """What is painted round the first line of a span."""

    def colours_at(page, span):
        image = page.viewport().grab().toImage()
        box = page._find_span(span).translated(0, -page.verticalScrollBar().value()).toRect()
        return {
            QColor(image.pixel(x, y)).name().upper()
            for x in range(box.left() - 2, box.right() + 2)
            for y in range(box.top() - 2, box.bottom() + 4)
            if image.rect().contains(x, y)
        }

    return colours_at


@pytest.fixture
def place_of():
    """Return where the middle of a span's first line stands in the viewport."""

    def find(page, span):
        box = page._find_span(span)
        return QPoint(round(box.center().x()), round(box.center().y()) - page.verticalScrollBar().value())

    return find


@pytest.fixture
def click(qtbot, place_of):
    """Click on the middle of a span's first line."""

    def press(page, span):
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place_of(page, span))

    return press
