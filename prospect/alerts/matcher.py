"""Which alerts a new job is for: stored queries, asked of one job at a time.

Most alerts ask the same few things, so equal expressions (`matcher_parts`) are evaluated once. Each is filed under one
*anchor*: features (terms, keys) of which a matching job must have at least one, chosen to be as rare as can be. A job
is asked only of the expressions that one of its own features reaches, and of those filed under none. The cost follows
the candidates, not the number of alerts. What matches is exactly `prospect.search.matching`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from prospect.alerts.matcher_parts import NEVER, Expression, Gate, Parts, bits_of, lets_in, most_pay, parts_of
from prospect.alerts.matcher_table import Ids, Longs
from prospect.search.document import Document
from prospect.search.matching import holds
from prospect.search.meaning import Atom, Group, Meaning
from prospect.search.query import Query

Feature = str


@dataclass(slots=True)
class _Filed:
    """An expression's anchor, and its alerts by gate: id to (least pay, bits)."""

    anchor: tuple[Feature, ...]
    gates: dict[Gate, dict[int, tuple[int, int]]] = field(default_factory=dict)


class Matcher:
    """Alerts by id. `add` replaces; an edit counts from the next `match` on. Ids are any ints.

    `sample`, if given, says how common terms and keys are among jobs, for the choice of anchors. A wrong guess costs
    time, never a match.
    """

    def __init__(self, sample: Iterable[Document] = ()) -> None:
        self._of: dict[int, Parts] = {}
        self._expressions: dict[Expression, _Filed] = {}
        self._by_anchor: dict[Feature, dict[Expression, None]] = {}
        self._unanchored: dict[Expression, None] = {}
        self._gates: dict[str, Counter[Gate]] = {}
        self._common = frequencies(sample)

    def __len__(self) -> int:
        return len(self._of)

    @property
    def expressions(self) -> int:
        """How many different things are asked, filters apart."""
        return len(self._expressions)

    def add(self, id: int, query: Query | Meaning | Parts) -> None:
        """Takes up an alert, or what it asks now. "Posted since" has no meaning here and is dropped."""
        asked = parts_of(query)
        if self._of.get(id) == asked:
            return
        self.remove(id)
        self._of[id] = asked
        filed = self._expressions.get(asked.expression) or self._file(asked.expression)
        if asked.gate not in filed.gates:
            filed.gates[asked.gate] = {}
        filed.gates[asked.gate][id] = (asked.floor, asked.bits)
        for key in asked.gate.where or ("",):
            self._gates.setdefault(key, Counter())[asked.gate] += 1

    def remove(self, id: int) -> None:
        """Forgets an alert; one that is not there is no error."""
        asked = self._of.pop(id, None)
        if asked is None:
            return
        filed = self._expressions[asked.expression]
        del filed.gates[asked.gate][id]
        if not filed.gates[asked.gate]:
            del filed.gates[asked.gate]
        if not filed.gates:
            self._unfile(asked.expression)
        for key in asked.gate.where or ("",):
            gates = self._gates[key]
            gates[asked.gate] -= 1
            if not gates[asked.gate]:
                del gates[asked.gate]

    def asked(self, id: int) -> Parts | None:
        """What an alert asks; None where there is none."""
        return self._of.get(id)

    def alerts(self) -> Iterable[tuple[int, Parts]]:
        """Every alert by id."""
        return self._of.items()

    def match(self, document: Document) -> list[int]:
        """The alerts whose search would find the job, in order."""
        open_gates, bits = self._open(document), bits_of(document)
        found: list[int] = []
        for expression in self._candidates(document):
            if not is_true(expression, document):
                continue
            gates = self._expressions[expression].gates
            for gate in gates if len(gates) < len(open_gates) else open_gates:
                if (most := open_gates.get(gate, NEVER)) != NEVER and gate in gates:
                    alerts = gates[gate].items()
                    found += [id for id, (floor, asked) in alerts if floor <= most and lets_in(asked, bits)]
        return sorted(found)

    def pairs(self, documents: Sequence[Document]) -> tuple[Longs, Ids]:
        """Each job's place in `documents` with each alert's id that it is for."""
        return pairs_in(self.batches(documents))

    def batches(self, documents: Sequence[Document]) -> Iterator[tuple[Longs, Ids]]:
        """One job after another: how many alerts it is for, and their ids."""
        for document in documents:
            found = self.match(document)
            yield np.array([len(found)], np.int64), np.array(found, np.int64)

    def _open(self, document: Document) -> dict[Gate, int]:
        """The gates that let the job in, each with the highest floor that its pay reaches."""
        reached = {gate for key in (*document.keys, "") for gate in self._gates.get(key, ())}
        most = {gate: most_pay(gate.currency, gate.unstated, document) for gate in reached}
        return {gate: pay for gate, pay in most.items() if pay != NEVER}

    def _candidates(self, document: Document) -> Iterator[Expression]:
        found = dict(self._unanchored)
        for feature in features(document):
            found |= self._by_anchor.get(feature, {})
        return iter(found)

    def _file(self, expression: Expression) -> _Filed:
        anchor = best_anchor(expression, self._common)
        filed = self._expressions[expression] = _Filed(anchor)
        if not expression.all_of:
            self._unanchored[expression] = None
        for feature in anchor:
            self._by_anchor.setdefault(feature, {})[expression] = None
        return filed

    def _unfile(self, expression: Expression) -> None:
        filed = self._expressions.pop(expression)
        self._unanchored.pop(expression, None)
        for feature in filed.anchor:
            here = self._by_anchor[feature]
            del here[expression]
            if not here:
                del self._by_anchor[feature]


