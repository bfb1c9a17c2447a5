"""Amounts of money in running text: numbers as six languages write them, currencies, multipliers, ranges.

Nothing here decides whether an amount is pay; see `pay_context`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from prospect.lexicon.gazetteer import DATA

WORDS = tomllib.loads((DATA / "money.toml").read_text(encoding="utf-8"))
_MULTIPLIERS: dict[str, float] = WORDS["multipliers"]
_LAKHS = ("l", "lac", "lacs", "lakh", "lakhs", "lpa", "cr", "crore", "crores")
_LOWER_TOO = ("USD", "EUR", "GBP", "CAD", "AUD", "INR", "PLN")  # codes that people write in lower case
MILLIONS = ("JPY", "KRW", "VND", "IDR", "INR", "HUF", "COP", "CLP")  # currencies in which pay is in millions
PERIODS: dict[str, list[str]] = WORDS["periods"]


def _spellings(side: str) -> dict[str, str]:
    """Pattern to ISO 4217; other codes only in capitals ("try" is no lira)."""
    return {
        spelling if code in _LOWER_TOO or spelling != code else f"(?-i:{code})": code
        for code, spellings in WORDS[side].items()
        for spelling in spellings
    }


_PREFIXED, _SUFFIXED = _spellings("before"), _spellings("behind")
_PERIOD_WORDS = "|".join(f"(?P<{{0}}{name}>{'|'.join(words)})" for name, words in PERIODS.items())
_ADVERBS = "hourly|daily|weekly|monthly|annual|yearly|stünd|täg|wöch|monatl|jährl|mensu|mensil|mensal|anual|annu|miesięcz|roczn|měsíč|lpa"


def _periods(tag: str) -> str:
    """What stands after an amount: "/hr", "per year", "brutto jährlich", "€/Monat"; groups are named by the tag."""
    words = _PERIOD_WORDS.replace("{0}", tag)
    joint = (
        r"(?:\s?/\s?|\s?-?\s?(?:per|pr\.?|an?|each|every|pro|je|im|par|por|al?|na|o|il|za|w)\s+"
        rf"|\s?/?\s?(?=p\.\s?[am]|pa\b|pm\b|ph\b)|\s+(?={_ADVERBS}))"
    )
    return rf"(?:\s?(?:gross|brutt[oi]|nett[oi]|brutos?|netos?|brut|net)?(?:\s?\+\s?VAT|\s?B2B)?{joint}(?:{words})(?:\.(?=\s?[-–—]))?(?![\w]))"


_NUMBER = r"(?:\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)(?![\d%])"
_NUMBER_IN_LAKHS = r"(?:\d{1,2}(?:,\d{2})+,\d{3})"
_MULTIPLIER = r"(?:" + "|".join(sorted(map(re.escape, _MULTIPLIERS), key=len, reverse=True)) + r")(?![^\W\d_円])"
_PRE = "|".join(_PREFIXED)
_POST = "|".join(_SUFFIXED)


def _amount(tag: str) -> str:
    return (
        rf"(?:(?P<{tag}pre>(?<![A-Za-z])(?:{_PRE}))\s?)?(?P<{tag}num>(?<![\w.,$€£-]){_NUMBER_IN_LAKHS}|(?<![\d.,]){_NUMBER})"
        rf"(?:\s?(?P<{tag}mul>(?i:{_MULTIPLIER})))?(?:\s?(?P<{tag}post>(?:{_POST})(?![A-Za-z])))?"
    )


_JOINED = (
    r"(?P<joint>\s?(?:-|–|—|−|~|〜|～|→|\.\.\.?)\s?|\s(?:to|and|bis|und|until|à|a|al|y|hasta|do|och|till|tot|e)\s)"
)
_ASIDE = r"(?:\s?\[[^\]\n]{0,120}\]|\s?\([^)\n]{0,40}\))?"
_AND = ("and", "und", "y", "e", "och")  # joins the ends of a range only after "between"
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre|tra|mellan|de|von)\b[^.;\n]{0,40}$", re.I)
_PLUS = r"(?P<plus>\+(?=\s|$|[,.;)]))?"
_RANGE = re.compile(
    rf"{_amount('a')}(?:{_periods('p')})?{_ASIDE}{_JOINED}{_amount('b')}{_PLUS}(?:{_periods('q')})?",
    re.I,
)
_SINGLE = re.compile(rf"{_amount('a')}(?P<plus>\+)?(?:{_periods('p')})?", re.I)


_BROKEN = re.compile(r"\d\s?(?:-|–|—|to)\s?[$€£]?$")  # the end of a range whose beginning is no number
# Signs of money, in expressions that each begin in one way, which is what makes them fast.
_SYMBOL = re.compile(r"[$€£₹¥￥₪₩₺₴₱฿₦円元]")
_SHORT = re.compile(r"zł|Kč|(?:Rs|NIS|RMB|RM)\b")
_NUMBERED = re.compile(
    r"\d\s?(?i:[kL]\b|LPA|lakh|dollar|euro|reais|lei\b)|\d\.\d\d\s?[-–]\s?\d|\d[,.'’ ]\d{3}\s?(?:-|–|—|to\b)"
)
_THREE_LETTERS = re.compile(r"(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])")
_CODES = frozenset(code.casefold() for code in WORDS["before"] if len(code) == 3)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount or a range as written.

    `currency`: ISO 4217, "$" for a dollar that the text has not named, None for a bare number.
    """

    start: int
    end: int
    low: float
    high: float
    currency: str | None
    period: str | None
    is_range: bool
    open: bool  # a plus sign follows: "$200K+"
    joint: str = ""
    scaled: bool = False  # said with k, lakh or grouped thousands
    huge: bool = False  # millions or more, and not of a currency where pay is in millions


