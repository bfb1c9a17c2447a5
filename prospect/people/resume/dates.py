"""Dates of every habit: May 2019 – Present, 05/2019, 2019-, Summer 2020, seit 2019, Jan – Mar 2020, 2018年6月."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

PRESENT = "present"


@dataclass(frozen=True, slots=True)
class Dates:
    """A range found in a text: offsets end exclusive; start and end are ``YYYY-MM``, ``YYYY``, ``present`` or None.

    ``alone`` says that one date stood without a partner (``end`` holds it).
    """

    at: int
    to: int
    start: str | None
    end: str | None
    alone: bool = False


@cache
def fold_char(char: str) -> str:
    """Lower case without accent, always one character."""
    if char in "’‘´`ʼ":
        return "'"
    if char in "\u00a0\u2009\u202f\u2007\t\n":
        return " "
    low = unicodedata.normalize("NFD", char)[0].lower()
    return low if len(low) == 1 else char


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text folded character by character, so that offsets stay."""
    return "".join(map(fold_char, text))


def words_of(name: str) -> str:
    """The alternatives of one list of the data file, longest first, as a pattern."""
    return "|".join(sorted((re.escape(word) for word in data()[name]), key=len, reverse=True))


@cache
def data() -> dict[str, list[str]]:
    text = (files("prospect.people.resume") / "data" / "dates.toml").read_text(encoding="utf-8")
    loaded = tomllib.loads(text)
    months = loaded.pop("months")
    loaded["months"] = [name for names in months.values() for name in names]
    loaded["numbers"] = [f"{name} {number}" for number, names in months.items() for name in names]
    return loaded


@cache
def month_number(name: str) -> int:
    for pair in data()["numbers"]:
        word, number = pair.rsplit(" ", 1)
        if word == name:
            return int(number)
    raise KeyError(name)


@cache
def patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """One date; what stands between the two of a range; the month without year of "Jan – Mar 2020"."""
    month, season = words_of("months"), words_of("seasons")
    year = r"(?:19[4-9]|20[0-6])\d"
    one = re.compile(
        rf"""(?<![\w./])(?:(?<!-)|(?<=\d{{4}}-)|(?<=[a-z]-)|(?=[a-z\u0080-\uffff]))(?:
        (?P<now>(?:{words_of("present")}))(?!\w)
      | (?:\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?)?(?P<mon>{month})\b\.?,?[\s/-]*(?:\d{{1,2}}(?:st|nd|rd|th)?,\s*)?(?:de\s+|del\s+|of\s+)?(?:(?P<y1>{year})|'(?P<y1s>\d\d)|(?<=[a-z][-/])(?P<y1t>\d\d)|(?<=[a-z]\s)(?P<y1u>\d\d)(?=\s*(?:[-–—]|to|$)))(?!\d)
      | (?P<y2>{year})\s?[-/.]\s?(?P<m2>0[1-9]|1[0-2])(?:[-/.](?:0[1-9]|[12]\d|3[01]))?(?![\d])
      | (?:(?:0?[1-9]|[12]\d|3[01])[./-])?(?P<m3>0?[1-9]|1[0-2])\s?[./-]\s?(?P<y3>{year})(?!\d)
      | (?P<m6>0[1-9]|1[0-2])[./'](?P<y6>\d\d)(?![\d.])
      | (?P<m8>1[0-2]|0?[1-9])\s?月,?\s?(?P<y8>{year})
      | (?P<y4>{year})\s?年\s?(?:(?P<m4>1[0-2]|0?[1-9])\s?月)?
      | (?:(?:{season})\.?(?:\s+of)?,?\s*)(?P<y5>{year})(?:/\d\d)?(?!\d)
      | q[1-4][\s/-]+(?P<y7>{year})(?!\d)
      | (?P<unsaid>(?:(?:{month})\.?\s+)?(?:20|19)xx)(?!\w)
      | (?P<yr>{year}(?![\d%]|\s?\+|,\d{{3}}))
        )""",
        re.X,
    )
    between = re.compile(
        rf"\s*(?:[-–—−‒―~〜→/]+|&\s*#8211;|至|到|\(?\s*(?:{words_of('to')})(?![\w.]))\s*(?:\(|the\s|la\s|le\s|l')?\s*"
    )
    half = re.compile(
        rf"(?<!\w)(?:\d{{1,2}}\s+)?(?P<mon>{month})\b\.?(?:\s+\d{{1,2}},?)?\s*(?:[-–—−]+|to|bis|a|au|al)\s*$"
    )
    return one, between, half


