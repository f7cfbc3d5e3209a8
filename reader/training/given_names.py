"""Gather given names by what they say of gender, into resources/lexicons/given_names.tsv.

From the name files of the U.S. Census Bureau (dist.male.first, dist.female.first: name and share in percent) and the
lists of Faker (first_names_male, first_names_female of each language), both open; the names the file holds already
stay as they are. A name given to both is "-" unless one is eight times as common.
Run: python -m reader.training.given_names FOLDER (with the two census files; Faker installed).
"""

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from reader.analysis.gazetteer import Gazetteer, read_gazetteer

_NAME = re.compile(r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)?")
_RARE = 0.004  # percent of a census below which a name of no other list is left out
_ONE_SIDED = 8
_LISTS_ONE_SIDED = 4
_FIELDS = {
    "m": ("first_names_male", "first_romanized_names_male"),
    "f": ("first_names_female", "first_romanized_names_female"),
}
_HEADER = """# Given names by what they say of gender (weak evidence, never above the text); "-": used for both.
# Written for Dateline from the name files of the U.S. Census Bureau, 1990 (public domain), the lists of 80 languages
# and countries in Faker 40.63 (MIT, © 2012 Daniele Faraglia) and general knowledge (CC0-1.0). Places are left out.
"""

Shares = dict[str, Counter[str]]


def read_census(folder: Path) -> Shares:
    """Return the share of each name among men and women, in percent."""
    shares: Shares = defaultdict(Counter)
    for sex, file in (("m", "dist.male.first"), ("f", "dist.female.first")):
        for line in (folder / file).read_text("utf-8").splitlines():
            name, share = line.split()[:2]
            shares[name.capitalize()][sex] += float(share)  # type: ignore[assignment]  # a Counter of shares
    return shares


def read_lists() -> Shares:
    """Return for each name in Latin letters in how many of Faker's lists of men and of women it stands."""
    shares: Shares = defaultdict(Counter)
    package = import_module("faker.providers.person")
    for module in iter_modules(package.__path__):
        provider = import_module(f"faker.providers.person.{module.name}").Provider
        for sex, fields in _FIELDS.items():
            names = {str(name) for field in fields for name in getattr(provider, field, ())}
            for name in filter(_is_latin, names):
                shares[name][sex] += 1
    return shares


def _is_latin(name: str) -> bool:
    return (
        _NAME.fullmatch(name) is not None
        and name[0].isupper()
        and all("LATIN" in unicodedata.name(letter, "") or letter in "-'’" for letter in name)
    )


def gather(census: Shares, lists: Shares, gazetteer: Gazetteer) -> dict[str, str]:
    """Return each name with "m", "f" or "-"."""
    names = dict(gazetteer.given_names)
    others = gazetteer.words["date"] | gazetteer.words["common"] | set(gazetteer.peoples)
    for name in sorted(set(census) | set(lists)):
        if name in names or name in others or gazetteer.is_place(name):
            continue
        shares, counts = census.get(name, Counter()), lists.get(name, Counter())
        if counts or max(shares.values()) >= _RARE:
            told = {_side(shares, _ONE_SIDED), _side(counts, _LISTS_ONE_SIDED)} - {""}
            names[name] = told.pop() if len(told) == 1 else "-"
    return names


def _side(shares: Counter[str], times: int) -> str:
    if not shares:
        return ""
    men, women = shares["m"], shares["f"]
    return "m" if men >= times * women else "f" if women >= times * men else "-"


def write_names(names: dict[str, str], path: Path) -> None:
    """Write the names, one row a gender."""
    rows = (f"{sex}\t{'|'.join(sorted(name for name in names if names[name] == sex))}\n" for sex in "mf-")
    path.write_text(_HEADER + "".join(rows), "utf-8")


if __name__ == "__main__":
    gathered = gather(read_census(Path(sys.argv[1])), read_lists(), read_gazetteer())
    write_names(gathered, Path("resources/lexicons/given_names.tsv"))
