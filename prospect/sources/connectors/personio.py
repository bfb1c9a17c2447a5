"""Personio: a whole board as XML. A position may be listed once per office with one id."""

from __future__ import annotations

from html import escape
from typing import Any

from prospect.lexicon.pay import Pay
from prospect.lexicon.sentences import say
from prospect.sources import xml
from prospect.sources.addresses import host_if, host_of
from prospect.sources.dates import read_date
from prospect.sources.documents import read_xml
from prospect.sources.fields import pay
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "personio"
NAME = "Personio"
CLOSING = "complete"
TERMS = say("Personio publishes each careers site as XML for reading; a rhythm of an hour or more is polite.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 2
NEEDS: tuple[str, ...] = ()

_DOMAIN = "jobs.personio.de"
_CURRENCIES = {"€": "EUR", "£": "GBP", "$": "USD"}


def requests(token: str) -> Request:
    """`token` is the name before .jobs.personio.de, or the whole host where it ends otherwise (.com)."""
    return Request(f"https://{host_of(token, _DOMAIN)}/xml?language=en")


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_xml(data)
    root = document.root
    if document.damaged is None and xml.name_of(root) not in ("workzag-jobs", "position"):
        return Gathering(damaged=say("The answer is no Personio board.")).reading()
    gathering = Gathering(damaged=document.damaged)
    for position in [root] if xml.name_of(root) == "position" else xml.every(root, "position"):
        gathering.add(_posting(position, token))
    return gathering.reading()


def _posting(position: Any, token: str) -> PostingData:
    id = xml.value(position, "id")
    host = host_if(token, _DOMAIN)
    url = f"https://{host}/job/{id}" if host and id else ""
    return PostingData(
        source=KIND,
        id=id,
        title=xml.value(position, "name"),
        url=url,
        apply_url=f"{url}#apply" if url else "",
        employer=xml.value(position, "subcompany"),
        description=_description(position),
        places=_places(position),
        # "permanent" and "full-time" are two fields; the hours say more than the term.
        employment_type=", ".join(
            part for part in (xml.value(position, "schedule"), xml.value(position, "employmenttype")) if part
        ),
        level=xml.value(position, "seniority"),
        pay=_pay(xml.child(position, "salaryinformation")),
        posted_on=read_date(xml.value(position, "createdat")),
        department=xml.value(position, "department"),
        skills=tuple(part.strip() for part in xml.value(position, "keywords").split(",") if part.strip()),
        raw=xml.flat(position),
    )


def _description(position: Any) -> str:
    parts = []
    for one in xml.every(xml.child(position, "jobdescriptions"), "jobdescription"):
        heading, body = xml.value(one, "name"), xml.markup(one, "value")
        if body:
            parts.append((f"<h3>{escape(heading)}</h3>" if heading else "") + body)
    return "\n".join(parts)


def _places(position: Any) -> tuple[RawPlace, ...]:
    names = (*xml.values(position, "office"), *xml.values(xml.child(position, "additionaloffices"), "office"))
    return tuple(RawPlace(text=name) for name in dict.fromkeys(names))


def _pay(band: Any) -> tuple[Pay, ...]:
    symbol = xml.value(band, "currencysymbol", "currency")
    return pay(
        xml.value(band, "min"),
        xml.value(band, "max"),
        currency=_CURRENCIES.get(symbol, symbol),
        per=xml.value(band, "period", "type", "interval"),
    )
