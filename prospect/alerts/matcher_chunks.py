"""The numbers of the chunks of a text, looked up by a compiled loop over its bytes; see `matcher_reading`.

A chunk of at most sixteen bytes is two numbers, and these are its key: what the table has is found in one look, without
comparing texts. What it has not, and longer chunks, are left to the caller to say.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from prospect.alerts.matcher_arrays import Bytes, Ints
from prospect.alerts.matcher_kernel import _compiled
from prospect.alerts.matcher_table import Longs

Key = np.uint64
Keys = npt.NDArray[Key]

UNSEEN = -4
_SPACE, _LONGEST = 32, 16
_BITS = 17  # the table has so many bits' places, and is never more than half full
_TRIES = 32  # places looked at; more are needed only by chunks chosen to collide
_MIX, _MIX_TOO, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(64 - _BITS)
_EIGHT = np.uint64(8)


@_compiled
def _key(data: Bytes, start: int) -> tuple[Key, Key, int]:
    """The two numbers of the chunk that begins at `start`, and where it ends."""
    first, second, i, size = np.uint64(0), np.uint64(0), start, len(data)
    while i < size and data[i] != _SPACE and i < start + 8:
        first |= np.uint64(data[i]) << (_EIGHT * np.uint64(i - start))
        i += 1
    while i < size and data[i] != _SPACE:
        if i < start + _LONGEST:
            second |= np.uint64(data[i]) << (_EIGHT * np.uint64(i - start - 8))
        i += 1
    return first, second, i


@_compiled
def _slot(first: Key, second: Key, keys: Keys) -> Any:
    """The place of a key: where it is, or the free one where it would be; -1 where there is none near."""
    slot = np.int64(((first ^ (second * _MIX_TOO)) * _MIX) >> _SHIFT)
    for _ in range(_TRIES):
        if keys[slot, 0] == np.uint64(0) or (keys[slot, 0] == first and keys[slot, 1] == second):
            return slot
        slot = (slot + 1) & ((1 << _BITS) - 1)
    return -1


@_compiled
def _look_up(data: Bytes, keys: Keys, numbers: Ints, told: int, out: Ints, left: Longs) -> tuple[int, int]:
    """The number of each chunk of `data`, between spaces; the places of those that the table has not, and of those
    whose number is `told`, three by three: which chunk, its start and its end. Answers how many chunks, and how many of
    these."""
    count, missed, i, size = 0, 0, 0, len(data)
    while i < size:
        if data[i] == _SPACE:
            i += 1
            continue
        start, number = i, UNSEEN
        first, second, i = _key(data, start)
        if i - start <= _LONGEST:
            slot = _slot(first, second, keys)
            if slot >= 0 and keys[slot, 0] != np.uint64(0):
                number = numbers[slot]
        out[count] = number
        if number in (UNSEEN, told):
            left[3 * missed], left[3 * missed + 1], left[3 * missed + 2] = count, start, i
            missed += 1
        count += 1
    return count, missed


@_compiled
def _enter(data: Bytes, number: int, keys: Keys, numbers: Ints) -> bool:
    """Enters a chunk; False where there is no place for it, or it is there already."""
    first, second, _end = _key(data, 0)
    slot = _slot(first, second, keys)
    if slot < 0 or keys[slot, 0] != np.uint64(0):
        return False
    keys[slot, 0], keys[slot, 1], numbers[slot] = first, second, number
    return True


class ChunkTable:
    """Chunks and their numbers. It is emptied when it is full."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._keys: Keys = np.zeros((1 << _BITS, 2), np.uint64)
        self._numbers = np.zeros(1 << _BITS, np.int32)
        self._count = 0

    def look_up(self, data: bytes, told: int) -> tuple[Ints, Longs]:
        """The number of each chunk, `UNSEEN` where it is not known; and which are not known or have the number `told`,
        from where to where."""
        text = np.frombuffer(data, np.uint8)
        out, left = np.empty(len(text) // 2 + 1, np.int32), np.empty((len(text) // 2 + 1) * 3, np.int64)
        count, missed = _look_up(text, self._keys, self._numbers, told, out, left)
        return out[:count], left[: 3 * missed].reshape(-1, 3)

    def enter(self, chunk: bytes, number: int) -> None:
        """Keeps the number of a chunk."""
        if len(chunk) > _LONGEST:
            return
        if self._count >= len(self._numbers) // 2:
            self.forget()
        self._count += _enter(np.frombuffer(chunk, np.uint8), number, self._keys, self._numbers)
