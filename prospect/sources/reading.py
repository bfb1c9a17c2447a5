"""One whole reading of a source: every page a connector asks for, or a folder of recordings read as if live.

Plain Python over a `Fetcher`; nothing is written here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from prospect.lexicon.sentences import Sentence, say
from prospect.sources.connectors import Connector, connector
from prospect.sources.fetching import MOST_BYTES, FetchRefused
from prospect.sources.posting import PostingData, Reading, Refused, Request

PAGES = 400  # requests of one reading at most


class Fetches(Protocol):
    """What a reading needs of the fetch layer: the body of an answer, or None where the server says "unchanged"."""

    def body(self, request: Request) -> bytes | None: ...


@dataclass(slots=True)
class WholeReading:
    """What came of all answers together. `is_complete` only when every page came back whole and the count agrees."""

    postings: dict[str, PostingData] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    total: int | None = None
    entries: int = 0
    bytes: int = 0
    trouble: Sentence | None = None
    is_unchanged: bool = False
    is_complete: bool = False
    digest: str = ""

    def take(self, reading: Reading) -> None:
        for posting in reading.postings:
            self.postings.setdefault(posting.id, posting)
        self.refused.extend(reading.refused)
        self.entries += reading.entries
        self.total = self.total if reading.total is None else reading.total
        self.trouble = self.trouble or reading.damaged


def read_recordings(kind: str, path: Path, *, token: str = "") -> WholeReading:
    """Reads a file, or every file of a folder in the order of their names, as the answers of one board.

    Raises FileNotFoundError where there is nothing at `path`, FetchRefused for a file larger than a board may be.
    """
    whole, hasher, module = WholeReading(), hashlib.sha256(), connector(kind)
    for file in recordings(path):
        if file.stat().st_size > MOST_BYTES:
            raise FetchRefused(
                "too_large", say("{file} has more than {mb} MB.", file=file.name, mb=MOST_BYTES // 2**20)
            )
        data = file.read_bytes()
        hasher.update(data)
        whole.bytes += len(data)
        whole.take(module.parse(data, token=token))
    whole.digest = hasher.hexdigest()
    _conclude(whole, module, saw_every_page=True)
    return whole


def recordings(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith("."))
    if not path.exists():
        raise FileNotFoundError(path)
    return [path]


def read_board(kind: str, token: str, fetches: Fetches) -> WholeReading:
    """Reads a board page by page, then the details it asks for. Raises what the fetch layer raises for page one."""
    whole, hasher, module = WholeReading(), hashlib.sha256(), connector(kind)
    waiting: list[Request] = [module.requests(token)]
    asked = 0
    while waiting and asked < PAGES:
        request = waiting.pop(0)
        data = fetches.body(request)
        asked += 1
        if data is None:
            whole.is_unchanged = whole.is_complete = True
            return whole
        hasher.update(data)
        whole.bytes += len(data)
        reading = module.parse(data, token=token, request=request)
        whole.take(reading)
        waiting += [request for request in (reading.next, *reading.also) if request is not None]
        _read_details(whole, module, reading, fetches, token)
    whole.digest = hasher.hexdigest()
    _conclude(whole, module, saw_every_page=not waiting)
    return whole


def _read_details(whole: WholeReading, module: Connector, reading: Reading, fetches: Fetches, token: str) -> None:
    for detail in reading.details:
        data = fetches.body(detail.request)
        if data is None:
            continue
        found = module.parse(data, token=token, request=detail.request)
        if not detail.id:
            whole.take(found)
        elif found.postings and detail.id in whole.postings:
            whole.postings[detail.id] = whole.postings[detail.id].completed(found.postings[0])


def _conclude(whole: WholeReading, module: Connector, *, saw_every_page: bool) -> None:
    counted = whole.total is None or whole.entries >= whole.total
    whole.is_complete = saw_every_page and counted and whole.trouble is None and module.CLOSING in {"complete", "paged"}
    if not counted and whole.trouble is None:
        whole.trouble = say(
            "The board says it has {total} postings, but {found} came.", total=whole.total, found=whole.entries
        )
