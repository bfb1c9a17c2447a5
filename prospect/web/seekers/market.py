"""What open jobs ask and pay, counted from the facts that the worker keeps of each, and kept for some minutes.

The worker makes the figures of the whole network anew before they grow old (`refresh`); a trade's own are made when
somebody looks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from typing import TypeVar, cast

from django.core.cache import cache
from django.db.models import Count

from prospect.insights.demand import STATED, Asked, Demand, JobFacts, PayCell, StatedPay, demand, pay_cells
from prospect.insights.facts import VERSION, recalled
from prospect.insights.models import JobFact
from prospect.insights.paths import TYPICAL
from prospect.insights.ways import WayIn
from prospect.jobs.models import Job
from prospect.lexicon.occupations import all_occupations, occupation
from prospect.sources.models import Source

MOST = 20_000  # openings of a trade that its figures are counted from, the newest first
KEPT = 900  # seconds that dear figures are kept; longer than the time between two refreshes by the worker
BRIEFLY = 60  # seconds that others are
FRESH = 600  # seconds after which the worker makes the dear figures anew
BUSY = 300  # openings that make the figures of a trade dear
COLUMNS = ("public_id", "employer_id", "source_id", "as_of", "occupation", "level", "workplace", "metro", "region",
           "pay_low", "pay_high", "pay_currency", "pay_origin", "said")  # fmt: skip
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Trade:
    """The open jobs of one occupation, counted: what they ask and their stated pay in dollars, by level (None: all)."""

    asked: Mapping[str | None, Asked]
    pays: Mapping[str | None, PayCell]
    by_workplace: Mapping[str, PayCell]
    by_metro: Mapping[str, PayCell]
    stating: int
    openings: int


@dataclass(frozen=True, slots=True)
class Market:
    """A trade and those counted beside it, by (occupation, level); its openings and pay by place are of it alone."""

    asked: Demand
    pays: Mapping[tuple[str, str | None], PayCell]
    own: Trade

    @property
    def ways(self) -> tuple[WayIn, ...]:
        """The ways in that the trade's own openings name."""
        asked = self.own.asked.get(None)
        return asked.ways if asked else ()


def market(start: str, others: Sequence[str] = ()) -> Market:
    """The market of an occupation, with others beside it."""
    wanted = tuple(dict.fromkeys((start, *others)))
    key = sha256(" ".join(wanted).encode()).hexdigest()[:16]
    return kept_or_made(f"market-{_EDITION}-{key}", partial(_merged, start, wanted), BRIEFLY)


def _merged(start: str, wanted: Sequence[str]) -> Market:
    trades = _trades(wanted)
    return Market(
        {(id, level): asked for id, trade in trades.items() for level, asked in trade.asked.items()},
        {(id, level): cell for id, trade in trades.items() for level, cell in trade.pays.items()},
        trades[start],
    )


def _trades(wanted: Sequence[str], *, anew: bool = False) -> dict[str, Trade]:
    """The trades, those that the cache does not hold read in one go; the dear ones it then holds."""
    held = {} if anew else cache.get_many([_key(id) for id in wanted])
    missing = [id for id in wanted if _key(id) not in held]
    facts: defaultdict[str, list[JobFacts]] = defaultdict(list)
    for job in _facts_of(missing) if missing else ():
        facts[str(job.occupation)].append(job)
    made = {id: _counted(facts[id]) for id in missing}
    for id, trade in made.items():
        if trade.openings >= BUSY:
            cache.set(_key(id), trade, KEPT)
    return {id: made[id] if id in made else held[_key(id)] for id in wanted}


def required(trades: Sequence[str]) -> Counter[frozenset[frozenset[str]]]:
    """The openings of some occupations by what they require."""
    ids = sorted(set(trades))
    key = sha256(" ".join(ids).encode()).hexdigest()[:16]
    return kept_or_made(
        f"needs-{_EDITION}-{key}", lambda: Counter(job.needs for job in _facts_of(ids) if job.needs), KEPT
    )


def kept_or_made(key: str, make: Callable[[], Made], seconds: int, *, anew: bool = False) -> Made:
    """What the cache holds under a key, else what `make` answers, which it then holds for so many seconds."""
    held = None if anew else cache.get(key)
    if held is not None:
        return cast(Made, held)
    made = make()
    cache.set(key, made, seconds)
    return made


def _key(trade: str) -> str:
    return f"trade-{_EDITION}-{trade}"


_EDITION = sha256(VERSION.encode()).hexdigest()[:8]


