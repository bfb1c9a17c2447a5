"""Places of work: reading location strings, finding and suggesting places, and what lies within some miles of one."""

from __future__ import annotations

from prospect.lexicon.gazetteer import gazetteer
from prospect.lexicon.nearby import distance, places_within, suggest_places
from prospect.lexicon.place import Place, PlaceReading, place, place_of
from prospect.lexicon.place_names import fold
from prospect.lexicon.place_reading import read_places

__all__ = [
    "Place",
    "PlaceReading",
    "distance",
    "find_places",
    "place",
    "places_within",
    "read_places",
    "suggest_places",
]


def find_places(name: str) -> tuple[Place, ...]:
    """Cities that a name can mean, likeliest first; "Springfield, IL" and "Paris, France" narrow it."""
    g = gazetteer()
    rows = g.places_named(fold(name))
    if rows:
        return tuple(place_of(i) for i in rows)
    reading = read_places(name)
    return tuple(place for place in reading.places if place.city and place.id)