def pairs_in(batches: Iterable[tuple[Longs, Ids]]) -> tuple[Longs, Ids]:
    """Each job's place with each alert's id, of batches of how many alerts each job is for and the ids of those."""
    found: list[tuple[Longs, Ids]] = [(np.empty(0, np.int64), np.empty(0, np.int32)), *batches]
    counts = np.concatenate([counts for counts, _ in found])
    return np.repeat(np.arange(len(counts)), counts), np.concatenate([ids for _, ids in found])


def is_true(expression: Expression, document: Document) -> bool:
    """Whether the expression holds of the job, as `matching` would have it."""
    return all(any(holds(atom, document) for atom in group) for group in expression.all_of) and not any(
        holds(atom, document) for atom in expression.none_of
    )


def features(document: Document) -> Iterator[Feature]:
    """Everything of a job that an expression can be filed under."""
    yield from document.keys
    yield from (f"title {term}" for term in document.title_term_set)
    yield from (f"text {term}" for term in document.term_set)


def frequencies(sample: Iterable[Document]) -> Counter[Feature]:
    """In how many of the jobs each feature is."""
    return Counter(feature for document in sample for feature in features(document))


def needed(atom: Atom) -> list[Feature]:
    """The features that a job must all have for the atom to hold."""
    if atom.kind == "key":
        return [atom.value[0]]
    place = "title" if atom.kind == "title" else "text"
    return [f"{place} {term}" for term in dict.fromkeys(atom.value)]


def rarity(common: Counter[Feature]) -> Callable[[Feature], tuple[int, int, str]]:
    """An order of features, the rarest first as far as the sample tells; of equals the longest, likely the rarer."""
    return lambda feature: (common[feature], -len(feature), feature)


def best_group(expression: Expression, cost: Callable[[Atom], int]) -> Group:
    """The group that the fewest jobs satisfy, when `cost` says how many an atom may be true of; () where there is none."""
    return min(expression.all_of, key=lambda group: (sum(map(cost, group)), len(group)), default=())


def best_anchor(expression: Expression, common: Counter[Feature]) -> tuple[Feature, ...]:
    """Features of which a job must have one for the expression to hold."""

    def rarest(atom: Atom) -> Feature:
        return min(needed(atom), key=rarity(common))

    return tuple({rarest(atom) for atom in best_group(expression, lambda atom: common[rarest(atom)])})
