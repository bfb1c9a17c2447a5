"""BambooHR careers pages: a list without texts, and an answer a posting for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prospect.lexicon.sentences import say
from prospect.sources.addresses import host_if, host_of
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, flag, markup, rows, text, whole
from prospect.sources.posting import Detail, Gathering, PostingData, RawPlace, Reading, Request

KIND = "bamboohr"
NAME = "BambooHR"
CLOSING = "complete"
TERMS = say("Off by default: BambooHR's terms forbid automated reading; for operators who have the employer's leave.")
ON_BY_DEFAULT = False
CREDIT = ""
EVERY_HOURS = 6
NEEDS: tuple[str, ...] = ()

_DOMAIN = "bamboohr.com"
_WORKPLACES = {"0": "onsite", "1": "remote", "2": "hybrid"}


def requests(token: str) -> Request:
    """`token` is the name before .bamboohr.com."""
    return Request(f"https://{host_of(token, _DOMAIN)}/careers/list", has_leave=True)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    found = at(document.value, "result")
    if isinstance(at(found, "jobOpening"), Mapping):
        gathering = Gathering(damaged=document.damaged)
        return gathering.each([at(found, "jobOpening")], lambda row: _posting(row, token)).reading()
    if document.damaged is None and not isinstance(found, list):
        return Gathering(damaged=say("BambooHR knows no careers page of this name.")).reading()
    gathering = Gathering(damaged=document.damaged).each(rows(found), lambda row: _posting(row, token))
    ids = [id for row in rows(found) if (id := text(at(row, "id")))]
    host = host_if(token, _DOMAIN)
    details = [Detail(id, Request(f"https://{host}/careers/{id}/detail", has_leave=True)) for id in ids if host]
    return gathering.reading(total=whole(at(document.value, "meta", "totalCount")), details=details)


def _posting(row: Mapping[str, Any], token: str) -> PostingData:
    url = text(row.get("jobOpeningShareUrl"))
    id = text(row.get("id")) or url.rstrip("/").rpartition("/")[2]
    if not url and id and (host := host_if(token, _DOMAIN)):
        url = f"https://{host}/careers/{id}"
    return PostingData(
        source=KIND,
        id=id or text(row.get("jobOpeningName")),
        title=text(row.get("jobOpeningName")),
        url=url,
        apply_url=url,
        description=markup(row.get("description")),
        places=_places(row),
        workplace=_workplace(row),
        employment_type=text(row.get("employmentStatusLabel")) or text(row.get("employmentType")),
        level=text(row.get("minimumExperience")),
        pay_text=text(row.get("compensation")),
        posted_on=read_date(row.get("datePosted")),
        department=text(row.get("departmentLabel")),
        raw=row,
    )


def _places(row: Mapping[str, Any]) -> tuple[RawPlace, ...]:
    """One of `location` and `atsLocation` is filled, not both."""
    ours, theirs = row.get("location"), row.get("atsLocation")
    place = RawPlace(
        city=text(at(ours, "city")) or text(at(theirs, "city")),
        region=text(at(ours, "state")) or text(at(theirs, "state")) or text(at(theirs, "province")),
        country=text(at(ours, "addressCountry")) or text(at(theirs, "country")),
    )
    return (place,) if place != RawPlace() else ()


def _workplace(row: Mapping[str, Any]) -> str | None:
    if flag(row.get("isRemote")):
        return "remote"
    return _WORKPLACES.get(text(row.get("locationType")))
