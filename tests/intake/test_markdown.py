def kinds(article):
    return [(block.kind, block.level, block.span.cut(article.text)) for block in article.blocks]


def test_markdown_story_is_read_without_its_marks(read_text):
    article = read_text(
        "# Harbour *opens*\n\nBy Elena Ruiz\n\nLINDHAVEN (AP) — The **mayor** opened [the port](https://example.org/p)\n"
        "on Monday.\n\n## Money\n\n- a pier\n  - a crane\n- `ships`\n\n1. one\n\n> A long\n> wait.\n\n"
        "| Ship | Tons |\n|---|---|\n| Ada | 40 |\n\n    code\n"
    )
    assert kinds(article) == [
        ("headline", 0, "Harbour opens"),
        ("byline", 0, "By Elena Ruiz"),
        ("paragraph", 0, "LINDHAVEN (AP) — The mayor opened the port on Monday."),
        ("subhead", 2, "Money"),
        ("list_item", 1, "a pier"),
        ("list_item", 2, "a crane"),
        ("list_item", 1, "ships"),
        ("list_item", 1, "one"),
        ("blockquote", 0, "A long wait."),
        ("table_row", 0, "Ship\tTons"),
        ("table_row", 0, "Ada\t40"),
        ("preformatted", 0, "code"),
    ]
    (link,) = article.blocks[2].links
    assert (link.span.cut(article.text), link.address) == ("the port", "https://example.org/p")
    assert (article.title, article.source.kind, article.source.agency) == ("Harbour opens", "markdown", "AP")


def test_front_matter_names_title_author_date_and_address(read_text):
    article = read_text(
        '---\ntitle: "Harbour opens"\nauthors:\n  - Elena Ruiz\n  - Ann Chen\ndate: 2024-06-03\n'
        "source: https://example.org/p\n---\nThe mayor opened the port on Monday.\n"
    )
    assert article.title == "Harbour opens"
    assert article.source.byline == ("Elena Ruiz", "Ann Chen")
    assert (article.source.published, article.source.address) == ("2024-06-03", "https://example.org/p")
    assert "title:" not in article.text


def test_image_takes_the_caption_and_credit_beside_it(read_text):
    article = read_text(
        "# Harbour opens\n\n![The port](port.jpg)\nA ship passes the pier.\nPhoto: Jane Doe/Reuters\n\n"
        "LINDHAVEN (Reuters) — The mayor opened the port on Monday."
    )
    (photo,) = article.photos
    assert (photo.image, photo.alt) == ("port.jpg", "The port")
    assert photo.caption
    assert photo.credit
    assert photo.caption.cut(article.text) == "A ship passes the pier."
    assert photo.credit.cut(article.text) == "Jane Doe/Reuters"


def test_only_links_of_the_web_are_kept(read_text):
    article = read_text("# Harbour\n\nThe [port](javascript:alert(1)) and [pier](/pier) opened on Monday, they said.")
    assert not any(block.links for block in article.blocks)


def test_markup_inside_markdown_stays_words(read_text):
    assert "<script>" in read_text("# Harbour\n\nIt said <script>alert(1)</script> on the sign.").text
