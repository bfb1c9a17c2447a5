"""A Meaning as a query of tantivy."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

import tantivy
from tantivy import FieldType, Occur

from prospect.search import ranking
from prospect.search.engines.tantivy_stored import ID_BITS, LISTED, MOST_PAY, currency_offset, place_in_list
from prospect.search.meaning import AGENCY, Atom, Group, Meaning

# From this many keys of one kind on, a set is asked for at once and not as alternatives.
MANY: Final = 12
# How many times more jobs than are left to look at some alternatives must have, to be asked job by job (measured).
FEW: Final = 3
_MOST_KEPT: Final = 4_096
_MOST_COUNTED: Final = 100_000


class Clause(NamedTuple):
    """Something that must hold, of at most `most` jobs. `checks`, where there are any, are the same as clauses of a
    boolean query that look at one job at a time: the faster way where few jobs are left to look at. With `scores`, only
    `query` tells how well it holds."""

    query: Any
    most: int | None = None
    checks: tuple[tuple[Any, Any], ...] = ()
    scores: bool = False


class Compiled(NamedTuple):
    """A Meaning as clauses, each with the filter that it comes from: made once for the page and for all its facets.

    `required` must hold; `others` are whole clauses of a boolean query; `in_title` are the terms asked for, in the title,
    and `titled` is what the whole title is to show.
    """

    required: list[tuple[str, Clause]]
    others: list[tuple[str, tuple[Any, Any]]]
    in_title: list[Any]
    titled: list[Any]

    def query(self, off: Collection[str] = (), *, scored: bool = False) -> Any:
        """What matches, with some filters taken off; with `scored` its relevance too. Without, it is to be counted or
        put in the order of a field: tantivy then spends nothing on scores, which mean nothing."""
        required = [clause for part, clause in self.required if part not in off]
        fewest = min((clause.most for clause in required if clause.most is not None), default=0)
        clauses: list[tuple[Any, Any]] = []
        for query, most, checks, scores in required:
            by_one = checks and most and most > FEW * fewest and not (scored and scores)
            clauses += checks if by_one else ((Occur.Must, query),)
        clauses += [clause for part, clause in self.others if part not in off]
        if not any(occur == Occur.Must for occur, _ in clauses):
            clauses.append((Occur.Must, _silent(tantivy.Query.all_query())))
        found = tantivy.Query.boolean_query(clauses)
        return self._with_title(found) if scored and self.in_title else found

    def _with_title(self, found: Any) -> Any:
        """`found`, scored for its title too. One clause on another, for tantivy would read the titles of all jobs with
        any of the terms were they alternatives of one clause, and so it looks only at the title of what is found."""
        for term in self.in_title:
            found = _rather(found, _boosted(term, ranking.TEXT))
        return _rather(found, tantivy.Query.const_score_query(_every(self.titled), ranking.TITLE))


class Compiler:
    """Makes queries for one searcher."""

    def __init__(self, schema: Any, searcher: Any) -> None:
        self.schema = schema
        self._searcher = searcher
        self._counts: dict[tuple[str, str], int] = {}
        self._kept: dict[tuple[Group, tuple[tuple[str, float], ...]], tuple[Clause, ...]] = {}

    def jobs_with(self, kind: str, value: str) -> int:
        """How many jobs have a key, one just taken out perhaps among them."""
        count = self._counts.get((kind, value))
        if count is None:
            if len(self._counts) >= _MOST_COUNTED:
                self._counts.clear()
            count = self._counts[kind, value] = int(self._searcher.doc_freq(kind, value))
        return count

    def compile(self, meant: Meaning, today: int) -> Compiled:
        """What `meant` asks on that day."""
        required = [(part, clause) for part, group in meant.parts for clause in self._clauses(group, meant.searched)]
        others = [(part, (Occur.Must, _silent(query))) for part, query in self._ranges(meant, today)]
        others += [("agency" if atom == AGENCY else "", (Occur.MustNot, self._atom(atom))) for atom in meant.none_of]
        in_title = [self._term("title", term) for term in meant.asked_terms]
        return Compiled(required, others, in_title, self._titled(meant))

    def ids(self, ids: list[int]) -> Any:
        return tantivy.Query.term_set_query(self.schema, "id", ids)

    def part(self, name: str, meant: Meaning) -> Any:
        """The part of a score that `ranking` calls `name`, alone."""
        terms = meant.asked_terms
        if name == "occupation":
            parts = [self._occupation(id, weight) for id, weight in meant.searched]
        elif name == "title":
            parts = [tantivy.Query.const_score_query(_every(self._titled(meant)), ranking.TITLE)] if terms else []
        else:
            groups = [atom for group in meant.all_of for atom in group if atom.kind in ("words", "phrase")]
            parts = [_boosted(self._atom(atom), ranking.TEXT) for atom in groups]
            parts += [_boosted(self._term("title", term), ranking.TEXT) for term in terms]
        return tantivy.Query.boolean_query([(Occur.Should, query) for query in parts])

    def _clauses(self, group: Group, searched: tuple[tuple[str, float], ...]) -> tuple[Clause, ...]:
        """The clauses of a group, kept, for those of many questions are alike. (No lru_cache: with it the searcher
        would outlive its index until a collection.)"""
        clauses = self._kept.get((group, searched))
        if clauses is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            clauses = self._kept[group, searched] = tuple(self._required(group, dict(searched)))
        return clauses

    def _required(self, group: Group, weights: dict[str, float]) -> Iterator[Clause]:
        """The clauses that a group comes to. Words asked for alone are a clause each, that tantivy may begin with the
        rarest of all; alternatives that are only keys can be checked; where there are none, nothing matches."""
        if not group:
            yield Clause(tantivy.Query.empty_query(), 0)
        elif len(group) == 1 and group[0].kind in ("words", "title"):
            (atom,) = group
            name = "text" if atom.kind == "words" else "title"
            for term in atom.value:
                query = self._term(name, term)
                scores = _boosted(query, ranking.TEXT) if atom.kind == "words" else _silent(query)
                yield Clause(scores, int(self._searcher.doc_freq(name, term)))
        elif all(atom.kind == "key" for atom in group):
            yield self._alternatives(group, weights)
        else:
            query = _any([*self._texts(group), *self._keys(_by_kind(group), weights)])
            yield Clause(query, sum(map(self._most, group)))

    def _alternatives(self, group: Group, weights: dict[str, float]) -> Clause:
        """Keys of which any one suffices. Occupations that score are not checked but found."""
        by_kind = _by_kind(group)
        query = _any([*self._keys(by_kind, weights)])
        if len(group) >= MANY:
            return Clause(query)
        checks = tuple(self._checks(by_kind)) if len(group) > 1 else ()
        return Clause(query, sum(map(self._most, group)), checks, "occupation" in by_kind)

    def _checks(self, by_kind: dict[str, list[str]]) -> Iterator[tuple[Any, Any]]:
        """Keys of which any one suffices, as ranges of the numbers of a list or as what is not to be none of them."""
        ((kind, values), *others) = by_kind.items()
        listed = LISTED.get(kind, ())
        if others or not set(values) <= set(listed):
            none = [(Occur.MustNot, self._term(kind, value)) for kind, values in by_kind.items() for value in values]
            yield Occur.MustNot, tantivy.Query.boolean_query([(Occur.Must, tantivy.Query.all_query()), *none])
            return
        numbers = sorted(map(listed.index, values))
        yield Occur.Must, _silent(self._range(place_in_list(kind), numbers[0], numbers[-1]))
        for before, after in pairwise(numbers):
            if after > before + 1:
                yield Occur.MustNot, self._range(place_in_list(kind), before + 1, after - 1)

    def _most(self, atom: Atom) -> int:
        """How many jobs have it at most."""
        if atom.kind == "key":
            kind, _, value = atom.value[0].partition(":")
            return self.jobs_with(kind, value)
        name = "title" if atom.kind == "title" else "text"
        return min(int(self._searcher.doc_freq(name, term)) for term in atom.value)

    def _texts(self, group: Group) -> Iterator[Any]:
        for atom in group:
            if atom.kind != "key":
                query = self._atom(atom)
                yield _silent(query) if atom.kind == "title" else _boosted(query, ranking.TEXT)

    def _keys(self, by_kind: dict[str, list[str]], weights: dict[str, float]) -> Iterator[Any]:
        """Keys by kind; occupations score, in the measure in which each was meant."""
        silent = []
        for kind, values in by_kind.items():
            if kind == "occupation":
                yield from (self._occupation(value, weights.get(value, 0.0)) for value in values)
            elif len(values) >= MANY:
                silent.append(tantivy.Query.term_set_query(self.schema, kind, values))
            else:
                silent += [self._term(kind, value) for value in values]
        if silent:
            yield _silent(_any(silent))

    def _atom(self, atom: Atom) -> Any:
        if atom.kind == "key":
            kind, _, value = atom.value[0].partition(":")
            return self._term(kind, value)
        if atom.kind == "phrase":
            return tantivy.Query.phrase_query(self.schema, "text", list(atom.value))
        name = "title" if atom.kind == "title" else "text"
        return _every([self._term(name, term) for term in atom.value])

    def _titled(self, meant: Meaning) -> list[Any]:
        """What a title is to show, a query each."""
        return [
            _any(
                [
                    *(_every([self._term("title", term) for term in words]) for words in one.words),
                    *(self._term("occupation", id) for id in one.occupations),
                ]
            )
            for one in meant.titled
        ]

    def _ranges(self, meant: Meaning, today: int) -> Iterator[tuple[str, Any]]:
        if meant.since is not None:
            yield "since", self._range("posted", max(today - meant.since, 1) << ID_BITS, 1 << 62)
        if meant.pay is not None:
            currency, floor, unstated = meant.pay
            offset = currency_offset(currency)
            enough = self._range("pay", offset + min(floor, MOST_PAY - 1), offset + MOST_PAY - 1)
            everything = (Occur.Must, tantivy.Query.all_query())
            silent = tantivy.Query.boolean_query([everything, (Occur.MustNot, self._term("currency", currency))])
            yield "pay", _any([enough, silent]) if unstated else enough

    def _range(self, name: str, low: int, high: int) -> Any:
        return tantivy.Query.range_query(self.schema, name, FieldType.Integer, low, high)

    def _occupation(self, id: str, weight: float) -> Any:
        return tantivy.Query.const_score_query(self._term("occupation", id), ranking.OCCUPATION * weight)

    def _term(self, name: str, value: str) -> Any:
        return tantivy.Query.term_query(self.schema, name, value, _OPTIONS.get(name, "basic"))


_OPTIONS = {"text": "freq", "title": "freq"}


def _by_kind(group: Group) -> dict[str, list[str]]:
    """The values of a group's keys."""
    by_kind: dict[str, list[str]] = {}
    for atom in group:
        if atom.kind == "key":
            kind, _, value = atom.value[0].partition(":")
            by_kind.setdefault(kind, []).append(value)
    return by_kind


def _silent(query: Any) -> Any:
    """What matches alike and scores nothing."""
    return tantivy.Query.const_score_query(query, 0.0)


def _boosted(query: Any, boost: float) -> Any:
    return tantivy.Query.boost_query(query, boost)


def _any(queries: list[Any]) -> Any:
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(Occur.Should, q) for q in queries])


def _every(queries: list[Any]) -> Any:
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(Occur.Must, q) for q in queries])


def _rather(found: Any, better: Any) -> Any:
    """What is `found`, the better for being `better` too."""
    return tantivy.Query.boolean_query([(Occur.Must, found), (Occur.Should, better)])
