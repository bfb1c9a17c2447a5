"""The fixed words of a Query: its small parts, the values its filters take, and its limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from prospect.lexicon import pay as lexicon_pay
from prospect.lexicon.levels import LEVELS as LADDER
from prospect.search.document import UNSTATED

WORKPLACES: Final = ("onsite", "hybrid", "remote", UNSTATED)
LEVELS: Final = (*LADDER, UNSTATED)
EMPLOYMENT_TYPES: Final = (
    "FULL_TIME",
    "PART_TIME",
    "CONTRACTOR",
    "TEMPORARY",
    "INTERN",
    "VOLUNTEER",
    "PER_DIEM",
    "OTHER",
    UNSTATED,
)
EDUCATION: Final = ("none", "secondary", "certificate", "associate", "bachelor", "master", "doctorate")
PERIODS: Final = ("HOUR", "DAY", "WEEK", "MONTH", "YEAR")
SORTS: Final = ("best", "newest")
DEFAULT_MILES: Final = 25
MAX_MILES: Final = 500
MAX_PAY: Final = 10_000_000_000
MAX_DAYS: Final = 3_650


@dataclass(frozen=True, slots=True, order=True)
class Near:
    """Within `miles` of a place of the lexicon; of a region or a country, anywhere in it."""

    place: str
    miles: int = DEFAULT_MILES


@dataclass(frozen=True, slots=True)
class PayFloor:
    """At least `amount` whole units of `currency` (ISO 4217) a `period`."""

    amount: int
    currency: str = "USD"
    period: str = "YEAR"

    @property
    def annual(self) -> int:
        return round(lexicon_pay.per_year(self.amount, self.period))
