"""The matcher for many alerts: arrays and a compiled loop for those that stand, the plain matcher for what was edited.

It needs numba (the extra `kernel`) and gives the same answers as the plain matcher. Edits count at once: a changed or new
alert is kept in the plain matcher, a removed one is struck out; when many have gathered, all are laid out anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from prospect.alerts.matcher import Matcher, frequencies, pairs_in
from prospect.alerts.matcher_index import BATCH, Index
from prospect.alerts.matcher_kernel import AVAILABLE, Longs, by_job, match_jobs
from prospect.alerts.matcher_parts import Parts, parts_of
from prospect.alerts.matcher_table import Table, joined, table_of
from prospect.search.document import Document
from prospect.search.meaning import Meaning
from prospect.search.query import Query

Alerts = Table | Iterable[tuple[int, Query | Meaning | Parts]]
_EDITS = 2_000  # at least this many edits before the arrays are laid out anew


class CompiledMatcher:
    """Alerts by id, like `Matcher`; `sample` says how common terms and keys are among jobs."""

    def __init__(self, alerts: Alerts = (), sample: Iterable[Document] = ()) -> None:
        if not AVAILABLE:
            raise ImportError("the compiled matcher needs numba; `alerts.matcher.Matcher` does without")
        self._common: Counter[str] = frequencies(sample)
        self._lay_out(as_table(alerts))

    def _lay_out(self, table: Table) -> None:
        self._index = Index(table, self._common)
        self._struck = 0
        self._edited = Matcher()

    def __len__(self) -> int:
        return len(self._index.ids) - self._struck + len(self._edited)

    @property
    def expressions(self) -> int:
        """How many different things are asked, filters apart; of edited alerts, too."""
        return len(self._index.expressions) + self._edited.expressions

    def add(self, id: int, query: Query | Meaning | Parts) -> None:
        """Takes up an alert, or what it asks now."""
        self._struck += self._index.strike(id)
        self._edited.add(id, query)
        if len(self._edited) > max(_EDITS, len(self._index.ids) // 20):
            self.compact()

    def remove(self, id: int) -> None:
        """Forgets an alert; one that is not there is no error."""
        self._struck += self._index.strike(id)
        self._edited.remove(id)

    def compact(self) -> None:
        """Lays out all alerts anew, the edited among the others."""
        self._lay_out(joined(self._index.table(), table_of(self._edited.alerts())))

    def match(self, document: Document) -> list[int]:
        """The alerts whose search would find the job, in order."""
        return sorted(self.pairs([document])[1].tolist())

    def pairs(self, documents: Sequence[Document]) -> tuple[Longs, Longs]:
        """Each job's place in `documents` with each alert's id that it is for; in no order within a job."""
        return pairs_in(self.batches(documents))

    def batches(self, documents: Sequence[Document]) -> Iterator[tuple[Longs, Longs]]:
        """One batch of jobs after another: how many alerts each is for, and the ids of those, job by job."""
        for start in range(0, len(documents), BATCH):
            for first, counts, alerts in self._compiled(documents[start : start + BATCH]):
                if len(self._edited):
                    batch = documents[start + first : start + first + len(counts)]
                    yield self._with_edited(batch, counts, alerts)
                else:
                    yield counts, alerts

    def _with_edited(self, documents: Sequence[Document], counts: Longs, alerts: Longs) -> tuple[Longs, Longs]:
        """The same with the edited alerts of each job before the others."""
        edited = [self._edited.match(document) for document in documents]
        before = np.cumsum(counts) - counts
        places = np.repeat(before, [len(each) for each in edited])
        ids = np.array([id for each in edited for id in each], np.int64)
        more = np.array([len(each) for each in edited], np.int64)
        return counts + more, np.insert(alerts, places, ids)

    def _compiled(self, documents: Sequence[Document]) -> Iterator[tuple[int, Longs, Longs]]:
        """Stretches of the jobs: the first, how many alerts each is for, and those of all."""
        jobs, work = self._index.jobs(documents), self._index.work
        first, count = 0, len(documents)
        while first < len(documents):
            for stamps in (work.feature, work.atom, work.expression):
                stamps.fill(0)
            runs, found = match_jobs(first, first + count, jobs, self._index.arrays, work)
            if runs < 0:
                count = max(count // 2, 1)
                continue
            counts, named = np.zeros(count, np.int64), np.empty(found, np.int32)
            by_job(runs, work, counts, named)
            yield first, counts, self._index.ids_of(named)
            first += count
            count = min(count, len(documents) - first)


def as_table(alerts: Alerts) -> Table:
    if isinstance(alerts, Table):
        return alerts
    return table_of((id, parts_of(query)) for id, query in alerts)


def open_matcher(alerts: Alerts = (), sample: Iterable[Document] = ()) -> Matcher | CompiledMatcher:
    """The fastest matcher that this installation has. Of many saved alerts give a `Table`, or `parts_of_params` of each."""
    if AVAILABLE:
        return CompiledMatcher(alerts, sample)
    matcher = Matcher(sample)
    for id, query in alerts.parts() if isinstance(alerts, Table) else alerts:
        matcher.add(id, query)
    return matcher
