"""A place of work, and what a location string says about places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from prospect.lexicon.gazetteer import CODED, gazetteer


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a posting or a person names it. `region` is the usual code ("OK", "ENG"), `country` ISO 3166 alpha-2.

    Coordinates in degrees and `id` (GeoNames) are of cities we know; a region or country alone has the id "US-OK" or
    "US" and no coordinates; a town we do not know has its name and no id. `metro` is the CBSA code, US only. `others` are
    ids of what the words alone may mean as well ("Portland" in Maine), the likeliest first.
    """

    text: str
    city: str | None = None
    region: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    id: str | None = None
    metro: str | None = None
    others: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """City, region and country, as far as they are known."""
        return ", ".join(part for part in (self.city, self.region, self.country) if part) or self.text

    @property
    def label(self) -> str:
        """A known place told apart from its namesakes: "Dallas, TX", "Toronto, ON, Canada", "London, United Kingdom"."""
        country = gazetteer().countries.get(self.country or "")
        if not (self.id and self.city and country):
            return self.text
        state = self.region if self.country in CODED else None
        return ", ".join(part for part in (self.city, state, None if self.country == "US" else country) if part)

    def as_json(self) -> dict[str, object]:
        """The place in the common shape."""
        return {name: getattr(self, name) for name in ("text", "city", "region", "country", "lat", "lon")}


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What a location string says.

    `workplace` is onsite, hybrid, remote or None; of several it is the one that promises least, except that an office
    or remote at choice is remote. `workplaces` has them all. `remote_scope`: where a remote person may be.
    """

    text: str
    places: tuple[Place, ...] = ()
    workplace: str | None = None
    remote_scope: tuple[str, ...] = ()
    workplaces: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The reading in the common shape."""
        return {
            "text": self.text,
            "places": [place.as_json() for place in self.places],
            "workplace": self.workplace,
            "remote_scope": list(self.remote_scope),
            "workplaces": list(self.workplaces),
            "others": {one.text: [other.as_json() for other in others_of(one)] for one in self.places if one.others},
        }


def others_of(one: Place) -> tuple[Place, ...]:
    """What the words of a place may mean as well."""
    return tuple(found for id in one.others if (found := place(id)) is not None)


@lru_cache(maxsize=4096)
def place_of(row: int) -> Place:
    """The place of a row of places.tsv."""
    r = gazetteer().row(row)
    return Place(r.name, r.name, r.region, r.country, r.lat, r.lon, r.id, r.metro)


def place(id: str) -> Place | None:
    """The place with an id of `Place.id`: a city, a region ("US-OK") or a country ("US")."""
    g = gazetteer()
    if (row := g.by_id.get(id)) is not None:
        return place_of(row)
    if id in g.countries:
        return Place(g.countries[id], country=id, id=id)
    country, _, region = id.partition("-")
    if (name := g.regions.get((country, region))) is not None:
        return Place(name, region=region, country=country, id=id)
    return None
