"""The order of what matches. Nothing here decides whether a job matches.

A score is relevance (what the words and titles asked for have to do with the job) plus standing (what the job is worth
to any reader). The parts, each named in `explain`:

    occupation   OCCUPATION x how near the job's occupation is to the one asked for (1 for the very one)
    title        TITLE where the title shows all that was typed (`Meaning.titled`)
    text         TEXT x BM25 of the words asked for, in the text and in the title
    fresh        FRESH, halved every HALF_LIFE days
    complete     COMPLETE x how much of what a reader needs is there
    own_board    OWN_BOARD where it was read from the employer's own board

Then the employers are spread: from the second job of one employer on the same stretch of results, each loses SPREAD
more. Equal scores stand in the order of newness, then of id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import numpy as np

OCCUPATION: Final = 4.0
TITLE: Final = 3.0
TEXT: Final = 0.15
FRESH: Final = 1.0
HALF_LIFE: Final = 14
COMPLETE: Final = 0.4
OWN_BOARD: Final = 0.3
SPREAD: Final = 0.5
# Engines order by relevance alone, then this many at a time by the whole score; a page never moves a job across.
STRETCH: Final = 200
# What completeness and the own board are worth in days of freshness, where nothing was asked that has a relevance.
DAYS_FOR_COMPLETE: Final = 7
DAYS_FOR_OWN_BOARD: Final = 3


class Standing(NamedTuple):
    """What orders jobs besides relevance. `employer` is any number that is one employer's; `quality` 0 to 1000."""

    id: int
    posted_on: int
    quality: int
    employer: int


def quality(completeness: float, own_board: bool) -> int:
    """Completeness and own board in one whole number."""
    return round(1000 * (COMPLETE * min(max(completeness, 0.0), 1.0) + OWN_BOARD * own_board))


def fresh(posted_on: int, today: int) -> float:
    return FRESH * 2.0 ** (-max(today - posted_on, 0) / HALF_LIFE) if posted_on else 0.0


def standing(job: Standing, today: int) -> float:
    """What a job is worth to any reader on `today`."""
    return fresh(job.posted_on, today) + job.quality / 1000.0


def timeless(posted_on: int | None, completeness: float, own_board: bool) -> int:
    """The order of jobs when nothing is asked that has a relevance: newness, with some days for what is good. The
    difference between two jobs does not change with time, so that an index can keep it."""
    bonus = DAYS_FOR_COMPLETE * min(max(completeness, 0.0), 1.0) + DAYS_FOR_OWN_BOARD * own_board
    return (posted_on or 0) * 100 + round(bonus * 100)


def spread(scored: Iterable[tuple[float, Standing]]) -> list[tuple[float, Standing]]:
    """Best first, the further jobs of one employer held back."""
    in_order = sorted(scored, key=lambda pair: (-pair[0], -pair[1].posted_on, pair[1].id))
    seen: Counter[int] = Counter()
    held = []
    for score, job in in_order:
        held.append((score - SPREAD * max(seen[job.employer] - 1, 0), job))
        seen[job.employer] += 1
    return sorted(held, key=lambda pair: (-round(pair[0], 6), -pair[1].posted_on, pair[1].id))


class Columns(NamedTuple):
    """The Standings of many jobs, each field an array of whole numbers."""

    ids: Any
    posted_on: Any
    quality: Any
    employers: Any


# By days since posting; the last is that of long ago, and of jobs whose day is not known.
_FRESH = np.array([fresh(1, 1 + days) for days in range(1_000)] + [0.0])


def spread_columns(relevance: Any, jobs: Columns, today: int) -> tuple[list[int], Any]:
    """What `spread` does, for many jobs at once: their places best first, and the score of each by its place, rounded
    as it is shown."""
    days = np.minimum(np.maximum(today - jobs.posted_on, 0), len(_FRESH) - 1)
    scores = relevance + (_FRESH[days] + jobs.quality / 1000.0)
    in_order = np.lexsort((jobs.ids, -jobs.posted_on, -scores))
    employers = jobs.employers[in_order]
    together = np.argsort(employers, kind="stable")
    first = np.searchsorted(employers[together], employers, side="left")
    before = np.empty(len(employers), np.int64)
    before[together] = np.arange(len(employers))
    scores[in_order] -= SPREAD * np.maximum(before - first - 1, 0)
    scores = np.round(scores, 6)
    return np.lexsort((jobs.ids, -jobs.posted_on, -scores)).tolist(), scores
