"""Arbeitnow's job board, mostly German, in pages until one is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prospect.lexicon.sentences import say
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, flag, markup, rows, text, texts
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "arbeitnow"
NAME = "Arbeitnow"
CLOSING = "window"
TERMS = say("Arbeitnow gives its list to everyone and asks to be named with a link.")
ON_BY_DEFAULT = True
CREDIT = "Arbeitnow"
EVERY_HOURS = 6
NEEDS: tuple[str, ...] = ()

MOST_PAGES = 20


def requests(token: str) -> Request:
    """There is one list; `token` is not used."""
    return _page(1)


def _page(page: int) -> Request:
    return Request(f"https://www.arbeitnow.com/api/job-board-api?page={page}", page=page)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    """The answer's own ``links.next`` may point into a filtered view, so pages are counted here."""
    document = read_json(data)
    listed = at(document.value, "data")
    if document.damaged is None and not isinstance(listed, list):
        return Gathering(damaged=say("The answer is no list of Arbeitnow's.")).reading()
    gathering = Gathering(damaged=document.damaged).each(rows(listed), _posting)
    more = bool(request and rows(listed) and request.page < MOST_PAGES)
    return gathering.reading(next=_page(request.page + 1) if more and request else None)


def _posting(row: Mapping[str, Any]) -> PostingData:
    remote = flag(row.get("remote")) is True
    place = text(row.get("location"))
    return PostingData(
        source=KIND,
        id=text(row.get("slug")),
        title=text(row.get("title")),
        url=text(row.get("url")),
        apply_url=text(row.get("url")),
        employer=text(row.get("company_name")),
        description=markup(row.get("description")),
        places=(RawPlace(text=place),) if place else (),
        workplace="remote" if remote else None,
        employment_type=", ".join(texts(row.get("job_types"))),
        posted_on=read_date(row.get("created_at")),
        department=text(row.get("tags")),
        skills=(),
        raw=row,
    )
