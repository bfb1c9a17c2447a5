"""Workday careers sites: pages of twenty, and an answer a posting for the text.

The count is told on the first page only, and stops at 2,000, as the pages do. A list that long is read in parts by one
of the site's own filters, and a part that is still that long by a further one. Countries and places leave nothing out,
as every posting has one; a filter that fewer postings have a value of than have a place never proves an absence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
_PLACED = re.compile(r"(?:^|_)locations?$|country$|^primary_?location$", re.I)
_SEVERAL = re.compile(r"\d+\s+locations?", re.I)
# "US, CA, San Jose, Rio Robles": what follows the city is the name of a building.
_SITE = re.compile(r"^((?:US|USA), [A-Z]{2}, [^,]+), .+$")
_REQUISITION = re.compile(r"_([A-Za-z]{0,6}[-_]?\d[\w-]*)$")
_AGO = re.compile(r"(?:posted\s+)?(?:(today)|(yesterday)|(\d+)\s+days?\s+ago)$", re.I)


def requests(token: str) -> Request:
    """`token` is ``tenant/wdN/site``, as in https://tenant.wdN.myworkdayjobs.com/site."""
    return _page(token, 0, {})


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of a careers site: the ids of its values, each with the number of postings that have it."""

    name: str
    counts: Mapping[str, int]

    @property
    def is_place(self) -> bool:
        return bool(_PLACED.search(self.name))

    @property
    def sum(self) -> int:
        return sum(self.counts.values())


def _site(token: str) -> tuple[str, str]:
    """The address of the site, and of its answers."""
    tenant, data_centre, site = token.split("/")
    host = f"https://{tenant}.{data_centre}.myworkdayjobs.com"
    return f"{host}/{site}", f"{host}/wday/cxs/{tenant}/{site}"


def _page(token: str, offset: int, applied: Mapping[str, list[str]]) -> Request:
    body = {"appliedFacets": applied, "limit": PAGE, "offset": offset, "searchText": ""}
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
    offset, applied = _asked(request)
    more = bool(sited and request and len(listed) == PAGE and offset + PAGE < MOST)
    paths = ((_id(row), text(at(row, "externalPath"))) for row in listed if isinstance(row, Mapping))
    details = [Detail(id, Request(_site(sited)[1] + path)) for id, path in paths if sited and id and path]
    total = whole(at(found, "total")) or None
    if total is not None and total >= MOST:
        facet = _parting(list(_facets(at(found, "facets"))), applied) if more else None
        if facet is not None:
            if not _leaves_nothing_out(facet, _facets(at(found, "facets"))):
                gathering.damaged = say(
                    "There are more postings than Workday lists, and its filters may leave some out."
                )
            parts = [_page(sited, 0, {**applied, facet.name: [id]}) for id in facet.counts]
            return gathering.reading(also=parts, details=details)
        # There are more than can ever be listed, so what came is never all of it.
        total = max(total, MOST + 1)
    following = _page(sited, offset + PAGE, applied) if more else None
    return gathering.reading(total=total, next=following, details=details)


def _asked(request: Request | None) -> tuple[int, dict[str, list[str]]]:
    """The offset and the filters of a request for a list."""
    if request is None or request.body is None:
        return 0, {}
    return request.page, json.loads(request.body)["appliedFacets"]


def _facets(found: Any) -> Iterator[Facet]:
    """The filters of an answer; some stand inside a group."""
    for facet in rows(found):
        values = [value for value in rows(at(facet, "values")) if isinstance(value, Mapping)]
        yield from _facets([value for value in values if "values" in value])
        counts = {text(at(value, "id")): whole(at(value, "count")) or 0 for value in values if text(at(value, "id"))}
        if counts and text(at(facet, "facetParameter")):
            yield Facet(text(at(facet, "facetParameter")), counts)


def _parting(facets: list[Facet], applied: Mapping[str, Any]) -> Facet | None:
    """The filter by which to part a list: a place goes before others, parts that can be listed before larger ones."""
    further = [facet for facet in facets if facet.name not in applied and len(facet.counts) > 1]
    return min(
        further,
        key=lambda facet: (not facet.is_place, max(facet.counts.values()) >= MOST, len(facet.counts)),
        default=None,
    )


def _leaves_nothing_out(facet: Facet, facets: Iterable[Facet]) -> bool:
    """Whether every posting has a value of the filter: every one has a place, and as many have a value of this one."""
    others = list(facets)
    if facet.is_place:
        return all(facet.sum >= other.sum for other in others if not other.is_place)
    return any(facet.sum >= other.sum for other in others if other.is_place)


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
