"""The guide's pages: which there are, in which order, what they say, and which tells of a part of the window."""

import re
from functools import cache
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from reader.app.actions import MENUS, SUBMENUS, TABLE, Actions, Menu
from reader.resources import find_resource

CONTENTS = "README.md"
FIRST = "start.md"
_KEYS = "keys.md"
_ENTRY = re.compile(r"- \[([^]]+)]\(([\w-]+\.md)\)")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")

# what a page tells of, by the class of the widget; the innermost counts
_ABOUT = {
    "LibraryPanel": "library.md",
    "PageColumn": "page.md",
    "PhotoCard": "photo.md",
    "Tabs": "entities.md",
    "EntitiesPanel": "entities.md",
    "QuotesPanel": "quotes.md",
    "SourcingPanel": "sourcing.md",
    "NotesPanel": "notes.md",
    "TopBar": "looks.md",
    "PeoplePanel": "library.md",
    "PersonPage": "library.md",
    "ArrivalsPanel": "importing.md",
    "EmptyState": "importing.md",
    "FailedState": "importing.md",
    "AddressDialog": "importing.md",
    "LeftOutDialog": "importing.md",
    "DetailsDialog": "details.md",
    "OriginalDialog": "details.md",
    "LinkDialog": "details.md",
    "ChangesDialog": "details.md",
    "ExportDialog": "export.md",
    "PrintDialog": "export.md",
    "Preferences": "looks.md",
    "RestoreDialog": "safety.md",
    "Findings": "safety.md",
    "Rescue": "safety.md",
    "ShortcutsDialog": "keys.md",
}


class GuidePage(Struct, frozen=True):
    """A page: the name of its file, its title in the contents, and its Markdown."""

    name: str
    title: str
    markdown: str

    def holds(self, words: str) -> bool:
        """Say whether every word stands on the page, be it only begun."""
        letters = self.markdown.casefold()
        return all(word.casefold() in letters for word in words.split())


def read_pages(actions: Actions) -> tuple[GuidePage, ...]:
    """Return the pages in the order of the contents; the one about keys lists those of every action."""
    pages = []
    for title, path in _find_files():
        markdown = path.read_text("utf-8")
        if path.name == _KEYS:
            markdown += "\n" + write_keys(actions)
        pages.append(GuidePage(path.name, title, markdown))
    return tuple(pages)


@cache
def _find_files() -> tuple[tuple[str, Path], ...]:
    """Return title and file of each page; one the contents forget stands at the end, under its own title."""
    contents = find_resource(f"guide/{CONTENTS}")
    listed = [(title, contents.with_name(name)) for title, name in _ENTRY.findall(contents.read_text("utf-8"))]
    known = {path for _, path in listed} | {contents}
    others = sorted(path for path in contents.parent.glob("*.md") if path not in known)
    return (*listed, *((path.read_text("utf-8").partition("\n")[0].lstrip("# "), path) for path in others))


def write_keys(actions: Actions) -> str:
    """Return the keys of every action as Markdown, a table a menu."""
    parts = []
    for menu, title in (*MENUS, *SUBMENUS.items()):
        rows = _write_rows(menu, actions)
        if rows:
            name = QCoreApplication.translate("Actions", title).replace("&", "")
            head = QCoreApplication.translate("Guide", "keys"), QCoreApplication.translate("Guide", "what they do")
            parts.append(f"## {name}\n\n| {head[0]} | {head[1]} |\n|---|---|\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _write_rows(menu: Menu, actions: Actions) -> list[str]:
    rows = (row for row in TABLE if row.menu == menu and row.keys)
    return [f"| {', '.join(map(_show_keys, row.keys))} | {actions.plain_text(row).rstrip('…')} |" for row in rows]


def _show_keys(keys: str) -> str:
    return f"`{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}`"


def find_page_about(widget: QWidget | None) -> str:
    """Return the name of the page about the part of the window a widget stands in."""
    while widget is not None:
        for kind in type(widget).__mro__:
            if kind.__name__ in _ABOUT:
                return _ABOUT[kind.__name__]
        widget = widget.parentWidget()
    return FIRST


def find_words(text: str, words: str) -> list[tuple[int, int]]:
    """Return start and end of each place in `text`, in UTF-16 units, at which one of `words` stands or begins."""
    sought = [re.escape(word) for word in words.split()]
    if not sought:
        return []
    places = re.finditer("|".join(sought), text, re.IGNORECASE)
    return [(_count_units(text[: each.start()]), _count_units(text[: each.end()])) for each in places]


def _count_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
