"""We Work Remotely's feeds: "Company: Title", a region, and the day on which each posting expires."""

from __future__ import annotations

import re
from typing import Any

from prospect.lexicon.sentences import say
from prospect.sources import xml
from prospect.sources.dates import read_date
from prospect.sources.documents import read_xml
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "weworkremotely"
NAME = "We Work Remotely"
CLOSING = "window"
TERMS = say("We Work Remotely gives its feeds to everyone and asks to be named with a link.")
ON_BY_DEFAULT = True
CREDIT = "We Work Remotely"
EVERY_HOURS = 3
NEEDS: tuple[str, ...] = ()

# The feed of everything holds a hundred postings; those of the categories reach most of the rest.
CATEGORIES = (
    "remote-full-stack-programming-jobs", "remote-front-end-programming-jobs", "remote-back-end-programming-jobs",
    "remote-design-jobs", "remote-devops-sysadmin-jobs", "remote-product-jobs", "remote-customer-support-jobs",
    "remote-sales-and-marketing-jobs", "remote-management-and-finance-jobs", "all-other-remote-jobs",
)  # fmt: skip
_LOGO = re.compile(r"^\s*(?:<img\b[^>]*>\s*)+", re.I)
_HEADER = re.compile(r"^\s*<p>\s*(?:<strong>\s*(Headquarters|URL)\s*:?\s*</strong>.*?)</p>", re.I | re.S)


def requests(token: str) -> Request:
    """`token` is a category's name, or nothing for the feed of everything and those of all categories."""
    return Request(f"https://weworkremotely.com/{f'categories/{token}' if token else 'remote-jobs'}.rss")


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_xml(data)
    if document.damaged is None and xml.first(document.root, "channel") is None:
        return Gathering(damaged=say("The answer is no feed of We Work Remotely's.")).reading()
    gathering = Gathering(damaged=document.damaged)
    for item in xml.every(document.root, "item"):
        gathering.add(_posting(item))
    first = request is not None and not token and "/categories/" not in request.url
    return gathering.reading(also=[requests(name) for name in CATEGORIES] if first else ())


def _posting(item: Any) -> PostingData:
    employer, mark, title = re.sub(r"\s+:", ":", xml.value(item, "title"), count=1).partition(": ")
    if not mark:
        employer, title = "", xml.value(item, "title")
    scopes = (xml.value(item, name) for name in ("region", "country", "state"))
    return PostingData(
        source=KIND,
        id=xml.value(item, "guid") or xml.value(item, "link"),
        title=title,
        url=xml.value(item, "link"),
        apply_url=xml.value(item, "link"),
        employer=employer,
        description=_description(xml.markup(item, "description")),
        places=tuple(RawPlace(text=scope, workplace="remote") for scope in dict.fromkeys(scopes) if scope),
        workplace="remote",
        employment_type=xml.value(item, "type"),
        posted_on=read_date(xml.value(item, "pubdate")),
        closes_on=read_date(xml.value(item, "expires_at")),
        department=xml.value(item, "category"),
        skills=tuple(part.strip() for part in xml.value(item, "skills").split(",") if part.strip()),
        raw=xml.flat(item),
    )


def _description(said: str) -> str:
    """The text without the logo and the lines that the board puts before it."""
    said = _LOGO.sub("", said)
    while found := _HEADER.match(said):
        said = said[found.end() :].lstrip()
    return said
