"""Alerts laid out in arrays for the kernel: features, atoms, expressions, gates, and each alert as a record.

Every job's feature (a term of the text, a term of the title, a key) that some alert asks for has a number; an atom is
filed under its rarest feature, an expression under the atoms of its rarest group, an alert under its expression and
gate, cheapest floor first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from prospect.alerts.matcher import best_group, needed, rarest
from prospect.alerts.matcher_kernel import Ints, Longs
from prospect.alerts.matcher_parts import Expression, Gate, Parts, bits_of, most_pay
from prospect.search.document import Document
from prospect.search.meaning import Atom

# Pay that cannot be a whole number of 62 bits is not pay.
_MOST = 1 << 60


class Listed:
    """A list of lists as two arrays, built by adding to the list of any number."""

    def __init__(self) -> None:
        self._pairs: list[tuple[int, int]] = []

    def add(self, owner: int, item: int) -> None:
        self._pairs.append((owner, item))

    def arrays(self, owners: int) -> tuple[Longs, Ints]:
        pairs = np.array(self._pairs, np.int64).reshape(-1, 2)
        order = np.argsort(pairs[:, 0], kind="stable")
        return starts(pairs[:, 0], owners), pairs[order, 1].astype(np.int32)


def starts(owners: Any, count: int) -> Longs:
    """Where the items of each owner begin, when they stand in the order of their owners."""
    at = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(owners, minlength=count)[:count], out=at[1:])
    return at


class Index:
    """Alerts that do not change. `ids` are theirs, in the order of their numbers here."""

    def __init__(self, alerts: Iterable[tuple[int, Parts]], common: Counter[str]) -> None:
        self._common = common
        self.text: dict[str, int] = {}
        self.title: dict[str, int] = {}
        self.keys: dict[str, int] = {}
        self._features = 0
        self._read(alerts)
        self._lay_out()

    def _read(self, alerts: Iterable[tuple[int, Parts]]) -> None:
        """Each alert's numbers: its expression, gate, least pay and bits."""
        expressions: dict[Expression, int] = {}
        gates: dict[Gate, int] = {}
        ids, numbers = [], []
        for id, (expression, gate, floor, bits) in alerts:
            ids.append(id)
            which = expressions.setdefault(expression, len(expressions))
            numbers.append((which, gates.setdefault(gate, len(gates)), min(floor, _MOST), bits))
        self.expressions, self.gates = list(expressions), list(gates)
        by_id = np.argsort(np.array(ids, np.int64), kind="stable")
        self.ids = np.array(ids, np.int64)[by_id]
        self.columns = np.array(numbers, np.int64).reshape(-1, 4)[by_id]

    def parts(self) -> Iterator[tuple[int, Parts]]:
        """The alerts, as they were given."""
        for id, (expression, gate, floor, bits) in zip(self.ids.tolist(), self.columns.tolist(), strict=True):
            yield id, Parts(self.expressions[expression], self.gates[gate], floor, bits)

    def _lay_out(self) -> None:
        atoms: dict[Atom, int] = {}
        expression_side = self._expression_side(atoms)
        gate_keys = [(n, self._feature(key)) for n, gate in enumerate(self.gates) for key in gate.where]
        atom_side = self._atom_side(list(atoms))
        key_gates = Listed()
        for gate, key in gate_keys:
            key_gates.add(key, gate)
        self.pays = list(dict.fromkeys((gate.currency, gate.unstated) for gate in self.gates)) or [("", False)]
        pay_number = {pay: n for n, pay in enumerate(self.pays)}
        gate_pay = np.array([pay_number[gate.currency, gate.unstated] for gate in self.gates], np.int32)
        open_gates = np.array([n for n, gate in enumerate(self.gates) if not gate.where], np.int32)
        gate_side = (*key_gates.arrays(self._features), open_gates, gate_pay)
        self.arrays = (atom_side, expression_side, gate_side, self._record_side())
        sizes = (self._features, len(atoms), len(self.expressions))
        stamps = [np.zeros(size + 1, np.int32) for size in sizes]
        gate_most = np.full(len(self.gates) + 1, -1, np.int64)
        lists = [np.zeros(size + 1, np.int32) for size in (sizes[1], sizes[2], len(self.gates), sizes[0])]
        self.work = (*stamps, gate_most, *lists)

    def _feature(self, name: str) -> int:
        """The number of a feature, by its name in `matcher.features`."""
        place, _, term = name.partition(" ")
        table, entry = (
            (self.text, term) if place == "text" else (self.title, term) if place == "title" else (self.keys, name)
        )
        if entry not in table:
            table[entry] = self._features
            self._features += 1
        return table[entry]

    def _expression_side(self, atoms: dict[Atom, int]) -> tuple[Any, ...]:
        """Expressions by the atoms of their rarest group, with their groups and what they exclude."""
        anchored, groups, none = Listed(), Listed(), Listed()
        owners: list[int] = []
        unanchored = []
        for n, (all_of, none_of) in enumerate(self.expressions):
            for group in all_of:
                for atom in group:
                    groups.add(len(owners), atoms.setdefault(atom, len(atoms)))
                owners.append(n)
            for atom in none_of:
                none.add(n, atoms.setdefault(atom, len(atoms)))
            for atom in best_group(self.expressions[n], self._common):
                anchored.add(atoms[atom], n)
            if not all_of:
                unanchored.append(n)
        count = len(self.expressions)
        group_at = starts(np.array(owners, np.int64), count)
        return (
            *anchored.arrays(len(atoms)),
            group_at,
            *groups.arrays(len(owners)),
            *none.arrays(count),
            np.array(unanchored, np.int32),
        )

    def _atom_side(self, atoms: Sequence[Atom]) -> tuple[Any, ...]:
        """Atoms by their rarest feature, with what else they need; phrases with their words in order."""
        postings, rest, words = Listed(), Listed(), Listed()
        phrases: list[tuple[int, int, int]] = []
        for n, atom in enumerate(atoms):
            anchor = rarest(atom, self._common)
            if atom.kind == "phrase":
                for term in atom.value:
                    words.add(n, self._feature(f"text {term}"))
                phrases.append((self._feature(anchor), n, atom.value.index(anchor.partition(" ")[2])))
            else:
                postings.add(self._feature(anchor), n)
                for feature in needed(atom):
                    if feature != anchor:
                        rest.add(n, self._feature(feature))
        phrases.sort()
        owner, phrase, offset = np.array(phrases, np.int64).reshape(-1, 3).T
        return (
            *postings.arrays(self._features),
            *rest.arrays(len(atoms)),
            starts(owner, self._features),
            phrase.astype(np.int32),
            offset.astype(np.int32),
            *words.arrays(len(atoms)),
        )

    def _record_side(self) -> tuple[Any, ...]:
        """Alerts by expression and gate, the lowest floor first."""
        expression, gate, floor, bits = self.columns.T
        order = np.lexsort((floor, gate, expression))
        expression, gate = expression[order], gate[order]
        new = np.ones(len(order), bool)
        new[1:] = (expression[1:] != expression[:-1]) | (gate[1:] != gate[:-1])
        first = np.flatnonzero(new)
        return (
            starts(expression[first], len(self.expressions)),
            gate[first].astype(np.int32),
            np.append(first, len(order)),
            floor[order],
            bits[order],
            order.astype(np.int32),
            len(order),
        )

    def job_arrays(self, documents: Sequence[Document]) -> tuple[Any, ...]:
        """What the kernel needs of jobs: the numbers of their terms and keys, their bits, and what their pay reaches."""
        text, title, keys = self.text.get, self.title.get, self.keys.get
        tokens: list[int] = []
        features: list[int] = []
        token_at, feature_at, bits, most = [0], [0], [], []
        for document in documents:
            tokens += [text(term, -1) for term in document.terms]
            token_at.append(len(tokens))
            features += [n for term in document.title_terms if (n := title(term, -1)) >= 0]
            features += [n for key in document.keys if (n := keys(key, -1)) >= 0]
            feature_at.append(len(features))
            bits.append(bits_of(document))
            most.append([most_pay(currency, unstated, document) for currency, unstated in self.pays])
        return (
            np.array(token_at, np.int64),
            np.array(tokens, np.int32),
            np.array(feature_at, np.int64),
            np.array(features, np.int32),
            np.array(bits, np.int64),
            np.array(most, np.int64).reshape(len(documents), len(self.pays)),
        )
