"""What open jobs ask and pay, read from the catalogue in two queries and kept for some minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Count

from prospect.insights.demand import Demand, PayCell, demand, pay_cells
from prospect.insights.facts import Row, WayIn, job_facts, ways_in
from prospect.jobs.models import Job, JobPlace
from prospect.lexicon.occupations import all_occupations, occupation

MOST = 4000  # jobs that one page is counted from, the newest first
KEPT = 300  # seconds
COLUMNS = ("pk", "public_id", "employer_id", "occupation", "level", "title", "employment_type", "workplace", "skills",
           "education", "requirements", "pay", "last_verified")  # fmt: skip
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Market:
    """The open jobs of some occupations, counted. `pays` is stated pay by (occupation, level); dollars only."""

    asked: Demand
    pays: Mapping[tuple[str, str | None], PayCell]
    by_workplace: Mapping[str, PayCell]
    by_metro: Mapping[str, PayCell]
    stating: int
    openings: int
    ways: tuple[WayIn, ...]


def rows_of(occupations: Sequence[str]) -> list[Row]:
    """The open jobs of these occupations, the newest `MOST`."""
    listed = Job.objects.listed().filter(occupation__in=occupations)
    wheres: dict[int, tuple[str, str]] = {}
    places = JobPlace.objects.filter(job__in=listed.values("pk")).order_by("id")
    for job, metro, region, country in places.values_list("job_id", "metro", "region", "country"):
        wheres.setdefault(job, (metro, f"{country}-{region}" if country and region else ""))
    found = []
    for values in listed.order_by("-first_seen", "-pk").values_list(*COLUMNS)[:MOST]:
        pk, public_id, employer, trade, level, title, kind, workplace, skills, education, requirements, pay, seen = (
            values
        )
        metro, region = wheres.get(pk, ("", ""))
        found.append(
            Row(public_id, str(employer), trade, level, title, kind, workplace, skills, education, requirements, pay,
                metro, region, seen.date())
        )  # fmt: skip
    return found


def market(start: str, others: Sequence[str] = ()) -> Market:
    """The market of an occupation; `others` are counted beside it, its own openings and ways in are of it alone."""
    occupations = sorted({start, *others})
    key = "market-" + sha256(f"{start} {occupations}".encode()).hexdigest()[:24]
    kept = cache.get(key)
    if isinstance(kept, Market):
        return kept
    counted = _counted(start, rows_of(occupations))
    cache.set(key, counted, KEPT)
    return counted


def _counted(start: str, rows: Sequence[Row]) -> Market:
    facts = [job_facts(row) for row in rows]
    own = [job for job in facts if job.occupation == start]
    levels = pay_cells(facts, lambda job: (job.occupation, job.level) if job.occupation and job.level else None)
    whole = pay_cells(facts, lambda job: (job.occupation, None) if job.occupation else None)
    return Market(
        asked=demand(facts),
        pays={key: cell for (key, currency), cell in (*levels.items(), *whole.items()) if currency == "USD"},
        by_workplace=_dollars(pay_cells(own, lambda job: job.workplace)),
        by_metro=_dollars(pay_cells(own, lambda job: job.metro)),
        stating=sum(job.pay is not None for job in own),
        openings=len(own),
        ways=ways_in(row for row in rows if row.occupation == start),
    )


def _dollars(cells: Mapping[tuple[str, str], PayCell]) -> dict[str, PayCell]:
    return {key: cell for (key, currency), cell in cells.items() if currency == "USD"}


def openings_by_occupation() -> dict[str, int]:
    """How many open jobs each occupation has, of those the lexicon knows; the most first."""
    kept = cache.get("openings-by-occupation")
    if isinstance(kept, dict):
        return kept
    listed = Job.objects.listed().exclude(occupation="").order_by()
    counted = dict(listed.values_list("occupation").annotate(n=Count("pk")).order_by("-n", "occupation"))
    ids = {one.id for one in all_occupations()}
    known = {id: n for id, n in counted.items() if id in ids}
    cache.set("openings-by-occupation", known, KEPT)
    return known


def stated_by_occupation() -> dict[str, PayCell]:
    """Stated pay of every occupation that enough openings state it for, in dollars, the most openings first."""
    kept = cache.get("stated-by-occupation")
    if isinstance(kept, dict):
        return kept
    listed = Job.objects.listed().exclude(occupation="").exclude(pay=[]).order_by("-first_seen", "-pk")
    rows = listed.values_list("public_id", "employer_id", "occupation", "pay", "last_verified")[: 5 * MOST]
    facts = (
        job_facts(Row(id, str(employer), trade, pay=pay, seen_on=seen.date()))
        for id, employer, trade, pay, seen in rows
    )
    cells = _dollars(pay_cells(facts, lambda job: job.occupation))
    ordered = dict(sorted(cells.items(), key=lambda one: (-one[1].jobs, occupation(one[0]).name)))
    cache.set("stated-by-occupation", ordered, KEPT)
    return ordered
