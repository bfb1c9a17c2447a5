"""The inner loop of the compiled matcher, made machine code by numba where that is installed.

Everything is found as sets of jobs (`matcher_arrays`), for all the jobs of a batch at once: who has a feature, whom an
atom and an expression hold of, whom a gate and a filter let in; an alert's jobs are what its three have in common.
"""

from __future__ import annotations

from typing import Any

import numpy as np

try:
    from numba import njit

    AVAILABLE = True
except ImportError:  # the plain matcher gives the same answers
    AVAILABLE = False

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
    Seen,
    Set,
    Work,
)
from prospect.alerts.matcher_table import Ids, Longs

SOME = 2048  # records that are looked at before their alerts are given to the jobs, while they are still near
_ONE, _NONE = np.uint64(1), np.uint64(0)


def _compiled(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function) if AVAILABLE else function


def _inlined(function: Any) -> Any:
    """For what is called so often that handing over the arrays would cost more than what is done with them."""
    return njit(inline="always")(function) if AVAILABLE else function


@_compiled
def _add_features(given: Ints, at: Longs, first: int, last: int, seen: Seen, count: int) -> int:
    """Adds each job to those of its features; answers how many features have any."""
    for n in range(first, last):
        job = _ONE << np.uint64(n - first)
        for i in range(at[n], at[n + 1]):
            if given[i] >= 0:
                feature = np.uint32(given[i])
                if seen.jobs[feature] == _NONE:
                    seen.features[count] = feature
                    count += 1
                seen.jobs[feature] |= job
    return count


@_compiled
def find_features(first: int, last: int, jobs: Jobs, seen: Seen) -> int:
    """The jobs of every term and key; answers how many have any. `forget_features` of them makes room again."""
    seen.jobs[EVERY] = (_ONE << np.uint64(last - first)) - _ONE if last - first < JOBS else ~_NONE
    count = _add_features(jobs.tokens, jobs.token_at, first, last, seen, 0)
    count = _add_features(jobs.titles, jobs.title_at, first, last, seen, count)
    return int(_add_features(jobs.keys, jobs.key_at, first, last, seen, count))


@_compiled
def forget_features(features: int, seen: Seen) -> None:
    for k in range(features):
        seen.jobs[seen.features[k]] = _NONE


@_compiled
def _find_atoms(features: int, seen: Seen, atoms: Atoms, work: Work) -> Any:
    """The atoms other than phrases that hold of any job; answers how many. First those that may, without a branch."""
    some, count = np.uint64(0), np.uint64(0)
    for k in range(features):
        feature = seen.features[k]
        if feature + 1 >= len(atoms.filed_at):  # it was not known when these alerts were laid out
            continue
        having = seen.jobs[feature]
        for atom in range(np.uint64(atoms.filed_at[feature]), np.uint64(atoms.filed_at[feature + 1])):
            jobs = having & seen.jobs[atoms.next[atom]]
            work.atom[atom], work.atoms[some] = jobs, atom
            some += np.uint64(jobs != _NONE)
    for k in range(some):
        held = np.uint64(work.atoms[k])
        for i in range(atoms.rest_at[held], atoms.rest_at[held + _ONE]):
            work.atom[held] &= seen.jobs[atoms.rest[i]]
        work.atoms[count] = held
        count += np.uint64(work.atom[held] != _NONE)
    return np.int64(count)


@_compiled
def _find_phrases(n: int, job: Set, count: int, jobs: Jobs, atoms: Atoms, work: Work) -> int:
    """Adds the phrases that stand in the text of a job to the `count` atoms that hold; answers how many there are."""
    first, last = jobs.token_at[n], jobs.token_at[n + 1]
    for i in range(first, last):
        feature = jobs.tokens[i]
        if feature < 0 or feature + 1 >= len(atoms.phrase_at):
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
def _open_gates(features: int, seen: Seen, gates: Gates, work: Work) -> None:
    """The jobs that each gate lets in."""
    work.gate.fill(_NONE)
    for gate in gates.always:
        work.gate[gate] = seen.jobs[EVERY]
    for k in range(features):
        feature = seen.features[k]
        if feature + 1 < len(gates.filed_at):
            for i in range(gates.filed_at[feature], gates.filed_at[feature + 1]):
                work.gate[gates.filed[i]] |= seen.jobs[feature]


@_inlined
def _jobs_of(expression: int, every: Set, expressions: Expressions, work: Work) -> Any:
    """The jobs that have an atom of every group, and none that is excluded."""
    jobs = every
    for group in range(expressions.group_at[expression], expressions.group_at[expression + 1]):
        any_of = _NONE
        for i in range(expressions.atoms_at[group], expressions.atoms_at[group + 1]):
            any_of |= work.atom[expressions.atoms[i]]
        jobs &= any_of
    for i in range(expressions.none_at[expression], expressions.none_at[expression + 1]):
        jobs &= ~work.atom[expressions.none[i]]
    return jobs


@_compiled
def _find_expressions(atoms: int, every: Set, expressions: Expressions, work: Work) -> None:
    """The jobs that each expression holds of. One that several atoms lead to is looked at again."""
    for expression in expressions.unanchored:
        work.expression[expression] = _jobs_of(expression, every, expressions, work)
    for k in range(atoms):
        atom = work.atoms[k]
        for i in range(expressions.filed_at[atom], expressions.filed_at[atom + 1]):
            expression = expressions.filed[i]
            if expressions.plain[expression]:
                work.expression[expression] |= work.atom[atom]
            else:
                work.expression[expression] = _jobs_of(expression, every, expressions, work)


