"""NewsML-G2, the agencies' envelope (IPTC): news items with text inside, pictures beside, and what is said of both."""

from lxml.etree import _Element

from reader.intake.agency import AgencyStory, make_agency_draft, read_stamp, read_web_address, unique
from reader.intake.blocks import Draft, Piece
from reader.intake.credits import find_credit_tail
from reader.intake.nitf import read_body
from reader.intake.plain import read_plain
from reader.intake.safe_xml import find_words, read_words, read_xml
from reader.intake.source import HandedIn
from reader.intake.whole import Whole, make_figures, read_markup, read_whole
from reader.model.problem import Problem

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SMALL = ("thumb", "icon")


def read_newsml(handed: HandedIn) -> Draft:
    """Return the draft of a NewsML-G2 document: its first text, then its other texts, then its photographs.

    Raises:
        Problem: its XML cannot be read, is made to grow, or holds no news item.
    """
    root = read_xml(handed.data)
    items = [root] if root.tag == "newsItem" else list(root.iter("newsItem"))
    if not items:
        raise Problem("This NewsML-G2 file holds no story, only references.", "Hand in the stories it leads to.")
    texts = [(item, story) for item in items if (story := _read_content(item, handed)).pieces]
    photos = make_figures([figure for item in items if (figure := _read_photo(item))])
    if not texts:
        return make_agency_draft(_read_item(items[0], photos, handed))
    story = texts[0][1]
    for item, other in texts[1:]:
        headline = _find_headline(item)
        story += Whole((Piece("subhead", headline, 2),) if headline else ()) + other
    return make_agency_draft(_read_item(texts[0][0], story + photos, handed))


def _read_item(item: _Element, story: Whole, handed: HandedIn) -> AgencyStory:
    creators = unique(_name(creator) for creator in item.iterfind("contentMeta/creator"))
    language = item.find("contentMeta/language")
    provider = _name(item.find("itemMeta/provider"))
    return AgencyStory(
        story=story,
        headline=_find_headline(item),
        standfirsts=(_find_description(item, "summary"),) if _has_text(item) else (),
        byline=find_words(item, "contentMeta/by") or find_words(item, ".//body.head//byline") or ", ".join(creators),
        dateline=find_words(item, "contentMeta/dateline"),
        place=_name(item.find("contentMeta/located")) or None,
        address=read_web_address(handed.address, *(link.get("href") for link in item.iterfind("itemMeta/link"))),
        outlet=provider or None,
        agency=_name(item.find("contentMeta/infoSource"))
        or find_words(item, "contentMeta/creditline")
        or provider
        or None,
        published=_find_date(item),
        language=(language.get("tag") if language is not None else None) or item.get(_LANG),
        copyright=find_words(item, "rightsInfo/copyrightNotice")
        or _name(item.find("rightsInfo/copyrightHolder"))
        or None,
        subjects=unique(_name(subject) for subject in item.iterfind("contentMeta/subject")),
    )


def _read_content(item: _Element, handed: HandedIn) -> Whole:
    """Return the text inside an item, from the first form of it that says anything."""
    forms = (*item.iterfind("contentSet/inlineXML"), *item.iterfind("contentSet/inlineData"))
    return next((whole for form in forms if (whole := _read_form(form, handed)).pieces), Whole())


def _read_form(form: _Element, handed: HandedIn) -> Whole:
    nitf = form if form.find("body/body.content") is not None else next(form.iter("nitf"), None)
    if nitf is not None:
        return read_body(nitf, handed)
    if len(form):
        page = next(form.iter("body", "html"), form)
        return read_whole(page, handed)
    text = (form.text or "").strip()
    if "html" in (form.get("contenttype") or ""):
        return read_markup(text, handed) if text else Whole()
    draft = read_plain(text, handed)
    return Whole(tuple(draft.pieces), tuple(draft.pictures))


def _read_photo(item: _Element) -> tuple[str | None, str, str] | None:
    """Return the image, caption and credit of an item that is a photograph."""
    contents = [content for content in item.iterfind("contentSet/remoteContent") if _is_image(content)]
    kind = item.find("itemMeta/itemClass")
    if not contents and (kind is None or not (kind.get("qcode") or "").endswith(":picture")):
        return None
    best = max(contents, key=_rank, default=None)
    caption = _find_description(item, "caption") or _find_description(item, "")
    credit = find_words(item, "contentMeta/creditline") or find_words(item, "contentMeta/by")
    if not credit and (tail := find_credit_tail(caption)):
        caption, credit = caption[: tail.start].rstrip(), caption[tail.first : tail.last]
    return (best.get("href") if best is not None else None), caption or _find_headline(item), credit


def _is_image(content: _Element) -> bool:
    return (content.get("contenttype") or "").startswith("image/")


def _rank(content: _Element) -> tuple[bool, int]:
    width = content.get("width") or ""
    is_small = any(word in (content.get("rendition") or "").lower() for word in _SMALL)
    return not is_small, int(width) if width.isdecimal() and len(width) < 9 else 0


def _has_text(item: _Element) -> bool:
    return item.find("contentSet/inlineXML") is not None or item.find("contentSet/inlineData") is not None


def _find_headline(item: _Element) -> str:
    paths = ("contentMeta/headline", "itemMeta/title", "contentSet//hl1")
    return next((words for path in paths if (words := find_words(item, path))), "")


def _find_description(item: _Element, role: str) -> str:
    for description in item.iterfind("contentMeta/description"):
        if role in (description.get("role") or "") and (words := read_words(description)):
            return words
    return ""


def _find_date(item: _Element) -> str | None:
    paths = ("itemMeta/firstCreated", "contentMeta/contentCreated", "itemMeta/versionCreated")
    return next((date for path in paths if (date := read_stamp(find_words(item, path)))), None)


def _name(element: _Element | None) -> str:
    """Return the name of a concept: in words, as a literal, or what its code says where that is words."""
    if element is None:
        return ""
    code = (element.get("qcode") or "").rpartition(":")[2]
    return find_words(element, "name") or element.get("literal") or ("" if code.isdecimal() else code)