def value_of(match: re.Match[str]) -> str:
    """``YYYY-MM``, ``YYYY`` or ``present`` of one matched date; empty for a template's "May 20XX"."""
    got = match.groupdict()
    if got["now"]:
        return PRESENT
    if got["unsaid"]:
        return ""
    year = got["y1"] or got["y2"] or got["y3"] or got["y4"] or got["y5"] or got["y7"] or got["y8"] or got["yr"]
    short = got["y1s"] or got["y1t"] or got["y1u"] or got["y6"]
    if not year:
        assert short
        year = ("20" if int(short) < 50 else "19") + short
    if got["mon"]:
        return f"{year}-{month_number(got['mon']):02d}"
    month = got["m2"] or got["m3"] or got["m4"] or got["m6"] or got["m8"]
    return f"{year}-{int(month):02d}" if month else year


@lru_cache(maxsize=8192)
def find_dates(text: str) -> tuple[Dates, ...]:
    """Every date and range of a text, left to right."""
    if not any(char.isdigit() for char in text):
        return ()
    folded = fold(text).replace("\u00ad", "-")
    one, between, half = patterns()
    found: list[Dates] = []
    matches = list(one.finditer(folded))
    number = 0
    while number < len(matches):
        match = matches[number]
        number += 1
        value = value_of(match)
        if value == PRESENT:
            continue
        following = matches[number] if number < len(matches) else None
        joined = between.fullmatch(folded, match.end(), following.start()) if following else None
        if following and following["now"] and re.match(r"to |till ", following[0]):
            joined = re.compile(r"\s+").fullmatch(folded, match.end(), following.start())
        if following and joined:
            end = value_of(following)
            if end == PRESENT or end[:4] >= value[:4]:
                found.append(Dates(match.start(), following.end(), value or None, end or None))
                number += 1
                continue
        found.append(lone(folded, match, value, half))
    return tuple(led(folded, dates) for dates in found)


LED = re.compile(
    r"(?<!\w)(?:from|de|du|von|vom|del|dal|desde|od|van|since|seit|depuis|expected|graduated|graduation|in)\s*:?\s*$"
)


def led(folded: str, dates: Dates) -> Dates:
    """Takes the small word that leads a date ("from May 2019", "de mai 2019") into its place, unless text stands before."""
    word = LED.search(folded, 0, dates.at)
    if word and not folded[: word.start()].strip(" \t|,·•(–—-"):
        return replace(dates, at=word.start())
    return dates


def lone(folded: str, match: re.Match[str], value: str, half: re.Pattern[str]) -> Dates:
    """A date without a second one: open-ended, since, a season, two months of one year, a short second year."""
    before, after = folded[: match.start()], folded[match.end() :]
    start = match.start()
    if not value:
        return Dates(start, match.end(), None, None, alone=True)
    if match["mon"] and (first := half.search(before)):
        return Dates(first.start(), match.end(), f"{value[:4]}-{month_number(first['mon']):02d}", value)
    since = re.search(rf"(?<!\w)(?:{words_of('since')})\s*:?\s*$", before)
    if since:
        return Dates(since.start(), match.end(), value, PRESENT)
    if (
        match["yr"]
        and (short := re.match(r"\s?[-–—/]\s?(\d\d)(?!\d|[./-]\d)", after))
        and int(short[1]) >= int(value[2:])
    ):
        return Dates(start, match.end() + short.end(), value, value[:2] + short[1])
    if opened := re.match(r"\s*[-–—]+\s*(?=$|[\t|)\]]|\s{2,})", after):
        return Dates(start, match.end() + opened.end(), value, PRESENT)
    until = re.search(rf"(?<!\w)(?:{words_of('until')})\s*:?\s*(?:in\s+)?$", before)
    if until:
        return Dates(until.start(), match.end(), None, value, alone=True)
    if match["y5"]:
        return Dates(start, match.end(), value, value)
    return Dates(start, match.end(), None, value, alone=True)


DURATION = re.compile(
    r"[(·•|,]?\s*(?<!\w)(?:(?:about|ca\.?|less than)\s+)?(?:\d{1,2}|one|two|three|a)\s*\+?\s*(?:years?|yrs?|y|jahre?n?|ans?|annees?|anos?)\b\.?"
    r"(?:,?\s*(?:and|und|et|y|e)?\s*\d{1,2}\s*(?:months?|mos?|m|monate?n?|mois|meses|mes)\b\.?)?\)?"
    r"|[(·•|,]?\s*(?<!\w)\d{1,2}\s*(?:months?|mos?|monate?n?|mois|meses|mes|weeks|wochen)\b\.?\)?",
    re.I,
)


def durations(text: str) -> list[tuple[int, int]]:
    """Where a text states how long something lasted ("2 years 10 months"): offsets."""
    return [match.span() for match in DURATION.finditer(fold(text))]


def months_between(start: str, end: str) -> tuple[int, int]:
    """A range as months since year 0, end exclusive; a bare year counts from January, to December."""
    first = int(start[:4]) * 12 + (int(start[5:7]) - 1 if len(start) > 4 else 0)
    last = int(end[:4]) * 12 + (int(end[5:7]) if len(end) > 4 else 12)
    return first, max(last, first)
