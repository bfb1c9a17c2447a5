"""Official bands as people read them: their words, and their span on a chart."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from prospect.insights.wages import Quantiles, WageBand
from prospect.web.parts import charts
from prospect.web.parts.wording import money

P25, MEDIAN, P75 = 1, 2, 3  # places in Quantiles.values()


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit in which pay is shown: by the hour or by the full-time year."""

    is_hourly: bool

    @property
    def unit(self) -> str:
        return _("an hour") if self.is_hourly else _("a year")

    def points(self, band: WageBand) -> Quantiles:
        return band.hourly if self.is_hourly else band.annual

    def shown(self, amount: float) -> str:
        """Cents by the hour, whole dollars by the year."""
        return money(round(amount, 2) if self.is_hourly else round(amount))


def scale_for(band: WageBand | None, *, hourly: bool) -> Scale:
    """The wished scale where the band has it, else the other: teachers have no hourly pay, actors no yearly."""
    if band is None:
        return Scale(hourly)
    has_hourly, has_annual = is_whole(band.hourly), is_whole(band.annual)
    return Scale(has_hourly if hourly or not has_annual else False)


def is_whole(points: Quantiles) -> bool:
    """Whether the middle half of a band can be drawn."""
    return None not in (points.p25, points.median, points.p75)


def at(points: Quantiles, place: int, scale: Scale) -> str:
    """One point in words; "$239,200 or more" where BLS tells no higher."""
    amount = points.values()[place]
    if amount is None:
        return _("not released")
    shown = scale.shown(amount)
    return _("{amount} or more").format(amount=shown) if place >= points.top_coded else shown


def middle_half(band: WageBand, scale: Scale) -> str:
    points = scale.points(band)
    return _("Half of them earn between {low} and {high} {unit}; the middle is {middle}.").format(
        low=at(points, P25, scale), high=at(points, P75, scale), middle=at(points, MEDIAN, scale), unit=scale.unit
    )


def span(band: WageBand, scale: Scale, *, tone: charts.Tone = "plain") -> charts.Range | None:
    """The band on a chart: its middle half broad, from the 10th to the 90th percentile thin; None where it is not whole."""
    points = scale.points(band)
    if not is_whole(points):
        return None
    low, middle, high = points.p25 or 0.0, points.median or 0.0, points.p75 or 0.0
    ends = _("{low}–{high}").format(low=scale.shown(low), high=at(points, P75, scale))
    label = _("{area}: {ends}").format(area=short_name(band.area_name), ends=ends)
    return charts.Range(label, low, high, middle, points.p10, points.p90, tone)


def drawn(rows: list[charts.Range], scale: Scale, title: str) -> charts.Markup:
    """Spans on one scale with its ends in words."""
    if not rows:
        return charts.Markup()
    start, end = charts.ends_of(rows)
    high = f"{scale.shown(end)} {scale.unit}"
    return charts.ranges(rows, title=title, low_mark=scale.shown(start), high_mark=high)


def short_name(area: str) -> str:
    """The first city of a metropolitan area and its first state ("San Francisco, CA"); other areas as they are."""
    cities, comma, states = area.partition(", ")
    return f"{cities.split('-')[0]}, {states.split('-')[0]}" if comma else area


def legend() -> str:
    return _("Broad: the middle half. Thin: from the 10th to the 90th percentile. The notch is the middle.")
