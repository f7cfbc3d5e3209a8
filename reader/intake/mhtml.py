"""MHTML, the web archive of browsers: one page with its pictures in one file."""

from msgspec.structs import replace

from reader.intake.agency import read_web_address
from reader.intake.blocks import Draft
from reader.intake.parts import find_parts, iterate_kinds, read_field, read_message, read_text
from reader.intake.source import HandedIn, refuse_markup
from reader.intake.web import read_page
from reader.model.problem import Problem


def read_mhtml(handed: HandedIn) -> Draft:
    """Return the draft of the page in a web archive; its images keep the addresses they have there.

    Raises:
        Problem: there is no page in it, or it cannot be read.
    """
    message = read_message(handed.data)
    page = next(iterate_kinds(find_parts(message), "text/html", "application/xhtml+xml"), None)
    if page is None:
        raise Problem("There is no page in this web archive.", "Save the page once more and hand that in.")
    text = read_text(page)
    refuse_markup(text)
    address = read_web_address(handed.address, read_field(message, "Snapshot-Content-Location"), page.location)
    draft = read_page(text, replace(handed, address=address, files=None))
    return replace(draft, address=draft.address or address, title=draft.title or read_field(message, "Subject"))
