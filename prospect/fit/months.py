"""Spans of work as sets of months, so that jobs held side by side are counted once and a gap is only what is not in
the set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

Months = frozenset[int]  # months counted from year 0
NONE: Months = frozenset()
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?")
_EARLIEST = 1940


def between(start: Any, end: Any, now: date) -> Months:
    """The months of a job, first and last counted; empty where its start is not known or not before its end.

    An end left out is today. Nothing after today counts.
    """
    first, last = number(start), number(end, last=True)
    if first is None or first < _EARLIEST * 12:
        return NONE
    today = now.year * 12 + now.month - 1
    until = today if last is None else min(last, today)
    return frozenset(range(first, until + 1))


def number(text: Any, *, last: bool = False) -> int | None:
    """`2019`, `2019-05`, `2019-05-01` as a month; a bare year is its middle, so that two of them are not a year too many."""
    match = _DATE.match(str(text or ""))
    if not match:
        return None
    month = int(match[2]) - 1 if match[2] else (5 if last else 6)
    return int(match[1]) * 12 + min(max(month, 0), 11)


def together(spans: Iterable[Months]) -> Months:
    """The months of all, each once."""
    return NONE.union(*spans)


def years(months: Months) -> float:
    return len(months) / 12
