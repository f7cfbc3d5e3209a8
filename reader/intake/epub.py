"""EPUB books: the pages of the spine in order as one article, their headings as subheads; or one chapter of a book."""

from msgspec.structs import replace

from reader.intake.agency import AgencyStory, make_agency_draft, read_stamp, read_web_address, unique
from reader.intake.archive import resolve_name
from reader.intake.blocks import Draft
from reader.intake.book import Book
from reader.intake.safe_xml import find_words, read_words
from reader.intake.source import HandedIn, refuse_markup
from reader.intake.whole import Whole, read_markup
from reader.model.problem import Problem

LARGEST_BOOK = 20_000_000


def read_epub(handed: HandedIn) -> Draft:
    """Return the draft of a book or of one chapter of it, under the chapter's title.

    Contents lists and what stands outside the reading order are left out.

    Raises:
        Problem: it is damaged, locked, made to unpack without end, or over 20 million characters long.
    """
    book = Book(handed.data)
    story = _read_pages(book, handed)
    if not any(piece.kind != "subhead" for piece in story.pieces):
        raise Problem("There are no words in this e-book: its pages are pictures.", "Paste the text of the story.")
    if book.part is None:
        return make_agency_draft(_make_story(book, story, find_words(book.told, ".//title")))
    title, count = _find_title(book.part.title, story)
    draft = make_agency_draft(_make_story(book, story.keep(lambda i, _: i >= count), title))
    whole = find_words(book.told, ".//title") or None
    return replace(draft, outlet=draft.outlet or whole, section=whole)


def _make_story(book: Book, story: Whole, headline: str) -> AgencyStory:
    told = book.told
    return AgencyStory(
        story=story,
        headline=headline,
        byline=", ".join(unique(read_words(creator) for creator in told.iterfind(".//creator"))),
        address=read_web_address(*(read_words(source) for source in told.iterfind(".//source"))),
        outlet=find_words(told, ".//publisher") or None,
        published=next(
            (date for told_date in told.iterfind(".//date") if (date := read_stamp(read_words(told_date)))), None
        ),
        language=find_words(told, ".//language") or None,
        copyright=find_words(told, ".//rights") or None,
        subjects=unique(read_words(subject) for subject in told.iterfind(".//subject")),
    )


def _read_pages(book: Book, handed: HandedIn) -> Whole:
    story = Whole()
    length = 0
    for name in book.pages:
        page = _read_page(name, book.read_page(name), handed)
        length += sum(len(piece.text) for piece in page.pieces)
        if length > LARGEST_BOOK:
            raise Problem("This book is over 20 million characters long.", "Hand in the story alone.")
        story += page
    return story


def _read_page(name: str, text: str, handed: HandedIn) -> Whole:
    if not text:
        return Whole()
    refuse_markup(text)
    whole = read_markup(text, handed)
    return whole.place_images(lambda image: image if image.startswith("http") else resolve_name(name, image))


def _find_title(label: str, story: Whole) -> tuple[str, int]:
    """Return the title of a chapter and how many headings at its start say no more than that.

    The list of contents gives it where it says the first heading too (“1. The wall”), else that heading does.
    """
    headings: list[str] = []
    for piece in story.pieces:
        if piece.kind != "subhead":
            break
        headings.append(piece.text)
    title = label if label and (not headings or _fold(headings[0]) in _fold(label)) else "".join(headings[:1])
    count = next((i for i, heading in enumerate(headings) if _fold(heading) not in _fold(title)), len(headings))
    return title, count


def _fold(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
