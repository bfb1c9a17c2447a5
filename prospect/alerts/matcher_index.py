"""Alerts laid out in arrays for the kernel: features, atoms, expressions, gates, filters, and each alert as a record.

Every feature of a job that some alert asks for has a number (`matcher_reading`); an atom is filed under its rarest
feature, an expression under the atoms of its rarest group, an alert under its expression. All are numbered by how
common they are among jobs, so that what is often asked for stands together in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np

from prospect.alerts.matcher import best_group, needed, rarity
from prospect.alerts.matcher_arrays import (
    EVERY,
    JOBS,
    Atoms,
    Expressions,
    Filters,
    Gates,
    Ints,
    Jobs,
    Records,
    Work,
)
from prospect.alerts.matcher_kernel import SOME
from prospect.alerts.matcher_parts import Gate, Parts
from prospect.alerts.matcher_reading import Features
from prospect.alerts.matcher_table import BITS, EXPRESSION, GATE, Longs, Table, kept
from prospect.search.meaning import Atom, Group

MORE = 1 << 22  # room for so many findings of a batch beyond those that one job can have; unused, it takes no memory


def lists(pairs: list[tuple[int, int]], owners: int) -> tuple[Longs, Ints]:
    """A list of lists as two arrays, from pairs of an owner and an item of its list."""
    array = np.array(pairs, np.int64).reshape(-1, 2)
    order = np.argsort(array[:, 0], kind="stable")
    return starts(array[:, 0], owners), array[order, 1].astype(np.int32)


def starts(owners: Any, count: int) -> Longs:
    """Where the items of each owner begin, when they stand in the order of their owners."""
    at = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(owners, minlength=count)[:count], out=at[1:])
    return at


class Index:
    """Alerts that do not change, laid out for the kernel."""

    def __init__(self, table: Table, common: Counter[str], features: Features) -> None:
        """`features` may get more afterwards, of which this index need know nothing."""
        self._common, self._numbers = common, features
        self.ids, self.columns, self.expressions, self.gates = table
        self._struck = 0
        self._lay_out()

    def __len__(self) -> int:
        return len(self.ids) - self._struck

    def table(self) -> Table:
        """The alerts as they were given, those struck out left out."""
        every = Table(self.ids, self.columns, self.expressions, self.gates)
        return kept(every, self.columns[:, BITS] != 0)

    def _lay_out(self) -> None:
        found = dict.fromkeys(atom for all_of, none_of in self.expressions for atom in chain(*all_of, none_of))
        names = {atom: sorted(needed(atom), key=rarity(self._common)) for atom in found}
        every = dict.fromkeys(chain.from_iterable(names.values()))
        for name in sorted(every, key=lambda name: -self._common[name]):
            self._numbers.number(name)
        opened = [(self._numbers.number(key), n) for n, gate in enumerate(self.gates) for key in gate.where]
        needs = {atom: [self._numbers.number(name) for name in own] for atom, own in names.items()}
        cost = {atom: self._common[own[0]] for atom, own in names.items()}
        ordered = sorted(found, key=lambda atom: (atom.kind == "phrase", needs[atom][0]))
        number = {atom: n for n, atom in enumerate(ordered)}
        groups = [best_group(expression, cost.__getitem__) for expression in self.expressions]
        first = np.array([min((needs[atom][0] for atom in group), default=-1) for group in groups], np.int64)
        self._order = np.argsort(first, kind="stable")
        atoms = self._atoms([(atom, needs[atom]) for atom in ordered])
        self.arrays = (atoms, self._expressions(number, groups), self._gates(opened), *self._records())
        self.work = self._room(len(number))

    def _atoms(self, ordered: Sequence[tuple[Atom, list[int]]]) -> Atoms:
        """Atoms by their rarest feature, with what else they need; phrases with their words in order."""
        rest: list[tuple[int, int]] = []
        others: list[int] = []
        words: list[tuple[int, int]] = []
        phrases: list[tuple[int, int, int]] = []
        for n, (atom, needs) in enumerate(ordered):
            if atom.kind == "phrase":
                numbers = [self._numbers.text[term] for term in atom.value]
                words += [(n, number) for number in numbers]
                phrases.append((needs[0], n, numbers.index(needs[0])))
            else:
                other, *further = needs[1:] or [EVERY]
                others.append(other)
                rest += [(n, number) for number in further]
        filed = np.array([needs[0] for atom, needs in ordered if atom.kind != "phrase"], np.int64)
        phrases.sort()
        owner, phrase, place = np.array(phrases, np.int64).reshape(-1, 3).T
        return Atoms(
            starts(filed, self._numbers.count),
            np.array(others, np.uint32),
            *lists(rest, len(ordered)),
            starts(owner, self._numbers.count),
            phrase.astype(np.int32),
            place.astype(np.int32),
            *lists(words, len(ordered)),
        )

    def _expressions(self, number: Mapping[Atom, int], anchors: Sequence[Group]) -> Expressions:
        """Expressions by the atoms of their rarest group, with their groups and what they exclude."""
        filed: list[tuple[int, int]] = []
        groups: list[tuple[int, int]] = []
        none: list[tuple[int, int]] = []
        owners: list[int] = []
        plain, unanchored = [], []
        for n, which in enumerate(self._order.tolist()):
            all_of, none_of = self.expressions[which]
            plain.append(len(all_of) == 1 and not none_of)
            if not all_of:
                unanchored.append(n)
            for group in all_of:
                groups += [(len(owners), number[atom]) for atom in group]
                owners.append(n)
            none += [(n, number[atom]) for atom in none_of]
            filed += [(number[atom], n) for atom in anchors[which]]
        return Expressions(
            *lists(filed, len(number)),
            np.array(plain, np.uint8),
            starts(np.array(owners, np.int64), len(plain)),
            *lists(groups, len(owners)),
            *lists(none, len(plain)),
            np.array(unanchored, np.int32),
        )

    def _gates(self, opened: list[tuple[int, int]]) -> Gates:
        always = [n for n, gate in enumerate(self.gates) if not gate.where]
        return Gates(*lists(opened, self._numbers.count), np.array(always, np.int32))

    def _records(self) -> tuple[Filters, Records]:
        """Alerts by expression and gate; equal filters are one."""
        expression, gate, floor, bits = self.columns.T
        expression = np.argsort(self._order)[expression]
        ways = [self._numbers.way(gate.currency, gate.unstated) for gate in self.gates]
        self.ways, way = np.unique(np.array(ways or [self._numbers.way("", False)], np.int64), return_inverse=True)
        self.floors, rank = np.unique(floor, return_inverse=True)
        kinds, kind = np.unique(np.append(0, bits), return_inverse=True)  # the first of them is none at all
        floors = max(len(self.floors), 1)
        self._codes, filters = np.unique((way[gate] * floors + rank) * len(kinds) + kind[1:], return_inverse=True)
        order = np.lexsort((gate, expression))
        self._record_of = np.empty(len(order), np.int32)
        self._record_of[order] = np.arange(len(order), dtype=np.int32)
        small = len(self.ids) == 0 or (self.ids[0] >= 0 and self.ids[-1] >> 31 == 0)
        return (
            Filters(_after_none(self._codes // len(kinds)), _after_none(self._codes % len(kinds)), kinds, floors),
            Records(
                starts(expression, len(self.expressions)),
                _small(gate[order], len(self.gates)),
                _small(filters[order] + 1, len(self._codes) + 1),
                self.ids[order].astype(np.int32) if small else self.ids[order],
            ),
        )

    def _room(self, atoms: int) -> Work:
        """Room for what is found of a batch; one more than there are, for no array may be empty."""

        def zeros(size: int, kind: Any = np.int32) -> Any:
            return np.zeros(size + 1, kind)

        def sets(size: int) -> Any:
            return zeros(size, np.uint64)

        filters, records = self.arrays[3:]
        found = len(self.ids) + 1 + min(MORE, JOBS * len(self.ids))
        return Work(
            sets(atoms),
            sets(len(self.expressions)),
            sets(len(self.gates)),
            sets(len(self.ways) * filters.floors),
            sets(len(filters.kinds)),
            sets(len(filters.floor)),
            zeros(atoms),
            zeros(2 * SOME, np.uint32),
            sets(2 * SOME),
            zeros(found + 2 * SOME, records.alert.dtype),
            sets(JOBS),
        )

    def strike(self, id: int) -> None:
        """Takes an alert out; one that is not there is no error."""
        at = self._place(id)
        if at is not None and self.columns[at, BITS]:
            self.columns[at, BITS] = 0  # no level and no type: no job has none
            self.arrays[4].filter[self._record_of[at]] = 0
            self._struck += 1

    def change(self, id: int, asked: Parts) -> bool:
        """Makes an alert that is here, or was struck out, ask something else; False where that cannot be done in its
        place: it asks another expression, or has a gate or a filter that none here has."""
        at = self._place(id)
        if at is None or self.expressions[self.columns[at, EXPRESSION]] != asked.expression:
            return False
        gate, filter = self._gate_numbers.get(asked.gate), self._filter(asked)
        if gate is None or filter is None:
            return False
        self._struck -= not self.columns[at, BITS]
        self.columns[at, GATE:] = gate, asked.floor, asked.bits
        record = self._record_of[at]
        self.arrays[4].gate[record], self.arrays[4].filter[record] = gate, filter
        return True

    def asked(self, id: int) -> Parts | None:
        """What an alert asks; None where it is not here, or struck out."""
        at = self._place(id)
        if at is None or not self.columns[at, BITS]:
            return None
        expression, gate, floor, bits = self.columns[at].tolist()
        return Parts(self.expressions[expression], self.gates[gate], floor, bits)

    def _place(self, id: int) -> int | None:
        at = int(np.searchsorted(self.ids, id))
        return at if at < len(self.ids) and self.ids[at] == id else None

    @cached_property
    def _gate_numbers(self) -> dict[Gate, int]:
        return {gate: n for n, gate in enumerate(self.gates)}

    @cached_property
    def _filter_numbers(self) -> dict[tuple[int, int, int], int]:
        """The numbers of filters by the way of counting pay, the floor and the bits."""
        ways, kinds, floors = self.ways.tolist(), self.arrays[3].kinds.tolist(), self.floors.tolist()
        named = {}
        for n, code in enumerate(self._codes.tolist()):
            floor, kind = divmod(code, len(kinds))
            named[ways[floor // len(floors)], floors[floor % len(floors)], kinds[kind]] = n + 1
        return named

    def _filter(self, asked: Parts) -> int | None:
        """The number of what an alert has for a filter; None where none here has it."""
        way = self._numbers.way(asked.gate.currency, asked.gate.unstated)
        return self._filter_numbers.get((way, asked.floor, asked.bits))

    def most(self, jobs: Jobs) -> Ints:
        """The rank of the highest floor here that each job reaches, in each way of counting pay here."""
        return (np.searchsorted(self.floors, jobs.pay[:, self.ways], side="right") - 1).astype(np.int32)


def _small(numbers: Any, count: int) -> Any:
    """Numbers below `count` in as few bytes as the kernel is made for."""
    return numbers.astype(np.uint16 if count <= 1 << 16 else np.uint32)


def _after_none(numbers: Any) -> Ints:
    """The numbers after one that means nothing at all."""
    return np.append(0, numbers).astype(np.int32)
