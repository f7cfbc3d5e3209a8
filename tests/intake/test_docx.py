import io
import zipfile

import pytest

from reader.intake.formats import read_source
from reader.intake.photos import keep_photos
from reader.intake.source import HandedIn, open_source
from reader.model.problem import Problem

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(body: str, styles: str = ""):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    return read_source(HandedIn(packed.getvalue()))


def make(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_styles_say_what_each_paragraph_is(read_sample, blocks):
    article = read_sample("harbour.docx")
    assert article.source.kind == "docx"
    assert article.title == "Island ferries sail again after the storm"
    assert article.source.byline == ("Jonas Ekdal",)
    assert article.source.published == "2026-05-12T09:30:00+00:00"
    kinds = [kind for kind, _ in blocks(article)]
    assert kinds[:3] == ["headline", "byline", "paragraph"]
    assert ("subhead", "A closed passage") in blocks(article)
    assert kinds.count("list_item") == 2
    assert [b.span.cut(article.text) for b in article.blocks if b.kind == "table_row"] == [
        "Ferry\tSails",
        "Linnea\t12:00",
    ]


def test_link_is_kept_and_struck_words_are_not(read_sample):
    article = read_sample("harbour.docx")
    link = next(link for block in article.blocks for link in block.links)
    assert (link.span.cut(article.text), link.address) == ("The board", "https://example.org/board")
    assert "The board meets on Friday." in article.text


def test_photograph_has_its_caption_and_credit_and_is_kept(golden, photo_words, tmp_path):
    handed = open_source(golden / "harbour.docx")
    article = read_source(handed)
    image, caption, credit = photo_words(article)[0]
    assert image == "word/media/image1.jpg"
    assert caption.endswith("for the islands.")
    assert credit == "Ines Falk/Coast Wire"
    keep_photos(article, handed, tmp_path)
    assert [path.stem for path in tmp_path.iterdir()] == [article.photos[0].stem]


def test_style_is_known_through_the_style_it_is_based_on():
    styles = '<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    styles += '<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H"/></w:style>'
    styles += '<w:style w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style>'
    article = read(
        make("It opened on Monday, at noon.")
        + make("The wall", '<w:pStyle w:val="Mine"/>')
        + make("It was time, she said.", '<w:pStyle w:val="Round"/>'),
        styles,
    )
    assert [(block.kind, block.level) for block in article.blocks][1:] == [("subhead", 2), ("paragraph", 0)]


def test_link_written_as_a_field_is_a_link():
    field = (
        '<w:p><w:r><w:t>See </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://example.org/a" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>the list</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r></w:p>'
    )
    article = read(make("It opened on Monday, at noon.") + field)
    link = article.blocks[-1].links[0]
    assert (link.span.cut(article.text), link.address) == ("the list", "https://example.org/a")
    assert article.text.endswith("See the list.")


def test_line_break_parts_what_does_not_run_on():
    broken = (
        "<w:p><w:r><w:t>By Jonas Ekdal</w:t><w:br/><w:t>The harbour opened</w:t><w:br/><w:t>at noon.</w:t></w:r></w:p>"
    )
    assert read(make("Harbour") + broken).text == "Harbour\nBy Jonas Ekdal\nThe harbour opened at noon."


def test_document_without_words_is_told_in_plain_words():
    with pytest.raises(Problem, match="no story"):
        read("")
