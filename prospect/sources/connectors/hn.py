"""Hacker News' monthly "Who is hiring?" thread, from Algolia: the search, the thread's tree, or its comments.

A comment's first line is "Company | Role | Place | REMOTE | Full-time | pay" in any order; one comment may offer
several roles, and each becomes a posting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from prospect.lexicon.sentences import say
from prospect.sources import hiring_line
from prospect.sources.dates import read_date
from prospect.sources.documents import read_json
from prospect.sources.fields import at, rows, text
from prospect.sources.posting import Gathering, PostingData, RawPlace, Reading, Request

KIND = "hn"
NAME = "Hacker News: Who is hiring?"
CLOSING = "window"
TERMS = say("Algolia gives Hacker News' threads to everyone; people wrote them, so each posting links to its comment.")
ON_BY_DEFAULT = True
CREDIT = "Hacker News"
EVERY_HOURS = 6
NEEDS: tuple[str, ...] = ()

_API = "https://hn.algolia.com/api/v1"
_THREAD = re.compile(r"^Ask HN: Who is hiring\?", re.I)
_ITEM = "https://news.ycombinator.com/item?id="


def requests(token: str) -> Request:
    """`token` is a thread's number, or nothing for the newest."""
    if token:
        return Request(f"{_API}/items/{token}")
    return Request(f"{_API}/search_by_date?tags=story,author_whoishiring&hitsPerPage=10")


@dataclass(frozen=True, slots=True)
class _Comment:
    id: str
    author: str
    html: str
    posted: Any
    raw: Mapping[str, Any]


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_json(data)
    found = document.value
    gathering = Gathering(damaged=document.damaged)
    threads = [hit for hit in rows(at(found, "hits")) if _THREAD.match(text(at(hit, "title")))]
    if threads:
        return gathering.reading(next=Request(f"{_API}/items/{text(at(threads[0], 'objectID'))}"))
    if document.damaged is None and not isinstance(found, Mapping | list):
        return Gathering(damaged=say("The answer is no thread of Hacker News.")).reading()
    for comment in _comments(found):
        line = hiring_line.read(comment.html)
        if line is None:
            gathering.refuse(
                comment.id, say("The comment is not in the form of an offer: it names no employer and role.")
            )
            continue
        for number, role in enumerate(line.roles, 1):
            id = comment.id if len(line.roles) == 1 else f"{comment.id}-{number}"
            gathering.add(_posting(comment, line, role, id))
    return gathering.reading()


def _comments(found: Any) -> Iterator[_Comment]:
    """Comments that answer the thread itself; answers to those, and deleted ones, are no offers."""
    if isinstance(found, Mapping) and isinstance(found.get("children"), list):
        for one in found["children"]:
            if isinstance(at(one, "text"), str):
                yield _Comment(text(one.get("id")), text(one.get("author")), one["text"], one.get("created_at"), one)
        return
    listed = (
        found if isinstance(found, list) else at(found, "hits") if at(found, "hits") is not None else at(found, "jobs")
    )
    for one in rows(listed):
        story, parent = text(at(one, "story_id")), text(at(one, "parent_id"))
        body = at(one, "comment_text") or at(one, "text")
        if isinstance(body, str) and (not story or not parent or story == parent):
            posted = at(one, "created_at") or at(one, "time")
            author = text(at(one, "author")) or text(at(one, "by"))
            yield _Comment(text(at(one, "objectID")) or text(at(one, "id")), author, body, posted, one)


def _posting(comment: _Comment, line: hiring_line.HiringLine, role: str, id: str) -> PostingData:
    return PostingData(
        source=KIND,
        id=id,
        title=role,
        url=_ITEM + comment.id,
        apply_url=line.url or _ITEM + comment.id,
        employer=line.employer,
        description=comment.html,
        places=tuple(RawPlace(text=place) for place in line.places),
        workplace=line.workplace,
        employment_type=line.employment_type,
        pay_text=line.pay,
        posted_on=read_date(comment.posted),
        raw=comment.raw,
    )
