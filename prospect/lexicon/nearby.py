"""Distance between places, and suggestions for a name being typed."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import lru_cache

from rapidfuzz import fuzz, process

from prospect.lexicon.gazetteer import gazetteer
from prospect.lexicon.place import Place, place_of
from prospect.lexicon.place import place as place_with
from prospect.lexicon.place_names import fold
from prospect.lexicon.zip_codes import place_of_zip

EARTH_MILES = 3958.7613  # mean radius of the Earth, IUGG
MISSPELT, SHORTEST_MISSPELT, MOST_MISSPELT = 80, 4, 12  # likeness (0 to 100), letters, names that are offered


def distance(a: Place, b: Place) -> float | None:
    """Great-circle miles between two places, None when one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    chord = math.dist(_point(a.lat, a.lon), _point(b.lat, b.lon))
    return 2 * EARTH_MILES * math.asin(min(1.0, chord / 2))


@lru_cache(maxsize=256)
def places_within(id: str, miles: float) -> frozenset[str]:
    """Ids of the cities within so many great-circle miles of a city, itself included.

    Of a region or country: itself alone. Ids that nothing has: none.
    """
    here = place_with(id)
    if here is None:
        return frozenset()
    if here.lat is None or here.lon is None:
        return frozenset((id,))
    angle = min(max(miles, 0.0) / EARTH_MILES, math.pi)
    # A chord is compared instead of an arc: monotonic, no arc cosine, and exact at short distances.
    chord, point = 2 * math.sin(angle / 2), _point(here.lat, here.lon)
    latitudes, ids, points = _by_latitude()
    band = math.degrees(angle)
    first, last = bisect_left(latitudes, here.lat - band), bisect_right(latitudes, here.lat + band)
    return frozenset(ids[i] for i in range(first, last) if math.dist(points[i], point) <= chord) | {id}


def suggest_places(prefix: str, limit: int = 8, *, country: str | None = None) -> tuple[Place, ...]:
    """Cities with a name beginning so, most populous first, those of `country` before the rest; of a ZIP code its own."""
    if (coded := place_of_zip(prefix)) is not None:
        return (coded,)
    wanted = fold(prefix)
    if not wanted:
        return ()
    g = gazetteer()
    keys, rows = _names()
    found: set[int] = set(g.places_named(wanted)) if len(wanted) > 1 else set()
    for at in range(bisect_left(keys, wanted), len(keys)):
        if not keys[at].startswith(wanted):
            break
        found.add(rows[at])
    named = g.given.get(wanted)

    def order(row: int) -> tuple[bool, bool, int, int]:
        home = country is None or g.lines[row][5] == country
        return (row != named, not home, -g.population(row), row)

    return tuple(place_of(row) for row in sorted(found, key=order)[:limit])


def similar_places(name: str, *, country: str) -> tuple[tuple[float, Place], ...]:
    """Cities of `country` that a name may misspell, each with its likeness (0 to 100), the most alike first."""
    wanted = fold(name.partition(",")[0])
    if len(wanted) < SHORTEST_MISSPELT:
        return ()
    g = gazetteer()
    names = _names_in(country)
    found = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=MISSPELT, limit=MOST_MISSPELT)
    return tuple(
        (score, place_of(row)) for name, score, _ in found for row in g.main[name] if g.lines[row][5] == country
    )


Point = tuple[float, float, float]


def _point(lat: float, lon: float) -> Point:
    """A place on the unit sphere."""
    a, b = math.radians(lat), math.radians(lon)
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)


@lru_cache(maxsize=1)
def _by_latitude() -> tuple[list[float], list[str], list[Point]]:
    """Latitudes of all cities from south to north, with their ids and points."""
    rows = sorted((float(cells[6]), float(cells[7]), cells[0]) for cells in gazetteer().lines)
    return [lat for lat, *_ in rows], [id_ for *_, id_ in rows], [_point(lat, lon) for lat, lon, _ in rows]


@lru_cache(maxsize=1)
def _names() -> tuple[list[str], list[int]]:
    """Folded main names in alphabetical order, each with its row, and those of the hand-kept table."""
    g = gazetteer()
    pairs = [(name, row) for name, rows in g.main.items() for row in rows]
    pairs += [(name, row) for name, row in g.given.items()]
    pairs.sort()
    return [name for name, _ in pairs], [row for _, row in pairs]


@lru_cache(maxsize=4)
def _names_in(country: str) -> list[str]:
    """Folded main names of the cities of a country."""
    g = gazetteer()
    return [name for name, rows in g.main.items() if any(g.lines[row][5] == country for row in rows)]
