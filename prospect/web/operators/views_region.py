"""The region for who runs the network: supply beside demand, and what was searched for and not found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from prospect.insights.demand import FEWEST_JOBS
from prospect.insights.facts import told
from prospect.people.models import Profile
from prospect.search.models import Tally
from prospect.web.operators.access import operators_only
from prospect.web.parts import charts
from prospect.web.seekers import history
from prospect.web.seekers.history import Trend
from prospect.web.seekers.views.region import as_csv, figures

GAPS, UNFOUND = 20, 30


@require_safe
@operators_only
def region(request: HttpRequest) -> HttpResponse:
    gaps = scarce()
    context = figures() | {
        "people": told(Profile.objects.count()),
        "gaps": gaps,
        "gap_bars": _bars(gaps),
        "sentences": list(not_found()),
    }
    return render(request, "operators/region.html", context)


@require_safe
@operators_only
def table(request: HttpRequest) -> HttpResponse:
    return as_csv(history.table_lines(with_people=True), "supply-and-demand.csv")


@require_safe
@operators_only
def searches(request: HttpRequest) -> HttpResponse:
    """What was searched for and not found, as CSV; a sentence that begins like a formula is kept text by a quote."""
    lines: list[list[object]] = [["asked", "times_30_days"], *([_as_text(asked), n] for asked, n in not_found())]
    return as_csv(lines, "searched-and-not-found.csv")


def scarce() -> list[Trend]:
    """Skills that at least five openings ask and that the fewest people show, the widest gap first."""
    asked = [one for one in history.trends("skill", limit=None) if one.openings >= FEWEST_JOBS]
    return sorted(asked, key=lambda one: (-one.gap, one.name))[:GAPS]


def not_found() -> Iterator[tuple[str, int]]:
    """What was asked in the last month and never found anything, in the query's own words, where asked often enough."""
    since = timezone.now().date() - timedelta(days=history.MONTH)
    rows = Tally.objects.filter(day__gte=since).values("asked").annotate(n=Sum("times"), hits=Sum("found")).order_by()
    for row in rows.filter(hits=0, n__gte=FEWEST_JOBS).order_by("-n", "asked")[:UNFOUND]:
        yield row["asked"], row["n"]


def _bars(gaps: list[Trend]) -> charts.Markup:
    rows = [charts.Bar(one.shown, one.openings, _supply(one)) for one in gaps[:12]]
    return charts.bars(rows, title=_("Skills that openings ask and few people show"))


def _supply(one: Trend) -> str:
    """The openings, and the people where so many show it that they are told; the foot of the chart says so."""
    openings = ngettext("{n} opening", "{n} openings", one.openings).format(n=one.openings)
    if one.holders is None:
        return openings
    people = ngettext("{n} person", "{n} people", one.holders).format(n=one.holders)
    return _("{openings}, {people}").format(openings=openings, people=people)


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell[:1] in "=+-@\t\r" else cell
