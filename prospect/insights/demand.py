"""What open jobs ask and pay, counted: for each occupation and level, and with small cells kept silent.

In: the facts of jobs as the catalogue understood them. Out: counts and quantiles over what the postings state;
predicted pay has no way in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import quantiles
from typing import TypeVar

from prospect.insights.ways import Way, WayIn, ways_in

FEWEST_JOBS, FEWEST_EMPLOYERS = 5, 3  # of a cell that is shown; one employer's pay is not a market's
STATED = ("stated", "text")  # origins of pay that an employer has said

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class StatedPay:
    """Pay of one job by the full-time year in `currency`; `origin` as in `lexicon.pay.Pay`."""

    low: float
    high: float
    currency: str
    origin: str


@dataclass(frozen=True, slots=True)
class JobFacts:
    """What insights know of an open job. `metro`: CBSA code; `region`: "US-OK"; `seen_on`: when it was last verified;
    `choices`: sets of skills of which it asks any one; `needs`: the same for all it requires, one skill or several."""

    id: str
    employer: str
    occupation: str | None
    level: str | None = None
    skills: frozenset[str] = frozenset()
    choices: frozenset[frozenset[str]] = frozenset()
    needs: frozenset[frozenset[str]] = frozenset()
    ways: tuple[Way, ...] = ()
    pay: StatedPay | None = None
    metro: str | None = None
    region: str | None = None
    workplace: str | None = None
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the open jobs of one occupation ask: in how many of them each skill and each way in is named.

    `choices` count the sets of skills of which any one is asked; their skills are not among `skills` by that alone.
    """

    openings: int = 0
    skills: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[frozenset[str], int] = field(default_factory=dict)
    ways: tuple[WayIn, ...] = ()

    def share(self, skill: str) -> float:
        """The part of the openings that name a skill, 0 to 1."""
        return self.skills.get(skill, 0) / self.openings if self.openings else 0.0


@dataclass(frozen=True, slots=True)
class PayCell:
    """Stated pay of a group of jobs by the year: quantiles of the middles of their ranges, the ends of all ranges."""

    jobs: int
    employers: int
    currency: str
    p25: float
    median: float
    p75: float
    lowest: float
    highest: float
    from_: date | None
    until: date | None


Demand = Mapping[tuple[str, str | None], Asked]


def demand(jobs: Iterable[JobFacts]) -> Demand:
    """Counts by (occupation, level), and by (occupation, None) over all its levels."""
    groups: defaultdict[tuple[str, str | None], list[JobFacts]] = defaultdict(list)
    for job in jobs:
        if job.occupation is not None:
            groups[job.occupation, None].append(job)
            if job.level is not None:
                groups[job.occupation, job.level].append(job)
    return {
        key: Asked(
            len(group),
            Counter(skill for job in group for skill in job.skills),
            Counter(choice for job in group for choice in job.choices),
            ways_in((job.id, job.employer, job.ways) for job in group),
        )
        for key, group in groups.items()
    }


def pay_cells(jobs: Iterable[JobFacts], by: Callable[[JobFacts], Key | None]) -> dict[tuple[Key, str], PayCell]:
    """Stated pay by a key of the job and the currency; jobs with key None are left out, and so are small cells.

    A cell needs five jobs of three employers. Nothing is converted: each currency has a cell of its own.
    """
    groups: defaultdict[tuple[Key, str], list[JobFacts]] = defaultdict(list)
    for job in jobs:
        if job.pay is None or job.pay.origin not in STATED:
            continue
        key = by(job)
        if key is not None:
            groups[key, job.pay.currency].append(job)
    cells = {key: _cell(group) for key, group in groups.items()}
    return {key: cell for key, cell in cells.items() if cell is not None}


def _cell(jobs: list[JobFacts]) -> PayCell | None:
    employers = {job.employer for job in jobs}
    if len(jobs) < FEWEST_JOBS or len(employers) < FEWEST_EMPLOYERS:
        return None
    pays = [job.pay for job in jobs if job.pay is not None]
    p25, median, p75 = quantiles([(pay.low + pay.high) / 2 for pay in pays], n=4, method="inclusive")
    days = sorted(job.seen_on for job in jobs if job.seen_on is not None)
    return PayCell(
        len(jobs),
        len(employers),
        pays[0].currency,
        p25,
        median,
        p75,
        min(pay.low for pay in pays),
        max(pay.high for pay in pays),
        days[0] if days else None,
        days[-1] if days else None,
    )
