"""The inner loop of the compiled matcher, made machine code by numba where that is installed.

Every name ending in `_at` is the index of a list of lists: the items of `n` are `items[at[n] : at[n + 1]]`. A *set of
jobs* has a bit for each job of a batch. Everything is found as such sets, for all the jobs at once: who has a feature,
whom an atom and an expression hold of, whom a gate and a filter let in; an alert's jobs are what its three have in
common.
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

from prospect.alerts.matcher_table import Ids, Longs

Ints = npt.NDArray[np.int32]
Unsigned = npt.NDArray[np.uint32]
Set = np.uint64  # of jobs
Sets = npt.NDArray[Set]
Bytes = npt.NDArray[np.uint8]

JOBS = 64  # in a set
SOME = 4096  # alerts that are paired with their jobs at a time, while they are still near
_ONE, _NONE = np.uint64(1), np.uint64(0)


class Atoms(NamedTuple):
    """Atoms that are no phrases are numbered in the order of the feature each is filed under: those of feature `f` are
    `filed_at[f]` to `filed_at[f + 1]`; `next` is what such an atom needs besides (the last feature, which every job
    has, where it needs nothing), and `rest` what it needs beyond that. Phrases are filed under a feature with the place that it has in them."""

    filed_at: Longs
    next: Ints
    rest_at: Longs
    rest: Ints
    phrase_at: Longs
    phrases: Ints
    phrase_place: Ints
    words_at: Longs
    words: Ints


class Expressions(NamedTuple):
    """Expressions by the atoms they are filed under, their groups of atoms, and the atoms they exclude. One that is
    `plain` asks no more than the group it is filed under."""

    filed_at: Longs
    filed: Ints
    plain: Bytes
    group_at: Longs
    atoms_at: Longs
    atoms: Ints
    none_at: Longs
    none: Ints
    unanchored: Ints


class Gates(NamedTuple):
    """Gates by the keys that open them, and those that are always open."""

    filed_at: Longs
    filed: Ints
    always: Ints


class Filters(NamedTuple):
    """A filter is a floor in one way of counting pay, and the levels and types let in: `floor` is the way times the
    number of floors plus the floor's rank, `kind` the place of the bits in `kinds`. The first lets nothing in."""

    floor: Ints
    kind: Ints
    kinds: Longs
    floors: int


class Records(NamedTuple):
    """The alerts of each expression, each with its gate and its filter."""

    record_at: Longs
    gate: Unsigned
    filter: Unsigned
    alert: Ids


class Jobs(NamedTuple):
    """Some jobs: the numbers of the terms of their text in order, of their title's, and of their keys, -1 for what no
    alert asks for; `most[job, way]` is the rank of the highest floor reached in a way of counting pay, -1 for none;
    `levels` and `types` are the bits of each job's own."""

    token_at: Longs
    tokens: Ints
    title_at: Longs
    titles: Ints
    key_at: Longs
    keys: Ints
    levels: Longs
    types: Longs
    most: Ints


class Work(NamedTuple):
    """Room for what is found of a batch. The sets of jobs of each feature, atom, expression and so on; the features
    and atoms that have any job; some alerts, each with its jobs; and the pairs of an alert and a job."""

    feature: Sets
    atom: Sets
    expression: Sets
    gate: Sets
    floor: Sets
    kind: Sets
    filter: Sets
    features: Ints
    atoms: Ints
    some: Ids
    some_jobs: Sets
    alert: Ids
    job: Bytes


def _compiled(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function) if AVAILABLE else function


def _inlined(function: Any) -> Any:
    """For what is called so often that handing over the arrays would cost more than what is done with them."""
    return njit(inline="always")(function) if AVAILABLE else function


@_compiled
def _add_features(given: Ints, at: Longs, first: int, last: int, work: Work, count: int) -> int:
    """Adds each job to those of its features; answers how many features have any."""
    for n in range(first, last):
        job = _ONE << np.uint64(n - first)
        for i in range(at[n], at[n + 1]):
            if given[i] >= 0:
                feature = np.uint32(given[i])
                if work.feature[feature] == _NONE:
                    work.features[count] = feature
                    count += 1
                work.feature[feature] |= job
    return count


