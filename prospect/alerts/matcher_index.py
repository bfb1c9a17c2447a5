"""Alerts laid out in arrays for the kernel: features, atoms, expressions, gates, and each alert as a record.

Every feature of a job that some alert asks for has a number (`matcher_reading`); an atom is filed under its rarest feature, an expression under the atoms of its rarest group, an alert under its expression and
gate, cheapest floor first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from prospect.alerts.matcher import best_group, needed, rarest
from prospect.alerts.matcher_kernel import (
    ALERT_BITS,
    BITS_AT,
    RANK_AT,
    RANK_BITS,
    WORD,
    Atoms,
    Expressions,
    Gates,
    Ints,
    Jobs,
    Longs,
    Records,
    Words,
    Work,
)
from prospect.alerts.matcher_parts import ALL_LEVELS, ALL_TYPES, bits_of, most_pay
from prospect.alerts.matcher_reading import Features, Read
from prospect.alerts.matcher_table import BITS, Table, kept
from prospect.search.document import Document
from prospect.search.meaning import Atom

BATCH = 250  # jobs at a time; their stamps fit a byte
MORE = 1 << 20  # room for so many findings of a batch beyond those that one job can have


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


def bitmap(members: Longs, size: int) -> Words:
    """Members of a set of numbers below `size` as bits."""
    words = np.zeros(size // WORD + 1, np.uint32)
    np.bitwise_or.at(words, members // WORD, np.uint32(1) << (members % WORD).astype(np.uint32))
    return words


def bitmaps(slot_at: Longs, gates: Longs, size: int) -> tuple[Longs, Words, Ints]:
    """Where the bitmap of each expression's gates begins, -1 where it would take more room than its slots; the bitmaps;
    and how many of the expression's slots are before each of their words."""
    per = size // WORD + 1
    word_at = np.full(len(slot_at), -1, np.int64)
    many = np.flatnonzero(np.diff(slot_at) >= per)
    word_at[many] = np.arange(len(many)) * per
    words = [bitmap(gates[slot_at[n] : slot_at[n + 1]], size) for n in many.tolist()]
    counts = np.array([np.bincount(gates[slot_at[n] : slot_at[n + 1]] // WORD, minlength=per) for n in many.tolist()])
    before = np.cumsum(counts, axis=1) - counts if len(many) else np.zeros(1)
    return word_at, np.concatenate([*words, np.zeros(1, np.uint32)]), before.ravel().astype(np.int32)


def _room(features: int, atoms: int, expressions: int, gates: int, alerts: int) -> Work:
    """Room for what is found of a batch; one more than there are, for no array may be empty."""

    def zeros(size: int, kind: type = np.int32) -> Any:
        return np.zeros(size + 1, kind)

    more = min(MORE, 64 * (alerts + BATCH))
    pairs = expressions + more
    return Work(
        zeros(features, np.uint8),
        zeros(atoms, np.uint8),
        zeros(expressions, np.uint8),
        zeros(features),
        zeros(atoms),
        np.zeros((BATCH, gates // WORD + 1), np.uint32),
        zeros(pairs),
        zeros(pairs),
        zeros(expressions),
        zeros(expressions),
        zeros(pairs),
        zeros(gates),
        zeros(gates),
        zeros(alerts + more),
        zeros(pairs),
        zeros(pairs, np.int64),
    )


class Index:
    """Alerts that do not change, laid out for the kernel."""

    def __init__(self, table: Table, common: Counter[str], features: Features, spare: int = 0) -> None:
        """`features` may get `spare` more afterwards, of which this index knows nothing."""
        self._common, self._numbers = common, features
        self.ids, self.columns, self.expressions, self.gates = table
        self._lay_out(spare)

    def table(self) -> Table:
        """The alerts as they were given, those struck out left out."""
        every = Table(self.ids, self.columns, self.expressions, self.gates)
        return kept(every, self.columns[:, BITS] != 0)

    def _lay_out(self, spare: int) -> None:
        found = dict.fromkeys(atom for all_of, none_of in self.expressions for atom in chain(*all_of, none_of))
        anchors = {atom: self._numbers.number(rarest(atom, self._common)) for atom in found}
        for feature in chain.from_iterable(needed(atom) for atom in found):
            self._numbers.number(feature)
        opened = [(self._numbers.number(key), n) for n, gate in enumerate(self.gates) for key in gate.where]
        self.features = self._numbers.count + spare
        ordered = sorted(found, key=lambda atom: (atom.kind == "phrase", anchors[atom]))
        number = {atom: n for n, atom in enumerate(ordered)}
        atoms = self._atoms(ordered, anchors)
        self.arrays = (atoms, self._expressions(number), self._gates(opened), self._records())
        self.work = _room(self.features, len(number), len(self.expressions), len(self.gates), len(self.ids))

    def _atoms(self, ordered: Sequence[Atom], anchors: Mapping[Atom, int]) -> Atoms:
        """Atoms by their rarest feature, with what else they need; phrases with their words in order."""
        rest: list[tuple[int, int]] = []
        others: list[int] = []
        words: list[tuple[int, int]] = []
        phrases: list[tuple[int, int, int]] = []
        for n, atom in enumerate(ordered):
            if atom.kind == "phrase":
                numbers = [self._numbers.text[term] for term in atom.value]
                words += [(n, number) for number in numbers]
                phrases.append((anchors[atom], n, numbers.index(anchors[atom])))
            else:
                by_rarity = sorted(needed(atom), key=lambda feature: self._common[feature])
                numbers = [self._numbers.number(feature) for feature in by_rarity]
                other, *further = [number for number in numbers if number != anchors[atom]] or [-1]
                others.append(other)
                rest += [(n, number) for number in further]
        filed = np.array([anchors[atom] for atom in ordered if atom.kind != "phrase"], np.int64)
        phrases.sort()
        owner, phrase, place = np.array(phrases, np.int64).reshape(-1, 3).T
        return Atoms(
            starts(filed, self.features),
            np.array(others, np.int32),
            *lists(rest, len(ordered)),
            starts(owner, self.features),
            phrase.astype(np.int32),
            place.astype(np.int32),
            *lists(words, len(ordered)),
        )

    def _expressions(self, number: Mapping[Atom, int]) -> Expressions:
        """Expressions by the atoms of their rarest group, with their groups and what they exclude."""
        filed: list[tuple[int, int]] = []
        groups: list[tuple[int, int]] = []
        none: list[tuple[int, int]] = []
        owners: list[int] = []
        for n, expression in enumerate(self.expressions):
            for group in expression.all_of:
                groups += [(len(owners), number[atom]) for atom in group]
                owners.append(n)
            none += [(n, number[atom]) for atom in expression.none_of]
            filed += [(number[atom], n) for atom in best_group(expression, self._common)]
        count = len(self.expressions)
        unanchored = [n for n, expression in enumerate(self.expressions) if not expression.all_of]
        return Expressions(
            *lists(filed, len(number)),
            np.array([len(e.all_of) == 1 and not e.none_of for e in self.expressions], np.uint8),
            starts(np.array(owners, np.int64), count),
            *lists(groups, len(owners)),
            *lists(none, count),
            np.array(unanchored, np.int32),
        )

    def _gates(self, opened: list[tuple[int, int]]) -> Gates:
        self.pays = list(dict.fromkeys((gate.currency, gate.unstated) for gate in self.gates)) or [("", False)]
        pay = np.array([self.pays.index((gate.currency, gate.unstated)) for gate in self.gates], np.int32)
        always = bitmap(np.array([n for n, gate in enumerate(self.gates) if not gate.where], np.int64), len(self.gates))
        return Gates(*lists(opened, self.features), always, pay)

    def _records(self) -> Records:
        """Alerts by expression and gate, the lowest floor first."""
        expression, gate, floor, bits = self.columns.T
        self.floors, rank = np.unique(floor, return_inverse=True)
        if len(self.floors) >> RANK_BITS or len(self.ids) >> ALERT_BITS:
            raise OverflowError(f"more than {1 << RANK_BITS} different floors or {1 << ALERT_BITS} alerts in one index")
        order = np.lexsort((floor, gate, expression))
        expression, gate = expression[order], gate[order]
        new = np.ones(len(order), bool)
        new[1:] = (expression[1:] != expression[:-1]) | (gate[1:] != gate[:-1])
        first = np.flatnonzero(new)
        self._record_of = np.empty(len(order), np.int32)
        self._record_of[order] = np.arange(len(order), dtype=np.int32)
        slot_at = starts(expression[first], len(self.expressions))
        word_at, words, before = bitmaps(slot_at, gate[first], len(self.gates))
        self.own_ids = len(self.ids) == 0 or (self.ids[0] >= 0 and self.ids[-1] >> ALERT_BITS == 0)
        named = self.ids[order] if self.own_ids else order
        record = (rank[order] << RANK_AT) | (bits[order] << BITS_AT) | named
        begin = np.append(first, len(order)).astype(np.int32)
        return Records(slot_at, gate[first].astype(np.int32), begin, word_at, words, before, record)

    def ids_of(self, named: Longs) -> Longs:
        """The ids of alerts as records name them: by themselves where they fit, else by their numbers."""
        return named if self.own_ids else self.ids[named]

    def strike(self, id: int) -> bool:
        """Takes an alert out; whether it was there."""
        at = int(np.searchsorted(self.ids, id))
        if at == len(self.ids) or self.ids[at] != id or not self.columns[at, BITS]:
            return False
        self.columns[at, BITS] = 0  # no level and no type: no job has none
        self.arrays[3].record[self._record_of[at]] &= ~((ALL_LEVELS | ALL_TYPES) << BITS_AT)
        return True

    def jobs(self, documents: Sequence[Document], read: Read) -> Jobs:
        """What the kernel needs of jobs: their features, their bits, and what their pay reaches."""
        most = [[most_pay(currency, unstated, d) for currency, unstated in self.pays] for d in documents]
        return Jobs(
            *read,
            np.array([bits_of(document) << BITS_AT for document in documents], np.int64),
            (np.searchsorted(self.floors, np.array(most, np.int64), side="right") - 1).astype(np.int32),
        )
