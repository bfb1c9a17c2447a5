"""RSS, Atom and JSON Feed of postings, with whatever fields of their own they add."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from prospect.lexicon.sentences import say
from prospect.sources import columns, schema_org, xml
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json, read_xml
from prospect.sources.fields import at, markup, rows, text
from prospect.sources.posting import Gathering, PostingData, Reading, Request

KIND = "feed"
NAME = "RSS, Atom or JSON Feed"
CLOSING = "window"
TERMS = say("A feed is made for machines to read; its publisher may have terms of its own.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 2
NEEDS: tuple[str, ...] = ()

_OF_THE_FEED = re.compile(
    r"\s*[-–|:]?\s*\b((current|latest|open|all)\s+)?"
    r"(rss|feed|jobs?|careers?|vacanc(y|ies)|job (listings|openings)|employment)\b.*$",
    re.I,
)


def requests(token: str) -> Request:
    """`token` is the feed's address."""
    return Request(token)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        document = read_json(data)
        if document.damaged is None and not isinstance(at(document.value, "items"), list):
            return Gathering(damaged=say("The answer is no JSON Feed.")).reading()
        return Gathering(damaged=document.damaged).each(rows(at(document.value, "items")), _of_json).reading()
    found = read_xml(data)
    if found.damaged is None and xml.name_of(found.root) not in ("rss", "feed", "rdf"):
        return Gathering(damaged=say("The answer is no feed.")).reading()
    publisher = _publisher(found.root)
    gathering = Gathering(damaged=found.damaged)
    for posting in columns.own_ids([_of_xml(item, publisher) for item in xml.every(found.root, "item", "entry")]):
        gathering.add(posting)
    return gathering.reading()


def _publisher(root: Any) -> str:
    """Whose feed it is, by its title: "Ventrus Multi Academy Trust RSS Feed". "" where that names no one."""
    channel = xml.first(root, "channel")
    return _OF_THE_FEED.sub("", xml.value(channel if channel is not None else root, "title")).strip()


def _of_xml(item: Any, publisher: str) -> PostingData:
    posting = columns.posting(columns.leaves(item), source=KIND)
    links = (one for one in item if xml.name_of(one) == "link" and one.get("rel") in (None, "alternate"))
    url = next((link for one in links if (link := text(one.text) or text(one.get("href")))), posting.url)
    body = _body(item) or posting.description
    own_parts = columns.further_parts(item)
    return replace(
        posting,
        id=xml.value(item, "guid", "id") or posting.id or url,
        url=url,
        apply_url=posting.apply_url or url,
        employer=posting.employer or publisher,
        description="\n".join(part for part in (body, *own_parts) if part),
        raw=xml.flat(item),
    )


def _body(item: Any) -> str:
    """The whole text where the feed has it beside a summary; XHTML as markup, data of another kind not at all."""
    content = xml.child(item, "encoded", "content")
    if content is not None and len(content):
        return xml.inner(content) if content.get("type") == "xhtml" else ""
    return xml.markup(item, "encoded", "content")


def _of_json(item: Any) -> PostingData:
    inner = next((found for value in item.values() for found in schema_org.job_postings(value)), None)
    if inner is not None:
        posting = schema_org.posting(inner, source=KIND, page=text(item.get("url")))
    else:
        posting = columns.posting(item, source=KIND)
    return replace(
        posting,
        id=text(item.get("id")) or posting.id,
        title=text(item.get("title")) or posting.title,
        url=text(item.get("url")) or text(item.get("external_url")) or posting.url,
        employer=posting.employer or text(item.get("author")) or text(item.get("authors")),
        description=markup(item.get("content_html")) or markup(item.get("content_text")) or posting.description,
        posted_on=read_date(item.get("date_published")) or posting.posted_on,
        raw=item,
    )
