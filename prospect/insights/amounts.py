"""An amount as a person types it: "186,640", "$45/hr", "90k", "€60,000 a year"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prospect.lexicon.pay import LEAST, MOST, PER_YEAR, per_year, read_pay
from prospect.lexicon.sentences import Sentence, say

_BARE = re.compile(r"\s*\$?\s*(\d{1,3}(?:[ ,\u00a0]\d{3})+|\d+)(\.\d{1,2})?\s*(k)?\s*", re.IGNORECASE)
LONGEST = 40
HOURLY_BELOW = 1000.0  # a bare amount below this is by the hour unless another period was chosen


@dataclass(frozen=True, slots=True)
class Amount:
    """Pay in dollars for a period, or None with a word on why it was not taken."""

    value: float | None
    period: str = "YEAR"
    note: Sentence | None = None

    @property
    def yearly(self) -> float | None:
        return None if self.value is None else per_year(self.value, self.period)


def read_amount(typed: str, period: str = "") -> Amount:
    """The amount that is typed; `period` (HOUR or YEAR) is what was chosen beside it, empty for nothing.

    What the words say of currency and period goes before what was chosen. Another currency is not converted.
    """
    typed = typed.strip()[:LONGEST]
    if not typed:
        return Amount(None)
    if bare := _BARE.fullmatch(typed):
        value = float(re.sub(r"\D", "", bare[1]) + (bare[2] or "")) * (1000 if bare[3] else 1)
        chosen = period if period in PER_YEAR else "HOUR" if value < HOURLY_BELOW else "YEAR"
        return _believable(typed, value, chosen)
    for pay in read_pay(typed):
        known = pay.max if pay.max is not None else pay.min
        if pay.currency not in (None, "USD"):
            return Amount(None, note=say("Pay in {currency} is not converted: official figures are in dollars.",
                                         currency=pay.currency))  # fmt: skip
        if known is not None:
            return _believable(typed, known, pay.period or period or "YEAR")
    return Amount(None, note=_unread(typed))


def _believable(typed: str, value: float, period: str) -> Amount:
    if not LEAST <= per_year(value, period) <= MOST:
        return Amount(
            None, note=say("“{typed}” is not pay that a person could live on by the hour or the year.", typed=typed)
        )
    return Amount(value, period)


def _unread(typed: str) -> Sentence:
    return say("“{typed}” does not read as an amount. Write it like 86,000 or $45 an hour.", typed=typed)
