"""Greenhouse Job Board API: a whole board in one answer, its HTML escaped once more than JSON needs.

`updated_at` is bumped in bulk (404 of 547 postings of one board on one day), so the first publication is the date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from prospect.lexicon.pay import Pay
from prospect.lexicon.sentences import say
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, markup, pay, rows, text, unescaped, whole
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "greenhouse"
NAME = "Greenhouse"
CLOSING = "complete"
TERMS = say("Greenhouse publishes job boards for reading without a key; a rhythm of an hour or more is polite.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 1
NEEDS: tuple[str, ...] = ()

_TYPE_FIELD = re.compile(r"\b(employment|contract|job|time|position) (type|status)\b|\bschedule\b", re.I)
_WORKPLACE_FIELD = re.compile(
    r"\b(workplace|work(ing)? (model|type|arrangement|location type)|location type|remote)\b", re.I
)
_NO_PLACE = re.compile(r"\W*(n/?a|location|tbd|tba|none|various|multiple|in.?office|on.?site|hybrid|remote|)\W*", re.I)


def requests(token: str) -> Request:
    """`token` is the board's name in its address; EU boards are served by the same host."""
    return Request(f"https://boards-api.greenhouse.io/v1/boards/{quote(token, safe='')}/jobs?content=true")


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    found = document.value
    if isinstance(found, Mapping) and "jobs" not in found and "title" in found:
        found = {"jobs": [found]}
    if document.damaged is None and not isinstance(at(found, "jobs"), list):
        return Gathering(damaged=say("Greenhouse knows no board of this name.")).reading()
    gathering = Gathering(damaged=document.damaged).each(rows(at(found, "jobs")), _posting)
    return gathering.reading(total=whole(at(found, "meta", "total")))


def _posting(row: Mapping[str, Any]) -> PostingData:
    return PostingData(
        source=KIND,
        id=text(row.get("id")),
        title=text(row.get("title")),
        url=text(row.get("absolute_url")),
        apply_url=text(row.get("absolute_url")),
        employer=text(row.get("company_name")),
        description=unescaped(markup(row.get("content"))),
        places=_places(row),
        workplace=_workplace(_metadata(row, _WORKPLACE_FIELD)),
        employment_type=_metadata(row, _TYPE_FIELD),
        pay=_pay(row),
        posted_on=read_date(row.get("first_published")),
        closes_on=read_date(row.get("application_deadline")),
        updated_on=read_date(row.get("updated_at")),
        language=text(row.get("language")),
        department=", ".join(text(department) for department in rows(row.get("departments"))),
        requisition=text(row.get("requisition_id")),
        raw=row,
    )


def _places(row: Mapping[str, Any]) -> tuple[RawPlace, ...]:
    """The free text of the location; where that names no place, the offices, which often do."""
    stated = text(at(row, "location", "name"))
    places = [RawPlace(text=stated)] if stated else []
    if _NO_PLACE.fullmatch(stated):
        names = (text(at(office, "location")) or text(at(office, "name")) for office in rows(row.get("offices")))
        places += [RawPlace(text=name) for name in dict.fromkeys(names) if name and name != stated]
    return tuple(places)


def _pay(row: Mapping[str, Any]) -> tuple[Pay, ...]:
    """`pay_input_ranges` in cents, which only the endpoint of one posting gives."""
    found: list[Pay] = []
    for band in rows(row.get("pay_input_ranges")):
        low, high = (whole(at(band, name)) for name in ("min_cents", "max_cents"))
        title = text(at(band, "title")) + " " + text(at(band, "blurb"))
        per = "hour" if re.search(r"\bhour", title, re.I) else "year"
        found += pay(low / 100 if low else None, high / 100 if high else None,
                     currency=at(band, "currency_type"), per=per)  # fmt: skip
    return tuple(found)


def _metadata(row: Mapping[str, Any], name: re.Pattern[str]) -> str:
    """The value of the first of the board's own fields whose name fits."""
    fitting = (text(at(entry, "value")) for entry in rows(row.get("metadata")) if name.search(text(at(entry, "name"))))
    return next((value for value in fitting if value), "")


def _workplace(said: str) -> str | None:
    folded = re.sub(r"[^a-z]", "", said.casefold())
    return next((name for name in ("hybrid", "remote", "onsite") if folded.startswith(name)), None)
