"""What work pays in one place beside another: official bands, price levels, and what openings here state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prospect.insights.amounts import Amount, read_amount
from prospect.insights.demand import PayCell
from prospect.insights.offers import PlacePay, across_places
from prospect.insights.prices import EqualWorth, PriceLevel, equal_worth, level_of
from prospect.insights.wages import WageBand, wage_band
from prospect.lexicon.occupations import Occupation, occupation
from prospect.lexicon.places import Place
from prospect.lexicon.sentences import Sentence, say
from prospect.lexicon.titles import read_title
from prospect.web.parts import charts
from prospect.web.parts.naming import occupation_called, occupation_name
from prospect.web.parts.paging import turns
from prospect.web.parts.wording import money
from prospect.web.seekers.bands import MEDIAN, P25, P75, Scale, at, drawn, legend, scale_for, short_name, span
from prospect.web.seekers.market import market, stated_by_occupation
from prospect.web.seekers.reader_place import ReaderPlace, centre, name_of, reader_place
from prospect.web.seekers.stated import method, rows_of_cells, stated_of

DEAREST = "5391959"  # San Francisco, the metropolitan area with the highest price level
PAGE, LISTED = 50, 30
HOURS = 2080


@dataclass(frozen=True, slots=True)
class Worth:
    """An amount in one place and its like in another, in words and with all that they rest on."""

    sentence: str
    hourly: str
    national: str
    whose: str
    equal: EqualWorth


@require_safe
def pay(request: HttpRequest) -> HttpResponse:
    """Places compared for an occupation or an amount; without either, what openings here state."""
    trade, notes = _trade(request)
    here = reader_place(request, "from", of=DEAREST)
    there = reader_place(request, "to")
    amount = read_amount(request.GET.get("amount", ""), _period(request))
    notes += [note for note in (here.note, there.note, amount.note) if note]
    scale = Scale(_period(request) == "HOUR")
    bands = _bands(trade, here.place, there.place)
    scale = scale_for(bands[0] if bands else None, hourly=scale.is_hourly)
    worth = _worth(trade, amount, here, there, bands)
    context = {
        "trade": trade,
        "notes": notes,
        "here": here,
        "there": there,
        "typed": {name: request.GET.get(name, "")[:120] for name in ("occupation", "amount", "per")},
        "worth": worth,
        "no_worth": None if worth or here.place in (None, there.place) else _no_worth(trade, amount),
        **_official(trade, bands, scale),
        **_stated(trade),
        "method": method(),
        "examples": _examples() if not request.GET else (),
    }
    return render(request, "seekers/pay.html", context)


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Every metropolitan area or state by what an occupation's middle pay buys there."""
    trade, _notes = _trade(request)
    if trade is None:
        return redirect("pay")
    kind = "state" if request.GET.get("kind") == "state" else "metro"
    by = "pay" if request.GET.get("by") == "pay" else "worth"
    ranked = across_places(trade.soc, kind)
    if by == "pay":
        ranked = tuple(sorted(ranked, key=lambda one: -one.median))
    page = Paginator(list(enumerate(ranked, 1)), PAGE).get_page(request.GET.get("page"))
    own = centre()
    context = {
        "trade": trade,
        "kind": kind,
        "by": by,
        "page": page,
        "rows": [_place_row(number, one) for number, one in page],
        "ours": next(((n, one.band.area_name) for n, one in enumerate(ranked, 1) if own and _is_at(one, own)), None),
        "total": len(ranked),
        "unit": Scale(ranked[0].is_hourly if ranked else False).unit,
        "tabs": _tabs(trade, kind, by),
        "chart": _bars(ranked[:10], by) if page.number == 1 else "",
        "sources": [ranked[0].band.source, ranked[0].level.source] if ranked else [],
        **turns(request, page),
    }
    return render(request, "seekers/places.html", context)


def _trade(request: HttpRequest) -> tuple[Occupation | None, list[Sentence]]:
    """The occupation that is asked for, by id or by any title."""
    typed = request.GET.get("occupation", "").strip()[:120]
    if not typed:
        return None, []
    try:
        return occupation(typed), []
    except KeyError:
        called = occupation_called(typed)
        found = occupation(called) if called else read_title(typed).occupation
    return found, [] if found else [say("We know no occupation called “{typed}”. Try a usual job title.", typed=typed)]


def _period(request: HttpRequest) -> str:
    return {"hour": "HOUR", "year": "YEAR"}.get(request.GET.get("per", ""), "")


def _bands(trade: Occupation | None, *places: Place | None) -> list[WageBand]:
    """The bands at the places and of the nation, each area once."""
    if trade is None:
        return []
    found = [wage_band(trade.soc, one) for one in places if one is not None]
    areas: dict[str, WageBand] = {}
    for band in (*found, wage_band(trade.soc)):
        if band is not None:
            areas.setdefault(band.area, band)
    return list(areas.values())


def _worth(
    trade: Occupation | None, amount: Amount, here: ReaderPlace, there: ReaderPlace, bands: list[WageBand]
) -> Worth | None:
    """The typed amount, or the middle official pay at the first place where nothing is typed, as it is at the second."""
    if here.place is None or there.place in (None, here.place) or amount.note is not None:
        return None
    yearly, whose = amount.yearly, ""
    if yearly is None and trade is not None and bands:
        band = wage_band(trade.soc, here.place)
        if band is not None and band.annual.median is not None and band.annual.top_coded > MEDIAN:
            yearly = band.annual.median
            whose = _("The middle official pay of {occupation} in {area}, {release}.").format(
                occupation=band.occupation, area=band.area_name, release=band.release
            )
    equal = equal_worth(yearly, here.place, there.place) if yearly is not None else None
    if equal is None:
        return None
    values = {
        "amount": money(round(equal.amount)),
        "here": here.name,
        "worth": money(round(equal.worth)),
        "there": there.name,
    }
    hourly = {**values, "amount": money(round(equal.amount / HOURS, 2)), "worth": money(round(equal.worth / HOURS, 2))}
    return Worth(
        _("{amount} in {here} is like {worth} in {there}.").format(**values),
        _("By the hour, {amount} is like {worth}.").format(**hourly),
        _("Either buys what {amount} a year buys in the country on average.").format(
            amount=money(round(equal.national))
        ),
        whose,
        equal,
    )


