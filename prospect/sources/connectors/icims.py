"""iCIMS careers portals: pages of a search in HTML; each posting's page carries JSON-LD."""

from __future__ import annotations

import re
from typing import Any

from prospect.lexicon.sentences import say
from prospect.sources import html
from prospect.sources.addresses import host_of
from prospect.sources.connectors import jsonld
from prospect.sources.documents import decode
from prospect.sources.fields import text
from prospect.sources.posting import Detail, Gathering, PostingData, RawPlace, Reading, Request

KIND = "icims"
NAME = "iCIMS"
CLOSING = "page"
TERMS = say("iCIMS portals are web pages; each portal's robots.txt decides, and is respected.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 12
NEEDS: tuple[str, ...] = ()

_JOB = re.compile(r"/jobs/(\d+)/")
_PAGES = re.compile(r"Page\s+(\d+)\s+of\s+(\d+)", re.I)


def requests(token: str) -> Request:
    """`token` is the portal's host, or the name before .icims.com (``careers-acme``)."""
    return _page(token, 0)


def _page(token: str, page: int) -> Request:
    return Request(f"https://{host_of(token, 'icims.com')}/jobs/search?ss=1&pr={page}&in_iframe=1", page=page)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    page = decode(data)
    cards = html.tree(page).css("li.iCIMS_JobCardItem, div.iCIMS_JobsTable > div.row, .iCIMS_JobsTable .iCIMS_JobRow")
    if not cards:
        return jsonld.parse(data, token=token, request=request)
    gathering = Gathering()
    details = []
    for number, card in enumerate(cards, 1):
        link = next((one for one in card.css("a[href]") if _JOB.search(one.attributes.get("href") or "")), None)
        if link is None:
            gathering.refuse(f"#{number}", say("The entry has no link to a posting."))
            continue
        posting = _posting(card, link)
        gathering.add(posting)
        details.append(Detail(posting.id, Request(f"{posting.url}?in_iframe=1")))
    pages = _PAGES.search(html.tree(page).text())
    more = bool(token and pages and int(pages[1]) < int(pages[2]))
    return gathering.reading(next=_page(token, int(pages[1])) if more and pages else None, details=details)


def _posting(card: Any, link: Any) -> PostingData:
    address = text(link.attributes.get("href"))
    found = _JOB.search(address)
    fields = _fields(card)
    heading = link.css_first("h1, h2, h3, h4")
    title = text(heading.text()) if heading else re.sub(r"^\d[\d-]*\s+-\s+", "", text(link.attributes.get("title")))
    places = re.split(r"\s*\|\s*", fields.get("job locations") or fields.get("location") or "")
    url = address.partition("?")[0]
    return PostingData(
        source=KIND,
        id=found.group(1) if found else "",
        title=title or re.sub(r"^job title\s*", "", text(link.text()), flags=re.I),
        url=url,
        apply_url=url,
        places=tuple(RawPlace(text=place) for place in dict.fromkeys(places) if place),
        employment_type=fields.get("type") or fields.get("position type") or "",
        department=fields.get("category") or "",
        requisition=fields.get("job id") or fields.get("id") or "",
        raw={"url": address, "fields": fields},
    )


def _fields(card: Any) -> dict[str, str]:
    """What the card says under each of its labels, folded: terms of its list, and labels for screen readers."""
    found: dict[str, str] = {}
    for term in card.css("dt"):
        value = term.next
        while value is not None and value.tag != "dd":
            value = value.next
        if value is not None:
            found[text(term.text()).casefold()] = text(value.text())
    for label in card.css("span.field-label"):
        name = text(label.text())
        around = text(label.parent.text(separator=" ")) if label.parent is not None else ""
        found.setdefault(name.casefold(), around.removeprefix(name).strip(" :"))
    return found
