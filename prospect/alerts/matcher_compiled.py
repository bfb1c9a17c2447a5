"""The matcher for many alerts: arrays and a compiled loop.

It needs numba (the extra `kernel`) and gives the same answers as the plain matcher. Edits count at once: an alert whose
filters alone have changed is changed where it stands, another changed or new one goes into a small index of its own, a
removed one is struck out. Small indexes are laid out anew as they grow into larger ones, each several times as large as
the next, and when many have gathered, all are. All number the features of jobs alike, so that a job is read once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from prospect.alerts.matcher import Matcher, frequencies, pairs_in
from prospect.alerts.matcher_arrays import JOBS, Jobs, Seen
from prospect.alerts.matcher_index import Index
from prospect.alerts.matcher_kernel import (
    AVAILABLE,
    count_by_job,
    find_features,
    forget_features,
    match_jobs,
    put_by_job,
)
from prospect.alerts.matcher_parts import Parts, parts_of
from prospect.alerts.matcher_reading import Features
from prospect.alerts.matcher_table import Ids, Longs, Table, joined, table_of
from prospect.search.document import Document
from prospect.search.meaning import Meaning
from prospect.search.query import Query

Alerts = Table | Iterable[tuple[int, Query | Meaning | Parts]]
AT_ONCE = 4 * JOBS  # jobs that are read together
_EDITS, _PART = 2_000, 50  # so many alerts in small indexes, or such a part of all, before all are laid out anew
_TIMES = 4  # an index is at least so many times as large as the next


class CompiledMatcher:
    """Alerts by id, like `Matcher`; `sample` says how common terms and keys are among jobs."""

    def __init__(self, alerts: Alerts = (), sample: Iterable[Document] = ()) -> None:
        if not AVAILABLE:
            raise ImportError("the compiled matcher needs numba; `alerts.matcher.Matcher` does without")
        self._common: Counter[str] = frequencies(sample)
        self._lay_out(as_table(alerts))

    def _lay_out(self, table: Table) -> None:
        self._features = Features()
        self._indexes = [Index(table, self._common, self._features)]
        self._edited: dict[int, Parts] = {}  # since the last match
        self._seen = _seen(0)

    def __len__(self) -> int:
        return sum(map(len, self._indexes)) + len(self._edited)

    @property
    def expressions(self) -> int:
        """How many different things are asked, filters apart; a little more where some were edited."""
        return sum(len(index.expressions) for index in self._indexes) + len(self._edited)

    def add(self, id: int, query: Query | Meaning | Parts) -> None:
        """Takes up an alert, or what it asks now."""
        asked = parts_of(query)
        place = next((index for index in self._indexes if index.change(id, asked)), None)
        self._forget(id, place)
        if place is None:
            self._edited[id] = asked

    def remove(self, id: int) -> None:
        """Forgets an alert; one that is not there is no error."""
        self._forget(id)

    def _forget(self, id: int, but: Index | None = None) -> None:
        self._edited.pop(id, None)
        for index in self._indexes:
            if index is not but:
                index.strike(id)

    def asked(self, id: int) -> Parts | None:
        """What an alert asks; None where there is none."""
        found = (index.asked(id) for index in self._indexes)
        return self._edited.get(id) or next((asked for asked in found if asked), None)

    def compact(self) -> None:
        """Lays out all alerts anew, the edited among the others."""
        table = table_of(self._edited.items())
        for index in self._indexes:
            table = joined(index.table(), table)
        self._lay_out(table)

    def _take_up_edits(self) -> None:
        """Lays out what was edited, with the indexes that are not much larger."""
        if not self._edited:
            return
        table, self._edited = table_of(self._edited.items()), {}
        while len(self._indexes) > 1 and len(self._indexes[-1]) < _TIMES * len(table.ids):
            table = joined(self._indexes.pop().table(), table)
        self._indexes.append(Index(table, self._common, self._features))
        all_of_them, *small = map(len, self._indexes)
        if sum(small) > max(_EDITS, all_of_them // _PART):
            self.compact()

    def match(self, document: Document) -> list[int]:
        """The alerts whose search would find the job, in order."""
        return sorted(self.pairs([document])[1].tolist())

    def pairs(self, documents: Sequence[Document]) -> tuple[Longs, Ids]:
        """Each job's place in `documents` with each alert's id that it is for; in no order within a job."""
        return pairs_in(self.batches(documents))

    def batches(self, documents: Sequence[Document]) -> Iterator[tuple[Longs, Ids]]:
        """One batch of jobs after another: how many alerts each is for, and the ids of those, job by job."""
        self._take_up_edits()
        indexes = list(self._indexes)
        for start in range(0, len(documents), AT_ONCE):
            batch = documents[start : start + AT_ONCE]
            jobs = self._features.read(batch)
            if self._features.count > len(self._seen.jobs):
                self._seen = _seen(self._features.count)
            yield from _matched(indexes, jobs, self._seen)


def _seen(features: int) -> Seen:
    """Room for so many, and for some that later edits bring."""
    return Seen(np.zeros(2 * features, np.uint64), np.zeros(2 * features, np.int32))


def _matched(indexes: Sequence[Index], jobs: Jobs, seen: Seen) -> Iterator[tuple[Longs, Ids]]:
    """How many alerts of several indexes each job is for, and their ids, some jobs at a time."""
    first, at_most, count = 0, JOBS, len(jobs.token_at) - 1
    floors = [index.most(jobs) for index in indexes]
    while first < count:
        last = min(first + at_most, count)
        features = find_features(first, last, jobs, seen)
        had_room = [
            match_jobs(first, last, jobs, most, (features, seen), index.arrays, index.work)
            for index, most in zip(indexes, floors, strict=True)
        ]
        forget_features(features, seen)
        if not all(had_room):
            at_most = max((last - first) // 2, 1)
            continue
        counts = np.zeros(last - first, np.int64)
        for index in indexes:
            count_by_job(last - first, index.work, counts)
        ids = np.empty(counts.sum(), np.result_type(*(index.work.found for index in indexes)))
        at = np.cumsum(counts) - counts
        for index in indexes:
            put_by_job(last - first, index.work, at, ids)
        yield counts, ids
        first = last


def as_table(alerts: Alerts) -> Table:
    if isinstance(alerts, Table):
        return alerts
    return table_of((id, parts_of(query)) for id, query in alerts)


def open_matcher(alerts: Alerts = (), sample: Iterable[Document] = ()) -> Matcher | CompiledMatcher:
    """The fastest matcher that this installation has. Of many saved alerts give a `Table` (`matcher_saved`)."""
    if AVAILABLE:
        return CompiledMatcher(alerts, sample)
    matcher = Matcher(sample)
    for id, query in alerts.parts() if isinstance(alerts, Table) else alerts:
        matcher.add(id, query)
    return matcher
