"""JazzHR: a whole board as XML, rebuilt once a day, without dates or pay; its pages carry JSON-LD."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from prospect.lexicon.sentences import say
from prospect.sources import xml
from prospect.sources.connectors import jsonld
from prospect.sources.dates import read_date
from prospect.sources.documents import read_xml
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "jazzhr"
NAME = "JazzHR"
CLOSING = "complete"
TERMS = say(
    "JazzHR publishes each board as a feed that it rebuilds once a day; reading it more often shows nothing new."
)
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 12
NEEDS: tuple[str, ...] = ()


def requests(token: str) -> Request:
    """`token` is the name before .applytojob.com."""
    return Request(f"https://app.jazz.co/feeds/export/jobs/{quote(token, safe='')}")


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    if b"<html" in data[:2000].lower():
        return jsonld.parse(data, token=token, request=request)
    document = read_xml(data)
    if document.damaged is None and xml.name_of(document.root) not in ("jobs", "job"):
        return Gathering(damaged=say("The answer is no JazzHR board.")).reading()
    gathering = Gathering(damaged=document.damaged)
    root = document.root
    for job in [root] if xml.name_of(root) == "job" else xml.every(root, "job"):
        status = xml.value(job, "status")
        if status and status.casefold() not in ("open", "published", "active"):
            gathering.refuse(xml.value(job, "id"), say("The posting is not open ({status}).", status=status))
        else:
            gathering.add(_posting(job))
    return gathering.reading()


def _posting(job: Any) -> PostingData:
    place = RawPlace(city=xml.value(job, "city"), region=xml.value(job, "state"), country=xml.value(job, "country"))
    return PostingData(
        source=KIND,
        id=xml.value(job, "id"),
        title=xml.value(job, "title"),
        url=xml.value(job, "url"),
        apply_url=xml.value(job, "url"),
        employer=xml.value(job, "company", "companyname"),
        description=xml.markup(job, "description"),
        places=(place,) if place != RawPlace() else (),
        employment_type=xml.value(job, "type", "jobtype"),
        level=xml.value(job, "experience", "minimumexperience"),
        posted_on=read_date(xml.value(job, "createdon", "date", "originalopendate")),
        department=xml.value(job, "department"),
        requisition=xml.value(job, "internalcode"),
        raw=xml.flat(job),
    )
