"""Figures and times as the reader's language writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import avoid_wrapping, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import TIME_STRINGS, timesince
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "CAD": "CA$", "AUD": "A$", "MXN": "MX$", "INR": "₹", "JPY": "¥"}
"""Signs that cannot be taken for another currency by a reader in the United States; others are named by their code."""


@dataclass(frozen=True, slots=True)
class PayWords:
    """A pay as words: "$62,000–$78,000", "a year", "stated by the employer"."""

    amount: str
    unit: str
    source: str


def money(amount: float, currency: str = "USD") -> str:
    """`$31.50`, `$62,000`, `CHF 80,000`: cents only where there are any."""
    places = 0 if float(amount).is_integer() else 2
    figure = number_format(amount, decimal_pos=places, force_grouping=True)
    sign = SIGNS.get(currency)
    return f"{sign}{figure}" if sign else f"{currency}\u00a0{figure}"


def pay_words(pay: Mapping[str, Any]) -> PayWords:
    """Words for one pay in the form of the reading commands: min, max, currency, period, origin."""
    low, high = pay.get("min"), pay.get("max")
    currency = pay.get("currency") or "USD"
    if low is not None and high is not None and low != high:
        amount = f"{money(low, currency)}–{money(high, currency)}"
    elif high is not None and low is None:
        amount = gettext("up to %(amount)s") % {"amount": money(high, currency)}
    elif low is not None and high is None:
        amount = gettext("from %(amount)s") % {"amount": money(low, currency)}
    else:
        amount = money(low or 0, currency)
    return PayWords(amount, _per(pay.get("period")), _said_by(pay.get("origin")))


def best_pay(pays: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The pay a card shows: the first stated one, else the first."""
    known = [pay for pay in pays if pay.get("min") is not None or pay.get("max") is not None]
    stated = [pay for pay in known if pay.get("origin") == "stated"]
    return next(iter(stated or known), None)


def ago(moment: datetime | date, now: datetime | None = None) -> str:
    """How long ago, in one unit, up to a month; after that the date."""
    now = now or timezone.now()
    if not isinstance(moment, datetime):
        return _days_ago(moment, timezone.localdate(now))
    passed = now - moment
    if passed < timedelta(minutes=1):
        return gettext("just now")
    if passed >= timedelta(days=31):
        return _written(moment, "DATE_FORMAT", get_language(), timezone.get_current_timezone())
    return gettext("%(time)s ago") % {"time": _largest_unit(passed) or timesince(moment, now, depth=1)}


def ago_markup(moment: datetime | date) -> SafeString:
    """`<time>` with how long ago, and the exact moment on hover."""
    kind = "DATETIME_FORMAT" if isinstance(moment, datetime) else "DATE_FORMAT"
    exact = _written(moment, kind, get_language(), timezone.get_current_timezone())
    return mark_safe(f'<time datetime="{moment.isoformat()}" title="{escape(exact)}">{escape(ago(moment))}</time>')  # noqa: S308 (escaped)


@lru_cache(maxsize=4096)
def _written(moment: datetime | date, kind: str, language: str | None, zone: tzinfo) -> str:
    """A moment in full, as a clock in `zone` shows it: jobs of one board, and of one day, share theirs."""
    return date_format(moment.astimezone(zone) if isinstance(moment, datetime) else moment, kind)


def _largest_unit(passed: timedelta) -> str:
    """What `timesince` says in its first unit, of a time too short for a month; empty of longer ones."""
    if passed >= _SHORTEST_MONTH:
        return ""
    name, length = next((unit for unit in _UNITS if passed >= unit[1]), _UNITS[-1])
    return avoid_wrapping(TIME_STRINGS[name] % {"num": passed // length})


_SHORTEST_MONTH = timedelta(days=28)
_UNITS = (
    ("week", timedelta(days=7)),
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
)


def _days_ago(day: date, today: date) -> str:
    """Tomorrow is today as well: the day was written by the clock of another place."""
    passed = (today - day).days
    if passed in (0, -1):
        return gettext("today")
    if passed == 1:
        return gettext("yesterday")
    if 0 < passed < 28:
        return gettext("%(time)s ago") % {"time": _largest_unit(timedelta(days=passed))}
    return date_format(day, "DATE_FORMAT")


def _per(period: str | None) -> str:
    return str(_PERIODS.get(period or "", ""))


_PERIODS = {
    "HOUR": pgettext_lazy("pay", "an hour"),
    "DAY": pgettext_lazy("pay", "a day"),
    "WEEK": pgettext_lazy("pay", "a week"),
    "MONTH": pgettext_lazy("pay", "a month"),
    "YEAR": pgettext_lazy("pay", "a year"),
}


def _said_by(origin: str | None) -> str:
    return str(_SAYERS.get(origin or "", ""))


_SAYERS = {
    "stated": gettext_lazy("stated by the employer"),
    "text": gettext_lazy("read from the posting"),
    "official": gettext_lazy("official figures for this region"),
}
