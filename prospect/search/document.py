"""A job as the index and the alert matcher know it: plain values, filled by whoever holds the catalogue.

Everything that is an id or a name from a fixed list is also a *key*, "kind:value" (`level:senior`, `place:4553433`,
`remote:US`), so that a Query's filters are sets of keys and every engine treats them alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from prospect.lexicon import tokens

UNSTATED = "unstated"
# Parts the title, the employer and the text of a job, so that no phrase runs across; no query has it.
BREAK = "\u00b6"


class PayRange(NamedTuple):
    """What a job pays in a year, in whole units of `currency` (ISO 4217); a bound that is not stated is None."""

    currency: str
    low: int | None
    high: int | None

    @property
    def top(self) -> int:
        return max(self.low or 0, self.high or 0)


@dataclass  # and never changed; "frozen" would make each five times as dear to make
class Document:
    """One open job. Ids are the lexicon's (occupation, skills, places) or the catalogue's (employer).

    `posted_on` is a proleptic ordinal (`date.toordinal()`); `completeness` runs 0 to 1: how much of what a reader needs
    is there; `own_board` says that it was read from the employer's own board; `place_text` is the place as shown.
    """

    id: int
    title: str
    public_id: str = ""
    text: str = ""
    employer_id: str = ""
    employer: str = ""
    agency: bool = False
    occupation: str | None = None
    level: str | None = None
    skills: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    place_text: str = ""
    lat: float | None = None
    lon: float | None = None
    workplace: str | None = None
    remote_scope: tuple[str, ...] = ()
    pay: tuple[PayRange, ...] = ()
    employment_type: str | None = None
    education: str | None = None
    posted_on: int | None = None
    own_board: bool = False
    completeness: float = 0.0
    language: str | None = None

    @cached_property
    def title_terms(self) -> tuple[str, ...]:
        return tuple(tokens.search_terms(self.title))

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Every term of `passages`, `BREAK` between them."""
        first, *others = self.passages
        rest = [term for part in others for term in (BREAK, *tokens.search_terms(part))]
        return (*(self.title_terms if first == self.title else tokens.search_terms(first)), *rest)

    @property
    def passages(self) -> tuple[str, ...]:
        """The title, and what there is of the employer, the place and the text: all that words are looked for in."""
        return (self.title, *(part for part in (self.employer, self.place_text, self.text) if part))

    @cached_property
    def term_set(self) -> frozenset[str]:
        return frozenset(self.terms) - {BREAK}

    @cached_property
    def title_term_set(self) -> frozenset[str]:
        return frozenset(self.title_terms)

    @cached_property
    def line(self) -> str:
        """The terms with a space on each side, in which a phrase is a substring."""
        return f" {' '.join(self.terms)} "

    @cached_property
    def keys(self) -> frozenset[str]:
        found = [
            f"occupation:{self.occupation or UNSTATED}",
            f"level:{self.level or UNSTATED}",
            f"workplace:{self.workplace or UNSTATED}",
            f"type:{self.employment_type or UNSTATED}",
            f"education:{self.education or UNSTATED}",
        ]
        if self.employer_id:
            found.append(f"employer:{self.employer_id}")
        if self.agency:
            found.append("agency:yes")
        for kind, values in (
            ("skill", self.skills),
            ("place", self.places),
            ("region", self.regions),
            ("country", self.countries),
            ("remote", self._remote_from()),
        ):
            for value in values:
                found.append(f"{kind}:{value}")
        return frozenset(found)

    @cached_property
    def top_pay(self) -> dict[str, int]:
        """The most that is offered in a year, by currency."""
        tops: dict[str, int] = {}
        for pay in self.pay:
            if pay.top > 0:
                tops[pay.currency] = max(tops.get(pay.currency, 0), pay.top)
        return tops

    def _remote_from(self) -> tuple[str, ...]:
        """From where it may be done remotely; a remote job that does not say may be done from its own countries."""
        if self.workplace != "remote":
            return ()
        return ("any", *(self.remote_scope or self.countries or (UNSTATED,)))
