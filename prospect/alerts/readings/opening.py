"""Reading all live alerts at a start: those whose kept reading holds as numbers, the others from their parameters."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from datetime import datetime

import numpy as np
from django.db.models import Case, F, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from prospect.alerts.matcher_saved import Saved
from prospect.alerts.matcher_table import Longs, Table, joined
from prospect.alerts.models import Alert, Piece
from prospect.alerts.moments import micros
from prospect.alerts.readings.pieces import Reader, version

CHUNK = 20_000  # alerts read at one go
_NUMBERS = ("pk", "changed", "created", "expression", "gate", "floor", "bits")


class Opening:
    """All live alerts being read at a start."""

    def __init__(self, now: datetime) -> None:
        self.began = now
        self._kept, self._moments, self._unread = _kept_readings()
        self._saved, self._since, self._done = Saved(), array("q"), 0

    def read_some(self, limit: int) -> int:
        """Reads at most so many more from their parameters; answers how many were left to read."""
        chunk = self._unread[self._done : self._done + limit]
        if not chunk:
            return 0
        dense = chunk[-1] - chunk[0] < 4 * len(chunk)  # then it is quicker to pass over the others
        these = Q(pk__range=(chunk[0], chunk[-1])) if dense else Q(pk__in=chunk)
        rows = Alert.objects.live().filter(these).order_by("pk")
        wanted = set(chunk)
        names = ("pk", Cast("query", TextField()), "changed_at", "created_at")
        for pk, query, changed, created in rows.values_list(*names).iterator(chunk_size=CHUNK):
            if pk in wanted:
                self._saved.add(pk, json.loads(query))
                self._since.extend((micros(changed), micros(created)))
        self._done += len(chunk)
        return len(chunk)

    def found(self) -> tuple[Table, Longs, list[int]]:
        """All, by their numbers; the two moments of each; and the numbers of those whose reading is not kept yet."""
        saved, since = self._saved.table(), np.array(self._since, np.int64).reshape(-1, 2)
        moments = np.concatenate([self._moments, since])
        order = np.argsort(np.concatenate([self._kept.ids, saved.ids]), kind="stable")
        return joined(self._kept, saved), moments[order], saved.ids.tolist()


def _kept_readings() -> tuple[Table, Longs, list[int]]:
    """The live alerts whose reading holds, with the two moments of each; and the numbers of those that must be read.

    One statement reads all, so that every alert is in one of the two.
    """
    holds = Q(reading__as_of=F("changed_at"), reading__version=version())
    names = [f"reading__{name}" for name in _NUMBERS[1:]]
    numbers = [Coalesce(F(name), Value(-1)) for name in names]
    is_read = Case(When(holds, then=1), default=0, output_field=IntegerField())
    rows = Alert.objects.live().order_by("pk").values_list("pk", *numbers, is_read)
    chunks = [np.empty((0, len(_NUMBERS) + 1), np.int64), *_chunks(rows.iterator(chunk_size=CHUNK))]
    every = np.concatenate(chunks)
    texts = dict(Piece.objects.values_list("pk", "text").iterator(chunk_size=CHUNK))
    known = np.array(sorted(texts), np.int64)
    good = (every[:, -1] == 1) & np.isin(every[:, 3], known) & np.isin(every[:, 4], known)
    read, reader = every[good], Reader()
    expressions, which = np.unique(read[:, 3], return_inverse=True)
    gates, gate = np.unique(read[:, 4], return_inverse=True)
    table = Table(
        read[:, 0].copy(),
        np.column_stack([which, gate, read[:, 5], read[:, 6]]).astype(np.int64),
        [reader.expression(texts[n]) for n in expressions.tolist()],
        [reader.gate(texts[n]) for n in gates.tolist()],
    )
    return table, read[:, 1:3], every[~good, 0].tolist()


def _chunks(rows: Iterable[tuple[int, ...]]) -> Iterator[Longs]:
    chunk: list[tuple[int, ...]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield np.array(chunk, np.int64)
            chunk = []
    if chunk:
        yield np.array(chunk, np.int64)
