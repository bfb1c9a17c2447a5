"""Pay as a posting states it, read from whole texts or from pay fields, and made comparable by the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from prospect.lexicon.money import WORDS, Money, find_money
from prospect.lexicon.pay_context import Clauses, Context
from prospect.lexicon.title_parts import formal_parts

# How many of a period a full-time year has. 2,080 hours is the BLS convention (52 weeks of 40 hours).
PER_YEAR = {"HOUR": 2080.0, "DAY": 260.0, "WEEK": 52.0, "MONTH": 12.0, "YEAR": 1.0}

# Pay by the year in dollars or what is of that magnitude: below the least it is a joke or another matter; where pay is
# not named the least is more.
LEAST, LEAST_UNNAMED, MOST = 3_500, 9_000, 2_500_000
YEARLY = 14_000  # a sum without a period is yearly from here on
LONGEST, MOST_AMOUNTS = 100_000, 200  # characters read and amounts weighed; a posting has fewer
FIELD = 200  # characters; a text no longer is taken for a field of pay
WIDEST = 6.0  # the top of a range over its bottom
_LEVER = re.compile(
    r"\bper-(year|month|week|day|hour)-(?:salary|wage|rate)\s+(\d[\d.,]*)\s+(\d[\d.,]*)\s+([A-Z]{3})\b", re.I
)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_BREAK = re.compile(r"</?(?:p|div|li|br|tr|td|h\d|ul|ol|table)\b", re.I)
_BEFORE_TAX = re.compile(r"\b(?:gross|brutto?s?|brut)\b", re.I)
_ON_TARGET = re.compile(r"(?:\bOTE\b|\bon[\s-]target\b)(?!.*\bbase\b)", re.I | re.S)
_ON_TARGET_BEHIND = re.compile(r"\s*(?:[A-Z]{3}\s*)?(?:OTE\b|on[\s-]target\b)(?!\s*[:=]?\s*[$€£\d])")
_PESOS_TOO = re.compile(r"\b(?:sueldos?|salarios?|retribuci[oó]n|mensual\w*|anual\w*|brutos?|netos?|pesos)\b", re.I)
_THOUSAND_EUROS = re.compile(r"(\d)\s?T(?:EUR|€)")
_ENTITIES = {"&nbsp;": "\u00a0", "&mdash;": "—", "&ndash;": "–", "&amp;": "&", "&pound;": "£", "&euro;": "€"}
_MARKDOWN, _BOLD = {"\\-": "-", "\\$": "$"}, {"**": ""}
_PERIOD_LEFT = [
    (name, re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.I)) for name, words in WORDS["periods_before"].items()
]
_DOLLARS = [(code, re.compile(rf"\b{word}\b", re.I)) for code, word in WORDS["dollars"].items()]
_MAGNITUDE: dict[str, float] = WORDS["magnitude"]


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay for one job: amounts in `currency` (ISO 4217) per `period` (HOUR DAY WEEK MONTH YEAR).

    Either end may be unknown; a single rate has both ends equal.
    `origin`: stated (a field of the source) or text (read from words). `quote`: the words it was read from.
    """

    min: float | None
    max: float | None
    currency: str | None
    period: str | None
    origin: str = "text"
    quote: str = ""

    def as_json(self) -> dict[str, object]:
        """The pay in the common shape; whole amounts as integers."""
        return {
            "min": _plain(self.min),
            "max": _plain(self.max),
            "currency": self.currency,
            "period": self.period,
            "origin": self.origin,
            "quote": self.quote,
        }


def per_year(amount: float, period: str) -> float:
    """The amount by the full-time year, for comparison only: 2,080 hours, 260 days, 52 weeks, 12 months.

    Raises KeyError for another period.
    """
    return amount * PER_YEAR[period]


def read_pay(text: str) -> tuple[Pay, ...]:
    """Every pay the text states, in order, each once; empty when it states none or it is not sure.

    Reads plain text and HTML alike. On-target earnings are given only where no base pay is.
    """
    lever = tuple(_lever(text))
    if lever:
        return lever
    plain = _plain_text(text[:LONGEST])
    amounts = list(islice(find_money(plain), MOST_AMOUNTS))
    if not amounts:
        return ()
    clauses = Clauses(plain)
    found: list[tuple[Pay, Context]] = []
    for money in amounts:
        context = clauses.around(money.start, money.end)
        pay = _pay(money, context, plain)
        if pay:
            found.append((pay, context))
    return tuple(_merged([entry for entry in found if not _on_target(entry[1])] or found))


def read_pay_of_title(title: str) -> tuple[Pay, ...]:
    """The pay that an employer appended to a title: what stands apart there ("- $84K-$120K") is a field of its own."""
    said = read_pay(title)
    if said:
        return said
    found: list[Pay] = []
    for part in formal_parts(title):
        if part.kind == "pay" and not Clauses(title).around(part.start, part.end).names_other():
            found += [replace(one, quote=part.text) for one in read_pay(part.text)]
    return tuple(dict.fromkeys(found))


def _on_target(context: Context) -> bool:
    return bool(_ON_TARGET.search(context.before[-60:]) or _ON_TARGET_BEHIND.match(context.after))


