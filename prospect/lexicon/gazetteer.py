"""The table of places, countries and regions, and what a name can mean.

Loaded on first use (about 26,000 places) and kept for the life of the process.
Data: GeoNames (CC BY 4.0), Census delineations; see the heads of the files in `data/`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from prospect.lexicon.place_names import fold

DATA = Path(__file__).parent / "data"
CODED = ("US", "CA", "AU")  # countries whose region codes postings write without saying the country
# Where most postings come from; a name of two towns is rather the one there, unless the other is much larger.
COMMON = frozenset(
    (
        "US",
        "CA",
        "GB",
        "IE",
        "AU",
        "NZ",
        "DE",
        "AT",
        "CH",
        "FR",
        "BE",
        "NL",
        "LU",
        "ES",
        "PT",
        "IT",
        "DK",
        "NO",
        "SE",
        "FI",
    )
)
RARE = ("CU", "IR", "KP", "SY", "VE")  # countries that hardly any posting comes from
EMPTY: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of places.tsv; population in people, coordinates in degrees."""

    id: str
    name: str
    folded: str
    region: str | None
    country: str
    lat: float
    lon: float
    population: int
    metro: str | None


@dataclass(frozen=True, slots=True)
class Senses:
    """What a name can mean: rows of places, regions as (country, code), countries, a region of the world."""

    places: tuple[int, ...] = ()
    regions: tuple[tuple[str, str], ...] = ()
    countries: tuple[str, ...] = ()
    scope: str | None = None

    def __bool__(self) -> bool:
        return bool(self.places or self.regions or self.countries or self.scope)


@dataclass(slots=True)
class Gazetteer:
    """Lines of places.tsv, parsed when asked for, with indexes by folded name and by code."""

    lines: list[list[str]] = field(default_factory=list)
    main: dict[str, list[int]] = field(default_factory=dict)
    other: dict[str, list[int]] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    by_id: dict[str, int] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    country_names: dict[str, str] = field(default_factory=dict)
    country_codes: dict[str, str] = field(default_factory=dict)
    regions: dict[tuple[str, str], str] = field(default_factory=dict)
    region_names: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    region_codes: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    scopes: dict[str, str] = field(default_factory=dict)
    scope_members: dict[str, frozenset[str]] = field(default_factory=dict)

    def row(self, index: int) -> Row:
        i, name, folded, _, region, country, lat, lon, population, metro = self.lines[index]
        return Row(i, name, folded, region or None, country, float(lat), float(lon), int(population), metro or None)

    def population(self, index: int) -> int:
        return int(self.lines[index][8])

    def places_named(self, folded: str) -> tuple[int, ...]:
        """Rows a folded name may mean, likeliest first: main names by population, other names after like-sized ones."""
        main, other = self.main.get(folded, EMPTY), self.other.get(folded, EMPTY)
        first = self.given.get(folded)
        if len(main) < 2 and not other and first is None:
            return tuple(main)
        weight = {i: self._weight(i) / 4 for i in other} | {i: self._weight(i) for i in main}
        if first is not None:
            weight[first] = float("inf")
        return tuple(sorted(weight, key=lambda i: (-weight[i], i)))

    def _weight(self, index: int) -> float:
        """How likely a place is meant: its people, more or fewer by how many postings come from its country."""
        country = self.lines[index][5]
        return self.population(index) * (2.5 if country in COMMON else 0.1 if country in RARE else 1.0)

    def rows_of(self, country: str, region: str) -> list[int]:
        """Rows of the places of a region."""
        return [i for i, cells in enumerate(self.lines) if cells[4] == region and cells[5] == country]

    def senses(self, folded: str) -> Senses:
        """What a folded name means when it is written out (codes are asked for with `code_senses`)."""
        country = self.country_names.get(folded)
        return Senses(
            self.places_named(folded),
            tuple(self.region_names.get(folded, ())),
            (country,) if country else (),
            self.scopes.get(folded),
        )

    def code_senses(self, code: str) -> Senses:
        """What a code in capitals means: "CA" is California and Canada, "GBR" the United Kingdom."""
        country = self.country_codes.get(code)
        return Senses((), tuple(self.region_codes.get(code, ())), (country,) if country else ())


def table(name: str) -> Iterator[list[str]]:
    """Rows of a TSV of `data/`, after its comments and its header."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    body = [line for line in lines if not line.startswith("#")]
    for line in body[1:]:
        yield line.split("\t")


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The one gazetteer of the process."""
    g = Gazetteer()
    _read_places(g)
    _read_countries(g)
    _read_regions(g)
    for name, others, members in table("scopes.tsv"):
        for other in (name, *others.split("|")):
            g.scopes[fold(other)] = name
        g.scope_members[name] = frozenset(members.split("|")) if members else frozenset()
    _read_names(g)
    return g


def _read_places(g: Gazetteer) -> None:
    main: defaultdict[str, list[int]] = defaultdict(list)
    other: defaultdict[str, list[int]] = defaultdict(list)
    for i, cells in enumerate(table("places.tsv")):
        g.lines.append(cells)
        g.by_id[cells[0]] = i
        main[cells[2]].append(i)
        if cells[3]:
            for name in cells[3].split("|"):
                other[name].append(i)
    g.main, g.other = dict(main), dict(other)


def _read_countries(g: Gazetteer) -> None:
    for code, alpha3, name, folded, *_ in table("countries.tsv"):
        g.countries[code] = name
        g.country_names.setdefault(folded.removeprefix("the "), code)
        g.country_codes[code] = g.country_codes[alpha3] = code


def _read_regions(g: Gazetteer) -> None:
    names: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    codes: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for country, code, _, name, others in table("regions.tsv"):
        g.regions[country, code] = name
        codes[code].append((country, code))
        for other in (name, *(others.split("|") if others else ())):
            names[fold(other)].append((country, code))
            if other.isupper():
                codes[other].append((country, code))
    g.region_names, g.region_codes = dict(names), dict(codes)


def _read_names(g: Gazetteer) -> None:
    """place_names.tsv: a hand-kept name leads straight to its place, before the names of GeoNames."""
    for name, target in table("place_names.tsv"):
        key = fold(name)
        if ", " in target:
            city, region, country = (part.strip() for part in target.split(","))
            g.given[key] = _row_of(g, fold(city), region, country)
        elif "-" in target:
            country, code = target.split("-")
            g.region_names[key] = [(country, code)]
        else:
            g.country_names[key] = target


def _row_of(g: Gazetteer, folded: str, region: str, country: str) -> int:
    for i in g.main.get(folded, EMPTY):
        if g.lines[i][5] == country and (not region or g.lines[i][4] == region):
            return i
    raise LookupError(f"place_names.tsv names a place that places.tsv lacks: {folded}, {region}, {country}")
