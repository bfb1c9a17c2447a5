"""Distance between places, and suggestions for a name being typed."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from prospect.lexicon.gazetteer import gazetteer
from prospect.lexicon.place import Place, place_of
from prospect.lexicon.place import place as place_with
from prospect.lexicon.place_names import fold

EARTH_MILES = 3958.7613  # mean radius of the Earth, IUGG


def distance(a: Place, b: Place) -> float | None:
    """Great-circle miles between two places, None when one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return float(np.arccos(np.clip(_unit(a.lat, a.lon) @ _unit(b.lat, b.lon), -1.0, 1.0)) * EARTH_MILES)


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
    ids, points = _sphere()
    # A chord is compared instead of an arc: monotonic, no arc cosine, and exact at short distances.
    chord = 2 * np.sin(min(max(miles, 0.0) / EARTH_MILES, np.pi) / 2)
    apart = np.linalg.norm(points - _unit(here.lat, here.lon), axis=1)
    return frozenset(ids[apart <= chord].tolist()) | {id}


def suggest_places(prefix: str, limit: int = 8, *, country: str | None = None) -> tuple[Place, ...]:
    """Cities with a name beginning so, most populous first; those of `country` come before the rest."""
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


def _unit(lat: float, lon: float) -> npt.NDArray[np.float64]:
    a, b = np.radians(lat), np.radians(lon)
    return np.array([np.cos(a) * np.cos(b), np.cos(a) * np.sin(b), np.sin(a)])


@lru_cache(maxsize=1)
def _sphere() -> tuple[npt.NDArray[np.str_], npt.NDArray[np.float64]]:
    """Ids of all cities and their points on the unit sphere."""
    lines = gazetteer().lines
    lat = np.radians(np.array([float(cells[6]) for cells in lines]))
    lon = np.radians(np.array([float(cells[7]) for cells in lines]))
    points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    return np.array([cells[0] for cells in lines]), points


@lru_cache(maxsize=1)
def _names() -> tuple[list[str], list[int]]:
    """Folded main names in alphabetical order, each with its row, and those of the hand-kept table."""
    g = gazetteer()
    pairs = [(name, row) for name, rows in g.main.items() for row in rows]
    pairs += [(name, row) for name, row in g.given.items()]
    pairs.sort()
    return [name for name, _ in pairs], [row for _, row in pairs]
