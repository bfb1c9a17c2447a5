"""Which items of a location string make up one place: "US, CA, Santa Clara" is one, "SF, NYC, SEA" are three.

Every run of up to three geographic items is tried as a city, its region and its country in either order; the cheapest
division of the whole string wins. A city in the named region beats two separate places, and a large place beats a
small one of the same name unless region or country say otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from rapidfuzz import fuzz, process

from prospect.lexicon.gazetteer import CODED, Gazetteer, gazetteer
from prospect.lexicon.place_text import ALTERNATIVE, BRACKET, COMMA, DASH, HARD, SMALL, Item

T = TypeVar("T")

PLACE = 10.0  # the cost of calling something a place of its own
STATE_AMONG_STATES = 2.0
PART, APART = 0.3, 0.4  # of each further item taken into a place, the latter over a comma
SKIPPED = 3.0  # of passing over words that may be a town we do not know
CITY_STATES = ("SG", "HK", "MO", "MC", "GI")  # the country is the city
STATE_FIRST = ("ny",)  # an abbreviation of both that alone means the state, among cities the city
CITY_FIRST = ("new york", "quebec")  # bare, the city; every other state or province before its namesakes
COUNTRY_FIRST = ("DE", "IN")  # bare codes: Germany and India before Delaware and Indiana
WORDS_TOO = frozenset(("AM", "PM", "IT", "NO", "TO", "SO", "BE", "IS", "AS", "AT", "MY", "DO"))
WORDS_TOO |= frozenset(("HR", "SR", "JR", "PR", "QA", "AI", "TV", "PA", "PC"))  # codes that are more often words
LARGE = 500_000  # people in a city that can be meant where a region of its name could be
TINY = 0.02  # of the population of a namesake: "Boston, New York" are two cities
METROPOLIS = 1_000_000  # people; such a city is itself whatever code follows
KNOWN = 200_000  # people; a city this large with a wrong region code is that city, not a namesake village


@dataclass(frozen=True, slots=True)
class Group:
    """One place, region, country or region of the world, as read from items; `row` is its row of the places table."""

    text: str
    before: int
    first: int
    last: int
    row: int | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None
    scope: str | None = None
    scoping: bool = False
    qualified: bool = False
    region_named: bool = False
    items: tuple[Item, ...] = ()

    @property
    def is_city(self) -> bool:
        return self.city is not None


def group_items(items: Sequence[Item], country: str | None, *, regional: bool = False) -> list[Group]:
    """The places of the items, in order.

    `country` is where a bare ambiguous name is looked for first; `regional`: the string lists states, so that a name
    of a state and a city ("New York, USA" among "Texas, USA") is the state.
    """
    positions = [i for i, item in enumerate(items) if item.geographic or _town(items, i)]
    best: list[tuple[float, list[Group]]] = [(0.0, [])]
    for end in range(1, len(positions) + 1):
        options = []
        for start in range(max(0, end - 3), end):
            run = positions[start:end]
            for cost, group in _readings(items, run, country):
                cost += STATE_AMONG_STATES if regional and group and _could_be_region(group) else 0.0
                before, groups = best[start]
                options.append((before + cost, [*groups, group] if group else groups))
        best.append(min(options, key=lambda option: option[0]))
    return best[-1][1]


def _could_be_region(group: Group) -> bool:
    return group.is_city and not group.region_named and any(item.senses.regions for item in group.items)


def parted(items: Sequence[Item], first: int, last: int) -> int:
    """What parts item `last` from item `first`: the strongest break between them; "or" counts as one."""
    between = items[first + 1 : last + 1]
    strongest = max((item.before for item in between), default=0)
    return max(strongest, ALTERNATIVE) if any(item.alternative for item in between) else strongest


def _town(items: Sequence[Item], i: int) -> bool:
    """Whether an unknown item alone between commas can be the name of a town that the table lacks."""
    item = items[i]
    after = items[i + 1].before if i + 1 < len(items) else HARD
    return item.unknown and item.text[0].isupper() and after == COMMA and (i == 0 or item.before >= COMMA)


def _readings(items: Sequence[Item], run: list[int], country: str | None) -> Iterator[tuple[float, Group | None]]:
    parts = [items[i] for i in run]
    if len(run) == 1:
        yield _single(items, run[0], country)
        return
    joints = [parted(items, a, b) for a, b in pairwise(run)]
    if max(joints) >= ALTERNATIVE or any(items[i].work and items[i].before != BRACKET for i in range(run[0], run[-1])):
        return
    extra = sum(PART if joint < COMMA else APART for joint in joints)
    taken = _belongs_to_remote(items, run, joints)
    for roles in _ROLES[len(run)]:
        if (taken == "first" and roles[0] != "c") or (taken == "last" and roles[-1] != "c"):
            continue
        reverse = 0.5 if roles[0] != "c" and joints[0] == COMMA else 0.0
        found = _as_roles(parts, roles, joints)
        if found:
            cost, group = found
            yield PLACE + extra + reverse + cost, _finish(group, items, run)


def _belongs_to_remote(items: Sequence[Item], run: list[int], joints: list[int]) -> str | None:
    """Which end of a comma-joined run is rather the area of the "remote" beside it: "Chicago, US-Remote, Toronto"."""
    before, after = run[0] - 1, run[-1] + 1
    while before >= 0 and items[before].noise and items[before + 1].before < DASH:
        before -= 1
    if joints[0] == COMMA and before >= 0 and items[before].work == "remote" and parted(items, before, run[0]) < DASH:
        return "first"
    if joints[-1] == COMMA and after < len(items) and items[after].work == "remote" and items[after].before < DASH:
        return "last"
    return None


_ROLES = {  # c city, r region, k country, u words between that we do not know
    2: ("cr", "ck", "rc", "kc", "rk", "kr", "cc", "kk", "rr"),
    3: ("crk", "krc", "rck", "ckr", "kcr", "ccr", "cck", "crr", "cur", "cuk"),
}


def _finish(group: Group, items: Sequence[Item], run: list[int]) -> Group:
    text = "".join(("" if i == run[0] else ", " if items[i].before >= COMMA else " ") + items[i].text for i in run)
    scoping = any(item.scoping for item in items[run[-1] + 1 : run[-1] + 4])
    return replace(group, text=text, before=items[run[0]].before, first=run[0], last=run[-1], scoping=scoping,
                   items=tuple(items[i] for i in run))  # fmt: skip


def _single(items: Sequence[Item], i: int, country: str | None) -> tuple[float, Group | None]:
    item = items[i]
    if item.unknown:
        return SKIPPED, None
    group = alone(item, country)
    return PLACE, _finish(group, items, [i]) if group else None


def alone(
    item: Item, country: str | None, *, regional: bool = False, national: bool = False, urban: bool = False
) -> Group | None:
    """What one item means by itself; regional, national, urban: the items beside it are regions, countries, cities."""
    g, s = gazetteer(), item.senses
    blank = Group(item.text, item.before, 0, 0)
    regions = sorted((r for r in s.regions if r[0] in CODED or not item.code), key=lambda r: r[0] != country)
    region = regions[0] if regions else None
    nation = s.countries[0] if s.countries else None
    row = choose(s.places, country, g)
    country_code = item.code and item.text in COUNTRY_FIRST and not regional
    if nation and nation in CITY_STATES and row is not None and g.row(row).country == nation:
        return _city(blank, row, g)
    if item.code and nation and nation != "US" and item.text in WORDS_TOO and not region:
        return None
    if nation and (national or not region or country == nation or country_code):
        return replace(blank, country=nation)
    if urban and item.code and row is not None and not nation:
        return _city(blank, row, g)
    if region and (regional or row is None or (region[0] in CODED and not _city_first(item, row, g))):
        return replace(blank, region=region[1], country=region[0])
    if row is not None:
        return _city(blank, row, g)
    return replace(blank, scope=s.scope) if s.scope else None


def _city_first(item: Item, row: int, g: Gazetteer) -> bool:
    """Whether a name of a city and of a state or province means the city when it stands alone."""
    return item.key in CITY_FIRST or (item.key in g.given and item.key not in STATE_FIRST)


def choose(places: Sequence[int], country: str | None, g: Gazetteer) -> int | None:
    """The likeliest of several namesakes: in `country` when it is given and has one, else the first large one."""
    if not places:
        return None
    if country:
        at_home = [i for i in places if g.lines[i][5] == country]
        if at_home and g.population(at_home[0]) >= g.population(places[0]) / 1000:
            return at_home[0]
        if g.population(places[0]) < SMALL:
            return None  # a county or quarter at home rather than a town abroad
    return places[0]


def _city(group: Group, row: int, g: Gazetteer, *, qualified: bool = False) -> Group:
    r = g.row(row)
    return replace(group, row=row, city=r.name, region=r.region, country=r.country, qualified=qualified)


def _as_roles(parts: list[Item], roles: str, joints: list[int]) -> tuple[float, Group] | None:
    """The parts read in the given roles (c city, r region, k country) and the cost, or None where they disagree."""
    g = gazetteer()
    if any(part.unknown or role == "u" for part, role in zip(parts[1:], roles[1:], strict=True)) and not (
        roles[1] == "u" and _elsewhere(parts[1], parts[2], g)
    ):
        return None
    cities = [part for part, role in zip(parts, roles, strict=True) if role == "c"]
    regions = [part for part, role in zip(parts, roles, strict=True) if role == "r"]
    nations = [part for part, role in zip(parts, roles, strict=True) if role == "k"]
    if not all(p.senses.regions for p in regions) or not all(p.senses.countries for p in nations):
        return None
    nation = _common([p.senses.countries for p in nations])
    region = [r for r in _common([p.senses.regions for p in regions]) if not nations or r[0] in nation]
    if (nations and not nation) or (regions and not region):
        return None
    blank = Group("", 0, 0, 0, qualified=True)
    guess = 0.7 if any(p.code and p.senses.regions for p in nations) else 0.0
    if not cities:
        if roles in ("kk",):
            return guess, replace(blank, country=nation[0])
        return guess, replace(blank, region=region[0][1], country=region[0][0])
    found = _located(cities, region, nation, g)
    if found is not None:
        row, penalty = found
        if roles in ("ck", "kc") and _names_state(cities[0], row, nation, g):
            penalty += 1.0  # "Oklahoma, US" is the state, as "Oklahoma" alone is
        penalty += sum(
            1.0 for city in cities if not _large(city, g) and any(r[0] in CODED for r in city.senses.regions)
        )
        if roles == "kc" and joints[0] == COMMA and _hamlet(row, cities[0], g):
            return None
        if len(cities) == len(parts) or not _two_cities(row, cities[0], regions, g):
            return guess + penalty, replace(_city(blank, row, g, qualified=True), region_named=bool(regions))
        return None
    return _unlocated(parts, roles, joints, region, nation, g)


def _names_state(city: Item, row: int, nations: Sequence[str], g: Gazetteer) -> bool:
    """Whether a name before a country is rather that of a state or province of it than of its namesake city."""
    coded = any(country in nations and country in CODED for country, _ in city.senses.regions)
    return coded and not city.code and not _city_first(city, row, g)


def _common(choices: list[tuple[T, ...]]) -> list[T]:
    return [c for c in choices[0] if all(c in other for other in choices[1:])] if choices else []


def _located(
    cities: list[Item], regions: list[tuple[str, str]], nations: Sequence[str], g: Gazetteer
) -> tuple[int, float] | None:
    """The likeliest row for all city items within the regions and countries; dearer, the larger its namesake."""
    rows = _common([item.senses.places for item in cities])
    if not rows or len({item.senses.places[0] for item in cities}) > 1:
        return None
    for i in rows:
        cells = g.lines[i]
        if regions and (cells[5], cells[4]) not in regions:
            continue
        if nations and cells[5] not in nations:
            continue
        largest = max(g.population(j) for j in rows)
        return i, 0.8 * math.log10(max(largest, 1) / max(g.population(i), 1)) if g.population(i) < largest else 0.0
    return None


def _two_cities(row: int, city: Item, regions: list[Item], g: Gazetteer) -> bool:
    """Whether "Boston, New York" is two cities: the region names one too, and the first would be a hamlet."""
    at_home = g.lines[city.senses.places[0]][5] == g.lines[row][5]
    return at_home and _hamlet(row, city, g) and any(not p.code and _large(p, g) for p in regions)


def _elsewhere(between: Item, area: Item, g: Gazetteer) -> bool:
    """Whether an item between a city and its area is unknown, or only names places of other countries ("Surrey")."""
    countries = {*area.senses.countries, *(country for country, _ in area.senses.regions)}
    s = between.senses
    return between.unknown or (
        bool(s.places) and not (s.regions or s.countries) and not any(g.lines[i][5] in countries for i in s.places)
    )


def _rather_region(city: Item, g: Gazetteer) -> float:
    """The cost of taking the name of a state for a town's, or its code for a city's."""
    coded = any(region[0] in CODED for region in city.senses.regions)
    return 1.0 if coded and not _large(city, g) else 0.5 if coded and city.code else 0.0


def _hamlet(row: int, city: Item, g: Gazetteer) -> bool:
    """Whether a place is hardly anything beside its largest namesake."""
    return g.population(row) < TINY * g.population(city.senses.places[0])


def _large(item: Item, g: Gazetteer) -> bool:
    """Whether an item can mean a large city."""
    return bool(item.senses.places) and g.population(item.senses.places[0]) >= LARGE


def _unlocated(
    parts: list[Item], roles: str, joints: list[int], regions: list[tuple[str, str]], nations: list[str], g: Gazetteer
) -> tuple[float, Group] | None:
    """A town the table lacks ("Annapolis Junction, MD"), or a large city with a wrong region code ("Toronto, NY")."""
    city = parts[0]
    if roles not in ("cr", "ck", "crk", "cur", "cuk") or joints[0] != COMMA:
        return None
    blank = Group("", 0, 0, 0, qualified=True)
    country = regions[0][0] if regions else nations[0]
    region = regions[0][1] if regions else None
    if city.unknown:
        misspelt = _misspelt(city.key, country, region, g)
        if misspelt is not None:
            return 1.0, _city(blank, misspelt, g, qualified=True)
        return 1.0, replace(blank, city=city.text, region=region, country=country)
    if roles == "cr" and _town_named_like_a_country(city, parts[1]):
        return 5.0, replace(blank, city=city.text, region=region, country=country, region_named=True)
    if not (city.senses.places and regions) or city.senses.regions or city.senses.countries:
        return None
    largest = city.senses.places[0]
    beside = next((i for i in city.senses.places if _near(i, parts[1].senses.places, g)), None)
    if beside is not None:
        return 1.0, _city(blank, beside, g, qualified=True)
    code, people = parts[1].code, g.population(largest)
    if roles[1] == "r" and _large(parts[1], g) and (people >= SMALL or parts[1].key in CITY_FIRST):
        return None  # two cities: "SF, NY"
    abroad = g.lines[largest][5] != country
    if code and people >= KNOWN and (not abroad or people >= METROPOLIS):
        return 6.0, _city(blank, largest, g, qualified=True)
    namesake = people < (METROPOLIS if abroad else KNOWN)  # "Leeds, Massachusetts" is a village there
    if any(r[0] in CODED for r in regions) and (code or namesake):
        return 5.0, replace(blank, city=city.text, region=region, country=country, region_named=True)
    return None


def _town_named_like_a_country(city: Item, state: Item) -> bool:
    """Whether a country before the code of a state is a town there: "Norway, ME", but not "Morocco, MA"."""
    coded = state.code and any(region[0] == "US" for region in state.senses.regions)
    return (
        coded
        and bool(city.senses.countries)
        and not city.code
        and not set(city.senses.countries) & set(state.senses.countries)
    )


def _near(row: int, others: Sequence[int], g: Gazetteer) -> bool:
    """Whether a place lies within half a degree of the first of the others: "Northridge, LA" is beside Los Angeles."""
    if not others:
        return False
    a, b = g.row(row), g.row(others[0])
    return abs(a.lat - b.lat) <= 0.5 and abs(a.lon - b.lon) <= 0.5


def _misspelt(key: str, country: str, region: str | None, g: Gazetteer) -> int | None:
    """The one town of the region that a name of seven letters or more misspells by a letter or two."""
    if region is None or len(key) < 7:
        return None
    names = {g.lines[i][2]: i for i in g.rows_of(country, region) if g.lines[i][2][0] == key[0]}
    best = process.extractOne(key, names.keys(), scorer=fuzz.ratio, score_cutoff=88)
    return names[best[0]] if best else None
