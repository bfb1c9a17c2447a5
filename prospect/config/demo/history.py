"""The demo's past: eight invented weeks of counts and searches, so that what shows time has something to show.

Pages that show it say that it is invented. What still stands was first seen when it was posted; what closed since is
only counted. Nothing here is made where the network has a past of its own.
"""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from prospect.config.demo.material import draw
from prospect.insights.models import DayCount, JobFact
from prospect.jobs.models import Job
from prospect.lexicon.occupations import occupation
from prospect.search.models import Tally

DAYS, SEARCHED_DAYS = 56, 30
TRADES = 24  # of those with the most openings: people search for them now and then
SOUGHT = ("elevator-mechanic", "locksmith", "sonographer", "court-reporter")  # and not to be found here
Key = tuple[str, str]


@transaction.atomic
def invent(today: date) -> int:
    """Makes the past up to the day before `today`; answers how many counts, 0 where there is a past already."""
    if DayCount.objects.filter(day__lt=today).exists():
        return 0
    _see_when_posted()
    searches, posted = _searches(today), _posted()
    rows = []
    for now in DayCount.objects.filter(day=today):
        asked, came = searches.get((now.kind, now.key), Counter()), posted.get((now.kind, now.key), Counter())
        for age in range(1, DAYS + 1):
            day = today - timedelta(days=age)
            stood = sum(n for when, n in came.items() if when <= day)
            gone = round(now.openings * draw(f"came:{now.key}:{age}").uniform(0, 0.03))
            openings = max(stood, round(now.openings * _drift(now.key, age)))
            rows.append(DayCount(day=day, kind=now.kind, key=now.key, openings=openings, newcomers=came[day] + gone,
                                 searches=asked[day]))  # fmt: skip
    DayCount.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _see_when_posted() -> None:
    """What was posted before today was first seen on that day, at eight."""
    for jobs in (Job.objects.filter(posted_on__isnull=False), JobFact.objects.all()):
        for day in {day for day in jobs.order_by().values_list("posted_on", flat=True) if day is not None}:
            morning = timezone.make_aware(datetime.combine(day, time(8)))
            jobs.filter(posted_on=day, first_seen__gt=morning).update(first_seen=morning)


def _posted() -> dict[Key, Counter[date]]:
    """How many of the jobs that stand today were posted on each day, by what is counted."""
    counts: dict[Key, Counter[date]] = {}
    for trade, posted, said in JobFact.objects.standing().values_list("occupation", "posted_on", "said"):
        skills = (("skill", skill) for skill in said["skills"])
        for key in (("all", ""), ("occupation", trade), *skills):
            counts.setdefault(key, Counter())[posted] += 1
    return counts


def _drift(key: str, age: int) -> float:
    """How much of today's openings stood so many days ago: a slope of the key's own, and a slow wave on it."""
    chance = draw(f"history:{key}")
    slope, wave, phase = chance.uniform(-0.3, 0.25), chance.uniform(0.01, 0.06), chance.uniform(0, 2 * math.pi)
    return 1 + slope * age / DAYS + wave * math.sin(phase + age / 5) - wave * math.sin(phase)


def _searches(today: date) -> dict[Key, Counter[date]]:
    """Searches of the last month, tallied as real ones are; answers them by what is counted."""
    trades = DayCount.objects.filter(day=today, kind="occupation").order_by("-openings", "key")
    wanted = [(row.key, row.openings) for row in trades[:TRADES]] + [(id, 0) for id in SOUGHT]
    counted: dict[Key, Counter[date]] = {}
    rows = []
    for id, found in wanted:
        often = draw(f"sought:{id}").choice((1, 2, 3, 5)) if found else 1
        for age in range(1, SEARCHED_DAYS + 1):
            times = draw(f"sought:{id}:{age}").randrange(often + 1)
            if times:
                day = today - timedelta(days=age)
                rows.append(
                    Tally(day=day, asked=f"{occupation(id).name} and similar", occupation=id, times=times, found=found)
                )
                for key in (("all", ""), ("occupation", id)):
                    counted.setdefault(key, Counter())[day] += times
    Tally.objects.bulk_create(rows, ignore_conflicts=True)
    return counted
