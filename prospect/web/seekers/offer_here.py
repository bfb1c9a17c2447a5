"""Pay here: a job's pay as stated or its official band, where the offer stands, and what it is worth to the reader."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from prospect.insights.offers import End, Offer, offer
from prospect.insights.prices import EqualWorth, price_level
from prospect.insights.wages import WageBand, wage_band
from prospect.jobs.models import Job
from prospect.lexicon.occupations import Occupation, occupation
from prospect.lexicon.pay import Pay
from prospect.lexicon.places import Place, place
from prospect.lexicon.sentences import Sentence, say
from prospect.web.parts import charts
from prospect.web.parts.wording import money, pay_words
from prospect.web.seekers.bands import MEDIAN, Scale, at, drawn, middle_half, scale_for, span
from prospect.web.seekers.reader_place import ReaderPlace, centre, name_of

ELSEWHERE = ("US-CA", "5128581")  # California, and New York: where remote jobs are often paid from


@dataclass(frozen=True, slots=True)
class Buys:
    """A line of what pay buys at a place: dollars of the US average, and the official middle there."""

    name: str
    words: str
    official: str
    is_reader: bool = False


@dataclass(frozen=True, slots=True)
class OfferHere:
    """The arguments of `seekers/pieces/pay_here.html`."""

    offer: Offer
    occupation: Occupation | None
    reader: ReaderPlace
    amount: str
    unit: str
    otherwise: str
    official: str
    standings: tuple[Sentence, ...]
    chart: charts.Markup
    worth: str
    method: EqualWorth | None
    prices: Sentence | None
    buys: tuple[Buys, ...]
    others: tuple[str, ...]
    notes: tuple[Sentence, ...]
    compare: dict[str, str] = field(default_factory=dict)


def offer_here(job: Job, reader: ReaderPlace) -> OfferHere:
    """What the job pays, seen from the reader's place. A remote job is looked at where the reader is."""
    trade = _occupation(job.occupation)
    is_remote = job.workplace == Job.Workplace.REMOTE
    where = reader.place if is_remote else _where(job)
    found = offer([_pay(one) for one in job.pay], trade.soc if trade else None, where, reader.place)
    hourly = bool(found.pay and found.pay.period == "HOUR")
    scale = scale_for(found.band, hourly=hourly)
    top = found.high or found.low
    worth = top.worth if top and not is_remote else None
    return OfferHere(
        offer=found,
        occupation=trade,
        reader=reader,
        amount=pay_words(found.pay.as_json()).amount if found.pay else "",
        unit=pay_words(found.pay.as_json()).unit if found.pay else "",
        otherwise=_otherwise(found),
        official=middle_half(found.band, scale) if found.band else "",
        standings=_standings(found),
        chart=_chart(found, trade, scale),
        worth=_worth(worth, top),
        method=worth if worth and worth.here.code != worth.there.code else None,
        prices=_prices(reader) if worth or is_remote else None,
        buys=_buys(top, trade, reader, scale)
        if is_remote and top and found.pay and found.pay.currency == "USD"
        else (),
        others=tuple(_other_tier(one) for one in job.pay if _pay(one) != found.pay),
        notes=tuple(_notes(found, worth, reader, is_remote=is_remote)),
        compare={"from": "" if where == reader.place else name_of(where), "to": reader.name},
    )


def _occupation(id: str) -> Occupation | None:
    try:
        return occupation(id)
    except KeyError:
        return None


def _where(job: Job) -> Place | None:
    """The job's first place: the lexicon's, or a town it does not know with the state it lies in."""
    for one in job.places.all():
        known = place(one.place_id) if one.place_id else None
        if known or one.country:
            return known or Place(one.text, one.city or None, one.region or None, one.country, metro=one.metro or None)
    return None


def _pay(said: dict[str, object]) -> Pay:
    """The common shape's pay."""
    names = ("min", "max", "currency", "period", "origin", "quote")
    fields = {name: said[name] for name in names if said.get(name) is not None}
    return Pay(**{"min": None, "max": None, "currency": None, "period": None, **fields})  # type: ignore[arg-type]


