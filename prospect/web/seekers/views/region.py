"""The region: what is open, what comes in, what is searched for, and what openings ask, over time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from prospect.insights.demand import FEWEST_JOBS
from prospect.insights.facts import told, weeks
from prospect.insights.models import JobFact
from prospect.jobs.models import Employer
from prospect.lexicon.occupations import all_occupations
from prospect.search.models import Tally
from prospect.search.query import Query
from prospect.web.parts import charts
from prospect.web.parts.chart_time import over_time
from prospect.web.parts.naming import occupation_name
from prospect.web.seekers import history
from prospect.web.seekers.history import History, Trend
from prospect.web.seekers.market import BRIEFLY, kept_or_made, openings_by_occupation, stated_by_occupation
from prospect.web.seekers.stated import rows_of_cells

WEEKS, BARS, UNFOUND, PAID = 10, 12, 12, 8
FEW_DAYS = 8  # with fewer, a line over time shows nothing but chance


@require_safe
def region(request: HttpRequest) -> HttpResponse:
    """The public page: nothing in it tells of fewer than five people."""
    return render(request, "seekers/region.html", figures() | {"paid": _paid()})


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    return as_csv(history.table_lines(with_people=False), "region.csv")


@require_safe
def days(request: HttpRequest) -> HttpResponse:
    return as_csv(history.day_lines(), "region-days.csv")


def figures() -> dict[str, Any]:
    """What both the public page and the operator's show."""
    past = history.history()
    now = kept_or_made("region-now", _now, BRIEFLY)
    occupations = history.trends("occupation", with_series=True)
    skills = history.trends("skill")
    return {
        "open_jobs": now.open_jobs,
        "hiring": now.hiring,
        "counted_on": past.days[-1] if past.days else None,
        "first_day": past.days[0] if past.days else None,
        "line": _line(past),
        "over_time": _over_time(past),
        "weeks": history.weeks_of(past),
        "posted": _posted(now.posted),
        "occupations": [(one, _spark(one)) for one in occupations],
        "occupation_bars": _bars(occupations[:BARS], _("Openings by occupation")),
        "skill_bars": _bars(skills[:BARS], _("Openings that ask for a skill")),
        "skills": skills,
        "searched": _searched(),
        "unfound": _unfound(),
        "fewest": FEWEST_JOBS,
        "is_invented": settings.DEMO,
    }


def as_csv(lines: Iterable[Iterable[object]], name: str) -> HttpResponse:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _line(past: History) -> charts.Markup:
    """Openings day by day; nothing where there is but one day."""
    if len(past.days) < 2:
        return charts.Markup()
    title = _("Open jobs from {first} to {last}: from {low} to {high}").format(
        first=_day(past.days[0]), last=_day(past.days[-1]), low=past.openings[0], high=past.openings[-1]
    )
    return charts.sparkline([float(n) for n in past.openings], title=title)


def _over_time(past: History) -> charts.Markup:
    """Openings day by day, large; nothing where there are but few days."""
    if len(past.days) < FEW_DAYS:
        return charts.Markup()
    first, last = _day(past.days[0]), _day(past.days[-1])
    title = _("Open jobs from {first} to {last}: from {low} to {high}").format(
        first=first, last=last, low=past.openings[0], high=past.openings[-1]
    )
    most = ngettext("{n} opening", "{n} openings", max(past.openings)).format(n=max(past.openings))
    return over_time(
        [float(n) for n in past.openings], title=title, first=first, last=last, low=_("the line at the foot is 0"),
        high=_("at most {openings}").format(openings=most),
    )  # fmt: skip


def _posted(by_day: dict[date, int]) -> charts.Markup:
    """Today's openings by the week in which they were posted, or first seen where the posting does not say."""
    counted = weeks(by_day, timezone.now().date(), WEEKS)
    bars = [
        charts.Bar(_("Week of {day}").format(day=_day(day)), n, ngettext("{n} job", "{n} jobs", n).format(n=n),
                   "accent" if number == WEEKS - 1 else "plain")
        for number, (day, n) in enumerate(counted)
    ]  # fmt: skip
    return charts.bars(bars[::-1], title=_("Today’s openings by the week they were posted"))


@dataclass(frozen=True, slots=True)
class Now:
    """What stands now; `posted` says how many of the open jobs were posted on each day."""

    open_jobs: int
    hiring: int
    posted: dict[date, int]


def _now() -> Now:
    posted = dict(JobFact.objects.standing().order_by().values_list("posted_on").annotate(n=Count("pk")))
    return Now(sum(posted.values()), Employer.objects.hiring().count(), posted)


def _bars(rows: list[Trend], title: str) -> charts.Markup:
    return charts.bars(
        [
            charts.Bar(
                one.shown,
                one.openings,
                ngettext("{n} opening", "{n} openings", one.openings).format(n=one.openings),
                href=_search(one),
            )
            for one in rows
            if one.openings
        ],
        title=title,
    )


def _search(one: Trend) -> str:
    if one.kind == "occupation":
        return reverse("career", args=[one.key])
    return Query(skills=(one.key,)).url()


def _spark(one: Trend) -> charts.Markup:
    if not one.series:
        return charts.Markup()
    title = _("{name}: from {first} to {last} openings").format(
        name=one.shown, first=one.series[0], last=one.series[-1]
    )
    return charts.sparkline([float(n) for n in one.series], title=title)


def _searched() -> charts.Markup:
    """Trades that people searched for in the last month, by how often; few searches are not told."""
    counts = _asked(Tally.objects.all())
    bars = [charts.Bar(name, n, ngettext("{n} search", "{n} searches", n).format(n=n), href=reverse("career", args=[id]))
            for id, name, n in counts[:BARS]]  # fmt: skip
    return charts.bars(bars, title=_("Searches in the last 30 days, by occupation"))


def _unfound() -> list[tuple[str, str, int]]:
    """Trades that were searched for often in the last month and have no opening today. What was typed is not shown."""
    standing = openings_by_occupation()
    return [row for row in _asked(Tally.objects.all()) if row[0] not in standing][:UNFOUND]


def _asked(tallies: Any) -> list[tuple[str, str, int]]:
    known = {one.id: occupation_name(one.id) for one in all_occupations()}
    since = timezone.now().date() - timedelta(days=history.MONTH)
    rows = tallies.filter(day__gte=since).exclude(occupation="").order_by()
    sums = rows.values_list("occupation").annotate(n=Sum("times")).order_by("-n", "occupation")
    return [(id, known[id], n) for id, n in sums if id in known and told(n)]


def _paid() -> list[Any]:
    """The occupations for which most openings state their pay."""
    known = {one.id: occupation_name(one.id) for one in all_occupations()}
    cells = list(stated_by_occupation().items())[:PAID]
    links = {known[id]: f"{reverse('pay')}?occupation={id}" for id, _cell in cells}
    return rows_of_cells([(known[id], cell) for id, cell in cells], links)


def _day(day: date) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")
