"""One whole reading of a source: every page a connector asks for, or a folder of recordings read as if live.

Plain Python over a `Fetcher`; nothing is written here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Protocol

from prospect.lexicon.sentences import Sentence, say
from prospect.sources.connectors import Connector, connector
from prospect.sources.fetching import MOST_BYTES, FetchRefused
from prospect.sources.posting import PostingData, Reading, Refused, Request, merged

PAGES = 1_000  # requests of one reading at most, without those for single postings
GLANCE = 8  # of each, where only a first look is wanted


class Fetches(Protocol):
    """What a reading needs of the fetch layer: the body of an answer, or None where the server says "unchanged"."""

    def body(self, request: Request) -> bytes | None: ...


@dataclass(slots=True)
class WholeReading:
    """What came of all answers together. `is_complete` only when every page came back whole and the count agrees.

    `counts` has, for each list of the source (by number), how many postings it says there are and how many entries came.
    `listed` has the `list_digest` of each posting whose own page was to be read, `same` those whose page was left alone
    since the list says the same as before.
    """

    postings: dict[str, PostingData] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    counts: dict[int, tuple[int | None, int]] = field(default_factory=dict)
    bytes: int = 0
    trouble: Sentence | None = None
    is_unchanged: bool = False
    is_complete: bool = False
    digest: str = ""
    listed: dict[str, str] = field(default_factory=dict)
    same: set[str] = field(default_factory=set)

    def take(self, reading: Reading, number: int = 0) -> None:
        """Takes an answer of list `number`; the count that a list tells on any of its pages holds for all."""
        for posting in reading.postings:
            known = self.postings.get(posting.id)
            self.postings[posting.id] = merged(known, posting) if known else posting
        self.refused.extend(reading.refused)
        total, entries = self.counts.get(number, (None, 0))
        self.counts[number] = (total if reading.total is None else reading.total, entries + reading.entries)
        self.trouble = self.trouble or reading.damaged

    @property
    def total(self) -> int | None:
        """How many entries the lists say there are; None where none says so."""
        told = [total for total, _ in self.counts.values() if total is not None]
        return sum(told) if told else None

    @property
    def short(self) -> tuple[int, int] | None:
        """What the first list that came short says it has, and what came; None where each came whole."""
        return next(((total, came) for total, came in self.counts.values() if total is not None and came < total), None)


def read_recordings(kind: str, path: Path, *, token: str = "", last: str = "") -> WholeReading:
    """Reads a file, or every file of a folder in the order of their names, as the answers of one board.

    `last` is the digest of the last complete reading: the same bytes are not taken apart again. Raises FileNotFoundError where there is nothing at `path`, FetchRefused for a file larger than a board may be.
    """
    whole, hasher, module = WholeReading(), hashlib.sha256(), connector(kind)
    files = recordings(path)
    for file in files:
        if file.stat().st_size > MOST_BYTES:
            raise FetchRefused(
                "too_large", say("{file} has more than {mb} MB.", file=file.name, mb=MOST_BYTES // 2**20)
            )
        with file.open("rb") as data:
            while block := data.read(2**20):
                hasher.update(block)
                whole.bytes += len(block)
    whole.digest = hasher.hexdigest()
    if whole.digest == last:
        return _unchanged(whole)
    for file in files:
        whole.take(module.parse(file.read_bytes(), token=token))
    _conclude(whole, module, saw_every_page=True)
    return whole


def _unchanged(whole: WholeReading) -> WholeReading:
    whole.is_unchanged = whole.is_complete = True
    return whole


def recordings(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith("."))
    if not path.exists():
        raise FileNotFoundError(path)
    return [path]


def read_board(
    kind: str,
    token: str,
    fetches: Fetches,
    *,
    known: Mapping[str, str] | None = None,
    last: str = "",
    is_glance: bool = False,
) -> WholeReading:
    """Reads a board page by page, then the details it asks for; of all its lists, each once.

    `known` gives, by posting id, what its list said when its details were last read (`list_digest`): where the list
    still says the same, the page is not asked for again. `last` is the digest of the last complete reading: a board
    of one answer that has it is not taken apart again. `is_glance`: a few pages suffice, and no posting's own. Raises
    what the fetch layer raises for page one, and ValueError for a token that cannot be one; trouble with a later page
    leaves the reading incomplete.
    """
    whole, hasher, module = WholeReading(), hashlib.sha256(), connector(kind)
    pages = _Pages([(0, module.requests(token))])
    for number, request, data in pages.answers(fetches, whole, most=GLANCE if is_glance else PAGES):
        if data is None:
            return _unchanged(whole)
        hasher.update(data)
        whole.bytes += len(data)
        whole.digest = hasher.hexdigest()
        if pages.asked == 1 and last == whole.digest:
            return _unchanged(whole)  # its digest is of all answers together, so there was but this one
        reading = module.parse(data, token=token, request=request)
        whole.take(reading, number)
        pages.follow(number, reading)
        _read_details(whole, module, _few(reading) if is_glance else reading, fetches, token, known or {})
    if not is_glance:
        _conclude(whole, module, saw_every_page=not pages.waiting)
    return whole


@dataclass(slots=True)
class _Pages:
    """The pages still to be asked for, each with the number of its list."""

    waiting: list[tuple[int, Request]]
    asked: int = 0
    lists: int = 0

    def answers(
        self, fetches: Fetches, whole: WholeReading, *, most: int
    ) -> Iterator[tuple[int, Request, bytes | None]]:
        """The number of the list, the request and what `fetches` answers, page after page, at most so many."""
        while self.waiting and self.asked < most:
            number, request = self.waiting.pop(0)
            self.asked += 1
            try:
                yield number, request, fetches.body(request)
            except FetchRefused as refusal:
                if self.asked == 1:
                    raise
                whole.trouble = whole.trouble or refusal.sentence

    def follow(self, number: int, reading: Reading) -> None:
        """Takes note of what an answer of list `number` leads to: its next page, and further lists."""
        if reading.next is not None:
            self.waiting.append((number, reading.next))
        for request in reading.also:
            self.lists += 1
            self.waiting.append((self.lists, request))


def _few(reading: Reading) -> Reading:
    """The reading with some of the pages that hold postings of their own, and none of single postings."""
    return replace(reading, details=tuple(detail for detail in reading.details if not detail.id)[:GLANCE])


def _read_details(
    whole: WholeReading, module: Connector, reading: Reading, fetches: Fetches, token: str, known: Mapping[str, str]
) -> None:
    """Completes postings by their own pages. A page that cannot be had leaves its posting as the list has it."""
    for detail in reading.details:
        listed = whole.postings.get(detail.id)
        if detail.id and detail.id in whole.listed:
            continue  # another list of the source has it too
        if listed is not None:
            whole.listed[detail.id] = list_digest(listed)
            if known.get(detail.id) == whole.listed[detail.id]:
                whole.same.add(detail.id)
                continue
        try:
            data = fetches.body(detail.request)
        except FetchRefused as refusal:
            whole.refused.append(Refused(detail.id or detail.request.url, refusal.sentence))
            whole.listed.pop(detail.id, None)
            if not detail.id:
                whole.trouble = whole.trouble or refusal.sentence
            continue
        if data is None:
            continue
        found = module.parse(data, token=token, request=detail.request)
        if not detail.id:
            whole.take(found)
        elif found.postings and listed is not None:
            whole.postings[detail.id] = listed.completed(found.postings[0])


def list_digest(posting: PostingData) -> str:
    """What a list says of a posting, less its bulk-bumped update date, as a digest."""
    said = asdict(replace(posting, raw={}, updated_on=None))
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _conclude(whole: WholeReading, module: Connector, *, saw_every_page: bool) -> None:
    short = whole.short
    is_all = saw_every_page and short is None and whole.trouble is None
    whole.is_complete = is_all and module.CLOSING in {"complete", "paged"}
    if short is not None and whole.trouble is None:
        whole.trouble = say("The board says it has {total} postings, but {found} came.", total=short[0], found=short[1])