def _no_worth(trade: Occupation | None, amount: Amount) -> Sentence | None:
    if amount.note is not None or (trade is None and amount.value is None):
        return None
    return say("There are no figures to compare these two places by.")


def _official(trade: Occupation | None, bands: list[WageBand], scale: Scale) -> dict[str, Any]:
    """The bands as a chart and as a table, with their notes and sources."""
    if trade is None:
        return {}
    spans = [row for n, band in enumerate(bands) if (row := span(band, scale, tone="plain" if n else "accent"))]
    title = _("Official pay of {occupation}, {unit}").format(occupation=occupation_name(trade.id), unit=scale.unit)
    levels = {band.area: level_of(band.area) for band in bands}
    sources: list[Sentence] = [bands[0].source, bands[0].leaves_out] if bands else []
    sources += [level.source for level in list(levels.values())[:1] if level]
    return {
        "bands": bands,
        "chart": drawn(spans, scale, title),
        "legend": legend(),
        "unit": scale.unit,
        "heads": [_("Area"), _("Lower quarter below"), _("Middle"), _("Upper quarter above"), _("Price level"), _("Middle at average prices")],
        "rows": [_band_row(band, levels[band.area], scale) for band in bands],
        "fallbacks": [band.fallback for band in bands if band.fallback],
        "sources": sources,
    }  # fmt: skip


def _band_row(band: WageBand, level: PriceLevel | None, scale: Scale) -> list[str]:
    points = scale.points(band)
    middle = points.median
    worth = scale.shown(middle * 100 / level.all_items) if middle and level and points.top_coded > MEDIAN else "–"
    return [
        band.area_name,
        *(at(points, place, scale) for place in (P25, MEDIAN, P75)),
        f"{level.all_items:.1f}" if level else _("none"),
        worth,
    ]


def _stated(trade: Occupation | None) -> dict[str, Any]:
    """What openings of the trade state: by level, by workplace and by area."""
    if trade is None:
        cells = list(stated_by_occupation().items())[:LISTED]
        return {"stated_all": rows_of_cells([(occupation_name(id), cell) for id, cell in cells], links=_links(cells))}
    counted = market(trade.id)
    return {"stated": stated_of(trade, counted), "stating": counted.own.stating, "openings": counted.own.openings}


def _links(cells: list[tuple[str, PayCell]]) -> Mapping[str, str]:
    return {occupation_name(id): f"{reverse('pay')}?{urlencode({'occupation': id})}" for id, _cell in cells}


def _examples() -> tuple[tuple[str, str], ...]:
    """Questions to begin with, each as words and an address."""
    here = name_of(centre())
    if not here:
        return ()
    asked = (
        (_("A software developer in San Francisco, seen from {here}"), {"occupation": "software-developer", "from": "San Francisco, CA", "to": here}),
        (_("$100,000 in California, and here"), {"amount": "100000", "from": "California", "to": here}),
        (_("A registered nurse in New York, seen from {here}"), {"occupation": "registered-nurse", "from": "New York, NY", "to": here}),
    )  # fmt: skip
    return tuple((words.format(here=here), f"{reverse('pay')}?{urlencode(fields)}") for words, fields in asked)


def _is_at(one: PlacePay, own: Place) -> bool:
    return one.band.area in {own.metro, f"US-{own.region}"}


def _place_row(number: int, one: PlacePay) -> list[str]:
    """A line of the table; a middle that BLS tells no higher is a lower bound, and so is what it buys."""
    points = one.band.hourly if one.is_hourly else one.band.annual
    words = _("{amount} or more") if points.top_coded <= MEDIAN else "{amount}"
    shown = Scale(one.is_hourly).shown
    middle, national = (words.format(amount=shown(amount)) for amount in (one.median, one.national))
    return [f"{number}. {one.band.area_name}", middle, f"{one.level.all_items:.1f}", national]


def _tabs(trade: Occupation, kind: str, by: str) -> list[dict[str, Any]]:
    def url(**more: str) -> str:
        return f"{reverse('pay_places')}?{urlencode({'occupation': trade.id, 'kind': kind, 'by': by, **more})}"

    return [
        {"name": _("Metropolitan areas"), "url": url(kind="metro"), "on": kind == "metro"},
        {"name": _("States"), "url": url(kind="state"), "on": kind == "state"},
    ]


def _bars(ranked: tuple[PlacePay, ...], by: str) -> charts.Markup:
    rows = [
        charts.Bar(
            short_name(one.band.area_name),
            one.median if by == "pay" else one.national,
            Scale(one.is_hourly).shown(one.median if by == "pay" else one.national),
        )
        for one in ranked
    ]
    unit = Scale(ranked[0].is_hourly if ranked else False).unit
    title = _("Middle official pay, {unit}") if by == "pay" else _("Middle official pay at average prices, {unit}")
    title = title.format(unit=unit)
    return charts.bars(rows, title=title)
