"""Where a posting's work is done: places, workplace and remote scope, from its fields and its title.

Fields go before text, a place's own words before the posting's, and nothing is concluded from the description: half
of all descriptions mention remote work of somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from prospect.lexicon.place_groups import CITY_STATES
from prospect.lexicon.places import Place, PlaceReading, read_places
from prospect.sources.posting import PostingData, RawPlace

# "Data Analyst (Remote)", "Engineer - EMEA Remote", "Nurse, Hybrid": a last part with a few words around.
_TITLE_END = re.compile(
    r"(?:[(\[|,–—]|\s-\s)\s*((?:[^()\[\]|,–—-]+?\s)?(?:fully\s|100%\s)?(?:remote|hybrid|on-?site)\b"
    r"(?!\s+(?:sens|pilot|monitor|support|control|cloud|deposit|patient)\w*)[^()\[\]|]{0,40})[)\]]?\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the work is: `remote_scope` as in `PlaceReading`."""

    places: tuple[Place, ...] = ()
    workplace: str | None = None
    remote_scope: tuple[str, ...] = ()


def whereabouts(posting: PostingData) -> Whereabouts:
    """What the fields and the title of a posting say of where it is done."""
    readings = [_read(place, posting.workplace) for place in posting.places]
    titled = _of_title(posting.title)
    workplace = posting.workplace or _workplace(readings) or (titled.workplace if titled else None)
    places = _unique(place for reading in readings for place in reading.places)
    scope = list(dict.fromkeys(area for reading in readings for area in reading.remote_scope))
    if workplace == "remote":
        # A country or region alone is where from, not where to, unless "remote" stands with another area.
        if not scope:
            scope = [area for place in places if not place.city and (area := _area(place))]
            places = tuple(place for place in places if place.city)
        if titled and titled.remote_scope and not scope:
            scope = list(titled.remote_scope)
        if not scope:
            scope = list(dict.fromkeys(place.country for place in places if place.country))
    elif workplace == "onsite":
        scope = []
    return Whereabouts(places, workplace, _narrowest(scope))


def _read(place: RawPlace, workplace: str | None) -> PlaceReading:
    """One stated place. Its address goes before its name, which still tells of remote work."""
    scoping = place.workplace == "remote"
    named = _reading(f"Remote - {place.text}" if scoping and place.text else place.text, _code(place.country))
    if not place.city:
        if named.places or named.remote_scope or not (place.region or place.country):
            return _located(_where_from(named) if scoping else named, place)
        # The name is an office's or "Remote": then the address tells the rest.
        spelled = place.region or place.country
        remote = scoping or named.workplace == "remote"
        coarse = _reading(f"Remote - {spelled}" if remote else spelled, _code(place.country))
        return replace(coarse, workplace=named.workplace or coarse.workplace)
    if workplace == "remote" and named.remote_scope and not any(one.city for one in named.places):
        # "Remote (US)" at the address of the head office: nobody has to come there.
        return named
    city = _city(place)
    named_scope = named.remote_scope if named.workplace == "remote" else ()
    return PlaceReading(place.text, (city,), named.workplace, named_scope)


def _where_from(reading: PlaceReading) -> PlaceReading:
    """A reading of where a remote job may be done from: its countries and regions are areas, and so is a city state beside them."""
    areas = [place for place in reading.places if not place.city]
    states = [place for place in reading.places if place.city and place.country in CITY_STATES]
    areas += states if areas or reading.remote_scope else []
    scope = dict.fromkeys((*reading.remote_scope, *(area for place in areas if (area := _area(place)))))
    return replace(reading, places=tuple(one for one in reading.places if one not in areas), remote_scope=tuple(scope))


def _city(place: RawPlace) -> Place:
    """The city of an address, known to the gazetteer or not."""
    spelled = ", ".join(part for part in (place.city, place.region, place.country) if part)
    code = _code(place.country)
    found = next((one for one in _reading(spelled, code).places if one.city), None)
    if found is None or (code and found.country != code):
        # "København, Europe, DK": what stands for a region is none.
        plain = ", ".join(part for part in (place.city, place.country) if part)
        found = next((one for one in _reading(plain, code).places if one.city), None)
    if found is None or (code and found.country != code):
        found = Place(spelled, place.city, _region(place.region, code), code)
    says_so = found.city is not None and any(
        name.casefold() in place.text.casefold() for name in (place.city, found.city)
    )
    return _with_point(replace(found, text=place.text if says_so else spelled), place)


def _located(reading: PlaceReading, place: RawPlace) -> PlaceReading:
    if len(reading.places) != 1:
        return reading
    return replace(reading, places=(_with_point(reading.places[0], place),))


def _with_point(found: Place, stated: RawPlace) -> Place:
    """With the stated coordinates where we have none of our own."""
    if found.lat is None and found.city and stated.lat is not None and stated.lon is not None:
        return replace(found, lat=stated.lat, lon=stated.lon)
    return found


@lru_cache(maxsize=50_000)
def _reading(text: str, country: str | None) -> PlaceReading:
    return read_places(text, country=country) if text else PlaceReading(text)


def _code(country: str) -> str | None:
    """The ISO code of a stated country."""
    if not country:
        return None
    found = _reading(country, None)
    return next((place.country for place in found.places if place.country and not place.city), None)


def _region(region: str, country: str | None) -> str | None:
    """The usual code of a stated region of a country."""
    if not region or not country:
        return None
    found = _reading(region, country)
    same_country = (place for place in found.places if place.country == country)
    return next((place.region for place in same_country if place.region), None)


def _workplace(readings: Iterable[PlaceReading]) -> str | None:
    """What the places say together: remote where one of them is, as then nobody has to come; then hybrid, then onsite."""
    stated = {reading.workplace for reading in readings}
    return next((one for one in ("remote", "hybrid", "onsite") if one in stated), None)


def _of_title(title: str) -> PlaceReading | None:
    found = _TITLE_END.search(title)
    return _reading(found.group(1).strip(), None) if found else None


def _unique(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once; a country alone is left out where one of its cities is named beside it."""
    found: dict[object, Place] = {}
    for place in places:
        found.setdefault(place.id or (place.city, place.region, place.country), place)
    with_cities = {place.country for place in found.values() if place.city}
    return tuple(place for place in found.values() if place.city or place.region or place.country not in with_cities)


def _area(place: Place) -> str | None:
    if place.region and place.country:
        return f"{place.country}-{place.region}"
    return place.country or (place.text or None)


def _narrowest(scope: list[str]) -> tuple[str, ...]:
    """Without areas that a named part of theirs already narrows ("US" beside "US-OK")."""
    return tuple(area for area in dict.fromkeys(scope) if not any(other.startswith(f"{area}-") for other in scope))
