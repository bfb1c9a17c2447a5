"""A sitemap whose pages carry JobPosting: the pages that may be postings are asked for one by one."""

from __future__ import annotations

import re

from prospect.lexicon.sentences import say
from prospect.sources import xml
from prospect.sources.connectors import jsonld
from prospect.sources.documents import read_xml
from prospect.sources.posting import Detail, Gathering, Reading, Request

KIND = "sitemap"
NAME = "Sitemaps of postings"
CLOSING = "page"
TERMS = say("Sitemaps are published for machines; each site's robots.txt and Crawl-delay decide, and are respected.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 24
NEEDS: tuple[str, ...] = ()

MOST_PAGES = 5000
_JOBLIKE = re.compile(
    r"job|career|vacanc|position|opening|opportunit|posting|stelle|karriere|emploi|offre|empleo|vagas|lavor", re.I
)


def requests(token: str) -> Request:
    """`token` is the sitemap's address."""
    return Request(token)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    """A sitemap of sitemaps names further lists; of a sitemap of pages, those that sound like postings are wanted."""
    start = data[:3000].lower()
    if b"<html" in start or b"<!doctype html" in start:
        return jsonld.parse(data, token=token, request=request)
    document = read_xml(data)
    root = document.root
    if document.damaged is None and xml.name_of(root) not in ("urlset", "sitemapindex"):
        return Gathering(damaged=say("The answer is no sitemap.")).reading()
    if xml.name_of(root) == "sitemapindex" if root is not None else False:
        lists = [address for one in xml.every(root, "sitemap") if (address := xml.value(one, "loc"))]
        wanted = [address for address in lists if _JOBLIKE.search(address)] or lists
        return Gathering(damaged=document.damaged).reading(also=[Request(address) for address in wanted])
    pages = list(dict.fromkeys(address for one in xml.every(root, "url") if (address := xml.value(one, "loc"))))
    wanted = ([page for page in pages if _JOBLIKE.search(page)] or pages)[:MOST_PAGES]
    return Gathering(damaged=document.damaged).reading(details=[Detail("", Request(page)) for page in wanted])
