"""XML from strangers: no document type is loaded, no entity of its own is put in, nothing is fetched."""

import re

from lxml import etree

from reader.intake.encoding import read_characters
from reader.model.problem import Problem

LARGEST_XML = 20_000_000
_ENTITY = re.compile("<!ENTITY", re.I)
_REFERENCE = re.compile("&#(?:x([0-9a-f]{1,9})|([0-9]{1,10}));", re.I)
_ADVICE = "Ask for the story in another format, or paste its text."


def read_xml(data: bytes) -> etree._Element:
    """Return the root of an XML document, its names without their namespaces.

    Raises:
        Problem: it is broken from its first words on, larger than 20 MB, or declares entities of its own.
    """
    if len(data) > LARGEST_XML:
        raise Problem("This XML is larger than 20 MB.", _ADVICE)
    text = read_characters(data)
    if text is None:
        raise Problem("This XML is broken and cannot be read.", _ADVICE)
    if _ENTITY.search(text):
        raise Problem("This XML declares entities of its own, which can make it grow without end.", _ADVICE)
    parser = etree.XMLParser(
        encoding="utf-8",  # whatever the document declares: its characters are known
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
        root = etree.fromstring(_REFERENCE.sub(_keep_character, text).encode(), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        root = None
    if root is None:
        raise Problem("This XML is broken and cannot be read.", _ADVICE)
    for element in root.iter():
        if isinstance(element.tag, str):
            _drop_namespace(element)
    return root


def _keep_character(reference: re.Match[str]) -> str:
    """Return a reference to a character, or U+FFFD where there is none of that number: libxml2 would let it through."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    is_character = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xDFFF < number < 0x110000
    return reference.group() if is_character else "\ufffd"


def _drop_namespace(element: etree._Element) -> None:
    name = element.tag.rpartition("}")[2].rpartition(":")[2]
    try:
        element.tag = name
    except ValueError:  # broken markup that is no name without its prefix
        element.tag = "unknown"


def read_words(element: etree._Element | None) -> str:
    """Return the words of an element on one line, "" for None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def find_words(root: etree._Element, path: str) -> str:
    """Return the words of the first element on a path that has any, or ""."""
    return next((words for element in root.iterfind(path) if (words := read_words(element))), "")
