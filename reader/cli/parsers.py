"""The verbs with their options, and the pages `--help` prints."""

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.cli.arguments import STANDARD_INPUT, VERBS, WINDOW, Arguments

_PACKED = ("mhtml", "eml", "ninjs", "nitf", "newsml", "docx", "epub", "pdf", "warc")
KINDS = ("auto", "html", "text", "markdown", *_PACKED)
PANELS = ("library", "photo", "entities", "quotes", "sourcing", "notes")
THEMES = ("light", "dark", "sepia")
EXPORT_FORMS = ("markdown", "html", "pdf", "json", "csv", "bibtex", "ris", "csl")
LATER_FORMS = ("annotations", "zotero", "archive")
_WIDEST = 10_000

_ABOUT = """\
Dateline, a close-reading desk for news: who says what, about whom, on whose word.

commands:
  dateline [SOURCE ...] [--paste]   open the window, with these articles added
  dateline analyse SOURCE ...       read without saving: headline, people, quotes, caption
  dateline analyse --corpus FILE    a record a line in, a JSON line out
  dateline add SOURCE ...           save into the library; prints id and headline
  dateline list                     the stories of the library, newest first
  dateline show ID                  a story with what was found in it
  dateline search QUERY             stories in which all of it is found, newest first
  dateline note ID                  print or replace the note kept with a story
  dateline people [NAME]            everyone in the library; all mentions and quotes of one
  dateline export [ID ...] --to X   write stories out: markdown, html, pdf, json, csv, bibtex, ris, csl
  dateline backup PATH              copy the whole library into a new folder
  dateline restore PATH             bring a backup back; the present library is set aside
  dateline check                    say what is hurt in the library
  dateline rebuild                  make the database anew from the library's folder
  dateline shot OUT.png             a picture of the window, with or without a display

SOURCE is a file, a folder, a zip archive of files, an address (http or https), or - for standard input.
Only an address reaches the net; with --offline nothing does.
`dateline COMMAND --help` tells the options of a command.
"""
_SEARCH = """\
Print the stories of the library in which all of QUERY is found, newest first, with the words around it.

  ferry strike              both words, or their plurals
  '"not a day longer"'      these words in this order (the shell takes the outer marks away)
  elect*                    words that begin so
  speaker:chen              a Chen is quoted; name: headline: text: note: outlet: likewise
  after:2024 before:2024-05-03   published from 2024 on, and before 3 May
"""
_EXPORT = """\
Write stories of the library into the forms of other programs; without ID, all of them.

  markdown, html, pdf, json   a file a story: with one ID, PATH is the file, otherwise a folder
  csv                         quotes.csv and entities.csv in the folder PATH, or the quotes in a PATH that ends .csv
  bibtex, ris, csl            one file in which all of them stand

An earlier export of the same is brought up to date; no other file is written over without --replace.
"""
_STATUS = "exit status: 0 done; 1 some sources failed; 2 bad arguments; 3 the machine lacks something"


def parse(words: Sequence[str]) -> Arguments:
    """Return what the words ask for, or end the program with status 2."""
    rest = list(words)
    verb = _take_verb(rest)
    parser = _PARSERS[verb]()
    arguments = Arguments()
    parser.parse_intermixed_args(rest, arguments)
    arguments.verb = verb
    if verb == "analyse" and bool(arguments.sources) == bool(arguments.corpus):
        parser.error("it takes either sources or --corpus FILE")
    return arguments


def _take_verb(words: list[str]) -> str:
    """Take the first word that is neither an option nor the value of one out of `words`, if it is a verb."""
    place = 0
    while place < len(words) and words[place].startswith("-") and words[place] not in (STANDARD_INPUT, "--"):
        place += 2 if words[place] in _WITH_VALUE else 1
    if place < len(words) and words[place] in VERBS:
        return words.pop(place)
    return WINDOW