def _counted(facts: Sequence[JobFacts]) -> Trade:
    return Trade(
        asked={level: _typical(asked) for (_trade, level), asked in demand(facts).items()},
        pays=_by_level(facts),
        by_workplace=_dollars(pay_cells(facts, lambda job: job.workplace)),
        by_metro=_dollars(pay_cells(facts, lambda job: job.metro)),
        stating=sum(job.pay is not None for job in facts),
        openings=len(facts),
    )  # fmt: skip


def _by_level(facts: Sequence[JobFacts]) -> dict[str | None, PayCell]:
    found: dict[str | None, PayCell] = dict(_dollars(pay_cells(facts, lambda job: job.level)).items())
    whole = _dollars(pay_cells(facts, lambda job: "all"))
    return found | {None: whole["all"]} if whole else found


def _typical(asked: Asked) -> Asked:
    """Without the skills that few openings name: no page shows them."""
    least = TYPICAL * asked.openings
    skills = {skill: n for skill, n in asked.skills.items() if n >= least}
    return replace(asked, skills=skills, choices={ids: n for ids, n in asked.choices.items() if n >= least})


def _facts_of(trades: Sequence[str]) -> Iterator[JobFacts]:
    """The facts of the open jobs of some occupations, the newest `MOST`."""
    checked = _checked()
    standing = JobFact.objects.standing().filter(occupation__in=trades).order_by("-posted_on", "-pk")
    for row in standing.values_list(*COLUMNS)[:MOST]:
        id, employer, source, as_of, trade, level, workplace, metro, region, low, high, currency, origin, said = row
        yield JobFacts(
            id=id,
            employer=str(employer),
            occupation=trade,
            level=level or None,
            pay=StatedPay(low, high, currency, origin) if low is not None else None,
            metro=metro or None,
            region=region or None,
            workplace=workplace or None,
            seen_on=checked.get(source) or as_of.date(),
            **recalled(said),
        )


def _checked() -> dict[int, date]:
    """The day each source was last read well: what it then listed was seen on that day."""
    return {id: at.date() for id, at in Source.objects.values_list("pk", "last_good_at") if at}


def newest(trade: str, n: int) -> list[Job]:
    """The newest openings of a trade, ready for cards; what closed since it was counted is left out."""
    standing = JobFact.objects.standing().filter(occupation=trade).order_by("-posted_on", "-pk")
    ids = list(standing.values_list("pk", flat=True)[:n])
    jobs = Job.objects.listed().for_cards().in_bulk(ids)
    return [jobs[id] for id in ids if id in jobs]


def _dollars(cells: Mapping[tuple[str, str], PayCell]) -> dict[str, PayCell]:
    return {key: cell for (key, currency), cell in cells.items() if currency == "USD"}


def openings_by_occupation(*, anew: bool = False) -> dict[str, int]:
    """How many open jobs each occupation has, of those the lexicon knows; the most first."""
    return kept_or_made("openings-by-occupation", _openings, BRIEFLY, anew=anew)


def _openings() -> dict[str, int]:
    standing = JobFact.objects.standing().exclude(occupation="").order_by()
    counted = standing.values_list("occupation").annotate(n=Count("pk")).order_by("-n", "occupation")
    ids = {one.id for one in all_occupations()}
    return {id: n for id, n in counted if id in ids}


def stated_by_occupation(*, anew: bool = False) -> dict[str, PayCell]:
    """Stated pay of every occupation that enough openings state it for, in dollars, the most openings first."""
    return kept_or_made("stated-by-occupation", _stated, KEPT, anew=anew)


def _stated() -> dict[str, PayCell]:
    stating = JobFact.objects.standing().filter(pay_low__isnull=False, pay_origin__in=STATED, pay_currency="USD")
    columns = ("employer_id", "source_id", "as_of", "occupation", "pay_low", "pay_high")
    checked = _checked()
    facts = (
        JobFacts("", str(employer), trade, pay=StatedPay(low, high, "USD", STATED[0]),
                 seen_on=checked.get(source) or as_of.date())
        for employer, source, as_of, trade, low, high in stating.exclude(occupation="").values_list(*columns).iterator()
    )  # fmt: skip
    cells = _dollars(pay_cells(facts, lambda job: job.occupation))
    known = {one.id for one in all_occupations()}
    return dict(sorted(((id, cell) for id, cell in cells.items() if id in known), key=_most_jobs))


def _most_jobs(one: tuple[str, PayCell]) -> tuple[int, str]:
    return -one[1].jobs, occupation(one[0]).name


def refresh() -> int:
    """Makes the figures anew for the worker, of the whole network and of its busy trades; 0 where it is too soon."""
    if not cache.add("figures-fresh", 1, FRESH):
        return 0
    stated_by_occupation(anew=True)
    openings = openings_by_occupation(anew=True)
    for id in [id for id, n in openings.items() if n >= BUSY]:
        _trades([id], anew=True)
    return int(bool(openings))
