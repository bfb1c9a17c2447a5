"""Jobicy's remote jobs. Plain fields carry HTML entities; places are a list in one string."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prospect.lexicon.sentences import say
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, markup, pay, rows, text, texts
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "jobicy"
NAME = "Jobicy"
CLOSING = "window"
TERMS = say("Jobicy asks to be named with a link to the source on every posting, and a few readings a day.")
ON_BY_DEFAULT = True
CREDIT = "Jobicy"
EVERY_HOURS = 6
NEEDS: tuple[str, ...] = ()


def requests(token: str) -> Request:
    """`token` is further parameters of the API (``geo=usa``), or nothing."""
    return Request(f"https://jobicy.com/api/v2/remote-jobs?count=100{'&' + token if token else ''}")


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    listed = at(document.value, "jobs")
    # A search without results answers an object without `jobs`, but with a status of its own.
    if document.damaged is None and not isinstance(listed, list) and at(document.value, "jobCount") != 0:
        return Gathering(damaged=say("The answer is no list of Jobicy's.")).reading()
    return Gathering(damaged=document.damaged).each(rows(listed), _posting).reading()


def _posting(row: Mapping[str, Any]) -> PostingData:
    level = text(row.get("jobLevel"))
    low = row.get("salaryMin") or row.get("annualSalaryMin")
    high = row.get("salaryMax") or row.get("annualSalaryMax")
    per = row.get("salaryPeriod") or ("year" if row.get("annualSalaryMin") or row.get("annualSalaryMax") else None)
    scopes = dict.fromkeys(scope.strip() for scope in text(row.get("jobGeo")).split(","))
    return PostingData(
        source=KIND,
        id=text(row.get("id")),
        title=text(row.get("jobTitle")),
        url=text(row.get("url")),
        apply_url=text(row.get("url")),
        employer=text(row.get("companyName")),
        description=markup(row.get("jobDescription")) or markup(row.get("jobExcerpt")),
        places=tuple(RawPlace(text=scope, workplace="remote") for scope in scopes if scope),
        workplace="remote",
        employment_type=", ".join(texts(row.get("jobType"))),
        level="" if level == "Any" else level,
        pay=pay(low, high, currency=row.get("salaryCurrency"), per=per),
        posted_on=read_date(row.get("pubDate")),
        department=text(row.get("jobIndustry")),
        raw=row,
    )
