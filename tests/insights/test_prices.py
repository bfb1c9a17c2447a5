"""Regional price parities: the official figures, and what stands in for a missing one."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from prospect.insights.prices import edition, equal_worth, price_level, price_levels
from prospect.lexicon.places import Place, find_places, place

SHARED = os.environ.get("PROSPECT_SHARED")
# BEA, Regional Price Parities 2024, all items.
STATES = {"CA": 110.72, "OK": 87.84, "TX": 97.06, "NY": 107.92, "WA": 107.01, "CO": 103.05}
METROS = {
    "San Francisco": 115.61, "Miami": 114.16, "Los Angeles": 113.57, "New York": 112.56, "San Diego": 111.89,
    "Seattle": 111.13, "San Jose": 110.42, "Washington": 108.88, "Boston": 108.27, "Denver": 105.78, "Chicago": 103.60,
    "Dallas": 103.09, "Atlanta": 100.06, "Raleigh": 98.16, "Austin": 98.07, "Oklahoma City": 90.41, "Tulsa": 89.21,
}  # fmt: skip


def city(name: str) -> Place:
    return next(found for found in find_places(name) if found.country == "US")


@pytest.mark.parametrize(("name", "level"), METROS.items())
def test_official_metro(name: str, level: float) -> None:
    found = price_level(city(name))
    assert found is not None
    assert (found.kind, found.year, found.fallback) == ("metro", 2024, None)
    assert found.all_items == pytest.approx(level, abs=0.0051)


@pytest.mark.parametrize(("state", "level"), STATES.items())
def test_official_state(state: str, level: float) -> None:
    where = place(f"US-{state}")
    assert where is not None
    found = price_level(where)
    assert found is not None
    assert (found.kind, found.fallback) == ("state", None)
    assert round(found.all_items, 2) == level


def test_worked_examples() -> None:
    tulsa, francisco = city("Tulsa"), city("San Francisco")
    there = equal_worth(186_640, francisco, tulsa)
    back = equal_worth(108_730, tulsa, francisco)
    assert there is not None and back is not None
    assert round(there.worth) == 144_023
    assert round(back.worth) == 140_904
    assert [round(found.national) for found in (there, back)] == [161_435, 121_875]
    for name, median, national in (("San Jose", 213_110, 192_994), ("Austin", 134_120, 136_765)):
        worth = equal_worth(median, city(name), city(name))
        assert worth is not None and round(worth.national) == national
    assert (there.year, edition()) == (2024, (2024, "2026-02-19"))
    assert "Tulsa, OK (89.2)" in str(there.method)
    assert "2024" in str(there.source) and "2026-02-19" in str(there.source)
    assert "Taxes" in str(there.leaves_out)


def test_highest_and_lowest_metro() -> None:
    levels = price_levels("metro")
    assert len(levels) == 387
    assert levels[0].name.startswith("San Francisco") and levels[-1].name == "Monroe, LA"
    assert round(next(found.housing for found in levels if found.code == "41940"), 1) == 211.9


def test_a_town_outside_metros_has_the_rural_level_of_its_state_and_says_so() -> None:
    found = price_level(city("Stillwater, OK"))
    assert found is not None and found.fallback is not None
    assert (found.kind, found.code) == ("nonmetro", "US-OK")
    assert "Stillwater" in str(found.fallback) and "Oklahoma" in str(found.fallback)


def test_an_unknown_town_has_its_states_level_and_says_so() -> None:
    found = price_level(Place("Nowhere, OK", "Nowhere", "OK", "US"))
    assert found is not None and (found.kind, found.code) == ("state", "US-OK")
    assert "Nowhere" in str(found.fallback)
    nation = price_level(Place("US", country="US"))
    assert nation is not None and (nation.all_items, nation.fallback) == (100, None)


def test_nothing_is_said_of_other_countries_and_currencies() -> None:
    berlin = find_places("Berlin")[0]
    assert price_level(berlin) is None
    assert equal_worth(100, city("Tulsa"), berlin) is None
    assert equal_worth(100, city("Tulsa"), city("Denver"), currency="EUR") is None


@pytest.mark.shared
@pytest.mark.skipif(SHARED is None, reason="PROSPECT_SHARED is unset")
def test_every_metro_as_published() -> None:
    assert SHARED is not None
    ours = {found.code: found for found in price_levels("metro")}
    with (Path(SHARED) / "facts/rpp_metros_2024.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not row["cbsa"].startswith("00")]
    assert len(rows) == len(ours)
    for row in rows:
        found = ours[row["cbsa"]]
        want = tuple(float(row[f"rpp_{m}_2024"]) for m in ("all", "goods", "housing", "utilities", "other_services"))
        assert (found.all_items, found.goods, found.housing, found.utilities, found.other_services) == want
