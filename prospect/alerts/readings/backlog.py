"""The alerts whose reading is yet to be kept: the many that a start read, and those taken up since."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from prospect.alerts.matcher_table import BITS, EXPRESSION, FLOOR, GATE, Longs, Table


class Digests(NamedTuple):
    """The digests of the expressions and gates of a table, as far as they have been made; "" where not."""

    expressions: list[str]
    gates: list[str]

    @classmethod
    def unknown(cls, table: Table) -> Digests:
        return cls([""] * len(table.expressions), [""] * len(table.gates))


class Backlog:
    """`many` are of a table, in its order; `late` have been taken up one by one."""

    def __init__(self, table: Table | None = None, changed: Longs | None = None) -> None:
        """`changed` are the moments of the table's alerts, in microseconds since 1970."""
        if table is None or changed is None:
            table, changed = Table(np.empty(0, np.int64), np.empty((0, 4), np.int64), [], []), np.empty(0, np.int64)
        self._ids, self._changed, self._floor = table.ids, changed.copy(), table.columns[:, FLOOR].copy()
        self._small = table.columns[:, [EXPRESSION, GATE, BITS]].astype(np.int32)  # the matcher changes its own
        self._expressions, self._gates = table.expressions, table.gates
        self.digests = Digests.unknown(table)
        self.late: deque[int] = deque()

    def __len__(self) -> int:
        return len(self._ids) + len(self.late)

    def __iter__(self) -> Iterator[int]:
        yield from self._ids.tolist()
        yield from self.late

    def many(self, limit: int) -> tuple[Table, Longs]:
        """The next at most `limit` of the table, and the moments as of which they were read."""
        expression, gate, bits = self._small[:limit].T.astype(np.int64)
        columns = np.column_stack([expression, gate, self._floor[:limit], bits])
        return Table(self._ids[:limit], columns, self._expressions, self._gates), self._changed[:limit]

    def done(self, count: int) -> None:
        """Takes so many of the table out."""
        self._ids, self._changed = self._ids[count:], self._changed[count:]
        self._floor, self._small = self._floor[count:], self._small[count:]
        if not len(self._ids):
            self._expressions, self._gates, self.digests = [], [], Digests([], [])
