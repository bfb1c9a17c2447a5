"""Reading location strings: the places, the workplace, and where a remote person may be."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from prospect.lexicon.gazetteer import CODED, gazetteer
from prospect.lexicon.place import Place, PlaceReading, place_of
from prospect.lexicon.place_groups import Group, alone, group_items, parted
from prospect.lexicon.place_text import (
    ALTERNATIVE,
    BRACKET,
    COMMA,
    DASH,
    HARD,
    SMALL,
    Item,
    is_placeholder,
    read_items,
    words,
)

WEAK_CONTEXT = 0.3  # of the likeliest namesake's population, for the country of the other places to decide
WITHIN = 0.2  # degrees from the middle of a city
NAMESAKE, LIKELY, MOST_OTHERS = (
    15_000,
    0.02,
    3,
)  # people, and share of the likeliest's, of a place that may be meant too
LONGEST = 6_000  # characters; the longest real ones list all states with "remote" beside each
_UNSAID = re.compile(r",\s*(?:undefined|null)\b")  # what a program writes for a part it has not
_SPACES = re.compile(r"[^\S\n]+")


def read_places(text: str, *, country: str | None = None) -> PlaceReading:
    """Reads the free text of a location field; `country` is the country of the board, for names that need one."""
    plain = _UNSAID.sub("", _SPACES.sub(" ", text)).strip()
    if not plain or len(plain) > LONGEST or is_placeholder(plain):
        return PlaceReading(text)
    return replace(_read(plain, country), text=text)


@lru_cache(maxsize=16_384)  # boards repeat their few strings thousands of times
def _read(plain: str, country: str | None) -> PlaceReading:
    items = read_items(plain)
    groups = group_items(items, country)
    if _lists_regions(groups):
        groups = group_items(items, country, regional=not any(group.region_named for group in groups))
    groups = _without_buildings(_without_quarters(_in_context(groups, country)))
    groups = _without_namesakes_of_buildings(groups, items)
    segments = [(part, _named_once(_included(items, found), items)) for part, found in _segments(items, groups)]
    groups = [group for _, found in segments for group in found]
    work = [item.work for item in items if item.work]
    cities = any(group.is_city for group in groups)
    bare = any(not found and "remote" in _work(part) for part, found in segments)
    scope: list[str] = []
    places: list[Group] = []
    choice = bare and cities
    for part, found in segments:
        remote = "remote" in _work(part)
        areas = _areas(items, found, open=not cities, remote=remote or bare)
        scope += [_area(group) for group in areas]
        places += [group for group in found if not any(group is area for area in areas)]
        choice |= remote and cities and not _attached(items, part, found)
    if any(group.scope == "worldwide" and "anywhere" in group.text.casefold() for group in groups):
        work.append("remote")
    workplaces = _workplaces(work, choice, bool(places))
    if workplaces == ("remote",) and not scope:
        scope = [group.country for group in places if group.country]
    if cities and "remote" not in workplaces:
        scope = []
    return PlaceReading(plain, _unique(places), _main(workplaces), _narrowest(scope), workplaces)


def _lists_regions(groups: list[Group]) -> bool:
    """Whether states are listed rather than cities, so that "New York" among them is a state too."""
    regions = sum(bool(g.region) and not g.is_city and g.country in CODED for g in groups)
    cities = sum(g.is_city and not g.region_named and not any(item.senses.regions for item in g.items) for g in groups)
    return regions > 0 and regions >= cities


def _areas(items: list[Item], groups: list[Group], *, open: bool, remote: bool) -> list[Group]:
    """The groups of a part that say where a remote person may be, and are no places to go to.

    `open`: no city stands anywhere in the string, so that every area is one when the part says remote, or names a
    region of the world. Beside cities only the areas next to "remote" are, and those joined to one by "or" or "/".
    """
    if open and (remote or any(group.scope for group in groups)):
        return groups
    found: list[Group] = []
    for group in groups:
        last = found[-1] if found else None
        joined = last and parted(items, last.last, group.first) in (BRACKET, ALTERNATIVE) and last.last < group.first
        if group.scope or group.scoping or (not group.is_city and remote and (joined or _next_to_remote(items, group))):
            found.append(group)
    return found


def _next_to_remote(items: list[Item], group: Group) -> bool:
    """Whether "remote" is the nearest word on either side that is no noise."""
    for step, at in ((-1, group.first - 1), (1, group.last + 1)):
        while 0 <= at < len(items) and items[at].noise:
            at += step
        if 0 <= at < len(items) and items[at].work == "remote":
            return True
    return False


def _segments(items: list[Item], groups: list[Group]) -> list[tuple[list[Item], list[Group]]]:
    """The string cut at hard breaks, each part with its groups."""
    parts: list[tuple[list[Item], list[Group]]] = []
    for i, item in enumerate(items):
        if not parts or item.before == HARD:
            parts.append(([], []))
        parts[-1][0].append(item)
        parts[-1][1].extend(group for group in groups if group.first == i)
    return parts


def _included(items: list[Item], groups: list[Group]) -> list[Group]:
    """The groups before the first that the string excludes ("Remote (non-U.S.)")."""
    for at, group in enumerate(groups):
        if group.first and items[group.first - 1].key in words().negations:
            return groups[:at]
    return groups


def _named_once(groups: list[Group], items: list[Item]) -> list[Group]:
    """Without a country that is named again behind its city: "Seoul, Korea, Republic of (South Korea)"."""
    kept: list[Group] = []
    for group in groups:
        last = kept[-1] if kept else None
        again = last and last.is_city and not group.is_city and not group.region and last.country == group.country
        between = items[last.last : group.last + 1] if last else []
        if not again or any(item.work or item.alternative for item in between) or _next_to_remote(items, group):
            kept.append(group)
    return kept


def _work(items: list[Item]) -> set[str]:
    return {item.work for item in items if item.work}


def _attached(items: list[Item], part: list[Item], groups: list[Group]) -> bool:
    """Whether "remote" belongs to a city ("Austin - Remote") and is no alternative to it ("Austin, Remote")."""
    cities = [group for group in groups if group.is_city]
    if not cities or any(not group.is_city for group in groups):
        return False
    for i, item in enumerate(items):
        if item.work == "remote" and any(item is other for other in part):
            nearest = min(cities, key=lambda g: min(abs(g.first - i), abs(g.last - i)))
            first, last = (nearest.last, i) if nearest.last < i else (i, nearest.first)
            joint = parted(items, first, last)
            if joint in (COMMA, ALTERNATIVE):
                return False
    return True


def _workplaces(words: list[str], choice: bool, placed: bool) -> tuple[str, ...]:
    found = set(words)
    if found == {"remote"} and choice and placed:
        found.add("onsite")
    return tuple(kind for kind in ("onsite", "hybrid", "remote") if kind in found)


def _main(workplaces: tuple[str, ...]) -> str | None:
    if "hybrid" in workplaces:
        return "hybrid"
    return workplaces[-1] if workplaces else None


def _area(group: Group) -> str:
    if group.scope:
        return group.scope
    return f"{group.country}-{group.region}" if group.region else str(group.country)


def _narrowest(scope: list[str]) -> tuple[str, ...]:
    """Scopes once each, in order; a country goes when regions of it are named."""
    narrowed = {area.split("-")[0] for area in scope if re.fullmatch(r"[A-Z]{2}-\w+", area)}
    return tuple(dict.fromkeys(area for area in scope if area not in narrowed))


def _unique(groups: list[Group]) -> tuple[Place, ...]:
    found: dict[tuple[str | None, str | None, str | None], Place] = {}
    for group in groups:
        found.setdefault((group.city, group.region, group.country), _place(group))
    return tuple(found.values())


def _place(group: Group) -> Place:
    if group.row is not None:
        return replace(place_of(group.row), text=group.text, others=_others(group))
    identity = None if group.is_city else f"{group.country}-{group.region}" if group.region else group.country
    return Place(group.text, group.city, group.region, group.country, id=identity, others=_others(group))


def _others(group: Group) -> tuple[str, ...]:
    """Ids of what the one bare name of a group may mean as well: namesakes of some size, a region or country."""
    if group.qualified or not _ambiguous(group):
        return ()
    g, senses = gazetteer(), group.items[0].senses
    people = g.population(group.row) if group.row is not None else 0
    cities = [i for i in senses.places if i != group.row and g.population(i) >= max(NAMESAKE, people * LIKELY)]
    found = [g.row(i).id for i in cities[:MOST_OTHERS]]
    if group.is_city or group.region:
        found += [country for country in senses.countries if country != group.country]
    if group.is_city:
        found += [f"{country}-{region}" for country, region in senses.regions if country in CODED]
    return tuple(found[:MOST_OTHERS])


def _in_context(groups: list[Group], country: str | None) -> list[Group]:
    """Ambiguous bare names read again beside the others: states among states, a namesake in the country of the rest."""
    settled = [g for g in groups if g.qualified or not _ambiguous(g)]
    regional = _lists_regions(settled)
    national = any(g.country and not g.region and not g.is_city for g in settled)
    urban = not regional and any(g.is_city for g in groups)
    homes = {g.country for g in groups if g.qualified} or {g.country for g in settled if g.is_city}
    result = []
    for group in groups:
        if not group.qualified and _ambiguous(group):
            item = group.items[0]
            again = alone(item, country, regional=regional, national=national and not regional, urban=urban)
            if again:
                group = replace(again, text=group.text, before=group.before, first=group.first, last=group.last,
                                scoping=group.scoping, items=group.items)  # fmt: skip
            group = _at_home(group, homes)
        result.append(group)
    return result


def _without_quarters(groups: list[Group]) -> list[Group]:
    """Without the name of a part of the city before it, which elsewhere is a town: "NYC (SoHo)", "China-Shanghai-Puxi"."""
    kept: list[Group] = []
    for group in groups:
        last = kept[-1] if kept else None
        bracketed = last is not None and last.is_city and group.before == BRACKET and group.first == last.last + 1
        abroad = last is not None and group.row is not None and group.country != last.country
        if bracketed and abroad and group.row is not None and gazetteer().population(group.row) < SMALL:
            continue
        if last is not None and _is_part(group, last):
            continue
        kept.append(group)
    return kept


def _is_part(group: Group, city: Group) -> bool:
    """Whether a name that a dash joins to "Country-City" is a part of that city: within it, or a small town's abroad."""
    led = city.is_city and len(city.items) > 1 and bool(city.items[0].senses.countries)
    if not led or group.row is None or city.row is None or group.first != city.last + 1 or group.before > DASH:
        return False
    g = gazetteer()
    one, other = g.row(group.row), g.row(city.row)
    if one.country != other.country:
        return g.population(group.row) < SMALL
    within = abs(one.lat - other.lat) <= WITHIN and abs(one.lon - other.lon) <= WITHIN
    return within and g.population(group.row) < g.population(city.row)


