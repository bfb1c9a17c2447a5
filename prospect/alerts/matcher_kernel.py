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
Words = npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]

# A record is one number: the rank of the alert's floor among all floors, the levels and types let in, the alert.
ALERT_BITS, RANK_BITS = 28, 13
BITS_AT, RANK_AT = ALERT_BITS, ALERT_BITS + LEVEL_BITS + TYPE_BITS
_ALERT = (1 << ALERT_BITS) - 1
_LEVELS, _TYPES = ALL_LEVELS << BITS_AT, ALL_TYPES << BITS_AT
assert RANK_AT + RANK_BITS == 63

WORD = 32  # gates in one word of a bitmap


class Atoms(NamedTuple):
    """Atoms that are no phrases are numbered in the order of the feature each is filed under: those of feature `f` are
    `filed_at[f]` to `filed_at[f + 1]`; `next` is what such an atom needs besides (-1: nothing), and `rest` what it
    needs beyond that. Phrases are filed under a feature with the place that it has in them."""

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
    """Gates by the keys that open them, those that are always open as a bitmap, and the way each counts pay."""

    filed_at: Longs
    filed: Ints
    always: Words
    pay: Ints


class Records(NamedTuple):
    """The slots of an expression are its gates, in their order: `gate` is a slot's, `begin` where its records begin.
    They end where the next slot's begin, and stand in the order of their floors. An expression with many slots has a
    bitmap of its gates too, from `words[word_at]` on (-1: none), with the number of its slots before each word."""

    slot_at: Longs
    gate: Ints
    begin: Ints
    word_at: Longs
    words: Words
    before: Ints
    record: Longs


class Jobs(NamedTuple):
    """Some jobs: the numbers of the terms of their text in order, of their title's, and of their keys, -1 for what no
    alert asks for; `most[job, pay]` is the rank of the highest floor reached in a way of counting pay, -1 for none;
    `bits` are those of its level and type, where a record has them."""

    token_at: Longs
    tokens: Ints
    title_at: Longs
    titles: Ints
    key_at: Longs
    keys: Ints
    bits: Longs
    most: Ints


class Work(NamedTuple):
    """Room for what is found of one job (stamps, and lists of what is true) and of a batch: for each job its open
    gates; for each pair of an expression and a job that it is true of, both; for each such expression how many jobs
    it has, and which; the slots of one whose gates are open; the alerts found, in runs of one expression and job, with the job and the end of each run."""

    feature: Bytes
    atom: Bytes
    expression: Bytes
    features: Ints
    atoms: Ints
    open: Words
    pair_expression: Ints
    pair_job: Ints
    touched: Ints
    jobs_of: Ints
    jobs: Ints
    slots: Ints
    slot_gates: Ints
    alerts: Ints
    run_job: Ints
    run_end: Longs


def _compiled(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function) if AVAILABLE else function


def _inlined(function: Any) -> Any:
    """For what is called so often that handing over the arrays would cost more than what is done with them."""
    return njit(inline="always")(function) if AVAILABLE else function


@_compiled
def _add_features(given: Ints, first: int, last: int, stamp: int, work: Work, count: int) -> int:
    """Adds those of some features that are new; answers how many there are."""
    for i in range(first, last):
        feature = given[i]
        if feature >= 0 and work.feature[feature] != stamp:
            work.feature[feature] = stamp
            work.features[count] = feature
            count += 1
    return count


@_compiled
def _find_features(job: int, stamp: int, jobs: Jobs, work: Work) -> int:
    """The different terms and keys of the job; answers how many."""
    count: int = _add_features(jobs.tokens, jobs.token_at[job], jobs.token_at[job + 1], stamp, work, 0)
    count = _add_features(jobs.titles, jobs.title_at[job], jobs.title_at[job + 1], stamp, work, count)
    return int(_add_features(jobs.keys, jobs.key_at[job], jobs.key_at[job + 1], stamp, work, count))


