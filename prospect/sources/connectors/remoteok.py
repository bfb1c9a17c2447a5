"""Remote OK's list. Its first element is a notice; 0 as pay means unknown; tags are often junk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from prospect.lexicon.sentences import say
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, markup, pay, rows, text
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "remoteok"
NAME = "Remote OK"
CLOSING = "window"
TERMS = say("Remote OK asks to be named, with a link that search engines may follow, on every posting.")
ON_BY_DEFAULT = True
CREDIT = "Remote OK"
EVERY_HOURS = 6
NEEDS: tuple[str, ...] = ()

# A word that applicants shall repeat, added to every text by the board.
_MARKER = re.compile(r"(?:<br\s*/?>\s*)*Please mention the words? \*\*.*?(?:that you'?re human\.?|\Z)", re.I | re.S)


def requests(token: str) -> Request:
    """`token` is a tag of Remote OK's, or nothing for all."""
    return Request(f"https://remoteok.com/api{'?tag=' + token if token else ''}")


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    if document.damaged is None and not isinstance(document.value, list):
        return Gathering(damaged=say("The answer is no list of Remote OK's.")).reading()
    jobs = [row for row in rows(document.value) if at(row, "legal") is None]
    return Gathering(damaged=document.damaged).each(jobs, _posting).reading()


def _posting(row: Mapping[str, Any]) -> PostingData:
    place = text(row.get("location")).strip(" ,")
    return PostingData(
        source=KIND,
        id=text(row.get("id")) or text(row.get("slug")),
        title=text(row.get("position")),
        url=text(row.get("url")),
        apply_url=text(row.get("apply_url")),
        employer=text(row.get("company")),
        description=_MARKER.sub("", markup(row.get("description"))),
        places=(RawPlace(text=place, workplace="remote"),) if place else (),
        workplace="remote",
        pay=pay(row.get("salary_min"), row.get("salary_max"), currency="USD", per="year"),
        posted_on=read_date(row.get("date")) or read_date(row.get("epoch")),
        raw=row,
    )
