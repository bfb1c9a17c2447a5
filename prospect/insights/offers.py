"""What a job pays, whether that is good here, and what it is worth where the reader lives.

Pay as stated; where none is, the official band of the occupation, labelled as such. Nothing is converted between
currencies: pay in another than the dollar has no standing and no worth elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prospect.insights.prices import EqualWorth, PriceLevel, equal_worth, level_of
from prospect.insights.wages import Standing, WageBand, bands_of, wage_band
from prospect.lexicon.pay import PER_YEAR, Pay, per_year
from prospect.lexicon.places import Place
from prospect.lexicon.sentences import Sentence, say


@dataclass(frozen=True, slots=True)
class End:
    """One end of an offer: as stated, by the full-time year and hour, its standing and its worth at the reader's place."""

    amount: float
    yearly: float
    hourly: float
    standing: Standing | None
    worth: EqualWorth | None


@dataclass(frozen=True, slots=True)
class Offer:
    """Pay of a job seen from a place. `pay` is the tier shown, None where nothing is stated and the band stands alone."""

    pay: Pay | None
    low: End | None
    high: End | None
    band: WageBand | None

    @property
    def label(self) -> Sentence:
        """Where the figures come from, in a sentence."""
        if self.pay is not None:
            return say("As stated in the posting.")
        if self.band is not None:
            return say(
                "The posting states no pay. Official pay of {occupation} in {area}, {release}.",
                occupation=self.band.occupation,
                area=self.band.area_name,
                release=self.band.release,
            )
        return say("The posting states no pay, and there is no official figure for it.")


@dataclass(frozen=True, slots=True)
class PlacePay:
    """Median official pay of an occupation in an area, and the same in dollars of the US average.

    By the year; by the hour (`is_hourly`) for an occupation that BLS gives no yearly pay of.
    """

    band: WageBand
    level: PriceLevel
    median: float
    national: float
    is_hourly: bool = False


def offer(stated: Sequence[Pay], soc: str | None, where: Place | None, reader: Place | None = None) -> Offer:
    """The offer of a job at `where` (None when unknown or anywhere), for a reader at `reader`.

    Of several tiers the first in dollars with a period is shown, else the first; others are for the caller to list.
    """
    band = wage_band(soc, where) if soc else None
    usable = [pay for pay in stated if pay.period in PER_YEAR and (pay.min is not None or pay.max is not None)]
    pay = next((pay for pay in usable if pay.currency == "USD"), usable[0] if usable else None)
    if pay is None:
        return Offer(stated[0] if stated else None, None, None, band)
    return Offer(pay, _end(pay.min, pay, band, where, reader), _end(pay.max, pay, band, where, reader), band)


def across_places(soc: str, kind: str = "metro") -> tuple[PlacePay, ...]:
    """The areas of one kind (metro or state) by what the occupation's median pay buys there, most first."""
    bands = [band for band in bands_of(soc) if band.kind == kind]
    hourly = all(band.annual.median is None for band in bands)
    found = []
    for band in bands:
        level, median = level_of(band.area), (band.hourly if hourly else band.annual).median
        if level is not None and median is not None:
            found.append(PlacePay(band, level, median, median * 100 / level.all_items, hourly))
    return tuple(sorted(found, key=lambda place: (-place.national, place.band.area)))


def _end(
    amount: float | None, pay: Pay, band: WageBand | None, where: Place | None, reader: Place | None
) -> End | None:
    if amount is None or pay.period is None:
        return None
    yearly = per_year(amount, pay.period)
    dollars = pay.currency == "USD"
    standing = band.standing(amount, pay.period) if band is not None and dollars else None
    worth = equal_worth(yearly, where, reader) if where is not None and reader is not None and dollars else None
    return End(amount, yearly, yearly / PER_YEAR["HOUR"], standing, worth)
