"""What open jobs ask and pay, counted from the facts that the worker keeps of each, and kept for some minutes.

The worker makes the figures of the whole network anew before they grow old (`refresh`); a trade's own are made when
somebody looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar, cast

from django.core.cache import cache
from django.db.models import Count

from prospect.insights.demand import STATED, Demand, JobFacts, PayCell, StatedPay, demand, pay_cells
from prospect.insights.facts import VERSION, recalled
from prospect.insights.models import JobFact
from prospect.insights.ways import WayIn
from prospect.lexicon.occupations import all_occupations, occupation

MOST = 20_000  # openings that one page is counted from, the newest first
KEPT = 300  # seconds; the worker's figures last longer than the time between two refreshes
FRESH = 120  # seconds after which the worker makes the figures of the whole network anew
COLUMNS = ("public_id", "employer_id", "occupation", "level", "workplace", "metro", "region", "pay_low", "pay_high",
           "pay_currency", "pay_origin")  # fmt: skip
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

    def ways(self, trade: str) -> tuple[WayIn, ...]:
        """The ways in that the openings of a trade name."""
        asked = self.asked.get((trade, None))
        return asked.ways if asked else ()


def facts_of(occupations: Sequence[str]) -> Iterator[JobFacts]:
    """The facts of the open jobs of these occupations, the newest `MOST`."""
    standing = JobFact.objects.standing().filter(occupation__in=occupations).order_by("-posted_on", "-pk")
    for *columns, seen, said in standing.values_list(*COLUMNS, "job__last_verified", "said")[:MOST]:
        id, employer, trade, level, workplace, metro, region, low, high, currency, origin = columns
        yield JobFacts(
            id=id,
            employer=str(employer),
            occupation=trade or None,
            level=level or None,
            pay=StatedPay(low, high, currency, origin) if low is not None else None,
            metro=metro or None,
            region=region or None,
            workplace=workplace or None,
            seen_on=seen.date(),
            **recalled(said),
        )


def market(start: str, others: Sequence[str] = ()) -> Market:
    """The market of an occupation; `others` are counted beside it, its own openings and pay by place are of it alone."""
    occupations = sorted({start, *others})
    key = "market-" + sha256(f"{VERSION} {start} {occupations}".encode()).hexdigest()[:24]
    return kept_or_made(key, lambda: _counted(start, list(facts_of(occupations))))


def kept_or_made(key: str, make: Callable[[], Kept], *, anew: bool = False) -> Kept:
    """What the cache holds under a key, else what `make` answers, which it then holds for some minutes."""
    held = None if anew else cache.get(key)
    if held is not None:
        return cast(Kept, held)
    made = make()
    cache.set(key, made, KEPT)
    return made


def _counted(start: str, facts: Sequence[JobFacts]) -> Market:
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
    )


def _dollars(cells: Mapping[tuple[str, str], PayCell]) -> dict[str, PayCell]:
    return {key: cell for (key, currency), cell in cells.items() if currency == "USD"}


def openings_by_occupation(*, anew: bool = False) -> dict[str, int]:
    """How many open jobs each occupation has, of those the lexicon knows; the most first."""
    return kept_or_made("openings-by-occupation", _openings, anew=anew)


def _openings() -> dict[str, int]:
    standing = JobFact.objects.standing().exclude(occupation="").order_by()
    counted = standing.values_list("occupation").annotate(n=Count("pk")).order_by("-n", "occupation")
    ids = {one.id for one in all_occupations()}
    return {id: n for id, n in counted if id in ids}


def stated_by_occupation(*, anew: bool = False) -> dict[str, PayCell]:
    """Stated pay of every occupation that enough openings state it for, in dollars, the most openings first."""
    return kept_or_made("stated-by-occupation", _stated, anew=anew)


def _stated() -> dict[str, PayCell]:
    stating = JobFact.objects.standing().filter(pay_low__isnull=False, pay_origin__in=STATED, pay_currency="USD")
    columns = ("public_id", "employer_id", "occupation", "pay_low", "pay_high", "job__last_verified")
    facts = (
        JobFacts(id, str(employer), trade, pay=StatedPay(low, high, "USD", STATED[0]), seen_on=seen.date())
        for id, employer, trade, low, high, seen in stating.exclude(occupation="").values_list(*columns).iterator()
    )
    cells = _dollars(pay_cells(facts, lambda job: job.occupation))
    known = {one.id for one in all_occupations()}
    ranked = sorted(((id, cell) for id, cell in cells.items() if id in known), key=_most_jobs)
    return dict(ranked)


def _most_jobs(one: tuple[str, PayCell]) -> tuple[int, str]:
    return -one[1].jobs, occupation(one[0]).name


def refresh() -> int:
    """Makes the figures of the whole network anew, for the worker; 0 where it is too soon."""
    if not cache.add("figures-fresh", 1, FRESH):
        return 0
    made = (openings_by_occupation(anew=True), stated_by_occupation(anew=True))
    return int(any(made))
