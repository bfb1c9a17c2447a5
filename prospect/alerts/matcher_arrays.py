"""What the compiled matcher knows of alerts and jobs, as arrays of numbers.

Every name ending in `_at` is the index of a list of lists: the items of `n` are `items[at[n] : at[n + 1]]`. A *set of
jobs* has a bit for each job of a batch.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from prospect.alerts.matcher_table import Ids, Longs

Ints = npt.NDArray[np.int32]
Unsigned = npt.NDArray[np.uint32]
Small = npt.NDArray[np.uint16] | Unsigned
Places = npt.NDArray[np.uint64]  # in a list: without a sign, an item is found a step quicker
Set = np.uint64  # of jobs
Sets = npt.NDArray[Set]
Bytes = npt.NDArray[np.uint8]

JOBS = 64  # in a set
EVERY = 0  # the feature that every job has


class Atoms(NamedTuple):
    """Atoms that are no phrases are numbered in the order of the feature each is filed under: those of feature `f` are
    `filed_at[f]` to `filed_at[f + 1]`; `next` is what such an atom needs besides (`EVERY`, where it needs nothing), and
    `rest` what it needs beyond that. Phrases are filed under a feature with the place that it has in them."""

    filed_at: Longs
    next: Unsigned
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
    """The alerts of each expression, each with its gate and its filter. Most of the time goes into reading these two, so
    they are as small as their numbers let them be."""

    record_at: Longs
    gate: Small
    filter: Small
    alert: Ids


class Jobs(NamedTuple):
    """Some jobs: the numbers of the terms of their text in order, of their title's, and of their keys, -1 for what no
    alert asks for; the bits of each one's level and type; and the highest floor that its pay reaches, in each way of
    counting pay."""

    token_at: Longs
    tokens: Ints
    title_at: Longs
    titles: Ints
    key_at: Longs
    keys: Ints
    levels: Longs
    types: Longs
    pay: Longs


class Seen(NamedTuple):
    """Room for the features of a batch: the jobs that have each, and those that any has."""

    jobs: Sets
    features: Ints


class Work(NamedTuple):
    """Room for what is found of a batch. The sets of jobs of each atom, expression and so on; the atoms that hold of
    any; some records, each with its jobs; and the alerts found for each job, which stand in `found` from where its
    stretch begins to its `end`. Behind them all is room for those of no job."""

    atom: Sets
    expression: Sets
    gate: Sets
    floor: Sets
    kind: Sets
    filter: Sets
    atoms: Ints
    some: Unsigned
    some_jobs: Sets
    found: Ids
    end: Places
