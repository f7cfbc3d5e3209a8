"""NITF, the news text format of agencies (IPTC's NITF 3): head, body and media as they are given."""

from lxml.etree import SubElement, _Element

from reader.intake.agency import AgencyStory, make_agency_draft, read_stamp, read_web_address, unique
from reader.intake.blocks import Draft
from reader.intake.safe_xml import find_words, read_words, read_xml
from reader.intake.source import HandedIn
from reader.intake.whole import Whole, read_whole

_NAMES = {
    "body.content": "body",
    "block": "div",
    "bq": "blockquote",
    "hl1": "h1",
    "hl2": "h2",
    "media": "figure",
    "media-caption": "figcaption",
    "nitf-table": "table",
}
_SILENT = ("media-metadata", "media-object", "body.end", "note", "custom-table", "nitf-table-metadata")
_DATES = ("date.release", "date.issue")


def read_nitf(handed: HandedIn) -> Draft:
    """Return the draft of a NITF document.

    Raises:
        Problem: its XML cannot be read, or is made to grow.
    """
    return make_agency_draft(read_document(read_xml(handed.data), handed))


def read_document(nitf: _Element, handed: HandedIn) -> AgencyStory:
    """Return what a `nitf` element says."""
    head = nitf.find(".//body.head")
    head = nitf if head is None else head
    data = nitf.find(".//docdata")
    data = nitf if data is None else data
    publication = nitf.find(".//pubdata")
    outlet = publication.get("name") if publication is not None else None
    return AgencyStory(
        story=read_body(nitf, handed),
        headline=find_words(head, ".//hl1") or find_words(nitf, "head/title"),
        standfirsts=_find_standfirsts(head),
        byline=find_words(head, ".//byline"),
        dateline=find_words(head, ".//dateline"),
        place=find_words(head, ".//dateline/location") or None,
        address=read_web_address(handed.address, *(i.get("id-string") for i in data.iterfind(".//doc-id"))),
        outlet=outlet or None,
        agency=find_words(head, ".//distributor") or None,
        published=_find_date(nitf, data, head),
        language=nitf.get("{http://www.w3.org/XML/1998/namespace}lang") or nitf.get("baselang"),
        copyright=_find_copyright(data, head),
        subjects=_find_subjects(nitf, data),
    )


def read_body(nitf: _Element, handed: HandedIn) -> Whole:
    """Return all that stands in `body.content`, with its photographs where they stand."""
    content = nitf.find(".//body.content")
    if content is None:
        content = nitf.find("body")
    if content is None:
        return Whole()
    for media in list(content.iter("media")):
        _make_figure(media)
    for element in list(content.iter()):
        if element.tag in _SILENT and element.getparent() is not None:
            element.tag = "template"  # not read, and its tail stays
        element.tag = _NAMES.get(element.tag, element.tag)
    return read_whole(content, handed)


def _find_standfirsts(head: _Element) -> tuple[str, ...]:
    abstract = next(head.iter("abstract"), None)
    paragraphs = [abstract] if abstract is not None and abstract.find("p") is None else head.iterfind(".//abstract/p")
    return unique(read_words(element) for element in (*head.iter("hl2"), *paragraphs))


def _make_figure(media: _Element) -> None:
    """Give a photograph's element the form of an HTML figure; its largest version is the one that is kept."""
    references = media.findall("media-reference")
    if media.get("media-type", "image") == "image" and references:
        best = max(references, key=lambda reference: _number(reference.get("width")))
        image = SubElement(media, "img", src=best.get("source") or best.get("data-location") or "")
        image.set("alt", best.get("alternate-text") or "")
        media.insert(0, image)
    for reference in references:
        reference.tag = "template"
    for producer in media.findall("media-producer"):
        producer.tag = "div"
        producer.set("class", "credit")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def _find_date(nitf: _Element, data: _Element, head: _Element) -> str | None:
    told = [element.get("norm") for name in _DATES for element in data.iterfind(f".//{name}")]
    told += [element.get("norm") for element in head.iterfind(".//story.date")]
    told += [element.get("date.publication") for element in nitf.iterfind(".//pubdata")]
    return next((date for text in told if (date := read_stamp(text))), None)


def _find_copyright(data: _Element, head: _Element) -> str | None:
    owner = next(data.iterfind(".//doc.copyright"), None)
    if owner is not None and owner.get("holder"):
        return " ".join(filter(None, ("©", owner.get("year"), owner.get("holder"))))
    return read_words(head.find(".//rights")) or None


def _find_subjects(nitf: _Element, data: _Element) -> tuple[str, ...]:
    told = [
        element.get("tobject.subject.matter") or element.get("tobject.subject.type") or ""
        for element in nitf.iterfind(".//tobject.subject")
    ]
    told += [
        element.get("value") or read_words(element) for element in data.iterfind(".//identified-content/classifier")
    ]
    told += [element.get("key") or read_words(element) for element in data.iterfind(".//key-list/keyword")]
    return unique(told)