@_compiled
def _find_atoms(stamp: int, features: int, atoms: Atoms, work: Work) -> int:
    """The atoms other than phrases that hold; answers how many."""
    count = 0
    for k in range(features):
        feature = work.features[k]
        for atom in range(atoms.filed_at[feature], atoms.filed_at[feature + 1]):
            other = atoms.next[atom]
            if other >= 0 and work.feature[other] != stamp:
                continue
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
def _find_phrases(job: int, stamp: int, count: int, jobs: Jobs, atoms: Atoms, work: Work) -> int:
    """Adds the phrases that stand in the text to the `count` atoms that hold; answers how many there are."""
    first, last = jobs.token_at[job], jobs.token_at[job + 1]
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
def _open_gates(row: int, features: int, gates: Gates, work: Work) -> None:
    """Marks the gates that let the job in."""
    work.open[row] = gates.always
    for k in range(features):
        feature = work.features[k]
        for i in range(gates.filed_at[feature], gates.filed_at[feature + 1]):
            gate = gates.filed[i]
            work.open[row, gate // WORD] |= np.uint32(1) << np.uint32(gate % WORD)


@_inlined
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


@_inlined
def _note(expression: int, row: int, pairs: int, touched: int, work: Work) -> int:
    """Writes down that an expression is true of a job; answers how many expressions are true of any."""
    if work.jobs_of[expression] == 0:
        work.touched[touched] = expression
        touched += 1
    work.jobs_of[expression] += 1
    work.pair_expression[pairs] = expression
    work.pair_job[pairs] = row
    return touched


@_compiled
def _find_expressions(
    row: int, atoms: int, expressions: Expressions, work: Work, pairs: int, touched: int
) -> tuple[int, int]:
    """Adds the expressions that hold of a job; answers how many pairs, and how many different expressions, there are."""
    stamp = row + 1
    for expression in expressions.unanchored:
        if _is_true(expression, stamp, expressions, work):
            touched = _note(expression, row, pairs, touched, work)
            pairs += 1
    for k in range(atoms):
        atom = work.atoms[k]
        for i in range(expressions.filed_at[atom], expressions.filed_at[atom + 1]):
            expression = expressions.filed[i]
            if work.expression[expression] != stamp:
                work.expression[expression] = stamp
                if expressions.plain[expression] or _is_true(expression, stamp, expressions, work):
                    touched = _note(expression, row, pairs, touched, work)
                    pairs += 1
    return pairs, touched


@_compiled
def _gather_jobs(pairs: int, touched: int, work: Work) -> None:
    """Puts the jobs of each touched expression in a row, and makes `jobs_of` where its jobs end."""
    end = 0
    for k in range(touched):
        expression = work.touched[k]
        end += work.jobs_of[expression]
        work.jobs_of[expression] = end
    for pair in range(pairs - 1, -1, -1):
        expression = work.pair_expression[pair]
        work.jobs_of[expression] -= 1
        work.jobs[work.jobs_of[expression]] = work.pair_job[pair]


@_compiled
def _ones(word: int) -> int:
    """How many bits of a word of 32 are set."""
    word -= (word >> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >> 2) & 0x33333333)
    word = (word + (word >> 4)) & 0x0F0F0F0F
    return ((word * 0x01010101) >> 24) & 0xFF


