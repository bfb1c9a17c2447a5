"""Careers: every trade, and for one of them what is asked, what it pays, where it leads and how people get in."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prospect.fit.person import Person
from prospect.insights.demand import FEWEST_JOBS, Asked
from prospect.insights.descriptions import description
from prospect.insights.paths import TYPICAL, everything
from prospect.insights.wages import wage_band
from prospect.lexicon.occupations import Occupation, all_occupations, occupation
from prospect.lexicon.similar import similar_titles
from prospect.lexicon.title_words import plain
from prospect.lexicon.titles import read_title
from prospect.search.query import Query
from prospect.web.parts.addresses import address
from prospect.web.parts.naming import occupation_called, occupation_name
from prospect.web.seekers.bands import drawn, legend, middle_half, scale_for, span
from prospect.web.seekers.cards import cards
from prospect.web.seekers.fits import person_of
from prospect.web.seekers.market import Market, newest, openings_by_occupation
from prospect.web.seekers.reader_place import ReaderPlace, reader_place
from prospect.web.seekers.stated import method, stated_of
from prospect.web.seekers.way import asked_chart, doors_for, neighbours, openings_words, search, way
from prospect.web.seekers.ways import learn, quoted, usual, ways_chart

SECTORS = {
    "agriculture": gettext_lazy("Farming, animals and land"),
    "arts": gettext_lazy("Arts, design and media"),
    "aviation": gettext_lazy("Aviation"),
    "business": gettext_lazy("Business and offices"),
    "education": gettext_lazy("Education"),
    "energy": gettext_lazy("Energy"),
    "finance": gettext_lazy("Finance and insurance"),
    "health": gettext_lazy("Health"),
    "hospitality": gettext_lazy("Food, hotels and travel"),
    "logistics": gettext_lazy("Warehouses and transport"),
    "manufacturing": gettext_lazy("Manufacturing"),
    "personal": gettext_lazy("Personal services"),
    "public": gettext_lazy("Public service"),
    "retail": gettext_lazy("Shops and sales"),
    "science": gettext_lazy("Science and engineering"),
    "technology": gettext_lazy("Computing"),
    "trades": gettext_lazy("Building and skilled trades"),
}
OPENINGS, BUSIEST, TITLES, NEAREST = 4, 12, 8, 6


@require_safe
def careers(request: HttpRequest) -> HttpResponse:
    """Every trade the network knows, those with openings first; a title in the address leads to its own page."""
    typed = request.GET.get("q", "").strip()[:120]
    found = _meant(typed) if typed else None
    if found is not None:
        return redirect("career", found)
    openings = openings_by_occupation()
    person = person_of(request.user)
    context = {
        "typed": typed,
        "suggested": [(one, description(one.id)) for one in _suggested(typed)],
        "own": [occupation(id) for id in person.occupations[:3]] if person else [],
        "busiest": [(Link(id, occupation_name(id)), n) for id, n in list(openings.items())[:BUSIEST]],
        "sectors": [
            (name, [(one, openings.get(one.id, 0)) for one in links], sum(openings.get(one.id, 0) for one in links))
            for name, links in _sectors(get_language() or "en")
        ],
        "known": len(all_occupations()),
    }
    return render(request, "seekers/careers.html", context)


class Link(NamedTuple):
    """A trade in a list."""

    id: str
    name: str

    @property
    def url(self) -> str:
        return address("career", self.id)


@lru_cache(maxsize=8)
def _sectors(language: str) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Every trade by sector, both by their names in a language."""
    sectors: defaultdict[str, list[Link]] = defaultdict(list)
    for one in all_occupations():
        sectors[str(SECTORS.get(one.sector, one.sector))].append(Link(one.id, occupation_name(one.id)))
    return tuple(
        (name, tuple(sorted(links, key=lambda one: plain(one.name)))) for name, links in sorted(sectors.items())
    )


def _meant(typed: str) -> str | None:
    """The trade that a title names, or that has this name in the reader's language."""
    read = read_title(typed).occupation
    return occupation_called(typed) or (read.id if read else None)


@require_safe
def career(request: HttpRequest, id: str) -> HttpResponse:
    """One trade, seen from a place, and from one's own profile where one has signed in."""
    try:
        trade = occupation(id)
    except KeyError as unknown:
        raise Http404 from unknown
    at = reader_place(request, "at")
    person = person_of(request.user)
    whole, counted = way(trade, at=at.place, person=person)
    asked = counted.asked.get((trade.id, None), Asked())
    context = {
        "trade": trade,
        "words": description(trade.id),
        "titles": trade.titles[:TITLES],
        "at": at,
        "person_shown": person,
        "way": whole,
        "openings": counted.own.openings,
        "openings_words": openings_words(counted.own.openings),
        "cards": cards(newest(trade.id, OPENINGS), request.user),
        "jobs_url": Query(occupations=(trade.id,)).url(),
        "exact_url": search(trade.id),
        "alert_url": Query(occupations=(trade.id,)).url("/alerts/new"),
        "asked": asked_chart(trade, asked, person),
        "usual": usual(trade),
        **_ways(trade, counted),
        "learn": learn(_most_asked(asked, person)),
        "doors": doors_for(person, trade) if person else (),
        "neighbours": neighbours(trade, openings_by_occupation()),
        "enough": asked.openings >= FEWEST_JOBS,
        "fewest": FEWEST_JOBS,
        **_pay(trade, counted, at),
    }
    return render(request, "seekers/career.html", context)


def _ways(trade: Occupation, counted: Market) -> dict[str, Any]:
    """The ways in that openings name, as a chart and in their own words; nothing where there are few openings."""
    ways = counted.ways
    chart = ways_chart(trade, ways, counted.own.openings)
    return {"ways": chart, "quoted": quoted(ways) if chart else []}


def _most_asked(asked: Asked, person: Person | None) -> list[str]:
    """The skills that the openings name most, without those the person shows; nothing where there are few openings."""
    if asked.openings < FEWEST_JOBS:
        return []
    held = everything(person.skills) if person else frozenset()
    typical = [id for id, n in asked.skills.items() if asked.share(id) >= TYPICAL and id not in held]
    return sorted(typical, key=lambda id: (-asked.skills[id], id))


def _suggested(typed: str) -> list[Occupation]:
    """Trades whose titles come near what was typed and not understood."""
    if not typed:
        return []
    found = dict.fromkeys(
        one.occupation.id if isinstance(one.occupation, Occupation) else one.occupation
        for one in similar_titles(typed, 12)
    )
    return [occupation(str(id)) for id in found if id][:NEAREST]


def _pay(trade: Occupation, counted: Market, at: ReaderPlace) -> dict[str, Any]:
    """The official band at the reader's place beside the nation's, and stated pay."""
    band = wage_band(trade.soc, at.place) or wage_band(trade.soc)
    scale = scale_for(band, hourly=False)
    nation = wage_band(trade.soc) if band and band.kind != "nation" else None
    spans = [row for tone, one in (("accent", band), ("plain", nation)) if one and (row := span(one, scale, tone=tone))]  # type: ignore[arg-type]
    return {
        "band": band,
        "band_words": middle_half(band, scale) if band else "",
        "band_chart": drawn(spans, scale, _("Official pay of {name}").format(name=band.occupation if band else "")),
        "legend": legend(),
        "stated": stated_of(trade, counted),
        "stating": counted.own.stating,
        "method": method(),
    }