def _parser(verb: str, about: str) -> ArgumentParser:
    prog = "dateline" if verb == WINDOW else f"dateline {verb}"
    parser = ArgumentParser(
        prog=prog,
        description=about,
        epilog=_STATUS,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--library", type=Path, metavar="DIR", help="the library's folder (or DATELINE_LIBRARY)")
    parser.add_argument("--offline", action="store_true", help="fetch nothing, whatever is asked")
    return parser


def _window_parser() -> ArgumentParser:
    parser = _parser(WINDOW, _ABOUT)
    parser.usage = "dateline [SOURCE ...] [--paste] [--library DIR]\n       dateline COMMAND ..."
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=SUPPRESS)
    parser.add_argument("--paste", action="store_true", help="add what is on the clipboard")
    only = parser.add_mutually_exclusive_group()
    for name, about in (
        ("--version", "print the version"),
        ("--licences", "print the licences of everything shipped"),
        ("--doctor", "say whether machine, libraries and models are right"),
        ("--install-desktop", "put Dateline among the desktop's programs, for this user"),
    ):
        only.add_argument(name, action="store_const", const=name[2:], dest="instead", help=about)
    return parser


def _analyse_parser() -> ArgumentParser:
    parser = _parser("analyse", "Read sources without saving them.")
    _add_sources(parser, "*")
    parser.add_argument("--corpus", metavar="FILE", help="records to read, one JSON object a line")
    parser.add_argument("--workers", type=_number(1), metavar="N", help="how many stories to read at a time")
    return parser


def _add_parser() -> ArgumentParser:
    parser = _parser("add", "Save sources into the library and read them.")
    _add_sources(parser, "+")
    return parser


def _add_sources(parser: ArgumentParser, count: str) -> None:
    parser.add_argument(
        "sources", nargs=count, metavar="SOURCE", help="a file, a folder or zip archive, an address, or -"
    )
    parser.add_argument("--json", action="store_true", help="one JSON line a source")
    parser.add_argument("--kind", choices=KINDS, default="auto", help="what the sources are (default: found out)")
    parser.add_argument("--address", metavar="URL", help="where a saved page came from")
    parser.add_argument("--published", metavar="DATE", help="when it was published, where the page does not say")
    parser.add_argument("--verbatim", action="store_true", help="take the text as it stands, every line of it")
    parser.add_argument("--private", action="store_true", help="fetch addresses of this machine and its network too")


def _list_parser() -> ArgumentParser:
    parser = _parser("list", "Print the stories of the library, newest first.")
    parser.add_argument("--json", action="store_true", help="one JSON line a story")
    parser.add_argument("--limit", type=_number(0), metavar="N", help="no more than N stories")
    return parser


def _show_parser() -> ArgumentParser:
    parser = _parser("show", "Print a story of the library with what was found in it.")
    parser.add_argument("id", metavar="ID", help="the story's id, as `dateline list` prints it")
    parser.add_argument("--json", action="store_true", help="as one JSON line")
    return parser


def _search_parser() -> ArgumentParser:
    parser = _parser("search", _SEARCH)
    parser.add_argument("query", nargs="+", metavar="QUERY")
    parser.add_argument("--json", action="store_true", help="one JSON line a story")
    parser.add_argument("--limit", type=_number(0), metavar="N", help="no more than N stories")
    return parser


def _people_parser() -> ArgumentParser:
    parser = _parser("people", "Print everyone in the library, or all mentions and quotes of one.")
    parser.add_argument("name", nargs="*", metavar="NAME", help="a name, or words of one")
    parser.add_argument("--json", action="store_true", help="one JSON line a person")
    return parser


def _note_parser() -> ArgumentParser:
    parser = _parser("note", "Print or replace the note kept with a story.")
    parser.add_argument("id", metavar="ID", help="the story's id, as `dateline list` prints it")
    parser.add_argument("--set", dest="text", metavar="TEXT|-", help="the new note; - reads it from standard input")
    parser.add_argument("--if-revision", type=_number(0), metavar="N", help="replace revision N and no other")
    parser.add_argument("--json", action="store_true", help="print the note and its revision as one JSON line")
    return parser


