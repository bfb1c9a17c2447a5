"""The demo's boards: `boards(today)` and the postings that come in later, `arrivals(today)`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from prospect.config.demo.material import Employer, employers
from prospect.config.demo.openings import Opening, openings_of
from prospect.config.demo.shapes import SERVE
from prospect.config.demo.specials import copies, later, one_offs


@dataclass(frozen=True)
class DemoBoard:
    """One board as its system would serve it on the day; `count` is how many postings are in `data`."""

    kind: str
    token: str
    employer_name: str
    website: str
    about: str
    agency: bool
    aggregator: bool
    count: int
    data: bytes


class Arrival(NamedTuple):
    """A posting that comes in later, and the board that will carry it."""

    kind: str
    token: str
    posting: Opening


@cache
def catalogue() -> dict[str, tuple[Opening, ...]]:
    """Every opening of every employer, by token; nothing in it depends on the day."""
    planned = {employer.token: tuple(openings_of(employer)) for employer in employers()}
    further = [*one_offs(), *copies(planned)]
    return {
        token: (*openings, *(extra for extra in further if extra.employer.token == token))
        for token, openings in planned.items()
    }


def boards(today: date, arrived: int = 0) -> list[DemoBoard]:
    """All boards as they stand on `today`, the first `arrived` arrivals among them; same call, same bytes."""
    late = arrivals(today)[:arrived]
    return [
        _board(employer, today, [one.posting for one in late if one.token == employer.board])
        for employer in employers()
    ]


def arrivals(today: date) -> list[Arrival]:
    """The postings that are on no board at first, in the order in which they come in, posted `today`."""
    return [Arrival(posting.employer.kind, posting.employer.board, posting) for posting in later()]


def _board(employer: Employer, today: date, late: list[Opening]) -> DemoBoard:
    openings = [*catalogue()[employer.token], *late]
    return DemoBoard(
        kind=employer.kind,
        token=employer.board,
        employer_name=employer.name,
        website=employer.website,
        about=employer.about,
        agency=employer.agency,
        aggregator=employer.aggregator,
        count=len(openings),
        data=SERVE[employer.kind](employer, openings, today),
    )
