"""What the worker does for insights: one count a day, and the days on which it did not run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.core.cache import cache
from django.db.models import Max, Min
from django.utils import timezone

from prospect.insights.actions import count_day
from prospect.insights.models import DayCount
from prospect.jobs.models import Job
from prospect.sources.models import Posting

AGAIN = 60 * 60  # seconds after which the count of a day that still goes on is made anew
FURTHEST = 30  # days that are made up for after a rest
AT_ONCE = 2  # days counted in one round, so that letters do not wait for a month of history


def count_today() -> int:
    """Counts the next days that are to be counted, up to today; answers how many, 0 where it is too soon.

    A catalogue that is still being read in is not counted: its numbers would say how far the reading has come.
    """
    if cache.get("day-counted") or not Job.objects.exists() or Posting.objects.to_understand().exists():
        return 0
    today = timezone.localdate()
    days = list(islice(days_to_count(today), AT_ONCE))
    for day in days:
        count_day(day=day)
    if today in days:
        cache.set("day-counted", True, AGAIN)
    return len(days)


def days_to_count(today: date) -> Iterator[date]:
    """From the last day that was counted, which still went on then, or from the first that the catalogue knows."""
    last = DayCount.objects.filter(day__lt=today).aggregate(last=Max("day"))["last"]
    opened = Job.objects.aggregate(first=Min("first_seen"))["first"]
    first = last or (timezone.localdate(opened) if opened else today)
    first = min(max(first, today - timedelta(days=FURTHEST)), today)
    yield from (first + timedelta(days=n) for n in range((today - first).days + 1))
