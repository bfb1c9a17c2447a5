"""Many saved alerts read into a table of numbers, which is `table_of` their `parts_of_params`.

Alerts differ in what they combine, but the words, the places and the filters are each asked by many: these are read
once, and an alert is then a few look-ups.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from prospect.alerts.matcher_parts import Expression, Gate, Parts, parts_of
from prospect.alerts.matcher_table import MOST, Table, kept
from prospect.search.meaning import Group
from prospect.search.query import Query

# The parameters of a Query that can be understood apart from one another: where, the plain filters, all else.
_PLACES = frozenset({"near", "within", "remote", "remote_from"})
_FILTERS = frozenset({"level", "type", "workplace", "pay", "per", "currency", "unstated"})
_KEPT = 100_000  # pieces of each sort whose reading is kept
_Params = list[tuple[str, tuple[str, ...]]]


class _Piece(NamedTuple):
    """What some parameters come to, with the numbers of their expression and of their places."""

    expression: int
    where: int
    parts: Parts
    names_place: bool

    @property
    def groups(self) -> tuple[Group, ...]:
        return self.parts.expression.all_of


class Saved:
    """Saved alerts, given one by one."""

    def __init__(self) -> None:
        self._expressions: dict[Expression, int] = {}
        self._gates: dict[Gate, int] = {}
        self._wheres: dict[tuple[str, ...], int] = {}
        self._gate_of: dict[tuple[int, str, bool], int] = {}
        self._pieces: dict[tuple[tuple[str, tuple[str, ...]], ...], _Piece] = {}
        self._ids, self._columns = array("q"), array("q")

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, id: int, params: Mapping[str, object]) -> None:
        """Takes up an alert's parameters; each id once."""
        words: _Params = []
        places: _Params = []
        filters: _Params = []
        for name in sorted(params):
            if value := params[name]:
                texts = tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)
                part = places if name in _PLACES else filters if name in _FILTERS else words
                part.append((name, texts))
        typed = self._piece(words)
        if typed.names_place:  # then the other places say what these mean
            whole = self._piece(sorted([*words, *places, *filters]))
            self._note(id, whole.expression, whole, whole.parts)
            return
        where, plain = self._piece(places), self._piece(filters)
        expression = typed.expression
        if where.groups or plain.groups:
            groups = {*typed.groups, *where.groups, *plain.groups}
            expression = self._number(Expression(tuple(sorted(groups)), typed.parts.expression.none_of))
        self._note(id, expression, where, plain.parts)

    def table(self) -> Table:
        """All that were given, by their ids."""
        ids, columns = np.frombuffer(self._ids, np.int64), np.frombuffer(self._columns, np.int64).reshape(-1, 4)
        if np.any(ids[1:] < ids[:-1]):
            order = np.argsort(ids, kind="stable")
            ids, columns = ids[order], columns[order]
        every = Table(ids, columns, list(self._expressions), list(self._gates))
        return kept(every, np.ones(len(ids), bool))  # some expressions are of pieces alone

    def _note(self, id: int, expression: int, where: _Piece, plain: Parts) -> None:
        key = where.where, plain.gate.currency, plain.gate.unstated
        gate = self._gate_of.get(key)
        if gate is None:
            made = Gate(where.parts.gate.where, *key[1:])
            gate = self._gate_of[key] = self._gates.setdefault(made, len(self._gates))
        self._ids.append(id)
        self._columns.extend((expression, gate, min(plain.floor, MOST), plain.bits))

    def _piece(self, params: _Params) -> _Piece:
        key = tuple(params)
        found = self._pieces.get(key)
        if found is None:
            if len(self._pieces) >= _KEPT:
                self._pieces.clear()
            query = Query.from_params({name: list(texts) for name, texts in params}).for_alert()[0]
            parts = parts_of(query)
            where = self._wheres.setdefault(parts.gate.where, len(self._wheres))
            found = _Piece(self._number(parts.expression), where, parts, bool(query.near or query.remote_from))
            self._pieces[key] = found
        return found

    def _number(self, expression: Expression) -> int:
        return self._expressions.setdefault(expression, len(self._expressions))
