"""The live pieces of guides: today's network inside an article."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from prospect.lexicon.occupations import Occupation, occupation
from prospect.network.models import Network
from prospect.search.query import Query
from prospect.web.seekers.bands import legend
from prospect.web.seekers.cards import cards
from prospect.web.seekers.market import market, newest
from prospect.web.seekers.pay_here import pay_here
from prospect.web.seekers.reader_place import centre
from prospect.web.seekers.stated import method, stated_of
from prospect.web.seekers.way import around, way

OPENINGS = 4
PIECES = (
    ("{{ openings back-end-developer }}", _("The newest openings, and how many there are.")),
    ("{{ pay back-end-developer }}", _("What openings state, and the official band.")),
    ("{{ path back-end-developer }}", _("The steps and turns, with today’s openings.")),
    ("{{ alert back-end-developer }}", _("A button for an alert.")),
)
"""Every live piece as it is written, with what it shows; for who writes guides."""


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
    context = {
        "occupation": found,
        "count": market(found.id, around(found)).own.openings,
        "cards": cards(newest(found.id, OPENINGS), request.user),
        "url": Query(occupations=(found.id,)).url(),
    }
    return render_to_string("seekers/pieces/openings.html", context, request)


def alert(request: HttpRequest, found: Occupation) -> str:
    context = {"occupation": found, "url": Query(occupations=(found.id,)).url("/alerts/new")}
    return render_to_string("seekers/pieces/alert.html", context, request)


def path(request: HttpRequest, found: Occupation) -> str:
    """The staircase of the trade, and the trades one can turn to, each with its openings today."""
    whole, _counted = way(found, at=centre(), person=None)
    return render_to_string("seekers/pieces/path.html", {"occupation": found, "way": whole}, request)


def pay(request: HttpRequest, found: Occupation) -> str:
    """What today's openings state, where enough of them do; and the official band."""
    counted = market(found.id, around(found))
    context = {
        "occupation": found,
        "stated": stated_of(found, counted),
        "stating": counted.own.stating,
        "openings": counted.own.openings,
        "method": method(),
        "official": pay_here(found.id, Network.current().place_id),
        "legend": legend(),
    }
    return render_to_string("seekers/pieces/pay.html", context, request)
