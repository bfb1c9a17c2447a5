"""A CSV file with one posting a line, under whatever names its columns have."""

from __future__ import annotations

from prospect.lexicon.sentences import say
from prospect.sources import columns, tables
from prospect.sources.posting import Gathering, Reading, Request

KIND = "csv"
NAME = "CSV file"
CLOSING = "complete"
TERMS = say("A file that its owner gave; its lines are the whole list.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 24
NEEDS: tuple[str, ...] = ()


def requests(token: str) -> Request:
    """`token` is the file's address."""
    return Request(token)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    table = tables.read_csv(data)
    gathering = Gathering(damaged=table.damaged)
    if table.rows and not columns.has_title(table.rows[0]):
        return Gathering(damaged=say("No column of the file is for titles.")).reading()
    for posting in columns.own_ids([columns.posting(row, source=KIND) for row in table.rows]):
        gathering.add(posting)
    return gathering.reading()