def find_money(text: str) -> Iterator[Money]:
    """Ranges and single amounts in order; a range's ends are not given again as single amounts."""
    for start, end in _windows(text):
        at = start
        while at < end and (single := _SINGLE.search(text, at, end)):
            ranged = _RANGE.match(text, single.start(), end)
            before = text[max(0, single.start() - 60) : single.start()]
            if ranged and ranged["joint"].strip().casefold() in _AND and not _BETWEEN.search(before):
                ranged = None
            money = _ranged(ranged) if ranged else None
            if money is None and not _BROKEN.search(before):
                money = _single(single)
            if money:
                yield money
            at = max(money.end if money else single.end(), at + 1)


def _windows(text: str) -> list[tuple[int, int]]:
    """Stretches of the text around a sign of money, where alone the amounts are looked for."""
    found: list[tuple[int, int]] = []
    for first, last in _signs(text):
        start, end = max(0, first - 40), min(len(text), last + 220)
        floor = max(0, start - 24)  # no number is longer; none is to be cut in two
        while start > floor and (text[start - 1].isalnum() or text[start - 1] in ".,'"):
            start -= 1
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _signs(text: str) -> list[tuple[int, int]]:
    """Where something stands that shows money: a symbol, a code, a number of thousands."""
    found = [match.span() for pattern in (_SYMBOL, _SHORT, _NUMBERED) for match in pattern.finditer(text)]
    found += [match.span() for match in _THREE_LETTERS.finditer(text) if match.group().casefold() in _CODES]
    return sorted(found)


def number(text: str) -> float:
    """A number as written: "1,234.50", "1.234,50", "50.000", "120'000", "10 000"."""
    plain = re.sub(r"['’\u00a0\u202f ]", "", text)
    last = max(plain.rfind(","), plain.rfind("."))
    if last < 0:
        return float(plain)
    decimals = len(plain) - last - 1
    whole = re.sub(r"[.,]", "", plain[:last])
    if decimals == 3:
        return float(whole + plain[last + 1 :])
    return float(f"{whole}.{plain[last + 1 :]}")


def _scale(match: re.Match[str], tag: str) -> float:
    written = match[f"{tag}mul"]
    return _MULTIPLIERS[written.casefold()] if written else 1.0


def _currency(match: re.Match[str], tag: str) -> str | None:
    """The currency of one amount: a code behind it is more exact than a sign before it."""
    post = _named(match[f"{tag}post"], _SUFFIXED)
    pre = _named(match[f"{tag}pre"], _PREFIXED)
    if pre == "$" and post:
        return post
    return pre or post or ("INR" if (match[f"{tag}mul"] or "").casefold() in _LAKHS else None)


def _named(written: str | None, table: dict[str, str]) -> str | None:
    if written is None:
        return None
    return next((code for pattern, code in table.items() if re.fullmatch(pattern, written, re.I)), None)


def _period(match: re.Match[str], *tags: str) -> str | None:
    groups = match.groupdict()
    for tag in tags:
        for name in PERIODS:
            if groups.get(f"{tag}{name}"):
                return name
    return None


def _ranged(match: re.Match[str]) -> Money | None:
    low, high = number(match["anum"]), number(match["bnum"])
    a, b = _scale(match, "a"), _scale(match, "b")
    # "$80-140K" and "80k-140": one K serves both when the other number alone would be out of scale.
    if a == 1 and b > 1 and low < high * b / 50:
        a = b
    elif b == 1 and a > 1 and high < low * a / 50:
        b = a
    first, second = _currency(match, "a"), _currency(match, "b")
    currency = second if first in (None, "$") and second else first
    low, high = low * a, high * b
    if low > high or (first and second and first != second and "$" not in (first, second)):
        return None
    grouped = a > 1 or b > 1 or low >= 10_000 or bool(re.search(r"\d[,.'’\u00a0\u202f ]\d{3}(?!\d)", match["bnum"]))
    huge = max(a, b) >= 1e6 and currency not in (*MILLIONS, None)
    return Money(match.start(), match.end(), low, high, currency, _period(match, "q", "p"), True, bool(match["plus"]),
                 match["joint"].strip(), grouped, huge)  # fmt: skip


def _single(match: re.Match[str]) -> Money | None:
    scale, currency = _scale(match, "a"), _currency(match, "a")
    value = number(match["anum"]) * scale
    if currency is None:
        return None
    grouped = scale > 1 or value >= 10_000 or bool(re.search(r"\d[,.'’\u00a0\u202f ]\d{3}(?!\d)", match["anum"]))
    huge = scale >= 1e6 and currency not in MILLIONS
    return Money(match.start(), match.end(), value, value, currency, _period(match, "p"), False, bool(match["plus"]),
                 "", grouped, huge)  # fmt: skip
