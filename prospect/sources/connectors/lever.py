"""Lever Postings API: a JSON array with the whole board. An unknown site answers an object, whatever the status."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from prospect.lexicon.sentences import say
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, markup, pay, rows, text, texts
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "lever"
NAME = "Lever"
CLOSING = "complete"
TERMS = say(
    "Lever says that published postings may be read by third parties; its robots.txt asks for a second between requests."
)
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 1
NEEDS: tuple[str, ...] = ()

WORKPLACES = {"remote": "remote", "hybrid": "hybrid", "on-site": "onsite", "onsite": "onsite"}


def requests(token: str) -> Request:
    """`token` is the site's name, with ``eu/`` before it for the European host."""
    region, _, site = token.rpartition("/")
    host = "api.eu.lever.co" if region == "eu" else "api.lever.co"
    return Request(f"https://{host}/v0/postings/{quote(site, safe='')}?mode=json")


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    found = document.value
    if isinstance(found, Mapping) and "id" in found and "text" in found:
        found = [found]
    if document.damaged is None and not isinstance(found, list):
        return Gathering(damaged=say("Lever knows no board of this name.")).reading()
    gathering = Gathering(damaged=document.damaged).each(rows(found), _posting)
    return gathering.reading(total=None if document.damaged else len(rows(found)))


def _posting(row: Mapping[str, Any]) -> PostingData:
    categories = row.get("categories")
    band = row.get("salaryRange")
    return PostingData(
        source=KIND,
        id=text(row.get("id")),
        title=text(row.get("text")),
        url=text(row.get("hostedUrl")),
        apply_url=text(row.get("applyUrl")),
        description=_description(row),
        places=_places(row),
        workplace=WORKPLACES.get(text(row.get("workplaceType")).casefold()),
        employment_type=text(at(categories, "commitment")),
        level=text(at(categories, "level")),
        pay=pay(at(band, "min"), at(band, "max"), currency=at(band, "currency"), per=at(band, "interval")),
        posted_on=read_date(row.get("createdAt")),
        department=text(at(categories, "department")) or text(at(categories, "team")),
        requisition=text(row.get("requisitionCode")),
        raw=row,
    )


def _description(row: Mapping[str, Any]) -> str:
    """The whole text: introduction, the lists with their headings, the closing part, the words on pay."""
    parts = [markup(row.get("description")) or markup(row.get("opening")) + markup(row.get("descriptionBody"))]
    for entry in rows(row.get("lists")):
        heading = text(at(entry, "text"))
        parts.append((f"<h3>{escape(heading)}</h3>" if heading else "") + f"<ul>{markup(at(entry, 'content'))}</ul>")
    parts += [markup(row.get("additional")), markup(row.get("salaryDescription"))]
    return "\n".join(part for part in parts if part)


def _places(row: Mapping[str, Any]) -> tuple[RawPlace, ...]:
    named = (*texts(at(row, "categories", "location")), *texts(at(row, "categories", "allLocations")))
    # `country` is that of the first place only.
    country = text(row.get("country"))
    return tuple(RawPlace(text=name, country="" if at_ else country) for at_, name in enumerate(dict.fromkeys(named)))
