"""Places of work: reading location strings, finding and suggesting places, and what lies within some miles of one."""

from __future__ import annotations

from prospect.lexicon.gazetteer import gazetteer
from prospect.lexicon.nearby import distance, places_within, similar_places, suggest_places
from prospect.lexicon.place import Place, PlaceReading, others_of, place, place_of
from prospect.lexicon.place_names import fold
from prospect.lexicon.place_reading import read_places
from prospect.lexicon.zip_codes import place_of_zip

__all__ = [
    "Place",
    "PlaceReading",
    "distance",
    "find_places",
    "has_namesakes",
    "others_of",
    "place",
    "places_within",
    "read_places",
    "similar_places",
    "suggest_places",
]


def find_places(name: str) -> tuple[Place, ...]:
    """Cities that a name or a ZIP code can mean, likeliest first; "Springfield, IL" and "Paris, France" narrow it."""
    if (coded := place_of_zip(name)) is not None:
        return (coded,)
    g = gazetteer()
    rows = g.places_named(fold(name))
    if rows:
        return tuple(place_of(i) for i in rows)
    reading = read_places(name)
    return tuple(place for place in reading.places if place.city and place.id)


def has_namesakes(one: Place) -> bool:
    """Whether another city goes by the name of this one, so that the name alone does not say which is meant."""
    return one.city is not None and one.id is not None and len(gazetteer().main.get(fold(one.city), ())) > 1
