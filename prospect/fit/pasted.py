"""A posting from anywhere: pasted words, or the page at an address, as a job that can be held against a person.
Nothing of it is kept."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from prospect.fit.job import LONGEST, JobText, job_of
from prospect.jobs.sanitising import clean
from prospect.lexicon.sentences import Sentence, say
from prospect.sources.connectors import jsonld
from prospect.sources.documents import decode
from prospect.sources.posting import PostingData

_ADDRESS = re.compile(r"https?://\S{4,1000}", re.IGNORECASE)
_TITLE_LINE = 120
_LABEL = re.compile(r"^(?:job title|position|title|role|stellenbezeichnung|puesto)\s*:\s*", re.IGNORECASE)
_H1 = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_LEAST = 40  # characters of text that a page must have to be a posting


class NoPosting(ValueError):
    """A page without a posting that can be read; says why in a sentence."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(str(why))
        self.why = why


def address_in(given: str) -> str | None:
    """The address, where nothing but one was pasted."""
    bare = given.strip()
    if not _ADDRESS.fullmatch(bare):
        return None
    return bare if urlsplit(bare).hostname else None


def from_words(given: str, title: str = "") -> JobText:
    """A job from pasted words: a short first line is its title unless one is given."""
    text = given.replace("\r\n", "\n").replace("\x00", " ").strip()[: LONGEST + 1]
    if title.strip():
        return job_of(title.strip()[:300], text)
    first, _, rest = text.partition("\n")
    plain = _LABEL.sub("", first.strip())
    if len(plain) <= _TITLE_LINE and rest.strip():
        return job_of(plain, rest)
    return job_of("", text)


def from_page(data: bytes, address: str) -> JobText:
    """The posting of a page: what it publishes for machines, else the text it shows.

    Raises:
        NoPosting: it has neither.
    """
    published = jsonld.parse(data, token=address).postings
    if published:
        return _from_posting(_the_one(published, address))
    page = decode(data)
    text = clean(page).text
    if len(text) < _LEAST:
        raise NoPosting(say("The page shows no text without a browser. Copy the posting's words and paste them here."))
    return job_of(_heading(page), text)


def _the_one(found: tuple[PostingData, ...] | list[PostingData], address: str) -> PostingData:
    """The posting that the address names; the first of a list."""
    return next((one for one in found if one.url and one.url.rstrip("/") == address.rstrip("/")), found[0])


def _from_posting(posting: PostingData) -> JobText:
    return job_of(posting.title, clean(posting.description).text)


def _heading(page: str) -> str:
    """The page's own title for the job."""
    for pattern in (_H1, _TITLE):
        if (match := pattern.search(page)) and (words := _plain(match[1])):
            return re.split(r"\s[|–—]\s", words)[0][:300]
    return ""


def _plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())
