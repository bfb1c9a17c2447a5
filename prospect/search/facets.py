"""Facets: for each value of a filter, how many jobs there would be with it ticked too.

The counts of a facet leave the facet's own filter out of the question and keep all the others, so that ticking a
second level shows what it adds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from prospect.search.query import Query

# Each facet and the fields of the Query that it fills, with their empty values.
_FIELDS: Final[dict[str, dict[str, Any]]] = {
    "level": {"levels": ()},
    "workplace": {"workplaces": ()},
    "type": {"employment_types": ()},
    "education": {"education": None},
    "employer": {"employers": ()},
    "agency": {"agencies": True},
    "occupation": {"occupations": ()},
    "skill": {"any_skills": ()},
    "place": {"near": (), "remote": False},
    "region": {"near": (), "remote": False},
    "country": {"near": (), "remote": False},
    "pay": {"pay": None, "unstated_pay": False},
    "since": {"since": None},
}
# Facets whose filter goes by another facet's name: the filter of places holds regions and countries too.
PLACES: Final = {"region": "place", "country": "place"}
FACETS: Final = tuple(_FIELDS)
KEY_FACETS: Final = tuple(name for name in FACETS if name not in ("pay", "since"))
# Least pay a year and days since posting that are offered; a job counts for every one that it reaches.
PAY_FLOORS: Final = (30_000, 50_000, 70_000, 90_000, 120_000, 150_000, 200_000)
DAYS: Final = (1, 3, 7, 14, 30)
MOST_VALUES: Final = 30


def without(query: Query, facet: str) -> Query:
    """The query with the facet's own filter taken off."""
    empty = _FIELDS[facet]
    if "near" in empty and query.near and query.remote:
        empty = empty | {"remote_from": ()}  # where a remote job may be done from belongs to the places
    return query if all(getattr(query, name) == value for name, value in empty.items()) else replace(query, **empty)


def ordered(counts: Iterable[tuple[str, int]], limit: int = MOST_VALUES) -> dict[str, int]:
    """Values by how many jobs have them, then by name; those without a job left out."""
    kept = sorted(((value, count) for value, count in counts if count), key=lambda pair: (-pair[1], pair[0]))
    return dict(kept[:limit])
