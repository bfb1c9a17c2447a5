"""What work like a job's usually pays where it is, in a line: the middle half of the official band."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from prospect.insights.wages import wage_band
from prospect.lexicon.occupations import occupation
from prospect.lexicon.places import place


@dataclass(frozen=True, slots=True)
class UsualPay:
    """Dollars, of which a quarter earn less than `low` and a quarter more than `high`; `year` is that of the survey."""

    low: float
    high: float
    is_hourly: bool
    area: str
    year: int


@lru_cache(maxsize=4096)
def usual_pay(occupation_id: str, place_id: str, *, by_the_hour: bool = False) -> UsualPay | None:
    """The usual pay of an occupation around a place, by the year where it is not said by the hour; None where no band is
    published."""
    try:
        soc = occupation(occupation_id).soc
    except KeyError:
        return None
    band = wage_band(soc, place(place_id) if place_id else None)
    if band is None:
        return None
    by_the_hour = by_the_hour and band.hourly.p25 is not None and band.hourly.p75 is not None
    quantiles = band.hourly if by_the_hour else band.annual
    if quantiles.p25 is None or quantiles.p75 is None:
        return None
    return UsualPay(quantiles.p25, quantiles.p75, by_the_hour, band.area_name, band.year)
