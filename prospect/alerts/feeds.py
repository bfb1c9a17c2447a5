"""An alert as a feed: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, from the same entries."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

ATOM = "http://www.w3.org/2005/Atom"
TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
# What XML 1.0 cannot carry, even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
register_namespace("atom", ATOM)


@dataclass(frozen=True, slots=True)
class Item:
    """A job in a feed. `id` is its address, which never changes; `summary` is plain text."""

    id: str
    title: str
    author: str
    summary: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """`id` is the feed's alone and never changes, though its `address` does when its key is renewed; `page` is the search
    it stands for, which many may share."""

    id: str
    title: str
    address: str
    page: str
    items: Sequence[Item]
    made_at: datetime

    @property
    def updated(self) -> datetime:
        return max((item.at for item in self.items), default=self.made_at)


def written(feed: Feed, form: str) -> bytes:
    """The feed in one of `TYPES`. Raises KeyError for another form."""
    return {"rss": _rss, "atom": _atom, "json": _json}[form](feed)


def _rss(feed: Feed) -> bytes:
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    for name, text in (("title", feed.title), ("link", feed.page), ("description", feed.title)):
        _text(channel, name, text)
    SubElement(channel, f"{{{ATOM}}}link", href=feed.address, rel="self", type="application/rss+xml")
    _text(channel, "lastBuildDate", _rfc822(feed.updated))
    for item in feed.items:
        entry = SubElement(channel, "item")
        _text(entry, "title", f"{item.title}, {item.author}")
        _text(entry, "link", item.id)
        _text(entry, "guid", item.id).set("isPermaLink", "true")
        _text(entry, "pubDate", _rfc822(item.at))
        _text(entry, "description", item.summary)
    return _document(root)


def _atom(feed: Feed) -> bytes:
    root = Element("feed", xmlns=ATOM)
    _text(root, "title", feed.title)
    _text(root, "id", feed.id)
    SubElement(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.page)
    _text(root, "updated", feed.updated.astimezone(UTC).isoformat())
    for item in feed.items:
        entry = SubElement(root, "entry")
        _text(entry, "title", item.title)
        _text(entry, "id", item.id)
        SubElement(entry, "link", rel="alternate", type="text/html", href=item.id)
        _text(SubElement(entry, "author"), "name", item.author)
        _text(entry, "updated", item.at.astimezone(UTC).isoformat())
        _text(entry, "published", item.at.astimezone(UTC).isoformat())
        _text(entry, "summary", item.summary)
    return _document(root)


def _json(feed: Feed) -> bytes:
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "items": [
            {
                "id": item.id,
                "url": item.id,
                "title": item.title,
                "content_text": item.summary,
                "date_published": item.at.astimezone(UTC).isoformat(),
                "authors": [{"name": item.author}],
            }
            for item in feed.items
        ],
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _text(parent: Element, name: str, text: str) -> Element:
    child = SubElement(parent, name)
    child.text = _NOT_XML.sub("", text)
    return child


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC))


def _document(root: Element) -> bytes:
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode").encode()
