"""Of which trades a text speaks, by the words of its duties and whatever its titles say.

`data/trade_words.tsv` has the words of each occupation. A text's `Spread` is how near it is to each of them, less what
any posting is near it: two texts of one trade are spread alike even where their titles differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from prospect.fit.work_words import Row

_FILE = Path(__file__).parent / "data" / "trade_words.tsv"
_LEAST = 20  # different words of work without which a text says nothing of a trade

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Spread:
    """How near a text is to each occupation (cosines); `is_telling` where it has words enough."""

    near: Values
    is_telling: bool

    @cached_property
    def _apart(self) -> Values:
        length = float(np.linalg.norm(self.near))
        found = self.near / length - _table().usual if length else np.zeros_like(self.near)
        return found / (float(np.linalg.norm(found)) or 1.0)

    def alike(self, other: Spread) -> float | None:
        """From 0 (strangers) to 1 (one trade) how alike two texts are spread; None where one says too little."""
        if not (self.is_telling and other.is_telling):
            return None
        return max(0.0, float(self._apart @ other._apart))

    def support(self, occupation: str) -> float | None:
        """How near the text is to an occupation, beside the one it is nearest to; None where it says too little."""
        place, most = _table().places.get(occupation), float(self.near.max(initial=0.0))
        return float(self.near[place]) / most if self.is_telling and place is not None and most else None

    def likeliest(self, limit: int) -> list[str]:
        """The occupations it is nearest to; none where it says too little."""
        if not self.is_telling:
            return []
        return [_table().ids[at] for at in np.argsort(-self.near, kind="stable")[:limit]]


@dataclass(frozen=True, slots=True)
class _Table:
    ids: tuple[str, ...]
    places: Mapping[str, int]
    usual: Values
    by_root: Mapping[str, tuple[NDArray[np.intp], Values]]


@cache
def _table() -> _Table:
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    found: dict[str, list[tuple[int, float]]] = {}
    for place, (_, _, words) in enumerate(rows):
        for root, _, weight in (word.rpartition(":") for word in words.split()):
            found.setdefault(root, []).append((place, float(weight) / 100))
    by_root = {root: (np.array([p for p, _ in held]), np.array([w for _, w in held])) for root, held in found.items()}
    ids = tuple(row[0] for row in rows)
    usual = np.array([float(row[1]) / 1000 for row in rows])
    return _Table(ids, {id: place for place, id in enumerate(ids)}, usual, by_root)


def spread_of(row: Row) -> Spread:
    """The spread of a text's row."""
    table = _table()
    found = [(*known, weight) for root, weight in row.items() if (known := table.by_root.get(root)) is not None]
    if not found:
        return Spread(np.zeros(len(table.ids)), len(row) >= _LEAST)
    places, words = (np.concatenate([one[at] for one in found]) for at in (0, 1))
    times = np.repeat([one[2] for one in found], [len(one[0]) for one in found])
    near: Values = np.bincount(places, words * times, len(table.ids)).astype(np.float64)
    return Spread(near, len(row) >= _LEAST)
