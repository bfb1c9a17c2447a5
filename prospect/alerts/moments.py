"""Moments of many alerts by id, eight bytes each: a million datetimes would take two hundred megabytes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from prospect.alerts.matcher_table import Ids, Longs

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = (1 << 63) - 1
_MICROSECOND = timedelta(microseconds=1)
_LATE = 5_000  # changes after which all are laid out anew


def micros(moment: datetime) -> int:
    """Microseconds since 1970, exactly."""
    return (moment - EPOCH) // _MICROSECOND


class Moments:
    """`ids` and their `moments` in microseconds, in the order of the ids."""

    def __init__(self, ids: Longs | None = None, moments: Longs | None = None) -> None:
        self._ids = np.empty(0, np.int64) if ids is None else ids
        self._moments = np.empty(0, np.int64) if moments is None else moments
        self._late: dict[int, int] = {}

    def __contains__(self, id: object) -> bool:
        return isinstance(id, int) and self._micros(id) != NEVER

    def get(self, id: int, default: datetime | None = None) -> datetime | None:
        found = self._micros(id)
        return default if found == NEVER else EPOCH + timedelta(microseconds=found)

    def set(self, id: int, moment: datetime) -> None:
        self._put(id, micros(moment))

    def forget(self, id: int) -> None:
        """Forgets an id; one that is not there is no error."""
        self._put(id, NEVER)

    def of(self, ids: Ids) -> Longs:
        """The moment of each of many ids, `NEVER` where there is none."""
        found = _looked_up(self._ids, self._moments, ids)
        if self._late:
            late = _looked_up(*self._as_arrays(), ids, unknown=-1)
            found = np.where(late == -1, found, late)
        return found

    def _micros(self, id: int) -> int:
        if id in self._late:
            return self._late[id]
        return int(_looked_up(self._ids, self._moments, np.array([id]))[0])

    def _put(self, id: int, moment: int) -> None:
        self._late[id] = moment
        if len(self._late) > max(_LATE, len(self._ids) // 50):
            self._lay_out()

    def _as_arrays(self) -> tuple[Longs, Longs]:
        ids = sorted(self._late)
        return np.array(ids, np.int64), np.array([self._late[id] for id in ids], np.int64)

    def _lay_out(self) -> None:
        late, moments = self._as_arrays()
        stays = ~np.isin(self._ids, late)
        ids = np.concatenate([self._ids[stays], late[moments != NEVER]])
        every = np.concatenate([self._moments[stays], moments[moments != NEVER]])
        order = np.argsort(ids, kind="stable")
        self._ids, self._moments, self._late = ids[order], every[order], {}


def _looked_up(ids: Longs, values: Longs, asked: Ids, unknown: int = NEVER) -> Longs:
    if not len(ids):
        return np.full(len(asked), unknown, np.int64)
    at = np.minimum(np.searchsorted(ids, asked), len(ids) - 1)
    return np.where(ids[at] == asked, values[at], unknown)
