"""Breezy: a whole board as a JSON array without texts; those are on each posting's page, as JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prospect.lexicon.sentences import say
from prospect.sources.addresses import host_of
from prospect.sources.connectors import jsonld
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, flag, markup, rows, text
from prospect.sources.posting import Detail, Gathering, PostingData, RawPlace, Reading, Request

KIND = "breezy"
NAME = "Breezy"
CLOSING = "complete"
TERMS = say("Off by default: Breezy's terms forbid automated reading; for operators who have the employer's leave.")
ON_BY_DEFAULT = False
CREDIT = ""
EVERY_HOURS = 6
NEEDS: tuple[str, ...] = ()


def requests(token: str) -> Request:
    """`token` is the name before .breezy.hr; an unknown one is sent to breezy.hr itself."""
    return Request(f"https://{host_of(token, 'breezy.hr')}/json", has_leave=True)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    if data.lstrip()[:1] == b"<":
        return jsonld.parse(data, token=token, request=request)
    document = read_json(data)
    found = document.value
    if document.damaged is None and not isinstance(found, list):
        return Gathering(damaged=say("Breezy knows no board of this name.")).reading()
    gathering = Gathering(damaged=document.damaged).each(rows(found), _posting)
    pages = ((text(at(row, "id")), text(at(row, "url"))) for row in rows(found))
    return gathering.reading(details=[Detail(id, Request(url, has_leave=True)) for id, url in pages if id and url])


def _posting(row: Mapping[str, Any]) -> PostingData:
    return PostingData(
        source=KIND,
        id=text(row.get("id")),
        title=text(row.get("name")),
        url=text(row.get("url")),
        apply_url=f"{text(row.get('url'))}/apply" if row.get("url") else "",
        employer=text(at(row, "company", "name")),
        description=markup(row.get("description")),
        places=_places(row),
        workplace=_workplace(row),
        employment_type=text(at(row, "type", "name")),
        pay_text=text(row.get("salary")),
        posted_on=read_date(row.get("published_date")),
        department=text(row.get("department")),
        raw=row,
    )


def _places(row: Mapping[str, Any]) -> tuple[RawPlace, ...]:
    listed = rows(row.get("locations")) or rows(row.get("location"))
    places = (
        RawPlace(
            text=text(at(one, "name")),
            city=text(at(one, "city")),
            region=text(at(one, "state", "id")) or text(at(one, "state", "name")),
            country=text(at(one, "country", "id")) or text(at(one, "country", "name")),
        )
        for one in listed
    )
    return tuple(dict.fromkeys(place for place in places if place != RawPlace()))


def _workplace(row: Mapping[str, Any]) -> str | None:
    stated = text(at(row, "location", "remote_details", "value")).casefold()
    if "hybrid" in stated:
        return "hybrid"
    return "remote" if flag(at(row, "location", "is_remote")) else None
