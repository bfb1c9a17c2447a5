"""SmartRecruiters Posting API: pages of a list, and a page a posting for the text.

An unknown company answers 200 with nothing, so an empty answer proves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from prospect.lexicon.sentences import say
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, flag, markup, rows, text, whole
from prospect.sources.posting import Detail, Gathering, PostingData, RawPlace, Reading, Request

KIND = "smartrecruiters"
NAME = "SmartRecruiters"
CLOSING = "paged"
TERMS = say(
    "Off by default: api.smartrecruiters.com closes itself to crawlers in robots.txt; for its customers, or with leave."
)
ON_BY_DEFAULT = False
CREDIT = ""
EVERY_HOURS = 6
NEEDS: tuple[str, ...] = ()

PAGE = 100
_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


def requests(token: str) -> Request:
    """`token` is the company's identifier."""
    return _page(token, 0)


def _page(token: str, offset: int) -> Request:
    company = quote(token, safe="")
    url = f"https://api.smartrecruiters.com/v1/companies/{company}/postings?limit={PAGE}&offset={offset}"
    return Request(url, page=offset, has_leave=True)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    found = document.value
    if at(found, "content") is None and isinstance(at(found, "jobAd"), Mapping):
        return Gathering(damaged=document.damaged).each([found], _posting).reading()
    if document.damaged is None and not isinstance(at(found, "content"), list):
        return Gathering(damaged=say("SmartRecruiters answered with something that is no list of postings.")).reading()
    listed = rows(at(found, "content"))
    gathering = Gathering(damaged=document.damaged).each(listed, _posting)
    total = whole(at(found, "totalFound"))
    offset = request.page if request else whole(at(found, "offset")) or 0
    more = bool(token and request and listed and total and offset + len(listed) < total)
    details = (
        Detail(text(at(row, "id")), Request(text(at(row, "ref")), has_leave=True))
        for row in listed
        if text(at(row, "ref"))
    )
    return gathering.reading(total=total, next=_page(token, offset + len(listed)) if more else None, details=details)


def _posting(row: Mapping[str, Any]) -> PostingData:
    company, id = text(at(row, "company", "identifier")), text(row.get("id"))
    url = text(row.get("postingUrl"))
    if not url and company and id:
        url = f"https://jobs.smartrecruiters.com/{company}/{id}"
    return PostingData(
        source=KIND,
        id=id,
        title=text(row.get("name")),
        url=url,
        apply_url=text(row.get("applyUrl")),
        employer=text(at(row, "company", "name")),
        description=_description(at(row, "jobAd", "sections")),
        places=_places(row.get("location")),
        workplace=_workplace(row.get("location")),
        employment_type=text(at(row, "typeOfEmployment", "label")),
        level=text(at(row, "experienceLevel", "label")),
        posted_on=read_date(row.get("releasedDate")),
        language=text(at(row, "language", "code")),
        department=text(at(row, "department", "label")) or text(at(row, "function", "label")),
        requisition=text(row.get("refNumber")),
        raw=row,
    )


def _places(one: Any) -> tuple[RawPlace, ...]:
    place = RawPlace(
        text=text(at(one, "fullLocation")),
        city=text(at(one, "city")),
        region=text(at(one, "region")),
        country=text(at(one, "country")).upper(),
        lat=_degrees(at(one, "latitude")),
        lon=_degrees(at(one, "longitude")),
    )
    return (place,) if place != RawPlace() else ()


def _degrees(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _workplace(one: Any) -> str | None:
    if flag(at(one, "hybrid")):
        return "hybrid"
    return "remote" if flag(at(one, "remote")) else None


def _description(sections: Any) -> str:
    parts = []
    for name in _SECTIONS:
        heading, body = text(at(sections, name, "title")), markup(at(sections, name, "text"))
        if body:
            parts.append((f"<h3>{escape(heading)}</h3>" if heading else "") + body)
    return "\n".join(parts)
