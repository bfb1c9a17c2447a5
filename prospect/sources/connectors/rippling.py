"""Rippling job boards: v1 lists a posting once per place, v2 in pages; texts and pay are in an answer a posting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from prospect.lexicon.pay import Pay
from prospect.lexicon.sentences import say
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, flag, markup, pay, rows, text
from prospect.sources.posting import Detail, Gathering, PostingData, RawPlace, Reading, Request

KIND = "rippling"
NAME = "Rippling"
CLOSING = "complete"
TERMS = say("Rippling publishes job boards for reading and allows a hundred requests in ten minutes.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 6
NEEDS: tuple[str, ...] = ()

_API = "https://api.rippling.com/platform/api/ats/v1/board"
_WORKPLACES = {"remote": "remote", "hybrid": "hybrid", "on_site": "onsite", "onsite": "onsite"}


def requests(token: str) -> Request:
    """`token` is the board's name in ats.rippling.com/NAME/jobs."""
    return Request(f"{_API}/{quote(token, safe='')}/jobs")


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    found = document.value
    listed = at(found, "items") if isinstance(found, Mapping) and "items" in found else found
    if isinstance(listed, Mapping) and (listed.get("uuid") or listed.get("id")):
        return Gathering(damaged=document.damaged).each([listed], _posting).reading()
    if document.damaged is None and not isinstance(listed, list):
        return Gathering(damaged=say("Rippling knows no board of this name.")).reading()
    gathering = Gathering(damaged=document.damaged).each(rows(listed), _posting)
    board = quote(token, safe="")
    ids = dict.fromkeys(id for row in rows(listed) if (id := text(at(row, "uuid")) or text(at(row, "id"))))
    details = [Detail(id, Request(f"{_API}/{board}/jobs/{id}")) for id in ids if board]
    return gathering.reading(details=details)


def _posting(row: Mapping[str, Any]) -> PostingData:
    body = row.get("description")
    return PostingData(
        source=KIND,
        id=text(row.get("uuid")) or text(row.get("id")),
        title=text(row.get("name")),
        url=text(row.get("url")),
        apply_url=f"{text(row.get('url'))}/apply" if row.get("url") else "",
        employer=text(row.get("companyName")),
        description="\n".join(part for part in (markup(at(body, "role")), markup(at(body, "company"))) if part)
        or markup(body),
        places=_places(row),
        workplace=_workplace(row),
        employment_type=text(at(row, "employmentType", "label")) or text(at(row, "employmentType", "id")),
        pay=_pay(row.get("payRangeDetails")),
        posted_on=read_date(row.get("createdOn")),
        department=text(at(row, "department", "label")) or text(at(row, "department", "name")),
        raw=row,
    )


def _places(row: Mapping[str, Any]) -> tuple[RawPlace, ...]:
    named = [
        RawPlace(text=name)
        for one in (*rows(row.get("workLocation")), *rows(row.get("workLocations")))
        if (name := text(one))
    ]
    whole = [
        RawPlace(
            text=text(at(one, "name")),
            city=text(at(one, "city")),
            region=text(at(one, "stateCode")) or text(at(one, "state")),
            country=text(at(one, "countryCode")) or text(at(one, "country")),
            workplace=_WORKPLACES.get(text(at(one, "workplaceType")).casefold()),
        )
        for one in rows(row.get("locations"))
    ]
    return tuple(dict.fromkeys(place for place in (*named, *whole) if place != RawPlace()))


def _workplace(row: Mapping[str, Any]) -> str | None:
    """What all places of the posting have in common."""
    if flag(row.get("isRemote")):
        return "remote"
    stated = {_WORKPLACES.get(text(at(one, "workplaceType")).casefold()) for one in rows(row.get("locations"))}
    return stated.pop() if len(stated) == 1 else None


def _pay(bands: Any) -> tuple[Pay, ...]:
    found: list[Pay] = []
    for band in rows(bands):
        ends = at(band, "rangeStart"), at(band, "rangeEnd")
        found += pay(*ends, currency=at(band, "currency"), per=at(band, "frequency"))
    return tuple(dict.fromkeys(found))
