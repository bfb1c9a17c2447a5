"""The matcher for many alerts: arrays and a compiled loop for those that stand, the plain matcher for what was edited.

It needs numba (the extra `fast`) and gives the same answers as the plain matcher. Edits count at once: a changed or new
alert is kept in the plain matcher, a removed one is struck out; when many have gathered, all are laid out anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from prospect.alerts.matcher import Matcher, frequencies
from prospect.alerts.matcher_index import Index
from prospect.alerts.matcher_kernel import AVAILABLE, Longs, match_jobs
from prospect.alerts.matcher_parts import Parts, parts
from prospect.search.document import Document
from prospect.search.meaning import Meaning, meaning
from prospect.search.query import Query

BATCH = 256  # jobs at a time
_PAIRS = 1 << 20
_EDITS = 2_000  # at least this many edits before the arrays are laid out anew


class CompiledMatcher:
    """Alerts by id, like `Matcher`; `sample` says how common terms and keys are among jobs."""

    def __init__(self, alerts: Iterable[tuple[int, Query | Meaning]] = (), sample: Iterable[Document] = ()) -> None:
        if not AVAILABLE:
            raise ImportError("the compiled matcher needs numba; `alerts.matcher.Matcher` does without")
        self._common: Counter[str] = frequencies(sample)
        self._lay_out((id, _parts_of(query)) for id, query in alerts)

    def _lay_out(self, alerts: Iterable[tuple[int, Parts]]) -> None:
        self._index = Index(alerts, self._common)
        self._struck = np.zeros(len(self._index.ids), bool)
        self._edited = Matcher()
        room = len(self._index.ids) + _PAIRS
        self._out = (np.empty(room, np.int32), np.empty(room, np.int32))

    def __len__(self) -> int:
        return len(self._index.ids) - int(self._struck.sum()) + len(self._edited)

    @property
    def expressions(self) -> int:
        """How many different things are asked, filters apart; of edited alerts, too."""
        return len(self._index.expressions) + self._edited.expressions

    def add(self, id: int, query: Query | Meaning) -> None:
        """Takes up an alert, or what it asks now."""
        self._strike(id)
        self._edited.add(id, query)
        if len(self._edited) > max(_EDITS, len(self._index.ids) // 20):
            self.compact()

    def remove(self, id: int) -> None:
        """Forgets an alert; one that is not there is no error."""
        self._strike(id)
        self._edited.remove(id)

    def compact(self) -> None:
        """Lays out all alerts anew, the edited among the others."""
        kept = [pair for n, pair in enumerate(self._index.parts()) if not self._struck[n]]
        self._lay_out([*kept, *self._edited.alerts()])

    def match(self, document: Document) -> list[int]:
        """The alerts whose search would find the job, in order."""
        return sorted(self.pairs([document])[1].tolist())

    def pairs(self, documents: Sequence[Document]) -> tuple[Longs, Longs]:
        """Each job's place in `documents` with each alert's id that it is for; in no order within a job."""
        jobs, alerts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for start in range(0, len(documents), BATCH):
            batch = documents[start : start + BATCH]
            for job, alert in self._compiled(batch):
                jobs.append(job + start)
                alerts.append(alert)
            if len(self._edited):
                found = [(start + n, id) for n, document in enumerate(batch) for id in self._edited.match(document)]
                more = np.array(found, np.int64).reshape(-1, 2)
                jobs.append(more[:, 0])
                alerts.append(more[:, 1])
        return np.concatenate(jobs), np.concatenate(alerts)

    def _compiled(self, documents: Sequence[Document]) -> Iterable[tuple[Longs, Longs]]:
        if not len(self._index.ids):
            return
        packed = self._index.job_arrays(documents)
        for stamps in self._index.work[:3]:
            stamps.fill(0)
        first = 0
        while first < len(documents):
            first, count = match_jobs(first, *packed, self._index.arrays, self._index.work, *self._out)
            jobs, numbers = self._out[0][:count], self._out[1][:count]
            if self._struck.any():
                kept = ~self._struck[numbers]
                jobs, numbers = jobs[kept], numbers[kept]
            yield jobs.astype(np.int64), self._index.ids[numbers]

    def _strike(self, id: int) -> None:
        at = int(np.searchsorted(self._index.ids, id))
        if at < len(self._index.ids) and self._index.ids[at] == id:
            self._struck[at] = True


def _parts_of(query: Query | Meaning) -> Parts:
    return parts(meaning(query.for_alert()[0]) if isinstance(query, Query) else query)


def open_matcher(
    alerts: Iterable[tuple[int, Query | Meaning]] = (), sample: Iterable[Document] = ()
) -> Matcher | CompiledMatcher:
    """The fastest matcher that this installation has."""
    if AVAILABLE:
        return CompiledMatcher(alerts, sample)
    matcher = Matcher(sample)
    for id, query in alerts:
        matcher.add(id, query)
    return matcher