def _export_parser() -> ArgumentParser:
    parser = _parser("export", _EXPORT)
    parser.add_argument("ids", nargs="*", metavar="ID", help="stories, as `dateline list` prints them (default: all)")
    parser.add_argument("--to", type=_form, required=True, metavar="FORMAT", help=", ".join(EXPORT_FORMS))
    parser.add_argument("--out", type=Path, dest="target", metavar="PATH", help="a file or folder; without it: print")
    parser.add_argument("--replace", action="store_true", help="also write over files that are no earlier export")
    return parser


def _backup_parser() -> ArgumentParser:
    parser = _parser("backup", "Copy the whole library, with sources and photographs, into a new folder.")
    parser.add_argument("path", type=Path, metavar="PATH", help="the folder to be made; it is a library of its own")
    return parser


def _restore_parser() -> ArgumentParser:
    parser = _parser("restore", "Bring a backup back; the present library is set aside, never overwritten.")
    parser.add_argument("path", type=Path, metavar="PATH", help="what backup made, or a file of the folder backups")
    parser.add_argument("--preview", action="store_true", help="only say what would differ")
    return parser


def _check_parser() -> ArgumentParser:
    parser = _parser("check", "Say what is hurt in the library, a line a finding; nothing is written.")
    parser.add_argument("--json", action="store_true", help="one JSON line a finding")
    return parser


def _rebuild_parser() -> ArgumentParser:
    return _parser("rebuild", "Make the database anew from sources, notes and marks; the present one is set aside.")


def _shot_parser() -> ArgumentParser:
    parser = _parser("shot", "Draw the window into a PNG file, with or without a display.")
    parser.add_argument("out", type=Path, metavar="OUT.png")
    parser.add_argument("--open", action="append", default=[], dest="sources", metavar="SOURCE", help="add and open it")
    parser.add_argument("--select", metavar="NAME", help="choose the entity of this name")
    parser.add_argument("--panel", type=str.lower, choices=PANELS, help="bring this panel to the front")
    parser.add_argument("--size", type=_size, metavar="WxH", help="the window's size")
    parser.add_argument("--theme", choices=THEMES, default="light")
    return parser


_PARSERS = {
    WINDOW: _window_parser,
    "analyse": _analyse_parser,
    "add": _add_parser,
    "list": _list_parser,
    "show": _show_parser,
    "search": _search_parser,
    "note": _note_parser,
    "people": _people_parser,
    "export": _export_parser,
    "backup": _backup_parser,
    "restore": _restore_parser,
    "check": _check_parser,
    "rebuild": _rebuild_parser,
    "shot": _shot_parser,
}
_WITH_VALUE = {
    *("--library", "--kind", "--address", "--published", "--corpus", "--workers", "--limit", "--set", "--if-revision"),
    *("--open", "--select", "--panel", "--size", "--theme", "--to", "--out"),
}


def _number(least: int) -> Callable[[str], int]:
    def read(word: str) -> int:
        if not word.isdecimal() or int(word) < least:
            raise ArgumentTypeError(f"{word} is no whole number from {least} upwards")
        return int(word)

    return read


def _form(word: str) -> str:
    if word in LATER_FORMS:
        raise ArgumentTypeError(f"{word} is not there yet; there are {', '.join(EXPORT_FORMS)}")
    if word not in EXPORT_FORMS:
        raise ArgumentTypeError(f"{word} is none of {', '.join(EXPORT_FORMS)}")
    return word


def _size(word: str) -> tuple[int, int]:
    width, _, height = word.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 0 < int(width) <= _WIDEST and 0 < int(height) <= _WIDEST):
        raise ArgumentTypeError(f"{word} is no size such as 1280x800")
    return int(width), int(height)
