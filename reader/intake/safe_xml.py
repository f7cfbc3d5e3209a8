"""XML from strangers: no document type is loaded, no entity of its own is put in, nothing is fetched."""

import re

from lxml import etree

from reader.model.problem import Problem

LARGEST_XML = 20_000_000
_ENTITY = re.compile(rb"<!ENTITY", re.I)
_WIDE = re.compile(r"<!ENTITY", re.I)
_ADVICE = "Ask for the story in another format, or paste its text."


def read_xml(data: bytes) -> etree._Element:
    """Return the root of an XML document, its names without their namespaces.

    Raises:
        Problem: it is broken from its first words on, larger than 20 MB, or declares entities of its own.
    """
    if len(data) > LARGEST_XML:
        raise Problem("This XML is larger than 20 MB.", _ADVICE)
    if _ENTITY.search(data) or (b"\x00" in data[:100] and _WIDE.search(data.decode("utf-16", "ignore"))):
        raise Problem("This XML declares entities of its own, which can make it grow without end.", _ADVICE)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=True,  # a truncated story is still read as far as it goes
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        root = None
    if root is None:
        raise Problem("This XML is broken and cannot be read.", _ADVICE)
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = etree.QName(element.tag).localname
    return root


def read_words(element: etree._Element | None) -> str:
    """Return the words of an element on one line, "" for None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def find_words(root: etree._Element, path: str) -> str:
    """Return the words of the first element on a path that has any, or ""."""
    return next((words for element in root.iterfind(path) if (words := read_words(element))), "")
