"""Teamtailor careers sites: RSS with places and remote status, or a JSON Feed whose items carry a JobPosting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from prospect.lexicon.sentences import say
from prospect.sources import schema_org, xml
from prospect.sources.addresses import host_of
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json, read_xml
from prospect.sources.fields import at, markup, rows, text
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "teamtailor"
NAME = "Teamtailor"
CLOSING = "paged"
TERMS = say("Teamtailor publishes each careers site as a feed; a rhythm of an hour or more is polite.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 2
NEEDS: tuple[str, ...] = ()

PAGE = 100
_WORKPLACES = {"fully": "remote", "hybrid": "hybrid", "none": "onsite"}


def requests(token: str) -> Request:
    """`token` is the name before .teamtailor.com, or the employer's own careers host."""
    return _page(token, 0)


def _page(token: str, offset: int) -> Request:
    return Request(f"https://{host_of(token, 'teamtailor.com')}/jobs.rss?per_page={PAGE}&offset={offset}", page=offset)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    if data.lstrip()[:1] == b"{":
        document = read_json(data)
        if document.damaged is None and not isinstance(at(document.value, "items"), list):
            return Gathering(damaged=say("The answer is no feed of a Teamtailor site.")).reading()
        employer = text(at(document.value, "title"))
        gathering = Gathering(damaged=document.damaged)
        return gathering.each(rows(at(document.value, "items")), lambda item: _of_json(item, employer)).reading()
    feed = read_xml(data)
    employer = re.sub(
        r"\s*[-|]?\s*(jobs|career site|careers)$", "", xml.value(xml.first(feed.root, "channel"), "title"), flags=re.I
    )
    items = xml.every(feed.root, "item")
    gathering = Gathering(damaged=feed.damaged)
    for item in items:
        gathering.add(_of_rss(item, employer))
    full = len(items) >= PAGE and bool(token) and request is not None
    return gathering.reading(next=_page(token, request.page + len(items)) if full and request else None)


def _of_json(item: Mapping[str, Any], employer: str) -> PostingData:
    posting = schema_org.posting(at(item, "_jobposting") or {}, source=KIND, page="")
    return replace(
        posting,
        id=text(item.get("id")),
        title=text(item.get("title")) or posting.title,
        url=text(item.get("url")),
        apply_url=posting.apply_url or text(item.get("url")),
        employer=posting.employer or employer,
        description=markup(item.get("content_html")) or posting.description,
        posted_on=read_date(item.get("date_published")) or posting.posted_on,
        raw=item,
    )


def _of_rss(item: Any, employer: str) -> PostingData:
    return PostingData(
        source=KIND,
        id=xml.value(item, "guid"),
        title=xml.value(item, "title"),
        url=xml.value(item, "link"),
        apply_url=xml.value(item, "link"),
        employer=employer,
        description=xml.markup(item, "description"),
        places=tuple(dict.fromkeys(_place(one) for one in xml.every(item, "location"))),
        workplace=_WORKPLACES.get(xml.value(item, "remotestatus").casefold()),
        posted_on=read_date(xml.value(item, "pubdate")),
        department=xml.value(item, "department") or xml.value(item, "role"),
        raw=xml.flat(item),
    )


def _place(one: Any) -> RawPlace:
    """The office's name is kept as text only where no city is given: "EU" may be the name of Helsinki's office."""
    city = xml.value(one, "city")
    return RawPlace(text="" if city else xml.value(one, "name"), city=city, country=xml.value(one, "country"))
