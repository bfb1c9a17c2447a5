"""Pinpoint careers sites: a whole board in one answer, the text in four parts."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import urljoin

from prospect.lexicon.pay import Pay
from prospect.lexicon.sentences import say
from prospect.sources.addresses import host_if, host_of
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, flag, markup, pay, rows, text
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "pinpoint"
NAME = "Pinpoint"
CLOSING = "complete"
TERMS = say(
    "Pinpoint publishes each careers site as JSON; some hosts close themselves in robots.txt, which is respected."
)
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 2
NEEDS: tuple[str, ...] = ()

_DOMAIN = "pinpointhq.com"
_PARTS = ("description", "key_responsibilities", "skills_knowledge_expertise", "benefits")


def requests(token: str) -> Request:
    """`token` is the name before .pinpointhq.com, or the employer's own careers host."""
    return Request(f"https://{host_of(token, _DOMAIN)}/postings.json")


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    listed = at(document.value, "data")
    if document.damaged is None and not isinstance(listed, list):
        return Gathering(damaged=say("Pinpoint knows no careers site of this name.")).reading()
    gathering = Gathering(damaged=document.damaged)
    return gathering.each(rows(listed), lambda row: _posting(row, token)).reading()


def _posting(row: Mapping[str, Any], token: str) -> PostingData:
    url = text(row.get("url"))
    if not url and row.get("path") and (host := host_if(token, _DOMAIN)):
        url = urljoin(f"https://{host}/", text(row.get("path")))
    hidden = flag(row.get("compensation_visible")) is False
    return PostingData(
        source=KIND,
        id=text(row.get("id")),
        title=text(row.get("title")),
        url=url,
        apply_url=f"{url}/applications/new" if url else "",
        description=_description(row),
        places=_places(row),
        workplace=_workplace(row),
        employment_type=text(row.get("employment_type_text")) or text(row.get("employment_type")),
        pay=() if hidden else _pay(row),
        pay_text="" if hidden else text(row.get("compensation")),
        posted_on=read_date(row.get("published_at")) or read_date(row.get("created_at")),
        closes_on=read_date(row.get("deadline_at")),
        department=text(at(row, "job", "department", "name")) or text(at(row, "department", "name")),
        requisition=text(at(row, "job", "requisition_id")),
        raw=row,
    )


def _description(row: Mapping[str, Any]) -> str:
    parts = []
    for name in _PARTS:
        heading, body = text(row.get(f"{name}_header")), markup(row.get(name))
        if body:
            parts.append((f"<h3>{escape(heading)}</h3>" if heading else "") + body)
    return "\n".join(parts)


def _places(row: Mapping[str, Any]) -> tuple[RawPlace, ...]:
    """The name is the office's, often a country or "Remote"; the city is where it stands."""
    one = row.get("location")
    place = RawPlace(text=text(at(one, "name")), city=text(at(one, "city")), region=text(at(one, "province")))
    return (place,) if place != RawPlace() else ()


def _workplace(row: Mapping[str, Any]) -> str | None:
    said = f"{text(row.get('workplace_type'))} {text(row.get('workplace_type_text'))}".casefold()
    if "hybrid" in said:
        return "hybrid"
    if "remote" in said:
        return "remote"
    return "onsite" if "onsite" in said or "on-site" in said or "on site" in said else None


def _pay(row: Mapping[str, Any]) -> tuple[Pay, ...]:
    return pay(
        row.get("compensation_minimum"),
        row.get("compensation_maximum"),
        currency=row.get("compensation_currency"),
        per=row.get("compensation_frequency"),
    )
