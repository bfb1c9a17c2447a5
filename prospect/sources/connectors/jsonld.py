"""Any page with schema.org JobPosting in JSON-LD: on top, in a list, in @graph, or nested in another object."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from prospect.lexicon.sentences import Sentence, say
from prospect.sources import schema_org
from prospect.sources.documents import decode, read_json
from prospect.sources.html import base_of
from prospect.sources.posting import Gathering, PostingData, Reading, Request, made_id

KIND = "jsonld"
NAME = "Pages with JobPosting"
CLOSING = "page"
TERMS = say("Pages publish JobPosting so that machines read it; each site's robots.txt decides, and is respected.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 12
NEEDS: tuple[str, ...] = ()


def requests(token: str) -> Request:
    """`token` is the page's address."""
    return Request(token)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    """A page without any posting is read with none; one whose only block is broken is refused."""
    page = decode(data)
    address = (request.url if request else token if "://" in token else "") or base_of(page)
    blocks: Iterable[tuple[Any, Sentence | None]] = [(None, None)]
    if page.lstrip()[:1] in ("{", "["):
        document = read_json(page)
        blocks = [(document.value, document.damaged)]
    else:
        blocks = list(schema_org.blocks(page))
    broken = [damaged for value, damaged in blocks if damaged is not None]
    gathering = Gathering(damaged=broken[0] if broken else None)
    found = [
        schema_org.posting(one, source=KIND, page=address)
        for value, _ in blocks
        for one in schema_org.job_postings(value)
    ]
    for posting in with_own_ids(found):
        gathering.add(posting)
    return gathering.reading()


def with_own_ids(found: list[PostingData]) -> list[PostingData]:
    """Each posting under an id of its own: pages give all of theirs the page's address or one employer's number."""
    titles: dict[str, set[str]] = {}
    for posting in found:
        titles.setdefault(posting.id, set()).add(posting.title.casefold())
    return [
        replace(posting, id=made_id(posting)) if not posting.id or len(titles[posting.id]) > 1 else posting
        for posting in found
    ]
