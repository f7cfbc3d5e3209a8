import pytest

from reader.intake.elements import Walk
from reader.intake.figures import find_figures, read_srcset
from reader.intake.markup import read_tree


def figures(body):
    walk = Walk(read_tree(f"<html><body>{body}</body></html>"))
    texts = {passage.number: passage.text for passage in walk.passages}
    return [
        (
            figure.image,
            " ".join(texts[number][start:end] for number, start, end in figure.captions),
            " ".join(texts[number][start:end] for number, start, end in figure.credits),
        )
        for figure in find_figures(walk)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "<figcaption>A ship at sea. Photo: Jane Doe/AP</figcaption>",
        "<figcaption>A ship at sea. (Jane Doe/AP)</figcaption>",
        "<figcaption>A ship at sea. <span>Jane Doe/AP</span></figcaption>",
        '<figcaption>A ship at sea. <span class="photo-credit">Jane Doe/AP</span></figcaption>',
        '<figcaption><span class="credit">Jane Doe/AP</span> A ship at sea.</figcaption>',
        "<figcaption><p>A ship at sea.</p><p>Foto: Jane Doe/AP</p></figcaption>",
        "<figcaption>A ship at sea. <small>(Foto: Jane Doe/AP)</small></figcaption>",
        "<figcaption>A ship at sea.</figcaption><footer>Jane Doe/AP</footer>",
        '<figcaption><span class="cap">A ship at sea.</span><span class="credit"> (<div>Image:</div>Jane Doe/AP)</span>'
        "</figcaption>",
    ],
)
def test_caption_and_credit_of_a_figure_are_told_apart(words):
    assert figures(f'<figure><img src="ship.jpg">{words}</figure>') == [("ship.jpg", "A ship at sea.", "Jane Doe/AP")]


@pytest.mark.parametrize(
    "body",
    [
        '<div><img src="ship.jpg"><p class="caption">A ship at sea.</p></div>',
        '<div><div><img src="ship.jpg"></div><div class="img-info">A ship at sea.</div></div>',
        '<p><img src="ship.jpg"></p><span class="newsCaption">A ship at sea.</span>',
        '<div><img src="ship.jpg" alt="A ship at sea."><p>A ship at sea.</p></div>',
    ],
)
def test_caption_outside_a_figure_is_found_by_what_the_markup_calls_it(body):
    assert figures(body) == [("ship.jpg", "A ship at sea.", "")]


def test_image_between_paragraphs_takes_no_words_of_the_story():
    assert figures('<div><p>The ship left.</p><img src="ship.jpg" width="600"><p>It came back.</p></div>') == [
        ("ship.jpg", "", "")
    ]


def test_caption_without_an_image_is_a_photograph_of_its_own():
    assert figures('<p>Words.</p><p class="image-caption">A ship at sea. Photo: AP</p>') == [
        (None, "A ship at sea.", "AP")
    ]


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ('<img src="a.jpg" srcset="b.jpg 400w, c.jpg 1200w">', "c.jpg"),
        ('<img src="data:image/gif;base64,R0lGOD" data-src="a.jpg">', "a.jpg"),
        ('<img src="placeholder.png" data-lazy-srcset="b.jpg 1x, c.jpg 2x">', "c.jpg"),
        ('<picture><source srcset="wide.webp 1600w"><img src="a.jpg"></picture>', "wide.webp"),
        ('<noscript><img src="a.jpg"></noscript>', "a.jpg"),
        ('<button><img src="a.jpg"></button>', "a.jpg"),
    ],
)
def test_best_version_of_an_image_is_taken(image, address):
    assert figures(f"<figure>{image}<figcaption>A ship.</figcaption></figure>")[0][0] == address


@pytest.mark.parametrize(
    "image",
    [
        '<img src="logo.svg">',
        '<img src="/icons/x.png" width="20">',
        '<img src="pixel.gif" width="1" height="1">',
        '<img src="/avatar/jane.jpg">',
        "<img>",
    ],
)
def test_icons_heads_and_trackers_are_no_photographs(image):
    assert figures(f"<div>{image}</div>") == []


def test_versions_of_one_photograph_are_one():
    assert len(figures('<div><img src="/s/ship.jpg"><img src="/l/ship.jpg"></div>' * 2)) == 1


def test_srcset_with_commas_in_its_addresses_is_read():
    assert read_srcset("a,w_400/x.jpg 400w, a,w_800/x.jpg 800w") == [(400, "a,w_400/x.jpg"), (800, "a,w_800/x.jpg")]


def test_eight_thousand_images_take_no_time():
    assert len(figures('<div><img src="a.jpg" width="600"></div>' * 8_000)) == 1


def test_caption_in_a_button_that_opens_the_image_is_its_caption():
    body = (
        "<article><button aria-label=Open><div><figure><img src='/pier.jpg' width=900><div>View 3 images</div></figure>"
        "<figcaption>The new pier.</figcaption></div></button></article>"
    )
    assert figures(body) == [("/pier.jpg", "The new pier.", "")]
