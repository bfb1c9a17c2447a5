"""The numbers of the chunks of a text, looked up by a compiled loop over its bytes; see `matcher_reading`.

A chunk's number is found in a table by the hash of its bytes. What the table has not, is left to the caller to say.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from prospect.alerts.matcher_kernel import Bytes, Ints, Longs, _compiled

Hashes = npt.NDArray[np.uint64]
UNSEEN = -4
_SPACE, _BITS = 32, 17  # the table begins with so many bits' places, and is never more than half full
_FIRST, _PRIME = np.uint64(14695981039346656037), np.uint64(1099511628211)  # FNV-1a, 64 bits


@_compiled
def _slot(data: Bytes, start: int, end: int, code: int, table: Ints, codes: Hashes, at: Longs, pool: Bytes) -> int:
    """The table's place of a chunk: where it is, or the free one where it would be."""
    mask = len(table) - 1
    slot = np.int64(code & np.uint64(mask))
    while table[slot] >= 0:
        entry = table[slot]
        if codes[entry] == code and at[entry + 1] - at[entry] == end - start:
            same = True
            for i in range(end - start):
                if pool[at[entry] + i] != data[start + i]:
                    same = False
                    break
            if same:
                return int(slot)
        slot = (slot + 1) & mask
    return int(slot)


@_compiled
def _look_up(
    data: Bytes, table: Ints, codes: Hashes, at: Longs, pool: Bytes, numbers: Ints, out: Ints, unseen: Longs
) -> tuple[int, int]:
    """The number of each chunk of `data`, between spaces; the places of those that the table has not, three by three:
    which chunk, its start and its end. Answers how many chunks, and how many of them unseen."""
    count, missed, i, size = 0, 0, 0, len(data)
    while i < size:
        if data[i] == _SPACE:
            i += 1
            continue
        start, code = i, _FIRST
        while i < size and data[i] != _SPACE:
            code = (code ^ np.uint64(data[i])) * _PRIME
            i += 1
        entry = table[_slot(data, start, i, code, table, codes, at, pool)]
        if entry >= 0:
            out[count] = numbers[entry]
        else:
            out[count] = UNSEEN
            unseen[3 * missed], unseen[3 * missed + 1], unseen[3 * missed + 2] = count, start, i
            missed += 1
        count += 1
    return count, missed


@_compiled
def _enter(data: Bytes, start: int, end: int, table: Ints, codes: Hashes, at: Longs, pool: Bytes, entry: int) -> bool:
    """Enters a chunk as `entry`, its bytes after those of the others; False where it is there already."""
    code = _FIRST
    for i in range(start, end):
        code = (code ^ np.uint64(data[i])) * _PRIME
    slot = _slot(data, start, end, code, table, codes, at, pool)
    if table[slot] >= 0:
        return False
    table[slot], codes[entry], at[entry + 1] = entry, code, at[entry] + end - start
    pool[at[entry] : at[entry + 1]] = data[start:end]
    return True


class ChunkTable:
    """Chunks and their numbers. It is emptied when it is full."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        size = 1 << _BITS
        self._table = np.full(size, -1, np.int32)
        self._codes, self._numbers = np.zeros(size // 2, np.uint64), np.zeros(size // 2, np.int32)
        self._at, self._pool = np.zeros(size // 2 + 1, np.int64), np.zeros(size * 8, np.uint8)
        self._count = 0

    def look_up(self, data: bytes) -> tuple[Ints, Longs]:
        """The number of each chunk, `UNSEEN` where it is not known; and of those which, from where to where."""
        text = np.frombuffer(data, np.uint8)
        out, unseen = np.empty(len(text) // 2 + 1, np.int32), np.empty((len(text) // 2 + 1) * 3, np.int64)
        count, missed = _look_up(text, self._table, self._codes, self._at, self._pool, self._numbers, out, unseen)
        return out[:count], unseen[: 3 * missed].reshape(-1, 3)

    def enter(self, chunk: bytes, number: int) -> None:
        """Keeps the number of a chunk."""
        if self._count + 1 >= len(self._codes) or self._at[self._count] + len(chunk) > len(self._pool):
            self.forget()
        if len(chunk) > len(self._pool):
            return
        data = np.frombuffer(chunk, np.uint8)
        if _enter(data, 0, len(data), self._table, self._codes, self._at, self._pool, self._count):
            self._numbers[self._count] = number
            self._count += 1
