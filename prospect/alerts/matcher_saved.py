"""Many saved alerts read into a table of numbers, which is `table_of` their `parts_of_params`.

Alerts differ in what they combine, but the words, the places and the filters are each asked by many: these are read
once, and an alert is then three numbers.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from prospect.alerts.matcher_parts import Expression, Gate, Parts, parts_of
from prospect.alerts.matcher_table import BITS, EXPRESSION, FLOOR, GATE, MOST, Longs, Table, kept
from prospect.search.meaning import Atom, Group
from prospect.search.query import Query

# The parameters of a Query that can be understood apart from one another: where, the plain filters, all else.
_WORDS, _PLACES, _FILTERS = range(3)
_SORTS = dict.fromkeys(("near", "within", "remote", "remote_from"), _PLACES)
_SORTS |= dict.fromkeys(("level", "type", "workplace", "pay", "per", "currency", "unstated"), _FILTERS)
_BETWEEN = '], "'  # two parameters, in JSON
_Param = tuple[str, tuple[str, ...]]
_Sorts = tuple[list[int], list[int], list[int]]  # numbers of parameters


class Saved:
    """Saved alerts, given one by one or many at a time."""

    def __init__(self) -> None:
        self._params: dict[_Param, int] = {}
        self._listed: list[_Param] = []
        self._written: dict[str, tuple[int, int]] = {}  # the sort and the number of each parameter as JSON
        self._numbers: dict[tuple[int, ...], int] = {}  # of the pieces, by the numbers of their parameters
        self._pieces: list[Parts] = []
        self._places_named: list[bool] = []  # by each piece
        self._groups: dict[Group, Group] = {}
        self._atoms: dict[Atom, Atom] = {}
        self.ids, self._asked = array("q"), array("i")  # three pieces of each alert

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, id: int, params: Mapping[str, object]) -> None:
        """Takes up an alert's parameters; each id once."""
        self.ids.append(id)
        self._take_up(self._sorted(params))

    def add_written(self, ids: Iterable[int], written: Iterable[str]) -> None:
        """Takes up the parameters of alerts as JSON. A parameter with its values is parsed once for all that have it."""
        self.ids.extend(ids)
        known = self._written
        for text in written:
            sorts: _Sorts = ([], [], [])
            for member in text[1:-2].split(_BETWEEN):
                found = known.get(member) or self._parsed(member)
                if found is None:
                    sorts = self._sorted(json.loads(text))
                    break
                sorts[found[0]].append(found[1])
            self._take_up(sorts)

    def table(self) -> Table:
        """All that were given, by their ids."""
        ids, asked = np.frombuffer(self.ids, np.int64), np.frombuffer(self._asked, np.int32).reshape(-1, 3)
        if np.any(ids[1:] < ids[:-1]):
            order = np.argsort(ids, kind="stable")
            ids, asked = ids[order], asked[order]
        columns = np.empty((len(ids), 4), np.int64)
        columns[:, EXPRESSION], expressions = self._expressions(asked)
        columns[:, GATE], gates = self._gates(asked)
        columns[:, FLOOR] = self._of_each([min(piece.floor, MOST) for piece in self._pieces])[asked[:, _FILTERS]]
        columns[:, BITS] = self._of_each([piece.bits for piece in self._pieces])[asked[:, _FILTERS]]
        return kept(Table(ids, columns, expressions, gates), np.ones(len(ids), bool))  # some are of pieces alone

    def _expressions(self, asked: Any) -> tuple[Longs, list[Expression]]:
        """The expression of each alert, as a place in the list: that of its words, and what its places and filters are
        besides a gate, a floor and bits."""
        every: dict[Expression, int] = {}
        own = self._of_each([every.setdefault(piece.expression, len(every)) for piece in self._pieces])
        besides = self._of_each([bool(piece.expression.all_of) for piece in self._pieces])
        found = own[asked[:, _WORDS]]
        rows = np.flatnonzero(besides[asked[:, _PLACES]] | besides[asked[:, _FILTERS]])
        alike, which = np.unique(asked[rows], axis=0, return_inverse=True)
        made = [every.setdefault(self._joined(pieces), len(every)) for pieces in alike.tolist()]
        found[rows] = self._of_each(made)[which.reshape(-1)]
        return found, list(every)

    def _joined(self, pieces: Sequence[int]) -> Expression:
        """The groups of all pieces, and what the words leave out."""
        parts = [self._pieces[piece].expression for piece in pieces]
        groups = {group for expression in parts for group in expression.all_of}
        return self._shared(Expression(tuple(sorted(groups)), parts[_WORDS].none_of))

    def _gates(self, asked: Any) -> tuple[Longs, list[Gate]]:
        """The gate of each alert, as a place in the list: where its places are, and the pay that its filters count."""
        wheres: dict[tuple[str, ...], int] = {}
        ways: dict[tuple[str, bool], int] = {}
        where = self._of_each([wheres.setdefault(piece.gate.where, len(wheres)) for piece in self._pieces])
        way = self._of_each([ways.setdefault(piece.gate[1:], len(ways)) for piece in self._pieces])
        codes, found = np.unique(where[asked[:, _PLACES]] * len(ways) + way[asked[:, _FILTERS]], return_inverse=True)
        places, pays = list(wheres), list(ways)
        return found, [Gate(places[code // len(ways)], *pays[code % len(ways)]) for code in codes.tolist()]

    @staticmethod
    def _of_each(numbers: list[int]) -> Longs:
        return np.array(numbers, np.int64)

    def _sorted(self, params: Mapping[str, object]) -> _Sorts:
        """The numbers of the parameters that have a value, by their sorts."""
        sorts: _Sorts = ([], [], [])
        for name, value in params.items():
            if value:
                texts = tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)
                sorts[_SORTS.get(name, _WORDS)].append(self._number((name, texts)))
        return sorts

    def _number(self, param: _Param) -> int:
        number = self._params.setdefault(param, len(self._params))
        if number == len(self._listed):
            self._listed.append(param)
        return number

    def _parsed(self, text: str) -> tuple[int, int] | None:
        """The sort and the number of what stands between two `_BETWEEN`; None where it is no parameter with a list of
        texts: a text may have the marks of `_BETWEEN` itself, but is then cut where neither part can be read."""
        try:
            ((name, values),) = json.loads(f'{{"{text.removeprefix(chr(34))}]}}').items()
        except ValueError:
            return None
        if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
            return None
        number = self._number((name, tuple(values)))
        return self._written.setdefault(text, (_SORTS.get(name, _WORDS), number))

    def _take_up(self, sorts: _Sorts) -> None:
        words, places, filters = sorts
        typed = self._piece(words)
        if self._places_named[typed]:  # then the other places say what these mean
            whole = self._piece([*words, *places, *filters])
            self._asked.extend((whole, whole, whole))
        else:
            self._asked.extend((typed, self._piece(places), self._piece(filters)))

    def _piece(self, params: list[int]) -> int:
        key = tuple(params)
        found = self._numbers.get(key)
        if found is None:
            asked = {name: list(texts) for name, texts in map(self._listed.__getitem__, key)}
            query = Query.from_params(asked).for_alert()[0]
            parts = parts_of(query)
            found = self._numbers[key] = len(self._pieces)
            self._pieces.append(parts._replace(expression=self._shared(parts.expression)))
            self._places_named.append(bool(query.near or query.remote_from))
        return found

    def _shared(self, expression: Expression) -> Expression:
        """The same, of groups and atoms that others have too: each is in memory once."""
        return Expression(tuple(map(self._group, expression.all_of)), self._group(expression.none_of))

    def _group(self, atoms: Group) -> Group:
        found = self._groups.get(atoms)
        if found is None:
            found = tuple(self._atoms.setdefault(atom, atom) for atom in atoms)
            self._groups[found] = found
        return found
