"""What money buys in one place beside another, by BEA's Regional Price Parities (United States = 100).

A parity is a price level of one year: rents weigh heavily; taxes, house prices and equity are not in it.
Metropolitan areas have their own; a place outside them has that of the nonmetropolitan portion of its state.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from prospect.insights.wages import TERRITORIES
from prospect.lexicon.places import Place
from prospect.lexicon.sentences import Sentence, say

TABLE = Path(__file__).parent / "data" / "prices.tsv"
_EDITION = re.compile(r"# Regional Price Parities (\d{4}).*released (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class PriceLevel:
    """The price level of an area in one year, US = 100. `kind`: metro, nonmetro, metro-portion, state or nation.

    `fallback` says which area stands in where the place itself has no figure.
    """

    kind: str
    code: str
    name: str
    all_items: float
    goods: float
    housing: float
    utilities: float
    other_services: float
    year: int
    fallback: Sentence | None = None

    @property
    def source(self) -> Sentence:
        return say(
            "Regional Price Parities {year}, U.S. Bureau of Economic Analysis, released {released}.",
            year=str(self.year),
            released=edition()[1],
        )


@dataclass(frozen=True, slots=True)
class EqualWorth:
    """What buys in `there` as much as `amount` buys in `here`; dollars per whatever period the amount is for."""

    amount: float
    worth: float
    here: PriceLevel
    there: PriceLevel

    @property
    def national(self) -> float:
        """The amount in dollars of the US average."""
        return self.amount * 100 / self.here.all_items

    @property
    def year(self) -> int:
        return self.here.year

    @property
    def source(self) -> Sentence:
        return self.here.source

    @property
    def method(self) -> Sentence:
        return say(
            "The amount times the price level of {there} ({there_level}) over that of {here} ({here_level}), all items.",
            there=self.there.name,
            there_level=f"{self.there.all_items:.1f}",
            here=self.here.name,
            here_level=f"{self.here.all_items:.1f}",
        )

    @property
    def leaves_out(self) -> Sentence:
        return say("Taxes, house prices and equity are not in it.")


def edition() -> tuple[int, str]:
    """The year of the parities and the date of their release, ISO 8601."""
    return _table()[1]


def price_level(place: Place) -> PriceLevel | None:
    """The price level of a place in the United States, or of what stands in for it; None outside, and in territories.

    A metropolitan area's own; else its state's nonmetropolitan portion; else the state's; else the nation's.
    """
    if place.country != "US" or place.region in TERRITORIES:  # BEA measures no territories
        return None
    levels = _table()[0]
    if place.metro and ("metro", place.metro) in levels:
        return levels["metro", place.metro]
    state = f"US-{place.region}"
    if place.city and place.id and ("nonmetro", state) in levels:
        level = levels["nonmetro", state]
        note = say("{place} lies in no metropolitan area: the figure is for the rural part of {area}.",
                   place=place.city, area=level.name)  # fmt: skip
        return replace(level, fallback=note)
    if ("state", state) in levels:
        level = levels["state", state]
        note = say("There is no figure for {place} itself: this is {area}.", place=place.city or "", area=level.name)
        return replace(level, fallback=note) if place.city else level
    nation = levels["nation", "US"]
    note = say("There is no figure for {place} itself: this is the national one.", place=place.city or place.text)
    return replace(nation, fallback=note) if place.city or place.region else nation


def level_of(area: str) -> PriceLevel | None:
    """The price level of an area by its code: "US", "US-OK" or a CBSA code; None for an area without one."""
    kind = "nation" if area == "US" else "state" if area.startswith("US-") else "metro"
    return _table()[0].get((kind, area))


def equal_worth(amount: float, from_: Place, to: Place, *, currency: str = "USD") -> EqualWorth | None:
    """What an amount in one place is worth in another: amount x parity(to) / parity(from_).

    None outside the United States and for another currency than its dollar: nothing is converted silently.
    """
    here, there = price_level(from_), price_level(to)
    if here is None or there is None or currency != "USD":
        return None
    return EqualWorth(amount, amount * there.all_items / here.all_items, here, there)


def price_levels(kind: str) -> tuple[PriceLevel, ...]:
    """All areas of one kind, dearest first."""
    found = [level for (of, _), level in _table()[0].items() if of == kind]
    return tuple(sorted(found, key=lambda level: -level.all_items))


@lru_cache(maxsize=1)
def _table() -> tuple[dict[tuple[str, str], PriceLevel], tuple[int, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    heading = _EDITION.match(lines[0])
    if heading is None:
        raise ValueError(f"{TABLE.name} does not say its year and release in the first line")
    year, released = int(heading[1]), heading[2]
    levels = {}
    for line in lines[3:]:
        kind, code, name, *cells = line.split("\t")
        all_items, goods, housing, utilities, other = (float(cell) for cell in cells)
        levels[kind, code] = PriceLevel(kind, code, name, all_items, goods, housing, utilities, other, year)
    return levels, (year, released)
