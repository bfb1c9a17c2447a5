"""The inner loop of the compiled matcher, made machine code by numba where that is installed.

Every name ending in `_at` is the index of a list of lists: the items of `n` are `items[at[n] : at[n + 1]]`. A *stamp*
is the number of the job at hand plus one, so that nothing need be cleared between the jobs of a batch.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

try:
    from numba import njit

    AVAILABLE = True
except ImportError:  # the plain matcher gives the same answers
    AVAILABLE = False

from prospect.alerts.matcher_parts import ALL_LEVELS, ALL_TYPES, LEVEL_BITS, TYPE_BITS

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

# A record is one number: the rank of the alert's floor among all floors, the levels and types let in, the alert.
ALERT_BITS, RANK_BITS = 28, 13
BITS_AT, RANK_AT = ALERT_BITS, ALERT_BITS + LEVEL_BITS + TYPE_BITS
_ALERT = (1 << ALERT_BITS) - 1
_LEVELS, _TYPES = ALL_LEVELS << BITS_AT, ALL_TYPES << BITS_AT
assert RANK_AT + RANK_BITS == 63

_FEW = 12  # a slot is looked at about this much faster in a row than by halving


class Atoms(NamedTuple):
    """Atoms that are no phrases are numbered in the order of the feature each is filed under: those of feature `f` are
    `filed_at[f]` to `filed_at[f + 1]`. Phrases are filed under a feature with the place that it has in them."""

    filed_at: Longs
    rest_at: Longs
    rest: Ints
    phrase_at: Longs
    phrases: Ints
    phrase_place: Ints
    words_at: Longs
    words: Ints


class Expressions(NamedTuple):
    """Expressions by the atoms they are filed under, their groups of atoms, and the atoms they exclude."""

    filed_at: Longs
    filed: Ints
    group_at: Longs
    atoms_at: Longs
    atoms: Ints
    none_at: Longs
    none: Ints
    unanchored: Ints


class Gates(NamedTuple):
    """Gates by the keys that open them, those that are always open, and the way each counts pay."""

    filed_at: Longs
    filed: Ints
    always: Ints
    pay: Ints


class Records(NamedTuple):
    """The slots of an expression are its gates, in their order: each has the gate, and where its records begin. They
    end where the next slot's begin, and stand in the order of their floors."""

    slot_at: Longs
    slots: Ints
    record: Longs


class Jobs(NamedTuple):
    """A batch of jobs; `most[job, pay]` is the rank of the highest floor reached in a way of counting pay, -1 for none;
    `bits` are those of its level and type, where a record has them."""

    token_at: Longs
    tokens: Ints
    feature_at: Longs
    features: Ints
    bits: Longs
    most: Ints


class Work(NamedTuple):
    """Room for what is found of one job: stamps, and lists of what is true."""

    feature: Ints
    atom: Ints
    expression: Ints
    gate_most: Ints
    features: Ints
    atoms: Ints
    expressions: Ints
    gates: Ints
    slots: Ints
    seen: Longs


def _compiled(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function) if AVAILABLE else function


@_compiled
def _find_features(job: int, jobs: Jobs, work: Work) -> int:
    """The different terms and keys of the job; answers how many."""
    count, stamp = 0, job + 1
    for i in range(jobs.token_at[job], jobs.token_at[job + 1]):
        feature = jobs.tokens[i]
        if feature >= 0 and work.feature[feature] != stamp:
            work.feature[feature] = stamp
            work.features[count] = feature
            count += 1
    for i in range(jobs.feature_at[job], jobs.feature_at[job + 1]):
        feature = jobs.features[i]
        if work.feature[feature] != stamp:
            work.feature[feature] = stamp
            work.features[count] = feature
            count += 1
    return count


@_compiled
def _find_atoms(job: int, features: int, atoms: Atoms, work: Work) -> int:
    """The atoms other than phrases that hold; answers how many."""
    count, stamp = 0, job + 1
    for k in range(features):
        feature = work.features[k]
        for atom in range(atoms.filed_at[feature], atoms.filed_at[feature + 1]):
            holds = True
            for i in range(atoms.rest_at[atom], atoms.rest_at[atom + 1]):
                if work.feature[atoms.rest[i]] != stamp:
                    holds = False
                    break
            if holds:
                work.atom[atom] = stamp
                work.atoms[count] = atom
                count += 1
    return count


@_compiled
def _find_phrases(job: int, count: int, jobs: Jobs, atoms: Atoms, work: Work) -> int:
    """Adds the phrases that stand in the text to the `count` atoms that hold; answers how many there are."""
    stamp, first, last = job + 1, jobs.token_at[job], jobs.token_at[job + 1]
    for i in range(first, last):
        feature = jobs.tokens[i]
        if feature < 0:
            continue
        for p in range(atoms.phrase_at[feature], atoms.phrase_at[feature + 1]):
            atom = atoms.phrases[p]
            start, word_at = i - atoms.phrase_place[p], atoms.words_at[atom]
            length = atoms.words_at[atom + 1] - word_at
            if work.atom[atom] == stamp or start < first or start + length > last:
                continue
            same = True
            for w in range(length):
                if jobs.tokens[start + w] != atoms.words[word_at + w]:
                    same = False
                    break
            if same:
                work.atom[atom] = stamp
                work.atoms[count] = atom
                count += 1
    return count


