"""The region over time, from the daily counts: series for charts, and tables in which few people are never told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Sum
from django.utils import timezone

from prospect.insights.demand import FEWEST_JOBS
from prospect.insights.facts import told
from prospect.insights.models import DayCount
from prospect.lexicon.occupations import all_occupations
from prospect.lexicon.skills import all_skills
from prospect.web.parts.naming import occupation_name, skill_name

DAYS, MONTH = 90, 30
TOP = 20


@dataclass(frozen=True, slots=True)
class Trend:
    """An occupation or a skill: openings on the last day, newcomers and searches of a month, openings day by day.

    `searches` and `holders` are None where so few people stand behind them that they are not told; of holders, none at
    all is told no more than one.
    """

    kind: str
    key: str
    name: str
    openings: int
    newcomers: int
    searches: int | None
    holders: int | None
    series: tuple[int, ...] = ()

    @property
    def shown(self) -> str:
        """Its name in the reader's language; tables to take away have `name`, which does not change."""
        return occupation_name(self.key) if self.kind == "occupation" else skill_name(self.key)

    @property
    def gap(self) -> int:
        """How many more openings name it than people show it; people who are not told count as the most they can be."""
        return self.openings - (FEWEST_JOBS - 1 if self.holders is None else self.holders)


@dataclass(frozen=True, slots=True)
class History:
    """The whole network day by day, oldest first."""

    days: tuple[date, ...]
    openings: tuple[int, ...]
    newcomers: tuple[int, ...]
    searches: tuple[int, ...]


def history() -> History:
    since = timezone.now().date() - timedelta(days=DAYS)
    rows = list(
        DayCount.objects.of("all").since(since).values_list("day", "openings", "newcomers", "searches").order_by("day")
    )
    days, openings, newcomers, searches = zip(*rows, strict=True) if rows else ((), (), (), ())
    return History(tuple(days), tuple(openings), tuple(newcomers), tuple(searches))


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days that end with `last`: openings on its last day, newcomers and searches in it. Few searches: None."""

    last: date
    openings: int
    newcomers: int
    searches: int | None


def weeks_of(past: History) -> tuple[Week, ...]:
    """Whole weeks that end with the last counted day, oldest first; a week of which days are missing is left out."""
    found = []
    for end in range(len(past.days), 6, -7):
        start = end - 7
        if (past.days[end - 1] - past.days[start]).days != 6:
            break
        week = slice(start, end)
        found.append(
            Week(past.days[end - 1], past.openings[end - 1], sum(past.newcomers[week]), told(sum(past.searches[week])))
        )
    return tuple(reversed(found))


def names(kind: str) -> dict[str, str]:
    """The names of a kind's keys; keys that the lexicon no longer has are left out of every table."""
    return {one.id: one.name for one in all_occupations()} if kind == "occupation" else {
        id: one.name for id, one in all_skills().items()
    }  # fmt: skip


def trends(kind: str, limit: int | None = TOP, *, with_series: bool = False) -> list[Trend]:
    """Occupations or skills, the most openings on the last counted day first; without a limit also those only searched for."""
    today = timezone.now().date()
    rows = DayCount.objects.filter(kind=kind)
    last = rows.aggregate(last=Max("day"))["last"]
    if last is None:
        return []
    month = (
        rows.since(today - timedelta(days=MONTH)).values("key").annotate(came=Sum("newcomers"), asked=Sum("searches"))
    )
    sums = {row["key"]: (row["came"], row["asked"]) for row in month.order_by()}
    now = {
        key: (openings, held) for key, openings, held in rows.filter(day=last).values_list("key", "openings", "holders")
    }
    known = names(kind)
    keys = [key for key in {*sums, *now} if key in known and (limit is None or now.get(key, (0, 0))[0])]
    keys = sorted(keys, key=lambda key: (-now.get(key, (0, 0))[0], known[key]))[:limit]
    series = _series(kind, keys) if with_series else {}
    found = []
    for key in keys:
        openings, held = now.get(key, (0, 0))
        came, asked = sums.get(key, (0, 0))
        found.append(
            Trend(
                kind,
                key,
                known[key],
                openings,
                came,
                told(asked),
                held if held >= FEWEST_JOBS else None,
                series.get(key, ()),
            )
        )
    return found


def _series(kind: str, keys: list[str]) -> dict[str, tuple[int, ...]]:
    """Openings on each counted day, 0 where a key has no row."""
    rows = DayCount.objects.filter(kind=kind, key__in=keys).since(timezone.now().date() - timedelta(days=DAYS))
    by_day: dict[tuple[str, date], int] = {(key, day): n for key, day, n in rows.values_list("key", "day", "openings")}
    days = history().days
    return {key: tuple(by_day.get((key, day), 0) for day in days) for key in keys}


def table_lines(*, with_people: bool) -> Iterator[list[object]]:
    """The lines of the table as CSV; a count that is not told is "<5"."""
    head: list[object] = ["kind", "id", "name", "openings", "newcomers_30_days", "searches_30_days"]
    yield [*head, "people_who_show_it"] if with_people else head
    for kind in ("occupation", "skill"):
        for one in trends(kind, limit=None):
            line: list[object] = [kind, one.key, one.name, one.openings, one.newcomers, _cell(one.searches)]
            yield [*line, _cell(one.holders) if kind == "skill" else ""] if with_people else line


def day_lines() -> Iterator[list[object]]:
    """The whole network and its twenty largest occupations, day by day, as CSV."""
    yield ["day", "occupation", "openings", "newcomers", "searches"]
    keys = [one.key for one in trends("occupation")]
    since = timezone.now().date() - timedelta(days=DAYS)
    for kind, wanted in (("all", [""]), ("occupation", keys)):
        rows = DayCount.objects.filter(kind=kind, key__in=wanted).since(since).order_by("day", "key")
        for row in rows.iterator():
            yield [row.day.isoformat(), row.key or "all", row.openings, row.newcomers, _cell(told(row.searches))]


def _cell(count: int | None) -> object:
    return f"<{FEWEST_JOBS}" if count is None else count
