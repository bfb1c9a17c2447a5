"""Himalayas' remote jobs, newest first, in pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prospect.lexicon.sentences import say
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, markup, pay, rows, text, texts, whole
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "himalayas"
NAME = "Himalayas"
CLOSING = "window"
TERMS = say(
    "Himalayas gives its list to everyone and asks to be named with a link; its postings go to no other job board."
)
ON_BY_DEFAULT = True
CREDIT = "Himalayas"
EVERY_HOURS = 12
NEEDS: tuple[str, ...] = ()

PAGE = 20
MOST = 1000


def requests(token: str) -> Request:
    """There is one list; `token` is not used."""
    return _page(0)


def _page(offset: int) -> Request:
    return Request(f"https://himalayas.app/jobs/api?limit={PAGE}&offset={offset}", page=offset)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    listed = at(document.value, "jobs")
    if document.damaged is None and not isinstance(listed, list):
        return Gathering(damaged=say("The answer is no list of Himalayas'.")).reading()
    gathering = Gathering(damaged=document.damaged).each(rows(listed), _posting)
    more = request is not None and len(rows(listed)) >= PAGE and request.page + PAGE < MOST
    next_page = _page(request.page + PAGE) if more and request else None
    return gathering.reading(total=whole(at(document.value, "totalCount")), next=next_page)


def _posting(row: Mapping[str, Any]) -> PostingData:
    employer = text(row.get("companyName"))
    return PostingData(
        source=KIND,
        id=text(row.get("guid")) or text(row.get("applicationLink")),
        title=text(row.get("title")),
        url=text(row.get("guid")) or text(row.get("applicationLink")),
        apply_url=text(row.get("applicationLink")),
        # One snapshot of the list had "name" as every company's name.
        employer="" if employer == "name" else employer,
        description=markup(row.get("description")) or markup(row.get("excerpt")),
        places=tuple(RawPlace(text=name, workplace="remote") for name in texts(row.get("locationRestrictions"))),
        workplace="remote",
        employment_type=text(row.get("employmentType")),
        level=", ".join(texts(row.get("seniority"))),
        pay=pay(row.get("minSalary"), row.get("maxSalary"), currency=row.get("currency"), per=row.get("salaryPeriod")),
        posted_on=read_date(row.get("pubDate")),
        closes_on=read_date(row.get("expiryDate")),
        department=text(row.get("parentCategories")),
        raw=row,
    )
