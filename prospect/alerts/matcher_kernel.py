"""The inner loop of the compiled matcher, made machine code by numba where that is installed.

Every name ending in `_at` is the index of a list of lists: the items of `n` are `items[at[n] : at[n + 1]]`. A *stamp*
is the number of the job at hand, so that nothing need be cleared between jobs.
"""

# long: one loop over arrays; numba compiles functions, and each argument here is one column of the index.
from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

try:
    from numba import njit
except ImportError:  # the plain matcher gives the same answers
    njit = None

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
AVAILABLE = njit is not None


def _match_jobs(  # long: see the module
    first: int,
    token_at: Longs,
    tokens: Ints,
    feature_at: Longs,
    job_features: Ints,
    job_bits: Longs,
    job_most: Longs,
    index: Any,
    work: Any,
    out_job: Ints,
    out_alert: Ints,
) -> tuple[int, int]:
    """Matches jobs from `first` on until all are done or `out_*` could overflow.

    Answers the next job to do and how many pairs were written. `job_most[job, pay]` is the highest floor that a job's
    pay reaches in each way of counting pay, -1 for none.
    """
    (posting_at, postings, rest_at, rest, phrase_at, phrases, phrase_offset, words_at, words) = index[0]
    (atom_at, atom_expressions, group_at, group_atom_at, group_atoms, none_at, none_atoms, unanchored) = index[1]
    (key_at, key_gates, open_gates, gate_pay) = index[2]
    (slot_at, slot_gate, record_at, record_floor, record_bits, record_alert, alerts) = index[3]
    (feature_stamp, atom_stamp, expression_stamp, gate_most, true_atoms, true_expressions, true_gates, present) = work
    written = 0
    low, high = 0xFFFF, 0xFFFF0000
    for job in range(first, len(job_bits)):
        if written + alerts > len(out_job):
            return job, written
        stamp = job + 1
        # 1. What the job has: its terms and keys.
        n_present = 0
        for i in range(token_at[job], token_at[job + 1]):
            feature = tokens[i]
            if feature >= 0 and feature_stamp[feature] != stamp:
                feature_stamp[feature] = stamp
                present[n_present] = feature
                n_present += 1
        for i in range(feature_at[job], feature_at[job + 1]):
            feature = job_features[i]
            if feature_stamp[feature] != stamp:
                feature_stamp[feature] = stamp
                present[n_present] = feature
                n_present += 1
        # 2. Which atoms hold.
        n_atoms = 0
        for k in range(n_present):
            feature = present[k]
            for i in range(posting_at[feature], posting_at[feature + 1]):
                atom = postings[i]
                holds = True
                for r in range(rest_at[atom], rest_at[atom + 1]):
                    if feature_stamp[rest[r]] != stamp:
                        holds = False
                        break
                if holds:
                    atom_stamp[atom] = stamp
                    true_atoms[n_atoms] = atom
                    n_atoms += 1
        for i in range(token_at[job], token_at[job + 1]):
            feature = tokens[i]
            if feature < 0:
                continue
            for p in range(phrase_at[feature], phrase_at[feature + 1]):
                atom = phrases[p]
                start = i - phrase_offset[p]
                length = words_at[atom + 1] - words_at[atom]
                if atom_stamp[atom] == stamp or start < token_at[job] or start + length > token_at[job + 1]:
                    continue
                holds = True
                for w in range(length):
                    if tokens[start + w] != words[words_at[atom] + w]:
                        holds = False
                        break
                if holds:
                    atom_stamp[atom] = stamp
                    true_atoms[n_atoms] = atom
                    n_atoms += 1
        # 3. Which gates are open, and up to which floor.
        n_gates = 0
        for i in range(len(open_gates)):
            gate = open_gates[i]
            gate_most[gate] = job_most[job, gate_pay[gate]]
            true_gates[n_gates] = gate
            n_gates += 1
        for k in range(n_present):
            feature = present[k]
            for i in range(key_at[feature], key_at[feature + 1]):
                gate = key_gates[i]
                if gate_most[gate] < 0 and job_most[job, gate_pay[gate]] >= 0:
                    gate_most[gate] = job_most[job, gate_pay[gate]]
                    true_gates[n_gates] = gate
                    n_gates += 1
        # 4. Which expressions are true.
        n_expressions = 0
        for k in range(n_atoms + 1):
            if k < n_atoms:
                begin, end = atom_at[true_atoms[k]], atom_at[true_atoms[k] + 1]
            else:
                begin, end = 0, len(unanchored)
            for i in range(begin, end):
                expression = atom_expressions[i] if k < n_atoms else unanchored[i]
                if expression_stamp[expression] == stamp:
                    continue
                expression_stamp[expression] = stamp
                holds = True
                for g in range(group_at[expression], group_at[expression + 1]):
                    holds = False
                    for a in range(group_atom_at[g], group_atom_at[g + 1]):
                        if atom_stamp[group_atoms[a]] == stamp:
                            holds = True
                            break
                    if not holds:
                        break
                if holds:
                    for a in range(none_at[expression], none_at[expression + 1]):
                        if atom_stamp[none_atoms[a]] == stamp:
                            holds = False
                            break
                if holds:
                    true_expressions[n_expressions] = expression
                    n_expressions += 1
        # 5. The alerts behind them that the filters let through.
        bits = job_bits[job]
        for k in range(n_expressions):
            expression = true_expressions[k]
            for slot in range(slot_at[expression], slot_at[expression + 1]):
                most = gate_most[slot_gate[slot]]
                if most < 0:
                    continue
                for r in range(record_at[slot], record_at[slot + 1]):
                    if record_floor[r] > most:
                        break
                    both = record_bits[r] & bits
                    if both & low and both & high:
                        out_job[written] = job
                        out_alert[written] = record_alert[r]
                        written += 1
        for k in range(n_gates):
            gate_most[true_gates[k]] = -1
    return len(job_bits), written


match_jobs = njit(cache=True, nogil=True)(_match_jobs) if AVAILABLE else _match_jobs
