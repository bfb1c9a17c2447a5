"""The features of many jobs as numbers, read at one go: what `Document.terms` gives, without making the terms.

A *feature* is a term of the text, a term of the title, or a key; each that some alert asks for has a number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np

from prospect.alerts.matcher_chunks import UNSEEN, ChunkTable
from prospect.alerts.matcher_kernel import AVAILABLE, Ints
from prospect.alerts.matcher_table import Longs
from prospect.lexicon import tokens
from prospect.search.document import Document

UNKNOWN, _ODD, _END = -1, -2, -3
_KEPT = 500_000  # chunks whose number is kept
_PART, _JOB = tokens.PART.encode(), tokens.PART.encode() * 2  # the chunks between passages and between jobs

_NEXT = re.compile(rb" *([^ ]*)")


def _whole(passages: Sequence[str]) -> str:
    return f" {_PART.decode()} ".join(passages)


class TermNumbers(dict[bytes, int]):
    """The number of each chunk of text, `UNKNOWN` where no alert asks for it; found on first sight."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        self._table = ChunkTable() if AVAILABLE else None
        self.forget()

    def forget(self) -> None:
        """Looks every chunk up anew, for the numbers have changed."""
        self.clear()
        if self._table is not None:
            self._table.forget()
        self[_PART], self[_JOB] = UNKNOWN, _END

    def __missing__(self, chunk: bytes) -> int:
        if len(self) > _KEPT:
            self.forget()
        alone = tokens.stands_alone(chunk)
        self[chunk] = found = self._number(tokens.chunk_terms(chunk)[0]) if alone else _ODD
        return found

    def _number(self, term: str) -> int:
        return self._numbers.get(term, UNKNOWN)

    def read(self, jobs: Sequence[tuple[str, ...]]) -> tuple[Longs, Ints]:
        """Where the numbers of each job begin, and the numbers; between two passages of a job is one `UNKNOWN`.

        All are read as one text. What stands in it for several numbers, and a job that it cannot hold, is put in
        afterwards.
        """
        plain = [[tokens.plain(passage) for passage in passages] for passages in jobs]
        easy = [_whole(passages) if None not in passages else "" for passages in plain]  # type: ignore[arg-type]
        slow = {n for n, passages in enumerate(plain) if None in passages}
        found, odd = self._numbers_of(tokens.spaced(f" {_JOB.decode()} ".join(easy)))
        ends = np.append(np.flatnonzero(found == _END), len(found))
        changes: dict[int, tuple[int, list[int]]] = {}
        for which, chunk, following in odd:
            if tokens.joins(chunk, following):
                slow.add(int(np.searchsorted(ends, which)))
            elif len(terms := tokens.chunk_terms(chunk)) == 1:
                found[which] = self._number(terms[0])
            else:
                changes[which] = which + 1, list(map(self._number, terms))
        for n in slow:
            start, end = int(ends[n - 1]) + 1 if n else 0, int(ends[n])
            changes = {at: change for at, change in changes.items() if not start <= at < end}
            changes[start] = end, self._slowly(jobs[n])
        return _parted(_changed(found, changes), len(jobs))

    def _numbers_of(self, data: bytes) -> tuple[Ints, list[tuple[int, bytes, bytes]]]:
        """The number of each chunk of a text (as `tokens.spaced` leaves it); and the odd ones: which, and the next."""
        if self._table is None:
            chunks = data.split()
            found = np.fromiter(map(self.__getitem__, chunks), np.int32, len(chunks))
            after = [*chunks[1:], b""]
            return found, [(which, chunks[which], after[which]) for which in np.flatnonzero(found == _ODD).tolist()]
        found, left = self._table.look_up(data, _ODD)
        odd: list[tuple[int, bytes, bytes]] = []
        for which, start, end in left.tolist():
            chunk = data[start:end]
            number = self[chunk]
            if found[which] == UNSEEN:
                found[which] = number
                self._table.enter(chunk, number)
            if number == _ODD:
                odd.append((which, chunk, _next(data, end)))
        return found, odd

    def _slowly(self, passages: tuple[str, ...]) -> list[int]:
        numbers: list[int] = []
        for n, passage in enumerate(passages):
            numbers += [UNKNOWN] if n else []
            numbers += map(self._number, tokens.search_terms(passage))
        return numbers


def _next(data: bytes, end: int) -> bytes:
    """The chunk after the one that ends there."""
    after = _NEXT.match(data, end)
    return after[1] if after else b""


def _changed(found: Ints, changes: Mapping[int, tuple[int, list[int]]]) -> Ints:
    """The numbers with others in place of some stretches: by where each begins, its end and what stands there."""
    if not changes:
        return found
    pieces, done = [], 0
    for start in sorted(changes):
        end, numbers = changes[start]
        pieces += [found[done:start], np.array(numbers, np.int32)]
        done = end
    return np.concatenate([*pieces, found[done:]])


def _parted(found: Ints, jobs: int) -> tuple[Longs, Ints]:
    """Where the numbers of each job begin, and the numbers without what parts the jobs."""
    at = np.zeros(jobs + 1, np.int64)
    if jobs:
        parting = np.flatnonzero(found == _END)
        at[1:-1] = parting - np.arange(jobs - 1)
        at[-1] = len(found) - len(parting)
    return at, found[found != _END]


class Read(NamedTuple):
    """Jobs as numbers: the terms of their text in order, of their title's, and their keys; where those of each begin."""

    token_at: Longs
    tokens: Ints
    title_at: Longs
    titles: Ints
    key_at: Longs
    keys: Ints


class Features:
    """The numbers of features by their names in `matcher.features`; those of several indexes, so that a job is read
    once for all."""

    def __init__(self) -> None:
        self.text: dict[str, int] = {}
        self.title: dict[str, int] = {}
        self.keys: dict[str, int] = {}
        self.count = 0
        self._of_text, self._of_title = TermNumbers(self.text), TermNumbers(self.title)

    def number(self, name: str) -> int:
        """The number of a feature; a new one where it has none."""
        place, _, term = name.partition(" ")
        tables = {"text": (self.text, term), "title": (self.title, term)}
        table, entry = tables.get(place, (self.keys, name))
        if entry not in table:
            table[entry] = self.count
            self.count += 1
            if table is self.text:
                self._of_text.forget()
            elif table is self.title:
                self._of_title.forget()
        return table[entry]

    def read(self, documents: Sequence[Document]) -> Read:
        token_at, found = self._of_text.read([document.passages for document in documents])
        title_at, titles = self._of_title.read([(document.title,) for document in documents])
        keys = [[*map(self.keys.get, document.keys, repeat(UNKNOWN))] for document in documents]
        key_at = np.zeros(len(documents) + 1, np.int64)
        np.cumsum([len(each) for each in keys], out=key_at[1:])
        return Read(
            token_at,
            found,
            title_at,
            titles,
            key_at,
            np.fromiter(chain.from_iterable(keys), np.int32, int(key_at[-1])),
        )
