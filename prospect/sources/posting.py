"""What a source said: postings, and what came of reading one answer of a source.

Names of fields are ours, values are the source's. Nothing is understood here beyond what a field's own documented
type says (a date is a date, a number a number); understanding is the catalogue's work.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from prospect.lexicon.pay import Pay
from prospect.lexicon.sentences import Sentence, say

_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)


@dataclass(frozen=True, slots=True)
class RawPlace:
    """One place as stated; `workplace` (onsite, hybrid, remote) where the source says it for this place alone.

    A place of a remote job that states from where it may be done has ``workplace="remote"``.
    """

    text: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    workplace: str | None = None


@dataclass(frozen=True, slots=True)
class PostingData:
    """One posting. Texts are "" and lists empty where the source said nothing.

    `description` is HTML, unescaped once where the board escapes; `pay` holds only what fields of numbers state, and
    `pay_text` the words of a field that is for pay but free text. `posted_ago` is an age in days, where a source
    states no date. `raw` is the object as served.
    """

    source: str
    id: str
    title: str
    url: str = ""
    apply_url: str = ""
    employer: str = ""
    description: str = ""
    places: tuple[RawPlace, ...] = ()
    workplace: str | None = None
    employment_type: str = ""
    level: str = ""
    pay: tuple[Pay, ...] = ()
    pay_text: str = ""
    posted_on: date | None = None
    posted_ago: int | None = None
    closes_on: date | None = None
    updated_on: date | None = None
    language: str = ""
    department: str = ""
    requisition: str = ""
    skills: tuple[str, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict)

    def completed(self, detail: PostingData) -> PostingData:
        """This posting of a list with what its own page adds. The list keeps the identity, the page the facts."""
        kept = {"source": self.source, "id": self.id, "url": self.url or detail.url}
        names = ("title", "apply_url", "employer", "description", "places", "workplace", "employment_type", "level",
                 "pay", "pay_text", "posted_on", "posted_ago", "closes_on", "updated_on", "language", "department",
                 "requisition", "skills")  # fmt: skip
        said = {name: getattr(detail, name) for name in names if getattr(detail, name) not in ("", (), None)}
        return replace(self, **{**said, **kept, "raw": {**self.raw, **detail.raw}})


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask of a source. ``{NAME}`` in `url` and `headers` stands for a setting (a key the operator holds).

    `page` is a connector's own count of where in a list it is. `has_leave`: the source is off by default, so whoever
    turned it on has its owner's leave, and robots.txt is not asked. `is_for_here`: what it carries is for this address
    alone, so a redirect, which would make a POST a GET and lose it, is refused.
    """

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    page: int = 0
    has_leave: bool = False
    is_for_here: bool = False

    def filled(self, settings: Mapping[str, str]) -> Request:
        """The request with the operator's own keys in it. Raises KeyError(name of the missing setting)."""
        if "{" not in self.url and not any("{" in value for _, value in self.headers):
            return self
        headers = tuple((name, value.format_map(settings)) for name, value in self.headers)
        return replace(self, url=self.url.format_map(settings), headers=headers)