@_compiled
def _set_filters(first: int, last: int, jobs: Jobs, most: Ints, filters: Filters, work: Work) -> None:
    """The jobs that each filter lets in; `most[job, way]` is the rank of the highest floor reached, -1 for none."""
    work.floor.fill(_NONE)
    work.kind.fill(_NONE)
    for n in range(first, last):
        job = _ONE << np.uint64(n - first)
        for way in range(most.shape[1]):
            if most[n, way] >= 0:
                work.floor[way * filters.floors + most[n, way]] |= job
        for kind in range(len(filters.kinds)):
            if filters.kinds[kind] & jobs.levels[n] and filters.kinds[kind] & jobs.types[n]:
                work.kind[kind] |= job
    for floor in range(len(work.floor) - 2, -1, -1):
        if (floor + 1) % filters.floors:  # who reaches a floor reaches those below
            work.floor[floor] |= work.floor[floor + 1]
    for filter in range(len(filters.floor)):
        work.filter[filter] = work.floor[filters.floor[filter]] & work.kind[filters.kind[filter]]


@_inlined
def _lowest(jobs: Set) -> Any:
    """The place of the first job of a set: how many are below it. `JOBS` where it is empty."""
    below = ~jobs & (jobs - _ONE)
    below -= (below >> np.uint64(1)) & np.uint64(0x5555555555555555)
    below = (below & np.uint64(0x3333333333333333)) + ((below >> np.uint64(2)) & np.uint64(0x3333333333333333))
    below = (below + (below >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (below * np.uint64(0x0101010101010101)) >> np.uint64(56)  # the processor has one instruction for all this


@_compiled
def _begin(n: int, batch: int, work: Work) -> Any:
    """Where the alerts found for a job of a batch begin: the fewer jobs, the more room for each."""
    return np.uint64(n * ((len(work.found) - len(work.some)) // batch))


@_compiled
def _some_more(some: Set, first: Set, last: Set, jobs: Set, records: Records, work: Work) -> Any:
    """Adds those of the records that let any of the jobs in; answers how many there are then. Without a branch, for
    none could be foretold."""
    gates, filters = work.gate, work.filter
    for record in range(first, last):
        let_in = jobs & gates[records.gate[record]] & filters[records.filter[record]]
        work.some[some], work.some_jobs[some] = record, let_in
        some += np.uint64(let_in != _NONE)
    return some


@_compiled
def _give(some: Set, alerts: Ids, batch: int, work: Work) -> bool:
    """Gives the alerts of some records to their jobs; False where one of these may have no room for them. Most records
    have one job or two: these need no branch."""
    for n in range(batch):
        if work.end[n] + some > _begin(n + 1, batch, work):
            return False
    work.end[JOBS] = np.uint64(len(work.found) - len(work.some))
    for i in range(some):
        alert, jobs = alerts[work.some[i]], work.some_jobs[i]
        for _ in range(2):
            job = _lowest(jobs)
            work.found[work.end[job]] = alert
            work.end[job] += _ONE
            jobs &= jobs - _ONE
        while jobs != _NONE:
            job = _lowest(jobs)
            work.found[work.end[job]] = alert
            work.end[job] += _ONE
            jobs &= jobs - _ONE
    return True


@_compiled
def _find_alerts(batch: int, records: Records, work: Work) -> bool:
    """The alerts of the expressions, job by job; False where there was no room. In the order of the expressions, for
    that is how the records stand in memory."""
    for n in range(batch):
        work.end[n] = _begin(n, batch, work)
    some = np.uint64(0)
    for expression in range(len(work.expression)):
        jobs = work.expression[expression]
        if jobs != _NONE:
            first, last = np.uint64(records.record_at[expression]), np.uint64(records.record_at[expression + 1])
            while first < last:
                stop = min(first + np.uint64(SOME), last)
                some = _some_more(some, first, stop, jobs, records, work)
                first = stop
                if some >= SOME:
                    if not _give(some, records.alert, batch, work):
                        return False
                    some = np.uint64(0)
    return bool(_give(some, records.alert, batch, work))


@_compiled
def match_jobs(
    first: int,
    last: int,
    jobs: Jobs,
    most: Ints,
    found: tuple[int, Seen],
    index: tuple[Atoms, Expressions, Gates, Filters, Records],
    work: Work,
) -> bool:
    """Matches a batch of at most `JOBS`, of which the features are `found`; False where there was no room for the alerts:
    then fewer jobs must be asked for. For one job there is always room. `most[job, way]` is the rank of the highest of
    the floors of `index` that the job reaches, -1 for none.

    Everything is read once for all the jobs of a batch.
    """
    features, seen = found
    atoms, expressions, gates, filters, records = index
    held = _find_atoms(features, seen, atoms, work)
    for n in range(first, last):
        held = _find_phrases(n, _ONE << np.uint64(n - first), held, jobs, atoms, work)
    _open_gates(features, seen, gates, work)
    _set_filters(first, last, jobs, most, filters, work)
    _find_expressions(held, seen.jobs[EVERY], expressions, work)
    had_room = _find_alerts(last - first, records, work)
    work.expression.fill(_NONE)
    for k in range(held):
        work.atom[work.atoms[k]] = _NONE
    return bool(had_room)


@_compiled
def put_by_job(batch: int, work: Work, at: Longs, ids: Ids) -> None:
    """Puts the alerts found into `ids`, those of each job from `at` on, which is moved on."""
    for n in range(batch):
        first, last = _begin(n, batch, work), work.end[n]
        to = np.uint64(at[n])
        for i in range(last - first):
            ids[to + i] = work.found[first + i]
        at[n] += np.int64(last - first)


@_compiled
def count_by_job(batch: int, work: Work, counts: Longs) -> None:
    """Adds to `counts` how many alerts were found for each job."""
    for n in range(batch):
        counts[n] += np.int64(work.end[n] - _begin(n, batch, work))
