from email.message import EmailMessage

import pytest

from reader.intake.formats import read_source
from reader.intake.photos import keep_photos
from reader.intake.source import HandedIn, open_source
from reader.model.problem import Problem

STORY = "The harbour of the town was opened again on Monday.\n\n“It was time,” said Marta Quist, who runs the shop.\n"


def make_mail(text: str = STORY, **fields: str) -> bytes:
    message = EmailMessage()
    for name, value in {"From": "Desk <desk@example.org>", "To": "a@example.org", **fields}.items():
        message[name] = value
    message.set_content(text)
    return message.as_bytes()


def test_html_goes_before_text_and_the_subject_is_the_headline(read_sample, blocks):
    article = read_sample("harbour.eml")
    assert article.source.kind == "eml"
    assert article.title == "Island ferries sail again after the storm – update"
    assert blocks(article)[0][0] == "headline"
    assert "What the repairs cost" not in article.text  # that stands in the plain text alone
    assert article.source.byline == ("Jonas Ekdal",)
    assert article.source.published == "2026-05-12T09:30:00+02:00"


def test_image_shown_by_its_content_id_is_kept(golden, tmp_path):
    handed = open_source(golden / "harbour.eml")
    article = read_source(handed)
    assert [photo.image for photo in article.photos] == ["cid:ferry@coastwire.example"]
    keep_photos(article, handed, tmp_path)
    assert [path.stem for path in tmp_path.iterdir()] == [article.photos[0].stem]


def test_plain_mail_keeps_every_paragraph():
    article = read_source(HandedIn(make_mail(Subject="Re: AW: Harbour opens")))
    assert article.title == "Harbour opens"
    assert article.text == "Harbour opens\n" + STORY.replace("\n\n", "\n").rstrip()


def test_sender_without_a_name_of_a_person_is_the_outlet():
    source = read_source(HandedIn(make_mail(Subject="Harbour", From="The Coast Desk <a@example.org>"))).source
    assert (source.byline, source.outlet) == ((), "The Coast Desk")


def test_mail_without_words_is_told_in_plain_words():
    with pytest.raises(Problem, match="no words in this e-mail"):
        read_source(HandedIn(make_mail(" \n", Subject="Harbour")))


def test_broken_fields_and_unknown_encodings_cost_nothing_but_themselves():
    data = (
        b"From: =?nope?q?x?= <a@b>\nTo: c@d\nSubject: =?utf-8?b?!!!?=\nDate: 99 Nocember\nMIME-Version: 1.0\n"
        b"Content-Type: text/plain; charset=nope-8\nContent-Transfer-Encoding: nope\n\n" + STORY.encode()
    )
    article = read_source(HandedIn(data))
    assert "“It was time,”" in article.text
    assert article.source.published is None


def test_text_that_only_begins_like_mail_stays_a_text():
    assert read_source(HandedIn(b"To: all\nFrom: us\n\n" + STORY.encode())).source.kind == "text"


def test_mail_may_be_read_as_it_stands():
    data = make_mail(Subject="Harbour")
    assert read_source(HandedIn(data, verbatim=True)).text.startswith("From: Desk")


@pytest.mark.parametrize(("kind", "start", "end"), [("plain", "", ""), ("html", "<p>", "</p>")])
def test_words_parted_by_a_picture_are_all_read(kind, start, end):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Harbour opens"
    message.make_mixed()
    for words in STORY.strip().split("\n\n"):
        part = EmailMessage()
        part.set_content(start + words + end, subtype=kind)
        message.attach(part)
    assert read_source(HandedIn(message.as_bytes())).text == "Harbour opens\n" + STORY.strip().replace("\n\n", "\n")
