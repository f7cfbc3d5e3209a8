"""`dateline --licences`: under which licence everything shipped stands."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from reader.resources import find_resource

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LONGEST = 60


def print_licences() -> int:
    """Print Dateline's own licence and files, then a line for each library it stands on; return 0."""
    print(find_resource("licences/SHIPPED.md").read_text("utf-8"))
    print("Libraries, with the licence each states:\n")
    for library in find_libraries():
        print(f"  {library.metadata['Name']:26}{library.version:24}{read_licence(library)}")
    return 0


def find_libraries() -> list[Distribution]:
    """Return every installed package that Dateline needs, directly or through another, by name."""
    found: dict[str, Distribution] = {}
    open_names = ["dateline"]
    while open_names:
        name = open_names.pop()
        key = name.lower().replace("_", "-").replace(".", "-")
        if key in found:
            continue
        try:
            found[key] = distribution(name)
        except PackageNotFoundError:
            continue
        open_names.extend(_find_needs(found[key]))
    found.pop("dateline", None)
    return [found[key] for key in sorted(found)]


def _find_needs(library: Distribution) -> Iterator[str]:
    for requirement in library.requires or ():
        if "extra ==" not in requirement and (name := _NAME.match(requirement)):
            yield name[0]


def read_licence(library: Distribution) -> str:
    """Return the licence a package states: its expression, its one-line text, or its classifier."""
    metadata = library.metadata
    fields = (metadata[name] for name in ("License-Expression", "License") if name in metadata)
    stated = next(fields, "")
    first_line = stated.strip().partition("\n")[0]
    if 0 < len(first_line) <= _LONGEST:
        return first_line
    classifiers = metadata.get_all("Classifier") or []
    named = [text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License ::")]
    return ", ".join(named) or first_line[:_LONGEST] or "see the package"
