"""What is known of words before any story is read: countries, peoples, places, titles, nouns for persons and bodies.

All of it stands in resources/lexicons; each file names its source and licence.
"""

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from reader.resources import find_resource


class Gazetteer(Struct, frozen=True):
    """The lexicons as tables. Places and peoples map to an ISO 3166 code, "" where several countries share them.

    `countries` and `cities` are keyed by name as written, `peoples` likewise ("Chinese", "Kenyans"); `capitals` are
    those places of `cities` that are one; `towns` are less known, and many are words of another meaning too.
    `addresses` maps titles of address and rank ("Mr", "Gen.") to "m", "f" or "-", `offices` are titles that name an
    office and `portfolios` what an office is for ("Foreign Affairs"). `persons` maps a noun to its broader nouns,
    `genders` to "m" or "f"; `given_names` map to "m", "f" or "-", `nicknames` each
    form of a given name, folded, to the full names it stands for. `heads` and `words` are sets, one a row of their
    file. `bodies` maps each name of a shared body to all its names, the long one first, and `spoken_of` that long one
    to descriptions.
    """

    countries: dict[str, str]
    peoples: dict[str, str]
    cities: dict[str, str]
    capitals: frozenset[str]
    towns: dict[str, str]
    addresses: dict[str, str]
    offices: frozenset[str]
    portfolios: frozenset[str]
    persons: dict[str, frozenset[str]]
    genders: dict[str, str]
    given_names: dict[str, str]
    nicknames: dict[str, frozenset[str]]
    heads: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    bodies: dict[str, tuple[str, ...]]
    spoken_of: dict[str, tuple[str, ...]]

    def country_of(self, place: str) -> str | None:
        """Return the ISO code of a country or of the country a known place lies in, or None."""
        return self.countries.get(place) or self.cities.get(place) or self.towns.get(place) or None

    def is_place(self, name: str) -> bool:
        """Say whether `name` is a country, city or region of the lexicons."""
        return name in self.countries or name in self.cities

    def is_title(self, word: str) -> bool:
        """Say whether `word` is set before names of persons, as address, rank or office."""
        return word in self.addresses or word in self.offices


@cache
def read_gazetteer() -> Gazetteer:
    """Return the lexicons, read once a process."""
    countries: dict[str, str] = {}
    peoples: dict[str, str] = {}
    cities: dict[str, str] = {}
    capitals: list[str] = []
    for code, names, people, chief in _rows("countries", 4):
        countries |= dict.fromkeys(_cells(names), code)
        for word in _cells(people):
            peoples[word] = "" if peoples.get(word, code) != code else code
        cities |= {city: code for city in _cells(chief) if city not in countries}
        capitals += _cells(chief)
    for (words,) in _rows("peoples", 1):
        peoples |= dict.fromkeys(_cells(words), "")
    for code, names in _rows("places", 2):
        for name in _cells(names):
            cities.setdefault(name, "" if code == "-" else code)
    titles = list(_rows("titles", 3))
    persons, genders = _read_persons()
    bodies: dict[str, tuple[str, ...]] = {}
    spoken_of: dict[str, tuple[str, ...]] = {}
    for name, others, descriptions in _rows("known_bodies", 3):
        bodies |= dict.fromkeys((name, *_cells(others)), (name, *_cells(others)))
        spoken_of[name] = tuple(_cells(descriptions))
    return Gazetteer(
        countries=countries,
        peoples=peoples,
        cities=cities,
        capitals=frozenset(capitals),
        towns={name: "" if code == "-" else code for code, names in _rows("towns", 2) for name in _cells(names)},
        addresses={word: sex for kind, sex, words in titles if kind in ("address", "rank") for word in _cells(words)},
        offices=frozenset(word for kind, _, words in titles if kind == "office" for word in _cells(words)),
        portfolios=frozenset(word for kind, _, words in titles if kind == "portfolio" for word in _cells(words)),
        persons=persons,
        genders=genders,
        given_names=_read_given_names(),
        nicknames=_read_nicknames(),
        heads={kind: frozenset(_cells(words)) for kind, words in _rows("organisations", 2)},
        words={kind: frozenset(_cells(words)) for kind, words in _rows("words", 2)},
        bodies=bodies,
        spoken_of=spoken_of,
    )


def _read_persons() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    broader: dict[str, set[str]] = {}
    genders: dict[str, str] = {}
    for noun, gender, narrower in _rows("person_nouns", 3):
        for word in map(str.lower, _cells(narrower)):
            broader.setdefault(word, {word}).add(noun)
            if gender != "-":
                genders[word] = gender
    return {word: frozenset(nouns) for word, nouns in broader.items()}, genders


def _read_given_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for gender, words in _rows("given_names", 2):
        for word in _cells(words):
            names[word] = "-" if names.get(word, gender) != gender else gender
    return names


def _read_nicknames() -> dict[str, frozenset[str]]:
    full: dict[str, set[str]] = {}
    for name, forms in _rows("nicknames", 2):
        for form in (name, *_cells(forms)):
            full.setdefault(form.casefold(), set()).add(name.casefold())
    return {form: frozenset(names) for form, names in full.items()}


def _rows(name: str, cells: int) -> Iterator[list[str]]:
    lines = find_resource(f"lexicons/{name}.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            yield [*line.split("\t"), "", ""][:cells]


def _cells(cell: str) -> list[str]:
    return [word for word in cell.split("|") if word]
