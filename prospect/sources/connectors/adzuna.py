"""Adzuna's search: postings of many boards, their texts cut after some 500 characters.

A pay that Adzuna predicted is nobody's statement and is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from prospect.lexicon.pay import Pay
from prospect.lexicon.sentences import say
from prospect.sources import tables
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, flag, markup, number, pay, rows, text, whole
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "adzuna"
NAME = "Adzuna"
CLOSING = "window"
TERMS = say("Adzuna gives its search to holders of a free key, 250 requests a day, and asks to be named with a link.")
ON_BY_DEFAULT = True
CREDIT = "Adzuna"
EVERY_HOURS = 12
NEEDS: tuple[str, ...] = ("PROSPECT_ADZUNA_ID", "PROSPECT_ADZUNA_KEY")

PAGE = 50
MOST_PAGES = 10
_CURRENCIES = {
    "gb": "GBP", "us": "USD", "ca": "CAD", "au": "AUD", "nz": "NZD", "in": "INR", "za": "ZAR", "sg": "SGD", "br": "BRL",
    "mx": "MXN", "pl": "PLN", "ch": "CHF", "de": "EUR", "fr": "EUR", "nl": "EUR", "it": "EUR", "es": "EUR", "at": "EUR",
    "be": "EUR",
}  # fmt: skip
_DOMAINS = {"adzuna.co.uk": "gb", "adzuna.com": "us", "adzuna.ca": "ca", "adzuna.com.au": "au", "adzuna.de": "de"}


def requests(token: str) -> Request:
    """`token` is a country and a search: ``us/what=nurse&where=Tulsa``."""
    return _page(token, 1)


def _page(token: str, page: int) -> Request:
    country, _, search = token.partition("/")
    query = urlencode([*parse_qsl(search), ("results_per_page", str(PAGE)), ("content-type", "application/json")])
    keys = "app_id={PROSPECT_ADZUNA_ID}&app_key={PROSPECT_ADZUNA_KEY}"
    return Request(f"https://api.adzuna.com/v1/api/jobs/{country}/search/{page}?{keys}&{query}", page=page)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    if data.lstrip()[:1] not in (b"{", b"["):
        table = tables.read_csv(data)
        return Gathering(damaged=table.damaged).each(table.rows, lambda row: _posting(row, token)).reading()
    document = read_json(data)
    listed = at(document.value, "results") if isinstance(document.value, Mapping) else document.value
    if document.damaged is None and not isinstance(listed, list):
        return Gathering(damaged=say("The answer is no search of Adzuna's.")).reading()
    gathering = Gathering(damaged=document.damaged).each(rows(listed), lambda row: _posting(row, token))
    more = request is not None and len(rows(listed)) >= PAGE and request.page < MOST_PAGES
    next_page = _page(token, request.page + 1) if more and request else None
    return gathering.reading(total=whole(at(document.value, "count")), next=next_page)


def _posting(row: Mapping[str, Any], token: str) -> PostingData:
    url = text(row.get("redirect_url"))
    types = (text(row.get(name)).replace("_", "-") for name in ("contract_time", "contract_type"))
    return PostingData(
        source=KIND,
        id=text(row.get("id")),
        title=text(row.get("title")),
        url=url,
        apply_url=url,
        employer=text(at(row, "company", "display_name")) or text(row.get("company")),
        description=markup(row.get("description")),
        places=_places(row, token),
        employment_type=", ".join(name for name in types if name),
        pay=_pay(row, _country(url, token)),
        posted_on=read_date(row.get("created")),
        department=text(at(row, "category", "label")),
        raw=row,
    )


def _country(url: str, token: str) -> str:
    for domain, country in _DOMAINS.items():
        if f"{domain}/" in url:
            return country
    return token.partition("/")[0]


def _places(row: Mapping[str, Any], token: str) -> tuple[RawPlace, ...]:
    name = text(at(row, "location", "display_name")) or text(row.get("location"))
    area = [text(one) for one in rows(at(row, "location", "area"))]
    country = area[0] if area else _country(text(row.get("redirect_url")), token).upper()
    lat, lon = (
        _degrees(row.get(long) or row.get(short)) for long, short in (("latitude", "lat"), ("longitude", "lon"))
    )
    place = RawPlace(text=name, country=country, lat=lat, lon=lon)
    return (place,) if name else ()


def _degrees(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _pay(row: Mapping[str, Any], country: str) -> tuple[Pay, ...]:
    predicted = flag(row.get("salary_is_predicted"))
    low, high = number(row.get("salary_min")), number(row.get("salary_max"))
    if predicted is None:
        # Where the mark was lost, predictions show as two equal ends.
        predicted = low == high
    return () if predicted else pay(low, high, currency=_CURRENCIES.get(country), per="year")
