"""What work pays here: the official band of an occupation around a place, as a sentence and a chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from prospect.insights.wages import Quantiles, WageBand, wage_band
from prospect.lexicon.occupations import occupation
from prospect.lexicon.pay import per_year
from prospect.lexicon.places import place
from prospect.lexicon.sentences import Sentence
from prospect.web.parts import charts
from prospect.web.parts.wording import money, pay_words

HOUR = 2080.0  # of a full-time year, as BLS counts


@dataclass(frozen=True, slots=True)
class PayHere:
    """The arguments of `seekers/pay_here.html`."""

    occupation: str
    area: str
    sentence: str
    chart: charts.Markup
    source: Sentence
    note: Sentence | None
    standing: Sentence | None = None


def pay_here(occupation_id: str, place_id: str, pay: Mapping[str, Any] | None = None) -> PayHere | None:
    """The band of an occupation at a place (or its state or the nation), and where one pay stands in it."""
    try:
        found = occupation(occupation_id)
    except KeyError:
        return None
    band = wage_band(found.soc, place(place_id) if place_id else None)
    if band is None:
        return None
    hourly = bool(pay and pay.get("period") == "HOUR" and _is_whole(band.hourly))
    points = band.hourly if hourly else band.annual
    if not _is_whole(points):
        return None
    return _shown(found.name, band, points, hourly=hourly, pay=pay)


def _is_whole(points: Quantiles) -> bool:
    return None not in (points.p25, points.median, points.p75) and points.top_coded >= 4


def _shown(name: str, band: WageBand, points: Quantiles, *, hourly: bool, pay: Mapping[str, Any] | None) -> PayHere:
    low, middle, high = points.p25 or 0.0, points.median or 0.0, points.p75 or 0.0
    unit = _("an hour") if hourly else _("a year")
    sentence = _("Half of them earn between {low} and {high} {unit}; the middle is {middle}.").format(
        low=money(low), high=money(high), unit=unit, middle=money(middle)
    )
    far = (points.p10, points.p90) if points.top_coded > 4 else (None, None)
    label = _("{area}: {low}–{high}").format(area=band.area_name, low=money(low), high=money(high))
    rows = [charts.Range(label, low, high, middle, *far, tone="plain")]
    own = _own(pay, hourly=hourly)
    if own and pay:
        rows.insert(0, charts.Range(_("This job: {pay}").format(pay=pay_words(pay).amount), *own, tone="accent"))
    start, end = charts.ends_of(rows)
    title = _("Pay of {occupation} in {area}").format(occupation=name, area=band.area_name)
    chart = charts.ranges(rows, title=title, low_mark=money(start), high_mark=f"{money(end)} {unit}")
    standing = band.standing(own[1], "HOUR" if hourly else "YEAR").sentence if own else None
    return PayHere(name, band.area_name, sentence, chart, band.source, band.fallback, standing)


def _own(pay: Mapping[str, Any] | None, *, hourly: bool) -> tuple[float, float] | None:
    """The ends of one pay on the scale of the band; None where it is not stated in dollars."""
    if not pay or (pay.get("currency") or "USD") != "USD":
        return None
    ends = [float(end) for end in (pay.get("min"), pay.get("max")) if end is not None]
    if not ends or not pay.get("period"):
        return None
    period = str(pay["period"])
    scaled = [end if hourly and period == "HOUR" else per_year(end, period) / (HOUR if hourly else 1) for end in ends]
    return min(scaled), max(scaled)
