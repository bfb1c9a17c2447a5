"""What the worker does for insights: one count a day, and the days on which it did not run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.core.cache import cache
from django.db.models import F, Max, Min, Q, QuerySet
from django.utils import timezone

from prospect.insights.actions import count_day, take_facts
from prospect.insights.facts import VERSION
from prospect.insights.models import DayCount, JobFact
from prospect.jobs.models import Job
from prospect.sources.models import Posting, Source

AGAIN = 60 * 60  # seconds after which the count of a day that still goes on is made anew
FURTHEST = 30  # days that are made up for after a rest
FACTS_AT_ONCE = 200  # jobs whose facts are read in one round
LATE = timedelta(minutes=2)  # how long a change may take to be committed after it was dated
AT_ONCE = 2  # days counted in one round, so that letters do not wait for a month of history


def read_facts() -> int:
    """Reads the facts of the next jobs that changed, or that another version read; answers how many."""
    wanted = list(_changed()[:FACTS_AT_ONCE]) or list(_of_another_version()[:FACTS_AT_ONCE])
    if wanted:
        take_facts(
            jobs=list(Job.objects.filter(pk__in=wanted).defer("description", "origins").prefetch_related("places"))
        )
    return len(wanted)


def _changed() -> QuerySet[Job, int]:
    """Jobs whose facts are not those of their last change, by the date of it.

    Looked for from a little before the last that was read, so that a change that was committed late is found too.
    """
    last = JobFact.objects.aggregate(last=Max("as_of"))["last"]
    changed = Job.objects.filter(changed_at__gte=last - LATE) if last else Job.objects.all()
    stale = Q(facts__isnull=True) | Q(facts__as_of__lt=F("changed_at"))
    return changed.filter(stale).order_by("changed_at").values_list("pk", flat=True)


def _of_another_version() -> QuerySet[JobFact, int]:
    other = JobFact.objects.filter(Q(version__lt=VERSION) | Q(version__gt=VERSION))
    return other.order_by().values_list("pk", flat=True)


def count_today() -> int:
    """Counts the next days that are to be counted, up to today; answers how many, 0 where it is too soon.

    A catalogue that is still being read in is not counted: its numbers would say how far the reading has come.
    """
    if cache.get("day-counted") or not Job.objects.exists():
        return 0
    if _is_being_read_in():
        return 0
    today = timezone.localdate()
    days = list(islice(days_to_count(today), AT_ONCE))
    for day in days:
        count_day(day=day)
    if today in days:
        cache.set("day-counted", True, AGAIN)
    return len(days)


def _is_being_read_in() -> bool:
    """Whether sources that are new, postings or changed jobs still wait to be read."""
    new = Source.objects.filter(
        is_enabled=True, last_tried_at__isnull=True, added_at__gte=timezone.now() - timedelta(days=1)
    )
    return new.exists() or Posting.objects.to_understand().exists() or _changed().exists()


def days_to_count(today: date) -> Iterator[date]:
    """From the last day that was counted, which still went on then, or from the first that the catalogue knows."""
    last = DayCount.objects.filter(day__lt=today).aggregate(last=Max("day"))["last"]
    opened = Job.objects.aggregate(first=Min("first_seen"))["first"]
    first = last or (timezone.localdate(opened) if opened else today)
    first = min(max(first, today - timedelta(days=FURTHEST)), today)
    yield from (first + timedelta(days=n) for n in range((today - first).days + 1))
