"""What work pays here: the official band of an occupation around a place, as a sentence and a chart."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from prospect.insights.wages import wage_band
from prospect.lexicon.occupations import occupation
from prospect.lexicon.places import place
from prospect.lexicon.sentences import Sentence
from prospect.web.parts import charts
from prospect.web.parts.naming import occupation_name
from prospect.web.seekers.bands import Scale, drawn, is_whole, middle_half, span


@dataclass(frozen=True, slots=True)
class PayHere:
    """The arguments of `seekers/pay_here.html`."""

    occupation: str
    area: str
    sentence: str
    chart: charts.Markup
    source: Sentence
    note: Sentence | None


def pay_here(occupation_id: str, place_id: str) -> PayHere | None:
    """The band by the year at a place (or its state or the nation); None where there is none that is whole."""
    try:
        trade = occupation(occupation_id)
    except KeyError:
        return None
    band = wage_band(trade.soc, place(place_id) if place_id else None)
    if band is None or not is_whole(band.annual):
        return None
    yearly, name = Scale(is_hourly=False), occupation_name(trade.id)
    title = _("Pay of {occupation} in {area}").format(occupation=name, area=band.area_name)
    row = span(band, yearly)
    chart = drawn([row] if row else [], yearly, title)
    return PayHere(name, band.area_name, middle_half(band, yearly), chart, band.source, band.fallback)