def _otherwise(found: Offer) -> str:
    """The stated pay by the other clock: by the hour what is said by the year, by the year all else."""
    ends = [end for end in (found.low, found.high) if end]
    if not ends or found.pay is None:
        return ""
    yearly = found.pay.period == "YEAR"
    currency = found.pay.currency or ""
    shown = list(dict.fromkeys(money(round(end.hourly, 2) if yearly else round(end.yearly), currency) for end in ends))
    if yearly:
        return _("{amount} an hour, over 2,080 hours").format(amount="–".join(shown))
    return _("{amount} for a full-time year").format(amount="–".join(shown))


def _standings(found: Offer) -> tuple[Sentence, ...]:
    """Where each end stands, or both at once where they stand alike."""
    low, high = (end.standing.sentence if end and end.standing else None for end in (found.low, found.high))
    if low and high and low != high:
        return (say("Its lower end: {standing}", standing=low), say("Its upper end: {standing}", standing=high))
    return tuple(one for one in (low or high,) if one)


def _chart(found: Offer, trade: Occupation | None, scale: Scale) -> charts.Markup:
    if found.band is None or trade is None:
        return charts.Markup()
    bands = [found.band] if found.band.kind == "nation" else [found.band, wage_band(trade.soc)]
    rows = [row for band in bands if band and (row := span(band, scale))]
    own = [end.hourly if scale.is_hourly else end.yearly for end in (found.low, found.high) if end]
    if own and rows and found.pay and found.pay.currency == "USD":
        ends = "–".join(dict.fromkeys(scale.shown(amount) for amount in own))
        rows.insert(0, charts.Range(_("This job: {ends}").format(ends=ends), min(own), max(own), tone="accent"))
    return drawn(rows, scale, _("Pay of {occupation}").format(occupation=found.band.occupation))


def _worth(worth: EqualWorth | None, end: End | None) -> str:
    if worth is None or end is None:
        return ""
    if worth.here.code == worth.there.code:
        return _("{amount} a year here buys what {national} buys in the country on average.").format(
            amount=money(round(worth.amount)), national=money(round(worth.national))
        )
    return _("{amount} a year there buys as much as {worth} a year ({hourly} an hour) in {place}.").format(
        amount=money(round(worth.amount)),
        worth=money(round(worth.worth)),
        hourly=money(round(worth.worth / 2080, 2)),
        place=worth.there.name,
    )


def _buys(end: End, trade: Occupation | None, reader: ReaderPlace, scale: Scale) -> tuple[Buys, ...]:
    """The same pay of a remote job, as it would be spent where the reader is, at the centre, and elsewhere."""
    seen: dict[str, Buys] = {}
    for found in (reader.place, centre(), *map(place, ELSEWHERE)):
        level = price_level(found) if found else None
        if found is None or level is None or level.code in seen:
            continue
        band = wage_band(trade.soc, found) if trade else None
        words = _("buys what {amount} buys on average").format(amount=money(round(end.yearly * 100 / level.all_items)))
        seen[level.code] = Buys(name_of(found), words, _official(band, scale), is_reader=found == reader.place)
    return tuple(seen.values())


def _prices(reader: ReaderPlace) -> Sentence | None:
    """Where the price levels come from, and what they leave out."""
    level = price_level(reader.place) if reader.place else None
    if level is None:
        return None
    return say("{source} Taxes, house prices and equity are not in them.", source=level.source)


def _official(band: WageBand | None, scale: Scale) -> str:
    if band is None:
        return ""
    middle = at(scale.points(band), MEDIAN, scale)
    return _("official middle in {area}: {amount} {unit}").format(area=band.area_name, amount=middle, unit=scale.unit)


def _other_tier(said: dict[str, object]) -> str:
    words = pay_words(said)
    return " ".join(part for part in (words.amount, words.unit) if part)


def _notes(found: Offer, worth: EqualWorth | None, reader: ReaderPlace, *, is_remote: bool) -> list[Sentence]:
    notes = [reader.note] if reader.note else []
    if found.band and found.band.fallback:
        notes.append(found.band.fallback)
    if worth:
        notes += [level.fallback for level in (worth.here, worth.there) if level.fallback]
    if found.pay and found.pay.currency not in (None, "USD"):
        notes.append(say("Pay in {currency} is not converted, and is not set beside figures in dollars.",
                         currency=found.pay.currency))  # fmt: skip
    if is_remote and found.band:
        notes.append(say("The job is remote: the official figures are those of {place}.", place=reader.name))
    return list(dict.fromkeys(notes))