@_compiled
def _find_features(first: int, last: int, jobs: Jobs, work: Work) -> int:
    """The jobs of every term and key; answers how many have any."""
    work.feature[-1] = (_ONE << np.uint64(last - first)) - _ONE if last - first < JOBS else ~_NONE
    count = _add_features(jobs.tokens, jobs.token_at, first, last, work, 0)
    count = _add_features(jobs.titles, jobs.title_at, first, last, work, count)
    return int(_add_features(jobs.keys, jobs.key_at, first, last, work, count))


@_compiled
def _find_atoms(features: int, atoms: Atoms, work: Work) -> Any:
    """The atoms other than phrases that hold of any job; answers how many."""
    count = np.uint64(0)
    for k in range(features):
        feature = work.features[k]
        having = work.feature[feature]
        for atom in range(np.uint64(atoms.filed_at[feature]), np.uint64(atoms.filed_at[feature + 1])):
            jobs = having & work.feature[atoms.next[atom]]
            if jobs != _NONE:
                for i in range(atoms.rest_at[atom], atoms.rest_at[atom + np.uint64(1)]):
                    jobs &= work.feature[atoms.rest[i]]
                work.atom[atom], work.atoms[count] = jobs, atom
                count += np.uint64(jobs != _NONE)
    return np.int64(count)


@_compiled
def _find_phrases(n: int, job: Set, count: int, jobs: Jobs, atoms: Atoms, work: Work) -> int:
    """Adds the phrases that stand in the text of a job to the `count` atoms that hold; answers how many there are."""
    first, last = jobs.token_at[n], jobs.token_at[n + 1]
    for i in range(first, last):
        feature = jobs.tokens[i]
        if feature < 0:
            continue
        for p in range(atoms.phrase_at[feature], atoms.phrase_at[feature + 1]):
            atom = atoms.phrases[p]
            start, word_at = i - atoms.phrase_place[p], atoms.words_at[atom]
            length = atoms.words_at[atom + 1] - word_at
            if start < first or start + length > last:
                continue
            same = True
            for w in range(length):
                if jobs.tokens[start + w] != atoms.words[word_at + w]:
                    same = False
                    break
            if same:
                if work.atom[atom] == _NONE:
                    work.atoms[count] = atom
                    count += 1
                work.atom[atom] |= job
    return count


@_compiled
def _open_gates(features: int, gates: Gates, work: Work) -> None:
    """The jobs that each gate lets in."""
    work.gate.fill(_NONE)
    for gate in gates.always:
        work.gate[gate] = work.feature[-1]
    for k in range(features):
        feature = work.features[k]
        for i in range(gates.filed_at[feature], gates.filed_at[feature + 1]):
            work.gate[gates.filed[i]] |= work.feature[feature]


@_inlined
def _jobs_of(expression: int, expressions: Expressions, work: Work) -> Any:
    """The jobs that have an atom of every group, and none that is excluded."""
    jobs = work.feature[-1]
    for group in range(expressions.group_at[expression], expressions.group_at[expression + 1]):
        any_of = _NONE
        for i in range(expressions.atoms_at[group], expressions.atoms_at[group + 1]):
            any_of |= work.atom[expressions.atoms[i]]
        jobs &= any_of
    for i in range(expressions.none_at[expression], expressions.none_at[expression + 1]):
        jobs &= ~work.atom[expressions.none[i]]
    return jobs


@_compiled
def _find_expressions(atoms: int, expressions: Expressions, work: Work) -> None:
    """The jobs that each expression holds of. One that several atoms lead to is looked at again."""
    for expression in expressions.unanchored:
        work.expression[expression] = _jobs_of(expression, expressions, work)
    for k in range(atoms):
        atom = work.atoms[k]
        for i in range(expressions.filed_at[atom], expressions.filed_at[atom + 1]):
            expression = expressions.filed[i]
            if expressions.plain[expression]:
                work.expression[expression] |= work.atom[atom]
            else:
                work.expression[expression] = _jobs_of(expression, expressions, work)


@_compiled
def _set_filters(first: int, last: int, jobs: Jobs, filters: Filters, work: Work) -> None:
    """The jobs that each filter lets in."""
    work.floor.fill(_NONE)
    work.kind.fill(_NONE)
    for n in range(first, last):
        job = _ONE << np.uint64(n - first)
        for way in range(jobs.most.shape[1]):
            if jobs.most[n, way] >= 0:
                work.floor[way * filters.floors + jobs.most[n, way]] |= job
        for kind in range(len(filters.kinds)):
            if filters.kinds[kind] & jobs.levels[n] and filters.kinds[kind] & jobs.types[n]:
                work.kind[kind] |= job
    for floor in range(len(work.floor) - 2, -1, -1):
        if (floor + 1) % filters.floors:  # who reaches a floor reaches those below
            work.floor[floor] |= work.floor[floor + 1]
    for filter in range(len(filters.floor)):
        work.filter[filter] = work.floor[filters.floor[filter]] & work.kind[filters.kind[filter]]


