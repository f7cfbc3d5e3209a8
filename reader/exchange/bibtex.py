"""BibTeX: an @article a story, in UTF-8, the signs of LaTeX escaped."""

from reader.exchange.bibliography import Record, write_date

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_ESCAPES = str.maketrans(_SIGNS)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def make_bibtex(record: Record) -> str:
    """Return a story as an entry; a title stands in double braces, so that its capitals stay."""
    fields = {
        "title": f"{{{escape(record.title)}}}" if record.title else "",
        "author": " and ".join(_author(author.family, author.given) for author in record.authors),
        "journal": escape(record.outlet),
        "address": escape(record.place),
        "year": write_date(record.date[:1], ""),
        "month": "",
        "day": str(record.date[2]) if len(record.date) > 2 else "",
        "url": _escape_address(record.address),
        "urldate": write_date(record.accessed, "-"),
        "language": escape(record.language),
        "keywords": ", ".join(escape(" ".join(word.replace(",", " ").split())) for word in record.keywords),
        "note": escape(record.note),
    }
    lines = []
    for name, value in fields.items():
        if name == "month" and len(record.date) > 1 and 1 <= record.date[1] <= 12:
            lines.append(f"  month = {_MONTHS[record.date[1] - 1]},")
        elif value:
            lines.append(f"  {name} = {{{value}}},")
    return "\n".join([f"@article{{{record.key},", *lines, "}", ""])


def escape(words: str) -> str:
    """Return words whose signs LaTeX takes for themselves."""
    return "".join(letter for letter in words if letter >= " " or letter == "\n").translate(_ESCAPES)


def _author(family: str, given: str) -> str:
    """Return a name; one that cannot be parted is braced, so that it is not."""
    return f"{escape(family)}, {escape(given)}" if given else f"{{{escape(family)}}}"


def _escape_address(address: str) -> str:
    """Return an address without what would end its field; bibliography programs take the rest as it stands."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
