"""One thin module a kind of source: what to ask for, and how to read the answer. Pure: nothing is fetched here.

A connector has the constants and the two functions of `Connector`. `CLOSING` says what a posting's absence means:
``complete`` (the whole board is in one answer), ``paged`` (only if every page came and the count agrees), ``window``
(nothing: only the newest are listed), ``page`` (only the page itself tells).
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import Protocol, cast

from prospect.lexicon.sentences import Sentence
from prospect.sources.posting import Reading, Request

KINDS = (
    "greenhouse", "lever", "ashby", "workable", "smartrecruiters", "recruitee", "teamtailor", "personio", "bamboohr",
    "breezy", "jazzhr", "pinpoint", "rippling", "workday", "icims", "usajobs", "remotive", "arbeitnow", "remoteok",
    "weworkremotely", "himalayas", "jobicy", "adzuna", "hn", "jsonld", "sitemap", "indeed_xml", "feed", "csv", "json",
)  # fmt: skip


class Connector(Protocol):
    """What every module of this folder offers.

    TERMS: a sentence on what the source asks of who reads it. CREDIT: whom each posting must name with a link ("" for
    nobody). EVERY_HOURS: the least time between two readings. NEEDS: settings that `Request.filled` must be given.
    `requests` raises ValueError for a token that cannot be one of this kind; `parse` raises nothing.
    """

    KIND: str
    NAME: str
    CLOSING: str
    TERMS: Sentence
    ON_BY_DEFAULT: bool
    CREDIT: str
    EVERY_HOURS: int
    NEEDS: tuple[str, ...]

    def requests(self, token: str) -> Request: ...

    def parse(self, data: bytes, *, token: str = "", request: Request | None = None) -> Reading: ...


@cache
def connector(kind: str) -> Connector:
    """The connector of a kind. Raises KeyError for a kind that is not in `KINDS`."""
    if kind not in KINDS:
        raise KeyError(kind)
    name = {"csv": "csv_rows", "json": "json_rows"}.get(kind, kind)
    return cast(Connector, importlib.import_module(f"{__name__}.{name}"))
