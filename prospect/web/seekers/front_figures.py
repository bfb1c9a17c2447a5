"""The figures of the front page, counted at most once a minute: openings, who is hiring, and trades searched for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import get_language

from prospect.jobs.models import Employer, Job
from prospect.search.engines.port import IndexUnavailable
from prospect.search.models import Tally
from prospect.search.query import Query
from prospect.search.tasks import engine
from prospect.web.parts.naming import occupation_name
from prospect.web.seekers.cards import listed

KEPT = 60  # seconds
MONTH = timedelta(days=30)
EMPLOYERS, WANTED, LOOKED_FOR = 12, 8, 6
NEW, LOOKED_AT = 8, 80


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a list: a name, how many openings, and where they are shown. An employer has a slug instead."""

    name: str
    openings: int
    url: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    open_jobs: int
    hiring: int
    employers: tuple[Place, ...]
    looked_for: tuple[Place, ...]
    wanted: tuple[Place, ...]


def figures() -> Figures:
    key = f"front-{get_language()}"
    kept = cache.get(key)
    if isinstance(kept, Figures):
        return kept
    counted = Figures(Job.objects.listed().count(), Employer.objects.hiring().count(), _employers(), *_trades())
    cache.set(key, counted, KEPT)
    return counted


def _employers() -> tuple[Place, ...]:
    return tuple(Place(e.name, e.openings, slug=e.slug) for e in Employer.objects.busiest(EMPLOYERS))  # type: ignore[attr-defined]


def _trades() -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Trades with openings: those searched for most in the last month, and those with the most openings."""
    known = Job.objects.listed().exclude(occupation="").order_by()
    openings = dict(known.values_list("occupation").annotate(n=Count("pk")))
    tallied = Tally.objects.filter(day__gte=timezone.now().date() - MONTH).exclude(occupation="")
    asked: Counter[str] = Counter(dict(tallied.values_list("occupation").annotate(n=Sum("times"))))
    found = {
        id: Place(occupation_name(id), n, Query(occupations=(id,), similar=False).url()) for id, n in openings.items()
    }
    wanted = sorted(found, key=lambda id: (-openings[id], id))
    looked_for = sorted(wanted, key=lambda id: -asked[id])
    return tuple(found[id] for id in looked_for[:LOOKED_FOR]), tuple(found[id] for id in wanted[:WANTED])


def newest() -> list[Job]:
    """The newest jobs, one an employer, so that no board that was just read fills the page."""
    try:
        hits = engine().find(Query(sort="newest"), limit=LOOKED_AT).hits
    except IndexUnavailable:
        return []
    ids = [hit.id for hit in hits]
    employers = dict(Job.objects.listed().filter(pk__in=ids).values_list("pk", "employer_id"))
    first: dict[int, int] = {}
    for pk in ids:
        if pk in employers:
            first.setdefault(employers[pk], pk)
    shown = list(first.values())[:NEW]
    jobs = listed().in_bulk(shown)
    return [jobs[pk] for pk in shown if pk in jobs]
