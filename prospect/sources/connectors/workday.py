"""Workday careers sites: pages of twenty, and an answer a posting for the text.

The count is told on the first page only, and stops at 2,000; a list above that never proves an absence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from prospect.lexicon.sentences import say
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, flag, markup, rows, text, texts, whole
from prospect.sources.posting import Detail, Gathering, PostingData, RawPlace, Reading, Request

KIND = "workday"
NAME = "Workday"
CLOSING = "paged"
TERMS = say(
    "Workday's careers sites read these answers themselves; each employer's robots.txt decides, and is respected."
)
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 12
NEEDS: tuple[str, ...] = ()

PAGE = 20
MOST = 2000
_SEVERAL = re.compile(r"\d+\s+locations?", re.I)
# "US, CA, San Jose, Rio Robles": what follows the city is the name of a building.
_SITE = re.compile(r"^((?:US|USA), [A-Z]{2}, [^,]+), .+$")
_REQUISITION = re.compile(r"_([A-Za-z]{0,6}[-_]?\d[\w-]*)$")
_AGO = re.compile(r"(?:posted\s+)?(?:(today)|(yesterday)|(\d+)\s+days?\s+ago)$", re.I)


def requests(token: str) -> Request:
    """`token` is ``tenant/wdN/site``, as in https://tenant.wdN.myworkdayjobs.com/site."""
    return _page(token, 0)


def _site(token: str) -> tuple[str, str]:
    """The address of the site, and of its answers."""
    tenant, data_centre, site = token.split("/")
    host = f"https://{tenant}.{data_centre}.myworkdayjobs.com"
    return f"{host}/{site}", f"{host}/wday/cxs/{tenant}/{site}"


def _page(token: str, offset: int) -> Request:
    body = {"appliedFacets": {}, "limit": PAGE, "offset": offset, "searchText": ""}
    headers = (("Content-Type", "application/json"), ("Accept", "application/json"))
    return Request(f"{_site(token)[1]}/jobs", "POST", headers, json.dumps(body).encode(), page=offset)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    found = document.value
    if isinstance(at(found, "jobPostingInfo"), Mapping):
        return Gathering(damaged=document.damaged).each([at(found, "jobPostingInfo")], _of_page).reading()
    if document.damaged is None and not isinstance(at(found, "jobPostings"), list):
        return Gathering(damaged=say("Workday knows no careers site of this name.")).reading()
    sited = token if token.count("/") == 2 else ""
    listed = rows(at(found, "jobPostings"))
    gathering = Gathering(damaged=document.damaged).each(listed, lambda row: _of_list(row, sited))
    offset = request.page if request else 0
    more = bool(sited and request and len(listed) == PAGE and offset + PAGE < MOST)
    paths = ((_id(row), text(at(row, "externalPath"))) for row in listed if isinstance(row, Mapping))
    details = [Detail(id, Request(_site(sited)[1] + path)) for id, path in paths if sited and id and path]
    total = whole(at(found, "total")) or None
    if total is not None and total >= MOST:
        # There are more than can ever be listed, so what came is never all of it.
        total = max(total, MOST + 1)
    return gathering.reading(total=total, next=_page(sited, offset + PAGE) if more else None, details=details)


def _id(row: Mapping[str, Any]) -> str:
    """The end of the path after the last underscore; long titles cut it off, then the bullet that is a number."""
    path = text(row.get("externalPath"))
    found = _REQUISITION.search(path)
    if found:
        return found.group(1)
    numbered = (
        bullet for bullet in texts(row.get("bulletFields")) if re.fullmatch(r"[A-Za-z]{0,6}[-_ ]?\d[\w-]*", bullet)
    )
    return next(numbered, path)


def _of_list(row: Mapping[str, Any], token: str) -> PostingData:
    path = text(row.get("externalPath"))
    url = _site(token)[0] + path if token and path else ""
    places = text(row.get("locationsText"))
    if not places or _SEVERAL.fullmatch(places):
        # "/job/US-OR-Beaverton/..." names the first of them: "---" stands for " - ", "-" for a space or a comma.
        parts = path.split("/")
        places = parts[2].replace("---", " - ") if len(parts) > 3 else ""
    places = _SITE.sub(r"\1", places)
    return PostingData(
        source=KIND,
        id=_id(row),
        title=text(row.get("title")),
        url=url,
        apply_url=f"{url}/apply" if url else "",
        places=(RawPlace(text=places),) if places else (),
        workplace=_workplace(row.get("remoteType")),
        employment_type=text(row.get("timeType")),
        posted_ago=_ago(text(row.get("postedOn"))),
        requisition=re.sub(r"-\d{1,2}$", "", _id(row)) if "/" not in _id(row) else "",
        raw=row,
    )


def _of_page(row: Mapping[str, Any]) -> PostingData:
    if flag(row.get("posted")) is False:
        raise ValueError("it is no longer posted")
    country = text(at(row, "jobRequisitionLocation", "country", "alpha2Code")) or text(at(row, "country", "descriptor"))
    named = (*texts(row.get("location")), *texts(row.get("additionalLocations")))
    # The country is that of the first place.
    places = tuple(RawPlace(text=name, country="" if at_ else country) for at_, name in enumerate(dict.fromkeys(named)))
    return PostingData(
        source=KIND,
        id=text(row.get("jobReqId")) or text(row.get("id")),
        title=text(row.get("title")),
        url=text(row.get("externalUrl")),
        apply_url=f"{text(row.get('externalUrl'))}/apply" if row.get("externalUrl") else "",
        employer=text(at(row, "hiringOrganization", "name")),
        description=markup(row.get("jobDescription")),
        places=places,
        workplace=_workplace(row.get("remoteType")),
        employment_type=text(row.get("timeType")),
        posted_on=read_date(row.get("startDate")),
        posted_ago=_ago(text(row.get("postedOn"))),
        closes_on=read_date(row.get("endDate")),
        requisition=text(row.get("jobReqId")),
        raw=row,
    )


def _workplace(value: Any) -> str | None:
    said = text(value).casefold()
    names = (
        ("hybrid", "hybrid"),
        ("flex", "hybrid"),
        ("remote", "remote"),
        ("on-site", "onsite"),
        ("onsite", "onsite"),
    )
    return next((name for mark, name in names if mark in said), None)


def _ago(said: str) -> int | None:
    """Days since the posting; None for "Posted 30+ Days Ago", which names none."""
    found = _AGO.match(said)
    if found is None:
        return None
    return 0 if found[1] else 1 if found[2] else int(found[3])
