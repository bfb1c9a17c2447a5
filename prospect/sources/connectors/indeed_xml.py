"""Job feeds in the form that Indeed made usual: one XML element a job, everything in CDATA.

Recruiting systems vary its names (LinkedIn, Jooble, Recruitee), so fields are found by what they are usually called.
"""

from __future__ import annotations

from prospect.lexicon.sentences import say
from prospect.sources import columns, xml
from prospect.sources.documents import read_xml
from prospect.sources.posting import Gathering, Reading, Request

KIND = "indeed_xml"
NAME = "Indeed-style XML"
CLOSING = "complete"
TERMS = say("Such a feed is made for job sites to read; its publisher may have terms of its own.")
ON_BY_DEFAULT = True
CREDIT = ""
EVERY_HOURS = 6
NEEDS: tuple[str, ...] = ()

_JOB = ("job", "vacancy", "position", "posting", "item", "listing", "jobposting", "offer")


def requests(token: str) -> Request:
    """`token` is the feed's address."""
    return Request(token)


def parse(data: bytes, *, token: str = "", request: Request | None = None) -> Reading:
    document = read_xml(data)
    if document.damaged is None and b"<html" in data[:2000].lower():
        return Gathering(damaged=say("The answer is a web page, no feed.")).reading()
    gathering = Gathering(damaged=document.damaged)
    jobs = xml.every(document.root, *_JOB)
    # Some write the number of a job as an attribute: <job id="7">.
    for posting in columns.own_ids(
        [columns.posting({**xml.flat(job), **dict(job.attrib)}, source=KIND) for job in jobs]
    ):
        gathering.add(posting)
    return gathering.reading()
