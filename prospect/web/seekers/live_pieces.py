"""The live pieces of guides: today's network inside an article."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from prospect.insights.demand import FEWEST_JOBS
from prospect.jobs.models import Job
from prospect.lexicon.occupations import Occupation, Rung, ladder, near, occupation
from prospect.network.models import Network
from prospect.search.query import Query
from prospect.web.parts import charts
from prospect.web.seekers.cards import cards
from prospect.web.seekers.pay_here import pay_here

OPENINGS, TURNS = 4, 6


def piece(request: HttpRequest, name: str, words: str) -> str:
    """The HTML of one piece; empty for a name or an occupation that is not known, so that an article never breaks."""
    found = known(words)
    makers = {"openings": openings, "path": path, "alert": alert, "pay": pay}
    if found is None or name not in makers:
        return ""
    return makers[name](request, found)


def known(words: str) -> Occupation | None:
    """The occupation that the first word names."""
    try:
        return occupation(words.split()[0])
    except (KeyError, IndexError):
        return None


def openings(request: HttpRequest, found: Occupation) -> str:
    listed = Job.objects.listed().filter(occupation=found.id)
    context = {
        "occupation": found,
        "count": listed.count(),
        "cards": cards(listed.for_cards()[:OPENINGS], request.user),
        "url": Query(occupations=(found.id,)).url(),
    }
    return render_to_string("seekers/pieces/openings.html", context, request)


def alert(request: HttpRequest, found: Occupation) -> str:
    context = {"occupation": found, "url": Query(occupations=(found.id,)).url("/alerts/new")}
    return render_to_string("seekers/pieces/alert.html", context, request)


def path(request: HttpRequest, found: Occupation) -> str:
    """The staircase of the trade, and the trades one can turn to, each with its openings today."""
    turns = [(turn, occupation(turn.id)) for turn in near(found.id)[:TURNS]]
    steps = [rung for rung in ladder(found.id) if rung.kind == "step"]
    ids = {found.id, *(other.id for _turn, other in turns)}
    listed = Job.objects.listed().filter(occupation__in=ids).order_by()
    openings = dict(listed.values_list("occupation").annotate(n=Count("pk")))
    context = {
        "occupation": found,
        "chart": charts.path([_stop(rung) for rung in steps], title=_("Steps of the trade")),
        "turns": [
            {"name": other.name, "reason": turn.reason, "openings": openings.get(other.id, 0),
             "url": Query(occupations=(other.id,), similar=False).url()}
            for turn, other in turns
        ],
    }  # fmt: skip
    return render_to_string("seekers/pieces/path.html", context, request)


def _stop(rung: Rung) -> charts.Stop:
    return charts.Stop(rung.title, rung.reason.said(_) if rung.reason else "")


def pay(request: HttpRequest, found: Occupation) -> str:
    """What today's openings state: the middle of the stated pay a year, where enough state one; and the official band."""
    rows = Job.objects.listed().filter(occupation=found.id, pay_currency="USD", pay_year_min__isnull=False)
    ends = rows.values_list("pay_year_min", "pay_year_max")
    stated = sorted((low + (high or low)) / 2 for low, high in ends if low is not None)
    official = pay_here(found.id, Network.current().place_id)
    context = {"occupation": found, "count": len(stated), "enough": len(stated) >= FEWEST_JOBS, "official": official}
    if stated:
        context |= {"median": stated[len(stated) // 2], "low": stated[0], "high": stated[-1]}
    return render_to_string("seekers/pieces/pay.html", context, request)
