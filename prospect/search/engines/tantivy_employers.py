"""Employers by the beginning of their name, for suggestions as one types.

tantivy goes through every name with the beginning, some microseconds each: little for "saint fr", much for "s". A
beginning that many names have is answered from a table of all of them, read again when it is `KEPT` seconds old.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from typing import Any, Final, NamedTuple

import numpy as np

from prospect.search.engines.tantivy_stored import NAME_END

KEPT: Final = 600.0
MANY: Final = 200  # names with one beginning
_ALL: Final = 1_000_000


class _Table(NamedTuple):
    """All names in order, with how many jobs each has. `until` is a time of `time.monotonic`."""

    terms: list[str]
    jobs: Any
    until: float


class Employers:
    """The names of one index."""

    def __init__(self) -> None:
        self._table = _Table([], np.empty(0, np.int64), 0.0)

    def beginning(self, prefix: str, searcher: Any, limit: int) -> list[tuple[str, str, int]]:
        """Employers whose name begins so: (id, name, how many jobs), those with most jobs first, then by name."""
        terms, jobs, until = self._table
        if time.monotonic() >= until:
            terms, jobs, _ = self._table = _read(searcher)
        prefix = prefix.casefold()
        first, last = bisect_left(terms, prefix), bisect_left(terms, prefix + "\U0010ffff")
        if last - first > MANY:
            most = np.lexsort((np.arange(first, last), -jobs[first:last]))[:limit] + first
            best = [(terms[n], int(jobs[n])) for n in most.tolist()]
        else:
            found = searcher.terms_with_prefix("employer_name", prefix, limit=_ALL)
            best = sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]
        return [(id, name, count) for term, count in best for _, name, id in [term.split(NAME_END)]]


def _read(searcher: Any) -> _Table:
    found = sorted(searcher.terms_with_prefix("employer_name", "", limit=_ALL))
    return _Table([term for term, _ in found], np.array([jobs for _, jobs in found], np.int64), time.monotonic() + KEPT)