@dataclass(frozen=True, slots=True)
class Refused:
    """A posting, or a whole document (`id` ""), that could not be read, and why."""

    id: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Detail:
    """A page to ask for before the posting `id` is whole; parsed by the same connector and merged by `completed`.

    Where `id` is "" the page holds postings of its own (a sitemap's pages).
    """

    id: str
    request: Request


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one answer. Entries in the answer = postings + refused + `merged`.

    `total` is how many postings the source says there are, over all pages; `next` the request of the following page;
    `also` further lists of the same source. `damaged` says why an answer was not whole: it never proves an absence.
    """

    postings: tuple[PostingData, ...]
    refused: tuple[Refused, ...] = ()
    merged: int = 0
    total: int | None = None
    next: Request | None = None
    also: tuple[Request, ...] = ()
    details: tuple[Detail, ...] = ()
    damaged: Sentence | None = None

    @property
    def entries(self) -> int:
        """How many entries the answer held."""
        return len(self.postings) + sum(1 for refused in self.refused if refused.id) + self.merged

    @property
    def complete(self) -> bool:
        """Whether the answer (or all pages, `combined`) holds every posting there is, so that absence means something."""
        enough = self.total is None or self.entries >= self.total
        return self.damaged is None and self.next is None and enough


class Gathering:
    """Gathers the postings of one answer: refuses what has no identity, merges what has the same."""

    def __init__(self, *, damaged: Sentence | None = None) -> None:
        self.damaged = damaged
        self._postings: dict[str, PostingData] = {}
        self._refused: list[Refused] = []
        self._merged = 0

    def add(self, posting: PostingData) -> None:
        """Takes a posting. One id at several places is one posting; one id for two titles is refused."""
        if "<" in posting.title:
            # Searches put marks around the words they found: "<strong>Nurse</strong>".
            posting = replace(posting, title=" ".join(_TAG.sub("", posting.title).split()))
        if not posting.id:
            return self.refuse(posting.title or posting.url or "?", say("The posting has no id and no address."))
        if not posting.title:
            return self.refuse(posting.id, say("The posting has no title."))
        known = self._postings.get(posting.id)
        if known is None:
            self._postings[posting.id] = posting
        elif known.title.casefold().split() != posting.title.casefold().split():
            self.refuse(posting.id, say("The same id also belongs to “{title}”.", title=known.title))
        else:
            self._merged += 1
            self._postings[posting.id] = merged(known, posting)
        return None

    def refuse(self, id: str, reason: Sentence) -> None:
        self._refused.append(Refused(id or "?", reason))

    def each(self, rows: Iterable[Any], read: Callable[[Mapping[str, Any]], PostingData]) -> Gathering:
        """Takes every row that is an object; whatever `read` cannot make sense of is refused, never lost."""
        for number, row in enumerate(rows, 1):
            if not isinstance(row, Mapping):
                self.refuse(f"#{number}", say("The entry is not an object."))
                continue
            try:
                self.add(read(row))
            except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError) as error:
                self.refuse(
                    str(row.get("id") or f"#{number}"), say("The entry makes no sense: {error}.", error=str(error))
                )
        return self

    def reading(
        self,
        *,
        total: int | None = None,
        next: Request | None = None,
        also: Iterable[Request] = (),
        details: Iterable[Detail] = (),
    ) -> Reading:
        refused = self._refused
        if self.damaged is not None:
            refused = [Refused("", self.damaged), *refused]
        postings = tuple(self._postings.values())
        return Reading(
            postings, tuple(refused), self._merged, total, next, tuple(also), tuple(details), self.damaged
        )  # fmt: skip


def merged(one: PostingData, other: PostingData) -> PostingData:
    """One posting listed twice under one id: the union of its places, the first's facts, the other's where missing."""
    places = tuple(dict.fromkeys((*one.places, *other.places)))
    pay = tuple(dict.fromkeys((*one.pay, *other.pay)))
    workplace = one.workplace if one.workplace == other.workplace else one.workplace or other.workplace
    return replace(
        other.completed(one),
        id=one.id,
        url=one.url or other.url,
        places=places,
        pay=pay,
        workplace=workplace,
        raw=one.raw,
    )


def made_id(posting: PostingData) -> str:
    """An id for a posting that has none, from what it says: the same words give the same id."""
    said = "\x1f".join((posting.employer, posting.title, posting.url, *(repr(place) for place in posting.places)))
    return hashlib.sha256(said.casefold().encode()).hexdigest()[:16]


def combined(readings: Iterable[Reading]) -> Reading:
    """The pages of one list as one reading; damaged if one of them was, and not finished while the last names a next."""
    gathering, total, merged_before = Gathering(), None, 0
    details: list[Detail] = []
    also: list[Request] = []
    last: Reading | None = None
    for last in readings:
        gathering.damaged = gathering.damaged or last.damaged
        merged_before += last.merged
        total = max((count for count in (total, last.total) if count is not None), default=None)
        for posting in last.postings:
            gathering.add(posting)
        for refused in last.refused:
            if refused.id:
                gathering.refuse(refused.id, refused.reason)
        details.extend(last.details)
        also.extend(last.also)
    found = gathering.reading(total=total, next=last.next if last else None, also=also, details=details)
    return replace(found, merged=found.merged + merged_before)
