"""The features of many jobs as numbers, read at one go: what `Document.terms` gives, without making the terms.

A *feature* is a term of the text, a term of the title, or a key; each that some alert asks for has a number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np

from prospect.alerts.matcher_chunks import ChunkTable
from prospect.alerts.matcher_kernel import AVAILABLE, Ints, Longs
from prospect.lexicon import tokens
from prospect.search.document import Document

UNKNOWN, _ODD, _END = -1, -2, -3
_KEPT = 500_000  # chunks whose number is kept
_PART, _JOB = tokens.PART.encode(), tokens.PART.encode() * 2  # the chunks between passages and between jobs


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
        """Where the numbers of each job begin, and the numbers; between two passages of a job is one `UNKNOWN`."""
        plain = [[tokens.plain(passage) for passage in passages] for passages in jobs]
        easy = [[passage for passage in passages if passage is not None] for passages in plain]
        easy = [given if len(given) == len(passages) else [] for given, passages in zip(easy, jobs, strict=True)]
        found = self._numbers_of(f" {_JOB.decode()} ".join(_whole(given) for given in easy))
        ends = np.append(np.flatnonzero(found == _END), len(found))
        odd = np.unique(np.searchsorted(ends, np.flatnonzero(found == _ODD)))
        rows = np.split(found, ends[:-1]) if len(jobs) else []
        rows = [row if n == 0 else row[1:] for n, row in enumerate(rows)]
        for n in odd.tolist():
            rows[n] = self._unfolded(jobs[n], rows[n], tokens.chunks(_whole(easy[n])))
        for n, given in enumerate(easy):
            if not given:
                rows[n] = self._slowly(jobs[n])
        at = np.zeros(len(jobs) + 1, np.int64)
        np.cumsum([len(row) for row in rows], out=at[1:])
        return at, np.concatenate([np.empty(0, np.int32), *rows])

    def _numbers_of(self, text: str) -> Ints:
        """The number of each chunk of a plain text."""
        if self._table is None:
            chunks = tokens.chunks(text)
            return np.fromiter(map(self.__getitem__, chunks), np.int32, len(chunks))
        data = tokens.spaced(text)
        found, unseen = self._table.look_up(data)
        for which, start, end in unseen.tolist():
            chunk = data[start:end]
            found[which] = number = self[chunk]
            self._table.enter(chunk, number)
        return found

    def _unfolded(self, passages: tuple[str, ...], row: Ints, chunks: list[bytes]) -> Ints:
        """The numbers of a job that has chunks of several terms, or such as the next may change."""
        numbers: list[int] = []
        for n, number in enumerate(row.tolist()):
            if number != _ODD:
                numbers.append(number)
            elif n + 1 < len(chunks) and tokens.joins(chunks[n], chunks[n + 1]):
                return self._slowly(passages)
            else:
                numbers += map(self._number, tokens.chunk_terms(chunks[n]))
        return np.array(numbers, np.int32)

    def _slowly(self, passages: tuple[str, ...]) -> Ints:
        numbers: list[int] = []
        for n, passage in enumerate(passages):
            numbers += [UNKNOWN] if n else []
            numbers += map(self._number, tokens.search_terms(passage))
        return np.array(numbers, np.int32)


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
