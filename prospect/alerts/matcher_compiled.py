"""The matcher for many alerts: arrays and a compiled loop.

It needs numba (the extra `kernel`) and gives the same answers as the plain matcher. Edits count at once: an alert whose
filters alone have changed is changed where it stands, another changed or new one goes into a small index of its own, a
removed one is struck out; when many have gathered, all are laid out anew. Both indexes number the features of jobs alike,
so that a job is read once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from prospect.alerts.matcher import Matcher, frequencies, pairs_in
from prospect.alerts.matcher_index import Index
from prospect.alerts.matcher_kernel import AVAILABLE, JOBS, Jobs, count_by_job, match_jobs, put_by_job
from prospect.alerts.matcher_parts import Parts, parts_of
from prospect.alerts.matcher_reading import Features
from prospect.alerts.matcher_table import Ids, Longs, Table, joined, table_of
from prospect.search.document import Document
from prospect.search.meaning import Meaning
from prospect.search.query import Query

Alerts = Table | Iterable[tuple[int, Query | Meaning | Parts]]
AT_ONCE = 4 * JOBS  # jobs that are read together
_EDITS, _PART = 2_000, 50  # so many alerts in the small index, or such a part of all, before all are laid out anew
SPARE = 1 << 16  # features that edited alerts may bring, such as the places of a radius


class CompiledMatcher:
    """Alerts by id, like `Matcher`; `sample` says how common terms and keys are among jobs."""

    def __init__(self, alerts: Alerts = (), sample: Iterable[Document] = ()) -> None:
        if not AVAILABLE:
            raise ImportError("the compiled matcher needs numba; `alerts.matcher.Matcher` does without")
        self._common: Counter[str] = frequencies(sample)
        self._lay_out(as_table(alerts))

    def _lay_out(self, table: Table) -> None:
        self._features = Features()
        self._index = Index(table, self._common, self._features, SPARE)
        self._edited: dict[int, Parts] = {}
        self._late: Index | None = None

    def __len__(self) -> int:
        return len(self._index) + len(self._edited)

    @property
    def expressions(self) -> int:
        """How many different things are asked, filters apart; of edited alerts, too."""
        return len(self._index.expressions) + len({parts.expression for parts in self._edited.values()})

    def add(self, id: int, query: Query | Meaning | Parts) -> None:
        """Takes up an alert, or what it asks now."""
        asked = parts_of(query)
        if self._index.change(id, asked):
            self._forget_edited(id)
            return
        self.remove(id)
        self._edited[id], self._late = asked, None
        if len(self._edited) > max(_EDITS, len(self._index) // _PART):
            self.compact()

    def remove(self, id: int) -> None:
        """Forgets an alert; one that is not there is no error."""
        self._index.strike(id)
        self._forget_edited(id)

    def _forget_edited(self, id: int) -> None:
        if self._edited.pop(id, None) is not None:
            self._late = None

    def asked(self, id: int) -> Parts | None:
        """What an alert asks; None where there is none."""
        return self._edited.get(id) or self._index.asked(id)

    def compact(self) -> None:
        """Lays out all alerts anew, the edited among the others."""
        self._lay_out(joined(self._index.table(), table_of(self._edited.items())))

    def match(self, document: Document) -> list[int]:
        """The alerts whose search would find the job, in order."""
        return sorted(self.pairs([document])[1].tolist())

    def pairs(self, documents: Sequence[Document]) -> tuple[Longs, Ids]:
        """Each job's place in `documents` with each alert's id that it is for; in no order within a job."""
        return pairs_in(self.batches(documents))

    def batches(self, documents: Sequence[Document]) -> Iterator[tuple[Longs, Ids]]:
        """One batch of jobs after another: how many alerts each is for, and the ids of those, job by job."""
        indexes = self._indexes()
        for start in range(0, len(documents), AT_ONCE):
            batch = documents[start : start + AT_ONCE]
            read = self._features.read(batch)
            yield from _matched(indexes, [index.jobs(batch, read) for index in indexes], len(batch))

    def _indexes(self) -> list[Index]:
        """The index of all, and that of the edited alerts where there are any."""
        if not self._edited:
            return [self._index]
        if self._late is None:
            self._late = Index(table_of(self._edited.items()), self._common, self._features)
            if self._features.count > self._index.features:
                self.compact()
        return [self._index] if self._late is None else [self._index, self._late]


def _matched(indexes: Sequence[Index], jobs: Sequence[Jobs], count: int) -> Iterator[tuple[Longs, Ids]]:
    """How many alerts of several indexes each job is for, and their ids, some jobs at a time."""
    first, most = 0, JOBS
    while first < count:
        last = min(first + most, count)
        found = [
            match_jobs(first, last, own, index.arrays, index.work) for index, own in zip(indexes, jobs, strict=True)
        ]
        if min(found) < 0:
            most = max((last - first) // 2, 1)
            continue
        counts = np.zeros(last - first, np.int64)
        for index in indexes:
            count_by_job(last - first, index.work, counts)
        ids = np.empty(sum(found), np.result_type(*(index.work.found for index in indexes)))
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
