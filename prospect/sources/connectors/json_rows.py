"""A JSON file with a list of postings, or JSON Lines, under whatever names its fields have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prospect.lexicon.sentences import Sentence, say
from prospect.sources import columns, schema_org
from prospect.sources.documents import decode, read_json
from prospect.sources.posting import Gathering, PostingData, Reading, Request

KIND = "json"
NAME = "JSON file"
CLOSING = "complete"
TERMS = say("A file that its owner gave; its entries are the whole list.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 24
NEEDS: tuple[str, ...] = ()

_LISTS = ("jobs", "postings", "data", "results", "items", "offers", "listings", "content", "positions", "vacancies")


def requests(token: str) -> Request:
    """`token` is the file's address."""
    return Request(token)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    found, damaged = _rows(decode(data))
    gathering = Gathering(damaged=damaged)
    postings = []
    for number, row in enumerate(found, 1):
        if isinstance(row, Mapping):
            postings.append(_posting(row))
        else:
            gathering.refuse(f"#{number}", say("The entry is not an object."))
    for posting in columns.own_ids(postings):
        gathering.add(posting)
    return gathering.reading()


def _posting(row: Mapping[str, Any]) -> PostingData:
    inner = next(schema_org.job_postings(row), None) if "@type" in row else None
    return schema_org.posting(inner, source=KIND, page="") if inner else columns.posting(row, source=KIND)


def _rows(text: str) -> tuple[list[Any], Sentence | None]:
    document = read_json(text)
    if document.damaged is not None and text.lstrip().startswith("{") and "\n" in text.strip():
        lines = [read_json(line) for line in text.splitlines() if line.strip()]
        if sum(line.damaged is None for line in lines) > 1:
            broken = next((line.damaged for line in lines if line.damaged), None)
            return [line.value for line in lines if line.damaged is None], broken
    return _list(document.value), document.damaged


def _list(value: Any) -> list[Any]:
    """The list itself, the first list of objects among an object's values (usual names first), or the one object."""
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping):
        return []
    for name in (*_LISTS, *value):
        inner = value.get(name)
        if isinstance(inner, list) and (name in _LISTS or (inner and isinstance(inner[0], Mapping))):
            return inner
    return [value] if columns.has_title(value) else []