def _plain(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and amount == int(amount) else amount


def _plain_text(text: str) -> str:
    """The text without tags and entities."""
    if "<" in text:
        text = _TAG.sub(lambda m: "\n" if _BREAK.match(m.group()) else " ", text)
    for mark, meant_by in (("&", _ENTITIES), ("\\", _MARKDOWN), ("**", _BOLD)):
        if mark in text:
            for written, meant in meant_by.items():
                text = text.replace(written, meant)
    return _THOUSAND_EUROS.sub(r"\1k EUR", text) if "TEUR" in text or "T€" in text else text


def _lever(text: str) -> Iterator[Pay]:
    """Lever's interval codes, as boards print them: "per-hour-wage 25 35 USD"."""
    if "per-" not in text.lower():
        return
    for match in _LEVER.finditer(text):
        low, high = float(match[2].replace(",", "")), float(match[3].replace(",", ""))
        if 0 < low <= high:
            yield Pay(low, high, match[4].upper(), match[1].upper(), "text", match.group())


def _pay(money: Money, context: Context, text: str) -> Pay | None:
    """The amount as pay, or None where the words around it do not make it that."""
    if money.huge or context.names_other():
        return None
    currency = _currency(money, context, text)
    period = money.period or _period(context)
    scale = _MAGNITUDE.get(currency or "", 1)
    if period is None and money.low >= YEARLY * scale:
        period = "YEAR"
    if period in ("HOUR", "DAY") and money.period is None and money.low >= YEARLY * scale:
        period = "YEAR"
    named = context.names_pay()
    if not _plausible(money, period, scale, named is not None) or not _believable(money, context, named, period, text):
        return None
    low: float | None = money.low
    high: float | None = money.high
    if not money.is_range:
        if context.ceiling():
            low = None
        elif context.floor() or money.open:
            high = None
    return Pay(low, high, currency, period, "text", _quote(text, money, context))


def _currency(money: Money, context: Context, text: str) -> str | None:
    if money.currency != "$":
        return money.currency
    around = context.before[-120:] + " " + context.after[:30]
    if _PESOS_TOO.search(around + text[money.start : money.end]):
        return None  # "$" in Spanish is the peso of some country as often as the dollar
    return next((code for code, adjective in _DOLLARS if adjective.search(around)), "USD")


def _period(context: Context) -> str | None:
    """The period named nearest before the amount in its clause, else right behind it."""
    nearest: tuple[int, str] | None = None
    for name, pattern in _PERIOD_LEFT:
        for match in pattern.finditer(context.before or context.heading):
            if nearest is None or match.end() > nearest[0]:
                nearest = (match.end(), name)
    if nearest:
        return nearest[1]
    behind = context.after[:45]
    return next((name for name, pattern in _PERIOD_LEFT if pattern.search(behind)), None)


def _plausible(money: Money, period: str | None, scale: float, named: bool) -> bool:
    if money.low <= 0 or money.high > money.low * WIDEST:
        return False
    if period is None:
        return money.is_range and 5 * scale <= money.low
    low, high = per_year(money.low, period) / scale, per_year(money.high, period) / scale
    return low >= (LEAST if named else LEAST_UNNAMED) and high <= MOST


def _believable(money: Money, context: Context, named: int | None, period: str | None, text: str) -> bool:
    """Whether the words suffice: pay is named, or the shape leaves nothing else it could be."""
    thousands = money.is_range and money.scaled and money.high >= 30_000
    if money.currency is None:
        near = named is not None and named <= 40 and money.high >= 20 and (money.scaled or period is not None)
        return near or (thousands and context.is_field())
    if named is not None and (named <= 120 or money.is_range):
        return True
    if context.follows_pay() or _BEFORE_TAX.search(text, money.start, money.end):
        return True
    if money.is_range and money.scaled and period and len(text.strip()) <= money.end - money.start:
        return True  # nothing but the range stands in the field
    if money.is_range:
        return money.period is not None or (thousands and (context.is_field() or context.of_role()))
    if money.period == "HOUR" or (money.period in ("DAY", "WEEK", "MONTH") and context.is_field()):
        return True
    stands = len(text) <= FIELD or money.period is not None or context.offers()
    return stands and context.is_field() and money.scaled and period == "YEAR"


def _quote(text: str, money: Money, context: Context) -> str:
    """The clause the amount stands in, cut to its neighbourhood when long."""
    first, last = context.clause
    first, last = max(first, money.start - 120), min(last, money.end + 60)
    return " ".join(text[first:last].split())


def _merged(found: list[tuple[Pay, Context]]) -> list[Pay]:
    """Each pay once; single amounts of one clause, currency and period become the ends of one range.

    "£75 per hour for sessions and £40 per hour for additional work" is 40 to 75.
    """
    merged: list[Pay] = []
    clause: tuple[int, int] | None = None
    for pay, context in found:
        last = merged[-1] if merged else None
        beside = last is not None and clause == context.clause and _unit(last) == _unit(pay)
        if last and beside and _single(last) and _single(pay):
            ends = [end for end in (last.min, last.max, pay.min, pay.max) if end is not None]
            merged[-1] = replace(last, min=min(ends), max=max(ends))
        elif all((p.min, p.max, _unit(p)) != (pay.min, pay.max, _unit(pay)) for p in merged):
            merged.append(pay)
        clause = context.clause
    return merged


def _single(pay: Pay) -> bool:
    return pay.min == pay.max or None in (pay.min, pay.max)


def _unit(pay: Pay) -> tuple[str | None, str | None]:
    return pay.currency, pay.period