@_inlined
def _size(jobs: Set) -> Set:
    """How many jobs are in a set; the processor has one instruction for it, which is what this becomes."""
    jobs -= (jobs >> np.uint64(1)) & np.uint64(0x5555555555555555)
    jobs = (jobs & np.uint64(0x3333333333333333)) + ((jobs >> np.uint64(2)) & np.uint64(0x3333333333333333))
    jobs = (jobs + (jobs >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (jobs * np.uint64(0x0101010101010101)) >> np.uint64(56)


@_inlined
def _lowest(jobs: Set) -> Any:
    """The place of the first job of a set."""
    return _size(~jobs & (jobs - _ONE))


@_compiled
def _pair(some: Set, pairs: Set, work: Work) -> Set:
    """Adds each of some alerts with each of its jobs; answers how many pairs there are. Most have one job or two: these
    need no branch."""
    for i in range(some):
        alert, jobs = work.some[i], work.some_jobs[i]
        after = pairs + _size(jobs)
        for _ in range(2):
            work.alert[pairs], work.job[pairs] = alert, _lowest(jobs)
            jobs &= jobs - _ONE
            pairs += _ONE
        while jobs != _NONE:
            work.alert[pairs], work.job[pairs] = alert, _lowest(jobs)
            jobs &= jobs - _ONE
            pairs += _ONE
        pairs = after
    return pairs


@_compiled
def _find_alerts(batch: int, records: Records, work: Work) -> Any:
    """The alerts of the expressions with their jobs; answers how many pairs, -1 where there was no room.

    A few expressions at a time: first the alerts that let any of the jobs in, without a branch, for none could be
    foretold; then the pairs.
    """
    some, pairs = np.uint64(0), np.uint64(0)
    gates, filters, room = work.gate, work.filter, np.uint64(len(work.alert))
    for expression in range(len(work.expression)):
        jobs = work.expression[expression]
        if jobs != _NONE:
            first, last = records.record_at[expression], records.record_at[expression + 1]
            for record in range(np.uint64(first), np.uint64(last)):
                let_in = jobs & gates[records.gate[record]] & filters[records.filter[record]]
                work.some[some], work.some_jobs[some] = records.alert[record], let_in
                some += np.uint64(let_in != _NONE)
        if some >= SOME or expression == len(work.expression) - 1:
            if pairs + some * np.uint64(batch) + np.uint64(2) > room:
                return -1
            pairs = _pair(some, pairs, work)
            some = np.uint64(0)
    return np.int64(pairs)


@_compiled
def match_jobs(
    first: int, last: int, jobs: Jobs, index: tuple[Atoms, Expressions, Gates, Filters, Records], work: Work
) -> Any:
    """Matches a batch of at most `JOBS`; answers how many alerts were found, -1 where there was no room for them: then
    fewer jobs must be asked for. For one job there is always room.

    Everything is read once for all the jobs of a batch.
    """
    atoms, expressions, gates, filters, records = index
    features = _find_features(first, last, jobs, work)
    held = _find_atoms(features, atoms, work)
    for n in range(first, last):
        held = _find_phrases(n, _ONE << np.uint64(n - first), held, jobs, atoms, work)
    _open_gates(features, gates, work)
    _set_filters(first, last, jobs, filters, work)
    _find_expressions(held, expressions, work)
    count = _find_alerts(last - first, records, work)
    work.expression.fill(_NONE)
    for k in range(held):
        work.atom[work.atoms[k]] = _NONE
    for k in range(features):
        work.feature[work.features[k]] = _NONE
    return count


@_compiled
def count_jobs(pairs: int, work: Work, counts: Longs) -> None:
    """Adds to `counts` how many of the pairs found each job has."""
    for i in range(pairs):
        counts[work.job[i]] += 1


@_compiled
def put_by_job(pairs: int, work: Work, at: Longs, ids: Ids) -> None:
    """Puts the alerts of the pairs found into `ids`, those of each job from `at` on, which is moved on."""
    for i in range(pairs):
        job = work.job[i]
        ids[at[job]] = work.alert[i]
        at[job] += 1
