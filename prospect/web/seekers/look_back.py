"""What an alert would have sent: the jobs of the last days that its query finds, and in how many letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prospect.alerts.models import Alert
from prospect.jobs.models import Job
from prospect.search.engines.port import Engine
from prospect.search.query import Query
from prospect.web.seekers.wider import Suggestion

DAYS = 30
MOST = 2000  # jobs whose days are counted
TOO_MANY = 120  # jobs in the month: four a day, more than anybody reads
SHOWN = 5


@dataclass(frozen=True, slots=True)
class LookBack:
    """`letters` gives how many letters each rhythm would have sent."""

    total: int
    jobs: tuple[Job, ...]
    letters: Mapping[str, int]
    advice: str = ""
    instead: tuple[Suggestion, ...] = ()

    def sentence(self, rhythm: str) -> str:
        """How many letters that would have been."""
        count = self.letters[rhythm]
        return ngettext("{n} letter in the last {days} days", "{n} letters in the last {days} days", count).format(
            n=count, days=DAYS
        )


def look_back(query: Query, engine: Engine) -> LookBack:
    """Open jobs first posted in the last `DAYS` days that the query finds, newest first, and their letters."""
    found = engine.find(replace(query, since=DAYS, sort="newest"), limit=MOST)
    ids = [hit.id for hit in found.hits]
    listed = Job.objects.listed()
    first = listed.for_cards().in_bulk(ids[:SHOWN])
    days = [
        posted or seen.date()
        for posted, seen in listed.filter(pk__in=ids[:MOST]).values_list("posted_on", "first_seen")
    ]
    jobs = tuple(first[pk] for pk in ids[:SHOWN] if pk in first)
    advice, instead = _advice(query, found.total, engine)
    return LookBack(found.total, jobs, letters_of(days), advice, instead)


def letters_of(days: Iterable[date]) -> dict[str, int]:
    """How many letters each rhythm would have needed for jobs of these days. At once: one a job at the most."""
    listed = list(days)
    return {
        Alert.Rhythm.AT_ONCE: len(listed),
        Alert.Rhythm.DAILY: len(set(listed)),
        Alert.Rhythm.WEEKLY: len({day.isocalendar()[:2] for day in listed}),
    }


def _advice(query: Query, total: int, engine: Engine) -> tuple[str, tuple[Suggestion, ...]]:
    if query.is_empty():
        return _(
            "This asks for every job there is. Say a title, a place or a pay, and the letters will be worth opening."
        ), ()
    if total > TOO_MANY:
        return _("That is more than anybody reads. A place, a pay or only these titles would narrow it."), _narrower(
            query, engine
        )
    if total == 0:
        return _("Nothing would have come. Widen it, or keep it: the letter then comes with the first one."), _wider(
            query, engine
        )
    return "", ()


def _narrower(query: Query, engine: Engine) -> tuple[Suggestion, ...]:
    ways = [(_("Only these titles"), replace(query, similar=False))] if query.similar and not query.is_empty() else []
    return _counted(ways, engine)


def _wider(query: Query, engine: Engine) -> tuple[Suggestion, ...]:
    ways = []
    if query.pay and not query.unstated_pay:
        ways.append((_("Also jobs that state no pay"), replace(query, unstated_pay=True)))
    if query.near:
        farther = tuple(replace(near, miles=near.miles * 2) for near in query.near)
        ways.append((_("Within {miles} miles").format(miles=farther[0].miles), replace(query, near=farther)))
        ways.append((_("Remote jobs too"), replace(query, remote=True)))
    if not query.similar:
        ways.append((_("Similar titles too"), replace(query, similar=True)))
    return _counted(ways, engine)


def _counted(ways: Iterable[tuple[str, Query]], engine: Engine) -> tuple[Suggestion, ...]:
    """Each way with the jobs of the last days that it would have sent."""
    counted = [(name, way, engine.find(replace(way, since=DAYS), limit=1).total) for name, way in ways]
    return tuple(Suggestion(name, way.url("/alerts/new"), count) for name, way, count in counted if count)
