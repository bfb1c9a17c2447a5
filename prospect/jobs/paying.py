"""What a posting says it pays: fields first, then a field of words, then the text, then the title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from prospect.lexicon.pay import Pay, per_year, read_pay, read_pay_of_title
from prospect.sources.posting import PostingData

# Per year, of currencies in which a person can live on some ten thousands; others only have to be above nothing.
_HARD = {"USD", "EUR", "GBP", "CAD", "AUD", "CHF", "NZD", "SGD"}
_LEAST_HARD, _LEAST = 4_000, 500
_MOST_HARD, _MOST = 5_000_000, 10_000_000_000


def pay_of(posting: PostingData, text: str) -> tuple[Pay, ...]:
    """Every pay a posting states, in the first of its sources that states a believable one."""
    fields = plausible(_completed(posting.pay, text))
    if fields:
        return fields
    for said, origin in ((posting.pay_text, "stated"), (text, "text")):
        found = plausible(replace(one, origin=origin) for one in read_pay(said)) if said else ()
        if found:
            return found
    return plausible(read_pay_of_title(posting.title))


def _completed(fields: tuple[Pay, ...], text: str) -> Iterable[Pay]:
    """Fields of mere numbers, with the currency and period that the text gives to the same numbers."""
    if all(one.currency and one.period for one in fields):
        return fields
    read = read_pay(text)
    ends = {(one.min, one.max): one for one in read}
    # A number without its unit says less than the text's whole pay.
    whole = [replace(one, origin="text") for one in read]
    completed = []
    for one in fields:
        twin = ends.get((one.min, one.max))
        if twin is not None:
            one = replace(
                one, currency=one.currency or twin.currency, period=one.period or twin.period, quote=twin.quote
            )
        completed.append(one)
    return completed if not whole or all(one.currency and one.period for one in completed) else whole


def plausible(pays: Iterable[Pay]) -> tuple[Pay, ...]:
    """Those that a person could be paid: "$1 to $5 a year" and "60,000 an hour" are jokes or slips."""
    return tuple(dict.fromkeys(one for one in pays if _plausible(one)))


def _plausible(one: Pay) -> bool:
    ends = [end for end in (one.min, one.max) if end is not None]
    if not ends or any(end <= 0 for end in ends):
        return False
    if one.min is not None and one.max is not None and one.min > one.max:
        return False
    if one.period is None:
        return True
    hard = one.currency is None or one.currency in _HARD
    least, most = (_LEAST_HARD, _MOST_HARD) if hard else (_LEAST, _MOST)
    return per_year(max(ends), one.period) >= least and per_year(min(ends), one.period) <= most