@_compiled
def _open_gates(job: int, features: int, jobs: Jobs, gates: Gates, work: Work) -> int:
    """The gates that let the job in, each with the rank of the highest floor that its pay reaches;
    answers how many."""
    count = 0
    for i in range(len(gates.always)):
        gate = gates.always[i]
        work.gate_most[gate] = jobs.most[job, gates.pay[gate]]
        work.gates[count] = gate
        count += 1
    for k in range(features):
        feature = work.features[k]
        for i in range(gates.filed_at[feature], gates.filed_at[feature + 1]):
            gate = gates.filed[i]
            most = jobs.most[job, gates.pay[gate]]
            if most >= 0 and work.gate_most[gate] < 0:
                work.gate_most[gate] = most
                work.gates[count] = gate
                count += 1
    return count


@_compiled
def _is_true(expression: int, stamp: int, expressions: Expressions, work: Work) -> bool:
    """Whether every group has an atom that holds, and nothing excluded holds."""
    for group in range(expressions.group_at[expression], expressions.group_at[expression + 1]):
        holds = False
        for i in range(expressions.atoms_at[group], expressions.atoms_at[group + 1]):
            if work.atom[expressions.atoms[i]] == stamp:
                holds = True
                break
        if not holds:
            return False
    for i in range(expressions.none_at[expression], expressions.none_at[expression + 1]):
        if work.atom[expressions.none[i]] == stamp:
            return False
    return True


@_compiled
def _find_expressions(job: int, atoms: int, expressions: Expressions, work: Work) -> int:
    """The expressions that hold; answers how many."""
    count, stamp = 0, job + 1
    for i in range(len(expressions.unanchored)):
        if _is_true(expressions.unanchored[i], stamp, expressions, work):
            work.expressions[count] = expressions.unanchored[i]
            count += 1
    for k in range(atoms):
        atom = work.atoms[k]
        for i in range(expressions.filed_at[atom], expressions.filed_at[atom + 1]):
            expression = expressions.filed[i]
            if work.expression[expression] != stamp:
                work.expression[expression] = stamp
                if _is_true(expression, stamp, expressions, work):
                    work.expressions[count] = expression
                    count += 1
    return count


@_compiled
def _slot_of(gate: int, first: int, last: int, records: Records) -> int:
    """The first slot from `first` on whose gate is not before `gate`."""
    while first < last:
        middle = (first + last) >> 1
        if records.slots[middle, 0] < gate:
            first = middle + 1
        else:
            last = middle
    return first


@_compiled
def _find_slots(expressions: int, gates: int, records: Records, work: Work) -> int:
    """The slots of true expressions whose gate is open; answers how many."""
    count = 0
    for k in range(expressions):
        begin, end = records.slot_at[work.expressions[k]], records.slot_at[work.expressions[k] + 1]
        if end - begin > gates * _FEW:
            for g in range(gates):
                slot = _slot_of(work.gates[g], begin, end, records)
                if slot < end and records.slots[slot, 0] == work.gates[g]:
                    work.slots[count] = slot
                    count += 1
        else:
            for slot in range(begin, end):
                work.slots[count] = slot
                count += work.gate_most[records.slots[slot, 0]] >= 0
    return count


@_compiled
def _take(slots: int, bits: int, records: Records, work: Work, out: Ints, count: int) -> int:
    """Writes the alerts that the filters let through after the `count` that are there; answers how many there are."""
    seen = 0
    for k in range(slots):  # asks for all the records at once, so that memory brings them while others are waited for
        seen ^= records.record[records.slots[work.slots[k], 1]]
    work.seen[0] = seen
    for k in range(slots):
        slot = work.slots[k]
        most = work.gate_most[records.slots[slot, 0]]
        for r in range(records.slots[slot, 1], records.slots[slot + 1, 1]):
            record = records.record[r]
            if record >> RANK_AT > most:
                break
            both = record & bits
            out[count] = record & _ALERT
            count += (both & _LEVELS != 0) & (both & _TYPES != 0)
    return count


@_compiled
def match_jobs(
    first: int, jobs: Jobs, index: tuple[Atoms, Expressions, Gates, Records], work: Work, out: Ints, ends: Longs
) -> int:
    """Matches the jobs from `first` on, until all are done or `out` could overflow; answers the next job to do.

    The alerts of job `j` are `out[ends[j - 1] : ends[j]]`, of the first from 0.
    """
    atoms, expressions, gates, records = index
    count = 0
    for job in range(first, len(jobs.bits)):
        if count + len(records.record) >= len(out):
            return job
        n_features = _find_features(job, jobs, work)
        n_atoms = _find_atoms(job, n_features, atoms, work)
        n_atoms = _find_phrases(job, n_atoms, jobs, atoms, work)
        n_gates = _open_gates(job, n_features, jobs, gates, work)
        n_expressions = _find_expressions(job, n_atoms, expressions, work)
        n_slots = _find_slots(n_expressions, n_gates, records, work)
        count = _take(n_slots, jobs.bits[job], records, work, out, count)
        ends[job] = count
        for g in range(n_gates):
            work.gate_most[work.gates[g]] = -1
    return len(jobs.bits)
