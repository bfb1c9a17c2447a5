"""The live pieces of guides: today's network inside an article."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from prospect.jobs.models import Job
from prospect.lexicon.occupations import Occupation, ladder, near, occupation
from prospect.search.query import Query
from prospect.web.seekers.cards import cards

OPENINGS = 4


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
    """The ladder, and the trades one can turn to, each with its openings today."""
    turns = [(turn, occupation(turn.id)) for turn in near(found.id)[:6]]
    context = {
        "occupation": found,
        "rungs": ladder(found.id),
        "turns": [
            {"name": other.name, "reason": turn.reason, "openings": Job.objects.listed().filter(occupation=other.id).count(),
             "url": Query(occupations=(other.id,), similar=False).url()}
            for turn, other in turns
        ],
    }  # fmt: skip
    return render_to_string("seekers/pieces/path.html", context, request)


def pay(request: HttpRequest, found: Occupation) -> str:
    """What today's openings state: the middle of the stated pay a year, where at least five state one."""
    rows = Job.objects.listed().filter(occupation=found.id, pay_currency="USD", pay_year_min__isnull=False)
    ends = rows.values_list("pay_year_min", "pay_year_max")
    stated = sorted((low + (high or low)) / 2 for low, high in ends if low is not None)
    context = {"occupation": found, "count": len(stated), "enough": len(stated) >= 5}
    if stated:
        context |= {"median": stated[len(stated) // 2], "low": stated[0], "high": stated[-1]}
    return render_to_string("seekers/pieces/pay.html", context, request)
