"""What an engine gives: put, remove, find, rebuild. tantivy stands behind it; OpenSearch can."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from prospect.search.document import Document
from prospect.search.query import Query


class IndexUnavailable(Exception):
    """There is no index to search, or another version of this program made it: it must be rebuilt."""


class IndexBusy(Exception):
    """Another process is writing to the index or rebuilding it; what was to be written stays to be written."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A job found. `occupation` is the weight (0 to 1) with which its occupation was meant, None where none was."""

    id: int
    score: float
    occupation: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, how many there are in all, and the counts of the facets asked for."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    """Everything the catalogue's search needs of an engine. Ids are `Document.id`; `today` is an ordinal, by default
    the clock's day."""

    def put(self, documents: Iterable[Document]) -> None:
        """Adds or replaces jobs; they are found, for every process, when this returns."""

    def remove(self, ids: Iterable[int]) -> None:
        """Takes jobs out; ids that are not there are no error."""

    def find(  # the page, the facets and the day are all that a question has besides the query
        self, query: Query, *, limit: int = 20, offset: int = 0, facets: tuple[str, ...] = (), today: int | None = None
    ) -> Found:
        """The jobs that match, best first."""

    def explain(self, query: Query, id: int, *, today: int | None = None) -> Mapping[str, float] | None:
        """The parts of a job's score by name; None if the query does not find it."""

    def employers(self, prefix: str, limit: int = 8) -> list[tuple[str, str, int]]:
        """Employers whose name begins so: (id, name, how many jobs), those with most jobs first."""

    def jobs_with(self, kind: str, values: Sequence[str]) -> list[int]:
        """How many jobs have each value of one kind of key; a job just taken out may still count."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Makes the whole index anew and puts it in place of the old; how many jobs it has."""