@_compiled
def _find_slots(expression: int, row: int, records: Records, open_gates: Words, slots: Ints, gates: Ints) -> int:
    """The slots of an expression whose gates are open for a job, and those gates; answers how many."""
    first, word_at, count = records.slot_at[expression], records.word_at[expression], 0
    if word_at < 0:
        for slot in range(first, records.slot_at[expression + 1]):
            gate = records.gate[slot]
            slots[count], gates[count] = slot, gate
            count += (np.int64(open_gates[row, gate // WORD]) >> (gate % WORD)) & 1
        return count
    for k in range(open_gates.shape[1]):
        word = np.int64(records.words[word_at + k])
        both = word & np.int64(open_gates[row, k])
        while both:
            below = (both & -both) - 1
            slots[count] = first + records.before[word_at + k] + _ones(word & below)
            gates[count] = k * WORD + _ones(below)
            count += 1
            both &= both - 1
    return count


@_compiled
def _take(
    slots: Ints, gates: Ints, n: int, pay: Ints, most: Ints, bits: int, records: Records, out: Ints, count: int
) -> int:
    """Adds the alerts of `n` slots that the filters let through; answers how many alerts there are."""
    for k in range(n):
        reached = most[pay[gates[k]]]
        for r in range(records.begin[slots[k]], records.begin[slots[k] + 1]):
            record = records.record[r]
            if record >> RANK_AT > reached:
                break
            both = record & bits
            out[count] = record & _ALERT
            count += (both & _LEVELS != 0) & (both & _TYPES != 0)
    return count


@_compiled
def _find_alerts(
    first: int, touched: int, pairs: int, jobs: Jobs, gates: Gates, records: Records, work: Work
) -> tuple[int, int]:
    """The alerts of every touched expression for each of its jobs; answers how many runs and alerts, (-1, 0) where
    there was no room."""
    runs, count = 0, 0
    for k in range(touched):
        expression = work.touched[k]
        most = records.begin[records.slot_at[expression + 1]] - records.begin[records.slot_at[expression]]
        end = work.jobs_of[work.touched[k + 1]] if k + 1 < touched else pairs
        for i in range(work.jobs_of[expression], end):
            if count + most > len(work.alerts):
                return -1, 0
            row, before = work.jobs[i], count
            n = _find_slots(expression, row, records, work.open, work.slots, work.slot_gates)
            reached, bits = jobs.most[first + row], jobs.bits[first + row]
            count = _take(work.slots, work.slot_gates, n, gates.pay, reached, bits, records, work.alerts, count)
            work.run_job[runs], work.run_end[runs] = row, count
            runs += count > before
    return runs, count


@_compiled
def match_jobs(
    first: int, last: int, jobs: Jobs, index: tuple[Atoms, Expressions, Gates, Records], work: Work
) -> tuple[int, int]:
    """Matches a batch of jobs, fewer than 256; answers how many runs and alerts were found, (-1, 0) where there was no
    room for them: then fewer jobs must be asked for. For one job there is always room.

    Expression by expression, and not job by job, so that memory is read once for all the jobs of a batch.
    """
    atoms, expressions, gates, records = index
    pairs, touched, full = 0, 0, False
    for job in range(first, last):
        row, stamp = job - first, job - first + 1
        full = pairs + len(expressions.plain) > len(work.pair_job)
        if full:
            break
        n_features = _find_features(job, stamp, jobs, work)
        n_atoms = _find_atoms(stamp, n_features, atoms, work)
        n_atoms = _find_phrases(job, stamp, n_atoms, jobs, atoms, work)
        _open_gates(row, n_features, gates, work)
        pairs, touched = _find_expressions(row, n_atoms, expressions, work, pairs, touched)
    runs, count = -1, 0
    if not full:
        _gather_jobs(pairs, touched, work)
        runs, count = _find_alerts(first, touched, pairs, jobs, gates, records, work)
    for k in range(touched):
        work.jobs_of[work.touched[k]] = 0
    return runs, count


@_compiled
def by_job(runs: int, work: Work, counts: Longs, named: Longs) -> None:
    """The alerts of the runs, job by job in `named`; `counts` is how many each job has."""
    begin = 0
    for run in range(runs):
        counts[work.run_job[run]] += work.run_end[run] - begin
        begin = work.run_end[run]
    at = np.cumsum(counts) - counts
    begin = 0
    for run in range(runs):
        job = work.run_job[run]
        for i in range(begin, work.run_end[run]):
            named[at[job] + i - begin] = work.alerts[i]
        at[job] += work.run_end[run] - begin
        begin = work.run_end[run]
