"""USAJOBS Search API: the federal government's openings, in pages. https://developer.usajobs.gov/api-reference/"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode

from prospect.lexicon.pay import Pay
from prospect.lexicon.sentences import say
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, flag, markup, pay, rows, text, texts, whole
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "usajobs"
NAME = "USAJOBS"
CLOSING = "paged"
TERMS = say(
    "USAJOBS gives its postings, which are public domain, to holders of a free key; the key's email is sent along."
)
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 6
NEEDS: tuple[str, ...] = ("PROSPECT_USAJOBS_EMAIL", "PROSPECT_USAJOBS_KEY")

PAGE = 500
_PARTS = (("JobSummary", ""), ("MajorDuties", "Duties"), ("Requirements", "Requirements"),
          ("KeyRequirements", "Key requirements"), ("Education", "Education"), ("OtherInformation", ""))  # fmt: skip
_ANYWHERE = re.compile(r"anywhere in the u\.?s\.?|remote job", re.I)


def requests(token: str) -> Request:
    """`token` is a search in the API's own parameters: ``LocationName=Tulsa, Oklahoma&Radius=50``."""
    return _page(token, 1)


def _page(token: str, page: int) -> Request:
    query = urlencode([*parse_qsl(token), ("ResultsPerPage", str(PAGE)), ("Page", str(page))])
    headers = (("User-Agent", "{PROSPECT_USAJOBS_EMAIL}"), ("Authorization-Key", "{PROSPECT_USAJOBS_KEY}"))
    return Request(f"https://data.usajobs.gov/api/Search?{query}", headers=headers, page=page)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    result = at(document.value, "SearchResult")
    if document.damaged is None and not isinstance(at(result, "SearchResultItems"), list):
        return Gathering(damaged=say("The answer is no search of USAJOBS.")).reading()
    gathering = Gathering(damaged=document.damaged).each(rows(at(result, "SearchResultItems")), _posting)
    pages = whole(at(result, "UserArea", "NumberOfPages")) or 0
    more = request is not None and request.page < pages
    next_page = _page(token, request.page + 1) if more and request else None
    return gathering.reading(total=whole(at(result, "SearchResultCountAll")), next=next_page)


def _posting(item: Mapping[str, Any]) -> PostingData:
    row = item.get("MatchedObjectDescriptor")
    details = at(row, "UserArea", "Details")
    places = _places(row)
    remote = flag(at(details, "RemoteIndicator")) or any(_ANYWHERE.search(place.text) for place in places)
    return PostingData(
        source=KIND,
        id=text(item.get("MatchedObjectId")),
        title=text(at(row, "PositionTitle")),
        url=text(at(row, "PositionURI")).replace(":443/", "/"),
        apply_url=text(at(row, "ApplyURI")).replace(":443/", "/"),
        employer=text(at(row, "OrganizationName")) or text(at(row, "DepartmentName")),
        description=_description(row, details),
        places=places,
        workplace="remote" if remote else None,
        employment_type=_type(row),
        pay=_pay(at(row, "PositionRemuneration")),
        posted_on=read_date(at(row, "PublicationStartDate")) or read_date(at(row, "PositionStartDate")),
        closes_on=read_date(at(row, "ApplicationCloseDate")) or read_date(at(row, "PositionEndDate")),
        language="en",
        department=text(at(row, "JobCategory")),
        requisition=text(at(row, "PositionID")),
        raw=item,
    )


def _type(row: Any) -> str:
    named = (
        text(at(one, "Name")) for name in ("PositionSchedule", "PositionOfferingType") for one in rows(at(row, name))
    )
    return ", ".join(dict.fromkeys(name for name in named if name))


def _places(row: Any) -> tuple[RawPlace, ...]:
    found = []
    for one in rows(at(row, "PositionLocation")):
        name, city = text(at(one, "LocationName")), text(at(one, "CityName")).partition(",")[0]
        if _ANYWHERE.search(name):
            found.append(RawPlace(text=name, country="US", workplace="remote"))
            continue
        region, country = text(at(one, "CountrySubDivisionCode")), text(at(one, "CountryCode"))
        found.append(
            RawPlace(name, city, region, country, _degrees(at(one, "Latitude")), _degrees(at(one, "Longitude")))
        )
    return tuple(dict.fromkeys(found))


def _degrees(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and value else None


def _pay(bands: Any) -> tuple[Pay, ...]:
    found: list[Pay] = []
    for band in rows(bands):
        ends = at(band, "MinimumRange"), at(band, "MaximumRange")
        found += pay(*ends, currency="USD", per=at(band, "RateIntervalCode"))
    return tuple(dict.fromkeys(one for one in found if one.period))


def _description(row: Any, details: Any) -> str:
    """The parts as paragraphs; they are served as plain text with an occasional tag."""
    parts = []
    for name, heading in (*_PARTS, ("QualificationSummary", "Qualifications")):
        holder = row if name == "QualificationSummary" else details
        said = texts(at(holder, name)) if isinstance(at(holder, name), list) else (markup(at(holder, name)),)
        body = "".join(f"<p>{one if '<' in one else escape(one)}</p>" for one in said if one)
        if body:
            parts.append((f"<h3>{heading}</h3>" if heading else "") + body)
    return "\n".join(parts)
