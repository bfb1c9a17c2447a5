"""The matcher for many alerts: arrays and a compiled loop.

It needs numba (the extra `kernel`) and gives the same answers as the plain matcher. Edits count at once: a changed or new
alert goes into a small index of its own, a removed one is struck out; when many have gathered, all are laid out anew.
Both indexes number the features of jobs alike, so that a job is read once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from prospect.alerts.matcher import Matcher, frequencies, pairs_in
from prospect.alerts.matcher_index import BATCH, Index
from prospect.alerts.matcher_kernel import AVAILABLE, Longs, by_job, match_jobs
from prospect.alerts.matcher_parts import Parts, parts_of
from prospect.alerts.matcher_reading import Features, Read
from prospect.alerts.matcher_table import Table, joined, table_of
from prospect.search.document import Document
from prospect.search.meaning import Meaning
from prospect.search.query import Query

Alerts = Table | Iterable[tuple[int, Query | Meaning | Parts]]
_EDITS = 2_000  # alerts in the small index before all are laid out anew
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
        self._struck = 0
        self._edited: dict[int, Parts] = {}
        self._late: Index | None = None

    def __len__(self) -> int:
        return len(self._index.ids) - self._struck + len(self._edited)

    @property
    def expressions(self) -> int:
        """How many different things are asked, filters apart; of edited alerts, too."""
        return len(self._index.expressions) + len({parts.expression for parts in self._edited.values()})

    def add(self, id: int, query: Query | Meaning | Parts) -> None:
        """Takes up an alert, or what it asks now."""
        asked = parts_of(query)
        self.remove(id)
        self._edited[id] = asked
        if len(self._edited) > _EDITS:
            self.compact()

    def remove(self, id: int) -> None:
        """Forgets an alert; one that is not there is no error."""
        self._struck += self._index.strike(id)
        self._edited.pop(id, None)
        self._late = None

    def compact(self) -> None:
        """Lays out all alerts anew, the edited among the others."""
        self._lay_out(joined(self._index.table(), table_of(self._edited.items())))

    def match(self, document: Document) -> list[int]:
        """The alerts whose search would find the job, in order."""
        return sorted(self.pairs([document])[1].tolist())

    def pairs(self, documents: Sequence[Document]) -> tuple[Longs, Longs]:
        """Each job's place in `documents` with each alert's id that it is for; in no order within a job."""
        return pairs_in(self.batches(documents))

    def batches(self, documents: Sequence[Document]) -> Iterator[tuple[Longs, Longs]]:
        """One batch of jobs after another: how many alerts each is for, and the ids of those, job by job."""
        late = self._edited_index()
        for start in range(0, len(documents), BATCH):
            batch = documents[start : start + BATCH]
            read = self._features.read(batch)
            found = _matched(self._index, batch, read)
            if late is None:
                yield from ((counts, ids) for _first, counts, ids in found)
                continue
            stretches = list(_matched(late, batch, read))
            every = np.concatenate([counts for _first, counts, _ids in stretches])
            ids = np.concatenate([ids for _first, _counts, ids in stretches])
            ends = np.append(0, np.cumsum(every))
            for first, counts, own in found:
                last = first + len(counts)
                yield _merged(counts, own, every[first:last], ids[ends[first] : ends[last]])

    def _edited_index(self) -> Index | None:
        """The edited alerts laid out by themselves; None where there are none."""
        if self._edited and self._late is None:
            self._late = Index(table_of(self._edited.items()), self._common, self._features)
            if self._features.count > self._index.features:
                self.compact()
        return self._late


def _merged(counts: Longs, ids: Longs, more: Longs, more_ids: Longs) -> tuple[Longs, Longs]:
    """Two findings of the same jobs as one, those of the second before the others of each job."""
    places = np.repeat(np.cumsum(counts) - counts, more)
    return counts + more, np.insert(ids, places, more_ids)


def _matched(index: Index, documents: Sequence[Document], read: Read) -> Iterator[tuple[int, Longs, Longs]]:
    """Stretches of the jobs: the first, how many alerts each is for, and those of all."""
    jobs, work = index.jobs(documents, read), index.work
    first, count = 0, len(documents)
    while first < len(documents):
        for stamps in (work.feature, work.atom, work.expression):
            stamps.fill(0)
        runs, found = match_jobs(first, first + count, jobs, index.arrays, work)
        if runs < 0:
            count = max(count // 2, 1)
            continue
        counts, named = np.zeros(count, np.int64), np.empty(found, np.int64)
        by_job(runs, work, counts, named)
        yield first, counts, index.ids_of(named)
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
