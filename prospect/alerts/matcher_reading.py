"""The features of many jobs as numbers, read at one go: what `Document.terms` gives, without making the terms.

A *feature* is a term of the text, a term of the title, or a key; each that some alert asks for has a number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain, repeat

import numpy as np

from prospect.alerts.matcher_arrays import EVERY, Ints, Jobs
from prospect.alerts.matcher_chunks import UNSEEN, ChunkTable
from prospect.alerts.matcher_kernel import AVAILABLE
from prospect.alerts.matcher_parts import ALL_LEVELS, ALL_TYPES, bits_of, most_pay
from prospect.alerts.matcher_table import Longs
from prospect.lexicon import tokens
from prospect.search.document import Document

UNKNOWN = -1
_END, _BREAK, _ODD, _FIRST = range(4)  # in place of terms: between jobs, between passages, a chunk that is no one term
_KEPT = 500_000  # terms and chunks that are remembered
_PART, _JOB = tokens.PART.encode(), tokens.PART.encode() * 2  # the chunks between passages and between jobs

_NEXT = re.compile(rb" *([^ ]*)")


def _whole(passages: Sequence[str]) -> str:
    return f" {_PART.decode()} ".join(passages)


class TermNumbers(dict[bytes, int]):
    """The numbers of features, of the terms of texts; `UNKNOWN` for a term that no alert asks for.

    Every term has a number of its own on first sight, every chunk of text that is one term has that term's (this is the
    dictionary), and a list says which feature a term is: an alert that asks for a new word changes one entry of it.
    """

    def __init__(self, features: Mapping[str, int]) -> None:
        self._features = features
        self._table = ChunkTable() if AVAILABLE else None
        self.forget()

    def forget(self) -> None:
        """Begins anew, so that what is remembered stays small."""
        self.clear()
        if self._table is not None:
            self._table.forget()
        self[_PART], self[_JOB] = _BREAK, _END
        self._terms: dict[str, int] = {}
        self._feature = np.full(1 << 12, UNKNOWN, np.int32)

    def ask(self, term: str, feature: int) -> None:
        """A term is asked for from now on."""
        if term in self._terms:
            self._feature[self._terms[term]] = feature

    def __missing__(self, chunk: bytes) -> int:
        alone = tokens.stands_alone(chunk)
        self[chunk] = found = self._term(tokens.chunk_terms(chunk)[0]) if alone else _ODD
        return found

    def _term(self, term: str) -> int:
        found = self._terms.get(term)
        if found is None:
            found = self._terms[term] = len(self._terms) + _FIRST
            if found >= len(self._feature):
                self._feature = np.append(self._feature, np.full(len(self._feature), UNKNOWN, np.int32))
            self._feature[found] = self._features.get(term, UNKNOWN)
        return found

    def read(self, jobs: Sequence[tuple[str, ...]]) -> tuple[Longs, Ints]:
        """Where the numbers of each job begin, and the numbers; between two passages of a job is one `UNKNOWN`.

        All are read as one text. What stands in it for several numbers, and a job that it cannot hold, is put in
        afterwards.
        """
        if max(len(self), len(self._terms)) > _KEPT:
            self.forget()
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
                found[which] = self._term(terms[0])
            else:
                changes[which] = which + 1, list(map(self._term, terms))
        for n in slow:
            start, end = int(ends[n - 1]) + 1 if n else 0, int(ends[n])
            changes = {at: change for at, change in changes.items() if not start <= at < end}
            changes[start] = end, self._slowly(jobs[n])
        at, found = _parted(_changed(found, changes), len(jobs))
        return at, self._feature[found]

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
            numbers += [_BREAK] if n else []
            numbers += map(self._term, tokens.search_terms(passage))
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


class Features:
    """The numbers of features by their names in `matcher.features`; those of several indexes, so that a job is read
    once for all."""

    def __init__(self) -> None:
        self._named: dict[str, int] = {}
        self.text: dict[str, int] = {}
        self.title: dict[str, int] = {}
        self.keys: dict[str, int] = {}
        self.ways: dict[tuple[str, bool], int] = {}
        self.count = EVERY + 1
        self._of_text, self._of_title = TermNumbers(self.text), TermNumbers(self.title)

    def number(self, name: str) -> int:
        """The number of a feature; a new one where it has none."""
        found = self._named.get(name)
        return self._new(name) if found is None else found

    def _new(self, name: str) -> int:
        place, _, term = name.partition(" ")
        number = self._named[name] = self.count
        self.count += 1
        if place == "text":
            self.text[term] = number
            self._of_text.ask(term, number)
        elif place == "title":
            self.title[term] = number
            self._of_title.ask(term, number)
        else:
            self.keys[name] = number
        return number

    def way(self, currency: str, unstated: bool) -> int:
        """The number of a way of counting pay; a new one where it has none."""
        return self.ways.setdefault((currency, unstated), len(self.ways))

    def read(self, documents: Sequence[Document]) -> Jobs:
        token_at, found = self._of_text.read([document.passages for document in documents])
        title_at, titles = self._of_title.read([(document.title,) for document in documents])
        keys = [[*map(self.keys.get, document.keys, repeat(UNKNOWN))] for document in documents]
        key_at = np.zeros(len(documents) + 1, np.int64)
        np.cumsum([len(each) for each in keys], out=key_at[1:])
        bits = np.array([bits_of(document) for document in documents], np.int64)
        pay = [[most_pay(currency, unstated, document) for currency, unstated in self.ways] for document in documents]
        return Jobs(
            token_at,
            found,
            title_at,
            titles,
            key_at,
            np.fromiter(chain.from_iterable(keys), np.int32, int(key_at[-1])),
            bits & ALL_LEVELS,
            bits & ALL_TYPES,
            np.array(pay, np.int64).reshape(len(documents), -1),
        )
