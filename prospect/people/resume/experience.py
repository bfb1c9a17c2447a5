"""Years of experience: months covered by jobs, none counted twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from prospect.people.resume.dates import PRESENT, Dates, months_between


def years_of(ranges: Iterable[Dates], today: date) -> dict[str, float | int]:
    """``{"months", "years"}`` of the union of the ranges; a range without a start counts nothing.

    A current job counts to ``today``. Months begun count whole.
    """
    now = f"{today.year:04d}-{today.month:02d}"
    spans = []
    for dates in ranges:
        if dates.start and dates.end:
            end = now if dates.end == PRESENT else min(dates.end, now) if len(dates.end) == 7 else dates.end
            spans.append(months_between(dates.start, end))
    total, reached = 0, 0
    for first, last in sorted(spans):
        total += max(0, last - max(first, reached))
        reached = max(reached, last)
    return {"months": total, "years": round(total / 12, 1)}
