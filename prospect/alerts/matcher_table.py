"""Alerts as numbers: what a matcher of many is made of, quick to read, to join and to thin out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from prospect.alerts.matcher_parts import Expression, Gate, Parts

Longs = npt.NDArray[np.int64]
Ids = npt.NDArray[np.int32] | npt.NDArray[np.int64]  # of alerts; the smaller where they fit

# Pay that cannot be a whole number of 62 bits is not pay.
MOST = 1 << 60
EXPRESSION, GATE, FLOOR, BITS = range(4)


class Table(NamedTuple):
    """`ids` of the alerts, ascending; a row of `columns` for each: its expression and gate, as places in the two lists,
    its least pay and its bits (see `Parts`)."""

    ids: Longs
    columns: Longs
    expressions: Sequence[Expression]
    gates: Sequence[Gate]

    def parts(self) -> Iterator[tuple[int, Parts]]:
        """The alerts one by one."""
        for id, (expression, gate, floor, bits) in zip(self.ids.tolist(), self.columns.tolist(), strict=True):
            yield id, Parts(self.expressions[expression], self.gates[gate], floor, bits)


def table_of(alerts: Iterable[tuple[int, Parts]]) -> Table:
    """A table of alerts, each given once."""
    expressions: dict[Expression, int] = {}
    gates: dict[Gate, int] = {}
    ids, numbers = [], []
    for id, (expression, gate, floor, bits) in alerts:
        ids.append(id)
        which = expressions.setdefault(expression, len(expressions))
        numbers.append((which, gates.setdefault(gate, len(gates)), min(floor, MOST), bits))
    return _by_id(ids, numbers, list(expressions), list(gates))


def joined(first: Table, second: Table) -> Table:
    """The alerts of two tables that share none; what both ask is one expression."""
    if not len(first.ids) or not len(second.ids):
        return first if len(first.ids) else second
    expressions, of_expression = _united(first.expressions, second.expressions)
    gates, of_gate = _united(first.gates, second.gates)
    moved = second.columns.copy()
    moved[:, EXPRESSION], moved[:, GATE] = of_expression[moved[:, EXPRESSION]], of_gate[moved[:, GATE]]
    ids = np.concatenate([first.ids, second.ids])
    return _by_id(ids, np.concatenate([first.columns, moved]), expressions, gates)


def kept(table: Table, which: npt.NDArray[np.bool_]) -> Table:
    """The alerts marked, with no expression or gate that none of them has."""
    columns = table.columns[which]
    expressions = _thinned(table.expressions, columns[:, EXPRESSION])
    return Table(table.ids[which], columns, expressions, _thinned(table.gates, columns[:, GATE]))


def _thinned(every: Sequence[Any], column: Longs) -> list[Any]:
    """Those members that a column names, which then names them by their new places."""
    used = np.zeros(len(every), bool)
    used[column] = True
    column[:] = (np.cumsum(used) - 1)[column]
    return [every[n] for n in np.flatnonzero(used).tolist()]


def _by_id(ids: Any, columns: Any, expressions: Sequence[Expression], gates: Sequence[Gate]) -> Table:
    numbers = np.array(ids, np.int64)
    order = np.argsort(numbers, kind="stable")
    return Table(numbers[order], np.array(columns, np.int64).reshape(-1, 4)[order], expressions, gates)


def _united(first: Sequence[Any], second: Sequence[Any]) -> tuple[list[Any], Longs]:
    """The members of both, those of the first in their places; and where those of the second are."""
    places = {member: n for n, member in enumerate(first)}
    moved = [places.setdefault(member, len(places)) for member in second]
    return list(places), np.array(moved, np.int64)
