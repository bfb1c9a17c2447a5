"""Remotive's remote jobs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from prospect.lexicon.sentences import say
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, markup, rows, text, texts
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "remotive"
NAME = "Remotive"
CLOSING = "window"
TERMS = say(
    "Remotive asks to be named with a link on every posting, at most four readings a day, and no sign-up before its jobs are seen."
)
ON_BY_DEFAULT = True
CREDIT = "Remotive"
EVERY_HOURS = 6
NEEDS: tuple[str, ...] = ()


def requests(token: str) -> Request:
    """`token` is a category of Remotive's, or nothing for all."""
    query = f"?{urlencode({'category': token})}" if token else ""
    return Request(f"https://remotive.com/api/remote-jobs{query}")


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    if document.damaged is None and not isinstance(at(document.value, "jobs"), list):
        return Gathering(damaged=say("The answer is no list of Remotive's.")).reading()
    return Gathering(damaged=document.damaged).each(rows(at(document.value, "jobs")), _posting).reading()


def _posting(row: Mapping[str, Any]) -> PostingData:
    scope = text(row.get("candidate_required_location"))
    return PostingData(
        source=KIND,
        id=text(row.get("id")),
        title=text(row.get("title")),
        url=text(row.get("url")),
        apply_url=text(row.get("url")),
        employer=text(row.get("company_name")),
        description=markup(row.get("description")),
        places=(RawPlace(text=scope, workplace="remote"),) if scope else (),
        workplace="remote",
        employment_type=text(row.get("job_type")),
        pay_text=text(row.get("salary")),
        posted_on=read_date(row.get("publication_date")),
        department=text(row.get("category")),
        skills=texts(row.get("tags")),
        raw=row,
    )