def _without_buildings(groups: list[Group]) -> list[Group]:
    """Without a lone common noun that is also a town's name, beside another place: "Tulsa, OK - Airport"."""
    common = words().buildings
    kept = [group for group in groups if group.qualified or len(group.items) > 1 or group.items[0].key not in common]
    return kept if any(group.is_city for group in kept) else groups


def _without_namesakes_of_buildings(groups: list[Group], items: list[Item]) -> list[Group]:
    """Without the town or state that a building's name has in it, beside the place where it stands: a city behind the
    next comma ("Lincoln Hospital, Bronx, NY") or anywhere in another country ("Victoria Hospital - Kirkcaldy")."""
    cities = [group for group in groups if group.is_city and not _housed(group)]
    return [
        group
        for group in groups
        if not _housed(group)
        or not any(
            city.country != group.country
            or (city.first == group.last + 1 and parted(items, group.last, city.first) == COMMA)
            for city in cities
        )
    ]


def _housed(group: Group) -> bool:
    return bool(group.items) and all(item.housed for item in group.items)


def _ambiguous(group: Group) -> bool:
    senses = group.items[0].senses
    return len(group.items) == 1 and len(senses.places) + len(senses.regions) + len(senses.countries) > 1


def _at_home(group: Group, homes: set[str | None]) -> Group:
    """A city whose namesake in the one country of the other places is not much smaller is that namesake."""
    if group.row is None or len(homes) != 1 or group.country in homes:
        return group
    g = gazetteer()
    for i in group.items[0].senses.places:
        if g.lines[i][5] in homes and g.population(i) >= WEAK_CONTEXT * g.population(group.row):
            r = g.row(i)
            return replace(group, row=i, city=r.name, region=r.region, country=r.country)
    return group
