"""Workable: the widget's answer (a whole board) and the pages of the v3 list.

A posting is listed once per place with the same shortcode: one posting with all its places.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from prospect.lexicon.sentences import say
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, flag, markup, rows, text, texts, whole
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "workable"
NAME = "Workable"
CLOSING = "complete"
TERMS = say("Workable publishes each employer's board for embedding; it answers 429 soon, so one request at a time.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 6
NEEDS: tuple[str, ...] = ()

_WORKPLACES = {"remote": "remote", "hybrid": "hybrid", "on_site": "onsite", "onsite": "onsite", "on-site": "onsite"}
_TYPES = {"full": "Full-time", "part": "Part-time", "contract": "Contract", "temporary": "Temporary", "other": "Other"}


def requests(token: str) -> Request:
    """`token` is the account's name in apply.workable.com/NAME."""
    return Request(f"https://apply.workable.com/api/v1/widget/accounts/{quote(token, safe='')}?details=true")


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    found = document.value
    listed = at(found, "jobs") if at(found, "jobs") is not None else at(found, "results")
    if listed is None and at(found, "shortcode"):
        listed = [found]
    if document.damaged is None and not isinstance(listed, list):
        return Gathering(damaged=say("Workable knows no account of this name.")).reading()
    employer = text(at(found, "name")) if at(found, "jobs") is not None else ""
    gathering = Gathering(damaged=document.damaged)
    for row in rows(listed):
        if flag(at(row, "isInternal")) is True:
            gathering.refuse(text(at(row, "shortcode")), say("The posting is for people inside the company only."))
    public = [row for row in rows(listed) if flag(at(row, "isInternal")) is not True]
    gathering.each(public, lambda row: _posting(row, employer, token))
    return gathering.reading(total=whole(at(found, "total")), next=_next(at(found, "nextPage"), token))


def _next(cursor: Any, token: str) -> Request | None:
    if not isinstance(cursor, str) or not cursor or not token:
        return None
    url = f"https://apply.workable.com/api/v3/accounts/{quote(token, safe='')}/jobs"
    body = json.dumps({"token": cursor}).encode()
    return Request(url, method="POST", headers=(("Content-Type", "application/json"),), body=body)


def _posting(row: Mapping[str, Any], employer: str, token: str) -> PostingData:
    shortcode = text(row.get("shortcode"))
    url = text(row.get("url")) or text(row.get("shortlink"))
    if not url and token and shortcode:
        url = f"https://apply.workable.com/{token}/j/{shortcode}/"
    return PostingData(
        source=KIND,
        id=shortcode or text(row.get("id")),
        title=text(row.get("title")),
        url=url,
        apply_url=text(row.get("application_url")),
        employer=employer,
        description=markup(row.get("full_description")) or markup(row.get("description")),
        places=_places(row),
        workplace=_workplace(row),
        employment_type=text(row.get("employment_type")) or _TYPES.get(text(row.get("type")), ""),
        level=text(row.get("experience")),
        posted_on=read_date(row.get("published_on"))
        or read_date(row.get("published"))
        or read_date(row.get("created_at")),
        language=text(row.get("language")),
        department=", ".join(texts(row.get("department"))),
        requisition=text(row.get("code")),
        raw=row,
    )


def _places(row: Mapping[str, Any]) -> tuple[RawPlace, ...]:
    """`locations` where it is filled, else the flat fields. A hidden place is the account's address, not the job's."""
    listed = [one for one in rows(row.get("locations")) if flag(at(one, "hidden")) is not True]
    if not rows(row.get("locations")):
        # `state` is the region in the flat fields, and "published" beside a `location`.
        single = row.get("location")
        listed = [single if isinstance(single, Mapping) else {**row, "region": row.get("state")}]
    places = (
        RawPlace(
            city=text(at(one, "city")),
            region=text(at(one, "region")),
            country=text(at(one, "countryCode")) or text(at(one, "country")),
        )
        for one in listed
    )
    return tuple(dict.fromkeys(place for place in places if place != RawPlace()))


def _workplace(row: Mapping[str, Any]) -> str | None:
    stated = _WORKPLACES.get(text(row.get("workplace")).casefold())
    remote = flag(row.get("telecommuting")) or flag(row.get("remote"))
    return stated or ("remote" if remote else None)
