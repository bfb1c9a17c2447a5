"""Ashby job board: a whole board in one answer.

`isRemote` is true on hybrid postings too (95 of 120 on one board), so it counts only where `workplaceType` is silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from prospect.lexicon.pay import Pay
from prospect.lexicon.sentences import say
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, flag, markup, pay, rows, text
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "ashby"
NAME = "Ashby"
CLOSING = "complete"
TERMS = say("Ashby publishes job boards for reading without a key; a rhythm of an hour or more is polite.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 1
NEEDS: tuple[str, ...] = ()

_WORKPLACES = {"remote": "remote", "hybrid": "hybrid", "onsite": "onsite", "on-site": "onsite"}


def requests(token: str) -> Request:
    """`token` is the board's name, in the capitals of its address."""
    return Request(f"https://api.ashbyhq.com/posting-api/job-board/{quote(token, safe='')}?includeCompensation=true")


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    found = document.value
    if isinstance(found, Mapping) and "jobs" not in found and "title" in found:
        found = {"jobs": [found]}
    if document.damaged is None and not isinstance(at(found, "jobs"), list):
        return Gathering(damaged=say("Ashby knows no board of this name.")).reading()
    gathering = Gathering(damaged=document.damaged)
    unlisted = [row for row in rows(at(found, "jobs")) if flag(at(row, "isListed")) is False]
    for row in unlisted:
        gathering.refuse(text(at(row, "id")), say("The employer does not list this posting."))
    listed = [row for row in rows(at(found, "jobs")) if flag(at(row, "isListed")) is not False]
    return gathering.each(listed, _posting).reading(total=None if document.damaged else len(listed))


def _posting(row: Mapping[str, Any]) -> PostingData:
    return PostingData(
        source=KIND,
        id=text(row.get("id")),
        title=text(row.get("title")),
        url=text(row.get("jobUrl")),
        apply_url=text(row.get("applyUrl")),
        description=markup(row.get("descriptionHtml")),
        places=_places(row),
        workplace=_workplace(row),
        employment_type=text(row.get("employmentType")),
        pay=_pay(row),
        posted_on=read_date(row.get("publishedAt")),
        updated_on=read_date(row.get("updatedAt")),
        department=text(row.get("department")) or text(row.get("team")),
        raw=row,
    )


def _places(row: Mapping[str, Any]) -> tuple[RawPlace, ...]:
    return tuple(dict.fromkeys(_place(one) for one in (row, *rows(row.get("secondaryLocations")))))


def _place(one: Any) -> RawPlace:
    address = at(one, "address", "postalAddress")
    return RawPlace(
        text=text(at(one, "location")),
        city=text(at(address, "addressLocality")),
        region=text(at(address, "addressRegion")),
        country=text(at(address, "addressCountry")),
    )


def _workplace(row: Mapping[str, Any]) -> str | None:
    stated = _WORKPLACES.get(text(row.get("workplaceType")).casefold())
    return stated or ("remote" if flag(row.get("isRemote")) else None)


def _pay(row: Mapping[str, Any]) -> tuple[Pay, ...]:
    """Every tier's salary, each once; nothing where the employer hides pay."""
    if flag(row.get("shouldDisplayCompensationOnJobPostings")) is False:
        return ()
    compensation = row.get("compensation")
    tiers = [
        component for tier in rows(at(compensation, "compensationTiers")) for component in rows(at(tier, "components"))
    ]
    found: list[Pay] = []
    for one in tiers or rows(at(compensation, "summaryComponents")):
        if text(at(one, "compensationType")) == "Salary":
            found += pay(
                at(one, "minValue"), at(one, "maxValue"), currency=at(one, "currencyCode"), per=at(one, "interval")
            )
    return tuple(dict.fromkeys(found))
